"""Recorded values: limits, the usual range and its reason, neighbours, what is calculated, words."""

from dataclasses import replace

import pytest

from tests.unit.core.small import SMALL, START, by_id, variant
from tests.unit.core.story import (
    DEV,
    FILE,
    KO,
    MAN,
    begun,
    measure,
    netz_has_passed,
    partner,
    recording,
    start_has_passed,
    start_is_asked,
)
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.conditions import Scope, calculated, field_value
from workflow.core.definition import Field, FieldRef, FieldType, Sibling
from workflow.core.errors import ConflictingChange, NotFound, Reason
from workflow.core.known import known


def with_field(**changes):
    """The small procedure with a further field `x` in `start`."""
    field = Field(**{"id": "x", "label": "X", "type": FieldType.TEXT, **changes})
    step = replace(START, fields={**START.fields, "x": field})
    return variant(steps={**SMALL.steps, "start": step})


# --- every type ---


@pytest.mark.parametrize(
    ("kind", "entered", "kept"),
    [
        (FieldType.TEXT, "  Müller ", "Müller"),
        (FieldType.LONG_TEXT, "Erste\r\nzweite", "Erste\nzweite"),
        (FieldType.INTEGER, "12", 12),
        (FieldType.INTEGER, "12.0", 12),
        (FieldType.DECIMAL, "1.50", "1.5"),
        (FieldType.MONEY, "12.5", "12.50"),
        (FieldType.PERCENT, "33", "33"),
        (FieldType.DATE, " 2026-02-28 ", "2026-02-28"),
        (FieldType.YES_NO, "false", False),
        (FieldType.YES_NO, True, True),
        (FieldType.CHOICE, "a", "a"),
        (FieldType.CHOICES, ("b", "a"), ("a", "b")),
        (FieldType.CHOICES, "b", ("b",)),
        (FieldType.EMAIL, "rat@example.org", "rat@example.org"),
        (FieldType.PHONE, "+49 721 12345", "+49 721 12345"),
        (FieldType.URL, "https://example.org/a", "https://example.org/a"),
        (FieldType.PERSON, "2", 2),
        (FieldType.REFERENCE, "1", 1),
        (FieldType.FILE, FILE, FILE.sha256),
    ],
)
def test_a_value_is_kept_in_its_canonical_form(kind, entered, kept):
    definition = with_field(type=kind, options={"a": "A", "b": "B"}, register="partner")
    story = begun(definition).do(partner(), recording("start", x=entered))
    assert story.value("start", "x") == kept


@pytest.mark.parametrize(
    ("kind", "entered", "problem"),
    [
        (FieldType.TEXT, "a\nb", "bad-character"),
        (FieldType.TEXT, "a\u202eb", "bad-character"),
        (FieldType.TEXT, "\ud83d", "bad-character"),
        (FieldType.TEXT, "\x00", "bad-character"),
        (FieldType.TEXT, "   ", "empty"),
        (FieldType.TEXT, 7, "bad-character"),
        (FieldType.TEXT, "x" * 501, "too-long"),
        (FieldType.INTEGER, "1.5", "not-a-whole-number"),
        (FieldType.INTEGER, "drei", "not-a-number"),
        (FieldType.INTEGER, "1e3", "not-a-number"),
        (FieldType.INTEGER, "٣", "not-a-number"),
        (FieldType.INTEGER, True, "not-a-number"),
        (FieldType.INTEGER, "1" + "0" * 15, "too-large"),
        (FieldType.MONEY, "1,50", "not-a-number"),
        (FieldType.DATE, "30.02.2026", "not-a-date"),
        (FieldType.DATE, "2026-02-30", "not-a-date"),
        (FieldType.DATE, 20260101, "not-a-date"),
        (FieldType.YES_NO, "vielleicht", "not-an-option"),
        (FieldType.CHOICE, "c", "not-an-option"),
        (FieldType.CHOICES, ("a", "c"), "not-an-option"),
        (FieldType.EMAIL, "rat", "not-an-email"),
        (FieldType.PHONE, "anrufen", "not-a-phone"),
        (FieldType.URL, "javascript:alert(1)", "not-a-url"),
        (FieldType.PERSON, "99", "not-in-team"),
        (FieldType.PERSON, "9" * 30, "not-in-team"),
        (FieldType.PERSON, (1, 2), "not-in-team"),
        (FieldType.REFERENCE, "1", "no-such-record"),
        (FieldType.REFERENCE, "-1", "no-such-record"),
        (FieldType.REFERENCE, True, "no-such-record"),
        (FieldType.FILE, "abc", "empty"),
    ],
)
def test_what_is_no_such_value_is_refused_with_its_problem(kind, entered, problem):
    definition = with_field(type=kind, options={"a": "A", "b": "B"}, register="partner")
    begun(definition).when(recording("start", x=entered)).then_invalid(x=problem)


def test_a_text_can_have_a_least_length():
    begun(with_field(min_length=5)).when(recording("start", x="kurz")).then_invalid(x="too-short")


# --- limits ---


@pytest.mark.parametrize(("entered", "problem"), [("0", "too-small"), ("21", "too-large")])
def test_limits_refuse(entered, problem):
    begun().when(recording("start", horizont=entered)).then_invalid(horizont=problem)


@pytest.mark.parametrize("entered", ["1", "20"])
def test_limits_are_inclusive(entered):
    begun().when(recording("start", horizont=entered)).then_kinds(e.ValuesRecorded)


def test_a_limit_can_be_today():
    begun().when(partner(seit="2026-01-16")).then_invalid(seit="too-large")
    begun().when(partner(seit="2026-01-15")).then_kinds(e.RecordAdded)


def test_a_limit_can_be_the_field_beside_it_whichever_is_saved_last():
    story = begun().do(measure(beginn="2026-03-01"))
    change = c.ChangeRecord(register="massnahme", number=1, values={"ende": "2026-02-01"})
    story.when(change).then_invalid(ende="too-small")
    story = story.do(replace(change, values={"ende": "2026-04-01"}))
    story.when(replace(change, values={"beginn": "2026-05-01"})).then_invalid(ende="too-small")
    story.when(replace(change, values={"beginn": None})).then_kinds(e.RecordChanged)


def test_every_problem_of_a_form_comes_at_once():
    command = recording("start", horizont="viele", sektoren=3, nie="x", felder=("kommune",))
    begun().when(command).then_invalid(
        horizont="not-a-number", sektoren="calculated", nie="unknown"
    )


# --- the usual range ---


def test_an_unusual_value_is_saved_and_wants_a_reason_before_the_request():
    story = begun().do(recording("start", horizont="15"))
    found = story.actions()[c.RequestGate, "start", ""].blockers
    assert (Reason.REASON_MISSING, "horizont") in [(b.reason, b.thing) for b in found]
    explained = c.RecordValues(holder="start", values={}, reasons={"horizont": "Ratsbeschluss"})
    found = story.do(explained).actions()[c.RequestGate, "start", ""].blockers
    assert Reason.REASON_MISSING not in [b.reason for b in found]


def test_a_new_value_wants_its_reason_again():
    said = {"horizont": "Ratsbeschluss"}
    story = begun().do(c.RecordValues(holder="start", values={"horizont": "15"}, reasons=said))
    assert (
        story.do(recording("start", horizont="16")).step("start").values["horizont"].reason is None
    )
    again = story.do(c.RecordValues(holder="start", values={"horizont": "16"}, reasons=said))
    assert again.step("start").values["horizont"].reason == "Ratsbeschluss"


def test_a_reason_for_nothing_is_a_mistake():
    said = {"horizont": "Darum", "nie": "Darum"}
    begun().when(c.RecordValues(holder="start", values={}, reasons=said)).then_invalid(
        horizont="empty", nie="unknown"
    )


def test_a_form_that_clears_the_value_and_still_shows_its_reason_is_taken():
    said = {"horizont": "Darum"}
    story = begun().do(c.RecordValues(holder="start", values={"horizont": "15"}, reasons=said))
    story = story.do(c.RecordValues(holder="start", values={"horizont": None}, reasons=said))
    assert story.value("start", "horizont") is None


def test_a_reason_that_cannot_be_kept_is_refused():
    said = {"horizont": "x" * 2001}
    command = c.RecordValues(holder="start", values={"horizont": "5"}, reasons=said)
    begun().when(command).then_invalid(reason__horizont="too-long")


def test_a_calculated_value_can_be_unusual_and_is_explained_too():
    story = begun().do(partner("kommune"), partner("wohnen"), partner("verein"))
    found = story.actions()[c.RequestGate, "start", ""].blockers
    assert (Reason.REASON_MISSING, "sektoren") in [(b.reason, b.thing) for b in found]
    explained = c.RecordValues(holder="start", values={}, reasons={"sektoren": "Gut so"})
    story = story.do(explained)
    assert story.step("start").values["sektoren"].reason == "Gut so"
    assert read(story, "sektoren") == 3


def read(story, field):
    scope = Scope(story.definition, story.state, story.today)
    return field_value(FieldRef("start", field), scope)


def test_calculated_fields_follow_what_they_are_calculated_from():
    story = begun()
    assert (read(story, "sektoren"), read(story, "viele")) == (0, False)
    story = story.do(*[partner()] * 5, partner("wohnen"))
    assert (read(story, "sektoren"), read(story, "viele")) == (2, True)


def test_a_reason_without_a_value_reads_as_no_value():
    field = with_field(type=FieldType.INTEGER).steps["start"].fields["x"]
    assert known("", field) is None


def test_what_is_not_calculated_has_no_calculated_value():
    story = begun()
    scope = Scope(story.definition, story.state, story.today)
    assert calculated(START.fields["horizont"], scope) is None


# --- clearing, repeating, meeting ---


def test_a_value_is_cleared():
    story = begun().do(recording("start", horizont="5"))
    story.when(recording("start", horizont="")).then(
        e.ValuesRecorded(holder="start", cleared=("horizont",))
    )


def test_only_what_differs_is_written():
    story = begun().do(recording("start", horizont="5"))
    story.when(recording("start", horizont="5", felder=("wohnen",))).then(
        e.ValuesRecorded(holder="start", facts={"felder": ("wohnen",)})
    )
    story.when(recording("start", horizont="5")).then_nothing()


def test_only_the_very_field_is_in_conflict():
    story = begun().do(recording("start", horizont="5"))
    shown = story.state.seq
    later = story.do(recording("start", felder=("wohnen",)))
    later.when(recording("start", horizont="6"), seen=shown).then_kinds(e.ValuesRecorded)
    with pytest.raises(ConflictingChange) as conflict:
        _ = later.when(recording("start", felder=()), seen=shown).events
    assert conflict.value.thing == "felder"


@pytest.mark.parametrize(
    ("holder", "field", "first", "second"),
    [("start", "horizont", "5", "6"), ("profile", "foerderende", "2028-12-31", "2029-12-31")],
)
def test_a_field_that_somebody_emptied_is_in_conflict(holder, field, first, second):
    story = begun(traeger="kommune").do(recording(holder, **{field: first}), by=MAN)
    shown = story.state.seq
    emptied = story.do(recording(holder, **{field: ""}), by=MAN)
    with pytest.raises(ConflictingChange) as conflict:
        _ = emptied.when(recording(holder, **{field: second}), seen=shown).events
    assert conflict.value.thing == field
    assert emptied.when(recording(holder, **{field: second}), seen=emptied.state.seq).events


def test_two_reasons_for_one_value_do_not_overwrite_each_other():
    story = begun().do(recording("start", horizont="12"))
    shown = story.state.seq
    first = c.RecordValues(holder="start", values={}, reasons={"horizont": "Ein Erbbaurecht."})
    second = replace(first, reasons={"horizont": "Ein Förderprogramm."})
    with pytest.raises(ConflictingChange) as conflict:
        _ = story.do(first).when(second, seen=shown).events
    assert conflict.value.thing == "horizont"
    assert story.do(first).when(first, seen=shown).events == ()


# --- where ---


def test_the_profile_is_asked_at_the_start_and_open_at_any_time():
    story = begun(traeger="kommune").do(recording("profile", foerderende="2029-12-31"), by=DEV)
    assert story.value("profile", "foerderende") == "2029-12-31"
    paused = story.do(c.PauseProcess(until=story.today.replace(day=30), reason="Urlaub"), by=KO)
    paused.when(recording("profile", traeger="verein")).then_kinds(e.ValuesRecorded)


def test_a_required_field_of_the_profile_is_asked_at_the_start():
    traeger = replace(SMALL.profile["traeger"], required=True)
    definition = variant(profile={**SMALL.profile, "traeger": traeger})
    start = c.StartInstance(name="Süd", municipality=1)
    replace(begun(definition, traeger="verein"), state=None).when(start, by=KO).then_invalid(
        traeger="empty"
    )


def test_a_required_field_of_the_profile_is_not_emptied_later():
    traeger = replace(SMALL.profile["traeger"], required=True)
    story = begun(variant(profile={**SMALL.profile, "traeger": traeger}), traeger="kommune")
    story.when(recording("profile", traeger="")).then_invalid(traeger="empty")
    story.when(recording("profile", kontakt="Frau Meier")).then_kinds(e.ValuesRecorded)


def test_the_profile_can_name_a_member_of_the_first_team():
    assert begun(leitung=str(MAN.account)).value("profile", "leitung") == MAN.account


def test_fields_are_locked_while_in_review():
    start_is_asked().when(recording("start", horizont="6")).then_rejected(Reason.LOCKED_IN_REVIEW)


def test_fields_of_an_ongoing_step_stay_open():
    netz_has_passed().when(recording("netz", treffen="4")).then_kinds(e.ValuesRecorded)


def test_fields_of_a_passed_step_are_closed():
    start_has_passed().when(recording("start", horizont="6")).then_rejected(
        Reason.STEP_NOT_WORKABLE
    )


def test_fields_of_a_skipped_step_can_still_be_filled():
    story = begun().do(c.SkipStep(step="netz", reason="Gibt es schon"), by=KO)
    story.when(recording("netz", treffen="4")).then_kinds(e.ValuesRecorded)
    story.when(c.CompleteItem(holder="netz", item="runde", note="x")).then_rejected(
        Reason.STEP_NOT_WORKABLE
    )


def test_fields_of_nothing_are_not_found():
    with pytest.raises(NotFound):
        _ = begun().when(recording("nie", x="1")).events


def test_a_field_that_does_not_apply_cannot_be_filled():
    begun(traeger="kommune").when(recording("start", vorstand="Frau A")).then_invalid(
        vorstand="does-not-apply"
    )
    begun().when(recording("start", vorstand="Frau A")).then_kinds(e.ValuesRecorded)


# --- words ---


def test_free_text_and_what_is_personal_are_words():
    story = begun().do(partner(email="a@example.org", alter="71", beitrag="5"))
    added = story.log[-1].event
    assert added.facts == {"sektor": "kommune", "beitrag": "5.00"}
    assert added.words == {
        "value:name": "Stadtwerke",
        "value:email": "a@example.org",
        "value:alter": "71",
    }


def test_a_personal_number_is_read_back_as_a_number():
    story = begun().do(partner(alter="71"))
    same = c.ChangeRecord(register="partner", number=1, values={"alter": "71"})
    story.when(same).then_nothing()
    story.when(replace(same, values={"alter": "70"})).then_kinds(e.RecordChanged)


@pytest.mark.parametrize("chosen", [("1",), ("1", "2")])
def test_personal_references_are_read_back_as_references(chosen):
    field = with_field(type=FieldType.REFERENCE, register="partner", many=True, personal=True)
    story = begun(field).do(partner(), partner(), recording("start", x=chosen))
    assert read(story, "x") == tuple(int(number) for number in chosen)
    story.when(recording("start", x=chosen)).then_nothing()


@pytest.mark.parametrize(
    ("kind", "entered"),
    [(FieldType.YES_NO, "true"), (FieldType.CHOICES, ("a", "b")), (FieldType.DATE, "2026-01-01")],
)
def test_any_personal_value_is_kept_as_a_word_and_recognised(kind, entered):
    definition = with_field(type=kind, personal=True, options={"a": "A", "b": "B"})
    story = begun(definition).do(recording("start", x=entered))
    assert not story.log[-1].event.facts
    story.when(recording("start", x=entered)).then_nothing()


def test_the_name_of_a_file_is_a_word():
    story = begun().do(measure(bilder=FILE))
    added = story.log[-1].event
    assert added.facts["bilder"] == FILE.sha256
    assert added.words[f"file:{FILE.sha256}"] == "Protokoll.pdf"
    assert added.files == (replace(FILE, name=""),)


def test_a_limit_by_a_calculated_neighbour_counts():
    fields = by_id(
        Field(id="x", label="X", type=FieldType.INTEGER, maximum=Sibling("sektoren")),
    )
    step = replace(START, fields={**START.fields, **fields})
    definition = variant(steps={**SMALL.steps, "start": step})
    begun(definition).when(recording("start", x="1")).then_invalid(x="too-large")
    begun(definition).do(partner()).when(recording("start", x="1")).then_kinds(e.ValuesRecorded)


def test_definitions_are_the_same_by_their_digest():
    assert replace(SMALL, title="Anders") == SMALL
    assert replace(SMALL, digest="anders") != SMALL
    assert SMALL != "klein"
