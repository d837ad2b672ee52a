"""What is no longer as it was when a gate was asked for: one list for the engine and for the page.

Rule: a sheet names the event behind each value, proof and record, and the text of what was
calculated; a thing has changed exactly if that is another one now.
"""

from __future__ import annotations

from collections.abc import Iterator

from workflow.core.conditions import Scope, calculated
from workflow.core.known import as_text
from workflow.core.state import Request, split_key


def changed_since(request: Request, step: str, scope: Scope) -> Iterator[str]:
    """Yield each thing of the sheet that is no longer what it was: value:x, proof:x or a record."""
    part = scope.state.step(step)
    for name, seq in request.sheet.values.items():
        value = part.values.get(name)
        if value is None or value.seq != seq:
            yield f"value:{name}"
    yield from _calculated_anew(request, step, scope)
    for name, proof in request.sheet.proofs.items():
        item = part.items.get(name)
        if item is None or item.seq != proof.seq:
            yield f"proof:{name}"
        for key, seq in proof.records.items():
            if _record_seq(key, scope) != seq:
                yield key


def _record_seq(key: str, scope: Scope) -> int | None:
    place = split_key(key)
    record = scope.state.record(*place) if place else None
    return record.seq if record else None


def _calculated_anew(request: Request, step: str, scope: Scope) -> Iterator[str]:
    fields = scope.definition.steps[step].fields
    for name, text in request.sheet.calculated.items():
        if name not in fields or as_text(calculated(fields[name], scope)) != text:
            yield f"value:{name}"
