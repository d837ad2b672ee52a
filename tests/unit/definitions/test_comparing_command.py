"""`definition diff` says what has changed, and tells scripts whether anything has."""

import json

import pytest
from click.testing import CliRunner

from tests.unit.definitions.test_schema import SMALL
from workflow.cli.main import main


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.yaml").write_text(SMALL, "utf-8")
    newer = SMALL.replace("version: 1", "version: 2").replace("title: Anfang", "title: Beginn")
    assert newer.count("Beginn") == 1
    (tmp_path / "b.yaml").write_text(newer, "utf-8")
    (tmp_path / "kaputt.yaml").write_text("format: 1", "utf-8")
    return tmp_path


def run(*words):
    return CliRunner().invoke(main, ["definition", "diff", *map(str, words)])


def test_people_read_groups_of_sentences(folder):
    result = run("klein@1", "klein@2", "--folder", folder)
    assert result.exit_code == 1
    assert result.output.startswith("klein@1 und klein@2: 1 Änderung\n\nGeändert\n  * ")
    assert "heißt jetzt „Beginn“." in result.output


def test_programs_read_where_it_is(folder):
    result = run(folder / "a.yaml", folder / "b.yaml", "--format", "json", "--language", "en")
    (change,) = json.loads(result.output)["changes"]
    assert change["path"] == "steps.anfang.title"
    assert (change["kind"], change["weight"]) == ("changed", "wording")
    assert (change["before"], change["after"]) == ("Anfang", "Beginn")
    assert change["sentence"].startswith("New name: step 1")


def test_nothing_differs_and_that_is_said(folder):
    result = run("klein@1", folder / "a.yaml", "--folder", folder)
    assert result.exit_code == 0
    assert result.output.endswith("nichts ist anders\n")


@pytest.mark.parametrize("words", [("kaputt.yaml", "a.yaml"), ("a.yaml", "fehlt.yaml")])
def test_what_cannot_be_read_is_no_difference(folder, words):
    result = run(*(folder / word for word in words))
    assert result.exit_code == 2
    assert "yaml" in result.output


def test_the_text_is_compared_line_by_line(folder):
    result = run("klein@1", "klein@2", "--folder", folder, "--text")
    assert result.exit_code == 1
    signs = [line[6] for line in result.output.splitlines() if line != "..."]
    assert signs.count("-") == signs.count("+") == 2
    data = json.loads(
        run(folder / "a.yaml", folder / "b.yaml", "--text", "--format", "json").output
    )
    assert {line["sign"] for passage in data["passages"] for line in passage} == {" ", "-", "+"}


def test_the_same_text_has_no_lines_that_differ(folder):
    result = run("klein@1", "klein@1", "--folder", folder, "--text")
    assert (result.exit_code, result.output) == (0, "")
