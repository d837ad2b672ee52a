"""The condition language: every construct with its three answers, and what it says about itself."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.unit.core.small import SMALL, START, at_least, at_most, by_id, is_, variant, where
from tests.unit.core.story import (
    KO,
    begun,
    completing,
    measure,
    partner,
    recording,
    start_has_passed,
)
from workflow.core import commands as c
from workflow.core.calendar import months_between, shift
from workflow.core.conditions import Scope, evaluate, explain, holds
from workflow.core.conditions import measure as measured
from workflow.core.definition import (
    Aggregate,
    AggregateKind,
    AllOf,
    AnyOf,
    Arithmetic,
    ArithmeticKind,
    Compare,
    Count,
    Elapsed,
    Every,
    Field,
    FieldRef,
    FieldType,
    Has,
    ItemDone,
    Literal,
    Months,
    Share,
    StepMilestone,
    StepReached,
    Today,
    WhereTest,
)
from workflow.core.definition import Test as TheTest
from workflow.core.definition import TestKind as Kind
from workflow.core.known import as_text
from workflow.core.state import ERASED, Answer, FieldValue

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
TRAEGER = FieldRef("profile", "traeger")
ENDE = FieldRef("profile", "foerderende")
HORIZONT = FieldRef("start", "horizont")


def ask(story, condition):
    return evaluate(condition, Scope(story.definition, story.state, story.today))


def value(story, quantity):
    return measured(quantity, Scope(story.definition, story.state, story.today))


def tried(kind, operand):
    return TheTest(kind, Literal(operand))


def compare(quantity, kind, operand):
    return Compare(quantity, (TheTest(kind, operand),))


ANSWERS = {
    YES: is_(Count("partner"), 0),
    NO: is_(Count("partner"), 1),
    UNKNOWN: is_(TRAEGER, "kommune"),
}


# --- three truth values ---


@pytest.mark.parametrize(
    ("parts", "every", "one"),
    [
        ((YES, YES), YES, YES),
        ((YES, NO), NO, YES),
        ((YES, UNKNOWN), UNKNOWN, YES),
        ((NO, NO), NO, NO),
        ((NO, UNKNOWN), NO, UNKNOWN),
        ((UNKNOWN, UNKNOWN), UNKNOWN, UNKNOWN),
        ((), YES, NO),
    ],
)
def test_no_decides_all_of_and_yes_decides_any_of(parts, every, one):
    for ordered in (parts, tuple(reversed(parts))):
        conditions = tuple(ANSWERS[part] for part in ordered)
        assert ask(begun(), AllOf(conditions)) is every
        assert ask(begun(), AnyOf(conditions)) is one


def test_no_condition_at_all_holds():
    story = begun()
    assert holds(None, Scope(story.definition, story.state, story.today)) is YES


# --- tests of a value ---


@pytest.mark.parametrize(
    ("kind", "operand", "answer"),
    [
        (Kind.IS, 5, YES),
        (Kind.IS, 6, NO),
        (Kind.ONE_OF, (4, 5), YES),
        (Kind.ONE_OF, (6, 7), NO),
        (Kind.ONE_OF, 5, YES),
        (Kind.AT_LEAST, 5, YES),
        (Kind.AT_LEAST, 6, NO),
        (Kind.AT_MOST, 5, YES),
        (Kind.AT_MOST, "4.5", NO),
        (Kind.FILLED, True, YES),
        (Kind.FILLED, False, NO),
    ],
)
def test_a_value_is_tested(kind, operand, answer):
    story = begun().do(recording("start", horizont="5"))
    assert ask(story, Compare(HORIZONT, (tried(kind, operand),))) is answer


@pytest.mark.parametrize("kind", set(Kind) - {Kind.FILLED})
def test_an_unset_value_is_not_known_yet(kind):
    assert ask(begun(), Compare(HORIZONT, (tried(kind, 5),))) is UNKNOWN


def test_filled_always_knows():
    assert ask(begun(), Compare(HORIZONT, (tried(Kind.FILLED, True),))) is NO
    assert ask(begun(), Compare(HORIZONT, (tried(Kind.FILLED, False),))) is YES


def test_all_tests_of_a_value_have_to_pass():
    between = Compare(HORIZONT, (tried(Kind.AT_LEAST, 3), tried(Kind.AT_MOST, 7)))
    for entered, answer in (("2", NO), ("5", YES), ("8", NO)):
        assert ask(begun().do(recording("start", horizont=entered)), between) is answer


def test_dates_compare_with_literals_today_and_each_other():
    story = begun(foerderende="2026-01-15")
    assert ask(story, compare(ENDE, Kind.AT_LEAST, Literal("2026-01-15"))) is YES
    assert ask(story, compare(ENDE, Kind.AT_MOST, Literal("2026-01-14"))) is NO
    assert ask(story, compare(ENDE, Kind.IS, Literal("2026-01-15"))) is YES
    assert ask(story, compare(ENDE, Kind.IS, Today())) is YES
    assert ask(story, compare(ENDE, Kind.AT_LEAST, Today(months=1))) is NO
    assert ask(story.later(40), compare(ENDE, Kind.AT_MOST, Today(months=-1))) is YES


def test_the_operand_can_be_a_value_and_unknown():
    story = begun().do(recording("start", horizont="2"))
    assert ask(story, compare(Count("partner"), Kind.AT_LEAST, HORIZONT)) is NO
    assert ask(begun(), compare(Count("partner"), Kind.AT_LEAST, HORIZONT)) is UNKNOWN
    assert ask(story.do(partner(), partner()), compare(Count("partner"), Kind.IS, HORIZONT))


def test_several_chosen_contain_the_operand():
    story = begun().do(recording("start", felder=("kommune", "verein")))
    felder = FieldRef("start", "felder")
    assert ask(story, is_(felder, "verein")) is YES
    assert ask(story, is_(felder, "wohnen")) is NO
    assert ask(story, Compare(felder, (tried(Kind.ONE_OF, ("wohnen", "verein")),))) is YES


def test_a_choice_is_tested_as_it_is_written():
    assert ask(begun(traeger="verein"), is_(TRAEGER, "verein")) is YES
    assert ask(begun(traeger="verein"), is_(TRAEGER, "kommune")) is NO


def test_yes_no_values_compare_with_literals():
    viele = FieldRef("start", "viele")
    assert ask(begun(), is_(viele, False)) is YES
    assert ask(begun(), is_(viele, True)) is NO


# --- counting ---


def partners():
    return begun().do(
        partner("kommune", beitrag="10", seit="2024-03-01"),
        partner("wohnen", beitrag="2.50"),
        partner("kommune", seit="2025-03-01"),
    )


def test_counting_and_counting_different_ones():
    assert value(partners(), Count("partner")) == 3
    assert value(partners(), Count("partner", where(sektor="kommune"))) == 2
    assert value(partners(), Count("partner", (), "sektor")) == 2
    assert value(partners(), Count("partner", (), "beitrag")) == 2


def test_different_ones_of_several_chosen_and_of_erased():
    story = begun().do(partner("verein"), partner("verein"))
    story = story.do(measure(partner=("1",)), measure(partner=("1", "2")), measure())
    assert value(story, Count("massnahme", (), "partner")) == 2


def test_archived_ones_count_nowhere():
    story = partners().do(c.ArchiveRecord(register="partner", number=1, reason="x"))
    assert value(story, Count("partner")) == 2
    assert value(story, Aggregate(AggregateKind.SUM, "partner", "beitrag")) == Decimal("2.50")


def test_a_share_is_in_percent_of_the_whole():
    share = Share("partner", (), where(sektor="kommune"))
    assert round(value(partners(), share), 2) == Decimal("66.67")
    whole = Share("partner", where(sektor="wohnen"), where(sektor="kommune"))
    assert value(partners(), whole) == 0
    assert value(begun(), share) is None


@pytest.mark.parametrize(
    ("kind", "field", "expected", "of_nothing"),
    [
        (AggregateKind.SUM, "beitrag", Decimal("12.50"), 0),
        (AggregateKind.EARLIEST, "seit", date(2024, 3, 1), None),
        (AggregateKind.LATEST, "seit", date(2025, 3, 1), None),
    ],
)
def test_values_over_records(kind, field, expected, of_nothing):
    assert value(partners(), Aggregate(kind, "partner", field)) == expected
    assert value(begun(), Aggregate(kind, "partner", field)) == of_nothing
    none = Aggregate(kind, "partner", field, where(sektor="verein"))
    assert value(partners(), none) == of_nothing


# --- calculating ---


@pytest.mark.parametrize(
    ("kind", "operands", "expected"),
    [
        (ArithmeticKind.RATIO, (1, 4), Decimal("0.25")),
        (ArithmeticKind.RATIO, (1, 0), None),
        (ArithmeticKind.PERCENT, (1, 4), Decimal(25)),
        (ArithmeticKind.PERCENT, (1, 0), None),
        (ArithmeticKind.DIFFERENCE, (10, 3, 2), Decimal(5)),
        (ArithmeticKind.PRODUCT, (2, 3, "1.5"), Decimal(9)),
        (ArithmeticKind.TOTAL, (2, 3, "1.5"), Decimal("6.5")),
    ],
)
def test_values_combine(kind, operands, expected):
    quantity = Arithmetic(kind, tuple(Literal(operand) for operand in operands))
    assert value(begun(), quantity) == expected


@pytest.mark.parametrize("kind", ArithmeticKind)
def test_a_calculation_with_an_unknown_is_unknown(kind):
    assert value(begun(), Arithmetic(kind, (Literal(1), HORIZONT))) is None


def test_huge_products_are_still_written_out():
    big = Arithmetic(ArithmeticKind.PRODUCT, (Literal(10**14), Literal(10**14), Literal("0.5")))
    assert as_text(value(begun(), big)) == "5" + "0" * 27


def test_whole_months_between_two_dates():
    story = begun(foerderende="2027-01-14")
    assert value(story, Months(Today(), ENDE)) == 11
    assert value(story, Months(ENDE, Today())) == -11
    assert value(begun(), Months(Today(), ENDE)) is None


def test_months_and_days_are_those_of_the_calendar():
    assert shift(date(2026, 1, 31), months=1) == date(2026, 2, 28)
    assert shift(date(2026, 1, 31), months=1, days=1) == date(2026, 3, 1)
    assert shift(date(9999, 12, 31), months=1) == date.max
    assert shift(date(1, 1, 1), days=-1) == date.min
    assert months_between(date(2026, 1, 31), date(2026, 2, 28)) == 1


# --- where ---


def test_an_unset_field_does_not_match():
    assert value(partners(), Count("partner", where(beitrag="10"))) == 1
    unlike = (WhereTest("beitrag", (tried(Kind.AT_MOST, 1000),)),)
    assert value(partners(), Count("partner", unlike)) == 2
    unset = (WhereTest("beitrag", (tried(Kind.FILLED, False),)),)
    assert value(partners(), Count("partner", unset)) == 1


def test_where_knows_step_and_round():
    story = begun().do(partner())
    assert value(story, Count("partner", where(step="start"))) == 1
    assert value(story, Count("partner", where(step="netz"))) == 0
    assert value(story, Count("partner", where(round="current"))) == 1
    again = story.do(c.StartRound(step="start", reason="Neu"), by=KO)
    assert value(again, Count("partner", where(round="current"))) == 0
    assert value(again, Count("partner", where(round="1"))) == 1
    assert value(again.do(partner()), Count("partner", where(round="current"))) == 1


def test_where_contains_for_several_references():
    story = begun().do(partner("verein"), partner("verein"), measure(partner=("1", "2")))
    assert value(story, Count("massnahme", where(partner=2))) == 1
    assert value(story, Count("massnahme", where(partner=3))) == 0


# --- erased ---


def erased(story, register, number, *fields):
    """Return the story as it is when words of an entry have been erased."""
    log = tuple(
        replace(
            recorded,
            event=replace(
                recorded.event,
                words={
                    key: ERASED if key.partition(":")[2] in fields else word
                    for key, word in recorded.event.words.items()
                },
            ),
        )
        if getattr(recorded.event, "register", "") == register and recorded.event.number == number
        else recorded
        for recorded in story.log
    )
    blank = replace(story, state=None, log=())
    for recorded in log:
        blank = replace(blank, today=recorded.on).happened(recorded.event)
    return blank


def test_what_is_erased_is_filled_for_a_gate_and_matches_no_where():
    story = erased(partners(), "partner", 1, "name")
    field = Every("partner", (), (Has(field="name"),))
    assert ask(story, field) is YES
    for kind, operand in (
        (Kind.IS, "Stadtwerke"),
        (Kind.FILLED, True),
        (Kind.FILLED, False),
    ):
        tests = (WhereTest("name", (tried(kind, operand),)),)
        expected = 0 if (kind, operand) == (Kind.FILLED, False) else 2
        assert value(story, Count("partner", tests)) == expected
    assert value(story, Count("partner", (), "name")) == 1


def with_profile(story, **values):
    kept = {
        name: FieldValue(value=each, seq=1, by=1, on=story.today) for name, each in values.items()
    }
    instance = replace(story.state.instance, profile=kept)
    return replace(story, state=replace(story.state, instance=instance))


def test_an_erased_value_is_not_known_and_filled():
    kontakt = FieldRef("profile", "kontakt")
    story = with_profile(begun(), kontakt=ERASED)
    assert ask(story, is_(kontakt, "Frau A")) is UNKNOWN
    assert ask(story, compare(Literal("Frau A"), Kind.IS, kontakt)) is UNKNOWN
    assert ask(story, Compare(kontakt, (tried(Kind.FILLED, True),))) is YES


# --- without a value ---


def test_every_over_nothing_is_yes():
    assert ask(begun(), Every("partner", (), (Has(field="beitrag"),))) is YES


def test_every_matching_record_has_a_field():
    every = Every("partner", (), (Has(field="beitrag"),))
    assert ask(partners(), every) is NO
    assert ask(partners(), replace(every, where=where(sektor="wohnen"))) is YES


def test_every_record_is_pointed_at_from_elsewhere():
    every = Every("partner", where(sektor="verein"), (Has(register="massnahme", field="partner"),))
    story = begun().do(partner("verein"), partner("verein"), measure(partner=("1",)))
    assert ask(story, every) is NO
    assert ask(story.do(measure(partner=("2",))), every) is YES


def test_a_single_and_a_personal_reference_point_too():
    for personal in (False, True):
        register = SMALL.registers["massnahme"]
        field = replace(register.fields["partner"], many=False, personal=personal)
        register = replace(register, fields={**register.fields, "partner": field})
        definition = variant(registers={**SMALL.registers, "massnahme": register})
        story = begun(definition).do(partner("verein"), measure(partner="1"))
        every = Every("partner", (), (Has(register="massnahme", field="partner"),))
        assert ask(story, every) is YES


def test_every_record_has_its_checklist_done():
    every = Every("massnahme", (), (Has(checklist=True),))
    story = begun().do(measure())
    assert ask(story, every) is NO
    assert ask(story.do(completing("massnahme/1", "auftrag", "Klar")), every) is YES


def test_a_checklist_item_that_may_apply_counts_as_open():
    story = begun().do(measure(kosten=""), completing("massnahme/1", "auftrag", "Klar"))
    assert ask(story, Every("massnahme", (), (Has(checklist=True),))) is NO


def test_a_recurring_item_of_a_record_is_open_again():
    register = SMALL.registers["massnahme"]
    again = replace(register.checklist["auftrag"], repeat_months=1)
    register = replace(register, checklist={"auftrag": again})
    definition = variant(registers={**SMALL.registers, "massnahme": register})
    story = begun(definition).do(measure(), completing("massnahme/1", "auftrag", "Klar"))
    every = Every("massnahme", (), (Has(checklist=True),))
    assert (ask(story, every), ask(story.later(31), every)) == (YES, NO)


def test_an_item_is_done_or_set_aside():
    done = ItemDone("start", "folgeantrag")
    aside = c.SetItemAside(holder="start", item="folgeantrag", reason="x")
    assert ask(begun(), done) is NO
    assert ask(begun().do(completing("start", "folgeantrag")), done) is YES
    assert ask(begun().do(aside), done) is YES


def test_a_recurring_item_is_done_until_it_is_open_again():
    story = start_has_passed().do(completing("netz", "runde", "Ja"))
    done = ItemDone("netz", "runde")
    assert (ask(story, done), ask(story.later(90), done)) == (YES, NO)


def test_a_step_has_started_or_passed():
    started = StepReached("netz", StepMilestone.STARTED)
    passed = StepReached("netz", StepMilestone.PASSED)
    skipped = begun().do(c.SkipStep(step="netz", reason="x"), by=KO)
    assert [ask(s, started) for s in (begun(), start_has_passed(), skipped)] == [NO, YES, YES]
    assert [ask(s, passed) for s in (begun(), start_has_passed(), skipped)] == [NO, NO, YES]


def test_time_elapses_since_a_step_opened_in_this_round():
    assert ask(begun(), Elapsed("netz", days=0)) is NO
    assert ask(begun().later(31), Elapsed("start", months=1)) is YES
    assert ask(begun().later(30), Elapsed("start", months=1)) is NO
    again = begun().later(31).do(c.StartRound(step="start", reason="Neu"), by=KO)
    assert ask(again, Elapsed("start", months=1)) is NO


# --- calculated ---


@pytest.mark.parametrize(
    "condition",
    [
        ItemDone("start", "anlass"),
        Elapsed("start", months=1),
        StepReached("netz", StepMilestone.PASSED),
        AllOf((ANSWERS[NO],)),
        AnyOf((ANSWERS[NO],)),
        Every("massnahme", (), (Has(field="ende"),)),
    ],
    ids=lambda condition: type(condition).__name__,
)
def test_a_condition_makes_a_calculated_yes_no(condition):
    field = Field(id="x", label="X", type=FieldType.YES_NO, calculate=condition)
    step = replace(START, fields={**START.fields, **by_id(field)})
    definition = variant(steps={**SMALL.steps, "start": step})
    assert value(begun(definition).do(measure()), FieldRef("start", "x")) is False


def test_a_calculated_yes_no_can_be_not_known_yet():
    field = Field(id="x", label="X", type=FieldType.YES_NO, calculate=ANSWERS[UNKNOWN])
    step = replace(START, fields={**START.fields, **by_id(field)})
    definition = variant(steps={**SMALL.steps, "start": step})
    assert value(begun(definition), FieldRef("start", "x")) is None


# --- what it says about itself ---


def says(story, condition):
    found = explain(condition, Scope(story.definition, story.state, story.today))
    return (found.answer, found.have, found.need)


def test_a_comparison_says_what_is_there_and_what_is_needed():
    assert says(begun(), at_least(Count("partner"), 2)) == (NO, "0", "2")
    assert says(begun(), at_most(HORIZONT, 5)) == (UNKNOWN, "", "5")
    assert says(begun(), Compare(HORIZONT, ())) == (YES, "", "")
    met = Compare(Count("partner"), (tried(Kind.AT_LEAST, 0), tried(Kind.AT_MOST, 3)))
    assert says(begun(), met) == (YES, "0", "0")


def test_every_says_how_many_of_how_many():
    every = Every("partner", (), (Has(field="beitrag"),))
    assert says(partners(), every) == (NO, "2", "3")


def test_several_say_what_decides():
    few, many = at_least(Count("partner"), 2), at_most(Count("partner"), 9)
    assert says(begun(), AllOf((many, few))) == (NO, "0", "2")
    assert says(begun(), AnyOf((few, many))) == (YES, "0", "9")
    assert says(begun(), AllOf(())) == (YES, "", "")


def test_the_others_just_answer():
    assert says(begun(), ItemDone("start", "anlass")) == (NO, "", "")
    assert says(begun(), StepReached("netz", StepMilestone.PASSED)) == (NO, "", "")


@pytest.mark.parametrize(
    ("known", "text"),
    [
        (None, ""),
        (ERASED, ""),
        (True, "true"),
        (False, "false"),
        (date(2026, 1, 2), "2026-01-02"),
        (Decimal(100), "100"),
        (Decimal("33.3333"), "33.33"),
        (("a", 2), "a|2"),
        (7, "7"),
        ("x", "x"),
    ],
)
def test_every_value_has_a_canonical_text(known, text):
    assert as_text(known) == text
