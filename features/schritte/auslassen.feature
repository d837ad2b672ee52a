# language: de
Funktionalität: Ein Schritt wird mit Grund ausgelassen

  Regel: Nur die Koordination lässt aus, und nie ohne Grund

    Szenario: Die Analyse liegt schon vor
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Wenn Petra Voss "analyse" auslässt, weil "Die Analyse von 2025 gilt noch."
      Dann ist "analyse" "Entfällt"
      Und "massnahmen" ist offen für Arbeit

    Szenario: Ohne Grund geht es nicht
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Wenn Petra Voss "analyse" auslassen will, ohne einen Grund zu nennen
      Dann wird nach der Begründung gefragt

    Szenario: Das Leitbild ist nicht verhandelbar
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Petra Voss "leitbild" auslassen will, weil "Wir haben schon eins."
      Dann wird das abgelehnt, weil dieser Schritt nie ausgelassen wird

    Szenario: Das Quartiersmanagement schlägt vor
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Wenn Tom Brandt "analyse" auslassen will, weil "Die Zahlen liegen vor."
      Dann wird das abgelehnt, weil nur die Quartierskoordination das darf
      Wenn Tom Brandt vorschlägt, "analyse" auszulassen
      Dann liegt der Koordination ein Vorschlag vor
