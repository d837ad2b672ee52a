"""Slips that people make who write an overlay by hand, and what they are told."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from workflow.cli.main import main
from workflow.definitions.library import check
from workflow.definitions.overlay.bases import bases_in

BASES = bases_in([Path("tests/definitions")])
HEAD = "format: 1\nid: x\nversion: 1\nextends: nachbarschaftshaus@3\ntitle: X\n"


def told(body, head=HEAD):
    problems = check((head + body).encode(), "x.yaml", BASES).problems
    return [(problem.message.key, problem.place.line, problem.suggestion) for problem in problems]


def test_a_misspelt_extends_is_all_there_is_to_say():
    assert told("", HEAD.replace("extends", "extend")) == [("E064/root", 4, "extends")]


def test_reasons_in_a_list_are_no_paths():
    body = "remove:\n  - steps.haus.checklist.besuch\n  - steps.haus.checklist.geld\n"
    assert told(body) == [("E034/lines", 7, "")]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("""steps.haus.title: "Unser "Haus" hier\"""", """steps.haus.title: 'Unser "Haus" hier'"""),
        ("""steps.haus.title: "Unser" Haus""", """steps.haus.title: '"Unser" Haus'"""),
        ("""steps.haus.title: 'Wie geht's'""", """steps.haus.title: "Wie geht's\""""),
        ("""steps.haus.title: "Wie "geht's" hier\"""", ""),
    ],
)
def test_quotes_within_quotes_are_proposed_with_the_others_around(line, meant):
    assert told(f"change:\n  {line}\n") == [("E007/within", 7, meant)]


def test_a_role_is_known_by_its_title():
    body = "change:\n  steps.haus.checklist.geld.role: Quartiersmanagement\n"
    assert told(body) == [("E051", 7, "manager")]


def test_who_writes_a_text_where_keys_belong_is_told_the_keys():
    said = check(f"{HEAD}change:\n  steps.haus.duration: 6 Wochen\n".encode(), "x", BASES).problems
    assert [(each.message.key, each.args["keys"]) for each in said] == [("E034/keys", "weeks")]


def test_lines_that_are_not_indented_under_what_is_added_are_told_where_they_belong():
    body = "add:\n  steps.haus.checklist.neu:\n  text: Neu\n  role: manager\n  title: Neu\n"
    assert told(body) == [
        ("E033/empty", 7, ""),
        *(("E064/indent", line, "") for line in (8, 9, 10)),
    ]


@pytest.mark.parametrize(
    ("command", "wanted", "meant"),
    [
        ("check", "dorf", "dorf.yaml"),
        ("check", "dorv.yaml", "dorf.yaml"),
        ("check", "ganz-anders.yaml", ""),
        ("show", "dorf", "dorf.yaml"),
        ("show", "dorv.yaml", "dorf.yaml"),
        ("show", "kda-10-schrite", "kda-10-schritte"),
        ("show", "ganz-anders", ""),
    ],
)
def test_a_file_that_is_not_there_is_answered_with_the_one_beside_it(
    tmp_path, monkeypatch, command, wanted, meant
):
    monkeypatch.chdir(tmp_path)
    Path("dorf.yaml").write_text(HEAD, "utf-8")
    answer = CliRunner().invoke(main, ["definition", command, wanted])
    assert answer.exit_code == 1
    if meant:
        assert f"Meinten Sie „{meant}“?" in answer.output
    else:
        assert "Meinten" not in answer.output


def test_a_misspelt_place_for_what_is_added_is_known():
    line = "steps.haus.checklist.neu: {insert_afer: geld, text: Neu, role: manager}"
    assert told(f"add:\n  {line}\n") == [("E035", 7, "insert_after")]
