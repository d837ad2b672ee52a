# language: de
Funktionalität: Was jemand in den letzten Tagen erledigt hat, steht unten auf der Seite der Aufgaben

  Regel: Dort steht, was man selbst erledigt hat und was noch erledigt ist

    Szenario: Ein Punkt ist erledigt
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Wenn Lena Fuchs im Schritt "analyse" den Punkt "begehung" mit der Notiz "Bei Regen." erledigt
      Dann steht bei Lena Fuchs "Quartier begehen" unter dem zuletzt Erledigten
      Aber bei Tom Brandt steht "Quartier begehen" nicht unter dem zuletzt Erledigten

    Szenario: Wieder geöffnet ist nicht erledigt
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Wenn Lena Fuchs im Schritt "analyse" den Punkt "begehung" mit der Notiz "Bei Regen." erledigt
      Und Lena Fuchs im Schritt "analyse" den Punkt "begehung" wieder öffnet
      Dann steht bei Lena Fuchs "Quartier begehen" nicht unter dem zuletzt Erledigten

    Szenario: Nach acht Tagen steht es nur noch im Verlauf
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Wenn Lena Fuchs im Schritt "analyse" den Punkt "begehung" mit der Notiz "Bei Regen." erledigt
      Und 8 Tage vergangen sind
      Dann steht bei Lena Fuchs "Quartier begehen" nicht unter dem zuletzt Erledigten
