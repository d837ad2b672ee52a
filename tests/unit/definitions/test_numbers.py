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
