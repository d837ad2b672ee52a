"""The settings of a municipality in words: what each is called, and what its value means."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from web.foreign import foreign
from web.language import in_order, plural, said_later, say, spoken
from workflow.core.definition import GenderForm
from workflow.core.gender_form import EXAMPLE, in_pairs
from workflow.core.municipality_settings import EVERYBODY, LANDS, Value
from workflow.core.policy import ADMIN, COORDINATOR
from workflow.core.sentences.language import all_of_words

_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "land": said_later("Land"),
        "gender_form": said_later("Schreibweise für Personen"),
        "still_days": said_later("Stillstand: Tage ohne Bewegung"),
        "situation_days": said_later("Lage: Tage, die eine Einschätzung gilt"),
        "decision_days": said_later("Freigabe: Tage, die sie warten darf"),
        "second_factor": said_later("Wer außer der Beratung einen zweiten Faktor braucht"),
        "four_eyes": said_later("Vier Augen beim Veröffentlichen"),
    }
)
OWERS: Mapping[str, str] = MappingProxyType(
    {
        COORDINATOR: said_later("Quartierskoordination"),
        ADMIN: said_later("Kontenverwaltung"),
        EVERYBODY: said_later("Alle, auch die Teams der Quartiere"),
    }
)
_FORMS: Mapping[str, str] = MappingProxyType(
    {GenderForm.STAR: said_later("mit Stern"), GenderForm.PAIR: said_later("als Paar")}
)
_LANDS: Mapping[str, str] = MappingProxyType(
    {
        "BW": said_later("Baden-Württemberg"),
        "BY": said_later("Bayern"),
        "BE": said_later("Berlin"),
        "BB": said_later("Brandenburg"),
        "HB": said_later("Bremen"),
        "HH": said_later("Hamburg"),
        "HE": said_later("Hessen"),
        "MV": said_later("Mecklenburg-Vorpommern"),
        "NI": said_later("Niedersachsen"),
        "NW": said_later("Nordrhein-Westfalen"),
        "RP": said_later("Rheinland-Pfalz"),
        "SL": said_later("Saarland"),
        "SN": said_later("Sachsen"),
        "ST": said_later("Sachsen-Anhalt"),
        "SH": said_later("Schleswig-Holstein"),
        "TH": said_later("Thüringen"),
    }
)


def label(name: str) -> str:
    """Return what a setting is called."""
    return say(_LABELS[name])


def lands() -> list[tuple[str, str]]:
    """Return every Land with its name, in the order of the alphabet."""
    return in_order([(land, say(_LANDS[land])) for land in LANDS], lambda each: each[1])


def forms() -> list[tuple[str, str]]:
    """Return every gender form with its name and what it makes of a word."""
    made = {GenderForm.STAR: EXAMPLE, GenderForm.PAIR: in_pairs(EXAMPLE)}
    return [
        (form, say("{form}: {example}", form=say(_FORMS[form]), example=_german(word)))
        for form, word in made.items()
    ]


def _german(word: str) -> str:
    return word if spoken() == "de" else foreign(word, "de")


def value_said(value: Value) -> str:
    """Return the value of a setting as people read it."""
    if isinstance(value, bool):
        return say("nur zu zweit") if value else say("auch allein")
    if isinstance(value, int):
        return plural(value, "Tag", "Tage")
    if isinstance(value, str) and value in _FORMS:
        return say(_FORMS[value])
    if isinstance(value, str):
        return say(_LANDS[value]) if value in _LANDS else say("nicht gewählt")
    if EVERYBODY in value:
        return say(OWERS[EVERYBODY])
    named = [say(OWERS[each]) for each in value if each in OWERS]
    return all_of_words(named, spoken()) if named else say("niemand")
