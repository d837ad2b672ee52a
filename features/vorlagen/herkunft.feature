# language: de
Funktionalität: Wie eine Anpassung gemacht ist

  Eine Anpassung nennt Stellen mit ihrem Pfad. Wer schreibt, findet jede Id, auch die der
  Grundlage, und erfährt von jedem Wert, woher er kommt.

  Grundlage:
    Angenommen Samir Haddad berät die Kommune

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
      Dann steht an "steps.analyse.title" der Wert "Hinsehen"
      Und die Auskunft dazu ist, das Neueste zuerst
        | geändert       | zweite           |                           |
        | geändert       | erste            | Das Quartier kennenlernen |
        | so geschrieben | kleines-quartier | Quartier analysieren      |

    Szenario: Ein Punkt entfiel mit Grund
      Angenommen eine Anpassung sagt
        """
        remove:
          steps.leitbild.checklist.besuch: Die Stadt arbeitet mit eigenen Vergleichsquartieren.
        """
      Dann steht an "steps.leitbild.checklist.besuch" der Wert ""
      Und die Auskunft dazu ist, das Neueste zuerst
        | entfernt       | erste            | Die Stadt arbeitet mit eigenen Vergleichsquartieren.                                   |
        | so geschrieben | kleines-quartier | {text: Eine andere Kommune besuchen, role: manager, required: false, evidence: note} |

  Regel: Jede Id ist zu finden, auch die der Grundlage

    Szenario: Was eine Checkliste enthält
      Angenommen eine Anpassung sagt
        """
        add:
          steps.leitbild.checklist.presse: {insert_after: anlass, text: Presse einladen, role: coordinator}
        remove:
          steps.leitbild.checklist.besuch: Entfällt bei uns.
        """
      Dann enthält "steps.leitbild.checklist"
        | anlass  | Punkt | Anlass beschreiben                |              |
        | presse  | Punkt | Presse einladen                   | hinzugefügt  |
        | entwurf | Punkt | Entwurf zur Rückmeldung geben     |              |
        | partner | Punkt | Partner ansprechen                |              |
        | besuch  | Punkt | Eine andere Kommune besuchen      | entfernt     |

    Szenario: Wer nur ein Wort aus dem Titel kennt
      Angenommen eine Anpassung sagt
        """
        change:
          steps.analyse.title: Hinsehen
        """
      Dann führt "kommune besuchen" zu "steps.leitbild.checklist.besuch"

    Szenario: Ein Entwurf mit einem Fehler zeigt, was gilt
      Angenommen eine Anpassung sagt
        """
        change:
          steps.analyse.titel: Hinsehen
        """
      Dann steht an "steps.analyse.title" der Wert "Quartier analysieren"
