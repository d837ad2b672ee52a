# language: de
Funktionalität: Wer wartet, kann erinnern, und was ein Klick erledigt hat, lässt sich zurücknehmen

  Regel: Erinnert wird, wer etwas schuldet, und höchstens alle drei Tage

    Szenario: Das Quartiersmanagement erinnert an eine Entscheidung
      Angenommen im Quartier "Lindenhof" hat Tom Brandt die Freigabe von "analyse" angefragt
      Wenn Tom Brandt an die Entscheidung "koordination" zu "analyse" erinnert
      Dann geht an Petra Voss eine Erinnerung

    Szenario: Wer auf einen Punkt wartet, erinnert daran
      Angenommen im Quartier "Lindenhof" ist "leitbild" abgeschlossen
      Wenn Tom Brandt im Schritt "analyse" an den Punkt "begehung" erinnert
      Dann geht an Lena Fuchs eine Erinnerung

    Szenario: Zweimal erinnern ist einmal erinnern
      Angenommen im Quartier "Lindenhof" hat Tom Brandt die Freigabe von "analyse" angefragt
      Und Tom Brandt hat an die Entscheidung "koordination" zu "analyse" erinnert
      Und 2 Tage sind vergangen
      Wenn Tom Brandt an die Entscheidung "koordination" zu "analyse" erinnert
      Dann geht an Petra Voss eine Erinnerung

    Szenario: Nach drei Tagen darf man wieder erinnern
      Angenommen im Quartier "Lindenhof" hat Tom Brandt die Freigabe von "analyse" angefragt
      Und Tom Brandt hat an die Entscheidung "koordination" zu "analyse" erinnert
      Und 3 Tage sind vergangen
      Wenn Tom Brandt an die Entscheidung "koordination" zu "analyse" erinnert
      Dann gehen an Petra Voss zwei Erinnerungen

  Regel: Was mit einem Klick erledigt ist, wird mit einem Klick wieder offen

    Szenario: Ein Punkt war doch nicht fertig
      Angenommen im Quartier "Lindenhof" ist im Schritt "analyse" alles fertig
      Wenn Tom Brandt im Schritt "analyse" den Punkt "auswertung" wieder öffnet
      Dann ist der Punkt "auswertung" im Schritt "analyse" offen
