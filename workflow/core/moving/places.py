"""Paths of what has a place in a definition, and where it goes.

Rule: a path is that of the written definition ("steps.leitbild.checklist.anlass"). What is not named
as renamed or gone stays where it is; with a step or a register goes everything beneath.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workflow.core.state import FieldValue, Move, ProcessState, record_key, split_key

PROFILE = "profile"


def step_path(step: str) -> str:
    """Return the path of a step."""
    return f"steps.{step}"


def register_path(register: str) -> str:
    """Return the path of a register."""
    return f"registers.{register}"


def field_path(holder: str, field: str) -> str:
    """Return the path of a field of a step, of the profile, or of a record ("massnahme/3")."""
    return f"profile.{field}" if holder == PROFILE else f"{_home(holder)}.fields.{field}"


def item_path(holder: str, item: str) -> str:
    """Return the path of an item of a step or a record."""
    return f"{_home(holder)}.checklist.{item}"


def _home(holder: str) -> str:
    register, stroke, _ = holder.partition("/")
    return register_path(register) if stroke else step_path(holder)


def home_of(path: str) -> str:
    """Return the path of the step or register that a path lies beneath; itself if it is one."""
    return ".".join(path.split(".")[:2])


def holder_and_thing(path: str) -> tuple[str, str]:
    """Return a field's or item's step (or register, or "profile") and its own id."""
    first, *middle, thing = path.split(".")
    return (middle[0] if middle else first), thing


@dataclass(frozen=True, slots=True)
class Places:
    """Where what had a place in one version has it in another."""

    renamed: Mapping[str, str]
    gone: frozenset[str]

    def place(self, path: str) -> str | None:
        """Return the path something has now; None if it has none."""
        if path in self.renamed:
            return self.renamed[path]
        home = home_of(path)
        if path in self.gone or home in self.gone:
            return None
        return self.renamed[home] + path.removeprefix(home) if home in self.renamed else path

    def step(self, step: str) -> str | None:
        """Return what a step is called now."""
        found = self.place(step_path(step))
        return holder_and_thing(found)[1] if found else None

    def register(self, register: str) -> str | None:
        """Return what a register is called now."""
        found = self.place(register_path(register))
        return holder_and_thing(found)[1] if found else None

    def field(self, holder: str, field: str) -> tuple[str, str] | None:
        """Return the holder (a register for a record) and the id that a field has now."""
        found = self.place(field_path(holder, field))
        return holder_and_thing(found) if found else None

    def item(self, holder: str, item: str) -> tuple[str, str] | None:
        """Return the holder (a register for a record) and the id that an item has now."""
        found = self.place(item_path(holder, item))
        return holder_and_thing(found) if found else None

    def record(self, key: str) -> str:
        """Return what a record is called now; as before if its register is gone."""
        found = split_key(key)
        register = self.register(found[0]) if found else None
        return record_key(register, found[1]) if found and register else key

    def holder(self, holder: str) -> str:
        """Return what a step, the profile or a record is called now; as before if it is gone."""
        if holder == PROFILE or not holder:
            return holder
        return self.record(holder) if "/" in holder else self.step(holder) or holder


def holders(state: ProcessState) -> Iterator[tuple[str, Mapping[str, FieldValue]]]:
    """Yield everything that has values, with them: the profile, steps, records."""
    yield PROFILE, state.instance.profile
    for step, part in state.steps.items():
        yield step, part.values
    for records in state.records.values():
        for record in records.values():
            yield record.key, record.values


def register_then(moves: Iterable[Move], register: str, seq: int) -> str:
    """Return what a register was called when an event was written."""
    for move in sorted(moves, key=lambda each: -each.seq):
        if move.seq > seq:
            back = {new: old for old, new in move.renamed.items()}
            path = register_path(register)
            register = holder_and_thing(back.get(path, path))[1]
    return register


def holder_now(moves: Iterable[Move], holder: str, seq: int) -> str:
    """Return what a step, the profile or a record of an event is called now; as then if it is gone."""
    for move in moves:
        if move.seq > seq:
            holder = Places(move.renamed, frozenset(move.gone)).holder(holder)
    return holder


def register_now(moves: Iterable[Move], register: str, seq: int) -> str:
    """Return what a register of an event is called now; as then if it is gone."""
    return holder_now(moves, record_key(register, 1), seq).partition("/")[0]
