"""The letter that tells a team of a move to another version, or that one was taken back.

Rule: it says what the preview said. Of what people have written it holds what the quartier is called
and why it was moved, in the text alone.
"""

from __future__ import annotations

from workflow.core.definition import ProcessDefinition
from workflow.core.events import MovedToVersion
from workflow.core.moving.preview import Consequences
from workflow.core.sentences.language import Language, Phrases, phrase, quoted
from workflow.core.sentences.moving import consequences_sentence, verdict_name

_PHRASES: Phrases = {
    "de": {
        "quarter": "das Quartier {name}",
        "nameless": "ein Quartier, zu dessen Team Sie gehören,",
        "moved-subject": "Neue Version für ein Quartier",
        "moved": (
            "Guten Tag,\n\n{quarter} arbeitet jetzt mit Version {now} der Prozessvorlage {title}, "
            "bisher war es Version {was}. {verdict}: {effects}.\n\nAnlass: {reason}\n\n"
            "Erteilte Freigaben, erledigte Punkte und Nachweise sind geblieben. "
            "Was sich geändert hat, steht hier:"
        ),
        "undone-subject": "Umstellung zurückgenommen",
        "undone": (
            "Guten Tag,\n\n{quarter} arbeitet wieder mit Version {now} der Prozessvorlage {title}: "
            "Die Umstellung auf Version {was} ist zurückgenommen. Was seitdem erfasst wurde und dort "
            "keinen Platz hat, bleibt unter „Früher erfasst“ lesbar.\n\nBegründung: {reason}\n\n"
            "Was sich geändert hat, steht hier:"
        ),
    },
    "en": {
        "quarter": "The neighbourhood {name}",
        "nameless": "A neighbourhood whose team you belong to",
        "moved-subject": "New version for a neighbourhood",
        "moved": (
            "Good day,\n\n{quarter} now works with version {now} of the process definition {title}; "
            "until now it was version {was}. {verdict}: {effects}.\n\nReason: {reason}\n\n"
            "Approvals given, completed items and proof have stayed. What has changed stands here:"
        ),
        "undone-subject": "Move taken back",
        "undone": (
            "Good day,\n\n{quarter} works with version {now} of the process definition {title} again: "
            "the move to version {was} was taken back. What was entered since and has no place there "
            "stays readable under “Recorded earlier”.\n\nReason: {reason}\n\n"
            "What has changed stands here:"
        ),
    },
}


def moved_letter(
    event: MovedToVersion,
    before: ProcessDefinition,
    after: ProcessDefinition,
    found: Consequences,
    *,
    quarter: str,
    language: Language,
) -> tuple[str, str]:
    """Return subject and text of the letter about a move; `quarter` "" if its name was erased.

    `found` is what the move means, `before` and `after` are the versions between which it went.
    """
    verdict = verdict_name(found.verdict, language)
    effects = consequences_sentence(found, before, language)
    return _letter("moved", event, after, quarter, language, verdict=verdict, effects=effects)


def undone_letter(
    event: MovedToVersion, after: ProcessDefinition, *, quarter: str, language: Language
) -> tuple[str, str]:
    """Return subject and text of the letter about a move that was taken back."""
    return _letter("undone", event, after, quarter, language)


def _letter(
    kind: str,
    event: MovedToVersion,
    after: ProcessDefinition,
    quarter: str,
    language: Language,
    **parts: str,
) -> tuple[str, str]:
    named = phrase(_PHRASES, language, "quarter", name=quoted(quarter, language))
    text = phrase(
        _PHRASES,
        language,
        kind,
        quarter=named if quarter else phrase(_PHRASES, language, "nameless"),
        title=quoted(after.title, language),
        now=str(event.version),
        was=str(event.former_version),
        reason=str(event.words["reason"]),  # just said: nobody can have erased it
        **parts,
    )
    return phrase(_PHRASES, language, f"{kind}-subject"), text
