# language: de
Funktionalität: Eine neue Runde geht die Schritte noch einmal, ohne etwas zu verlieren

  Regel: Ab dem gewählten Schritt ist alles wieder offen, der frühere Nachweis bleibt lesbar

    Szenario: Neue Ziele, neue Analyse
      Angenommen im Quartier "Lindenhof" ist "massnahmen" abgeschlossen
      Wenn Petra Voss ab "analyse" eine neue Runde beginnt, weil "Das Klinikum schließt."
      Dann läuft Runde 2
      Und "analyse" ist offen für Arbeit
      Und "verstetigung" ist "Noch nicht offen"
      Und "leitbild" ist "Abgeschlossen"
      Und der Punkt "begehung" im Schritt "analyse" ist offen
      Und der frühere Nachweis von "begehung" im Schritt "analyse" ist noch zu lesen

    Szenario: Was dauerhaft läuft, läuft weiter
      Angenommen im Quartier "Lindenhof" ist "massnahmen" abgeschlossen
      Wenn Petra Voss ab "analyse" eine neue Runde beginnt, weil "Das Klinikum schließt."
      Dann ist "massnahmen" offen für Arbeit

    Szenario: Was die neue Runde berührt, ist vorher zu lesen
      Angenommen im Quartier "Lindenhof" ist "massnahmen" abgeschlossen
      Dann liest Petra Voss, bevor ab "analyse" eine neue Runde beginnt, dass "verstetigung" wartet

  Regel: Wieder öffnen heißt berichtigen, die Runde bleibt

    Szenario: Ein Fehler in der Analyse
      Angenommen im Quartier "Lindenhof" ist "analyse" abgeschlossen
      Wenn Petra Voss "analyse" wieder öffnet, weil "Die Zahlen waren vertauscht."
      Dann ist "analyse" offen für Arbeit
      Und der Punkt "begehung" im Schritt "analyse" ist erledigt
      Und "massnahmen" ist offen für Arbeit
      Und es läuft Runde 1
