"""The way to what a municipality settles for itself."""

from __future__ import annotations

from features.drivers.ways.way import Way, answered, ways
from features.drivers.world import World
from web import paths
from workflow.core.definition import GenderForm
from workflow.core.municipality_settings import ChangeSettings

_FORMS = {GenderForm.PAIR: "als Paar: Bewohnerinnen und Bewohner"}


@ways.register
def _(command: ChangeSettings, world: World) -> tuple[Way, ...]:
    del world
    days = {
        "Stillstand: Tage ohne Bewegung": command.still_days,
        "Lage: Tage, die eine Einschätzung gilt": command.situation_days,
    }
    form = _FORMS.get(command.gender_form, "") if command.gender_form else ""
    answers = ((label, "" if number is None else str(number)) for label, number in days.items())
    return (
        Way(
            paths.TASKS,
            paths.SETTINGS,
            "Einstellungen speichern",
            answered(*answers, ("Schreibweise für Personen", form)),
        ),
    )
