"""A limit that an overlay changes, and the sentence of the base that still names the old one."""

import pytest

from workflow.definitions.library import check
from workflow.definitions.overlay.bases import Base, shipped_bases

HEAD = "format: 1\nid: x\nversion: 1\nextends: kda-10-schritte@1\ntitle: X\nchange:\n"
SIZE = "steps.quartier.gate.conditions.groesse"  # „Höchstens 25.000 Einwohnende. ...“
FEW = "steps.quartier.fields.einwohnerzahl"  # „Sind es weniger als 3.000 oder mehr als 5.000, ...“


def told(*lines):
    text = HEAD + "".join(f"  {line}\n" for line in lines)
    problems = check(text.encode(), "x.yaml", shipped_bases).problems
    return [(each.code, each.place.line, each.args.get("old")) for each in problems]


def test_a_condition_that_still_says_the_old_limit_is_doubted():
    assert told(f"{SIZE}.at_most: 12000") == [("W113", 7, "25.000")]


@pytest.mark.parametrize(
    ("usual", "old"),
    [("[1000, 5000]", "3.000"), ("[3000, 6000]", "5.000"), ("{min: 3000}", "5.000")],
)
def test_so_is_the_help_of_a_field(usual, old):
    assert told(f"{FEW}.usual: {usual}") == [("W113", 7, old)]


def test_a_sentence_that_was_written_anew_is_not():
    assert told(f"{SIZE}.at_most: 12000", f"{SIZE}.say: Höchstens 12.000, nicht 25.000.") == []


def test_a_sentence_that_names_another_number_is_not():
    assert told("steps.quartier.fields.radius-m.usual: [300, 900]") == []
    assert told(f"{FEW}.max: 90000") == []


@pytest.mark.parametrize(
    ("said", "is_named"),
    [
        ("Drei sind dabei.", True),
        ("Es sind mindestens 3.", True),
        ("Dreißig sind dabei.", False),
        ("Bis zu 3,5 Stunden.", False),
        ("Von 13 sind 30 dabei.", False),
        ("3.000 sind dabei.", False),
    ],
)
def test_a_number_is_known_as_a_word_of_its_own(said, is_named):
    below = (
        "format: 1\nid: unten\nversion: 1\nextends: kda-10-schritte@1\ntitle: Unten\nadd:\n"
        "  steps.quartier.gate.conditions.wie-viele:\n"
        f"    count: partner\n    at_least: 3\n    say: {said}\n"
    )

    def bases(name, version):
        return Base("u", below.encode()) if name == "unten" else shipped_bases(name, version)

    text = HEAD.replace("kda-10-schritte", "unten")
    text += "  steps.quartier.gate.conditions.wie-viele.at_least: 4\n"
    problems = check(text.encode(), "x.yaml", bases).problems
    assert [each.code for each in problems] == (["W113"] if is_named else [])
