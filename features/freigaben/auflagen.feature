# language: de
Funktionalität: Eine Freigabe mit Auflage geht weiter und vergisst nichts

  Regel: Eine Auflage hat einen Termin; ist er überschritten, hält sie die nächste Freigabe auf

    Szenario: Mit Auflage geht es weiter
      Angenommen im Quartier "Lindenhof" hat Tom Brandt die Freigabe von "analyse" angefragt
      Wenn Petra Voss "analyse" mit der Auflage "Jugendliche nachträglich befragen" freigibt
      Dann ist "analyse" "Abgeschlossen"
      Und die Auflage "Jugendliche nachträglich befragen" ist offen

    Szenario: Eine überfällige Auflage hält die nächste Freigabe auf
      Angenommen im Quartier "Lindenhof" ist "analyse" mit der Auflage "Jugendliche nachträglich befragen" abgeschlossen
      Und die Frist der Auflage ist verstrichen
      Und im Schritt "massnahmen" ist alles fertig
      Wenn Tom Brandt die Freigabe von "massnahmen" anfragt
      Dann wird das abgelehnt, weil eine Auflage überfällig ist

    Szenario: Die erfüllte Auflage gibt den Weg frei
      Angenommen im Quartier "Lindenhof" ist "analyse" mit der Auflage "Jugendliche nachträglich befragen" abgeschlossen
      Und die Frist der Auflage ist verstrichen
      Und im Schritt "massnahmen" ist alles fertig
      Und Tom Brandt erfüllt die Auflage mit der Notiz "Zwölf Gespräche im Jugendtreff."
      Wenn Tom Brandt die Freigabe von "massnahmen" anfragt
      Dann ist "massnahmen" "Abgeschlossen"

    Szenario: Was nicht reicht, ist wieder offen
      Angenommen im Quartier "Lindenhof" ist "analyse" mit der Auflage "Jugendliche nachträglich befragen" abgeschlossen
      Und Tom Brandt erfüllt die Auflage mit der Notiz "Zwei Gespräche im Jugendtreff."
      Wenn Petra Voss die Auflage wieder öffnet, weil "Zwei Gespräche sind zu wenig."
      Dann ist die Auflage "Jugendliche nachträglich befragen" wieder offen
