"""The script of the demo: what is written at which item, read from the TOML files beside it.

Rule: texts and figures stand there, not in the code. `{...}` is a fact of the quartier, `tag+30` a
day counted from the day of the act, `jahr+2` the end of a later year, `@name` an entry made before,
`#manager` a person.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

Table = Mapping[str, Any]

_DAY = re.compile(r"tag([+-]\d+)?")
_YEAR = re.compile(r"jahr([+-]\d+)?")
# What an entry says about itself beside the fields of its register.
_ABOUT = frozenset({"bei", "id", "weg", "dann", "nur", "runde"})


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a register: at which item it is made, and how it changes at later ones."""

    register: str
    at: str
    name: str
    values: Table
    later: Mapping[str, Table]
    round: int


@dataclass(frozen=True, slots=True)
class Line:
    """What is done at one item: after how many days if it has no due date, with which proof."""

    note: str
    paper: str
    values: Table
    after: int | None
    before: int


class Script:
    """The script of one quartier: what all have in common, with its own facts and entries."""

    def __init__(self, key: str, variant: int) -> None:
        self._course = _load("ablauf")
        self._variant = variant
        own, shared = _load(key), _load("gemeinsam")
        self.facts = _facts({**shared["fakten"], **own["fakten"]})
        self.profile = {**shared["eckdaten"], **own.get("eckdaten", {})}
        self.reasons = {**shared["gruende"], **own.get("gruende", {})}
        self.exceptions = {**shared["ausnahmen"], **own.get("ausnahmen", {})}
        self.bodies: Table = shared["gremien"]
        self._texts: Table = own.get("texte", {})
        self._entries = [*_entries(shared, shared, variant), *_entries(own, shared, variant)]

    def items(self, holder: str) -> Iterable[str]:
        """Return the items of a step (or of a register's own checklist) that the script knows."""
        return tuple(self._course.get(holder, {}))

    def line(self, holder: str, item: str, turn: int) -> Line:
        """Return what is done at an item; the `turn`-th time somewhat different."""
        raw = self._course[holder][item]
        note = self._texts.get(f"{holder}.{item}", raw.get("notiz", ""))
        if isinstance(note, list):
            note = note[(self._variant + turn) % len(note)]
        return Line(
            note=note,
            paper=raw.get("papier", ""),
            values=raw.get("angaben", {}),
            after=raw.get("nach"),
            before=raw.get("vor", 2),
        )

    def places(self) -> Iterator[str]:
        """Yield every `holder.item` that the script speaks of."""
        yield from (f"{holder}.{item}" for holder, items in self._course.items() for item in items)
        for entry in self._entries:
            yield from (entry.at, *entry.later)
        yield from self._texts

    def entries(self, at: str) -> Iterator[Entry]:
        """Yield the entries made at an item."""
        yield from (each for each in self._entries if each.at == at)

    def changing(self, at: str) -> Iterator[Entry]:
        """Yield the entries that change at an item."""
        yield from (each for each in self._entries if at in each.later)


def day_of(text: str, today: date) -> date | None:
    """Return the day a text means, None if it means none."""
    if match := _DAY.fullmatch(text):
        return today + timedelta(days=int(match[1] or 0))
    if match := _YEAR.fullmatch(text):
        return date(today.year + int(match[1] or 0), 12, 31)
    return None


def _load(name: str) -> dict[str, Any]:
    source = files("workflow.demo").joinpath("inhalte", f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _entries(source: Table, shared: Table, variant: int) -> Iterator[Entry]:
    for register, entries in source.items():
        if not isinstance(entries, list):
            continue
        defaults = shared["vorgaben"].get(register, {})
        for raw in entries:
            if raw.get("nur", variant) == variant:
                place = {"bei": shared["orte"].get(register)}
                yield _entry(register, {**place, **defaults, **raw}, shared["wege"])


def _entry(register: str, raw: Table, ways: Table) -> Entry:
    values = {key: value for key, value in raw.items() if key not in _ABOUT}
    named = raw.get("weg", [])
    changes = [ways[name] for name in ([named] if isinstance(named, str) else named)]
    changes.append(raw.get("dann", {}))
    later: dict[str, dict[str, Any]] = {}
    for change in changes:
        for at, fields in change.items():
            later.setdefault(at, {}).update(fields)
    return Entry(
        register=register,
        at=raw["bei"],
        name=raw.get("id", ""),
        values=values,
        later=later,
        round=raw.get("runde", 1),
    )


def _facts(own: Table) -> dict[str, str]:
    """Return the facts of a quartier, with the figures that follow from its size."""
    people, homes = own["einwohner"], own["haushalte"]
    young, old, very_old = (people * share // 100 for share in own["alter"])
    derived = {
        "ew_0_17": young,
        "ew_18_64": people - young - old - very_old,
        "ew_65_79": old,
        "ew_80plus": very_old,
        "allein": (old + very_old) * 34 // 100,
        "pflege": people * 6 // 100,
        "auflage": homes + 100 - homes % 100,
        "auftakt": max(24, people // 55),
        "interessiert": max(15, people // 90),
        "boegen": homes * 8 // 10,
        "ruecklauf": homes * 8 // 10 * 31 // 100,
        "nadeln": max(30, people // 40),
        "In_name": own["in_name"][0].upper() + own["in_name"][1:],
        "laden_vor": own["laden_bei"].replace("beim ", "vor dem ").replace("bei der ", "vor der "),
    }
    plain = {key: str(value) for key, value in {**derived, **own}.items()}
    return {key: text.format_map(plain) for key, text in plain.items()}
