# language: de
Funktionalität: Einen Entwurf in der Vorschau ansehen

  Grundlage:
    Angenommen Samir Haddad berät die Kommune
    Und Samir Haddad beginnt einen Entwurf der nächsten Version

  Regel: Die Vorschau zeigt den Entwurf, wie ihn ein Quartier sähe

    Szenario: Ein Punkt heißt im Entwurf anders
      Wenn Samir Haddad im Entwurf "Eine andere Kommune besuchen" durch "Nach Aachen fahren" ersetzt
      Dann zeigt die Vorschau im Schritt "leitbild" "Nach Aachen fahren"
      Und die Vorschau zeigt im Schritt "leitbild" nicht "Eine andere Kommune besuchen"
      Und Version 2 ist nicht veröffentlicht

    Szenario: Solange der Entwurf Fehler hat, gibt es keine Vorschau
      Wenn Samir Haddad im Entwurf "role: manager" durch "role: manger" ersetzt
      Dann gibt es keine Vorschau
      Aber im Entwurf steht "role: manger"
