"""Definitions are found by what stands in them, and the command says what it cannot find."""

import pytest
from click.testing import CliRunner

from tests.unit.definitions.test_schema import SMALL
from workflow.cli.main import main
from workflow.definitions.catalogue import DefinitionUnknown, find, in_folder, shipped


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.yaml").write_text(SMALL, "utf-8")
    (tmp_path / "b.yaml").write_text(SMALL.replace("version: 1", "version: 2"), "utf-8")
    (tmp_path / "kaputt.yaml").write_text("format: 1", "utf-8")
    (tmp_path / "notiz.txt").write_text("keine Vorlage", "utf-8")
    return tmp_path


def run(*words):
    return CliRunner().invoke(main, ["definition", *map(str, words)])


def test_the_newest_version_is_meant_unless_one_is_named(folder):
    entries = in_folder(folder)
    assert [entry.file for entry in entries] == ["a.yaml", "b.yaml", "kaputt.yaml"]
    assert find("klein", entries).version == 2
    assert find("klein@1", entries).version == 1


def test_an_unknown_definition_names_the_likely_one(folder):
    with pytest.raises(DefinitionUnknown) as caught:
        find("klien", in_folder(folder))
    assert caught.value.near == "klein"
    with pytest.raises(DefinitionUnknown):
        find("klein@3", in_folder(folder))


def test_an_overlay_is_found_and_listed_with_what_it_builds_on(folder):
    text = "format: 1\nid: kleiner\nversion: 1\nextends: klein@1\ntitle: Kleiner\n"
    (folder / "kleiner.yaml").write_text(text, "utf-8")
    assert find("kleiner", in_folder(folder)).steps.keys() == {"anfang"}
    result = run("list", "--folder", folder)
    assert "kleiner@1  Kleiner (Schritte: 1, baut auf klein@1 auf)" in result.output
    assert "1. Anfang [anfang]" in run("show", folder / "kleiner.yaml").output


def test_something_ships_and_can_be_used():
    assert [entry.file for entry in shipped() if entry.definition is None] == []
    assert shipped()


def test_what_ships_warns_of_nothing_but_a_role_that_approves():
    warned = {entry.file: [each.code for each in entry.checked.problems] for entry in shipped()}
    assert warned.pop("kda-10-schritte.yaml") == ["W110"]
    assert [name for name, codes in warned.items() if codes] == []


def test_the_list_names_every_definition(folder):
    result = run("list", "--folder", folder)
    assert result.exit_code == 0
    assert "klein@2  Klein (Schritte: 1)" in result.output
    assert "kaputt.yaml: nicht verwendbar" in result.output


def test_a_definition_is_shown_by_id_or_by_file(folder):
    by_id = run("show", "klein@1", "--folder", folder)
    by_file = run("show", folder / "a.yaml")
    assert by_id.exit_code == by_file.exit_code == 0
    assert by_id.output == by_file.output
    assert "1. Anfang [anfang]" in by_id.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "klien"], "Meinten Sie „klein“?"),
        (
            ["show", "klein", "--step", "ende"],
            "Einen Schritt „ende“ gibt es nicht. Es gibt: anfang",
        ),
        (["graph", "nichts"], "gibt es nicht"),
        (["show", "fehlt.yaml"], "Diese Datei gibt es nicht"),
    ],
)
def test_what_cannot_be_shown_is_said(folder, words, said):
    result = run(*words, "--folder", folder)
    assert result.exit_code == 1
    assert said in result.output


def test_a_broken_file_leads_to_the_checker(folder):
    result = run("show", folder / "kaputt.yaml")
    assert result.exit_code == 1
    assert "definition check" in result.output


def test_drawing_and_schema_go_to_a_file(folder, tmp_path):
    drawing, schema = tmp_path / "x.svg", tmp_path / "x.json"
    assert run("graph", "klein", "--folder", folder, "-o", drawing).exit_code == 0
    assert drawing.read_text("utf-8").startswith("<svg")
    assert run("schema", "-o", schema).exit_code == 0
    assert '"$schema"' in schema.read_text("utf-8")
