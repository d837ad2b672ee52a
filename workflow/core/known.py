"""Values while they are worked with: typed, compared, and written back as canonical text.

Rule: what is stored is plain ("12.50", "2026-03-31"); here it becomes numbers and dates, and a
literal of the definition is read in the type of what it is compared with.
"""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal

from workflow.core.definition import Field, FieldType, TestKind, Value
from workflow.core.state import ERASED, Erased

# A value while it is worked with: numbers are int or Decimal, dates are dates.
Typed = str | int | bool | Decimal | date | tuple[str | int, ...]
Known = Typed | Erased | None


# A product of large amounts has more digits than the usual context keeps.
_WIDE = Context(prec=100)


def known(value: Value | Erased, field: Field) -> Known:
    """Return the value of a field as it is worked with; None for the empty one of a reason."""
    if value == "":
        return None
    found = typed(value, field.type)
    single = field.many and not isinstance(found, tuple | Erased)
    return (int(str(found)),) if single else found


def typed(value: Value | Erased, kind: FieldType) -> Known:
    """Return a stored value in the type it is calculated with."""
    if isinstance(value, Erased):
        return ERASED
    if not isinstance(value, str):
        return value
    match kind:
        case FieldType.DATE:
            return date.fromisoformat(value)
        case FieldType.DECIMAL | FieldType.MONEY | FieldType.PERCENT:
            return Decimal(value)
        case FieldType.INTEGER | FieldType.PERSON | FieldType.REFERENCE:
            # What is personal is kept as a word, several of them too.
            numbers = tuple(int(each) for each in value.split("|"))
            return numbers if len(numbers) > 1 else numbers[0]
        case FieldType.YES_NO:
            return value == "true"
        case FieldType.CHOICES:
            return tuple(value.split("|"))
        case _:
            return value


def same(value: Typed, operand: Typed) -> bool:
    """Return whether two values are equal; several chosen ones contain the operand."""
    if isinstance(value, tuple):
        return operand in value
    return value == _as_type_of(operand, value)


def compares(kind: TestKind, value: Typed, operand: Typed) -> bool:
    """Return whether a value is at least or at most the operand, both inclusive."""
    left, right = _as_type_of(value, operand), _as_type_of(operand, value)
    if kind is TestKind.AT_LEAST:
        return left >= right  # type: ignore[operator]
    return left <= right  # type: ignore[operator]


def _as_type_of(value: Typed, other: Typed) -> Typed:
    """Read a literal of the definition in the type of what it is compared with."""
    if not isinstance(value, str) or isinstance(other, str | tuple | bool):
        return value
    return date.fromisoformat(value) if isinstance(other, date) else Decimal(value)


def as_text(value: Known) -> str:
    """Return a value in its canonical text, as it is stored; "" if not known."""
    match value:
        case None | Erased():
            return ""
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case Decimal():
            rounded = value.quantize(Decimal("0.01"), context=_WIDE).normalize(_WIDE)
            return format(rounded, "f")
        case tuple():
            return "|".join(str(part) for part in value)
        case _:
            return str(value)
