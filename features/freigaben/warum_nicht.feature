# language: de
Funktionalität: Jedes Nein erklärt sich

  Regel: Wer abgelehnt wird, erfährt alles, was fehlt, und wer es tun kann

    Szenario: Zu Beginn fehlt fast alles
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Tom Brandt die Freigabe von "leitbild" anfragt
      Dann wird das abgelehnt, weil "Anlass beschreiben" fehlt
      Und es fehlt auch "Entwurf zur Rückmeldung geben"
      Und es fehlt auch "Partner ansprechen"
      Und es fehlt auch "Zeithorizont"

    Szenario: Den fehlenden Punkt kann das Quartiersmanagement erledigen
      Angenommen im Quartier "Lindenhof" ist im Schritt "leitbild" alles fertig außer "entwurf"
      Wenn Petra Voss die Freigabe von "leitbild" anfragt
      Dann wird das abgelehnt, weil "Entwurf zur Rückmeldung geben" fehlt
      Und dazu steht, dass Tom Brandt vom Quartiersmanagement das kann

    Szenario: Den eigenen Punkt kann man gleich erledigen
      Angenommen im Quartier "Lindenhof" ist im Schritt "leitbild" alles fertig außer "anlass"
      Wenn Petra Voss die Freigabe von "leitbild" anfragt
      Dann wird das abgelehnt, weil "Anlass beschreiben" fehlt
      Und dazu steht, dass man selbst von der Quartierskoordination das kann

  Regel: Was noch nicht dran ist, sagt, wann es dran ist

    Szenario: Der Schritt ist noch nicht offen
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Lena Fuchs im Schritt "analyse" den Punkt "begehung" erledigen will
      Dann wird das abgelehnt, weil erst das Leitbild abgeschlossen sein muss
