# language: de
Funktionalität: Jedes Quartier lässt sich so ansehen, wie es an einem früheren Tag stand

  Regel: Ein früherer Tag zeigt alles von damals und nichts von später

    Szenario: Die Lage hat sich seitdem gebessert
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Und Tom Brandt hat die Lage als "Kritisch" eingeschätzt, weil "Niemand hat Zeit."
      Und 30 Tage sind vergangen
      Wenn Petra Voss die Lage als "Im Plan" einschätzt, weil "Eine Vertretung ist gefunden."
      Dann ist die Lage "Im Plan"
      Aber vor 30 Tagen war die Lage "Kritisch"

    Szenario: Eine Anfrage wurde später zurückgezogen
      Angenommen im Quartier "Lindenhof" ist die Freigabe von "leitbild" angefragt
      Und 14 Tage sind vergangen
      Wenn Tom Brandt die Anfrage zu "leitbild" zurückzieht
      Dann ist "leitbild" "In Arbeit"
      Aber vor 14 Tagen war "leitbild" "Zur Freigabe"

    Szenario: Was an diesem Tag noch nicht offen war
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Und 3 Tage sind vergangen
      Dann war vor 3 Tagen "analyse" "Noch nicht offen"

    Szenario: Ein Bericht kam erst später
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Und 3 Tage sind vergangen
      Und Tom Brandt hat den Sachstandsbericht geschrieben mit der Kurzfassung "Es geht voran."
      Wenn Tom Brandt den Bericht festschreibt
      Dann gibt es den Bericht 1
      Aber gab es den Bericht 1 vor 2 Tagen noch nicht

  Regel: Zwischen zwei Tagen steht, was sich geändert hat

    Szenario: Ein Bericht, die Lage und das Team
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Und 3 Tage sind vergangen
      Und Tom Brandt hat die Lage als "Kritisch" eingeschätzt, weil "Niemand hat Zeit."
      Und Tom Brandt hat den Sachstandsbericht geschrieben mit der Kurzfassung "Es hakt."
      Und Tom Brandt hat den Bericht festgeschrieben
      Wenn Petra Voss Lena Fuchs aus dem Team nimmt
      Dann steht im Vergleich mit dem Stand von vor 3 Tagen "Sachstandsbericht Nr. 1"
      Und steht im Vergleich mit dem Stand von vor 3 Tagen "Kritisch"
      Und steht im Vergleich mit dem Stand von vor 3 Tagen "Lena Fuchs"
      Aber im Vergleich mit dem Stand von vor 3 Tagen steht nicht "Im Plan"

  Regel: An einem früheren Tag lässt sich nichts ändern

    Szenario: Die Koordination sieht nach
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Und 3 Tage sind vergangen
      Dann kann Petra Voss am Stand von vor 3 Tagen nichts ändern

  Regel: Vor dem Anfang gibt es nichts zu sehen

    Szenario: Zu weit zurück
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Und 3 Tage sind vergangen
      Dann gibt es vor 4 Tagen keinen Stand
