# language: de
Funktionalität: Eine Vorlage veröffentlichen

  Grundlage:
    Angenommen Samir Haddad und Mira Wolf beraten die Kommune

  Regel: Ein Entwurf wird behalten, wie er getippt ist, und veröffentlicht, wenn er stimmt

    Szenario: Vom Entwurf zur Version
      Wenn Samir Haddad einen Entwurf der nächsten Version beginnt
      Und Samir Haddad den Entwurf veröffentlicht
      Dann ist Version 2 veröffentlicht
      Und mit Version 2 beginnen neue Quartiere

    Szenario: Ein Entwurf mit Fehlern bleibt ein Entwurf
      Wenn Samir Haddad einen Entwurf der nächsten Version beginnt
      Und Samir Haddad im Entwurf "role: manager" durch "role: manger" ersetzt
      Und Samir Haddad den Entwurf veröffentlichen will
      Dann wird das abgelehnt
      Und das Ergebnis nennt "E051"
      Aber im Entwurf steht "role: manger"
      Und Version 2 ist nicht veröffentlicht

    Szenario: Zwei schreiben zugleich
      Wenn Samir Haddad einen Entwurf der nächsten Version beginnt
      Und Mira Wolf den Entwurf öffnet
      Und Samir Haddad im Entwurf "Ein kleines Quartier" durch "Ein Quartier am Fluss" ersetzt
      Und Mira Wolf ihren Text mit "Ein Quartier am Berg" speichern will
      Dann wird das abgelehnt
      Aber im Entwurf steht "Ein Quartier am Fluss"

  Regel: Was veröffentlicht ist, ändert sich nie

    Szenario: Dieselbe Nummer mit anderem Inhalt
      Wenn Samir Haddad einen Entwurf der nächsten Version beginnt
      Und Samir Haddad im Entwurf "version: 2" durch "version: 1" ersetzt
      Und Samir Haddad im Entwurf "Ein kleines Quartier" durch "Ein Quartier am Fluss" ersetzt
      Und Samir Haddad den Entwurf veröffentlichen will
      Dann wird das abgelehnt
      Und das Ergebnis nennt "Schreiben Sie `version: 2`"

    Szenario: Ein Schritt entfällt, an dem Quartiere arbeiten
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Samir Haddad einen Entwurf der nächsten Version beginnt
      Und Samir Haddad im Entwurf "leitbild" durch "anlass-klaeren" ersetzt
      Dann sagt die Prüfung, dass 1 Quartier am Schritt "leitbild" arbeitet

  Regel: Mit vier Augen veröffentlicht niemand allein

    Szenario: Eine zweite Person veröffentlicht
      Angenommen die Kommune will vier Augen
      Wenn Samir Haddad einen Entwurf der nächsten Version beginnt
      Und Samir Haddad den Entwurf veröffentlichen will
      Dann wird das abgelehnt
      Wenn Samir Haddad um die Veröffentlichung bittet
      Und Samir Haddad den Entwurf veröffentlichen will
      Dann wird das abgelehnt
      Wenn Petra Voss den Entwurf veröffentlicht
      Dann ist Version 2 veröffentlicht

    Szenario: Ein geänderter Text braucht eine neue Bitte
      Angenommen die Kommune will vier Augen
      Wenn Samir Haddad einen Entwurf der nächsten Version beginnt
      Und Samir Haddad um die Veröffentlichung bittet
      Und Samir Haddad im Entwurf "Ein kleines Quartier" durch "Ein Quartier am Fluss" ersetzt
      Und Mira Wolf den Entwurf veröffentlichen will
      Dann wird das abgelehnt
      Und Version 2 ist nicht veröffentlicht

  Regel: Eine zurückgezogene Version bleibt zurückgezogen

    Szenario: Nichts Neues beginnt damit, und was läuft, geht weiter
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Petra Voss Version 1 zurückzieht, weil "Ein Schritt fehlt"
      Dann beginnt mit Version 1 kein neues Quartier
      Aber im Quartier wird weiter gearbeitet
      Wenn Samir Haddad Version 1 wieder veröffentlichen will
      Dann wird das abgelehnt
