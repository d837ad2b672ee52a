# language: de
Funktionalität: Woher ein Wert einer Anpassung kommt

  Regel: Von jedem Wert ist zu erfahren, woher er kommt

    Szenario: Ein Titel wurde zweimal geändert
      Angenommen eine Anpassung sagt
        """
        change:
          steps.analyse.title: Das Quartier kennenlernen
        """
      Und darauf baut eine zweite auf, die sagt
        """
        change:
          steps.analyse.title: Hinsehen
        """
      Dann ist die Auskunft über "steps.analyse.title"
        """
        steps.analyse.title ist „Hinsehen“: geändert, zweite.yaml Zeile 7.
        Davor war es „Das Quartier kennenlernen“: geändert, erste.yaml Zeile 7.
        Davor war es „Quartier analysieren“: so geschrieben, prozess.yaml Zeile 91.
        """

    Szenario: Ein Punkt entfiel mit Grund
      Angenommen eine Anpassung sagt
        """
        remove:
          steps.leitbild.checklist.besuch: Die Stadt arbeitet mit eigenen Vergleichsquartieren.
        """
      Dann ist die Auskunft über "steps.leitbild.checklist.besuch"
        """
        steps.leitbild.checklist.besuch gibt es nicht mehr: entfernt, erste.yaml Zeile 7. Grund: Die Stadt arbeitet mit eigenen Vergleichsquartieren.
        Davor war es {text: Eine andere Kommune besuchen, role: manager, required: false, evidence: note}: so geschrieben, prozess.yaml Zeile 81.
        """
