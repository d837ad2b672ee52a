# language: de
Funktionalität: Landesförderung in Baden-Württemberg, der Antrag ist ein eigener Schritt

  Grundlage:
    Angenommen ein Quartier nach der Vorlage "quartier-2030-bw"

  Regel: Der Antrag läuft neben dem Leitbild und braucht dessen Beschluss

    Szenario: Der Antrag beginnt, solange am Leitbild gearbeitet wird
      Wenn für die Freigabe von "leitbild" alles getan ist
      Dann ist der Schritt "antrag" offen
      Und entscheiden über "leitbild" der Reihe nach
        | Lenkungsgruppe (Stellungnahme) |
        | Gemeinderat oder Fachausschuss |

    Szenario: Mit dem Bescheid kann es losgehen
      Wenn für die Freigabe von "antrag" alles getan ist
      Dann entscheiden über "antrag" der Reihe nach
        | Lenkungsgruppe |
        | Gemeinderat oder Fachausschuss (zur Kenntnis) |
      Und ist der Schritt "antrag" abgeschlossen

  Regel: Ein Antrag ist nur vollständig, wenn alles zur rechten Zeit geschah

    Szenario: Ohne Partner aus der Zivilgesellschaft kein Antrag
      Wenn für die Freigabe von "antrag" alles getan ist, nur der Punkt "zivilpartner" ist noch offen
      Dann lässt sich die Freigabe von "antrag" nicht anfragen, denn es fehlt
        """
        Die schriftliche Zusage eines zivilgesellschaftlichen Partners einholen
        """

    Szenario: Die Frist ist vorbei
      Wenn für die Freigabe von "antrag" alles getan ist
      Und bei "antrag" in "antragsfrist" "2020-03-15" steht
      Dann lässt sich die Freigabe von "antrag" nicht anfragen, denn es fehlt
        """
        Der Antrag ist vor Ablauf der Frist eingereicht.
        """

    Szenario: Beim Antragsgespräch fehlte jemand
      Wenn für die Freigabe von "antrag" alles getan ist
      Und bei "antrag" in "gespraech-zu-dritt" "nein" steht
      Dann lässt sich die Freigabe von "antrag" nicht anfragen, denn es fehlt
        """
        waren beim Antragsgespräch dabei
        """

    Szenario: Mehr als 2.000 € am Tag kostet keine Beratung
      Wenn für die Freigabe von "antrag" alles getan ist
      Dann wird bei "antrag" in "beratung-tagessatz" "2001" nicht angenommen

  Regel: Was der Antrag schon festlegt, wird nicht noch einmal ausgesucht

    Szenario: Das Quartier steht im Antrag
      Wenn für die Freigabe von "antrag" alles getan ist
      Dann wird "kriterien" im Schritt "quartier" verlangt
      Wenn bei "antrag" in "quartier-im-antrag" "ja" steht
      Dann wird "kriterien" im Schritt "quartier" nicht verlangt

  Regel: Jeder Schritt hält fest, was die Beratung beigetragen hat

    Szenario: Ohne Beratungstag keine Zielvereinbarung
      Wenn für die Freigabe von "ziele" alles getan ist, nur der Punkt "beratungstag" ist noch offen
      Dann lässt sich die Freigabe von "ziele" nicht anfragen, denn es fehlt
        """
        Einen Beratungstag zum Schritt „Ziele“ festhalten
        """
