"""Values and tests of the condition language as parts of sentences.

Rule: every construct has words of its own; `assert_never` reports a forgotten one. A field is named
by its label, with its step beside it only where it is read from another place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from workflow.core.definition import (
    NUMBER_TYPES,
    Aggregate,
    AggregateKind,
    Arithmetic,
    Count,
    Field,
    FieldRef,
    FieldType,
    Literal,
    Months,
    ProcessDefinition,
    Quantity,
    Share,
    Test,
    TestKind,
    Today,
    Value,
    Where,
    WhereTest,
)
from workflow.core.sentences.language import (
    Language,
    all_of_words,
    as_sentence,
    one_of_words,
    quoted,
)
from workflow.core.sentences.scope import NUMBER, Scope, label_in, span_text
from workflow.core.sentences.values import value_text


def quantity_sentence(
    quantity: Quantity,
    definition: ProcessDefinition,
    language: Language,
    *,
    place: str = "",
    register: str = "",
) -> str:
    """Return what a value is, e.g. how a calculated field comes about."""
    scope = Scope(definition=definition, language=language, place=place, register=register)
    return as_sentence(quantity_text(quantity, scope))


def quantity_text(quantity: Quantity, scope: Scope) -> str:  # noqa: C901 - a case per construct
    """Return a value as a noun in the middle of a sentence."""
    match quantity:
        case Literal(value=value):
            return literal_text(value, NUMBER, scope)
        case Today():
            return _today_text(quantity, scope)
        case FieldRef():
            return _field_text(quantity, scope)
        case Count():
            return _count_text(quantity, scope)
        case Share(register=register, of=of, where=where):
            part = where_text(where, register, scope).strip()
            return scope.say("share", part=part, records=records_text(register, of, scope))
        case Aggregate():
            return _aggregate_text(quantity, scope, quantity.kind.value)
        case Arithmetic(kind=kind, operands=operands):
            between = scope.say(f"{kind.value}_then")
            return between.join(_operand_text(operand, scope) for operand in operands)
        case Months(start=start, end=end):
            texts = (quantity_text(start, scope), quantity_text(end, scope))
            return scope.say("months_between", start=texts[0], end=texts[1])
        case _:
            assert_never(quantity)


def records_text(register: str, where: Where, scope: Scope, *, single: bool = False) -> str:
    """Return "Maßnahmen mit Stand In Umsetzung", or with the name of a single one."""
    named = scope.register_of(register)
    return (named.singular if single else named.title) + where_text(where, register, scope)


def where_text(where: Where, register: str, scope: Scope) -> str:
    """Return what records must satisfy, beginning with a blank; "" if nothing."""
    having = [t for t in where if t.field not in ("step", "round") and not _asks_empty(t)]
    lacking = [t for t in where if _asks_empty(t)]
    origin = [t for t in where if t.field in ("step", "round")]
    return (
        _having_text("with", having, register, scope)
        + _having_text("without", lacking, register, scope)
        + "".join(_origin_text(t, scope) for t in origin)
    )


def tests_text(tests: Sequence[Test], shape: Field, scope: Scope) -> str:
    """Return what a value must be, without its subject: "mindestens 3", "nicht vor heute"."""
    by_kind = {test.kind: test for test in tests}
    if len(tests) == 2 and _is_range(by_kind, shape):  # noqa: PLR2004 - both ends
        low, high = by_kind[TestKind.AT_LEAST].operand, by_kind[TestKind.AT_MOST].operand
        return scope.say(
            "between", low=operand_text(low, shape, scope), high=operand_text(high, shape, scope)
        )
    return all_of_words([_test_text(test, shape, scope) for test in tests], scope.language)


def literal_text(value: Value, shape: Field, scope: Scope) -> str:
    """Return a literal as it is written beside a value of this shape."""
    if isinstance(value, tuple):
        return one_of_words([literal_text(part, shape, scope) for part in value], scope.language)
    return value_text(value, shape, scope.language)


def operand_text(operand: Quantity, shape: Field, scope: Scope) -> str:
    """Return the other side of a test, literals formatted like the value they are beside."""
    if isinstance(operand, Literal):
        return literal_text(operand.value, shape, scope)
    return quantity_text(operand, scope)


def _is_range(by_kind: Mapping[TestKind, Test], shape: Field) -> bool:
    return shape.type in NUMBER_TYPES and set(by_kind) == {TestKind.AT_LEAST, TestKind.AT_MOST}


def _test_text(test: Test, shape: Field, scope: Scope) -> str:
    match test.kind:
        case TestKind.FILLED:
            wanted = isinstance(test.operand, Literal) and test.operand.value is True
            return scope.say("filled" if wanted else "empty")
        case TestKind.IS | TestKind.ONE_OF:
            return _equal_text(test.operand, shape, scope)
        case TestKind.AT_LEAST | TestKind.AT_MOST:
            return _bound_text(test, shape, scope)
        case _:
            assert_never(test.kind)


def _equal_text(operand: Quantity, shape: Field, scope: Scope) -> str:
    text = operand_text(operand, shape, scope)
    if shape.type is FieldType.YES_NO and isinstance(operand, Literal):
        return scope.say("yes" if operand.value is True else "no")
    if shape.type is FieldType.DATE:
        return scope.say("on" if isinstance(operand, Literal) else "same_day", value=text)
    if shape.type in NUMBER_TYPES:
        return scope.say("exactly", value=text)
    return text


def _bound_text(test: Test, shape: Field, scope: Scope) -> str:
    at_least = test.kind is TestKind.AT_LEAST
    if shape.type is not FieldType.DATE:
        return scope.say(test.kind.value, value=operand_text(test.operand, shape, scope))
    if isinstance(test.operand, Today) and (test.operand.months or test.operand.days):
        return _from_today_text(test.operand, scope, at_least=at_least)
    value = _dative_text(test.operand, shape, scope)
    return scope.say("not_before" if at_least else "not_after", value=value)


def _from_today_text(operand: Today, scope: Scope, *, at_least: bool) -> str:
    span = span_text(abs(operand.months), abs(operand.days), scope.language)
    if operand.months < 0 or operand.days < 0:
        return scope.say("back_at_most" if at_least else "back_at_least", span=span)
    return scope.say("ahead_at_least" if at_least else "ahead_at_most", span=span)


def _dative_text(operand: Quantity, shape: Field, scope: Scope) -> str:
    if isinstance(operand, Literal):
        return scope.say("to_date", date=literal_text(operand.value, shape, scope))
    if isinstance(operand, Aggregate) and operand.kind is not AggregateKind.SUM:
        return _aggregate_text(operand, scope, f"to_{operand.kind.value}")
    return quantity_text(operand, scope)


def _today_text(today: Today, scope: Scope) -> str:
    if not today.months and not today.days:
        return scope.say("today")
    span = span_text(abs(today.months), abs(today.days), scope.language, dative=True)
    back = today.months < 0 or today.days < 0
    return scope.say("today_back" if back else "today_ahead", span=span)


def _field_text(ref: FieldRef, scope: Scope) -> str:
    label = quoted(scope.field(ref).label, scope.language)
    if not ref.holder or ref.holder == scope.place:
        return label
    if ref.holder == "profile":
        return scope.say("profile", field=label)
    return scope.say("elsewhere", field=label, step=scope.step_name(ref.holder))


def _count_text(count: Count, scope: Scope) -> str:
    records = records_text(count.register, count.where, scope)
    if count.distinct is None:
        return scope.say("count", records=records)
    return scope.say(
        "distinct", field=label_in(count.register, count.distinct, scope), records=records
    )


def _aggregate_text(aggregate: Aggregate, scope: Scope, key: str) -> str:
    field = label_in(aggregate.register, aggregate.field, scope)
    return scope.say(
        key, field=field, records=records_text(aggregate.register, aggregate.where, scope)
    )


def _operand_text(operand: Quantity, scope: Scope) -> str:
    text = quantity_text(operand, scope)
    return f"({text})" if isinstance(operand, Arithmetic) else text


def _asks_empty(where: WhereTest) -> bool:
    return any(
        test.kind is TestKind.FILLED
        and isinstance(test.operand, Literal)
        and test.operand.value is False
        for test in where.tests
    )


def _having_text(key: str, tests: Sequence[WhereTest], register: str, scope: Scope) -> str:
    if not tests:
        return ""
    what = [_where_field_text(test, register, scope) for test in tests]
    return scope.say(key, what=all_of_words(what, scope.language))


def _where_field_text(where: WhereTest, register: str, scope: Scope) -> str:
    field = scope.register_of(register).fields[where.field]
    if where.tests[0].kind is TestKind.FILLED:
        return scope.say("where_filled", field=quoted(field.label, scope.language))
    inner = Scope(
        definition=scope.definition, language=scope.language, place=scope.place, register=register
    )
    if field.type is FieldType.YES_NO:
        operand = where.tests[0].operand
        return f"{field.label}: {operand_text(operand, field, inner)}"
    text = tests_text(where.tests, field, inner)
    plain = field.type in (FieldType.CHOICE, FieldType.CHOICES)
    return f"{field.label} {text}" if plain else f"{field.label}: {text}"


def _origin_text(where: WhereTest, scope: Scope) -> str:
    values = [value for test in where.tests for value in _literal_values(test.operand)]
    if where.field == "step":
        steps = [scope.step_name(str(value)) for value in values]
        return scope.say("from_step", steps=one_of_words(steps, scope.language))
    if values == ["current"]:
        return scope.say("from_round")
    return scope.say("from_round_n", rounds=one_of_words([str(v) for v in values], scope.language))


def _literal_values(operand: Quantity) -> list[str | int]:
    if not isinstance(operand, Literal):
        return []
    return list(operand.value) if isinstance(operand.value, tuple) else [operand.value]
