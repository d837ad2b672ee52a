# language: de
Funktionalität: Der Sachstandsbericht hält fest, wie es an einem Tag stand

  Regel: Zahlen kommen aus den Daten, Texte von Menschen

    Szenario: Ein Entwurf wird geschrieben
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Tom Brandt den Sachstandsbericht schreibt mit der Kurzfassung "Es geht voran."
      Dann liest Lena Fuchs im Entwurf "Es geht voran."

    Szenario: Ohne Kurzfassung gibt es nichts festzuschreiben
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Und Tom Brandt hat den Sachstandsbericht geschrieben mit der Kurzfassung ""
      Wenn Tom Brandt den Bericht festschreiben will
      Dann wird das abgelehnt, weil im Bericht noch ein Text fehlt

    Szenario: Ohne Entwurf gibt es nichts festzuschreiben
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Tom Brandt den Bericht festschreiben will
      Dann wird das abgelehnt, weil es noch keinen Entwurf gibt

  Regel: Was festgeschrieben ist, ändert sich nie mehr

    Szenario: Die Lage wird später eine andere
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Und Tom Brandt hat die Lage als "Im Plan" eingeschätzt, weil "Alle ziehen mit."
      Und Tom Brandt hat den Sachstandsbericht geschrieben mit der Kurzfassung "Es geht voran."
      Und Tom Brandt hat den Bericht festgeschrieben
      Wenn Petra Voss die Lage als "Kritisch" einschätzt, weil "Die Förderung endet."
      Dann steht im Bericht 1 "Alle ziehen mit."
      Und im Bericht 1 steht nicht "Die Förderung endet."

    Szenario: Ein Schritt kommt später zum Abschluss
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Und Tom Brandt hat den Sachstandsbericht geschrieben mit der Kurzfassung "Noch am Anfang."
      Und Tom Brandt hat den Bericht festgeschrieben
      Wenn Petra Voss "analyse" auslässt, weil "Die Zahlen liegen vor."
      Dann im Bericht 1 steht nicht "Die Zahlen liegen vor."

    Szenario: Der nächste Bericht bekommt die nächste Nummer
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Und Tom Brandt hat den Sachstandsbericht geschrieben mit der Kurzfassung "Der erste."
      Und Tom Brandt hat den Bericht festgeschrieben
      Und Tom Brandt hat den Sachstandsbericht geschrieben mit der Kurzfassung "Der zweite."
      Wenn Petra Voss den Bericht festschreibt
      Dann steht im Bericht 2 "Der zweite."
      Und steht im Bericht 1 "Der erste."

  Regel: Management und Koordination schreiben, alle im Team lesen

    Szenario: Die Quartiersentwicklung liest, schreibt aber nicht
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Lena Fuchs den Sachstandsbericht schreibt mit der Kurzfassung "Von mir."
      Dann wird das abgelehnt, weil nur Management und Koordination berichten
