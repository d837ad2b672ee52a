"""Between two versions of a definition: what stayed, what was renamed, what is gone, what is new.

Rule: values follow ids. The same path is the same thing; another one is it where the new version says
so (`was`) or the mover does (`same`). No new thing takes the place of two old ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from workflow.core.definition import ChecklistItem, Field, ProcessDefinition, Register, Step
from workflow.core.moving.places import (
    PROFILE,
    Places,
    field_path,
    home_of,
    item_path,
    register_path,
    step_path,
)

Thing = Step | Register | Field | ChecklistItem


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionMap:
    """Where everything of one version stands in another, by path; what is not named there is gone."""

    before: ProcessDefinition
    after: ProcessDefinition
    kept: Mapping[str, str]

    @property
    def places(self) -> Places:
        """Return the same as an event carries it: only what does not keep its place."""
        renamed = {old: new for old, new in self.kept.items() if not self._follows(old, new)}
        missing = {old for old in things(self.before) if old not in self.kept}
        gone = {old for old in missing if home_of(old) == old or home_of(old) not in missing}
        return Places(renamed, frozenset(gone))

    def _follows(self, old: str, new: str) -> bool:
        """Return whether a path follows from that of the step or register it lies beneath."""
        home = home_of(old)
        if home == old:
            return old == new
        return self.kept.get(home, home) + old.removeprefix(home) == new

    @property
    def new(self) -> tuple[str, ...]:
        """Return the paths of the new version that nothing of the old one has come to."""
        taken = set(self.kept.values())
        return tuple(path for path in things(self.after) if path not in taken)

    @property
    def gone(self) -> tuple[str, ...]:
        """Return the paths of the old version that have no place in the new one."""
        return tuple(path for path in things(self.before) if path not in self.kept)

    def inverse(self) -> VersionMap:
        """Return the way back."""
        kept = {new: old for old, new in self.kept.items()}
        return VersionMap(before=self.after, after=self.before, kept=kept)


@lru_cache(maxsize=256)
def things(definition: ProcessDefinition) -> Mapping[str, Thing]:
    """Return everything in which something can be entered, by path, in its order."""
    return dict(_things(definition))


def _things(definition: ProcessDefinition) -> Iterator[tuple[str, Thing]]:
    for field in definition.profile.values():
        yield field_path(PROFILE, field.id), field
    for register in definition.registers.values():
        yield register_path(register.id), register
        yield from _beneath(f"{register.id}/", register.fields, register.checklist)
    for step in definition.steps.values():
        yield step_path(step.id), step
        yield from _beneath(step.id, step.fields, step.checklist)


def _beneath(
    holder: str, fields: Mapping[str, Field], checklist: Mapping[str, ChecklistItem]
) -> Iterator[tuple[str, Thing]]:
    for field in fields.values():
        yield field_path(holder, field.id), field
    for item in checklist.values():
        yield item_path(holder, item.id), item


def name_of(thing: Thing) -> str:
    """Return what people call a thing."""
    match thing:
        case Field():
            return thing.label
        case ChecklistItem():
            return thing.text
        case _:
            return thing.title


def mapping(
    before: ProcessDefinition,
    after: ProcessDefinition,
    same: Mapping[str, str] | None = None,
) -> VersionMap:
    """Return where everything of a version goes; `same` is what the mover says (old to new path)."""
    return _mapping(before, after, tuple(sorted((same or {}).items())))


@lru_cache(maxsize=256)
def _mapping(
    before: ProcessDefinition, after: ProcessDefinition, same: tuple[tuple[str, str], ...]
) -> VersionMap:
    old, new = things(before), things(after)
    kept = {path: path for path in old if path in new}
    said: dict[str, list[str]] = {}
    for at, to in same:
        said.setdefault(to, []).append(at)
    free = [path for path in new if path not in kept]
    # Steps and registers first: what lies beneath them goes along.
    for path in sorted(free, key=lambda each: not _is_home(each)):
        former = (*said.get(path, ()), *_formerly(path, new[path], kept))
        found = next((each for each in former if _can_go(each, path, old, new, kept)), None)
        if found is not None:
            kept[found] = path
    return VersionMap(before=before, after=after, kept=kept)


def _can_go(
    at: str, to: str, old: Mapping[str, Thing], new: Mapping[str, Thing], kept: Mapping[str, str]
) -> bool:
    """Return whether an old thing is free and of the kind; an entry's stays with its register."""
    if at not in old or at in kept or type(old[at]) is not type(new[to]):
        return False
    in_register = at.startswith("registers.") or to.startswith("registers.")
    return _is_home(at) or not in_register or kept.get(home_of(at)) == home_of(to)


def _is_home(path: str) -> bool:
    return home_of(path) == path and not path.startswith("profile.")


def _formerly(path: str, thing: Thing, kept: Mapping[str, str]) -> Iterator[str]:
    """Yield the paths a thing may have had: under its home's former id, then by its own."""
    if _is_home(path):
        kind = path.partition(".")[0]
        yield from (f"{kind}.{old}" for old in thing.was)
        return
    names = (thing.id, *(old for old in thing.was if "." not in old))
    home = home_of(path)
    if home == path:
        yield from (f"profile.{name}" for name in names)
    for former in [old for old, now in kept.items() if now == home and home != path]:
        kind = path.split(".")[2]
        yield from (f"{former}.{kind}.{name}" for name in names)
    yield from _from_elsewhere(thing)


def _from_elsewhere(thing: Thing) -> Iterator[str]:
    """Yield the paths of a thing that was in another step, or in the profile ("step.id")."""
    of = item_path if isinstance(thing, ChecklistItem) else field_path
    for old in thing.was:
        holder, dot, name = old.rpartition(".")
        if dot:
            yield of(holder, name)
