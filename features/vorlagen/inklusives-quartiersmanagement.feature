# language: de
Funktionalität: Inklusives Quartiersmanagement, erst die Zusagen, dann das Quartier

  Grundlage:
    Angenommen ein Quartier nach der Vorlage "inklusives-quartiersmanagement", getragen von "stiftung"

  Regel: Ohne zugesagte Ressourcen beginnt kein Quartier

    Szenario: Die Ressourcen werden neben dem Leitbild geklärt
      Wenn für die Freigabe von "leitbild" alles getan ist
      Dann ist der Schritt "ressourcen" offen
      Und entscheiden über "leitbild" der Reihe nach
        | Lenkungsgruppe (Stellungnahme) |
        | Gemeinderat oder Fachausschuss (Stellungnahme) und Trägervorstand |
      Und ist der Schritt "leitbild" abgeschlossen
      Aber ist der Schritt "quartier" noch nicht offen

    Szenario: Gemeinderat und Trägervorstand sagen beide zu
      Wenn für die Freigabe von "ressourcen" alles getan ist
      Dann entscheiden über "ressourcen" der Reihe nach
        | Gemeinderat oder Fachausschuss und Trägervorstand |
      Und ist der Schritt "ressourcen" abgeschlossen
      Und ist der Schritt "quartier" offen

    Szenario: Weniger als eine halbe Stelle reicht nicht
      Wenn für die Freigabe von "ressourcen" alles getan ist
      Und bei "ressourcen" in "stelle" "0.4" steht
      Dann lässt sich die Freigabe von "ressourcen" nicht anfragen, denn es fehlt
        """
        Mindestens eine halbe hauptamtliche Stelle ist zugesagt.
        """

    Szenario: Zwei Jahre reichen auch nicht
      Wenn für die Freigabe von "ressourcen" alles getan ist
      Und bei "ressourcen" in "unbefristet" "nein" steht
      Und bei "ressourcen" in "befristet-bis" "2028-01-05" steht
      Dann lässt sich die Freigabe von "ressourcen" nicht anfragen, denn es fehlt
        """
        Die Stelle ist unbefristet oder für mindestens drei Jahre zugesagt.
        """

  Regel: Der Quartierstreff ist offen, bevor die Durchführung beginnt

    Szenario: Wenige Stunden in der Woche brauchen einen Grund
      Wenn für die Freigabe von "partner" alles getan ist
      Und bei "partner" in "treff-oeffnung" "6" steht
      Dann lässt sich die Freigabe von "partner" nicht anfragen, denn es fehlt
        """
        Öffnungszeiten des Quartierstreffs
        """

  Regel: Was inklusiv heißt, steht in den Punkten

    Szenariogrundriss: Ohne das geht es nicht weiter
      Wenn für die Freigabe von "<Schritt>" alles getan ist, nur der Punkt "<Punkt>" ist noch offen
      Dann lässt sich die Freigabe von "<Schritt>" nicht anfragen, denn es fehlt
        """
        <Text>
        """

      Beispiele:
        | Schritt      | Punkt               | Text                                                               |
        | leitbild     | lernprozess         | Einen gemeinsamen Lernprozess vereinbaren                          |
        | ressourcen   | vertrag             | Den Kooperationsvertrag zwischen Kommune und Träger schließen      |
        | partner      | quartierstreff      | Den Quartierstreff eröffnen, barrierefrei und für alle             |
        | partner      | lotsen              | Einen Wegweiser zwischen Nachbarschaftshilfe und Fachdiensten schreiben |
        | ziele        | prinzipien          | Die Ziele an den vier Prinzipien und an der Inklusion messen       |
        | netzwerk     | bewohnergremium     | Aus der Beteiligung ein eigenes Gremium entstehen lassen           |
        | massnahmen   | nachbarschaftshilfe | Nachbarschaftshilfe aufbauen oder stärken                          |
        | verstetigung | sozialfonds         | Einen Sozialfonds oder eine Bürgerstiftung prüfen                  |

  Regel: Am Ende bleiben Stelle und Treff

    Szenario: Eine Stelle für ein Jahr ist keine Verstetigung
      Wenn für die Freigabe von "verstetigung" alles getan ist
      Und bei "verstetigung" in "stelle-gesichert-bis" "2027-01-05" steht
      Dann lässt sich die Freigabe von "verstetigung" nicht anfragen, denn es fehlt
        """
        Die Stelle ist für mindestens drei Jahre gesichert.
        """

    Szenario: Wer abschließt, muss nichts mehr sichern
      Wenn für die Freigabe von "verstetigung" alles getan ist
      Und bei "verstetigung" in "stelle-gesichert-bis" "2027-01-05" steht
      Und bei "verstetigung" in "ausgang" "abschluss" steht
      Dann entscheiden über "verstetigung" der Reihe nach
        | Lenkungsgruppe (Stellungnahme) |
        | Gemeinderat oder Fachausschuss (Stellungnahme) und Trägervorstand |
