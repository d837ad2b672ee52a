"""What is there and what would be usual, in words.

Rule: `have` and `need` of a blocker or a sheet are canonical values without a type (they are facts
of the history); here they get the type of the condition or field they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator

from workflow.core.definition import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Every,
    Field,
    FieldRef,
    FieldType,
    Limit,
    ProcessDefinition,
    Quantity,
    Sibling,
    Test,
    TestKind,
)
from workflow.core.sentences.language import Language, Phrases, phrase
from workflow.core.sentences.places import Place
from workflow.core.sentences.quantities import tests_text
from workflow.core.sentences.scope import Scope, shape_of
from workflow.core.sentences.values import value_text

_PHRASES: Phrases = {
    "de": {"of": "{have} von {need}", "unknown": "noch nicht bekannt"},
    "en": {"of": "{have} of {need}", "unknown": "not known yet"},
}
_PLAIN = Field(id="plain", type=FieldType.TEXT, label="")


def have_text(
    condition: Condition,
    have: str,
    need: str,
    definition: ProcessDefinition,
    language: Language,
) -> str:
    """Return what is there, e.g. "2", "1.500 €" or, for each of several records, "3 von 5"."""
    scope = Scope(definition=definition, language=language)
    if not have:
        return phrase(_PHRASES, language, "unknown")
    if isinstance(condition, Every):
        return phrase(_PHRASES, language, "of", have=have, need=need)
    return canonical_text(have, _shape(condition, scope), language)


def canonical_text(text: str, field: Field, language: Language) -> str:
    """Return a canonical value (several joined by "|") as a value of the field."""
    if field.type in (FieldType.CHOICES, FieldType.REFERENCE):
        return value_text(tuple(text.split("|")), field, language)
    return value_text(text, field, language)


def usual_text(field: Field, place: Place) -> str:
    """Return the usual range of a field, e.g. "3 bis 7"; "" if it has none."""
    return _range_text(field, field.usual_minimum, field.usual_maximum, place)


def limits_text(field: Field, place: Place) -> str:
    """Return what a value of the field must keep to, e.g. "mindestens 1"; "" if nothing."""
    return _range_text(field, field.minimum, field.maximum, place)


def _range_text(field: Field, low: Limit | None, high: Limit | None, place: Place) -> str:
    limits = ((TestKind.AT_LEAST, low), (TestKind.AT_MOST, high))
    tests = [Test(kind, _operand(limit, place)) for kind, limit in limits if limit is not None]
    return tests_text(tests, field, _scope(place)) if tests else ""


def _operand(limit: Limit, place: Place) -> Quantity:
    if isinstance(limit, Sibling):
        return FieldRef("" if place.register else place.holder, limit.field)
    return limit


def _scope(place: Place) -> Scope:
    return Scope(
        definition=place.definition,
        language=place.language,
        place=place.holder,
        register=place.register,
    )


def _shape(condition: Condition, scope: Scope) -> Field:
    """Return the shape of the one value the condition compares; of several, plain text."""
    shapes = {shape.type: shape for shape in _shapes(condition, scope)}
    return next(iter(shapes.values())) if len(shapes) == 1 else _PLAIN


def _shapes(condition: Condition, scope: Scope) -> Iterator[Field]:
    if isinstance(condition, Compare):
        yield shape_of(condition.value, scope)
    elif isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _shapes(part, scope)
