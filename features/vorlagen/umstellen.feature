# language: de
Funktionalität: Laufende Quartiere auf eine neue Version umstellen

  Grundlage:
    Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
    Und es gibt eine Version 2, in der "leitbild" jetzt "anfang" heißt und der Punkt "auswertung" fehlt

  Regel: Was erreicht ist, bleibt; was keinen Platz mehr hat, bleibt lesbar

    Szenario: Erst ansehen, dann umstellen
      Wenn Petra Voss die Umstellung auf Version 2 ansieht
      Dann heißt es zu "Lindenhof" "Ohne Folgen"
      Und das Quartier arbeitet mit Version 1

    Szenario: Ein umbenannter Schritt bleibt abgeschlossen
      Wenn Petra Voss das Quartier auf Version 2 umstellt, weil "Der Rat will es so."
      Dann arbeitet das Quartier mit Version 2
      Und der Schritt "anfang" ist abgeschlossen
      Und im Verlauf steht "Der Rat will es so."

    Szenario: Ein Punkt mit Nachweis entfällt
      Angenommen Tom Brandt hat in "analyse" den Punkt "auswertung" erledigt
      Wenn Petra Voss das Quartier auf Version 2 umstellt, weil "Der Rat will es so."
      Dann steht "auswertung" unter Früher erfasst

    Szenario: Eine angefragte Freigabe wird erst entschieden
      Angenommen Tom Brandt hat die Freigabe von "analyse" angefragt
      Wenn Petra Voss die Umstellung auf Version 2 ansieht
      Dann heißt es zu "Lindenhof" "Wartet"
      Wenn Petra Voss das Quartier auf Version 2 umstellen will, weil "Der Rat will es so."
      Dann wird das abgelehnt
      Und das Quartier arbeitet mit Version 1

    Szenario: Umstellen darf nur die Koordination
      Wenn Tom Brandt das Quartier auf Version 2 umstellen will, weil "Ich mag es so."
      Dann wird das abgelehnt

  Regel: Zwei Wochen lang geht es zurück

    Szenario: Zurücknehmen
      Angenommen Tom Brandt hat in "analyse" den Punkt "auswertung" erledigt
      Und Petra Voss hat das Quartier auf Version 2 umgestellt
      Wenn Petra Voss die Umstellung zurücknimmt, weil "Zu früh."
      Dann arbeitet das Quartier mit Version 1
      Und der Punkt "auswertung" in "analyse" ist erledigt

    Szenario: Nach zwei Wochen nicht mehr
      Angenommen Petra Voss hat das Quartier auf Version 2 umgestellt
      Und 15 Tage sind vergangen
      Wenn Petra Voss die Umstellung zurücknehmen will, weil "Doch nicht."
      Dann wird das abgelehnt

  Regel: Wer viele umstellt, sagt, ob die Teams eine E-Mail bekommen

    Szenario: Das Team erfährt davon, auch wenn es zurückgeht
      Wenn Petra Voss alle Quartiere auf Version 2 umstellt, weil "Der Rat will es so."
      Dann hat jede Person im Team 1 E-Mail bekommen
      Wenn Petra Voss die Umstellung zurücknimmt, weil "Zu früh."
      Dann hat jede Person im Team 2 E-Mails bekommen

    Szenario: Ohne E-Mail, auch wenn es zurückgeht
      Wenn Petra Voss alle Quartiere ohne E-Mail auf Version 2 umstellt, weil "Der Rat will es so."
      Und Petra Voss die Umstellung zurücknimmt, weil "Zu früh."
      Dann hat jede Person im Team 0 E-Mails bekommen

    Szenario: Wer wartet, erfährt es, wenn es so weit ist
      Angenommen Tom Brandt hat die Freigabe von "analyse" angefragt
      Wenn Petra Voss alle Quartiere auf Version 2 umstellt, weil "Der Rat will es so."
      Dann hat jede Person im Team 0 E-Mails bekommen
      Wenn Petra Voss über die Freigabe von "analyse" entscheidet
      Und Petra Voss den Lauf fortsetzt
      Dann hat jede Person im Team 1 E-Mail bekommen

  Regel: Viele auf einmal, jedes für sich

    Szenario: Ein Lauf geht weiter, sobald entschieden ist
      Angenommen Tom Brandt hat die Freigabe von "analyse" angefragt
      Und ein weiteres Quartier "Südhang" beginnt
      Wenn Petra Voss alle Quartiere auf Version 2 umstellt, weil "Der Rat will es so."
      Dann ist "Südhang" umgestellt und "Lindenhof" wartet
      Wenn Petra Voss über die Freigabe von "analyse" entscheidet
      Und Petra Voss den Lauf fortsetzt
      Dann arbeitet das Quartier mit Version 2
