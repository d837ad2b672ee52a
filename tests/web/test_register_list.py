"""A register as a list: which entries, in which order, what is missing, what they sum to (no Flask)."""

from dataclasses import replace

import pytest

from tests.unit.core.story import KO, begun, measure, partner
from tests.web.scenes import scene
from web.presenters.collation import collated
from web.presenters.record_links import hanging, proof_of, referred_by, refers_to
from web.presenters.register_filter import filter_inputs
from web.presenters.register_lacks import lacks
from web.presenters.register_list import PAGE_SIZE, register_page
from web.presenters.register_order import chosen_records, columns_of, ordered
from web.presenters.register_says import if_empty, no_hit, sums
from web.presenters.register_wanted import Wanted, address, wanted
from workflow.core import commands as c
from workflow.core.definition import Field, FieldType

NAMES = ("Zebra", "Ähre", "straße", "Apfel", "Strasse", "ahorn", "10 Bänke", "9 Bänke")


def story_of(*records):
    return begun().do(*records)


@pytest.fixture
def partners():
    """Partners with names that computers sort otherwise than people do, some with amounts."""
    amounts = ("9", "10.5", None, "1000", None, "9.5", None, None)
    records = [
        partner("verein", name=name, **({"beitrag": amount} if amount else {}))
        for name, amount in zip(NAMES, amounts, strict=True)
    ]
    return story_of(*records)


def found(story, register="partner", **asked):
    """The numbers of the entries that are asked for, as they come."""
    here, want = scene(story), Wanted(**asked)
    one = here.definition.registers[register]
    return [each.number for each in ordered(here, one, want, chosen_records(here, one, want))]


# --- order ---------------------------------------------------------------------------------------


def test_words_stand_as_in_a_dictionary():
    words = ["Zebra", "Ähre", "Straße", "Apfel", "Strasse", "ahorn", "Öl", "Ofen", "Übung", "Ute"]
    assert sorted(words, key=collated) == [
        "ahorn", "Ähre", "Apfel", "Ofen", "Öl", "Strasse", "Straße", "Übung", "Ute", "Zebra",
    ]  # fmt: skip


def test_titles_are_sorted_as_a_person_would(partners):
    names = [NAMES[number - 1] for number in found(partners, sort="titel")]
    assert names == [
        "9 Bänke", "10 Bänke", "ahorn", "Ähre", "Apfel", "Strasse", "straße", "Zebra",
    ]  # fmt: skip
    assert found(partners, sort="-titel") == found(partners, sort="titel")[::-1]


def test_numbers_are_sorted_as_numbers_and_what_is_missing_comes_last(partners):
    assert found(partners, sort="beitrag") == [1, 6, 2, 4, 3, 5, 7, 8]
    assert found(partners, sort="-beitrag") == [4, 2, 6, 1, 3, 5, 7, 8]


def test_choices_are_sorted_as_the_definition_lists_them():
    story = story_of(partner("verein"), partner("kommune"), partner("wohnen"))
    assert found(story, sort="sektor") == [2, 3, 1]


def test_equal_values_stay_in_the_order_of_their_numbers():
    story = story_of(*(partner("verein") for _ in range(3)))
    assert found(story, sort="sektor") == found(story, sort="-sektor") == [1, 2, 3]
    assert found(story, sort="-nummer") == [3, 2, 1]


# --- filters -------------------------------------------------------------------------------------


def test_filters_narrow_together(partners):
    story = partners.do(partner("kommune", name="Amt für Straßen"))
    assert found(story, text="STRASSE") == [3, 5, 9]
    assert found(story, text="strasse amt") == [9]
    assert found(story, text="straße", chosen={"sektor": "verein"}) == [3, 5]
    assert found(story, text="9") == [1, 6, 8, 9]
    assert found(story, text="ahre") == found(story, text="Ähre") == [2]
    assert found(story, chosen={"sektor": "gibt-es-nicht"}) == []


def test_who_is_without_a_value_can_be_asked_for():
    story = story_of(partner(), partner("verein"), measure(), measure(partner=(2,)))
    assert found(story, "massnahme", chosen={"partner": "-"}) == [1]
    assert found(story, "massnahme", chosen={"partner": "2"}) == [2]


def test_archived_entries_are_left_out_unless_asked_for(partners):
    story = partners.do(c.ArchiveRecord(register="partner", number=2, reason="Aufgelöst."))
    assert 2 not in found(story)
    assert found(story, archived="nur") == [2]
    assert len(found(story, archived="alle")) == len(NAMES)


def test_an_address_says_what_is_wanted_and_is_said_again_the_same():
    register = scene(begun()).definition.registers["partner"]
    said = {
        "suche": "  viel   Platz ",
        "sektor": "verein",
        "sort": "-name",
        "seite": "3",
        "archiv": "nur",
    }
    asked = wanted(register, said)
    assert asked == Wanted(
        text="viel Platz", chosen={"sektor": "verein"}, sort="-name", page=3, archived="nur"
    )
    url = address("/x", asked)
    assert url == "/x?suche=viel+Platz&archiv=nur&sektor=verein&sort=-name&seite=3"


@pytest.mark.parametrize(
    "said",
    [{"seite": "-1"}, {"seite": "٣"}, {"seite": "9" * 40}, {"sort": "nie"}, {"archiv": "x"}, {"farbe": "rot"},
     {"sort": "--name"}, {"suche": " "}],
)  # fmt: skip
def test_what_makes_no_sense_is_as_good_as_not_said(said):
    register = scene(begun()).definition.registers["partner"]
    assert wanted(register, said) == Wanted()


def test_a_field_that_is_called_as_a_question_of_ours_keeps_out_of_its_way():
    register = scene(begun()).definition.registers["partner"]
    own = Field(id="sort", type=FieldType.CHOICE, label="Sorte", options={"a": "A"})
    register = replace(register, fields={**register.fields, "sort": own})
    asked = wanted(register, {"sort": "-nummer", "feld-sort": "a"})
    assert (asked.sort, asked.chosen) == ("-nummer", {"sort": "a"})
    assert address("/x", asked) == "/x?feld-sort=a&sort=-nummer"


def questions(story, register="partner", **asked):
    here = scene(story)
    one = here.definition.registers[register]
    first, more = filter_inputs(here, one, Wanted(**asked), columns_of(one), lacks(here, one))
    return {each.name: each for each in (*first, *more)}


def test_each_question_offers_only_what_is_there():
    story = story_of(partner("verein", name="Öl"), partner("verein", name="Ofen"))
    story = story.do(measure(partner=(1, 2)))
    options = questions(story, "massnahme", chosen={"partner": "2"})["partner"].options
    assert [(o.value, o.label, o.chosen) for o in options] == [
        ("", "Alle", False), ("2", "Ofen", True), ("1", "Öl", False), ("-", "Ohne Angabe", False),
    ]  # fmt: skip


def test_the_order_can_be_chosen_in_both_directions():
    options = questions(story_of(partner()), sort="-sektor")["sort"].options
    assert [o.value for o in options if o.chosen] == ["-sektor"]
    assert {"nummer", "-nummer", "titel", "-titel"} <= {o.value for o in options}


# --- what is missing -----------------------------------------------------------------------------


def test_what_is_required_and_not_there_is_missing():
    story = story_of(measure(kosten="50", quelle="Land"))
    record = story.state.records["massnahme"][1]
    values = {name: v for name, v in record.values.items() if name != "quelle"}
    records = {**story.state.records, "massnahme": {1: replace(record, values=values)}}
    story = replace(story, state=replace(story.state, records=records))
    here = scene(story)
    missing = lacks(here, here.definition.registers["massnahme"])
    assert "Geld von" in [lack.label for lack in missing[1]]


def test_what_does_not_apply_is_not_missing_and_archived_entries_lack_nothing():
    story = story_of(measure(kosten="0"))
    here = scene(story)
    register = here.definition.registers["massnahme"]
    assert "Geld von" not in [
        lack.label for each in lacks(here, register).values() for lack in each
    ]
    archive = c.ArchiveRecord(register="massnahme", number=1, reason="Doppelt.")
    here = scene(story.do(archive))
    assert lacks(here, register) == {}


# --- sums and sentences --------------------------------------------------------------------------


def test_money_is_added_to_the_cent_and_says_where_an_amount_is_missing():
    amounts = ("0.10", "0.20", "1000000.00", None)
    story = story_of(
        *(partner("verein", **({"beitrag": amount} if amount else {})) for amount in amounts)
    )
    here = scene(story)
    register = here.definition.registers["partner"]
    records = list(story.state.records["partner"].values())
    (said,) = sums(here, register, records)
    assert said == "Summe „Beitrag“: 1.000.000,30\u00a0€. Bei 1 Eintrag fehlt der Betrag."
    assert list(sums(here, register, records[3:])) == []


def test_a_filter_without_a_hit_names_what_was_asked_for():
    register = scene(begun()).definition.registers["partner"]
    asked = Wanted(text="Chor", chosen={"sektor": "verein"}, lacks="etwas")
    assert no_hit(register, asked) == "Kein Eintrag passt zu „Chor“, Sektor und Fehlt noch."
    assert no_hit(register, Wanted(archived="nur")) == "Kein Eintrag passt zum Filter."


def test_a_register_without_entries_says_what_it_is_and_how_to_begin():
    empty = if_empty(scene(begun()), scene(begun()).definition.registers["partner"])
    assert empty.heading == "Noch keine Partner*innen"
    assert empty.add.label == "Partner*in anlegen"
    assert empty.bring.label == "Partner*innen aus einer CSV-Datei übernehmen"


def test_the_list_is_cut_into_pages_and_the_sums_are_of_all_of_them():
    story = story_of(*(partner("verein", beitrag="1") for _ in range(PAGE_SIZE + 1)))
    page = register_page(scene(story), "partner", Wanted(page=9))
    assert (len(page.rows), page.where) == (1, "Seite 2 von 2")
    assert (page.earlier.url, page.later) == (page.url, None)
    assert page.sums == (f"Summe „Beitrag“: {PAGE_SIZE + 1}\u00a0€.",)
    assert (
        page.caption
        == f"Partner*innen: {PAGE_SIZE + 1} von {PAGE_SIZE + 1}, sortiert nach Nummer, aufsteigend"
    )


def test_a_head_sorts_up_first_and_then_down():
    story = story_of(partner())
    heads = {each.label: each for each in register_page(scene(story), "partner", Wanted()).columns}
    assert heads["Sektor"].url.endswith("?sort=sektor")
    again = register_page(scene(story), "partner", Wanted(sort="sektor"))
    heads = {each.label: each for each in again.columns}
    assert (heads["Sektor"].order, heads["Sektor"].url[-12:]) == ("ascending", "sort=-sektor")


def test_what_a_definition_reports_stands_in_the_list_first():
    register = scene(begun()).definition.registers["partner"]
    assert [each.id for each in columns_of(register)] == ["sektor", "seit", "beitrag"]


# --- references ----------------------------------------------------------------------------------


def test_a_reference_is_walked_from_either_end():
    story = story_of(partner("verein"), measure(partner=(1,)))
    here = scene(story)
    measure_, partner_ = story.state.records["massnahme"][1], story.state.records["partner"][1]
    (group,) = refers_to(here, measure_)
    assert (group.title, [link.label for link in group.links]) == ("Mit", ["Stadtwerke"])
    back = {each.title: each for each in referred_by(here, partner_)}["Maßnahmen (Mit)"]
    assert [link.url for link in back.links] == ["/quartiere/muehlburg/register/massnahme/1"]
    assert back.add.url.endswith("/register/massnahme/neu?feld-partner=1")


def test_an_archived_entry_stays_readable_where_it_is_referred_to_and_refers_no_more():
    story = story_of(partner("verein"), measure(partner=(1,)))
    gone = story.do(c.ArchiveRecord(register="partner", number=1, reason="Aufgelöst."))
    (group,) = refers_to(scene(gone), gone.state.records["massnahme"][1])
    assert group.links[0].label == "Stadtwerke (archiviert)"
    ended = story.do(c.ArchiveRecord(register="massnahme", number=1, reason="Abgesagt."))
    groups = referred_by(scene(ended), ended.state.records["partner"][1])
    assert not any(each.links for each in groups)
    archived = referred_by(scene(gone), gone.state.records["partner"][1])
    assert all(each.add is None for each in archived)


def test_what_an_entry_proves_hangs_on_it():
    story = story_of(partner("kommune"), partner("wohnen"))
    here = scene(story, KO)
    assert proof_of(here, story.state.records["partner"][1]) == ()
    assert hanging(here, story.state.records["partner"][1]) == ()
