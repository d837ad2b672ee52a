# language: de
Funktionalität: Eine Vorlage für eine Kommune anpassen, ohne sie abzuschreiben

  Regel: Eine Anpassung sagt nur, was anders ist

    Szenario: Ein Punkt kommt dazu, ein anderer entfällt mit Grund
      Angenommen eine Anpassung sagt
        """
        add:
          steps.analyse.checklist.luftbild: {insert_after: begehung, text: Luftbild ablegen, role: developer, evidence: document}
        change:
          steps.analyse.title: Das Quartier kennenlernen
        remove:
          steps.leitbild.checklist.besuch: Die Stadt arbeitet mit eigenen Vergleichsquartieren.
        """
      Wenn die Anpassung geprüft wird
      Dann kann sie verwendet werden
      Und im Schritt "analyse" stehen nacheinander die Punkte "begehung, luftbild, auswertung"
      Und der Schritt "analyse" heißt "Das Quartier kennenlernen"
      Und der Punkt "besuch" im Schritt "leitbild" entfällt, weil "Die Stadt arbeitet mit eigenen Vergleichsquartieren."

    Szenario: Ein neues Gremium nimmt vor der Koordination Stellung
      Angenommen eine Anpassung sagt
        """
        add:
          bodies.aemter-ag: {title: Ämterübergreifende Arbeitsgruppe, recorded_by: coordinator}
          steps.analyse.gate.approvals.ag: {insert_before: koordination, body: aemter-ag, as: opinion}
        change:
          steps.analyse.gate.approvals.koordination.after: ag
        """
      Wenn die Anpassung geprüft wird
      Dann kann sie verwendet werden

  Regel: Was nicht trifft, geht nicht still verloren

    Szenario: Den Schritt gibt es in der Grundlage nicht
      Angenommen eine Anpassung sagt
        """
        change:
          steps.analise.title: Das Quartier kennenlernen
        """
      Wenn die Anpassung geprüft wird
      Dann kann sie nicht verwendet werden
      Und an "steps.analise.title" wird gesagt
        """
        „steps.analise“ gibt es in der Grundlage nicht. Meinten Sie „steps.analyse.title“?
        """

    Szenario: Ein Punkt entfällt ohne Grund
      Angenommen eine Anpassung sagt
        """
        remove:
          steps.leitbild.checklist.besuch:
        """
      Wenn die Anpassung geprüft wird
      Dann kann sie nicht verwendet werden
      Und an "steps.leitbild.checklist.besuch" wird gesagt
        """
        Schreiben Sie dahinter, warum das entfällt.
        """

    Szenario: Entfernt wird, was andere noch brauchen
      Angenommen eine Anpassung sagt
        """
        remove:
          steps.analyse: Die Stadt kennt ihr Quartier.
        """
      Wenn die Anpassung geprüft wird
      Dann kann sie nicht verwendet werden
      Und an "steps.analyse" wird gesagt
        """
        „steps.analyse“ wird noch gebraucht: steps.massnahmen.opens_when.step.
        """

  Regel: Was die Grundlage schützt, bleibt, und wer darauf aufbaut, schützt mehr und nie weniger

    Szenario: Eine Anpassung der Anpassung ändert, was geschützt ist
      Angenommen eine Anpassung sagt
        """
        locked: [steps.verstetigung.gate]
        """
      Und darauf baut eine zweite auf, die sagt
        """
        change:
          steps.verstetigung.gate.title: Es geht weiter
        """
      Wenn die Anpassung geprüft wird
      Dann kann sie nicht verwendet werden
      Und an "steps.verstetigung.gate.title" wird gesagt
        """
        Die Grundlage schützt „steps.verstetigung.gate“ mit allem, was darin steht (locked). Nehmen Sie die Zeile heraus.
        """

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
      Wenn nach "steps.analyse.title" gefragt wird
      Dann ist die Auskunft
        """
        steps.analyse.title ist „Hinsehen“: geändert, zweite.yaml Zeile 7.
        Davor war es „Das Quartier kennenlernen“: geändert, erste.yaml Zeile 7.
        Davor war es „Quartier analysieren“: so geschrieben, prozess.yaml Zeile 91.
        """
