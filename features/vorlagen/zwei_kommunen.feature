# language: de
Funktionalität: Eine Beraterin arbeitet für zwei Kommunen

  Grundlage:
    Angenommen Mira Wolf berät die Kommune
    Und Mira Wolf berät auch "Nachbarstadt"

  Regel: Jede Kommune hat ihre eigenen Entwürfe und Versionen

    Szenario: Zwei Entwürfe mit demselben Namen
      Wenn Mira Wolf die nächste Version für "Musterstadt" beginnt
      Und Mira Wolf die nächste Version für "Nachbarstadt" beginnt
      Und Mira Wolf sie für "Nachbarstadt" in "Ein Quartier am Fluss" umbenennt
      Dann heißt die nächste Version für "Nachbarstadt" "Ein Quartier am Fluss"
      Aber die nächste Version für "Musterstadt" heißt "Ein kleines Quartier"

    Szenario: Veröffentlicht wird für eine Kommune
      Wenn Mira Wolf die nächste Version für "Musterstadt" beginnt
      Und Mira Wolf die nächste Version für "Nachbarstadt" beginnt
      Und Mira Wolf die nächste Version für "Nachbarstadt" veröffentlicht
      Dann gibt es Version 2 in "Nachbarstadt"
      Aber es gibt keine Version 2 in "Musterstadt"

  Regel: Was jemand darf, sagt die Rolle in der Kommune

    Szenario: Hier koordinieren, dort beraten
      Angenommen Petra Voss berät auch "Nachbarstadt"
      Wenn Mira Wolf die nächste Version für "Musterstadt" beginnt
      Und Petra Voss die nächste Version für "Nachbarstadt" beginnt
      Und Petra Voss sie für "Nachbarstadt" in "Ein Quartier am Fluss" umbenennt
      Und Petra Voss den Text für "Musterstadt" lesen will
      Dann geht das
      Wenn Petra Voss die nächste Version für "Musterstadt" in "Ein Quartier am Berg" umbenennen will
      Dann wird das abgelehnt
      Aber die nächste Version für "Musterstadt" heißt "Ein kleines Quartier"

    Szenario: Wer in einer Kommune keine Rolle hat, findet dort nichts
      Wenn Mira Wolf die nächste Version für "Nachbarstadt" beginnt
      Und Ines Kaya den Text für "Nachbarstadt" lesen will
      Dann wird das abgelehnt
      Wenn Ines Kaya die nächste Version für "Nachbarstadt" in "Ein Quartier am Berg" umbenennen will
      Dann wird das abgelehnt
      Aber die nächste Version für "Nachbarstadt" heißt "Ein kleines Quartier"
