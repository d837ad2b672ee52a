"""What people type becomes canonical values of the core, or a problem with a name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from web.input import Submission, new_command_id
from web.typed import (
    Unreadable,
    clean_line,
    clean_text,
    read_day,
    read_integer,
    read_number,
    read_value,
)
from workflow.core.definition import Field, FieldType
from workflow.core.errors import InvalidInput, Problem

NUMBERS = {
    "1,5": "1.5",
    "1.500,50": "1500.50",
    "1.500": "1500",
    "12.500": "12500",
    "1 500,5": "1500.5",
    "12.50": "12.50",
    "0.500": "0.500",
    "0,500": "0.500",
    "007": "7",
    "-3": "-3",
    "−3": "-3",
    "-0": "0",
    "-0,00": "0.00",
    "4.500 €": "4500",
    "4.500\u00a0€": "4500",
    "12,5 %": "12.5",
    "9600 Euro": "9600",
}


@pytest.mark.parametrize(("typed", "stored"), NUMBERS.items())
def test_W29_numbers_are_read_as_germans_write_them(typed, stored):
    assert read_number(typed) == stored


@pytest.mark.parametrize(
    "typed",
    ["1e309", "NaN", "inf", "0x10", "--1", "٣", "１２", "9" * 400, "1,5,5", "1.50.0", "1,500.50", "12 34",
     "1_000", "+5", "abc", "€", "1.5.2026"],
)  # fmt: skip
def test_W29_what_is_no_number_is_asked_back(typed):
    with pytest.raises(Unreadable) as caught:
        read_number(typed)
    assert caught.value.problem is Problem.NOT_A_NUMBER


def test_a_number_may_carry_the_unit_of_its_field():
    assert read_number("5 Jahre", "Jahre") == "5"
    assert read_integer("1.200 Einwohnende", "Einwohnende") == 1200


@pytest.mark.parametrize("typed", ["1,5", "viele", "9" * 17])
def test_a_whole_number_is_asked_back_as_one(typed):
    with pytest.raises(Unreadable) as caught:
        read_integer(typed)
    assert caught.value.problem is Problem.NOT_A_WHOLE_NUMBER


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9
    )
)
def test_a_number_shown_in_german_reads_back_as_itself(number):
    stored = f"{number:f}".replace("-0.00", "0.00")
    assert read_number(stored.replace(".", ",")) == stored


@pytest.mark.parametrize(
    "typed", ["15.6.2026", "15.06.2026", "2026-06-15", " 15.06.2026 ", "15. 6. 2026"]
)
def test_W28_a_day_is_read_as_people_write_it(typed):
    assert read_day(typed) == date(2026, 6, 15)


@pytest.mark.parametrize(
    "typed",
    ["2026-02-30", "29.02.2027", "0000-00-00", "9999-12-31", "2026-W13-7", "１５.０６.２０２６", "tomorrow", "1.1.1",
     "15/06/2026", "06.15.2026", "15.6.26", "20260615", "15.06.2026 08:00"],
)  # fmt: skip
def test_W28_what_is_no_day_is_asked_back(typed):
    with pytest.raises(Unreadable) as caught:
        read_day(typed)
    assert caught.value.problem is Problem.NOT_A_DATE


@pytest.mark.parametrize(
    "bad",
    ["\0", "\x1b", "\x07", "\b", "\x7f", "\x85", "\ufffe", "\uffff", "\ufdd0", "\U0001ffff", "\u200b", "\ud800", "\u2028", chr(0xFFFD)],
)  # fmt: skip
def test_W21_characters_that_nothing_can_carry_are_refused(bad):
    with pytest.raises(Unreadable) as caught:
        clean_text(f"vorher{bad}nachher")
    assert caught.value.problem is Problem.BAD_CHARACTER


@pytest.mark.parametrize(
    "text",
    ["👩‍👩‍👧‍👦", "🇩🇪", "שלום", "สวัสดี", "e" + "\u0300" * 1000, "ﷺ" * 1000, "<script>alert(1)</script>",
     "{{7*7}}", "' OR 1=1--", "erste\nzweite\tZeile"],
)  # fmt: skip
def test_W22_whatever_people_write_is_kept(text):
    import unicodedata

    assert clean_text(text) == unicodedata.normalize("NFC", text)


def test_line_ends_and_composed_letters_become_one_form():
    assert clean_text("u\u0308ber\r\nuns\rallen\n") == "über\nuns\nallen"


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\n\n", " \t "])
def test_W24_what_cannot_be_seen_is_nothing(text):
    assert clean_text(text) == ""


def test_W24_a_text_that_is_too_long_says_the_limit():
    with pytest.raises(Unreadable) as caught:
        clean_text("x" * 20_001)
    assert (caught.value.problem, caught.value.limit) == (Problem.TOO_LONG, "20000")


def test_a_line_has_no_line_ends():
    with pytest.raises(Unreadable):
        clean_line("a\nb")
    assert clean_line("  Talaue ") == "Talaue"


@given(st.text(alphabet=st.characters(), max_size=50))
def test_no_text_breaks_the_reader(text):
    try:
        cleaned = clean_text(text)
    except Unreadable:
        return
    assert clean_text(cleaned) == cleaned
    cleaned.encode("utf-8")


VALUES = [
    (FieldType.INTEGER, ["12"], 12),
    (FieldType.MONEY, ["1.500,50 €"], "1500.50"),
    (FieldType.PERCENT, ["12,5"], "12.5"),
    (FieldType.DATE, ["1.2.2026"], "2026-02-01"),
    (FieldType.YES_NO, ["ja"], True),
    (FieldType.YES_NO, ["nein"], False),
    (FieldType.CHOICE, ["verein"], "verein"),
    (FieldType.CHOICES, ["a", "", "b"], ("a", "b")),
    (FieldType.PERSON, ["7"], 7),
    (FieldType.REFERENCE, ["3"], 3),
    (FieldType.TEXT, [" Talaue "], "Talaue"),
    (FieldType.LONG_TEXT, ["a\r\nb"], "a\nb"),
    (FieldType.TEXT, [""], None),
    (FieldType.CHOICES, [], None),
]


@pytest.mark.parametrize(("kind", "typed", "stored"), VALUES)
def test_each_type_of_field_has_its_canonical_value(kind, typed, stored):
    value = read_value(Field(id="f", type=kind, label="F"), typed)
    assert value == stored
    assert type(value) is type(stored)


def test_a_reference_to_many_records_is_a_tuple_of_numbers():
    field = Field(id="f", type=FieldType.REFERENCE, label="F", many=True)
    assert read_value(field, ["2", "5"]) == (2, 5)


@pytest.mark.parametrize("typed", ["x", "-1", "1.0", "٣", "99999999999999999999"])
def test_W32_a_person_that_no_form_offered_is_no_choice(typed):
    with pytest.raises(Unreadable) as caught:
        read_value(Field(id="f", type=FieldType.PERSON, label="F"), [typed])
    assert caught.value.problem is Problem.NO_SUCH_CHOICE


def test_all_problems_of_a_form_are_said_at_once():
    form = Submission(MultiDict({"titel": "", "tag": "morgen", "text": "\0"}))
    form.line("titel", required=True)
    form.day("tag", required=True)
    form.text("text", required=True)
    with pytest.raises(InvalidInput) as caught:
        form.check()
    assert [(each.name, each.problem) for each in caught.value.problems] == [
        ("titel", Problem.EMPTY),
        ("tag", Problem.NOT_A_DATE),
        ("text", Problem.BAD_CHARACTER),
    ]


def test_W30_a_single_value_that_comes_twice_is_refused():
    form = Submission(MultiDict([("titel", "a"), ("titel", "b")]))
    with pytest.raises(BadRequest):
        form.line("titel")


@pytest.mark.parametrize(
    "name", ["role", "actor_id", "municipality_id", "state", "titel[]", "titel[b]"]
)
def test_W31_a_field_that_the_page_does_not_have_is_refused(name):
    form = Submission(MultiDict({"titel": "a", name: "x", "csrf_token": "t", "command_id": "c"}))
    form.line("titel")
    with pytest.raises(BadRequest):
        form.nothing_else("feld-")
    assert form.line("titel") == "a"


def test_a_field_that_may_have_gone_since_the_page_was_made_is_no_reason_to_refuse():
    form = Submission(MultiDict({"titel": "a", "feld-alt": "x"}))
    form.line("titel")
    form.nothing_else("feld-")


@pytest.mark.parametrize("raw", ["", "x" * 32, "A" * 32, "1" * 31, "1" * 1_000_000, "１" * 32])
def test_W34_a_command_id_that_is_not_ours_is_refused(raw):
    with pytest.raises(BadRequest):
        _ = Submission(MultiDict({"command_id": raw})).command_id


def test_a_command_id_of_ours_is_read_back():
    made = new_command_id()
    assert Submission(MultiDict({"command_id": made})).command_id == made
    assert made != new_command_id()


@pytest.mark.parametrize(("raw", "seen"), [("", None), ("0", 0), ("17", 17)])
def test_the_sequence_that_was_shown_is_read(raw, seen):
    assert Submission(MultiDict({"seen": raw})).seen == seen


@pytest.mark.parametrize("raw", ["-1", "1.0", "x", "٣", "9" * 30])
def test_W34_a_sequence_that_is_none_is_refused(raw):
    with pytest.raises(BadRequest):
        _ = Submission(MultiDict({"seen": raw})).seen
