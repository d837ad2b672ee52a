"""What was decided in the time of a report: approvals, steps that passed, decisions of bodies.

Rule: told is what was entered in the period, in the order of the days on which it was decided. An
approval that was void later stays told: it was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from workflow.core import events as e
from workflow.core.conditions import Scope
from workflow.core.definition import DECISIONS
from workflow.core.events import Recorded
from workflow.core.figures import Deed, DeedFigure, word
from workflow.core.state import Record, Word, split_key

Told = tuple[DeedFigure, Mapping[str, Word]]


def deeds(scope: Scope, history: Sequence[Recorded], since: date) -> list[Told]:
    """Return what was decided from a day on, the earliest first, each with its words."""
    entered = {r.event.record for r in history if isinstance(r.event, e.ApprovalRecorded)}
    told = [
        each
        for recorded in history
        if recorded.on >= since
        for each in _told(scope, recorded, history, entered)
    ]
    return sorted(told, key=lambda pair: pair[0].on)


def deed_words(told: Iterable[Told]) -> Mapping[str, str]:
    """Return the words of these deeds; what was erased is not among them."""
    return {
        word(kind, figure.key): text
        for figure, words in told
        for kind, text in words.items()
        if isinstance(text, str) and text
    }


def _told(
    scope: Scope, recorded: Recorded, history: Sequence[Recorded], entered: set[str]
) -> Iterator[Told]:
    match recorded.event:
        case e.ApprovalRecorded():
            yield _approval(scope, recorded, recorded.event, history)
        case e.StepPassed() if not _was_decided(recorded, history):
            yield _step(scope, recorded, Deed.PASSED, recorded.event.step, {})
        case e.StepSkipped() | e.StepReopened() | e.RoundStarted():
            event = recorded.event
            yield _step(scope, recorded, _MOVES[type(event)], event.step, event.words)
        case e.RecordAdded(register=register, number=number) if register == DECISIONS:
            record = scope.state.record(register, number)
            if record is not None and record.key not in entered and record.archived is None:
                yield _resolution(scope, recorded, record)
        case _:
            return


_MOVES = {
    e.StepSkipped: Deed.SKIPPED,
    e.StepReopened: Deed.REOPENED,
    e.RoundStarted: Deed.ROUND,
}


def _was_decided(passed: Recorded, history: Sequence[Recorded]) -> bool:
    """Return whether a step passed by an approval: that one is told instead."""
    same = [each.event for each in history if each.at == passed.at and each.seq < passed.seq]
    return any(isinstance(event, e.ApprovalRecorded) for event in same)


def _title(scope: Scope, step: str) -> str:
    found = scope.definition.steps.get(step)
    return (found.gate.title or found.title) if found else step


def _step(
    scope: Scope, recorded: Recorded, deed: Deed, step: str, words: Mapping[str, Word]
) -> Told:
    found = scope.definition.steps.get(step)
    title = found.title if found and deed is not Deed.PASSED else _title(scope, step)
    figure = DeedFigure(deed=deed, key=f"seq-{recorded.seq}", on=recorded.on, title=title)
    return figure, {"reason": words.get("reason", "")}


def _approval(
    scope: Scope, recorded: Recorded, event: e.ApprovalRecorded, history: Sequence[Recorded]
) -> Told:
    step = scope.definition.steps.get(event.step)
    found = next((a for a in step.gate.approvals if a.id == event.approval), None) if step else None
    body = scope.definition.bodies.get(found.body) if found and found.body else None
    key = split_key(event.record)
    record = scope.state.record(*key) if key else None
    figure = DeedFigure(
        deed=Deed.DECIDED,
        key=f"seq-{recorded.seq}",
        on=_day(record) or recorded.on,
        title=_title(scope, event.step),
        role=found.role if found else "",
        body=body.title if body else "",
        outcome=event.outcome,
        again=_came_back(event.step, recorded, history),
    )
    return figure, {"paper": _word(record, "vorlage"), "reason": event.words.get("text", "")}


def _came_back(step: str, recorded: Recorded, history: Sequence[Recorded]) -> bool:
    return any(
        isinstance(each.event, e.GateReturned) and each.event.step == step
        for each in history[: recorded.seq - 1]
    )


def _resolution(scope: Scope, recorded: Recorded, record: Record) -> Told:
    fields = scope.definition.registers[DECISIONS].fields
    body, result = _word(record, "gremium"), _word(record, "ergebnis")
    figure = DeedFigure(
        deed=Deed.RESOLVED,
        key=record.key,
        on=_day(record) or recorded.on,
        body=fields["gremium"].options.get(str(body), str(body)),
        result=fields["ergebnis"].options.get(str(result), str(result)),
    )
    return figure, {"paper": _word(record, "vorlage"), "subject": _word(record, "gegenstand")}


def _day(record: Record | None) -> date | None:
    found = _word(record, "datum")
    return date.fromisoformat(found) if isinstance(found, str) and found else None


def _word(record: Record | None, name: str) -> Word:
    found = record.values.get(name) if record else None
    if found is None:
        return ""
    return found.value if not isinstance(found.value, int | tuple) else str(found.value)
