"""Which thing of one definition is which thing of another.

Rule: as for values of a running quartier, the same path comes first, then what `was` names: an id
beside it, or `step.id` where it stood elsewhere. Nothing is matched twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from workflow.definitions.comparing.things import Path, Sort, Thing


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs of things, found by the path of either; `by` is the former name that told it."""

    former: dict[Path, Thing] = field(default_factory=dict)
    later: dict[Path, Thing] = field(default_factory=dict)
    by: dict[Path, str] = field(default_factory=dict)

    def pair(self, before: Thing, after: Thing, by: str = "") -> None:
        """Take two things for the same, and whatever in them is the same by its name."""
        self.former[after.path], self.later[before.path] = before, after
        self.by[after.path] = by
        for old, new, name in self._same(before.children, after.children):
            self.pair(old, new, name)

    def _same(
        self, before: Iterable[Thing], after: tuple[Thing, ...]
    ) -> Iterator[tuple[Thing, Thing, str]]:
        left = {(each.kin, each.id): each for each in before}
        rest = []
        for new in after:
            old = left.pop((new.kin, new.id), None)
            if old is None:
                rest.append(new)
            elif old.path not in self.later:
                yield old, new, ""
        for new in rest:
            name = next((name for name in new.was if (new.kin, name) in left), "")
            if name:
                yield left.pop((new.kin, name)), new, name


def match(before: Thing, after: Thing) -> Matching:
    """Return what is the same in both."""
    found = Matching()
    found.pair(before, after)
    elsewhere = {(each.sort, name): each for each in before.inside() for name in _full_name(each)}
    for new in after.inside():
        if new.path in found.former or new.path[:1] == ("registers",):
            continue  # what is said of an entry stays with its register
        for name in new.was:
            old = elsewhere.get((new.sort, name))
            if old is not None and old.path not in found.later:
                found.pair(old, new, name)
                break
    return found


def renames(found: Matching) -> dict[Path, Path]:
    """Return the new path of each thing that has another one now."""
    return {old: new.path for old, new in found.later.items() if old != new.path}


def _full_name(thing: Thing) -> Iterator[str]:
    """The name by which a field or an item is known from elsewhere."""
    match thing.path:
        case ("profile", name) if thing.sort is Sort.FIELD:
            yield f"profile.{name}"
        case ("steps", step, "fields" | "checklist", name):
            yield f"{step}.{name}"
        case _:
            return
