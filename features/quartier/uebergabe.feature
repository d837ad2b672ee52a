# language: de
Funktionalität: Eine Rolle geht von einer Person auf die andere über

  Regel: Wer übernimmt, hat die Rolle und die offenen Punkte; wer abgibt, sieht das Quartier nicht mehr

    Szenario: Tom Brandt übergibt an Jan Roth
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Und Tom Brandt hat im Schritt "leitbild" den Punkt "entwurf" übernommen
      Wenn Petra Voss das Quartiersmanagement von Tom Brandt an Jan Roth übergibt
      Dann gehört der Punkt "entwurf" im Schritt "leitbild" Jan Roth
      Und Jan Roth kann im Quartier "Lindenhof" arbeiten
      Aber Tom Brandt findet das Quartier "Lindenhof" nicht mehr

  Regel: Wer das Team verlässt, sieht das Quartier nicht mehr

    Szenario: Die Koordination nimmt Lena Fuchs aus dem Team
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Petra Voss Lena Fuchs aus dem Team nimmt
      Dann findet Lena Fuchs das Quartier "Lindenhof" nicht

  Regel: Die letzte Leitung kann gehen; die Koordination sieht, dass niemand leitet

    Szenario: Die Koordination nimmt die einzige Leitung aus dem Team
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Petra Voss Tom Brandt aus dem Team nimmt
      Dann sieht Petra Voss, dass das Quartier niemand leitet

    Szenario: Jemand übernimmt
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Petra Voss das Quartiersmanagement von Tom Brandt an Jan Roth übergibt
      Dann sieht Petra Voss, dass das Quartier jemand leitet
