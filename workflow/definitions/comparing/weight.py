"""What a change means for those who work by the definition: more, less, words only, or otherwise.

Rule: stricter is what needs more before a step can be passed, looser what needs less. Where only
somebody who knows the place can tell, it is neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from workflow.core.definition import (
    Approval,
    ApprovalKind,
    ChecklistItem,
    Compare,
    DueRule,
    Field,
    GateCondition,
    Literal,
    Strength,
    Test,
    TestKind,
)
from workflow.definitions.comparing.things import Sort, Thing


class Weight(StrEnum):
    """What a change means."""

    STRICTER = "stricter"
    LOOSER = "looser"
    WORDING = "wording"
    NEUTRAL = "neutral"


_WORDS = frozenset(
    {"", "title", "label", "text", "short", "singular", "summary", "sources", "does", "purpose"}
    | {"help", "questions", "pitfalls", "say", "gate.title", "unit"}
)
_STRENGTHS = (Strength.ADVICE, Strength.WAIVABLE, Strength.MANDATORY)
_APPROVALS = (ApprovalKind.NOTICE, ApprovalKind.OPINION, ApprovalKind.DECISION)


def weight_of_thing(thing: Thing, *, is_new: bool) -> Weight:
    """Return what it means that a thing is new or gone."""
    match thing.value:
        case ChecklistItem(required=True) | Field(required=True):
            binds = True
        case GateCondition(strength=strength):
            binds = strength is not Strength.ADVICE
        case Approval(kind=kind):
            binds = kind is not ApprovalKind.NOTICE
        case _:
            binds = thing.sort is Sort.STEP
    if not binds:
        return Weight.NEUTRAL
    return Weight.STRICTER if is_new else Weight.LOOSER


def weight_of(key: str, before: object, after: object) -> Weight:
    """Return what it means that a key says something else."""
    if key in _WORDS:
        return Weight.WORDING
    rise = _rise(key, before, after)
    if not rise:
        return Weight.NEUTRAL
    return Weight.STRICTER if rise > 0 else Weight.LOOSER


def _rise(key: str, before: object, after: object) -> int:  # noqa: C901, PLR0912 - a case per key
    """Whether more (1) or less (-1) is needed now; 0 where that cannot be told."""
    match key, before, after:
        case ("required", bool(), bool()):
            return after - before
        case ("skippable", bool(), bool()):
            return before - after
        case ("strength", Strength(), Strength()):
            return _STRENGTHS.index(after) - _STRENGTHS.index(before)
        case ("as", ApprovalKind(), ApprovalKind()):
            return _APPROVALS.index(after) - _APPROVALS.index(before)
        case ("evidence", tuple(), tuple()):
            return _of_sets(before, after)
        case ("applies_when", None, _):
            return -1
        case ("applies_when", _, None):
            return 1
        case ("min" | "max" | "due", None, _):
            return 1
        case ("min" | "max" | "due", _, None):
            return -1
        case ("min", Literal(value=low), Literal(value=new)):
            return _order(low, new)
        case ("max", Literal(value=high), Literal(value=new)):
            return -_order(high, new)
        case ("due", DueRule(field=old), DueRule(field=new)) if old == new:
            return _order(_days(before), _days(after)) * -1
        case ("condition", Compare(value=old), Compare(value=new)) if old == new:
            return _of_tests(before.tests, after.tests)
    return 0


def _of_sets(before: Sequence[object], after: Sequence[object]) -> int:
    return (set(before) < set(after)) - (set(after) < set(before))


def _of_tests(before: Sequence[Test], after: Sequence[Test]) -> int:
    """One bound that was raised or lowered."""
    if len(before) != 1 or len(after) != 1 or before[0].kind is not after[0].kind:
        return _of_sets(before, after)
    old, new = before[0].operand, after[0].operand
    if not isinstance(old, Literal) or not isinstance(new, Literal):
        return 0
    if before[0].kind is TestKind.AT_LEAST:
        return _order(old.value, new.value)
    return -_order(old.value, new.value) if before[0].kind is TestKind.AT_MOST else 0


def _order(before: object, after: object) -> int:
    """Whether a number or a date is greater (1) or smaller (-1) than before."""
    one, two = _number(before), _number(after)
    if one is None or two is None:
        return 0
    return (one < two) - (two < one)


def _number(value: object) -> Decimal | None:
    text = str(value)
    is_date = text.count("-") == 2  # noqa: PLR2004 - 2026-03-31
    try:
        return Decimal(text.replace("-", "") if is_date else text)
    except InvalidOperation:
        return None


def _days(due: DueRule) -> int:
    return due.months * 30 + due.days
