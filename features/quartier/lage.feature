# language: de
Funktionalität: Die Lage eines Quartiers ist ein Urteil mit Begründung

  Regel: Management und Koordination schätzen die Lage ein, alle im Team sehen sie

    Szenario: Noch hat niemand geurteilt
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Dann ist die Lage "Keine Einschätzung"

    Szenario: Es hakt
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Tom Brandt die Lage als "Gefährdet" einschätzt, weil "Der zweite Partner zögert."
      Dann ist die Lage "Gefährdet"
      Und Lena Fuchs liest zum Quartier "Der zweite Partner zögert."

    Szenario: Die Koordination sieht es anders
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Und Tom Brandt hat die Lage als "Kritisch" eingeschätzt, weil "Niemand hat Zeit."
      Wenn Petra Voss die Lage als "Im Plan" einschätzt, weil "Eine Vertretung ist gefunden."
      Dann ist die Lage "Im Plan"
      Und Tom Brandt liest im Verlauf "Niemand hat Zeit."

    Szenario: Ohne Begründung gilt kein Urteil
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Tom Brandt die Lage als "Kritisch" einschätzen will, ohne etwas dazu zu schreiben
      Dann wird nach der Begründung gefragt
      Und die Lage ist "Keine Einschätzung"
