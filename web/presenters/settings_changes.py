"""How the settings of a municipality came to be: who changed what, from which value to which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from web.language import say
from web.presenters import dates
from web.presenters.settings_words import label, value_said
from workflow.core.municipality_settings import Settings, Settled, Value, evolve_settings, named
from workflow.storage.queries import SettingsChange


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A change: when, who, and what of it became what."""

    when: str
    who: str
    what: tuple[str, ...]


def changes_of(
    changes: Sequence[SettingsChange], people: Mapping[int, str], today: date
) -> tuple[ChangeRow, ...]:
    """Return the changes, the last one first."""
    settled, rows = Settled(), list[ChangeRow]()
    for each in changes:
        before, settled = settled.settings, evolve_settings(settled, each.event)
        what = tuple(_what(named(each.event), before))
        rows.append(ChangeRow(when=_when(each, today), who=_who(each, people), what=what))
    return tuple(reversed(rows))


def last_change(changes: Sequence[SettingsChange], people: Mapping[int, str], today: date) -> str:
    """Return who changed the settings last, and when."""
    last = changes[-1]
    return say("Zuletzt geändert: {when}, {who}.", when=_when(last, today), who=_who(last, people))


def both_said(mine: Mapping[str, Value], stored: Settings) -> Iterator[tuple[str, str, str]]:
    """Yield the settings that differ: what each is called, somebody's own value, the stored one."""
    for name, value in mine.items():
        now = getattr(stored, name)
        if value != now:
            yield label(name), value_said(value), value_said(now)


def _what(changed: Mapping[str, Value], before: Settings) -> Iterator[str]:
    for name, value in changed.items():
        yield say(
            "{setting}: {value} (vorher: {before})",
            setting=label(name),
            value=value_said(value),
            before=value_said(getattr(before, name)),
        )


def _when(change: SettingsChange, today: date) -> str:
    day = dates.short_day(dates.day_of(change.at), today)
    return say("{day}, {time} Uhr", day=day, time=dates.clock(change.at))


def _who(change: SettingsChange, people: Mapping[int, str]) -> str:
    if not change.by:
        return say("Betrieb")
    return people.get(change.by) or say("gelöschte Person")
