# language: de
Funktionalität: Niemand überschreibt ungesehen, was jemand anderes eingetragen hat

  Regel: Wer später speichert, sieht beide Fassungen und entscheidet

    Szenario: Zwei ändern dieselbe Angabe, die eigene Eingabe gilt
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Und Tom Brandt füllt bei "zeithorizont" 17 aus und speichert noch nicht
      Und Petra Voss trägt im Schritt "leitbild" bei "zeithorizont" den Wert 13 ein
      Wenn Tom Brandt nun speichert
      Dann stehen "17" und "13" nebeneinander
      Wenn Tom Brandt die eigene Eingabe speichert
      Dann ist gespeichert "17"

    Szenario: Zwei ändern dieselbe Angabe, der gespeicherte Stand bleibt
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Und Tom Brandt füllt bei "zeithorizont" 17 aus und speichert noch nicht
      Und Petra Voss trägt im Schritt "leitbild" bei "zeithorizont" den Wert 13 ein
      Wenn Tom Brandt nun speichert
      Und Tom Brandt den gespeicherten Stand behält
      Dann ist gespeichert "13"

    Szenario: Zwei schreiben die Notiz desselben Punktes
      Angenommen im Quartier "Lindenhof" ist im Schritt "leitbild" alles fertig außer "anlass"
      Und Petra Voss füllt beim Punkt "anlass" die Notiz "Viele leben allein" aus und speichert noch nicht
      Und Ines Kaya hat den Punkt "anlass" um die Notiz "Es fehlen Läden" ergänzt
      Wenn Petra Voss nun speichert
      Dann stehen "Viele leben allein" und "Es fehlen Läden" nebeneinander

    Szenario: Zwei ändern denselben Eintrag
      Angenommen im Quartier "Lindenhof" ist im Schritt "leitbild" alles fertig
      Und Tom Brandt füllt für Partner 1 den Namen "Bürgerverein" aus und speichert noch nicht
      Und Petra Voss hat Partner 1 in "Kulturverein" umbenannt
      Wenn Tom Brandt nun speichert
      Dann stehen "Bürgerverein" und "Kulturverein" nebeneinander
      Wenn Tom Brandt die eigene Eingabe speichert
      Dann ist gespeichert "Bürgerverein"

  Regel: Was getippt war, geht auch mit der Sitzung nicht verloren

    Szenario: Nach dem Anmelden steht die Eingabe wieder im Formular
      Angenommen im Quartier "Lindenhof" ist im Schritt "leitbild" alles fertig außer "anlass"
      Und Petra Voss füllt beim Punkt "anlass" die Notiz "Viele leben allein" aus und speichert noch nicht
      Wenn die Sitzung endet und Petra Voss sich neu anmeldet
      Dann ist noch nicht gespeichert "Viele leben allein"
      Wenn Petra Voss nun speichert
      Dann ist gespeichert "Viele leben allein"
