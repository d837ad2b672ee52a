# language: de
Funktionalität: Ein Kommentar steht im Verlauf und ist für alle im Team zu lesen

  Regel: Kommentieren können alle, die das Quartier sehen, auch wenn die Arbeit ruht

    Szenario: Die Entwicklung schreibt, die Koordination liest
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Lena Fuchs zu "leitbild" schreibt "Im Bürgerverein ist das Thema angekommen."
      Dann liest Petra Voss im Verlauf "Im Bürgerverein ist das Thema angekommen."

    Szenario: Ein Kommentar braucht Worte
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Lena Fuchs zu "leitbild" etwas schreiben will und das Feld leer lässt
      Dann wird nach dem Kommentar gefragt

    Szenario: Auch in der Pause
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Und Petra Voss pausiert das Quartier, weil "Die Förderung ist ausgelaufen."
      Wenn Tom Brandt zu "analyse" schreibt "Der Jugendtreff sammelt weiter Stimmen."
      Dann liest Lena Fuchs im Verlauf "Der Jugendtreff sammelt weiter Stimmen."

    Szenario: Auch nach dem Abschluss
      Angenommen das Quartier "Lindenhof" ist abgeschlossen
      Wenn Tom Brandt zu "verstetigung" schreibt "Die Stelle ist ausgeschrieben."
      Dann liest Petra Voss im Verlauf "Die Stelle ist ausgeschrieben."
