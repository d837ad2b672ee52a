"""The history of a quartier: days as headings, each entry a sentence with time, person and reason.

Rule: what followed from a deed stands beneath it, never by itself. A filter shows a deed if any of
its sentences fits. Nothing is changed here; a correction is a new entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby, islice
from urllib.parse import urlencode

from web import paths
from web.language import in_order, plural, say
from web.presenters import dates
from web.presenters.chronicle import Deed, told, who
from web.presenters.inputs import Input, Option, day_input, select_input
from web.presenters.looking_back import Question, between_days, on_a_day
from web.presenters.parts import Link, Place
from web.presenters.recorded_earlier import is_something_left
from web.presenters.scene import Scene
from web.presenters.told import KINDS, Told
from workflow.core import events as e
from workflow.core.events import Recorded
from workflow.core.moving.places import holder_now

PAGE = 50
KIND, STEP, PERSON, SINCE, UNTIL, BEFORE = "was", "schritt", "wer", "ab", "bis", "vor"


@dataclass(frozen=True, slots=True)
class Filter:
    """What somebody wants to see; empty: everything. `unread`: days that are none, by name."""

    kind: str = ""
    step: str = ""
    person: int | None = None
    since: date | None = None
    until: date | None = None
    unread: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        person = self.person is not None
        return bool(self.kind or self.step or person or self.since or self.until)

    def query(self) -> dict[str, str]:
        """Return the filter as it stands in an address."""
        named = {
            KIND: self.kind,
            STEP: self.step,
            PERSON: "" if self.person is None else str(self.person),
            SINCE: self.since.isoformat() if self.since else "",
            UNTIL: self.until.isoformat() if self.until else "",
        }
        return {name: value for name, value in named.items() if value}

    def reaches(self, recorded: Recorded) -> bool:
        """Return whether the day and the person are among those asked for."""
        return (
            (self.person is None or recorded.by == self.person)
            and (self.since is None or recorded.on >= self.since)
            and (self.until is None or recorded.on <= self.until)
        )

    def takes(self, sentence: Told) -> bool:
        """Return whether a sentence is of the kind and the step asked for."""
        kind = not self.kind or sentence.kind == self.kind
        return kind and (not self.step or sentence.step == self.step)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One deed of the history, with what followed from it; `numbers` are those of its sentences."""

    seq: int
    on: date
    time: str
    by: str
    told: Told
    follows: tuple[Told, ...] = ()
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day with what happened on it, the newest first; the link shows the quartier at its end."""

    title: str
    link: Link
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """The history as a page."""

    title: str
    place: Place
    url: str
    inputs: tuple[Input, ...]
    says: str
    nothing: str
    days: tuple[Day, ...]
    older: Link | None
    reset: Link | None
    table: Link
    earlier: Link | None
    questions: tuple[Question, ...]


def history_page(
    scene: Scene, deeds: Sequence[Deed], chosen: Filter, before: int | None = None
) -> HistoryPage:
    """Return the history, the newest first; of more than a page what lies before an event."""
    found = list(islice(entries(scene, deeds, chosen, before), PAGE + 1))
    shown, url = found[:PAGE], paths.history(scene.q)
    older = urlencode({**chosen.query(), BEFORE: shown[-1].seq}) if len(found) > PAGE else ""
    count = plural(len(shown), "Eintrag", "Einträge")
    return HistoryPage(
        title=say("{page} – {quarter}", page=say("Verlauf"), quarter=scene.name),
        place=scene.place("verlauf", exact=True),
        url=url,
        inputs=filter_inputs(scene, deeds, chosen),
        says=say("{count} auf dieser Seite, neueste zuerst.", count=count),
        nothing=_nothing(scene, chosen),
        days=tuple(_days(scene, shown)),
        older=Link(say("Ältere Einträge"), f"{url}?{older}") if older else None,
        reset=Link(say("Filter zurücksetzen"), url) if chosen or chosen.unread else None,
        table=_table_link(scene, chosen),
        earlier=_earlier(scene),
        questions=() if scene.is_past else (on_a_day(scene.q), between_days(scene.q)),
    )


def _earlier(scene: Scene) -> Link | None:
    if not is_something_left(scene):
        return None
    return Link(say("Früher erfasst"), paths.recorded_earlier(scene.q))


def entries(
    scene: Scene, deeds: Sequence[Deed], chosen: Filter, before: int | None = None
) -> Iterator[Entry]:
    """Yield the deeds that a filter takes, the newest first."""
    for deed in reversed(deeds):
        cause = deed[0].recorded
        if (before is None or cause.seq < before) and chosen.reaches(cause):
            ordered = _cause_first(deed)
            sentences = tuple(told(scene, change) for change in ordered)
            if any(map(chosen.takes, sentences)):
                yield _entry(scene, ordered, sentences)


# The minutes of a decision are entered first; what was done is the decision.
_DECIDED = e.ApprovalRecorded | e.GateReturned


def _cause_first(deed: Deed) -> Deed:
    found = next((each for each in deed if isinstance(each.recorded.event, _DECIDED)), deed[0])
    return (found, *(each for each in deed if each is not found))


def _entry(scene: Scene, deed: Deed, sentences: tuple[Told, ...]) -> Entry:
    cause = deed[0].recorded
    return Entry(
        seq=min(each.recorded.seq for each in deed),
        on=cause.on,
        time=dates.clock(cause.at),
        by=who(scene, deed[0]),
        told=sentences[0],
        follows=sentences[1:],
        numbers=tuple(each.recorded.seq for each in deed),
    )


def _days(scene: Scene, shown: Sequence[Entry]) -> Iterator[Day]:
    for day, found in groupby(shown, key=lambda entry: entry.on):
        title = dates.full_day(day)
        is_today = day == scene.today and not scene.is_past
        label = say("Stand am Ende dieses Tages")
        yield Day(
            title=say("Heute, {day}", day=title) if is_today else title,
            link=Link(label, f"{paths.quarter(scene.q)}?stand={day.isoformat()}"),
            entries=tuple(found),
        )


def _nothing(scene: Scene, chosen: Filter) -> str:
    """Return the sentence for a filter that fits nothing: it names what was asked for."""
    asked = [
        (say("Was"), say(KINDS[chosen.kind]) if chosen.kind else ""),
        (say("Schritt"), steps_of(scene).get(chosen.step, "")),
        (say("Person"), scene.named(chosen.person) if chosen.person is not None else ""),
        (say("Ab Datum"), dates.table_day(chosen.since) if chosen.since else ""),
        (say("Bis Datum"), dates.table_day(chosen.until) if chosen.until else ""),
    ]
    named = ", ".join(f"{label}: {value}" for label, value in asked if value)
    return say("Kein Eintrag passt zu {filters}.", filters=named)


def _table_link(scene: Scene, chosen: Filter) -> Link:
    query = urlencode(chosen.query())
    url = paths.history_table(scene.q)
    return Link(say("Als CSV-Datei herunterladen"), f"{url}?{query}" if query else url)


def steps_of(scene: Scene) -> dict[str, str]:
    """Return by id the name of every step that is there, and of those that moves have left."""
    steps = {step: scene.holder_name(step) for step in scene.definition.steps}
    moves = scene.state.moved()
    for move in moves:
        then = scene.under(move.former)
        for step in move.left.lives:
            name = say(
                "{step} (bis Version {version})",
                step=then.holder_name(step),
                version=then.definition.version,
            )
            steps.setdefault(holder_now(moves, step, move.seq), name)
    return steps


def filter_inputs(scene: Scene, deeds: Sequence[Deed], chosen: Filter) -> tuple[Input, ...]:
    """Return the questions of the filter."""
    kinds = [Option(key, say(name), key == chosen.kind) for key, name in KINDS.items()]
    steps = [Option(step, name, step == chosen.step) for step, name in steps_of(scene).items()]
    return (
        select_input(KIND, say("Was"), [Option("", say("Alles"), not chosen.kind), *kinds]),
        select_input(STEP, say("Schritt"), [Option("", say("Alle"), not chosen.step), *steps]),
        select_input(PERSON, say("Person"), _people(scene, deeds, chosen)),
        _filter_day(SINCE, say("Ab Datum"), chosen.since, chosen),
        _filter_day(UNTIL, say("Bis Datum"), chosen.until, chosen),
    )


def _people(scene: Scene, deeds: Sequence[Deed], chosen: Filter) -> list[Option]:
    accounts = {deed[0].recorded.by for deed in deeds}
    found = in_order(((scene.named(each), each) for each in accounts), of=lambda pair: pair[0])
    options = [Option(str(each), name, each == chosen.person) for name, each in found]
    return [Option("", say("Alle"), chosen.person is None), *options]


def _filter_day(name: str, label: str, day: date | None, chosen: Filter) -> Input:
    wrong = name in chosen.unread
    return replace(
        day_input(name, label),
        value=dates.table_day(day) if day else chosen.unread.get(name, ""),
        error=say("Geben Sie das Datum so ein: {example}", example="31.12.2025") if wrong else "",
    )
