# language: de
Funktionalität: Ein Quartier wird abgeschlossen, wenn nichts mehr offen ist

  Regel: Alle Schritte sind abgeschlossen oder entfallen, keine Auflage ist offen

    Szenario: Ein Schritt ist noch offen
      Angenommen im Quartier "Lindenhof" ist "massnahmen" abgeschlossen
      Wenn Petra Voss das Quartier abschließen will
      Dann wird das abgelehnt, weil "Verstetigung" fehlt

    Szenario: Eine Auflage ist noch offen
      Angenommen im Quartier "Lindenhof" ist "verstetigung" mit der Auflage "Den Vertrag nachreichen" abgeschlossen
      Wenn Petra Voss das Quartier abschließen will
      Dann wird das abgelehnt, weil eine Auflage noch offen ist

    Szenario: Alles ist getan
      Angenommen im Quartier "Lindenhof" ist "verstetigung" abgeschlossen
      Wenn Petra Voss das Quartier abschließen will
      Dann ist das Quartier abgeschlossen

    Szenario: Ein abgeschlossenes Quartier nimmt keine Arbeit mehr an
      Angenommen das Quartier "Lindenhof" ist abgeschlossen
      Wenn Tom Brandt einen Partner eintragen will
      Dann wird das abgelehnt, weil das Quartier abgeschlossen ist

    Szenario: Abbrechen braucht einen Grund
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Petra Voss das Quartier abbricht, weil "Der Träger zieht sich zurück."
      Dann ist das Quartier abgebrochen
