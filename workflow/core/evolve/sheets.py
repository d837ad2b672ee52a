"""The names of things inside what was frozen or proved, after a move to another version.

Rule: a sheet stays what it was, its digest too; only what it names is called as it is called now, so
that what has changed since is still found. What has no place any more keeps its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from workflow.core.moving.places import Places
from workflow.core.state import ItemState, Request, Returned, Sheet, SheetProof, StepPart

Thing = TypeVar("Thing")
_ITEM = "item:"  # before the id of an item where a request names an exception


@dataclass(frozen=True, slots=True)
class Naming:
    """How things are called in another version."""

    places: Places

    def item(self, item: ItemState) -> ItemState:
        """Return an item whose proving entries are called as they are now."""
        if not self.places.renamed:
            return item
        former = self.item(item.former) if item.former else None
        records = tuple(self.places.record(key) for key in item.records)
        return replace(item, records=records, former=former)

    def part(self, step: str, part: StepPart) -> StepPart:
        """Return the work in a step with its requests under the new names."""
        if not self.places.renamed:
            return part
        return replace(
            part,
            request=self._request(step, part.request) if part.request else None,
            passed=self._request(step, part.passed) if part.passed else None,
            returned=self._returned(step, part.returned) if part.returned else None,
        )

    def _request(self, step: str, request: Request) -> Request:
        exceptions = {
            self._exception(step, name): each for name, each in request.exceptions.items()
        }
        decided = {
            name: replace(each, record=self.places.record(each.record))
            for name, each in request.decided.items()
        }
        return replace(
            request,
            sheet=self._sheet(step, request.sheet),
            exceptions=exceptions,
            decided=decided,
            stale=tuple(self._thing(step, each) for each in request.stale),
            reminded={self._thing(step, name): day for name, day in request.reminded.items()},
        )

    def _returned(self, step: str, returned: Returned) -> Returned:
        return replace(returned, exception=self._exception(step, returned.exception))

    def _sheet(self, step: str, sheet: Sheet) -> Sheet:
        proofs = {
            self._item(step, name): SheetProof(
                seq=proof.seq,
                records={self.places.record(key): seq for key, seq in proof.records.items()},
            )
            for name, proof in sheet.proofs.items()
        }
        return replace(
            sheet,
            values=self._fields(step, sheet.values),
            calculated=self._fields(step, sheet.calculated),
            proofs=proofs,
        )

    def _fields(self, step: str, found: Mapping[str, Thing]) -> dict[str, Thing]:
        return {self._field(step, name): thing for name, thing in found.items()}

    def _field(self, step: str, field: str) -> str:
        to = self.places.field(step, field)
        return to[1] if to and to[0] == self.places.step(step) else field

    def _item(self, step: str, item: str) -> str:
        to = self.places.item(step, item)
        return to[1] if to and to[0] == self.places.step(step) else item

    def _exception(self, step: str, name: str) -> str:
        if not name.startswith(_ITEM):
            return name
        return _ITEM + self._item(step, name.removeprefix(_ITEM))

    def _thing(self, step: str, thing: str) -> str:
        """Return "value:x", "proof:x", "exception:item:x" or an entry under its new name."""
        kind, _, name = thing.partition(":")
        match kind:
            case "value":
                return f"value:{self._field(step, name)}"
            case "proof":
                return f"proof:{self._item(step, name)}"
            case "exception":
                return f"exception:{self._exception(step, name)}"
            case _:
                return self.places.record(thing) if not name else thing
