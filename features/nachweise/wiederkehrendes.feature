# language: de
Funktionalität: Wiederkehrendes ist nach seiner Zeit wieder offen

  Regel: Ein Nachweis gilt für seine Zeit; danach steht der Punkt wieder an, auch im abgeschlossenen Schritt

    Szenario: Der Bericht gilt einen Monat
      Angenommen im Quartier "Lindenhof" ist im Schritt "massnahmen" alles fertig
      Wenn ein Monat vergangen ist
      Dann ist der Punkt "bericht" im Schritt "massnahmen" wieder fällig
      Und bei Tom Brandt steht "Stand berichten" unter den Aufgaben

    Szenario: Bis dahin steht nichts an
      Angenommen im Quartier "Lindenhof" ist im Schritt "massnahmen" alles fertig
      Wenn 20 Tage vergangen sind
      Dann ist der Punkt "bericht" im Schritt "massnahmen" erledigt
      Und bei Tom Brandt steht "Stand berichten" nicht unter den Aufgaben

    Szenario: Der abgeschlossene Schritt läuft weiter
      Angenommen im Quartier "Lindenhof" ist "massnahmen" abgeschlossen
      Und 31 Tage sind vergangen
      Wenn Tom Brandt im Schritt "massnahmen" den Punkt "bericht" mit der Notiz "Vier Maßnahmen laufen." erledigt
      Dann ist der Punkt "bericht" im Schritt "massnahmen" erledigt
      Und "massnahmen" ist "Abgeschlossen"

    Szenario: Ein abgelaufener Bericht fehlt bei der Freigabe
      Angenommen im Quartier "Lindenhof" ist im Schritt "massnahmen" alles fertig
      Und 31 Tage sind vergangen
      Wenn Tom Brandt die Freigabe von "massnahmen" anfragt
      Dann wird das abgelehnt, weil "Stand berichten" fehlt
