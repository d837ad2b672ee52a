"""A field of every type of the format: asked, refused, shown, sorted, filtered, handed out, taken in."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.core.story import MAN, Story, begun
from tests.web.scenes import PEOPLE, scene
from web.csv_text import read, written
from web.presenters.forms import field_inputs
from web.presenters.records import record_page
from web.presenters.register_file import table
from web.presenters.register_filter import filter_inputs
from web.presenters.register_lacks import lacks
from web.presenters.register_order import chosen_records, columns_of, ordered
from web.presenters.register_wanted import Wanted, choosable
from web.presenters.scene import new_entry
from web.presenters.values import facts
from web.rooms.record_rows import known_columns, sheet
from web.typed import Unreadable, read_value
from workflow.core import commands as c
from workflow.core.definition import FieldType
from workflow.core.state import Document, DocumentKind
from workflow.definitions.library import check

SOURCE = Path("tests/definitions/alle_angaben.yaml")
DEFINITION = check(SOURCE.read_bytes(), SOURCE.name).definition
FIELDS = DEFINITION.registers["ding"].fields
BY_HAND = {name: each for name, each in FIELDS.items() if each.calculate is None}
PLAN = Document(
    kind=DocumentKind.FILE, name="Plan.pdf", sha256="0" * 64, size=9, media_type="application/pdf"
)

# As people type it, as the core keeps it, as a page shows it.
GOOD = {
    "text": ("Bank", "Bank", "Bank"),
    "long-text": ("Zwei\r\nZeilen", "Zwei\nZeilen", "Zwei\nZeilen"),
    "integer": ("1.200", 1200, "1.200\u00a0Personen"),
    "decimal": ("2,5", "2.5", "2,5\u00a0km"),
    "money": ("1.234,50 €", "1234.50", "1.234,50\u00a0€"),
    "percent": ("40 %", "40", "40\u00a0%"),
    "date": ("1.3.2026", "2026-03-01", "01.03.2026"),
    "yes-no": ("nein", False, "Nein"),
    "choice": ("fertig", "fertig", "Fertig, endlich"),
    "choices": ("alle", ("alle",), "Alle, ohne Ausnahme"),
    "email": ("a@example.org", "a@example.org", "a@example.org"),
    "phone": ("+49 721 1234", "+49 721 1234", "+49 721 1234"),
    "url": ("https://example.org", "https://example.org", "https://example.org"),
    "person": (str(MAN.account), MAN.account, PEOPLE[MAN.account]),
    "reference": ("2", 2, "Öffnung"),
    "many": ("1", (1,), "Anfang"),
}
BAD = {
    "text": "x" * 61,
    "integer": "1,5",
    "decimal": "viel",
    "money": "-1",
    "percent": "101",
    "date": "30.2.2026",
    "yes-no": "vielleicht",
    "choice": "gibt-es-nicht",
    "choices": "gibt-es-nicht",
    "email": "a@b",
    "phone": "ruft an",
    "url": "javascript:alert(1)",
    "person": "99999",
    "reference": "99",
    "many": "99",
}


def add(**values) -> c.AddRecord:
    return c.AddRecord(register="ding", step="anfang", values=values)


def places() -> Story:
    """A quartier with two places to refer to."""
    names = ({"name": "Anfang"}, {"name": "Öffnung"})
    return begun(DEFINITION).do(
        *(c.AddRecord(register="ort", step="anfang", values=each) for each in names)
    )


def full() -> Story:
    """A quartier with an entry that has everything, and one that has nothing but a name."""
    values = {name: kept for name, (_, kept, _) in GOOD.items()}
    return places().do(add(**values, file=PLAN), add(text="Ast"))


def test_the_definition_has_a_field_of_every_type():
    assert {each.type for each in FIELDS.values()} == set(FieldType)
    assert set(GOOD) | {"file", "sum"} == set(FIELDS)


def test_every_field_is_asked_and_what_is_calculated_is_not():
    inputs = {
        each.name.removeprefix("feld-") for each in field_inputs(scene(full()), new_entry("ding"))
    }
    assert inputs == set(BY_HAND)


@pytest.mark.parametrize("name", GOOD)
def test_what_is_typed_is_kept_and_shown(name):
    typed, kept, said = GOOD[name]
    assert read_value(FIELDS[name], [typed]) == kept
    shown = {fact.anchor: fact.value for fact in facts(scene(full()), "ding/1")}
    assert shown[f"feld-{name}"] == said


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_is_refused_by_reading_it_or_by_the_engine(name):
    try:
        value = read_value(FIELDS[name], [BAD[name]])
    except Unreadable:
        return
    places().when(add(**{"text": "Ding", name: value})).then_invalid(**{name: PROBLEMS[name]})


PROBLEMS = {
    "text": "too-long", "money": "too-small", "percent": "too-large", "choice": "not-an-option",
    "choices": "not-an-option", "email": "not-an-email", "phone": "not-a-phone", "url": "not-a-url",
    "person": "not-in-team", "reference": "no-such-record", "many": "no-such-record",
}  # fmt: skip


def test_what_is_calculated_and_what_is_a_file_is_shown():
    shown = {fact.label: fact for fact in facts(scene(full()), "ding/1")}
    assert shown["Doppelte Kosten"].value == "2.469\u00a0€"
    assert (shown["Plan"].value, bool(shown["Plan"].url)) == ("Datei liegt vor", True)


def test_the_page_of_an_entry_calls_its_files_by_their_names():
    story = full()
    page = record_page(scene(story), "ding", 1, history=story.log)
    assert "Plan.pdf" in [fact.value for fact in page.facts]


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("sign", ["", "-"])
def test_by_every_field_can_be_sorted_and_what_is_missing_comes_last(name, sign):
    here = scene(full())
    register, asked = DEFINITION.registers["ding"], Wanted(sort=f"{sign}{name}")
    found = [
        each.number
        for each in ordered(here, register, asked, chosen_records(here, register, asked))
    ]
    assert found == ([2, 1] if (name, sign) == ("text", "") else [1, 2])


@pytest.mark.parametrize("name", [each.id for each in choosable(DEFINITION.registers["ding"])])
def test_by_every_field_with_a_choice_can_be_filtered(name):
    here, register = scene(full()), DEFINITION.registers["ding"]
    first, more = filter_inputs(
        here, register, Wanted(), columns_of(register), lacks(here, register)
    )
    (asked,) = (each for each in (*first, *more) if each.name == name)
    chosen = GOOD[name][0] if name != "yes-no" else "nein"
    assert chosen in {option.value for option in asked.options}
    for value, numbers in ((chosen, [1]), ("-", [2])):
        wanted = Wanted(chosen={name: value})
        assert [r.number for r in chosen_records(here, register, wanted)] == numbers


# --- out and in again ----------------------------------------------------------------------------


def values_of(story: Story) -> list[dict[str, object]]:
    """What stands in the entries, but for files: those are never taken from a table."""
    return [
        {name: found.value for name, found in record.values.items() if name != "file"}
        for record in story.state.records["ding"].values()
    ]


def taken_over(story: Story, into: Story) -> Story:
    """Hand the register out as a file, and take it into another one, as new entries."""
    register = DEFINITION.registers["ding"]
    content = written(table(scene(story), register, story.state.records["ding"].values()))
    head, *lines = read(content, lambda cells: known_columns(register, cells))
    # A number means an entry that is there: new ones have none.
    rows = [head, *(replace(line, cells=("", *line.cells[1:])) for line in lines)]
    found = sheet(scene(into), register, rows, "anfang")
    assert (found.problems, found.wrong) == ((), ())
    return into.do(c.ImportRecords(register="ding", records=found.records))


def test_a_register_comes_back_from_its_file_as_it_was():
    assert values_of(taken_over(full(), places())) == values_of(full())


WORDS = st.text(
    st.characters(codec="cp1252", exclude_categories=("Cc", "Cf", "Zs")), min_size=1, max_size=20
)
ENTRIES = st.fixed_dictionaries(
    {"text": WORDS},
    optional={
        "long-text": st.lists(WORDS, min_size=1, max_size=3).map("\n".join),
        "integer": st.integers(0, 5000),
        "decimal": st.decimals(-(10**6), 10**6, places=3).map(lambda n: f"{n:f}"),
        "money": st.decimals(0, 10**6, places=2).map(lambda n: f"{n:f}"),
        "percent": st.integers(0, 100).map(str),
        "date": st.dates(date(1950, 1, 1), date(2150, 1, 1)).map(date.isoformat),
        "yes-no": st.booleans(),
        "choice": st.sampled_from(sorted(FIELDS["choice"].options)),
        "choices": st.lists(st.sampled_from(sorted(FIELDS["choices"].options)), min_size=1, unique=True).map(tuple),
        "reference": st.sampled_from([1, 2]),
        "many": st.lists(st.sampled_from([1, 2]), min_size=1, unique=True).map(tuple),
        "person": st.just(MAN.account),
    },
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(ENTRIES, min_size=1, max_size=4))
def test_whatever_stands_in_a_register_comes_back_from_its_file(entries):
    story = places().do(*(add(**each) for each in entries))
    assert values_of(taken_over(story, places())) == values_of(story)
