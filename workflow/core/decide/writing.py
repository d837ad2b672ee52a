"""Deciding about recorded values: fields of the quartier, of steps and of register entries.

Rule: a whole form is taken or refused, with every problem at once. Only what differs from what is
there counts as written; only the fields that are written can be in conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from workflow.core import values as v
from workflow.core.commands import Entered
from workflow.core.conditions import Scope, field_value, holds, matches
from workflow.core.decide.case import Case
from workflow.core.definition import Field, FieldRef, FieldType, Sibling, Value
from workflow.core.errors import InputProblem, InvalidInput, Problem
from workflow.core.known import as_text, known
from workflow.core.state import Answer, Document, FieldValue, Word
from workflow.core.text import MAX_NAME, MAX_REASON, optional_text, required_text


@dataclass(frozen=True, slots=True)
class Sheet:
    """The form that is written on: its fields, what stands there, and where it is asked.

    `holder` is "" inside a record. `scope` gives the scope as it would be with other values.
    `cleared` says which event emptied a field.
    """

    name: str  # how the holder is named to people: step, "profile" or record
    holder: str
    fields: Mapping[str, Field]
    before: Mapping[str, FieldValue]
    scope: Callable[[Mapping[str, FieldValue]], Scope]
    cleared: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Written:
    """What an event will carry."""

    facts: Mapping[str, Value]
    words: Mapping[str, Word]
    cleared: tuple[str, ...]
    files: tuple[Document, ...]
    scope: Scope  # as it is afterwards

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs from what was there."""
        return not (self.facts or self.words or self.cleared)


def write(
    case: Case,
    sheet: Sheet,
    entered: Mapping[str, Entered],
    reasons: Mapping[str, str],
    *,
    complete: bool,
) -> Written:
    """Return what is written; raise InvalidInput with every problem, or ConflictingChange.

    `complete`: every required field must be there afterwards (profile, register entries).
    """
    problems: list[InputProblem] = []
    changed = _changed(sheet, entered, problems)
    _not_changed(case, sheet, changed)
    after = _after(case, sheet, changed)
    scope = sheet.scope(after)
    if not problems:
        problems.extend(_against_rules(case, sheet, changed, after, scope))
    if complete and not problems:
        problems.extend(_required(sheet, scope))
    said = _reasons(sheet, reasons, changed, problems)
    _not_changed(case, sheet, said)
    if problems:
        raise InvalidInput(*problems)
    return _written(sheet, entered, changed, said, scope)


def _not_changed(case: Case, sheet: Sheet, names: Iterable[str]) -> None:
    """Raise ConflictingChange if one of these has changed since it was shown."""
    for name in names:
        there = sheet.before.get(name)
        changed = there.seq if there else sheet.cleared.get(name, 0)
        case.not_changed_since_seen(sheet.name, name, changed)


def _changed(
    sheet: Sheet, entered: Mapping[str, Entered], problems: list[InputProblem]
) -> dict[str, Value | None]:
    changed: dict[str, Value | None] = {}
    for name, raw in entered.items():
        field = sheet.fields.get(name)
        if field is None or field.calculate is not None:
            problem = Problem.CALCULATED if field else Problem.UNKNOWN
            problems.append(InputProblem(name=name, problem=problem))
            continue
        try:
            value = v.taken(field, raw)
        except v.Refused as refused:
            problems.append(refused.named(name))
            continue
        if value != _stored(sheet.before.get(name), field):
            changed[name] = value
    return changed


def _stored(before: FieldValue | None, field: Field) -> object:
    """Return what stands there in the form in which values are entered."""
    if before is None or before.value == "":
        return None
    if field.personal and isinstance(before.value, str):
        value = known(before.value, field)
        return value if isinstance(value, int | tuple) else before.value
    return before.value


def _after(case: Case, sheet: Sheet, changed: Mapping[str, Value | None]) -> dict[str, FieldValue]:
    after = {name: value for name, value in sheet.before.items() if name not in changed}
    for name, value in changed.items():
        if value is not None:
            after[name] = FieldValue(
                value=value, seq=0, by=case.actor.account, on=case.context.today
            )
    return after


def _against_rules(
    case: Case,
    sheet: Sheet,
    changed: Mapping[str, Value | None],
    after: Mapping[str, FieldValue],
    scope: Scope,
) -> Iterator[InputProblem]:
    for name, field in sheet.fields.items():
        if name not in after or not (name in changed or _limited_by(field, changed)):
            continue
        value = field_value(FieldRef(sheet.holder, name), scope)
        broken = v.breaks_limit(value, field, sheet.holder, scope)
        if broken is not None:
            yield broken
        elif name in changed:
            yield from _against_others(case, field, changed[name], scope)


def _limited_by(field: Field, changed: Mapping[str, Value | None]) -> bool:
    limits = (field.minimum, field.maximum)
    return any(isinstance(limit, Sibling) and limit.field in changed for limit in limits)


def _against_others(
    case: Case, field: Field, value: Value | None, scope: Scope
) -> Iterator[InputProblem]:
    if holds(field.applies_when, scope) is Answer.NO:
        yield InputProblem(name=field.id, problem=Problem.DOES_NOT_APPLY)
    elif field.type is FieldType.PERSON:
        team = {member.account for member in case.instance.team}
        if not set(_each(value)) <= team:
            yield InputProblem(name=field.id, problem=Problem.NOT_IN_TEAM)
    elif field.type is FieldType.REFERENCE and not all(
        _can_refer(case, field, number, scope) for number in _each(value)
    ):
        yield InputProblem(name=field.id, problem=Problem.NO_SUCH_RECORD)


def _each(value: Value | None) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _can_refer(case: Case, field: Field, number: object, scope: Scope) -> bool:
    record = case.state.record(field.register, number) if isinstance(number, int) else None
    if record is None or record.archived is not None:
        return False
    return matches(record, field.where, scope)


def _required(sheet: Sheet, scope: Scope) -> Iterator[InputProblem]:
    for name, field in sheet.fields.items():
        if not field.required or field.calculate is not None:
            continue
        if holds(field.applies_when, scope) is not Answer.YES:
            continue
        if field_value(FieldRef(sheet.holder, name), scope) is None:
            yield InputProblem(name=name, problem=Problem.EMPTY)


def _reasons(
    sheet: Sheet,
    reasons: Mapping[str, str],
    changed: Mapping[str, Value | None],
    problems: list[InputProblem],
) -> dict[str, str]:
    """Return the reasons that are new; one for a field without a value is a problem."""
    said: dict[str, str] = {}
    for name, reason in reasons.items():
        if name not in sheet.fields:
            problems.append(InputProblem(name=name, problem=Problem.UNKNOWN))
            continue
        try:
            text = optional_text(f"reason:{name}", reason, limit=MAX_REASON)
        except InvalidInput as error:
            problems.extend(error.problems)
            continue
        if not text or _is_said(sheet, name, text, changed):
            continue
        if _is_empty(sheet, name, changed):
            problems.append(InputProblem(name=name, problem=Problem.EMPTY))
        said[name] = text
    return said


def _is_said(sheet: Sheet, name: str, reason: str, changed: Mapping[str, Value | None]) -> bool:
    """Return whether the reason stands there already; a new value wants it said again."""
    before = sheet.before.get(name)
    return before is not None and before.reason == reason and changed.get(name) is None


def _is_empty(sheet: Sheet, name: str, changed: Mapping[str, Value | None]) -> bool:
    if sheet.fields[name].calculate is not None:
        return False
    return changed.get(name, sheet.before.get(name)) is None


def _written(
    sheet: Sheet,
    entered: Mapping[str, Entered],
    changed: Mapping[str, Value | None],
    reasons: Mapping[str, str],
    scope: Scope,
) -> Written:
    facts: dict[str, Value] = {}
    words: dict[str, Word] = {f"reason:{name}": text for name, text in reasons.items()}
    files: list[Document] = []
    for name, value in changed.items():
        if value is None:
            continue
        if sheet.fields[name].is_word:
            words[f"value:{name}"] = _as_word(value)
        else:
            facts[name] = value
        document = entered[name]
        if isinstance(document, Document):
            files.append(replace(document, name=""))
            words[f"file:{document.sha256}"] = required_text(
                name, str(document.name), limit=MAX_NAME, lines=False
            )
    cleared = tuple(name for name, value in changed.items() if value is None)
    return Written(facts, words, cleared, tuple(files), scope)


def _as_word(value: Value) -> str:
    return value if isinstance(value, str) else as_text(value)
