"""The settings of a municipality as a page: what each means, what holds, how it came to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from web.language import say
from web.presenters.inputs import (
    UNTYPED,
    Input,
    Option,
    Typed,
    checkbox_input,
    choice_input,
    filled,
    select_input,
    summary,
)
from web.presenters.parts import Errors, Fact
from web.presenters.settings_changes import ChangeRow
from web.presenters.settings_words import OWERS, forms, label, lands, value_said
from workflow.core.municipality_settings import NAMES, Settings, Settled

YES = "yes"  # what a box says that stands alone


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsGroup:
    """Settings that belong together, under a heading; without inputs only read."""

    title: str
    says: str
    inputs: tuple[Input, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsPage:
    """The page; without a button the settings are only read."""

    title: str
    says: str
    groups: tuple[SettingsGroup, ...]
    changes: tuple[ChangeRow, ...]
    errors: Errors | None
    seen: int
    button: str
    place: None = None


def settings_page(
    settled: Settled, changes: Sequence[ChangeRow], typed: Typed = UNTYPED, *, may_change: bool
) -> SettingsPage:
    """Return the page; who may not change the settings reads what holds."""
    inputs = filled(tuple(_inputs(settled.settings)), typed) if may_change else ()
    return SettingsPage(
        title=say("Einstellungen"),
        says=say("Was hier steht, gilt für alle Quartiere Ihrer Kommune.")
        if may_change
        else say(
            "Was hier steht, gilt für alle Quartiere Ihrer Kommune. Ändern können es die "
            "Quartierskoordination und die Kontenverwaltung."
        ),
        groups=tuple(_groups(settled.settings, inputs)),
        changes=tuple(changes),
        errors=summary(typed, None, inputs),
        seen=settled.edition,
        button=say("Einstellungen speichern") if may_change else "",
    )


def _groups(settings: Settings, inputs: Sequence[Input]) -> Iterator[SettingsGroup]:
    facts = {
        name: Fact(label=label(name), value=value_said(getattr(settings, name))) for name in NAMES
    }
    for title, says, names in _sections():
        yield SettingsGroup(
            title=title,
            says=says,
            inputs=tuple(each for each in inputs if each.name in names),
            facts=() if inputs else tuple(facts[name] for name in names),
        )


def _sections() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    yield (
        say("Feiertage"),
        say(
            "Termine sind Kalendertage und bleiben es. Fällt ein Termin auf ein Wochenende oder "
            "einen Feiertag, steht das dabei, mit den Arbeitstagen bis dahin."
        ),
        ("land",),
    )
    yield (
        say("Personen in der Prozessvorlage"),
        say(
            "Manche Länder erlauben in der Verwaltung kein Zeichen im Wort. Alle Seiten, Berichte "
            "und Dateien nennen Personen dann als Paar. Was Menschen geschrieben haben und was "
            "festgeschrieben ist, bleibt, wie es ist."
        ),
        ("gender_form",),
    )
    yield (
        say("Wie lange etwas ruhen darf"),
        say(
            "Was länger ruht, fällt auf: in der Liste der Quartiere, bei den Aufgaben, bei der Lage."
        ),
        ("still_days", "situation_days", "decision_days"),
    )
    yield (
        say("Anmeldung"),
        say(
            "Mit einem zweiten Faktor genügt ein gestohlenes Passwort nicht. Die Beratung braucht "
            "ihn immer. Wer ihn braucht und noch nicht hat, richtet ihn nach der nächsten "
            "Anmeldung ein und kann vorher nichts anderes tun."
        ),
        ("second_factor",),
    )
    yield (
        say("Prozessvorlagen"),
        say(
            "Eine veröffentlichte Version ändert sich nie. Mit vier Augen bittet eine Person der "
            "Beratung um die Veröffentlichung; eine andere oder die Quartierskoordination "
            "veröffentlicht. Ein geänderter Text braucht eine neue Bitte."
        ),
        ("four_eyes",),
    )


def _inputs(settings: Settings) -> Iterator[Input]:
    unsaid = Option("", say("Noch nicht gewählt"), chosen=not settings.land)
    named = [Option(land, name, chosen=land == settings.land) for land, name in lands()]
    yield select_input(
        "land",
        label("land"),
        [unsaid, *named],
        hint=say("Welche Feiertage gelten. Ohne Auswahl zählen nur die bundesweiten"),
        optional=True,
    )
    yield choice_input(
        "gender_form",
        label("gender_form"),
        [Option(form, name, chosen=form == settings.gender_form) for form, name in forms()],
    )
    yield _days(
        "still_days",
        settings.still_days,
        say("So lange hat niemand etwas bewegt: Dann steht das Quartier unter „Was gerade stockt“"),
    )
    yield _days(
        "situation_days",
        settings.situation_days,
        say("Danach gilt sie als veraltet, und die Leitung des Quartiers wird darum gebeten"),
    )
    yield _days(
        "decision_days",
        settings.decision_days,
        say("Danach steht sie unter „Was gerade stockt“ ganz oben"),
    )
    yield checkbox_input(
        "second_factor",
        label("second_factor"),
        [
            Option(ower, say(name), chosen=ower in settings.second_factor)
            for ower, name in OWERS.items()
        ],
        optional=True,
    )
    yield checkbox_input(
        "four_eyes",
        label("four_eyes"),
        [Option(YES, say("Niemand veröffentlicht allein"), chosen=settings.four_eyes)],
        optional=True,
    )


def _days(name: str, days: int, hint: str) -> Input:
    return Input(
        name=name,
        label=label(name),
        value=str(days),
        hint=hint,
        unit=say("Tage"),
        width="short",
        inputmode="numeric",
    )
