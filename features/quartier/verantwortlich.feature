# language: de
Funktionalität: Wer für eine Maßnahme verantwortlich ist, hat sie unter den eigenen Aufgaben

  Regel: Was Aufgabe ist und wann nicht mehr, sagt die Prozessvorlage

    Szenario: Die verantwortliche Person meldet den Stand
      Angenommen im Quartier "Lindenhof" ist Lena Fuchs für die Maßnahme "Mittagstisch" verantwortlich
      Dann steht bei Lena Fuchs "Mittagstisch" unter den Aufgaben
      Und bei Tom Brandt steht "Mittagstisch" nicht unter den Aufgaben
      Und bei Lena Fuchs ist "Mittagstisch" nicht überfällig

    Szenario: Nach dem Termin ist sie überfällig
      Angenommen im Quartier "Lindenhof" ist Lena Fuchs für die Maßnahme "Mittagstisch" verantwortlich
      Wenn 8 Tage vergangen sind
      Dann ist bei Lena Fuchs "Mittagstisch" überfällig

    Szenario: Was fertig ist, steht nicht mehr an, wer immer es einträgt
      Angenommen im Quartier "Lindenhof" ist Lena Fuchs für die Maßnahme "Mittagstisch" verantwortlich
      Wenn Tom Brandt die Maßnahme 1 als fertig einträgt
      Dann steht bei Lena Fuchs "Mittagstisch" nicht unter den Aufgaben

    Szenario: In der Pause geht eine Maßnahme weiter
      Angenommen im Quartier "Lindenhof" ist Lena Fuchs für die Maßnahme "Mittagstisch" verantwortlich
      Und Petra Voss pausiert das Quartier, weil "Die Förderung ist ausgelaufen."
      Dann steht bei Lena Fuchs "Mittagstisch" unter den Aufgaben

    Szenario: Wer das Team verlässt, hinterlässt dem Management die Maßnahme
      Angenommen im Quartier "Lindenhof" ist Lena Fuchs für die Maßnahme "Mittagstisch" verantwortlich
      Wenn Petra Voss Lena Fuchs aus dem Team nimmt
      Dann steht bei Tom Brandt "Mittagstisch" unter den Aufgaben
