"""Fields: from plain data to `Field`, with limits that make sense together.

Rule: which keys go with which type is written in `format`; here it is held. Limits are literals,
today, or a field beside this one.
"""

from __future__ import annotations

import re
from decimal import Decimal

from workflow.core.definition import Field, FieldType, Limit, Literal, Sibling, Today
from workflow.definitions.conditions import applies_when, calculation
from workflow.definitions.format import ID_PATTERN, KEYS_BY_TYPE, REQUIRED_BY_TYPE
from workflow.definitions.literals import literal
from workflow.definitions.names import Data, Facts, Scope, former_options, known, options_of
from workflow.definitions.nodes import Path, Plain
from workflow.definitions.problems import nearest
from workflow.definitions.quantities import shifted_today, where_of

_ID = re.compile(ID_PATTERN)


def fields(data: Data | None, path: Path, scope: Scope) -> dict[str, Field]:
    """Build the fields of a step, a register or the profile, in their order."""
    built = {name: _field(name, part, (*path, name), scope) for name, part in (data or {}).items()}
    return {name: field for name, field in built.items() if field is not None}


def _field(name: str, data: Data | None, path: Path, scope: Scope) -> Field | None:
    if not data or "type" not in data:
        return None
    facts = scope.holder.fields[name]
    kind = FieldType(data["type"])
    _check_keys(kind, data, path, scope)
    limits = _limits(data, facts, path, scope)
    _check_limits(limits, data, path, scope)
    return Field(
        id=name,
        type=kind,
        label=data.get("label", ""),
        help=data.get("help", ""),
        unit=data.get("unit", ""),
        required=data.get("required", False),
        personal=data.get("personal", False),
        minimum=limits["min"],
        maximum=limits["max"],
        usual_minimum=limits["usual_min"],
        usual_maximum=limits["usual_max"],
        min_length=data.get("min_length", 0),
        max_length=data.get("max_length", 0),
        options=options_of(data),
        options_were=former_options(data),
        register=data.get("register", ""),
        many=data.get("many", False),
        where=_where(data, path, scope),
        applies_when=applies_when(data, path, scope),
        calculate=calculation(data.get("calculate"), facts, (*path, "calculate"), scope),
        was=tuple(data.get("was") or ()),
    )


def _check_keys(kind: FieldType, data: Data, path: Path, scope: Scope) -> None:
    for key in data:
        types = KEYS_BY_TYPE.get(key)
        if types is not None and kind not in types:
            scope.report.add_at_key("E039/type", (*path, key), key=key, type=kind.value)
    needed = REQUIRED_BY_TYPE.get(kind)
    if needed and not data.get(needed):
        scope.report.add_at("E036/key", path, key=needed)


def _where(data: Data, path: Path, scope: Scope) -> tuple[Plain, ...]:
    register = data.get("register")
    if register is None:
        return ()
    if not known(
        register, scope.names.registers, "E041/register", (*path, "register"), scope.report
    ):
        return ()
    return where_of(data, "where", register, path, scope)


# --- limits --------------------------------------------------------------------------------------


def _limits(data: Data, facts: Facts, path: Path, scope: Scope) -> dict[str, Limit | None]:
    written: dict[str, tuple[Plain, Path]] = {
        name: (data.get(name), (*path, name)) for name in ("min", "max")
    }
    usual = data.get("usual")
    place = (*path, "usual")
    if isinstance(usual, list):
        written["usual_min"], written["usual_max"] = [
            (limit, (*place, index)) for index, limit in enumerate(usual)
        ]
    else:
        usual = usual or {}
        written["usual_min"] = usual.get("min"), (*place, "min")
        written["usual_max"] = usual.get("max"), (*place, "max")
    return {name: _limit(what, facts, at, scope) for name, (what, at) in written.items()}


def _limit(written: Plain, facts: Facts, path: Path, scope: Scope) -> Limit | None:
    if written is None or not facts.is_ordered:
        return None
    if isinstance(written, dict):
        if facts.type is FieldType.DATE:
            return shifted_today(written)
        scope.report.add_at("E032/number", path, value="today")
        return None
    if written == "today" and facts.type is FieldType.DATE:
        return Today()
    if _ID.fullmatch(written):
        return _sibling(written, facts, path, scope)
    value = literal(written, facts, path, scope.report)
    return None if value is None else Literal(value)


def _sibling(name: str, facts: Facts, path: Path, scope: Scope) -> Sibling | None:
    beside = scope.holder.fields
    if name not in beside:
        scope.report.add_at("E041/field", path, nearest(name, beside), name=name)
        return None
    other = beside[name]
    if other.type and other.is_number is not facts.is_number:
        scope.report.add_at("E047/compare", path, expected=facts.term, found=other.term)
        return None
    return Sibling(name)


def _check_limits(limits: dict[str, Limit | None], data: Data, path: Path, scope: Scope) -> None:
    numbers = {name: _comparable(limit) for name, limit in limits.items()}
    low, high = numbers["min"], numbers["max"]
    if _above(low, high):
        at = (*path, "max")
        scope.report.add_at("E049/limits", at, minimum=data["min"], maximum=data["max"])
    outside = (
        _above(low, numbers["usual_min"])
        or _above(numbers["usual_max"], high)
        or _above(numbers["usual_min"], numbers["usual_max"])
    )
    if outside:
        shown = {"minimum": str(data.get("min", "…")), "maximum": str(data.get("max", "…"))}
        scope.report.add_at("E049/usual", (*path, "usual"), **shown)
    shortest, longest = data.get("min_length", 0), data.get("max_length", 0)
    if longest and shortest > longest:
        at = (*path, "max_length")
        scope.report.add_at("E049/limits", at, minimum=shortest, maximum=longest)


def _comparable(limit: Limit | None) -> Decimal | str | None:
    """A written number or date; other limits are known only when they are used."""
    if not isinstance(limit, Literal):
        return None
    value = limit.value
    if isinstance(value, int):
        return Decimal(value)
    text = str(value)
    return text if text.count("-") == 2 else Decimal(text)  # noqa: PLR2004 - 2026-03-31


def _above(left: Decimal | str | None, right: Decimal | str | None) -> bool:
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return left > right
    return isinstance(left, str) and isinstance(right, str) and left > right
