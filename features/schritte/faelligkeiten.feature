# language: de
Funktionalität: Ein Termin ist ein Tag, nach ihm ist der Punkt überfällig

  Regel: Wer zuständig ist, sieht den Punkt mit seinem Termin und sieht, dass er überfällig ist

    Szenario: Am Tag selbst ist noch Zeit
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Wenn 14 Tage vergangen sind
      Dann steht bei Lena Fuchs "Quartier begehen" unter den Aufgaben
      Und bei Lena Fuchs ist "Quartier begehen" nicht überfällig

    Szenario: Am Tag danach ist der Punkt überfällig
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Wenn 15 Tage vergangen sind
      Dann ist bei Lena Fuchs "Quartier begehen" überfällig

    Szenario: Ein neuer Termin gibt neue Zeit
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Und 15 Tage sind vergangen
      Wenn Tom Brandt für "begehung" einen Termin in 10 Tagen setzt
      Dann ist bei Lena Fuchs "Quartier begehen" nicht überfällig

    Szenario: Was erledigt ist, steht nicht mehr an
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Und 15 Tage sind vergangen
      Wenn Lena Fuchs im Schritt "analyse" den Punkt "begehung" mit der Notiz "Bei Regen." erledigt
      Dann steht bei Lena Fuchs "Quartier begehen" nicht unter den Aufgaben

    Szenario: Wer einen Punkt übernimmt, hat ihn unter den eigenen Aufgaben
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Wenn Petra Voss den Punkt "begehung" Tom Brandt gibt
      Dann steht bei Tom Brandt "Quartier begehen" unter den Aufgaben
      Und bei Lena Fuchs steht "Quartier begehen" nicht unter den Aufgaben

    Szenario: Einen Punkt der Koordination kann eine von ihnen übernehmen
      Angenommen im Quartier "Lindenhof" hat die Arbeit begonnen
      Wenn Tom Brandt den Punkt "anlass" Ines Kaya gibt
      Dann gehört der Punkt "anlass" im Schritt "leitbild" Ines Kaya
      Und bei Ines Kaya steht "Anlass beschreiben" unter den Aufgaben
      Aber bei Petra Voss steht "Anlass beschreiben" nicht unter den Aufgaben
