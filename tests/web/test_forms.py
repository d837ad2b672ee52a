"""Forms come from the fields of a definition; nothing typed is lost."""

from dataclasses import replace

import pytest

from tests.unit.core.story import KO, begun, partner
from tests.web.scenes import scene
from web.presenters.forms import field_inputs
from web.presenters.inputs import Typed, filled, line_input, summary, text_input
from web.presenters.scene import new_entry
from web.presenters.values import facts, record_title
from workflow.core import commands as c
from workflow.core.definition import Field, FieldType, Literal
from workflow.core.errors import InputProblem, Problem

OPTIONS = {"a": "Erstens", "b": "Zweitens"}
CASES = [
    (FieldType.TEXT, "Hallo", "text", "Hallo"),
    (FieldType.LONG_TEXT, "Mehr\n\nText", "textarea", "Mehr\n\nText"),
    (FieldType.INTEGER, 12, "text", "12"),
    (FieldType.DECIMAL, "1.5", "text", "1,5"),
    (FieldType.MONEY, "1500.50", "text", "1500,50"),
    (FieldType.PERCENT, "40", "text", "40"),
    (FieldType.DATE, "2026-03-31", "text", "31.03.2026"),
    (FieldType.EMAIL, "a@example.org", "email", "a@example.org"),
    (FieldType.PHONE, "01234 56", "tel", "01234 56"),
    (FieldType.URL, "https://example.org", "text", "https://example.org"),
    (FieldType.YES_NO, False, "radio", "nein"),
    (FieldType.CHOICE, "b", "radio", "b"),
    (FieldType.CHOICES, ("a", "b"), "checkbox", "a"),
    (FieldType.PERSON, 2, "select", "2"),
    (FieldType.REFERENCE, 1, "select", "1"),
]


def with_field(field, value=None):
    """A quartier whose profile asks for this one field."""
    story = begun().do(partner("verein"))
    profile = {**story.definition.profile, field.id: field}
    changed = replace(story, definition=replace(story.definition, profile=profile))
    if value is None:
        return changed
    return changed.do(c.RecordValues(holder="profile", values={field.id: value}))


def asked(story):
    """The inputs for the one field that was added."""
    found = field_inputs(scene(story), "profile")
    return [each for each in found if each.name.endswith("-ding")]


@pytest.mark.parametrize(("kind", "value", "control", "typed"), CASES)
def test_every_type_has_its_control_with_the_value_as_one_would_type_it(
    kind, value, control, typed
):
    field = Field(id="ding", type=kind, label="Ding", options=OPTIONS, register="partner")
    (found,) = asked(with_field(field, value))
    assert found.kind == control
    chosen = [option.value for option in found.options if option.chosen]
    assert typed in (chosen or [found.value])
    assert found.id == "feld-ding"


def test_what_is_not_required_is_marked():
    (found,) = asked(with_field(Field(id="ding", type=FieldType.TEXT, label="Ding")))
    assert found.optional


def test_a_hint_names_the_limits_and_what_is_usual():
    field = Field(
        id="ding",
        type=FieldType.INTEGER,
        label="Ding",
        unit="Jahre",
        minimum=Literal(1),
        maximum=Literal(20),
        usual_minimum=Literal(3),
    )
    (found,) = asked(with_field(field))
    assert found.hint == "1 bis 20. Üblich: mindestens 3."
    assert found.unit == "Jahre"


def test_a_value_outside_the_usual_asks_for_its_reason_only_then():
    field = Field(id="ding", type=FieldType.INTEGER, label="Ding", usual_minimum=Literal(3))
    usual, unusual = with_field(field, 4), with_field(field, 2)
    assert [each.name for each in asked(usual)] == ["feld-ding"]
    assert [each.name for each in asked(unusual)] == ["feld-ding", "grund-ding"]


def test_a_field_that_the_same_form_decides_about_stands_in_it_and_says_when():
    inputs = {each.name: each for each in field_inputs(scene(begun()), new_entry("massnahme"))}
    assert "Nur wenn gilt" in inputs["feld-quelle"].hint


def test_calculated_fields_are_shown_and_not_asked():
    found = scene(begun(), KO)
    names = {each.name for each in field_inputs(found, "start")}
    shown = {fact.anchor: fact for fact in facts(found, "start", "/x")}
    assert "feld-sektoren" not in names
    assert shown["feld-sektoren"].link is None


def test_what_was_typed_stands_there_again_with_what_is_wrong():
    typed = Typed(
        {"feld-name": ["x" * 60], "feld-sektor": ["wohnen"]},
        (InputProblem(name="name", problem=Problem.TOO_LONG, limit="50"),),
    )
    found = scene(begun())
    inputs = field_inputs(found, new_entry("partner"), typed)
    by_name = {each.name: each for each in inputs}
    assert by_name["feld-name"].value == "x" * 60
    assert by_name["feld-name"].error == "„Name“ darf höchstens 50 Zeichen haben"
    assert [o.value for o in by_name["feld-sektor"].options if o.chosen] == ["wohnen"]
    errors = summary(typed, found, inputs, new_entry("partner"))
    assert errors.heading == "Bitte prüfen Sie 1 Angabe"
    assert errors.lines[0].url == "#feld-name"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Bürgerverein", "Bürgerverein"),
        ("Verein für das Leben " * 5, "Verein für das Leben " * 4 + "…"),
        ("x" * 100, "x" * 90 + " …"),
    ],
)
def test_a_long_title_is_cut_behind_a_word(name, title):
    story = begun().do(partner())
    record = story.state.register("partner")[1]
    named = replace(record, values={"name": replace(record.values["name"], value=name)})
    assert record_title(scene(story), named) == title


def test_the_summary_and_the_field_say_the_same():
    typed = Typed({"reason": [""]}, (InputProblem(name="reason", problem=Problem.EMPTY),))
    found = scene(begun())
    (question,) = filled((text_input("reason", "Begründung"),), typed, found)
    assert question.error == summary(typed, found, (question,)).lines[0].text


def test_the_summary_is_in_the_order_of_the_form():
    problems = (
        InputProblem(name="until", problem=Problem.NOT_A_DATE),
        InputProblem(name="reason:jahre", problem=Problem.TOO_LONG, limit="9"),
        InputProblem(name="jahre", problem=Problem.EMPTY),
    )
    asked = (
        line_input("feld-jahre", "Jahre"),
        text_input("grund-jahre", "Begründung"),
        line_input("until", "Bis"),
    )
    lines = summary(Typed({}, problems), scene(begun()), asked).lines
    assert [line.url for line in lines] == ["#feld-jahre", "#grund-jahre", "#until"]


def test_a_missing_required_value_leads_to_where_it_is_given():
    found = {fact.label: fact for fact in facts(scene(begun()), "start", "/angaben")}
    missing = [fact for fact in found.values() if fact.missing]
    assert missing
    assert missing[0].value == "Fehlt noch, Pflichtangabe"
    assert missing[0].link.url.startswith("/angaben#feld-")
