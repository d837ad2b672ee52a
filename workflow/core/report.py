"""From what happened to the figures of a report: one pure function of history, period and day.

Rule: the state is the one at the end of the last day of the period, made by replaying the history
up to it; what is told of the period is what was entered in it, so that between two reports whose
periods adjoin nothing falls through. The same history gives the same figures for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from workflow.core import events as e
from workflow.core.conditions import Scope, field_value
from workflow.core.definition import (
    Field,
    FieldRef,
    FieldType,
    ProcessDefinition,
    Register,
    Reporting,
    ReportPart,
)
from workflow.core.events import Recorded
from workflow.core.evolve import replay
from workflow.core.evolve.along import taken_along
from workflow.core.figures import (
    AmountFigure,
    DutyFigure,
    Figures,
    RecordFigure,
    RegisterFigure,
    SituationFigure,
    StepFigure,
    word,
)
from workflow.core.known import as_text
from workflow.core.reported_deeds import deed_words, deeds
from workflow.core.state import (
    Erased,
    Level,
    Record,
    StepStatus,
    Word,
)
from workflow.core.tasks import progress, record_tasks

_TITLES = (FieldType.TEXT, FieldType.LONG_TEXT)


@dataclass(frozen=True, slots=True)
class Period:
    """The time of a report, both days inclusive. The figures are those of its last day."""

    since: date
    until: date

    def has(self, day: date) -> bool:
        """Return whether a day lies in it."""
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Found:
    """The figures and the words that belong to them; what was erased is not among these."""

    figures: Figures
    words: Mapping[str, str]


def find(
    definition: ProcessDefinition, history: Sequence[Recorded], since: date, until: date
) -> Found:
    """Return the figures of a period. `history` is the whole stream of the quartier."""
    period = Period(since, until)
    until_then = [recorded for recorded in history if recorded.on <= until] or list(history[:1])
    state = replay(until_then)
    if any(isinstance(each.event, e.MovedToVersion) for each in history[len(until_then) :]):
        # What was then is told in the words of the version that holds now.
        state = taken_along(state, replay(history))
    history = until_then
    scope = Scope(definition, state, until)
    decided = tuple(deeds(scope, history, since))
    figures = Figures(
        definition=definition.title,
        version=definition.version,
        life=scope.state.instance.life,
        round=scope.state.instance.round,
        steps=tuple(_steps(scope)),
        deeds=tuple(figure for figure, _ in decided),
        registers=tuple(_registers(scope, period)),
        duties=tuple(_duties(scope)),
        situation=_situation(history),
    )
    return Found(figures, {**deed_words(decided), **dict(_words(scope, figures))})


# --- steps ---------------------------------------------------------------------------------------


def _steps(scope: Scope) -> Iterator[StepFigure]:
    instance = scope.state.instance
    for step in scope.definition.steps.values():
        if step.id not in instance.steps:
            continue
        life, part = instance.steps[step.id], scope.state.step(step.id)
        settled = progress(scope.definition, instance, step.id, part)
        weeks = timedelta(weeks=step.weeks)
        touched = any(item.is_touched for item in part.items.values()) or bool(part.values)
        yield StepFigure(
            step=step.id,
            title=step.title,
            status=life.status,
            done=settled.done,
            total=settled.total,
            touched=touched,
            returned=life.status is StepStatus.ACTIVE and part.returned is not None,
            opened_on=life.opened_on,
            closed_on=life.closed_on,
            planned=life.since + weeks if life.since and step.weeks else None,
            asked_on=part.request.on if part.request else None,
        )


def _duties(scope: Scope) -> Iterator[DutyFigure]:
    for key, duty in scope.state.instance.obligations.items():
        if duty.fulfilled_on is None:
            yield DutyFigure(key=key, due=duty.due, role=duty.role)


# --- the Lage ------------------------------------------------------------------------------------


def _situation(history: Iterable[Recorded]) -> SituationFigure | None:
    """Return the last judgement, since when it is the same, and the other one before it."""
    found: SituationFigure | None = None
    for recorded in history:
        if isinstance(recorded.event, e.SituationAssessed):
            found = _judged(found, recorded.event.level, recorded.on)
    return found


def _judged(before: SituationFigure | None, level: Level, on: date) -> SituationFigure:
    if before is not None and before.level is level:
        return SituationFigure(level=level, since=before.since, on=on, before=before.before)
    return SituationFigure(level=level, since=on, on=on, before=before.level if before else None)


# --- registers -----------------------------------------------------------------------------------


def _registers(scope: Scope, period: Period) -> Iterator[RegisterFigure]:
    for register in scope.definition.registers.values():
        if register.report is not None:
            yield _register(scope, period, register, register.report)


def _register(
    scope: Scope, period: Period, register: Register, report: Reporting
) -> RegisterFigure:
    alive = [r for r in scope.state.register(register.id).values() if r.archived is None]
    all_of = [_record(scope, period, register, report, record) for record in alive]
    told = [r for r in all_of if _is_told(report.part, r, period)]
    fields = register.fields
    return RegisterFigure(
        register=register.id,
        part=report.part,
        title=register.title,
        singular=register.singular,
        records=tuple(sorted(told, key=lambda r: (r.day or date.max, r.number))),
        count=len(alive),
        added=sum(1 for r in all_of if r.added),
        by_status=_by_status(fields.get(report.status), all_of),
        day=fields[report.day].label if report.day else "",
        amount=_amount(fields.get(report.amount), [r.amount for r in told]),
        spent=_amount(fields.get(report.spent), [r.spent for r in told]),
    )


def _is_told(part: ReportPart, record: RecordFigure, period: Period) -> bool:
    """Work and money are told as they stand, events of the period; the rest is counted."""
    if part is ReportPart.EVENT:
        return record.day is not None and period.has(record.day)
    return part in (ReportPart.WORK, ReportPart.FUNDS)


def _record(
    scope: Scope, period: Period, register: Register, report: Reporting, record: Record
) -> RecordFigure:
    inside = scope.within(record)
    open_items = record_tasks(scope.definition, scope.state.instance, record)
    late = [t.due for t in open_items if t.required and t.due and t.due < period.until]
    status = _text(register, report.status, inside)
    options = register.fields[report.status].options if report.status else {}
    day = _text(register, report.day, inside)
    return RecordFigure(
        key=record.key,
        number=record.number,
        day=date.fromisoformat(day) if day else None,
        status=options.get(status, status),
        amount=_text(register, report.amount, inside),
        spent=_text(register, report.spent, inside),
        items=len(register.checklist),
        open=sum(1 for task in open_items if task.required),
        touched=any(item.is_touched for item in record.items.values()),
        late_since=min(late, default=None),
        added=period.has(record.on),
    )


def _text(register: Register, name: str, scope: Scope) -> str:
    """Return the value of a field as canonical text; "" for none, and for words, which are no facts."""
    if not name or register.fields[name].is_word:
        return ""
    return as_text(field_value(FieldRef("", name), scope))


def _by_status(field: Field | None, records: Iterable[RecordFigure]) -> tuple[tuple[str, int], ...]:
    if field is None:
        return ()
    stands = [record.status for record in records]
    counted = ((label, stands.count(label)) for label in field.options.values())
    return tuple(pair for pair in counted if pair[1])


def _amount(field: Field | None, texts: Iterable[str]) -> AmountFigure | None:
    if field is None:
        return None
    known = [Decimal(text) for text in texts if text]
    total = as_text(sum(known, Decimal(0))) if known else ""
    return AmountFigure(label=field.label, kind=field.type, unit=field.unit, total=total)


# --- words ---------------------------------------------------------------------------------------


def _words(scope: Scope, figures: Figures) -> Iterator[tuple[str, str]]:
    situation = scope.state.instance.situation
    if situation is not None:
        yield from _said(word("reason", "situation"), situation.reason)
    for duty in figures.duties:
        yield from _said(word("text", duty.key), scope.state.instance.obligations[duty.key].text)
    for step in figures.steps:
        if step.status is StepStatus.SKIPPED:
            reason = scope.state.instance.steps[step.step].reason
            yield from _said(word("reason", step.step), reason)
    for register in figures.registers:
        for record in register.records:
            yield from _said(word("title", record.key), title_of(scope, register.register, record))


def title_of(scope: Scope, register: str, figure: RecordFigure) -> Word | None:
    """Return what an entry is called: its first text."""
    record = scope.state.register(register)[figure.number]
    for name, field in scope.definition.registers[register].fields.items():
        found = record.values.get(name)
        if field.type in _TITLES and found is not None:
            return found.value if isinstance(found.value, Erased) else str(found.value)
    return None


def _said(key: str, text: Word | None) -> Iterator[tuple[str, str]]:
    if isinstance(text, str) and text:
        yield key, text
