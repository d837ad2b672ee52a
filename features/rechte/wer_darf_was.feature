# language: de
Funktionalität: Jede Rolle tut ihre Arbeit und nicht die der anderen

  Regel: Was nicht erlaubt ist, ist abgelehnt und sagt, wer es darf

    Szenario: Die Quartiersentwicklung fragt keine Freigabe an
      Angenommen im Quartier "Lindenhof" ist im Schritt "analyse" alles fertig
      Wenn Lena Fuchs die Freigabe von "analyse" anfragt
      Dann wird das abgelehnt, weil nur das Quartiersmanagement das darf

    Szenario: Das Quartiersmanagement springt für die Quartiersentwicklung ein
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Wenn Tom Brandt im Schritt "analyse" den Punkt "begehung" mit der Notiz "Bei Regen." erledigt
      Dann ist der Punkt "begehung" im Schritt "analyse" erledigt

    Szenario: Umgekehrt geht es nicht
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Wenn Lena Fuchs im Schritt "analyse" den Punkt "auswertung" erledigen will
      Dann wird das abgelehnt, weil nur das Quartiersmanagement das darf

    Szenario: Die Koordination erledigt fremde Punkte nur mit Grund
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Wenn Petra Voss im Schritt "analyse" den Punkt "auswertung" erledigen will
      Dann wird nach der Begründung gefragt
      Wenn Petra Voss im Schritt "analyse" den Punkt "auswertung" erledigt, weil "Tom Brandt ist krank."
      Dann ist der Punkt "auswertung" im Schritt "analyse" erledigt

  Regel: Ein fremdes Quartier sieht aus wie eins, das es nicht gibt

    Szenario: Jan Roth gehört nicht zum Team
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Dann findet Jan Roth das Quartier "Lindenhof" nicht
