# language: de
Funktionalität: Quartiersmanagement in der Altenarbeit, der Träger bestimmt, wer entscheidet

  Regel: Vier Freigaben hängen vom Träger ab

    Szenariogrundriss: Ein einzelnes Gremium entscheidet
      Angenommen ein Quartier nach der Vorlage "altenarbeit", getragen von "<Träger>"
      Wenn für die Freigabe von "<Schritt>" alles getan ist
      Dann entscheiden über "<Schritt>" der Reihe nach
        | <zuerst> |
        | <danach> |
      Und ist der Schritt "<Schritt>" abgeschlossen

      Beispiele:
        | Träger              | Schritt      | zuerst                         | danach                                    |
        | kommune             | leitbild     | Lenkungsgruppe (Stellungnahme) | Gemeinderat oder Fachausschuss            |
        | kommune             | quartier     | Lenkungsgruppe                 | Gemeinderat oder Fachausschuss            |
        | kommune             | massnahmen   | Lenkungsgruppe                 | Gemeinderat oder Fachausschuss            |
        | kommune             | verstetigung | Lenkungsgruppe (Stellungnahme) | Gemeinderat oder Fachausschuss            |
        | wohnungsunternehmen | leitbild     | Lenkungsgruppe (Stellungnahme) | Geschäftsführung des Wohnungsunternehmens |
        | wohnungsunternehmen | massnahmen   | Lenkungsgruppe                 | Geschäftsführung des Wohnungsunternehmens |
        | wohnungsunternehmen | verstetigung | Lenkungsgruppe (Stellungnahme) | Geschäftsführung des Wohnungsunternehmens |

    Szenariogrundriss: Zwei sind nacheinander an der Reihe
      Angenommen ein Quartier nach der Vorlage "altenarbeit", getragen von "<Träger>"
      Wenn für die Freigabe von "<Schritt>" alles getan ist
      Dann entscheiden über "<Schritt>" der Reihe nach
        | <zuerst>  |
        | <danach>  |
        | <zuletzt> |

      Beispiele:
        | Träger      | Schritt      | zuerst                         | danach                                         | zuletzt                                |
        | verein      | leitbild     | Lenkungsgruppe (Stellungnahme) | Vorstand des Vereins                           | Zuständiges Fachamt                    |
        | verein      | massnahmen   | Lenkungsgruppe                 | Vorstand des Vereins                           | Zuständiges Fachamt                    |
        | verein      | verstetigung | Lenkungsgruppe (Stellungnahme) | Vorstand des Vereins                           | Zuständiges Fachamt                    |
        | altenarbeit | leitbild     | Lenkungsgruppe (Stellungnahme) | Gemeinderat oder Fachausschuss (Stellungnahme) | Einrichtungsleitung oder Trägervorstand |
        | altenarbeit | quartier     | Lenkungsgruppe                 | Gemeinderat oder Fachausschuss (Stellungnahme) | Einrichtungsleitung oder Trägervorstand |
        | altenarbeit | massnahmen   | Lenkungsgruppe                 | Gemeinderat oder Fachausschuss (Stellungnahme) | Einrichtungsleitung oder Trägervorstand |
        | altenarbeit | verstetigung | Lenkungsgruppe (Stellungnahme) | Gemeinderat oder Fachausschuss (Stellungnahme) | Einrichtungsleitung oder Trägervorstand |

    Szenario: Hängt kommunales Geld am Zuschnitt, entscheidet der Rat mit
      Angenommen ein Quartier nach der Vorlage "altenarbeit", getragen von "altenarbeit"
      Wenn für die Freigabe von "quartier" alles getan ist
      Und bei "quartier" in "mittel-frei" "ja" steht
      Dann entscheiden über "quartier" der Reihe nach
        | Lenkungsgruppe                          |
        | Gemeinderat oder Fachausschuss          |
        | Einrichtungsleitung oder Trägervorstand |

    Szenario: Die übrigen Freigaben bleiben, wie sie sind
      Angenommen ein Quartier nach der Vorlage "altenarbeit", getragen von "wohnungsunternehmen"
      Wenn für die Freigabe von "netzwerk" alles getan ist
      Dann entscheiden über "netzwerk" der Reihe nach
        | Quartiersnetzwerk |
        | Lenkungsgruppe    |

  Regel: Ein Wohnungsunternehmen arbeitet nicht ohne die Kommune

    Szenario: Am Anfang steht die Kooperationsvereinbarung
      Angenommen ein Quartier nach der Vorlage "altenarbeit", getragen von "wohnungsunternehmen"
      Wenn für die Freigabe von "leitbild" alles getan ist, nur der Punkt "vereinbarung" ist noch offen
      Dann lässt sich die Freigabe von "leitbild" nicht anfragen, denn es fehlt
        """
        Mit der Kommune eine Kooperationsvereinbarung schließen
        """

    Szenario: Andere Träger brauchen sie nicht
      Angenommen ein Quartier nach der Vorlage "altenarbeit", getragen von "kommune"
      Wenn für die Freigabe von "leitbild" alles getan ist
      Dann wird "vereinbarung" im Schritt "leitbild" nicht verlangt

    Szenario: Wer nur eigene Häuser meint, wählt nicht aus, sondern begründet
      Angenommen ein Quartier nach der Vorlage "altenarbeit", getragen von "wohnungsunternehmen"
      Wenn für die Freigabe von "leitbild" alles getan ist
      Dann wird "kriterien" im Schritt "quartier" verlangt
      Und wird "eigener-bestand" im Schritt "quartier" nicht verlangt
      Wenn bei "profile" in "eigener-bestand" "ja" steht
      Dann wird "kriterien" im Schritt "quartier" nicht verlangt
      Und wird "eigener-bestand" im Schritt "quartier" verlangt

  Regel: Es geht um Selbstbestimmung und Teilhabe im Alter

    Szenariogrundriss: Ohne den Blick auf das Alter geht es nicht weiter
      Angenommen ein Quartier nach der Vorlage "altenarbeit", getragen von "verein"
      Wenn für die Freigabe von "<Schritt>" alles getan ist, nur der Punkt "<Punkt>" ist noch offen
      Dann lässt sich die Freigabe von "<Schritt>" nicht anfragen, denn es fehlt
        """
        <Text>
        """

      Beispiele:
        | Schritt    | Punkt              | Text                                                              |
        | leitbild   | verstaendnis       | Klären, was Sie unter Quartiersmanagement verstehen               |
        | analyse    | lebenslagen        | Altersarmut, Einsamkeit und Versorgung eigens untersuchen         |
        | partner    | sprachen           | Auch in Leichter Sprache und in einer weiteren Sprache informieren |
        | ziele      | altersbezug        | Zu jedem Leitziel sagen, ob es Selbstbestimmung oder Teilhabe stärkt |
        | massnahmen | oeffentlicher-raum | Mit der Bevölkerung etwas im öffentlichen Raum verändern          |
        | evaluation | altersindikatoren  | Selbstbestimmung und Teilhabe mit je einem Indikator messen       |
