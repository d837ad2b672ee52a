# language: de
Funktionalität: Eine Vorlage für eine Kommune anpassen, ohne sie abzuschreiben

  Grundlage:
    Angenommen Samir Haddad berät die Kommune

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
      Und im Schritt "analyse" stehen nacheinander die Punkte "Quartier begehen, Luftbild ablegen, Ergebnisse auswerten"
      Und der Schritt "analyse" heißt "Das Quartier kennenlernen"
      Und im Schritt "leitbild" stehen nacheinander die Punkte "Anlass beschreiben, Entwurf zur Rückmeldung geben, Partner ansprechen"

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
      Und an "steps.analise.title" in Zeile 7 wird gesagt
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
      Und an "steps.leitbild.checklist.besuch" in Zeile 7 wird gesagt
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
      Und an "steps.analyse" in Zeile 7 wird gesagt
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
      Und an "steps.verstetigung.gate.title" in Zeile 7 wird gesagt
        """
        Die Grundlage schützt „steps.verstetigung.gate“ mit allem, was darin steht (locked). Nehmen Sie die Zeile heraus.
        """
