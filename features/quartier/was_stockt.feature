# language: de
Funktionalität: Die Koordination sieht, wo etwas stockt und wer am Zug ist

  Regel: Jedes Quartier, das stockt, nennt Grund, Person und Tag

    Szenario: Seit Wochen ohne Bewegung
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Und 40 Tage sind vergangen
      Dann stockt bei Petra Voss "Lindenhof" seit 40 Tagen, weil es "ohne Bewegung" ist
      Und am Zug ist bei "Lindenhof" Tom Brandt

    Szenario: Eine Entscheidung, die zu lange wartet, steht vor allem anderen
      Angenommen im Quartier "Talaue" ist "leitbild" abgeschlossen
      Und im Quartier "Lindenhof" hat Tom Brandt die Freigabe von "analyse" angefragt
      Und 40 Tage sind vergangen
      Dann stockt bei Petra Voss zuerst "Lindenhof" und danach "Talaue"

    Szenario: Wo alles läuft, stockt nichts
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Dann stockt bei Petra Voss nichts

  Regel: Vier Zahlen sagen, wie viel zu klären ist, und filtern die Liste

    Szenariogrundriss: Gezählt wird, was zu klären ist
      Angenommen im Quartier "Talaue" hat die Arbeit begonnen
      Und im Quartier "Lindenhof" hat Tom Brandt die Freigabe von "analyse" angefragt
      Und <tage> Tage sind vergangen
      Dann zählt Petra Voss <zahl> Quartiere mit "<was>" und findet genau diese

      Beispiele:
        | tage | was         | zahl |
        | 1    | freigaben   | 1    |
        | 1    | stillstand  | 0    |
        | 40   | stillstand  | 2    |
        | 1    | lage        | 0    |
        | 90   | lage        | 2    |
