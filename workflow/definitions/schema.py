"""The format as a JSON Schema, so that an editor completes, explains and warns while typing.

Rule: derived from `format` and from nothing else; the file that ships is this output, a test
compares them. A schema sees one place at a time: names, limits of values and whole processes stay
with the checker. Where the reader takes any text, an editor may have read a number or a truth value.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from workflow.core.definition import FieldType
from workflow.definitions.format import (
    DOCUMENT,
    FIELD,
    ID_PATTERN,
    INSERT,
    KEYS_BY_TYPE,
    KINDS,
    OVERLAY,
    REQUIRED_BY_TYPE,
    RESERVED,
    TITLE,
    YES,
)
from workflow.definitions.kinds import (
    ByName,
    Flag,
    Identifier,
    Key,
    Kind,
    ListOf,
    Literal,
    Named,
    OneOf,
    Operations,
    Record,
    Reference,
    Text,
    Variants,
    Whole,
    Word,
)
from workflow.definitions.overlay.targets import ANY, Names, Sort, Target, every_target, target

Schema = dict[str, Any]
_WRITTEN = ["string", "number", "boolean"]
_LONGEST_NAME = 200
# Things that occur in several places, as an overlay adds them.
_THINGS = ("field", "item", "gate-condition")
_ADDED = "added-"


def as_json() -> str:
    """Return the schema as the file that ships."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def schema() -> Schema:
    """Return the JSON Schema (2020-12) of a definition file, with German descriptions."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Prozessvorlage für Quartiersweg",
        "description": "Schritte, Checklisten, Angaben und Freigaben eines Verfahrens.",
        "if": {"required": ["extends"]},
        "then": _record(OVERLAY),
        "else": _record(DOCUMENT),
        "$defs": {
            **{name: _definition(kind) for name, kind in KINDS.items()},
            **{f"{_ADDED}{name}": _definition(KINDS[name], added=True) for name in _THINGS},
        },
    }


def _definition(kind: Kind, *, added: bool = False) -> Schema:
    found = _schema(_insertable(kind) if added else kind)
    return {**found, "allOf": _rules_by_type()} if kind is FIELD else found


def _schema(kind: Kind) -> Schema:
    return _WRITERS[type(kind)](kind)


# --- texts -----------------------------------------------------------------------------------


def _text(kind: Text) -> Schema:
    return {"type": _WRITTEN, "minLength": 1, "maxLength": kind.maximum, "pattern": r"\S"}


def _name(_: Reference | Literal) -> Schema:
    return {"type": _WRITTEN, "minLength": 1, "maxLength": _LONGEST_NAME}


def _identifier(kind: Identifier) -> Schema:
    found: Schema = {"type": "string", "pattern": f"^{ID_PATTERN}$"}
    return {**found, "not": {"enum": sorted(RESERVED)}} if kind.reserved else found


def _whole(kind: Whole) -> Schema:
    number = {"type": "integer", "minimum": kind.minimum, "maximum": kind.maximum}
    return {"anyOf": [number, {"type": "string", "pattern": "^-?[0-9]{1,9}$"}]}


def _flag(_: Flag) -> Schema:
    return {"anyOf": [{"type": "boolean"}, {"enum": ["true", "false"]}]}


def _word(kind: Word) -> Schema:
    return {"enum": list(kind.words)}


# --- lists and mappings ----------------------------------------------------------------------


def _list_of(kind: ListOf) -> Schema:
    found: Schema = {"type": "array", "items": _schema(kind.kind), "maxItems": kind.maximum}
    return {**found, "minItems": kind.minimum} if kind.minimum else found


def _one_of(kind: OneOf) -> Schema:
    forms = [form for form in (kind.scalar, kind.mapping, kind.list) if form is not None]
    return {"anyOf": [_schema(form) for form in forms]}


def _record(kind: Record) -> Schema:
    required = [name for name, key in kind.keys.items() if key.required]
    found: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {"description": key.help, **_default(key), **_schema(key.kind)}
            for name, key in kind.keys.items()
        },
    }
    if required:
        found["required"] = required
    if kind.one_of:
        found["anyOf"] = [{"required": [name]} for name in kind.one_of]
    return found


def _default(key: Key) -> Schema:
    if not key.default:
        return {}
    return {"default": key.default == YES if isinstance(key.kind, Flag) else key.default}


def _variants(kind: Variants) -> Schema:
    return {
        "type": "object",
        "anyOf": [
            {**_record(record), "required": sorted({head, *_required(record)})}
            for head, record in kind.heads.items()
        ],
    }


def _required(kind: Record) -> list[str]:
    return [name for name, key in kind.keys.items() if key.required]


def _by_name(kind: ByName) -> Schema:
    found: Schema = {
        "type": "object",
        "maxProperties": kind.maximum,
        "additionalProperties": _schema(kind.kind),
    }
    if kind.special:
        found["properties"] = {name: _schema(each) for name, each in kind.special.items()}
    if kind.identifier is not None:
        found["propertyNames"] = _identifier(kind.identifier)
    return found


def _named(kind: Named) -> Schema:
    return {"$ref": f"#/$defs/{kind.name}"}


# --- overlays --------------------------------------------------------------------------------


def _operations(kind: Operations) -> Schema:
    """Say what can stand at which path; whether the base has it, only the checker knows."""
    found: dict[str, list[Schema]] = {}
    for path, named in every_target():
        for written in _OPERATIONS[kind.verb](named):
            at = found.setdefault(_pattern(path), [])
            if written not in at:
                at.append(written)
    return {
        "type": "object",
        "maxProperties": kind.maximum,
        "additionalProperties": False,
        "patternProperties": {
            pattern: forms[0] if len(forms) == 1 else {"anyOf": forms}
            for pattern, forms in found.items()
        },
    }


def _pattern(path: Names) -> str:
    parts = r"\.".join(_part(path, index) for index in range(len(path)))
    return f"^{parts}$"


def _part(path: Names, index: int) -> str:
    holder = target(path[:index]).kind
    if path[index] != ANY or not isinstance(holder, ByName):
        return path[index]
    special = "|".join(holder.special)  # these have a pattern of their own
    return rf"(?!({special})(\.|$)){ID_PATTERN}" if special else ID_PATTERN


def _added(named: Target) -> Iterator[Schema]:
    if named.sort is Sort.THING:
        name = _name_of(named.kind)
        yield _named(Named(f"{_ADDED}{name}")) if name else _schema(_insertable(named.kind))


def _name_of(kind: Kind) -> str:
    return next((name for name, known in KINDS.items() if known is kind), "")


def _insertable(kind: Kind) -> Kind:
    """Return a thing that may say where it stands."""
    match kind:
        case Record():
            return replace(kind, keys={**kind.keys, **INSERT})
        case Variants():
            heads = kind.heads.items()
            return Variants(
                {head: replace(record, keys={**record.keys, **INSERT}) for head, record in heads}
            )
        case OneOf(mapping=Record() as mapping):
            return replace(kind, mapping=replace(mapping, keys={**mapping.keys, **INSERT}))
        case _:
            return kind


def _changed(named: Target) -> Iterator[Schema]:
    if named.is_text:
        yield _text(TITLE)
    elif named.sort is Sort.VALUE:
        name = _name_of(named.kind)
        yield _named(Named(name)) if name else _schema(named.kind)


def _removed(named: Target) -> Iterator[Schema]:
    if named.sort is Sort.THING:
        yield {"description": "Warum das entfällt.", "type": _WRITTEN, "pattern": r"\S"}


_OPERATIONS: Mapping[str, Callable[[Target], Iterator[Schema]]] = {
    "add": _added,
    "change": _changed,
    "remove": _removed,
}


def _rules_by_type() -> list[Schema]:
    """Say which keys of a field only make sense with certain types."""
    unfit = [
        {
            "if": _has_type(type_ for type_ in FieldType if type_ not in types),
            "then": {"properties": {key: False}},
        }
        for key, types in KEYS_BY_TYPE.items()
    ]
    needed = [
        {"if": _has_type([type_]), "then": {"required": [key]}}
        for type_, key in REQUIRED_BY_TYPE.items()
    ]
    return [*unfit, *needed]


def _has_type(types: Iterable[FieldType]) -> Schema:
    return {"required": ["type"], "properties": {"type": {"enum": [str(each) for each in types]}}}


_WRITERS: Mapping[type, Callable[[Any], Schema]] = {
    Text: _text,
    Reference: _name,
    Literal: _name,
    Identifier: _identifier,
    Whole: _whole,
    Flag: _flag,
    Word: _word,
    ListOf: _list_of,
    OneOf: _one_of,
    Record: _record,
    Variants: _variants,
    ByName: _by_name,
    Named: _named,
    Operations: _operations,
}
