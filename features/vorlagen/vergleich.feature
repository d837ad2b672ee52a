# language: de
Funktionalität: Zwei Fassungen einer Vorlage vergleichen

  Regel: Gesagt wird, was sich für die Arbeit ändert, nicht welche Zeile anders ist

    Szenario: Ein Punkt kommt dazu
      Angenommen in der neuen Fassung gibt es im Schritt "analyse" den Pflichtpunkt "Luftbild ablegen"
      Dann steht im Vergleich unter "Neu" der Satz
        """
        Neu in Schritt 2 „Analyse“: der Pflichtpunkt „Luftbild ablegen“ (verantwortlich: Quartiersmanagement; Nachweis: ein Dokument (Datei, Link oder Ort in der Akte)).
        """
      Und heißt es dort "strenger"

    Szenario: Ein Punkt fällt weg
      Angenommen in der neuen Fassung fehlt im Schritt "leitbild" der Punkt "besuch"
      Dann steht im Vergleich unter "Entfernt" der Satz
        """
        Der Punkt „Eine andere Kommune besuchen“ entfällt in Schritt 1 „Leitbild“.
        """

    Szenario: Ein Gremium soll Stellung nehmen
      Angenommen in der neuen Fassung nimmt im Schritt "analyse" auch das Gremium "lenkungsgruppe" Stellung
      Dann steht im Vergleich unter "Neu" der Satz
        """
        Die Freigabe von Schritt 2 „Analyse“ braucht jetzt zusätzlich eine Stellungnahme: „Lenkungsgruppe“.
        """
      Und heißt es dort "strenger"

    Szenario: Eine andere Id ist kein neuer Punkt
      Angenommen in der neuen Fassung hat im Schritt "leitbild" der Punkt "besuch" die Id "besichtigung"
      Dann steht im Vergleich unter "Umbenannt" der Satz
        """
        Neue Id in Schritt 1 „Leitbild“: der Punkt „Eine andere Kommune besuchen“ hat jetzt die Id „besichtigung“, bisher „besuch“.
        """

    Szenario: Eine neue Nummer allein ändert nichts
      Angenommen die neue Fassung hat nur eine höhere Nummer
      Dann sagt der Vergleich, dass nichts anders ist
