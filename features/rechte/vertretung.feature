# language: de
Funktionalität: Wer ausfällt, wird vertreten

  Regel: An den Tagen der Vertretung gelten die Team-Rollen der Person, danach nicht mehr

    Szenario: Die Vertretung findet das Quartier
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Dann findet Jan Roth das Quartier "Lindenhof" nicht
      Wenn Jan Roth ab heute 5 Tage lang Tom Brandt vertritt
      Dann findet Jan Roth das Quartier "Lindenhof"

    Szenario: Nach dem letzten Tag ist es vorbei
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Wenn Jan Roth ab heute 5 Tage lang Tom Brandt vertritt
      Und 4 Tage vergangen sind
      Dann findet Jan Roth das Quartier "Lindenhof"
      Wenn 1 Tage vergangen sind
      Dann findet Jan Roth das Quartier "Lindenhof" nicht

    Szenario: Die Vertretung tut die Arbeit der Rolle, unter eigenem Namen
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Wenn Jan Roth ab heute 5 Tage lang Tom Brandt vertritt
      Und Jan Roth im Schritt "analyse" den Punkt "begehung" mit der Notiz "Bei Regen." erledigt
      Dann ist der Punkt "begehung" im Schritt "analyse" erledigt
      Und Jan Roth hat den Punkt "begehung" im Schritt "analyse" erledigt

    Szenario: Wer vertritt, hat nur die Rollen der vertretenen Person
      Angenommen im Quartier "Lindenhof" ist im Schritt "analyse" alles fertig
      Wenn Jan Roth ab heute 5 Tage lang Lena Fuchs vertritt
      Und Jan Roth die Freigabe von "analyse" anfragt
      Dann wird das abgelehnt, weil nur das Quartiersmanagement das darf

    Szenario: Die Koordination wird nicht verliehen
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Wenn Jan Roth ab heute 5 Tage lang Petra Voss vertritt
      Dann findet Jan Roth das Quartier "Lindenhof" nicht

  Regel: Was einer Person gegeben ist, steht solange auch bei ihrer Vertretung

    Szenario: Ein Punkt, den die vertretene Person übernommen hat
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Wenn Petra Voss den Punkt "begehung" Tom Brandt gibt
      Dann steht bei Jan Roth "Quartier begehen" nicht unter den Aufgaben
      Wenn Jan Roth ab heute 5 Tage lang Tom Brandt vertritt
      Dann steht bei Jan Roth "Quartier begehen" unter den Aufgaben
      Und bei Tom Brandt steht "Quartier begehen" unter den Aufgaben
      Wenn 5 Tage vergangen sind
      Dann steht bei Jan Roth "Quartier begehen" nicht unter den Aufgaben

    Szenario: Eine Maßnahme, für die die vertretene Person verantwortlich ist
      Angenommen im Quartier "Lindenhof" ist Lena Fuchs für die Maßnahme "Mittagstisch" verantwortlich
      Wenn Jan Roth ab heute 5 Tage lang Lena Fuchs vertritt
      Dann steht bei Jan Roth "Mittagstisch" unter den Aufgaben

    Szenario: Ein Punkt der Koordination geht nur an jemanden, der sie selbst hat
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Tom Brandt den Punkt "anlass" Petra Voss gibt
      Und Lena Fuchs ab heute 5 Tage lang Petra Voss vertritt
      Und Ines Kaya ab heute 5 Tage lang Petra Voss vertritt
      Dann steht bei Ines Kaya "Anlass beschreiben" unter den Aufgaben
      Aber bei Lena Fuchs steht "Anlass beschreiben" nicht unter den Aufgaben

  Regel: Vier Augen zählen die Person, die wirklich gehandelt hat

    Szenario: Wer als Vertretung angefragt hat, gibt nicht selbst frei
      Angenommen im Quartier "Lindenhof" ist im Schritt "analyse" alles fertig
      Wenn Ines Kaya ab heute 5 Tage lang Tom Brandt vertritt
      Und Ines Kaya die Freigabe von "analyse" anfragt
      Und Ines Kaya "analyse" freigeben will
      Dann wird das abgelehnt, weil es die eigene Anfrage ist
      Und "analyse" ist "Zur Freigabe"

    Szenario: Was die vertretene Person selbst angefragt hat, ist keine eigene Anfrage der Vertretung
      Angenommen im Quartier "Lindenhof" hat Tom Brandt die Freigabe von "analyse" angefragt
      Wenn Ines Kaya ab heute 5 Tage lang Tom Brandt vertritt
      Und Ines Kaya "analyse" freigibt
      Dann ist "analyse" "Abgeschlossen"
