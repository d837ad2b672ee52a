"""Check a file, keep its canonical form, compile that again."""

from pathlib import Path

import pytest

from workflow.definitions.library import DefinitionInvalid, check, compile_definition
from workflow.definitions.problems import Place

SOUND = Path("tests/definitions/nachbarschaftshaus.yaml").read_bytes()


def test_what_is_stored_compiles_to_the_very_same_definition():
    checked = check(SOUND, "haus.yaml")
    assert compile_definition(checked.stored) == checked.definition


@pytest.mark.parametrize(
    "same",
    [
        b"\xef\xbb\xbf" + SOUND,
        SOUND.replace(b"\n", b"\r\n"),
        SOUND.replace(b"\n", b"\r"),
        b"# note\n" + SOUND,
        SOUND.replace(b"title: Ein Nachbarschaftshaus", b"title:    Ein Nachbarschaftshaus"),
        SOUND.replace("Träger".encode(), "Tra\u0308ger".encode()),
    ],
    ids=["byte order mark", "CRLF", "CR", "comment", "spacing", "decomposed umlaut"],
)
def test_spelling_does_not_change_the_digest(same):
    assert check(same, "haus.yaml").stored == check(SOUND, "haus.yaml").stored


def test_the_digest_changes_with_the_order_of_things():
    first = check(SOUND, "haus.yaml").definition
    other = SOUND.replace(
        b"options: {stadt: Stadt, verein: Verein}", b"options: {verein: Verein, stadt: Stadt}"
    )
    assert other != SOUND
    assert check(other, "haus.yaml").definition.digest != first.digest


def test_what_is_not_a_definition_does_not_compile():
    with pytest.raises(DefinitionInvalid) as refused:
        compile_definition(b'{"format":"1"}')
    assert {problem.code for problem in refused.value.problems} >= {"E036"}


def test_a_later_check_does_not_break_what_is_stored():
    checked = check(SOUND, "haus.yaml")
    circle = checked.stored.replace(
        b'"opens_when":[]', b'"opens_when":{"step":"haus","is":"passed"}'
    )
    assert circle != checked.stored
    assert compile_definition(circle).steps["wunsch"].opens_when is not None
    twice = checked.stored.replace(
        b'"alt":"\xc3\x84ltere"', b'"alt":{"label":"Alt","was":["kinder"]}'
    )
    assert twice != checked.stored
    assert compile_definition(twice).profile["zielgruppen"].option_now("kinder") == "alt"


def test_an_id_that_is_in_use_means_itself_whoever_claims_it():
    claimed = check(SOUND.replace(b"was: [kinder]", b"was: [kinder, alt]"), "haus.yaml")
    (problem,) = (each for each in claimed.problems if each.is_error)
    assert (problem.code, problem.path) == ("E040", "profile.zielgruppen.options.jung.was[1]")
    field = check(SOUND, "haus.yaml").definition.profile["zielgruppen"]
    assert [field.option_now(each) for each in ("alt", "kinder", "neu")] == ["alt", "jung", "neu"]


def test_every_part_of_a_definition_can_be_found_in_the_file():
    checked = check(SOUND, "haus.yaml")
    lines = SOUND.decode().split("\n")
    place = checked.where(("steps", "haus", "gate", "conditions", "gedeckt"))
    assert lines[place.line - 1][place.column - 1 :].startswith("gedeckt:")
    assert checked.where(("registers", "beschluss", "fields", "datum")).line > 0
    assert checked.where(()) == Place()


def test_all_problems_come_at_once_and_in_the_order_of_the_file():
    broken = SOUND.replace(b"lead: coordinator", b"lead: cordinator").replace(
        b"phase: betrieb", b"phase: betreib"
    )
    problems = check(broken, "haus.yaml").problems
    assert [problem.code for problem in problems if problem.is_error] == ["E051", "E041"]
    assert [problem.suggestion for problem in problems if problem.is_error] == [
        "coordinator",
        "betrieb",
    ]


def test_a_hopeless_file_is_answered_with_a_bounded_number_of_problems():
    noise = b"".join(b"schluessel%d: x\n" % number for number in range(5000))
    problems = check(SOUND + noise, "haus.yaml").problems
    assert sum(problem.is_error for problem in problems) <= 200
