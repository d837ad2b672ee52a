# language: de
Funktionalität: Was zusammengehört, lässt sich in beide Richtungen verfolgen

  Regel: Von jedem Eintrag führt der Weg zu dem, worauf er verweist, und zu dem, was auf ihn verweist

    Szenariogrundriss: Vom Bedarf zur Förderung und zurück
      Angenommen im Quartier "Lindenhof" führt ein Weg vom Bedarf bis zur Förderung
      Dann kommt Lena Fuchs von "<eines>" zu "<anderes>"
      Und Lena Fuchs kommt von "<anderes>" zu "<eines>"

      Beispiele:
        | eines     | anderes    |
        | bedarf    | ziel       |
        | ziel      | massnahme  |
        | ziel      | indikator  |
        | massnahme | foerderung |
