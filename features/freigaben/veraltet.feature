# language: de
Funktionalität: Eine Freigabe bleibt an das gebunden, was vorlag

  Regel: Wird danach geändert, worauf sie beruht, gilt sie als veraltet und hält nichts auf

    Szenario: Ein Partner, der als Nachweis diente, wird geändert
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Wenn Tom Brandt den Stand von Partner 1 ändert
      Dann gilt die Freigabe von "leitbild" als veraltet
      Und "leitbild" ist "Abgeschlossen"

    Szenario: Ein neuer Partner macht nichts veraltet
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Wenn Tom Brandt einen weiteren Partner einträgt
      Dann gilt die Freigabe von "leitbild" nicht als veraltet

    Szenario: Die Koordination bestätigt
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Und Tom Brandt ändert den Stand von Partner 1
      Wenn Petra Voss die Freigabe von "leitbild" bestätigt, weil "Der Rat weiß Bescheid."
      Dann gilt die Freigabe von "leitbild" nicht als veraltet
