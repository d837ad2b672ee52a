"""Conditions as sentences: "Mindestens 3 Ziele mit Ebene Leitziel".

Rule: one sentence per construct, German and English, without a full stop (they stand in lists).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from workflow.core.definition import (
    NUMBER_TYPES,
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Count,
    Elapsed,
    Every,
    Field,
    FieldRef,
    FieldType,
    GateCondition,
    Has,
    ItemDone,
    Literal,
    ProcessDefinition,
    Share,
    StepReached,
    Test,
    TestKind,
)
from workflow.core.sentences.language import (
    Language,
    all_of_words,
    as_sentence,
    one_of_words,
    quoted,
)
from workflow.core.sentences.quantities import (
    quantity_text,
    records_text,
    tests_text,
    where_text,
)
from workflow.core.sentences.scope import COUNT, SHARE, Scope, label_in, shape_of, span_text


def condition_sentence(
    condition: Condition,
    definition: ProcessDefinition,
    language: Language,
    *,
    place: str = "",
    register: str = "",
) -> str:
    """Return what a condition asks for.

    `place` is the step it stands in (or "profile"), `register` the one whose record it is about.
    """
    scope = Scope(definition=definition, language=language, place=place, register=register)
    return as_sentence(condition_text(condition, scope))


def gate_condition_sentence(
    condition: GateCondition, definition: ProcessDefinition, language: Language, *, place: str = ""
) -> str:
    """Return what a gate asks for: in the definition's own words where it has some."""
    if condition.say and language == definition.language:
        return condition.say.rstrip(".")
    return condition_sentence(condition.condition, definition, language, place=place)


def condition_text(condition: Condition, scope: Scope) -> str:
    """Return a condition as it stands in the middle of a sentence."""
    match condition:
        case Compare():
            return _compare_text(condition, scope)
        case Every(register=register, where=where, has=has):
            what = all_of_words([_has_text(one, register, scope) for one in has], scope.language)
            return scope.say("every", records=records_text(register, where, scope), what=what)
        case ItemDone():
            return _item_text(condition, scope)
        case StepReached(step=step, milestone=milestone):
            return scope.say(milestone.value, step=scope.step_name(step))
        case Elapsed(step=step, months=months, days=days):
            span = span_text(months, days, scope.language, dative=True)
            return scope.say("elapsed", step=scope.step_name(step), span=span)
        case AllOf(parts=parts):
            texts = [_part_text(part, scope) for part in parts]
            return all_of_words(texts, scope.language) or scope.say("always")
        case AnyOf(parts=parts):
            return one_of_words([_part_text(part, scope) for part in parts], scope.language)
        case _:
            assert_never(condition)


def _part_text(part: Condition, scope: Scope) -> str:
    text = condition_text(part, scope)
    return f"({text})" if isinstance(part, AllOf | AnyOf) and len(part.parts) > 1 else text


def _compare_text(condition: Compare, scope: Scope) -> str:
    value, tests = condition.value, condition.tests
    if isinstance(value, Count) and _are_literal(tests):
        return _counted_text(value, tests, scope)
    if isinstance(value, Share) and _are_literal(tests):
        return scope.say(
            "shared",
            records=records_text(value.register, value.of, scope),
            bound=tests_text(tests, SHARE, scope),
            part=where_text(value.where, value.register, scope).strip(),
        )
    predicate = _predicate_text(tests, shape_of(value, scope), scope)
    return f"{quantity_text(value, scope)} {predicate}"


def _counted_text(count: Count, tests: tuple[Test, ...], scope: Scope) -> str:
    bound = tests_text(tests, COUNT, scope)
    if count.distinct is not None:
        records = records_text(count.register, count.where, scope)
        field = label_in(count.register, count.distinct, scope)
        return scope.say("counted_distinct", records=records, bound=bound, field=field)
    if _asks_none(tests):
        return scope.say("none", records=records_text(count.register, count.where, scope))
    single = len(tests) == 1 and _number(tests[0]) == "1"
    records = records_text(count.register, count.where, scope, single=single)
    return scope.say("counted", bound=bound, records=records)


def _predicate_text(tests: Sequence[Test], shape: Field, scope: Scope) -> str:
    """Return the tests with their verb; a date "liegt", several choices "enthält"."""
    filled = [test for test in tests if test.kind is TestKind.FILLED]
    other = [test for test in tests if test.kind is not TestKind.FILLED]
    parts = [scope.say("is", what=tests_text(filled, shape, scope))] if filled else []
    if other:
        parts.append(scope.say(_verb(shape), what=tests_text(other, shape, scope)))
    return all_of_words(parts, scope.language)


def _verb(shape: Field) -> str:
    if shape.type is FieldType.DATE:
        return "lies"
    if shape.type in NUMBER_TYPES:
        return "amounts"
    return "contains" if shape.type is FieldType.CHOICES or shape.many else "is"


def _item_text(condition: ItemDone, scope: Scope) -> str:
    item = scope.definition.steps[condition.step].checklist[condition.item]
    named = quoted(item.text, scope.language)
    if condition.step != scope.place:
        named = scope.say("elsewhere", field=named, step=scope.step_name(condition.step))
    return scope.say("item", item=named)


def _has_text(has: Has, register: str, scope: Scope) -> str:
    if has.checklist:
        return scope.say("has_checklist")
    if has.register:
        return scope.say("has_record", singular=scope.register_of(has.register).singular)
    return quantity_text(
        FieldRef("", has.field),
        Scope(definition=scope.definition, language=scope.language, register=register),
    )


def _are_literal(tests: Sequence[Test]) -> bool:
    return all(isinstance(test.operand, Literal) for test in tests)


def _asks_none(tests: Sequence[Test]) -> bool:
    return len(tests) == 1 and tests[0].kind is not TestKind.AT_LEAST and _number(tests[0]) == "0"


def _number(test: Test) -> str:
    return str(test.operand.value) if isinstance(test.operand, Literal) else ""
