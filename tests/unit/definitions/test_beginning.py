"""An adaptation begins with a file that is sound, and its examples work when they are uncommented."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from workflow.cli.main import main
from workflow.definitions.catalogue import in_folder, shipped
from workflow.definitions.library import check
from workflow.definitions.overlay.bases import bases_in
from workflow.definitions.overlay.beginning import beginning

FOLDER = Path("tests/definitions")
DEFINITIONS = [
    entry.definition for entry in (*shipped(), *in_folder(FOLDER)) if entry.definition is not None
]
SMALL = [each for each in DEFINITIONS if each.id in {"alle-angaben", "nachbarschaftshaus"}]
VERBS = ("add", "change", "remove")


def checked(text):
    return check(text.encode(), "neu.yaml", bases_in([FOLDER]))


def uncommented(text, verbs, mark):
    for verb in verbs:
        text = re.sub(
            rf"(?m)^#{verb}:\n(?:#  .*\n)+",
            lambda found: re.sub(rf"(?m)^{mark}", "", found[0]),
            text,
        )
    return text


@pytest.mark.parametrize("base", DEFINITIONS, ids=lambda base: base.id)
def test_an_adaptation_is_sound_from_its_first_line(base):
    found = checked(beginning("neu", base))
    assert found.problems == ()
    assert (found.definition.id, found.definition.steps) == ("neu", base.steps)


@pytest.mark.parametrize("base", DEFINITIONS, ids=lambda base: base.id)
@pytest.mark.parametrize("mark", ["#", "# ?"], ids=["by hand", "by an editor"])
def test_the_examples_work_beside_each_other(base, mark):
    works(base, VERBS, mark)


@pytest.mark.parametrize("base", SMALL, ids=lambda base: base.id)
@pytest.mark.parametrize("verb", VERBS)
def test_each_example_works_alone(base, verb):
    works(base, (verb,), "#")


def works(base, verbs, mark):
    text = beginning("neu", base)
    tried = uncommented(text, verbs, mark)
    found = checked(tried)
    assert not [problem for problem in found.problems if problem.is_error]
    shown = [verb for verb in verbs if f"\n#{verb}:" in text]
    assert (found.definition.steps == base.steps) is (shown == [])


def test_of_the_ten_steps_all_three_verbs_are_shown():
    base = next(each for each in DEFINITIONS if each.id == "kda-10-schritte")
    assert [verb for verb in VERBS if f"\n#{verb}:" in beginning("neu", base)] == list(VERBS)


def test_what_ships_can_be_read_as_it_was_written():
    said = CliRunner().invoke(main, ["definition", "show", "kda-10-schritte", "--source"]).output
    written = Path("process_definitions/kda-10-schritte.yaml").read_text("utf-8")
    assert said.rstrip() == written.rstrip()


def test_the_command_writes_a_file_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*words):
        return CliRunner().invoke(main, ["definition", *words])

    def new(name, *words, base="kda-10-schritte"):
        return run("new", name, "--extends", base, *words)

    made = new("musterhausen")
    assert made.exit_code == 0, made.output
    assert "extends: kda-10-schritte@1" in (tmp_path / "musterhausen.yaml").read_text("utf-8")
    assert run("check", "musterhausen.yaml").exit_code == 0
    again = new("musterhausen")
    assert again.exit_code == 1
    assert "gibt es schon" in again.output
    assert new("musterhausen", "-o", "-").output.startswith("# Eine Anpassung.")
    assert "definition message E030" in new("Muster Hausen").output
    assert "Gibt es den Ordner?" in new("anders", "-o", "fort/anders.yaml").output
    assert "gibt es nicht" in new("anders", base="nirgends").output


def test_an_adaptation_cannot_be_called_like_its_base(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    command = ["definition", "new", "kda-10-schritte", "--extends", "kda-10-schritte@1"]
    answer = CliRunner().invoke(main, command)
    assert answer.exit_code == 1
    assert "eine eigene Id" in answer.output
    assert not list(tmp_path.iterdir())
