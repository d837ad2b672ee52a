# language: de
Funktionalität: Ein Punkt ist erst mit seinem Nachweis erledigt

  Regel: Jeder Punkt sagt, was ihn belegt, und fragt danach

    Szenario: Die Notiz fehlt
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Petra Voss im Schritt "leitbild" den Punkt "anlass" ohne Nachweis erledigen will
      Dann wird nach der Notiz gefragt
      Und der Punkt "anlass" im Schritt "leitbild" ist offen

    Szenario: Das Dokument liegt in der Akte
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Tom Brandt im Schritt "leitbild" den Punkt "entwurf" mit dem Fundort "Akte 40.1, Blatt 12" erledigt
      Dann ist der Punkt "entwurf" im Schritt "leitbild" erledigt

    Szenario: Ein Eintrag im Register ist der Nachweis
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Tom Brandt im Schritt "leitbild" den Punkt "partner" erledigen will
      Dann wird das abgelehnt, weil "Partner ansprechen" fehlt
      Wenn Tom Brandt einen weiteren Partner einträgt
      Und Tom Brandt im Schritt "leitbild" den Punkt "partner" erledigen will
      Dann ist der Punkt "partner" im Schritt "leitbild" erledigt

    Szenario: Alle im Team können einen Nachweis beitragen
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Lena Fuchs zum Punkt "entwurf" den Fundort "Akte 40.1, Blatt 12" beiträgt
      Dann ist der Punkt "entwurf" im Schritt "leitbild" offen
      Und Tom Brandt liest bei "leitbild" "Akte 40.1, Blatt 12"

    Szenario: Doch noch nicht fertig
      Angenommen im Quartier "Lindenhof" ist im Schritt "leitbild" alles fertig
      Wenn Petra Voss im Schritt "leitbild" den Punkt "anlass" wieder öffnet
      Dann ist der Punkt "anlass" im Schritt "leitbild" offen
      Und Petra Voss liest bei "leitbild" "Viele Ältere leben allein."

  Regel: Ein Nachweis, der nicht mehr reicht, fehlt bei der Freigabe

    Szenario: Der einzige Partner wird archiviert
      Angenommen im Quartier "Lindenhof" ist im Schritt "leitbild" alles fertig
      Und Tom Brandt archiviert alle Partner
      Wenn Tom Brandt die Freigabe von "leitbild" anfragt
      Dann wird das abgelehnt, weil "Partner ansprechen" fehlt
