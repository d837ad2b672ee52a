# language: de
Funktionalität: Eine Pause hält die Uhr an

  Regel: In der Pause ruht die Arbeit, Termine verschieben sich um ihre Dauer

    Szenario: In der Pause wird nichts abgehakt
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Und Petra Voss pausiert das Quartier, weil "Die Förderung ist ausgelaufen."
      Wenn Lena Fuchs im Schritt "analyse" den Punkt "begehung" erledigen will
      Dann wird das abgelehnt, weil das Quartier pausiert

    Szenario: Partner lassen sich auch in der Pause pflegen
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Und Petra Voss pausiert das Quartier, weil "Die Förderung ist ausgelaufen."
      Wenn Tom Brandt einen weiteren Partner einträgt
      Dann stehen 3 Partner im Register

    Szenario: Der Termin wandert mit
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Und Petra Voss pausiert das Quartier, weil "Die Förderung ist ausgelaufen."
      Und 30 Tage sind vergangen
      Wenn Petra Voss das Quartier fortsetzt
      Dann läuft das Quartier weiter
      Und "begehung" ist im Schritt "analyse" 30 Tage später fällig als zuvor
