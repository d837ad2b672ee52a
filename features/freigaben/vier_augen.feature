# language: de
Funktionalität: Niemand entscheidet über die eigene Anfrage

  Regel: Wer anfragt, gibt nicht selbst frei, welche Rollen die Person auch hat

    Szenario: Die Koordination gibt eine fremde Anfrage frei
      Angenommen im Quartier "Lindenhof" hat Tom Brandt die Freigabe von "analyse" angefragt
      Wenn Petra Voss "analyse" freigibt
      Dann ist "analyse" "Abgeschlossen"

    Szenario: Die Koordination kann ihre eigene Anfrage nicht freigeben
      Angenommen im Quartier "Lindenhof" hat Petra Voss die Freigabe von "analyse" angefragt
      Wenn Petra Voss "analyse" freigeben will
      Dann wird das abgelehnt, weil es die eigene Anfrage ist
      Und "analyse" ist "Zur Freigabe"

    Szenario: Eine zweite Koordination springt ein
      Angenommen im Quartier "Lindenhof" hat Petra Voss die Freigabe von "analyse" angefragt
      Wenn Ines Kaya "analyse" freigibt
      Dann ist "analyse" "Abgeschlossen"

  Regel: Einen Beschluss einzutragen heißt nicht, selbst zu entscheiden

    Szenario: Die Koordination trägt zur eigenen Anfrage ein, was die Lenkungsgruppe sagt
      Angenommen im Quartier "Lindenhof" hat Petra Voss die Freigabe von "leitbild" angefragt
      Wenn Petra Voss mit Beleg einträgt, dass die Lenkungsgruppe zu "leitbild" Stellung genommen hat
      Und Petra Voss mit Beleg einträgt, dass der Gemeinderat "leitbild" zustimmt
      Dann ist "leitbild" "Abgeschlossen"

    Szenario: Zur eigenen Anfrage gehört der Beleg
      Angenommen im Quartier "Lindenhof" hat Petra Voss die Freigabe von "leitbild" angefragt
      Wenn Petra Voss ohne Beleg einträgt, dass die Lenkungsgruppe zu "leitbild" Stellung genommen hat
      Dann wird nach dem Beleg gefragt
