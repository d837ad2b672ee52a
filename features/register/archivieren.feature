# language: de
Funktionalität: Ein Eintrag wird archiviert und nie gelöscht

  Regel: Wer archiviert, nennt den Grund

    Szenario: Ohne Grund geht es nicht
      Angenommen im Quartier "Lindenhof" ist im Schritt "leitbild" alles fertig
      Wenn Tom Brandt Partner 1 archivieren will, ohne einen Grund zu nennen
      Dann wird nach der Begründung gefragt

  Regel: Ein archivierter Eintrag zählt nirgends mehr mit

    Szenario: Die Zusage eines aufgelösten Vereins trägt keine Freigabe
      Angenommen im Quartier "Lindenhof" ist im Schritt "leitbild" alles fertig
      Und Tom Brandt hat Partner 1 archiviert, weil "Der Verein ist aufgelöst."
      Wenn Tom Brandt die Freigabe von "leitbild" anfragt
      Dann wird nach der Begründung der Ausnahme gefragt

  Regel: Er bleibt lesbar, wo auf ihn verwiesen wird

    Szenario: Das Ziel nennt den früheren Bedarf
      Angenommen im Quartier "Lindenhof" führt ein Weg vom Bedarf bis zur Förderung
      Und Tom Brandt hat den Bedarf archiviert, weil "Doppelt erfasst."
      Dann liest Lena Fuchs beim Ziel "Orte der Begegnung fehlen"
