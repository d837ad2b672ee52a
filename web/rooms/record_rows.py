"""Rows of a CSV file, read into what the engine takes for the entries of a register.

Rule: a cell that says what stands there already says nothing; so a file that comes back as it was
handed out changes nothing. Nothing is guessed: what cannot be read is told with its row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from web.csv_text import Line
from web.language import say
from web.presenters.import_page import Sheet
from web.presenters.register_file import (
    cell,
    column_names,
    own_columns,
    step_name,
)
from web.presenters.scene import Scene
from web.rooms.record_cells import entered, matched
from web.typed import Unreadable
from workflow.core.commands import Entered, ImportedRecord
from workflow.core.definition import Field, FieldType, Register
from workflow.core.errors import InputProblem, Problem
from workflow.core.text import normalised

_EXAMPLES = 3
NUMBER = "number"  # what the engine calls it
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
    return sum(1 for each in head if matched(each.strip()) in names)


def sheet(scene: Scene, register: Register, lines: Sequence[Line], step: str) -> Sheet:
    """Return what the lines of a file say; `step` is for new entries that name none."""
    columns, wrong, left_out = _columns(register, lines[0].cells)
    wrong += () if wrong else _nameless(lines)
    records: list[ImportedRecord] = []
    problems: list[InputProblem] = []
    same = 0
    for line in lines[1:] if not wrong else ():
        record, found = _record(scene, register, columns, line)
        problems.extend(found)
        if not found and record.number and not record.values and _there(scene, register, record):
            same += 1
        elif all(each.name != NUMBER for each in found):
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
        names[matched(name)] = field_id
    return names


def _columns(register: Register, head: Sequence[str]) -> tuple[_Columns, list[str], list[str]]:
    names, at, wrong, left_out = _names(register), dict[str, int](), list[str](), list[str]()
    for index, name in enumerate(head):
        key = names.get(matched(name))
        field = register.fields.get(key or "")
        if key is None and name:
            wrong.append(_unknown(name, register))
        elif key in at:
            wrong.append(say("Die Spalte „{name}“ steht zweimal in der Datei.", name=name))
        elif field is not None and not _is_entered(field):
            left_out.append(name)
        elif key:
            at[key] = index
    fields = {index: register.fields[key] for key, index in at.items() if key in register.fields}
    if not fields:
        wrong[:] = [_no_head(register)]
    return _Columns(at.get(_NUMBER, -1), at.get(_STEP, -1), fields), wrong, left_out


def _no_head(register: Register) -> str:
    few = list(column_names(register).values())[:_EXAMPLES]
    return say(
        "In der ersten Zeile steht keine Spalte dieses Registers. Nennen Sie dort die Spalten, zum "
        "Beispiel: {columns}.",
        columns=", ".join(few),
    )


def _unknown(name: str, register: Register) -> str:
    known = {matched(each): each for each in column_names(register).values()}
    near = get_close_matches(matched(name), known, n=1)
    if near:
        return say(
            "Die Spalte „{name}“ gibt es in diesem Register nicht. Meinten Sie „{other}“?",
            name=name,
            other=known[near[0]],
        )
    return say(
        "Die Spalte „{name}“ gibt es in diesem Register nicht. Benennen Sie sie um, oder nehmen Sie "
        "sie aus der Datei.",
        name=name,
    )


def _nameless(lines: Sequence[Line]) -> Iterator[str]:
    """Yield where a cell has no column: what stands there would be lost."""
    named = {index for index, name in enumerate(lines[0].cells) if name}
    for line in lines[1:]:
        if any(cell and index not in named for index, cell in enumerate(line.cells)):
            yield say(
                "Zeile {row}: Hier stehen mehr Zellen, als die erste Zeile Spalten nennt. Setzen Sie "
                "Text mit Trennzeichen in Anführungszeichen.",
                row=line.number,
            )


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
            values[field.id] = entered(scene, field, raw)
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
    problems.append(InputProblem(name=NUMBER, problem=Problem.NOT_A_WHOLE_NUMBER, row=row))
    return 0


def _step(scene: Scene, raw: str) -> str:
    """Return the step that a cell names: as a file does, by its number, title or key."""
    for step in scene.definition.steps.values():
        names = (step.id, step.title, step.short, step_name(scene, step.id))
        if matched(raw) in {matched(each) for each in names if each} or raw == str(
            scene.number_of(step.id)
        ):
            return step.id
    return raw
