# language: de
Funktionalität: Eine Freigabe kann erst angefragt werden, wenn nichts Pflichtiges fehlt

  Regel: Wer zu früh anfragt, erfährt jeden fehlenden Punkt und wer ihn erledigen kann

    Szenario: Ein Pflichtpunkt ist noch offen
      Angenommen im Quartier "Lindenhof" ist im Schritt "leitbild" alles fertig außer "entwurf"
      Wenn Tom Brandt die Freigabe von "leitbild" anfragt
      Dann wird das abgelehnt, weil "Entwurf zur Rückmeldung geben" fehlt
      Und "leitbild" ist "In Arbeit"

    Szenario: Eine Pflichtangabe ist noch leer
      Angenommen im Quartier "Lindenhof" ist im Schritt "leitbild" alles fertig außer "zeithorizont"
      Wenn Tom Brandt die Freigabe von "leitbild" anfragt
      Dann wird das abgelehnt, weil "Zeithorizont" fehlt

    Szenario: Ein ungewöhnlicher Wert braucht eine Begründung
      Angenommen im Quartier "Lindenhof" ist im Schritt "leitbild" alles fertig
      Und Petra Voss trägt im Schritt "leitbild" bei "zeithorizont" den Wert 15 ein
      Wenn Tom Brandt die Freigabe von "leitbild" anfragt
      Dann wird das abgelehnt, weil "Zeithorizont" fehlt

    Szenario: Alles Pflichtige ist da
      Angenommen im Quartier "Lindenhof" ist im Schritt "leitbild" alles fertig
      Wenn Tom Brandt die Freigabe von "leitbild" anfragt
      Dann ist "leitbild" "Zur Freigabe"

    Szenario: Empfohlene Punkte halten nichts auf
      Angenommen im Quartier "Lindenhof" ist im Schritt "leitbild" alles fertig außer "besuch"
      Wenn Tom Brandt die Freigabe von "leitbild" anfragt
      Dann ist "leitbild" "Zur Freigabe"

  Regel: Während der Prüfung liegt die Mappe fest

    Szenario: Punkte und Angaben sind gesperrt, bis die Anfrage zurückgezogen ist
      Angenommen im Quartier "Lindenhof" ist die Freigabe von "leitbild" angefragt
      Wenn Petra Voss im Schritt "leitbild" bei "zeithorizont" den Wert 7 eintragen will
      Dann wird das abgelehnt, weil die Freigabe angefragt ist
      Wenn Tom Brandt die Anfrage zu "leitbild" zurückzieht
      Und Petra Voss im Schritt "leitbild" bei "zeithorizont" den Wert 7 eintragen will
      Dann ist "leitbild" "In Arbeit"
