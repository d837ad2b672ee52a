"""What is different between two definitions: meaning, never how it is written.

Rule: nothing that differs is left out, and nothing is told that does not differ; the version and the
digest do not count. A thing that is new or gone is one change with all that is in it, and so is a
rename. The order is that of the newer definition, what is gone stands behind its siblings.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from workflow.core.definition import Field, ProcessDefinition
from workflow.definitions.comparing.matching import Matching, match, renames
from workflow.definitions.comparing.renaming import Names, in_new_names
from workflow.definitions.comparing.things import WHOLE, Path, Sort, Thing, tree
from workflow.definitions.comparing.weight import Weight, weight_of, weight_of_thing


class Kind(StrEnum):
    """What happened to a thing."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"  # another id, by `was`
    MOVED = "moved"  # another place, or another order
    CHANGED = "changed"  # one of its keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference.

    `path` is where it stands now (what is gone: where it stood), with the key that changed, as an
    overlay would write it; `former` where it stood. `before` and `after` are what was and is said;
    of what has moved, the path of the thing it stands behind.
    """

    kind: Kind
    sort: Sort
    weight: Weight
    thing: Path
    former: Path
    key: str = ""
    before: object = None
    after: object = None

    @property
    def path(self) -> str:
        """The path as people write it."""
        whole = self.kind is not Kind.CHANGED or self.key in WHOLE
        return ".".join(self.thing if whole else (*self.thing, self.key))


def changes(before: ProcessDefinition, after: ProcessDefinition) -> tuple[Change, ...]:
    """Return every difference; nothing if they say the same."""
    old, new = tree(before), tree(after)
    found = match(old, new)
    comparison = _Comparison(found, renames(found), _predecessors(old), _predecessors(new))
    return tuple(comparison.of(old, new))


@dataclass(frozen=True, slots=True)
class _Comparison:
    found: Matching
    renamed: Mapping[Path, Path]
    behind_before: Mapping[Path, Path]
    behind_after: Mapping[Path, Path]

    def of(self, old: Thing, new: Thing) -> Iterator[Change]:
        """Yield what differs in a thing that is there before and after."""
        if new.id != old.id:
            yield _change(Kind.RENAMED, Weight.NEUTRAL, old, new, before=old.id, after=new.id)
        yield from self._said(old, new)
        yield from self._within(old, new)

    def _said(self, old: Thing, new: Thing) -> Iterator[Change]:
        names = _names_at(old, self.renamed)
        for key, after in new.says.items():
            before = old.says[key]
            if self._expected(old, new, key, before, names) == after:
                continue
            weight = weight_of(key, before, after)
            yield _change(Kind.CHANGED, weight, old, new, key=key, before=before, after=after)

    def _expected(self, old: Thing, new: Thing, key: str, before: object, names: Names) -> object:
        """What the new thing would say if nothing had changed but names."""
        match key:
            case "was" if name := self.found.by[new.path]:
                kept = tuple(each for each in new.was if each != name)
                return new.was if kept == old.was else before
            case "register" if before:
                return names.at(("registers", str(before)))[1]
            case "where" if isinstance(old.value, Field):
                return in_new_names(before, names.of(old.value.register))
            case "locked" if isinstance(before, tuple):
                return tuple(".".join(names.at(tuple(each.split(".")))) for each in before)
        return in_new_names(before, names)

    def _within(self, old: Thing, new: Thing) -> Iterator[Change]:
        groups = dict.fromkeys(each.kin for each in (*new.children, *old.children))
        for group in groups:
            here = [each for each in new.children if each.kin == group]
            yield from self._entries(new, here)
            for gone in old.children:
                if gone.kin == group and gone.path not in self.found.later:
                    yield from self._removed(gone)

    def _entries(self, parent: Thing, here: list[Thing]) -> Iterator[Change]:
        there = self.found.former[parent.path].children
        ordered = self._in_order(there, here)
        for new in here:
            old = self.found.former.get(new.path)
            if old is None:
                yield from self._added(new)
                continue
            if new.path not in ordered:
                yield self._moved(old, new)
            yield from self.of(old, new)

    def _moved(self, old: Thing, new: Thing) -> Change:
        before, after = self.behind_before.get(old.path), self.behind_after.get(new.path)
        return _change(Kind.MOVED, Weight.NEUTRAL, old, new, before=before, after=after)

    def _in_order(self, there: Sequence[Thing], here: Sequence[Thing]) -> set[Path]:
        """Those that stand as before to one another; the others have moved."""
        places = {each.path: place for place, each in enumerate(there)}
        stayed = [
            (places[old.path], new.path)
            for new in here
            if (old := self.found.former.get(new.path)) and old.path in places
        ]
        return set(_longest_rise(stayed))

    def _added(self, new: Thing) -> Iterator[Change]:
        weight = weight_of_thing(new, is_new=True)
        yield _change(Kind.ADDED, weight, None, new, after=new.value)
        for child in new.children:  # what came here from elsewhere is no news
            if old := self.found.former.get(child.path):
                yield self._moved(old, child)
                yield from self.of(old, child)

    def _removed(self, gone: Thing) -> Iterator[Change]:
        weight = weight_of_thing(gone, is_new=False)
        yield _change(Kind.REMOVED, weight, gone, None, before=gone.value)


def _change(
    kind: Kind,
    weight: Weight,
    old: Thing | None,
    new: Thing | None,
    *,
    key: str = "",
    before: object = None,
    after: object = None,
) -> Change:
    shown = new or old
    assert shown is not None  # noqa: S101 - one of the two is there
    return Change(
        kind=kind,
        sort=shown.sort,
        weight=weight,
        thing=shown.path,
        former=old.path if old else (),
        key=key,
        before=before,
        after=after,
    )


def _names_at(thing: Thing, renamed: Mapping[Path, Path]) -> Names:
    is_register = thing.path[:1] == ("registers",)
    place = thing.path[:1] if thing.path[:1] == ("profile",) else thing.path[:2]
    return Names(renamed, place, thing.path[1] if is_register else "")


def _predecessors(root: Thing) -> dict[Path, Path]:
    """The path of the thing that each stands behind; of the first ones, none."""
    return {
        each.path: before.path
        for parent in root.inside()
        for before, each in pairwise(parent.children)
        if before.group == each.group
    }


def _longest_rise(places: Iterable[tuple[int, Path]]) -> list[Path]:
    """The most entries whose former places rise: the fewest others have moved."""
    tops: list[int] = []
    chains: list[list[Path]] = []
    for place, path in places:
        length = bisect_left(tops, place)
        chain = [*(chains[length - 1] if length else []), path]
        tops[length : length + 1] = [place]
        chains[length : length + 1] = [chain]
    return chains[-1] if chains else []
