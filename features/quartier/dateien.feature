# language: de
Funktionalität: Alle Dateien eines Quartiers stehen beieinander

  Regel: Wer zum Quartier gehört, findet jede Datei, ohne Schritt für Schritt zu suchen

    Szenario: Die Niederschrift eines Beschlusses
      Angenommen im Quartier "Lindenhof" ist die Freigabe von "leitbild" angefragt
      Wenn Petra Voss mit Beleg einträgt, dass die Lenkungsgruppe zu "leitbild" Stellung genommen hat
      Dann findet Lena Fuchs unter den Dateien "Niederschrift.pdf"

    Szenario: Am Anfang ist noch nichts da
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Dann findet Lena Fuchs noch keine Dateien
