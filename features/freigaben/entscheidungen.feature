# language: de
Funktionalität: Eine Freigabe wird in der vorgesehenen Reihenfolge entschieden

  Regel: Gremien entscheiden nacheinander, der letzte Beschluss schließt den Schritt ab

    Szenario: Der Gemeinderat kommt nach der Lenkungsgruppe
      Angenommen im Quartier "Lindenhof" ist die Freigabe von "leitbild" angefragt
      Wenn Petra Voss einträgt, dass der Gemeinderat "leitbild" zustimmt
      Dann wird das abgelehnt, weil vorher die Lenkungsgruppe an der Reihe ist

    Szenario: Nach dem letzten Beschluss öffnet sich der nächste Schritt
      Angenommen im Quartier "Lindenhof" ist die Freigabe von "leitbild" angefragt
      Wenn Petra Voss einträgt, dass die Lenkungsgruppe zu "leitbild" Stellung genommen hat
      Und Petra Voss einträgt, dass der Gemeinderat "leitbild" zustimmt
      Dann ist "leitbild" "Abgeschlossen"
      Und "analyse" ist offen für Arbeit

  Regel: Was zurückkommt, sagt, was verlangt wird

    Szenario: Die Koordination gibt zurück
      Angenommen im Quartier "Lindenhof" hat Tom Brandt die Freigabe von "analyse" angefragt
      Wenn Petra Voss "analyse" zurückgibt mit den Worten "Die stillen Gruppen fehlen."
      Dann ist "analyse" "Zurückgegeben"
      Und Tom Brandt liest bei "analyse" "Die stillen Gruppen fehlen."

    Szenario: Ohne Begründung geht nichts zurück
      Angenommen im Quartier "Lindenhof" hat Tom Brandt die Freigabe von "analyse" angefragt
      Wenn Petra Voss "analyse" zurückgeben will, ohne etwas dazu zu schreiben
      Dann wird nach der Begründung gefragt
      Und "analyse" ist "Zur Freigabe"

    Szenario: Die Koordination lehnt ab
      Angenommen im Quartier "Lindenhof" hat Tom Brandt die Freigabe von "analyse" angefragt
      Wenn Petra Voss "analyse" ablehnt mit den Worten "Es wurde nur ein Straßenzug befragt."
      Dann ist "analyse" "Zurückgegeben"
      Und Tom Brandt liest bei "analyse" "Es wurde nur ein Straßenzug befragt."

  Regel: Vertagt ist nicht entschieden, die Anfrage bleibt

    Szenario: Die Koordination vertagt und gibt dann frei
      Angenommen im Quartier "Lindenhof" hat Tom Brandt die Freigabe von "analyse" angefragt
      Wenn Petra Voss "analyse" vertagt mit den Worten "Nächste Woche liegt das Gutachten vor."
      Dann ist "analyse" "Zur Freigabe"
      Wenn Petra Voss "analyse" freigibt
      Dann ist "analyse" "Abgeschlossen"

  Regel: Ein Schritt ohne Freigabe schließt mit der Anfrage ab

    Szenario: Niemand muss zustimmen
      Angenommen im Quartier "Lindenhof" ist im Schritt "massnahmen" alles fertig
      Wenn Tom Brandt die Freigabe von "massnahmen" anfragt
      Dann ist "massnahmen" "Abgeschlossen"
