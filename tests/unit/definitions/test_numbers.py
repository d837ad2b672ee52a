"""Numbers as Germans write them: read as what they say, with what was probably meant."""

from pathlib import Path

import pytest

from workflow.definitions.library import check
from workflow.definitions.overlay.bases import bases_in

BASES = bases_in([Path("tests/definitions")])
HEAD = "format: 1\nid: x\nversion: 1\nextends: nachbarschaftshaus@3\ntitle: X\nadd:\n"


def told(kind, limit):
    text = f"{HEAD}  steps.haus.fields.neu: {{type: {kind}, label: Neu, max: {limit}}}\n"
    problems = check(text.encode(), "x.yaml", BASES).problems
    return [(problem.code, problem.suggestion) for problem in problems]


@pytest.mark.parametrize("kind", ["money", "decimal", "percent"])
@pytest.mark.parametrize(("written", "meant"), [("1.000", "1000"), ("20.500", "20500")])
def test_what_looks_like_thousands_is_doubted(kind, written, meant):
    assert told(kind, written) == [("W112", meant)]


@pytest.mark.parametrize("written", ["1000", "0.125", "199.99", "20.5", "1234.567", "12.5000"])
def test_what_can_only_be_a_small_number_is_not(written):
    assert told("decimal", written) == []


def test_thousands_in_a_whole_number_are_refused_with_what_was_meant():
    assert told("integer", "12.000") == [("E032", "12000")]
    assert told("integer", "12.5") == [("E032", "")]


@pytest.mark.parametrize(
    ("limits", "meant"),
    [("min: 0,5", "0.5"), ("usual: [0,5, 1,0]", "[0.5, 1.0]")],
)
def test_a_german_comma_in_brackets_is_known_for_what_it_is(limits, meant):
    text = f"{HEAD}  steps.haus.fields.neu: {{type: decimal, label: Neu, {limits}}}\n"
    problems = check(text.encode(), "x.yaml", BASES).problems
    assert meant in {problem.suggestion for problem in problems}
    assert {problem.code for problem in problems} <= {"E032", "E018"}


def test_a_number_as_a_key_is_no_number_with_a_comma():
    problems = check(f"{HEAD}  5: a\n  7: b\n".encode(), "x.yaml", BASES).problems
    assert {problem.message.key for problem in problems} >= {"E015/text"}
    assert "E032/comma" not in {problem.message.key for problem in problems}


@pytest.mark.parametrize(
    ("written", "meant"), [("20 Wochen", "20"), ("ca. 20", "20"), ("viele", ""), ("-3", "")]
)
def test_a_number_with_words_around_it_is_proposed_without_them(written, meant):
    text = f"{HEAD[:-5]}change:\n  steps.haus.duration.weeks: {written}\n"
    (problem,) = check(text.encode(), "x.yaml", BASES).problems
    assert (problem.code, problem.suggestion) == ("E032", meant)
