# language: de
Funktionalität: Was nur die Koordination entscheidet, schlagen die anderen vor

  Regel: Ein Vorschlag ist eine Aufgabe der Koordination, bis er beantwortet ist

    Szenario: Die Koordination findet den Vorschlag unter ihren Aufgaben
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Wenn Lena Fuchs vorschlägt, "analyse" auszulassen
      Dann liegt der Koordination ein Vorschlag vor
      Und bei Petra Voss steht "Vorschlag" unter den Aufgaben

    Szenario: Ein Vorschlag wird aufgegriffen
      Angenommen im Quartier "Lindenhof" hat Tom Brandt vorgeschlagen, "analyse" auszulassen
      Wenn Petra Voss den Vorschlag aufgreift
      Dann liegt der Koordination kein Vorschlag vor
      Und bei Petra Voss steht "Vorschlag" nicht unter den Aufgaben

    Szenario: Wer ablehnt, sagt warum
      Angenommen im Quartier "Lindenhof" hat Tom Brandt vorgeschlagen, "analyse" auszulassen
      Wenn Petra Voss den Vorschlag ablehnen will, ohne etwas dazu zu schreiben
      Dann wird nach der Begründung gefragt
      Und der Koordination liegt ein Vorschlag vor

    Szenario: Die Ablehnung ist nachzulesen
      Angenommen im Quartier "Lindenhof" hat Tom Brandt vorgeschlagen, "analyse" auszulassen
      Wenn Petra Voss den Vorschlag ablehnt mit den Worten "Die Zahlen sind von 2019."
      Dann liegt der Koordination kein Vorschlag vor
      Und Tom Brandt liest im Verlauf "Die Zahlen sind von 2019."

    Szenario: Den eigenen Vorschlag beantwortet man nicht selbst
      Angenommen im Quartier "Lindenhof" hat Tom Brandt vorgeschlagen, "analyse" auszulassen
      Wenn Tom Brandt den Vorschlag aufgreifen will
      Dann wird das abgelehnt, weil nur die Quartierskoordination das darf
