# language: de
Funktionalität: Die Kommune legt fest, wie lange etwas ruhen darf

  Regel: Was die Kommune festlegt, gilt ab jetzt in allen ihren Quartieren

    Szenario: Eine Einschätzung der Lage gilt so lange, wie die Kommune sagt
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Und Tom Brandt hat die Lage als "Im Plan" eingeschätzt, weil "Alles läuft."
      Und 11 Tage sind vergangen
      Dann ist die Lage "Im Plan"
      Wenn Petra Voss festlegt, dass eine Einschätzung der Lage 10 Tage gilt
      Dann ist die Lage "Einschätzung veraltet"
      Wenn Petra Voss festlegt, dass eine Einschätzung der Lage 20 Tage gilt
      Dann ist die Lage "Im Plan"

    Szenario: Ein früherer Tag wird gesehen, wie er damals war
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Und Tom Brandt hat die Lage als "Im Plan" eingeschätzt, weil "Alles läuft."
      Und 30 Tage sind vergangen
      Wenn Petra Voss festlegt, dass eine Einschätzung der Lage 10 Tage gilt
      Und 5 Tage vergangen sind
      Dann ist die Lage "Einschätzung veraltet"
      Aber vor 10 Tagen war die Lage "Im Plan"

    Szenario: Wann ein Quartier stillsteht, sagt die Kommune
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Und 8 Tage sind vergangen
      Dann steht das Quartier nicht still
      Wenn Petra Voss festlegt, dass ein Quartier nach 7 Tagen stillsteht
      Dann steht das Quartier still

  Regel: Wo kein Zeichen im Wort erlaubt ist, stehen Paare

    Szenario: Die Kommune darf dem Rat keinen Stern vorlegen
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Dann heißt das Register "partner" "Kooperationspartner*innen"
      Wenn Petra Voss festlegt, dass Personen als Paar genannt werden
      Dann heißt das Register "partner" "Kooperationspartnerinnen und Kooperationspartner"

  Regel: Das Team legt nichts fest

    Szenario: Das Management möchte weniger oft gefragt werden
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Und Tom Brandt hat die Lage als "Im Plan" eingeschätzt, weil "Alles läuft."
      Wenn Tom Brandt festlegen will, dass eine Einschätzung der Lage 300 Tage gilt
      Dann wird das abgelehnt
      Wenn 61 Tage vergangen sind
      Dann ist die Lage "Einschätzung veraltet"

  Regel: Was keine sinnvolle Zahl von Tagen ist, wird nicht festgelegt

    Szenario: Kein Tag ist zu wenig
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Petra Voss festlegen will, dass eine Einschätzung der Lage 0 Tage gilt
      Dann wird das abgelehnt
