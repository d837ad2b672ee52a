# language: de
Funktionalität: Eine Freigabe sagt vorher, was sie öffnet

  Regel: Gefragt wird der Prozess selbst, nicht ein Satz über ihn

    Szenario: Nach dem Leitbild kommt die Analyse
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Dann steht bei "leitbild", dass danach "analyse" öffnet

    Szenario: Nach dem letzten Schritt kommt nichts mehr
      Angenommen im Quartier "Lindenhof" ist "massnahmen" abgeschlossen
      Dann steht bei "verstetigung" nicht, dass danach etwas öffnet
