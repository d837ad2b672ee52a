# language: de
Funktionalität: Karlsruhe Mühlburg, die Stadt steuert selbst

  Grundlage:
    Angenommen ein Quartier nach der Vorlage "karlsruhe-muehlburg"

  Regel: Über Grundsatz, Pilotquartier und Verstetigung entscheidet der Gemeinderat

    Szenario: Das Pilotquartier schlägt der Lenkungskreis nur vor
      Wenn für die Freigabe von "quartier" alles getan ist
      Dann entscheiden über "quartier" der Reihe nach
        | Lenkungskreis (Stellungnahme) |
        | Gemeinderat |
      Und ist der Schritt "quartier" abgeschlossen

    Szenario: Am Ende gehen zwei Ausschüsse voran
      Wenn für die Freigabe von "verstetigung" alles getan ist
      Dann entscheiden über "verstetigung" der Reihe nach
        | Lenkungskreis (Stellungnahme) |
        | Sozialausschuss (Stellungnahme) |
        | Hauptausschuss (Stellungnahme) |
        | Gemeinderat |

  Regel: Die Ämter nehmen Stellung, bevor der Lenkungskreis entscheidet

    Szenariogrundriss: Die Arbeitsgruppe der Ämter ist vorher an der Reihe
      Wenn für die Freigabe von "<Schritt>" alles getan ist
      Dann entscheiden über "<Schritt>" der Reihe nach
        | <zuerst> |
        | <danach> |
        | <zuletzt> |

      Beispiele:
        | Schritt    | zuerst | danach | zuletzt |
        | analyse    | Ämterübergreifende Arbeitsgruppe (Stellungnahme) | Lenkungskreis | Sozialausschuss (zur Kenntnis) |
        | ziele      | Quartiersnetzwerk | Ämterübergreifende Arbeitsgruppe (Stellungnahme) | Lenkungskreis |
        | evaluation | Ämterübergreifende Arbeitsgruppe (Stellungnahme) | Lenkungskreis | Gemeinderat (zur Kenntnis) |

  Regel: Vor den Rat kommt nur, was man verstehen kann

    Szenario: Ohne Kurzfassung keine Vorlage
      Wenn für die Freigabe von "verstetigung" alles getan ist, nur der Punkt "kurzfassung" ist noch offen
      Dann lässt sich die Freigabe von "verstetigung" nicht anfragen, denn es fehlt
        """
        Der Vorlage eine Kurzfassung beilegen
        """

    Szenario: Drei Seiten sind eine zu viel
      Wenn für die Freigabe von "verstetigung" alles getan ist
      Und bei "verstetigung" in "kurzfassung-seiten" "3" steht
      Dann lässt sich die Freigabe von "verstetigung" nicht anfragen, denn es fehlt
        """
        Eine Kurzfassung auf höchstens zwei Seiten liegt bei.
        """

  Regel: Was die Träger schon tun, geht nicht verloren

    Szenario: Ohne die Projekte der Träger ist die Analyse nicht fertig
      Wenn für die Freigabe von "analyse" alles getan ist, nur der Punkt "traegerprojekte" ist noch offen
      Dann lässt sich die Freigabe von "analyse" nicht anfragen, denn es fehlt
        """
        Die bestehenden Quartiersprojekte der Träger erfassen
        """
