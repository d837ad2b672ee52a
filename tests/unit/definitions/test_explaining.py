"""Where a value comes from: told through the chain, and written beside the merged YAML."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from workflow.cli.main import main
from workflow.definitions.library import check, open_document
from workflow.definitions.overlay.bases import bases_in
from workflow.definitions.writing import as_yaml

FOLDER = Path("tests/definitions")
BASES = bases_in([FOLDER])
TOP = """\
format: 1
id: dachgarten
version: 1
extends: anbau@1
title: Mit Dachgarten
change:
  steps.haus.title: Ein Haus mit Dach mieten
  profile.traeger.options.stiftung: Bürgerstiftung
remove:
  steps.haus.checklist.garten: Der Garten liegt auf dem Dach.
"""


@pytest.fixture
def top(tmp_path):
    for name in ("anbau.yaml", "nachbarschaftshaus.yaml"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    path = tmp_path / "dach.yaml"
    path.write_text(TOP, "utf-8")
    return path


def explained(file, path, *words):
    return CliRunner().invoke(main, ["definition", "explain", str(file), path, *words])


def test_a_value_is_told_back_to_the_undermost_base(top):
    said = explained(top, "steps.haus.title").output.replace(str(top), "dach.yaml")
    assert said.splitlines() == [
        "steps.haus.title ist „Ein Haus mit Dach mieten“: geändert, dach.yaml Zeile 7.",
        "Davor war es „Ein Haus mieten“: geändert, anbau.yaml Zeile 16.",
        "Davor war es „Das Haus finden“: so geschrieben, nachbarschaftshaus.yaml Zeile 102.",
    ]


def test_what_an_option_was_called_is_told_however_its_label_is_written(top):
    top.write_text(TOP.replace("options.stiftung:", "options.stiftung.label:"), "utf-8")
    for path in ("profile.traeger.options.stiftung", "profile.traeger.options.stiftung.label"):
        said = explained(top, path).output.replace(str(top), "dach.yaml")
        assert said.splitlines() == [
            f"{path} ist „Bürgerstiftung“: geändert, dach.yaml Zeile 8.",
            "Davor war es „Stiftung“: hinzugefügt, anbau.yaml Zeile 14.",
        ]


def test_the_label_of_an_option_is_told_when_more_was_said_of_it_later(top):
    other = "options.stadt.was: [gemeinde]"
    top.write_text(TOP.replace("options.stiftung: Bürgerstiftung", other), "utf-8")
    said = explained(top, "profile.traeger.options.stadt.label").output
    assert "ist „Stadt“: so geschrieben" in said


def test_what_an_overlay_added_is_told_as_it_was_before_another_changed_it(top):
    """Each with the line on which it stands, not that of the thing around it."""
    middle = top.parent / "mitte.yaml"
    middle.write_text(
        "format: 1\nid: mitte\nversion: 1\nextends: anbau@1\ntitle: Mitte\nadd:\n"
        "  steps.haus.fields.art:\n    type: choice\n    label: Art\n    options:\n"
        "      saal: Saal\n  steps.haus.checklist.dach:\n    text: Das Dach prüfen\n"
        "    role: manager\n    evidence: note\n    insert_after: geld\n",
        "utf-8",
    )
    top.write_text(
        "format: 1\nid: oben\nversion: 1\nextends: mitte@1\ntitle: Oben\nadd:\n"
        "  steps.haus.fields.art.options.kirche: Kirche\n"
        "change:\n  steps.haus.checklist.dach.evidence: document\n",
        "utf-8",
    )
    said = explained(top, "steps.haus.checklist.dach.evidence").output.replace(str(top), "oben")
    assert said.splitlines() == [
        "steps.haus.checklist.dach.evidence ist „document“: geändert, oben Zeile 9.",
        "Davor war es „note“: hinzugefügt, mitte.yaml Zeile 15.",
    ]
    said = explained(top, "steps.haus.fields.art.options.kirche").output
    assert "Davor" not in said
    said = explained(top, "steps.haus.fields.art.options").output
    assert said.startswith("steps.haus.fields.art.options steht in mitte.yaml Zeile 10.\n")


def test_what_is_gone_is_told_with_its_reason(top):
    said = explained(top, "steps.haus.checklist.garten.role").output.replace(str(top), "dach.yaml")
    gone = "steps.haus.checklist.garten.role gibt es nicht mehr: entfernt, dach.yaml Zeile 10."
    assert said.splitlines() == [
        f"{gone} Grund: Der Garten liegt auf dem Dach.",
        "Davor war es „developer“: hinzugefügt, anbau.yaml Zeile 12.",
    ]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("steps.haus", "Darin entfernt, anbau.yaml Zeile 21: steps.haus.checklist.besuch. Grund:"),
        ("steps.haus.duration.weeks", "ist „30“: geändert, anbau.yaml Zeile 17."),
        ("steps.haus.ongoing", "nirgends gesetzt: Es gilt, was das Format vorgibt."),
        ("profile.traeger.options.stiftung.label", "Davor war es „Stiftung“: hinzugefügt"),
        ("locked", "ist [steps.wunsch.gate, steps.haus.gate]: am Anfang gesetzt, anbau.yaml"),
        ("steps.wunsch.opens_when", "ist []: so geschrieben, nachbarschaftshaus.yaml Zeile"),
    ],
)
def test_every_kind_of_value_is_told(top, path, said):
    answer = explained(top, path)
    assert answer.exit_code == 0
    assert said in answer.output


def test_a_path_that_leads_to_nothing_names_the_likely_one(top):
    answer = explained(top, "steps.hauss.title")
    assert answer.exit_code == 1
    assert "„steps.hauss.title“ gibt es nicht. Meinten Sie „steps.haus.title“?" in answer.output


@pytest.mark.parametrize("path", [" steps.haus ", "steps . haus", "steps.haus."])
def test_a_path_is_taken_without_the_blanks_and_dots_around_it(top, path):
    assert explained(top, path).output == explained(top, "steps.haus").output


@pytest.mark.parametrize("path", ["steps.wunsch.questions[0]", "steps.wunsch.questions[7]"])
def test_an_entry_of_a_list_stands_for_all_of_it(top, path):
    assert explained(top, path).output == explained(top, "steps.wunsch.questions").output


@pytest.mark.parametrize(
    ("path", "around"),
    [("steps.xyz.title", " steps"), ("steps.haus.lead.xyz", " steps.haus"), ("xyz", "")],
)
def test_a_path_that_leads_to_nothing_says_where_to_look(top, path, around):
    result = explained(top, path)
    assert result.exit_code == 1
    assert result.output.endswith(f"sagt: quartiersweg definition explain {top}{around}\n")


def test_programs_get_the_stages(top):
    data = json.loads(explained(top, "steps.haus.checklist.besuch", "--format", "json").output)
    removed, written = data["stages"]
    assert (removed["verb"], removed["file"], removed["line"]) == ("remove", "anbau.yaml", 21)
    assert removed["reason"] == "Das Haus steht schon fest."
    assert removed["value"] is None
    assert written["value"]["role"] == "developer"


def test_a_definition_of_its_own_is_told_too():
    said = explained(FOLDER / "nachbarschaftshaus.yaml", "steps.haus.title").output
    assert said.endswith("nachbarschaftshaus.yaml Zeile 102.\n")


def test_the_merged_text_says_where_things_come_from_and_reads_the_same(top):
    shown = CliRunner().invoke(main, ["definition", "show", "--merged", str(top)]).output
    lines = shown.replace(str(top), "dach.yaml").splitlines()
    at = lines.index("    title: Ein Haus mit Dach mieten")
    assert lines[at - 1] == "    # dach.yaml:7"
    at = lines.index("      weeks: 30")
    assert lines[at - 2 : at] == ["    # anbau.yaml:17", "    duration:"]
    bases = bases_in([top.parent])
    assert check(shown.encode(), "x").stored == check(top.read_bytes(), "x", bases).stored


FILES = [*FOLDER.glob("*.yaml"), *Path("process_definitions").glob("*.yaml")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_document_that_is_written_anew_says_the_same(path):
    opened = open_document(path.read_bytes(), path.name, BASES)
    text = as_yaml(opened.root, path.name)
    assert check(text.encode(), "x").stored == check(path.read_bytes(), "x", BASES).stored


def test_words_that_mean_nothing_without_quotes_keep_them():
    sound = (FOLDER / "nachbarschaftshaus.yaml").read_bytes()
    for word in ("'null'", "'~'", "' # x'", "'- x'", "'a: b'", '"a\\n\\n b"', "'„Haus“: ja'"):
        data = sound.replace(
            b"title: Ein Nachbarschaftshaus gr\xc3\xbcnden", f"title: {word}".encode()
        )
        answer = check(data, "x")
        assert answer.is_valid
        text = as_yaml(open_document(data, "x").root, "x")
        assert check(text.encode(), "x").stored == answer.stored


def test_a_little_picture_stays_one():
    sound = (FOLDER / "nachbarschaftshaus.yaml").read_bytes()
    data = sound.replace("Ein Nachbarschaftshaus gründen".encode(), "Ein Haus 🏡 gründen".encode())
    assert "title: Ein Haus 🏡 gründen\n" in as_yaml(open_document(data, "x").root, "x")
