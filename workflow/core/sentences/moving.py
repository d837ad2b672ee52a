"""What moving to another version means for a quartier, in one sentence.

Rule: what stands against it, or what there is more to do, first; what has no place any more is always
said. A test asks for every effect in both languages.
"""

from __future__ import annotations

from workflow.core.definition import ProcessDefinition
from workflow.core.moving.preview import Consequence, Consequences, Effect, Verdict
from workflow.core.sentences.language import Language, Phrases, phrase
from workflow.core.sentences.places import Place

VERDICTS: Phrases = {
    "de": {
        Verdict.NONE: "Ohne Folgen",
        Verdict.MORE: "Mehr Aufwand",
        Verdict.WAITS: "Wartet",
        Verdict.IMPOSSIBLE: "Nicht möglich",
    },
    "en": {
        Verdict.NONE: "No consequences",
        Verdict.MORE: "More to do",
        Verdict.WAITS: "Waits",
        Verdict.IMPOSSIBLE: "Not possible",
    },
}
# Each in the singular and, with "#", for several.
EFFECTS: Phrases = {
    "de": {
        Effect.CLOSED: "Das Quartier ist beendet",
        Effect.THERE: "Das Quartier arbeitet schon mit dieser Version",
        Effect.NOT_NEWER: "Das ist keine neuere Version seiner Vorlage",
        Effect.IN_REVIEW: (
            "Für den Schritt {step} läuft eine Freigabe. Umgestellt werden kann nach der Entscheidung"
        ),
        Effect.UNDER_WAY: "Der Schritt {step} ist in Arbeit und fehlt in der neuen Version",
        Effect.NEW_ITEMS: "1 neuer Pflichtpunkt",
        f"{Effect.NEW_ITEMS}#": "{count} neue Pflichtpunkte",
        Effect.NEW_IN_RECORDS: "1 neuer Pflichtpunkt in einem Eintrag",
        f"{Effect.NEW_IN_RECORDS}#": "{count} neue Pflichtpunkte in Einträgen",
        Effect.OWED: "1 neuer Pflichtpunkt in einem abgeschlossenen Schritt ist nachzuholen",
        f"{Effect.OWED}#": (
            "{count} neue Pflichtpunkte in abgeschlossenen Schritten sind nachzuholen"
        ),
        Effect.NEW_FIELDS: "1 neue Pflichtangabe",
        f"{Effect.NEW_FIELDS}#": "{count} neue Pflichtangaben",
        Effect.ASKED_MORE: (
            "Die Freigabe des Schritts {step} verlangt mehr oder anderes als bisher"
        ),
        f"{Effect.ASKED_MORE}#": (
            "Die Freigaben von {count} laufenden Schritten verlangen mehr oder anderes als bisher"
        ),
        Effect.OPENED: "Der Schritt {step} öffnet sich",
        f"{Effect.OPENED}#": "{count} Schritte öffnen sich",
        Effect.NEW_STEPS: "1 neuer Schritt",
        f"{Effect.NEW_STEPS}#": "{count} neue Schritte",
        Effect.LEFT: "1 Eintragung steht danach unter „Früher erfasst“",
        f"{Effect.LEFT}#": "{count} Eintragungen stehen danach unter „Früher erfasst“",
        Effect.LATER: "1 neuer Pflichtpunkt gilt, wenn der Schritt wieder geöffnet wird",
        f"{Effect.LATER}#": "{count} neue Pflichtpunkte gelten, wenn ihr Schritt wieder geöffnet wird",
        "nothing": "Alles behält seinen Platz",
    },
    "en": {
        Effect.CLOSED: "The neighbourhood is closed",
        Effect.THERE: "The neighbourhood works with this version already",
        Effect.NOT_NEWER: "This is no newer version of its definition",
        Effect.IN_REVIEW: (
            "An approval is under way for the step {step}. It can move after the decision"
        ),
        Effect.UNDER_WAY: "The step {step} is in progress and missing in the new version",
        Effect.NEW_ITEMS: "1 new required item",
        f"{Effect.NEW_ITEMS}#": "{count} new required items",
        Effect.NEW_IN_RECORDS: "1 new required item in a record",
        f"{Effect.NEW_IN_RECORDS}#": "{count} new required items in records",
        Effect.OWED: "1 new required item of a completed step is owed",
        f"{Effect.OWED}#": "{count} new required items of completed steps are owed",
        Effect.NEW_FIELDS: "1 new required entry",
        f"{Effect.NEW_FIELDS}#": "{count} new required entries",
        Effect.ASKED_MORE: (
            "The approval of the step {step} asks for more than before, or for other things"
        ),
        f"{Effect.ASKED_MORE}#": (
            "The approvals of {count} steps in progress ask for more than before, or for other things"
        ),
        Effect.OPENED: "The step {step} opens",
        f"{Effect.OPENED}#": "{count} steps open",
        Effect.NEW_STEPS: "1 new step",
        f"{Effect.NEW_STEPS}#": "{count} new steps",
        Effect.LEFT: "1 thing that was entered will stand under “Recorded earlier”",
        f"{Effect.LEFT}#": "{count} things that were entered will stand under “Recorded earlier”",
        Effect.LATER: "1 new required item counts when its step is opened again",
        f"{Effect.LATER}#": "{count} new required items count when their step is opened again",
        "nothing": "Everything keeps its place",
    },
}


def verdict_name(verdict: Verdict, language: Language) -> str:
    """Return a verdict in two words."""
    return phrase(VERDICTS, language, verdict)


def consequences_sentence(
    found: Consequences, definition: ProcessDefinition, language: Language
) -> str:
    """Return why, in one line; `definition` is the version before. No full stop at the end."""
    if not found.effects:
        return phrase(EFFECTS, language, "nothing")
    return ". ".join(_said(each, definition, language) for each in found.effects)


def _said(found: Consequence, definition: ProcessDefinition, language: Language) -> str:
    key = str(found.effect) if found.count <= 1 else f"{found.effect}#"
    step = Place(definition=definition, language=language, holder=found.step).name
    return phrase(EFFECTS, language, key, count=str(found.count), step=step)
