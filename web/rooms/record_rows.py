"""Rows of a CSV file, read into what the engine takes for the entries of a register.

Rule: a cell that says what stands there already says nothing; so a file that comes back as it was
handed out changes nothing. Nothing is guessed: what cannot be read is told with its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from web.csv_text import Line
from web.foreign import plain
from web.input import Unreadable, read_value
from web.language import say
from web.presenters.import_page import Sheet
from web.presenters.register_file import (
    BETWEEN,
    cell,
    column_names,
    own_columns,
    step_name,
)
from web.presenters.scene import Scene
from workflow.core.commands import Entered, ImportedRecord
from workflow.core.definition import Field, FieldType, Register
from workflow.core.errors import InputProblem, Problem
from workflow.core.text import normalised

_NUMBERS = re.compile(r"[\s,;|]+")
_YES, _NO = frozenset({"ja", "yes", "true", "x", "1"}), frozenset({"nein", "no", "false", "0"})
_NUMBER, _STEP = "#number", "#step"
_NUMBER_NAMES = frozenset({"nummer", "nr.", "nr", "number", "no.", "no"})
_STEP_NAMES = frozenset({"schritt", "step"})


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where in a row the number, the step and each field stand; -1: nowhere."""

    number: int
    step: int
    fields: Mapping[int, Field]


def known_columns(register: Register, head: Sequence[str]) -> int:
    """Return how many cells of a head name a column of the register."""
    names = _names(register)
    return sum(1 for each in head if each.strip().casefold() in names)


def sheet(scene: Scene, register: Register, lines: Sequence[Line], step: str) -> Sheet:
    """Return what the lines of a file say; `step` is for new entries that name none."""
    columns, wrong, left_out = _columns(register, lines[0].cells)
    records: list[ImportedRecord] = []
    problems: list[InputProblem] = []
    same = 0
    for line in lines[1:] if not wrong else ():
        record, found = _record(scene, register, columns, line)
        problems.extend(found)
        if not found and record.number and not record.values and _there(scene, register, record):
            same += 1
        elif not found:
            records.append(record if record.number or record.step else replace(record, step=step))
    return Sheet(tuple(records), tuple(problems), tuple(wrong), tuple(left_out), same)


def _there(scene: Scene, register: Register, record: ImportedRecord) -> bool:
    return record.number in scene.state.register(register.id)


# --- the head ------------------------------------------------------------------------------------


def _names(register: Register) -> Mapping[str, str]:
    """Return the columns by every name they may have, in small letters; "" for what is not read."""
    number, step, *others = (name.casefold() for name in own_columns())
    names = dict.fromkeys((*others, "runde", "angelegt am", "archiviert"), "")
    names |= dict.fromkeys((*_STEP_NAMES, step), _STEP)
    names |= dict.fromkeys((*_NUMBER_NAMES, number), _NUMBER)
    for field in register.fields.values():
        names.setdefault(field.id, field.id)
    for field_id, name in column_names(register).items():
        names[plain(name).casefold()] = field_id
    return names


def _columns(register: Register, head: Sequence[str]) -> tuple[_Columns, list[str], list[str]]:
    names, at, wrong, left_out = _names(register), dict[str, int](), list[str](), list[str]()
    for index, name in enumerate(head):
        key = names.get(name.casefold())
        field = register.fields.get(key or "")
        if key is None and name:
            wrong.append(say("Die Spalte „{name}“ gibt es in diesem Register nicht.", name=name))
        elif key in at:
            wrong.append(say("Die Spalte „{name}“ steht zweimal in der Datei.", name=name))
        elif field is not None and not _is_entered(field):
            left_out.append(name)
        elif key:
            at[key] = index
    fields = {index: register.fields[key] for key, index in at.items() if key in register.fields}
    if not fields and not wrong:
        wrong.append(say("In der ersten Zeile steht keine Spalte dieses Registers."))
    return _Columns(at.get(_NUMBER, -1), at.get(_STEP, -1), fields), wrong, left_out


def _is_entered(field: Field) -> bool:
    return field.calculate is None and field.type is not FieldType.FILE


# --- a row ---------------------------------------------------------------------------------------


def _record(
    scene: Scene, register: Register, columns: _Columns, line: Line
) -> tuple[ImportedRecord, list[InputProblem]]:
    """Return what a row says, and what of it cannot be read."""
    problems: list[InputProblem] = []
    number = _number(_at(line, columns.number), line.number, problems)
    there = scene.state.register(register.id).get(number)
    values: dict[str, Entered] = {}
    for index, field in columns.fields.items():
        raw = normalised(_at(line, index))
        if raw == (normalised(cell(scene, field, there)) if there else ""):
            continue
        try:
            values[field.id] = _entered(scene, field, raw)
        except Unreadable as error:
            problem = InputProblem(name=field.id, problem=error.problem, limit=error.limit)
            problems.append(replace(problem, row=line.number))
    step = "" if number else _step(scene, _at(line, columns.step))
    return ImportedRecord(row=line.number, number=number, step=step, values=values), problems


def _at(line: Line, index: int) -> str:
    return line.cells[index] if 0 <= index < len(line.cells) else ""


def _number(raw: str, row: int, problems: list[InputProblem]) -> int:
    if not raw:
        return 0
    if raw.isascii() and raw.isdecimal() and int(raw[:9]) > 0 and len(raw) <= 9:  # noqa: PLR2004
        return int(raw)
    problems.append(InputProblem(name="number", problem=Problem.NOT_A_WHOLE_NUMBER, row=row))
    return 0


def _step(scene: Scene, raw: str) -> str:
    """Return the step that a cell names: as a file does, by its number, title or key."""
    for step in scene.definition.steps.values():
        names = (step.id, step.title, step.short, step_name(scene, step.id))
        if raw.casefold() in {plain(each).casefold() for each in names if each} or raw == str(
            scene.number_of(step.id)
        ):
            return step.id
    return raw


def _entered(scene: Scene, field: Field, raw: str) -> Entered:
    """Return what a cell says for a field, None for nothing; raises Unreadable."""
    if not raw:
        return None
    match field.type:
        case FieldType.CHOICE:
            return _option(field, raw)
        case FieldType.CHOICES:
            return tuple(_options(field, raw))
        case FieldType.YES_NO:
            return _yes_no(raw)
        case FieldType.PERSON:
            return _person(scene, raw)
        case FieldType.REFERENCE:
            return read_value(field, [part for part in _NUMBERS.split(raw) if part])
        case _:
            return read_value(field, (raw,))


def _option(field: Field, raw: str) -> str:
    for key, label in field.options.items():
        if raw.casefold() in (key, plain(label).casefold()):
            return key
    raise Unreadable(Problem.NOT_AN_OPTION)


def _options(field: Field, raw: str) -> Iterator[str]:
    for separator in (BETWEEN.strip(), ";", "\n"):
        if separator in raw:
            yield from (_option(field, part.strip()) for part in raw.split(separator))
            return
    try:
        yield _option(field, raw)  # a label may have a comma of its own
    except Unreadable:
        if "," not in raw:
            raise
        yield from (_option(field, part.strip()) for part in raw.split(","))


def _yes_no(raw: str) -> bool:
    word = raw.casefold()
    if word not in _YES | _NO:
        raise Unreadable(Problem.NOT_AN_OPTION)
    return word in _YES


def _person(scene: Scene, raw: str) -> int:
    accounts = {member.account for member in scene.state.instance.team}
    found = [each for each in accounts if scene.named(each).casefold() == raw.casefold()]
    if len(found) != 1:
        raise Unreadable(Problem.NOT_IN_TEAM)
    return found[0]
