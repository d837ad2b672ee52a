"""One level of a definition: every id that an overlay needs, and who set what."""

import json
from pathlib import Path

from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.cli.main import main
from workflow.definitions.library import Opened, open_document
from workflow.definitions.outlining import likely, outline
from workflow.definitions.outlining.level import LONGEST_VALUE, MOST_PARTS
from workflow.definitions.outlining.naming import KINDS, kind_of
from workflow.definitions.overlay.bases import bases_in
from workflow.definitions.overlay.explaining import PathUnknown
from workflow.definitions.overlay.targets import every_target

FOLDER = Path("tests/definitions")
BASE = "nachbarschaftshaus.yaml"


def opened(text: str = "", name: str = "anbau.yaml") -> Opened:
    data = text.encode() or (FOLDER / name).read_bytes()
    found = open_document(data, name, bases_in([FOLDER]))
    assert found is not None
    return found


def lines(path: str, text: str = "") -> list[tuple[str, str, str, str]]:
    return [
        (each.name, each.kind, each.text, each.deed) for each in outline(opened(text), path).parts
    ]


def test_what_stands_in_a_thing_is_listed_with_its_id_and_what_was_done_to_it():
    assert lines("steps.haus.checklist") == [
        ("geld", "item", "Geld einwerben", ""),
        ("garten", "item", "Den Garten ansehen", "add"),
        ("besuch", "item", "Häuser ansehen", "remove"),
    ]
    *_, gone = outline(opened(), "steps.haus.checklist").parts
    assert (gone.file, gone.line, gone.reason) == ("anbau.yaml", 21, "Das Haus steht schon fest.")


def test_a_level_says_where_each_part_was_set():
    parts = {each.name: each for each in outline(opened(), "steps.haus").parts}
    assert (parts["title"].file, parts["title"].line, parts["title"].deed) == (
        "anbau.yaml",
        16,
        "change",
    )
    assert (parts["short"].file, parts["short"].line, parts["short"].deed) == (BASE, 103, "")
    assert parts["checklist"].deed == "within"
    assert parts["fields"].count == 4


def test_a_level_is_one_level():
    here = outline(opened(), "")
    assert [each.name for each in here.parts][:4] == ["format", "id", "version", "title"]
    assert all("." not in each.path for each in here.parts)
    steps = next(each for each in here.parts if each.name == "steps")
    assert (steps.kind, steps.text, steps.count) == ("group", "Die Schritte, in ihrer Folge.", 3)


def test_a_value_is_shown_whole_and_what_is_within_it_names_what_is_replaced():
    value = outline(opened(), "steps.wunsch.checklist.umfrage.evidence")
    assert value.value == "- note\n- field: plaetze"
    within = outline(opened(), "steps.wunsch.gate.conditions.kueche.where.bereich")
    assert within.whole == "steps.wunsch.gate.conditions.kueche.where"
    assert outline(opened(), "steps.wunsch.questions[0]").path == "steps.wunsch.questions"


def test_a_value_that_nobody_set_says_what_the_format_knows_of_it():
    here = outline(opened(), "steps.haus.ongoing")
    assert (here.value, here.stages, here.help) == ("", (), "Läuft nach der Freigabe weiter.")
    assert "ongoing" in dict(outline(opened(), "steps.haus").unset)


def test_what_is_gone_keeps_its_story():
    here = outline(opened(), "steps.haus.checklist.besuch")
    assert (here.value, here.parts) == ("", ())
    assert [each.verb for each in here.stages] == ["remove", "written"]


def test_a_lock_is_named_with_the_line_that_says_it():
    lock = outline(opened(), "steps.wunsch.gate.conditions").lock
    assert lock is not None
    assert (lock.path, lock.file, lock.line) == ("steps.wunsch.gate", BASE, 138)
    own = outline(opened(), "steps.haus.gate").lock
    assert own is not None
    assert (own.file, own.line) == ("anbau.yaml", 9)
    assert outline(opened(), "steps.haus").lock is None  # only something in it is protected
    gate = next(each for each in outline(opened(), "steps.haus").parts if each.name == "gate")
    assert gate.is_locked


def test_of_what_an_overlay_got_wrong_the_rest_is_shown():
    text = (FOLDER / "anbau.yaml").read_text("utf-8")
    text = text.replace("steps.haus.title:", "steps.hausx.title:")
    assert ("title", "value", "Das Haus finden", "") in lines("steps.haus", text)
    assert ("duration", "value", "{weeks: 30}", "within") in lines("steps.haus", text)


def test_whoever_knows_an_id_or_a_word_of_the_title_finds_the_path():
    assert likely(opened(), "checklist.geld")[0].path == "steps.haus.checklist.geld"
    assert "steps.haus.checklist.garten" in [each.path for each in likely(opened(), " Garten ")]
    assert [each.path for each in likely(opened(), "Häuser öffnen")] == []
    assert likely(opened(), "haus")[0].path == "steps.haus"
    assert likely(opened(), " . ") == ()


def test_every_thing_of_the_format_has_a_word():
    for path, _ in every_target():
        assert kind_of(path) in KINDS["de"], path
    assert KINDS["de"].keys() == KINDS["en"].keys()


def test_a_level_and_a_value_have_an_end():
    head = (FOLDER / BASE).read_text("utf-8")
    many = outline(opened(head + "".join(f"k{n}: v\n" for n in range(MOST_PARTS)), BASE))
    assert len(many.parts) == MOST_PARTS
    assert many.left_out > 0
    long = outline(
        opened(head.replace("summary: Vom", f"summary: {'Wort ' * 10_000}Vom"), BASE), "summary"
    )
    assert len(long.value) < LONGEST_VALUE + 10


def test_on_the_command_line_the_ids_stand_below_the_story():
    def said(*words: str) -> str:
        return (
            CliRunner()
            .invoke(main, ["definition", "explain", str(FOLDER / "anbau.yaml"), *words])
            .output
        )

    assert said("steps.haus.checklist").splitlines()[-3:] == [
        "  geld    Punkt: Geld einwerben",
        "  garten  Punkt: Den Garten ansehen (hinzugefügt)",
        "  besuch  Punkt: Häuser ansehen (entfernt)",
    ]
    assert "  steps       Gruppe: Die Schritte, in ihrer Folge. (darin geändert)" in said()
    assert "Gemeint sein kann: registers.helfer.fields.bereich.options.garten, steps.haus" in said(
        "garten"
    )
    parts = json.loads(said("steps", "--format", "json"))["parts"]
    assert [each["path"] for each in parts] == ["steps.wunsch", "steps.haus", "steps.oeffnung"]


WORDS = [
    "steps",
    "haus",
    "wunsch",
    "checklist",
    "gate",
    "locked",
    "roles",
    "manager",
    "options",
    "label",
]


@settings(deadline=None, max_examples=300)
@given(
    st.lists(
        st.sampled_from([*WORDS, "profile", "traeger", "", "[0]", "x", "Ä", "where"]), max_size=6
    )
)
def test_no_path_breaks_it(parts):
    for name in ("anbau.yaml", BASE):
        try:
            outline(OPENED[name], ".".join(parts))
        except PathUnknown as error:
            likely(OPENED[name], error.path)


OPENED = {name: opened(name=name) for name in ("anbau.yaml", BASE)}
