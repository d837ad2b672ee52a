# language: de
Funktionalität: Eine Ausnahme wird benannt, begründet und gewährt

  Regel: Eine Bedingung darf nur fehlen, wenn die zuständige Rolle die Ausnahme gewährt

    Szenario: Die Anfrage nennt die Ausnahme nicht
      Angenommen im Quartier "Lindenhof" fehlt im Schritt "leitbild" nur eine Zusage
      Wenn Tom Brandt die Freigabe von "leitbild" anfragt
      Dann wird nach der Begründung der Ausnahme gefragt

    Szenario: Vor dem Beschluss muss die Ausnahme gewährt sein
      Angenommen im Quartier "Lindenhof" fehlt im Schritt "leitbild" nur eine Zusage
      Und Tom Brandt fragt die Freigabe von "leitbild" mit der Ausnahme "Die Zusage der Kirche kommt im Mai." an
      Wenn Petra Voss einträgt, dass die Lenkungsgruppe zu "leitbild" Stellung genommen hat
      Dann wird das abgelehnt, weil eine Ausnahme noch offen ist
      Wenn Petra Voss die Ausnahme zu "leitbild" gewährt
      Und Petra Voss einträgt, dass die Lenkungsgruppe zu "leitbild" Stellung genommen hat
      Und Petra Voss einträgt, dass der Gemeinderat "leitbild" zustimmt
      Dann ist "leitbild" "Abgeschlossen"

    Szenario: Wird die Ausnahme nicht gewährt, kommt die Anfrage zurück
      Angenommen im Quartier "Lindenhof" fehlt im Schritt "leitbild" nur eine Zusage
      Und Tom Brandt fragt die Freigabe von "leitbild" mit der Ausnahme "Die Zusage der Kirche kommt im Mai." an
      Wenn Petra Voss die Ausnahme zu "leitbild" nicht gewährt, weil "Warten Sie die Zusage ab."
      Dann ist "leitbild" "Zurückgegeben"
      Und Tom Brandt liest bei "leitbild" "Warten Sie die Zusage ab."

    Szenario: Die eigene Ausnahme gewährt man sich nicht selbst
      Angenommen im Quartier "Lindenhof" fehlt im Schritt "leitbild" nur eine Zusage
      Und Petra Voss fragt die Freigabe von "leitbild" mit der Ausnahme "Die Zusage kommt noch." an
      Wenn Petra Voss die Ausnahme zu "leitbild" gewähren will
      Dann wird das abgelehnt, weil es die eigene Anfrage ist

  Regel: Ein Pflichtpunkt, der nicht zutrifft, ist eine Ausnahme der Freigabe

    Szenario: Der Grund steht in der Mappe
      Angenommen im Quartier "Lindenhof" ist im Schritt "analyse" alles fertig außer "begehung"
      Und Lena Fuchs setzt im Schritt "analyse" den Punkt "begehung" aus, weil "Das Gebiet ist gesperrt."
      Wenn Tom Brandt die Freigabe von "analyse" anfragt
      Dann ist "analyse" "Zur Freigabe"
      Und die Mappe zu "analyse" nennt die Ausnahme "Das Gebiet ist gesperrt."

    Szenario: Wo niemand freigibt, gewährt die Koordination
      Angenommen im Quartier "Lindenhof" ist im Schritt "massnahmen" alles fertig außer "bericht"
      Und Tom Brandt setzt im Schritt "massnahmen" den Punkt "bericht" aus, weil "Dieses Jahr berichtet der Träger."
      Wenn Tom Brandt die Freigabe von "massnahmen" anfragt
      Dann ist "massnahmen" "Zur Freigabe"
      Wenn Petra Voss die Ausnahme zu "massnahmen" gewährt
      Dann ist "massnahmen" "Abgeschlossen"
