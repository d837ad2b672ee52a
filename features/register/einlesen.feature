# language: de
Funktionalität: Einträge kommen aus einer Datei, nachdem zu sehen war, was sie bewirkt

  Regel: Vor der Zustimmung ändert sich nichts

    Szenario: Die Datei wird erst geprüft
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Lena Fuchs eine Datei mit den Partnern "Chor, Sportverein" prüft
      Dann steht dort "2 Einträge neu"
      Und stehen 0 Partner im Register

    Szenario: Nach der Zustimmung stehen alle im Register
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Lena Fuchs eine Datei mit den Partnern "Chor, Sportverein" übernimmt
      Dann stehen 2 Partner im Register

  Regel: Alles oder nichts, und jeder Fehler nennt seine Zeile

    Szenario: Eine Zeile ohne Namen
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Lena Fuchs eine Datei mit den Partnern "Chor, -, Sportverein" übernimmt
      Dann wird das abgelehnt, weil "Organisation" fehlt
      Und es fehlt auch "Zeile 3"
      Und stehen 0 Partner im Register
