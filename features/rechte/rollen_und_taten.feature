# language: de
Funktionalität: Was eine Rolle darf, steht in einer Tabelle

  Regel: Am Schritt arbeiten alle, anfragen und einteilen das Management, über den Weg entscheidet die Koordination

    Szenariogrundriss: Im Quartier arbeiten
      Angenommen im Quartier "Lindenhof" ist im Schritt "leitbild" alles fertig
      Wenn <person> vorhat, <tat>
      Dann ist das <erlaubt>

      Beispiele: Lena Fuchs, Quartiersentwicklung
        | person     | tat                               | erlaubt       |
        | Lena Fuchs | eine Angabe einzutragen           | erlaubt       |
        | Lena Fuchs | einen Partner einzutragen         | erlaubt       |
        | Lena Fuchs | einen Kommentar zu schreiben      | erlaubt       |
        | Lena Fuchs | etwas vorzuschlagen               | erlaubt       |
        | Lena Fuchs | einen Punkt zuzuweisen            | nicht erlaubt |
        | Lena Fuchs | einen Termin zu setzen            | nicht erlaubt |
        | Lena Fuchs | die Lage einzuschätzen            | nicht erlaubt |
        | Lena Fuchs | die Freigabe anzufragen           | nicht erlaubt |
        | Lena Fuchs | eine neue Runde zu beginnen       | nicht erlaubt |
        | Lena Fuchs | das Quartier zu pausieren         | nicht erlaubt |
        | Lena Fuchs | das Quartier abzubrechen          | nicht erlaubt |
        | Lena Fuchs | jemanden in das Team aufzunehmen  | nicht erlaubt |

      Beispiele: Tom Brandt, Quartiersmanagement
        | person     | tat                               | erlaubt       |
        | Tom Brandt | eine Angabe einzutragen           | erlaubt       |
        | Tom Brandt | einen Partner einzutragen         | erlaubt       |
        | Tom Brandt | einen Kommentar zu schreiben      | erlaubt       |
        | Tom Brandt | etwas vorzuschlagen               | erlaubt       |
        | Tom Brandt | einen Punkt zuzuweisen            | erlaubt       |
        | Tom Brandt | einen Termin zu setzen            | erlaubt       |
        | Tom Brandt | die Lage einzuschätzen            | erlaubt       |
        | Tom Brandt | die Freigabe anzufragen           | erlaubt       |
        | Tom Brandt | eine neue Runde zu beginnen       | nicht erlaubt |
        | Tom Brandt | das Quartier zu pausieren         | nicht erlaubt |
        | Tom Brandt | das Quartier abzubrechen          | nicht erlaubt |
        | Tom Brandt | jemanden in das Team aufzunehmen  | nicht erlaubt |

      Beispiele: Petra Voss, Quartierskoordination
        | person     | tat                               | erlaubt       |
        | Petra Voss | eine Angabe einzutragen           | erlaubt       |
        | Petra Voss | einen Partner einzutragen         | erlaubt       |
        | Petra Voss | einen Kommentar zu schreiben      | erlaubt       |
        | Petra Voss | etwas vorzuschlagen               | nicht erlaubt |
        | Petra Voss | einen Punkt zuzuweisen            | erlaubt       |
        | Petra Voss | einen Termin zu setzen            | erlaubt       |
        | Petra Voss | die Lage einzuschätzen            | erlaubt       |
        | Petra Voss | die Freigabe anzufragen           | erlaubt       |
        | Petra Voss | eine neue Runde zu beginnen       | erlaubt       |
        | Petra Voss | das Quartier zu pausieren         | erlaubt       |
        | Petra Voss | das Quartier abzubrechen          | erlaubt       |
        | Petra Voss | jemanden in das Team aufzunehmen  | erlaubt       |

  Regel: Freigeben und zurückgeben kann nur die Koordination

    Szenariogrundriss: Über eine Anfrage entscheiden
      Angenommen im Quartier "Lindenhof" hat Tom Brandt die Freigabe von "analyse" angefragt
      Wenn <person> vorhat, <tat>
      Dann ist das <erlaubt>

      Beispiele:
        | person     | tat                      | erlaubt       |
        | Lena Fuchs | die Analyse freizugeben  | nicht erlaubt |
        | Tom Brandt | die Analyse freizugeben  | nicht erlaubt |
        | Petra Voss | die Analyse freizugeben  | erlaubt       |
        | Lena Fuchs | die Analyse zurückzugeben | nicht erlaubt |
        | Tom Brandt | die Analyse zurückzugeben | nicht erlaubt |
        | Petra Voss | die Analyse zurückzugeben | erlaubt       |
