"""Values look as people in the language write them."""

import pytest

from workflow.core.definition import Field, FieldType
from workflow.core.sentences import value_text
from workflow.core.state import ERASED

OPTIONS = {"a": "Wohnen", "b": "Pflege"}

VALUES = [
    (FieldType.DATE, "2026-03-31", "31.03.2026", "31\u00a0Mar\u00a02026"),
    (FieldType.MONEY, "4500", "4.500\u00a0€", "€4,500"),
    (FieldType.MONEY, "4500.50", "4.500,50\u00a0€", "€4,500.50"),
    (FieldType.MONEY, "-0.5", "-0,50\u00a0€", "€-0.50"),
    (FieldType.PERCENT, "12.5", "12,5\u00a0%", "12.5%"),
    (FieldType.DECIMAL, "0.50", "0,5", "0.5"),
    (FieldType.INTEGER, 2026, "2026", "2026"),
    (FieldType.INTEGER, 2240, "2.240", "2,240"),
    (FieldType.INTEGER, 25000, "25.000", "25,000"),
    (FieldType.YES_NO, True, "Ja", "Yes"),
    (FieldType.YES_NO, False, "Nein", "No"),
    (FieldType.CHOICE, "a", "Wohnen", "Wohnen"),
    (FieldType.CHOICES, ("a", "b"), "Wohnen, Pflege", "Wohnen, Pflege"),
    (FieldType.REFERENCE, (1, 3), "Nr.\u00a01, Nr.\u00a03", "no.\u00a01, no.\u00a03"),
    (FieldType.TEXT, "{name}", "{name}", "{name}"),
    (FieldType.TEXT, None, "keine Angabe", "not given"),
    (FieldType.TEXT, ERASED, "gelöscht", "deleted"),
]


@pytest.mark.parametrize(("kind", "value", "german", "english"), VALUES)
def test_a_value_is_shown_in_both_languages(kind, value, german, english):
    field = Field(id="x", type=kind, label="X", options=OPTIONS)
    assert value_text(value, field, "de") == german
    assert value_text(value, field, "en") == english


def test_a_unit_stands_behind_a_space_that_does_not_break():
    field = Field(id="x", type=FieldType.INTEGER, label="X", unit="Personen")
    assert value_text(12, field, "de") == "12\u00a0Personen"
    assert value_text(2026, field, "de") == "2.026\u00a0Personen"


@pytest.mark.parametrize("kind", [FieldType.DATE, FieldType.MONEY, FieldType.INTEGER])
@pytest.mark.parametrize("value", ["kaputt", "NaN", "2026-13-01"])
def test_a_value_that_no_longer_fits_is_shown_as_it_was(kind, value):
    assert value_text(value, Field(id="x", type=kind, label="X"), "de") == value
