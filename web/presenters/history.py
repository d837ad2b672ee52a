"""The history of a quartier: days as headings, each entry a sentence with time, person and reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from web import paths
from web.language import plural
from web.presenters import dates
from web.presenters.inputs import Input, Option, day_input, select_input
from web.presenters.parts import Link, Place
from web.presenters.scene import Scene
from web.presenters.telling import tell
from web.presenters.told import KINDS, Told
from workflow.core.events import Recorded


@dataclass(frozen=True, slots=True)
class Filter:
    """What somebody wants to see; empty: everything."""

    kind: str = ""
    step: str = ""
    person: int | None = None
    since: date | None = None

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return bool(self.kind or self.step or self.person or self.since)

    def takes(self, recorded: Recorded, told: Told) -> bool:
        """Return whether an entry is to be shown."""
        return (
            (not self.kind or told.kind == self.kind)
            and (not self.step or told.step == self.step)
            and (self.person is None or recorded.by == self.person)
            and (self.since is None or recorded.on >= self.since)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the history."""

    time: str
    by: str
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day with what happened on it, the newest first."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """The history as a page."""

    title: str
    place: Place
    url: str
    inputs: tuple[Input, ...]
    says: str
    days: tuple[Day, ...]
    older: Link | None
    reset: Link | None


def history_page(
    scene: Scene, recorded: Sequence[Recorded], chosen: Filter, *, older: str = ""
) -> HistoryPage:
    """Return the history; `older` is the query for earlier entries, "" if there are none."""
    told = [(each, tell(scene, each.event)) for each in recorded]
    shown = [(each, t) for each, t in told if chosen.takes(each, t)]
    url = paths.history(scene.q)
    return HistoryPage(
        title=f"Verlauf – {scene.name}",
        place=scene.place("verlauf", exact=True),
        url=url,
        inputs=filter_inputs(scene, chosen),
        says=f"{plural(len(shown), 'Eintrag', 'Einträge')}, neueste zuerst.",
        days=tuple(_days(scene, shown)),
        older=Link("Ältere Einträge", f"{url}?{older}") if older else None,
        reset=Link("Filter zurücksetzen", url) if chosen else None,
    )


def _days(scene: Scene, shown: list[tuple[Recorded, Told]]) -> Iterator[Day]:
    for day, entries in groupby(shown, key=lambda pair: pair[0].on):
        title = dates.full_day(day)
        yield Day(
            title=f"Heute, {title}" if day == scene.today else title,
            entries=tuple(
                Entry(time=dates.clock(each.at), by=_by(scene, each.by), told=told)
                for each, told in entries
            ),
        )


def _by(scene: Scene, account: int) -> str:
    return scene.named(account)


def filter_inputs(scene: Scene, chosen: Filter) -> tuple[Input, ...]:
    """Return the questions of the filter."""
    everything = Option("", "Alles", not chosen.kind)
    kinds = [everything, *(Option(k, v, k == chosen.kind) for k, v in KINDS.items())]
    steps = [Option("", "Alle", not chosen.step)]
    steps += [
        Option(
            step.id,
            f"{scene.number_of(step.id)} {step.short or step.title}",
            step.id == chosen.step,
        )
        for step in scene.definition.steps.values()
    ]
    people = [Option("", "Alle", chosen.person is None)]
    people += [
        Option(str(account), name, account == chosen.person)
        for account, name in sorted(scene.people.items(), key=lambda pair: pair[1])
    ]
    since = dates.table_day(chosen.since) if chosen.since else ""
    return (
        select_input("was", "Was", kinds),
        select_input("schritt", "Schritt", steps),
        select_input("wer", "Person", people),
        replace(day_input("ab", "Ab (TT.MM.JJJJ)", since), hint=""),
    )
