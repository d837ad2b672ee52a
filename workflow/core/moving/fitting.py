"""Whether a value is one of a field that is written in another way now.

Rule: only the kind counts (type, options, what it refers to), not its limits: those are asked for when
somebody writes. A value that is not of the kind is never bent: it has no place. Words and facts are
kept apart for good, so that no value changes sides.
"""

from __future__ import annotations

from workflow.core.definition import NUMBER_TYPES, WORD_TYPES, Field, FieldType, Value
from workflow.core.known import as_text
from workflow.core.moving.places import Places
from workflow.core.state import Erased
from workflow.core.values import Refused, taken

_CHOICES = frozenset({FieldType.CHOICE, FieldType.CHOICES})


def is_the_same(old: Field, new: Field, places: Places) -> bool:
    """Return whether every value of one field is one of the other as it stands."""
    return _kind(old) == _kind(new) and _refers(old, new, places)


def _kind(field: Field) -> tuple[object, ...]:
    calculated = field.calculate is not None
    lengths = (field.min_length, field.max_length)
    options = (frozenset(field.options), tuple(sorted(field.options_were.items())))
    return (field.type, field.personal, field.many, calculated, *lengths, *options)


def fitted(old: Field, new: Field, value: Value | Erased, places: Places) -> Value | Erased | None:
    """Return a value as the new field holds it; None if it is none of its values."""
    if (old.calculate is None) is not (new.calculate is None) or old.is_word is not new.is_word:
        return None
    if isinstance(value, Erased) or new.calculate is not None:
        return value
    if not _comparable(old.type, new.type) or not _refers(old, new, places):
        return None
    if new.is_word:
        return value if as_text(_taken(new, _parts(new, value))) == value else None
    return value if new.type is FieldType.FILE else _taken(new, _named_anew(new, value))


def _comparable(old: FieldType, new: FieldType) -> bool:
    return old is new or any({old, new} <= kinds for kinds in (WORD_TYPES, NUMBER_TYPES, _CHOICES))


def _refers(old: Field, new: Field, places: Places) -> bool:
    return old.register == "" or places.register(old.register) == new.register


def _parts(field: Field, word: Value) -> Value:
    """Return what was chosen of a personal field: several are kept as one word."""
    several = field.many or field.type is FieldType.CHOICES
    return tuple(word.split("|")) if several and isinstance(word, str) else word


def _named_anew(field: Field, value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple(field.option_now(str(each)) for each in value)
    return field.option_now(value) if isinstance(value, str) else value


def _taken(field: Field, value: Value) -> Value | None:
    try:
        return taken(field, value)
    except Refused:
        return None
