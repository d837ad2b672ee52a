"""Turns what the script says into what a person would have entered.

Rule: the field's type says how a text is meant; a name that nothing bears is a KeyError.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow.core.commands import Entered
from workflow.core.definition import Field, FieldType
from workflow.core.state import Record
from workflow.demo.script import day_of
from workflow.demo.teller import Teller

_TEXTS = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})
_RUNNING = "umsetzung"


def entered(
    teller: Teller, values: Mapping[str, Any], fields: Mapping[str, Field], turn: int = 0
) -> dict[str, Entered]:
    """Return values to enter; of several texts the `turn`-th."""
    return {name: _entered(teller, raw, fields[name], turn) for name, raw in values.items()}


def _entered(teller: Teller, raw: Any, field: Field, turn: int) -> Entered:  # noqa: ANN401 - from TOML
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, list) and field.type in _TEXTS:
        raw = raw[(teller.tale.variant + turn) % len(raw)]
    match field.type:
        case FieldType.DATE:
            text = teller.text(raw)
            day = day_of(text, teller.day)
            return day.isoformat() if day else text
        case FieldType.REFERENCE:
            return _reference(teller, raw, field, turn)
        case FieldType.PERSON:
            return teller.acting(str(raw).removeprefix("#"))
        case FieldType.FILE:
            return teller.file(teller.text(raw))
        case FieldType.CHOICES:
            return tuple(raw)
        case _:
            return teller.text(str(raw))


def _reference(teller: Teller, raw: Any, field: Field, turn: int) -> Entered:  # noqa: ANN401 - from TOML
    if raw == "@alle":
        return tuple(sorted(teller.state.records.get(field.register, {})))
    if raw == "@laufend":
        return _running(teller.state.records[field.register], turn)
    if isinstance(raw, list):
        return tuple(teller.numbers[name.removeprefix("@")] for name in raw)
    return teller.numbers[raw.removeprefix("@")]


def _running(records: Mapping[int, Record], turn: int) -> int:
    """Return an entry that is under way, each time another one."""
    running = [
        number for number, each in records.items() if each.values["status"].value == _RUNNING
    ]
    return (running or list(records))[turn % len(running or records)]
