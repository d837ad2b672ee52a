"""What somebody is reminded of: its name, and the letter that says so.

Rule: the letter names the thing, the quartier and who asks, and nothing that people have entered
besides: it leaves the house.
"""

from __future__ import annotations

from workflow.core.definition import ProcessDefinition
from workflow.core.events import Reminded
from workflow.core.sentences.language import Language, Phrases, phrase, quoted
from workflow.core.sentences.places import Place

_PHRASES: Phrases = {
    "de": {
        "item": "Punkt {item}",
        "approval": "Freigabe von {holder} ({approval})",
        "exception": "Ausnahme zu {holder}: {thing}",
        "obligation": "Auflage {number}",
        "in": "{thing} in {holder}",
        "subject": "Erinnerung",
        "text": "Guten Tag,\n\n{who} erinnert Sie: {thing} wartet auf Sie{where}.",
        "where": ". Quartier: {quarter}",
    },
    "en": {
        "item": "item {item}",
        "approval": "approval of {holder} ({approval})",
        "exception": "exception to {holder}: {thing}",
        "obligation": "obligation {number}",
        "in": "{thing} in {holder}",
        "subject": "Reminder",
        "text": "Good day,\n\n{who} reminds you: {thing} is waiting for you{where}.",
        "where": ". Neighbourhood: {quarter}",
    },
}


def owed_name(holder: str, thing: str, definition: ProcessDefinition, language: Language) -> str:
    """Return how the thing that somebody owes is called: Punkt „Bedarf erfragen“ in „Analyse“."""
    kind, _, name = thing.partition(":")
    place = Place(definition=definition, language=language, holder=holder)
    parts = {
        "holder": place.name,
        "item": place.item_name(name),
        "approval": place.approval_name(name),
        "thing": place.any_name(name),
        "number": name,
    }
    known = kind if kind in _PHRASES[language] else "obligation"
    said = phrase(_PHRASES, language, known, **parts)
    if kind == "item":
        return phrase(_PHRASES, language, "in", thing=said, holder=place.name)
    return said


def reminder_letter(
    event: Reminded, definition: ProcessDefinition, *, who: str, quarter: str, language: Language
) -> tuple[str, str]:
    """Return subject and text of the letter; `quarter` "" if its name was erased."""
    where = phrase(_PHRASES, language, "where", quarter=quoted(quarter, language))
    thing = owed_name(event.holder, event.thing, definition, language)
    text = phrase(_PHRASES, language, "text", who=who, thing=thing, where=where if quarter else "")
    return phrase(_PHRASES, language, "subject"), text
