"""Every construct of the condition language has a German and an English sentence."""

import pytest

from tests.unit.sentences.procedure import AGREED
from workflow.core import definition as d
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
    FieldRef,
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
from workflow.core.sentences import (
    condition_sentence,
    gate_condition_sentence,
    quantity_sentence,
)
from workflow.core.sentences.blocker_phrases import BLOCKERS
from workflow.core.sentences.phrases import PHRASES


def at_least(value):
    return d.Test(
        d.TestKind.AT_LEAST, value if not isinstance(value, int | str) else Literal(value)
    )


def at_most(value):
    return d.Test(d.TestKind.AT_MOST, value if not isinstance(value, int | str) else Literal(value))


def equals(value):
    return d.Test(d.TestKind.IS, Literal(value))


def filled(wanted=True):
    return d.Test(d.TestKind.FILLED, Literal(wanted))


def here(field):
    return FieldRef("anfang", field)


def compare(value, *tests):
    return Compare(value, tests)


LATEST = Aggregate(AggregateKind.LATEST, "partner", "kontakt", AGREED)
EARLIEST = Aggregate(AggregateKind.EARLIEST, "partner", "kontakt")
SUM = Aggregate(AggregateKind.SUM, "partner", "beitrag")
ANGEFRAGT = (WhereTest("stand", (equals("angefragt"),)),)
STARTED = StepReached("anfang", StepMilestone.STARTED)
PASSED = StepReached("anfang", StepMilestone.PASSED)

CONDITIONS = [
    (
        compare(Count("partner", AGREED), at_least(3)),
        "Mindestens 3 Kooperationspartner*innen mit Stand Zugesagt oder Unterzeichnet",
        "At least 3 Kooperationspartner*innen with Stand Zugesagt or Unterzeichnet",
    ),
    (
        compare(Count("partner"), at_least(1)),
        "Mindestens 1 Kooperationspartner*in",
        "At least 1 Kooperationspartner*in",
    ),
    (compare(Count("massnahme"), at_most(0)), "Keine Maßnahmen", "No Maßnahmen"),
    (
        compare(Count("partner"), at_least(3), at_most(7)),
        "3 bis 7 Kooperationspartner*innen",
        "3 to 7 Kooperationspartner*innen",
    ),
    (compare(Count("massnahme"), equals(2)), "Genau 2 Maßnahmen", "Exactly 2 Maßnahmen"),
    (
        compare(Count("partner", AGREED, "stand"), at_least(5)),
        (
            "Kooperationspartner*innen mit Stand Zugesagt oder Unterzeichnet: "
            "mindestens 5 verschiedene Angaben zu „Stand“"
        ),
        (
            "Kooperationspartner*innen with Stand Zugesagt or Unterzeichnet: "
            "at least 5 different values of “Stand”"
        ),
    ),
    (
        compare(Count("partner"), at_least(Count("massnahme"))),
        "Anzahl Kooperationspartner*innen beträgt mindestens Anzahl Maßnahmen",
        "Number of Kooperationspartner*innen is at least number of Maßnahmen",
    ),
    (
        compare(Share("massnahme", ANGEFRAGT, AGREED), at_least(80)),
        "Maßnahmen mit Stand Angefragt: mindestens 80\u00a0% mit Stand Zugesagt oder Unterzeichnet",
        "Maßnahmen with Stand Angefragt: at least 80% with Stand Zugesagt or Unterzeichnet",
    ),
    (
        compare(here("jahre"), at_least(3)),
        "„Zeithorizont“ beträgt mindestens 3\u00a0Jahre",
        "“Zeithorizont” is at least 3\u00a0Jahre",
    ),
    (
        compare(here("mittel"), at_least("4500"), at_most("120000.50")),
        "„Mittel“ beträgt 4.500\u00a0€ bis 120.000,50\u00a0€",
        "“Mittel” is €4,500 to €120,000.50",
    ),
    (
        compare(here("quote"), at_least("12.5")),
        "„Quote“ beträgt mindestens 12,5\u00a0%",
        "“Quote” is at least 12.5%",
    ),
    (
        compare(here("jahre"), filled()),
        "„Zeithorizont“ ist ausgefüllt",
        "“Zeithorizont” is filled in",
    ),
    (compare(here("jahre"), filled(False)), "„Zeithorizont“ ist leer", "“Zeithorizont” is empty"),
    (
        compare(here("frei"), equals(True)),
        "„Mittel sind frei“ ist mit Ja beantwortet",
        "“Mittel sind frei” is answered with yes",
    ),
    (
        compare(
            FieldRef("profile", "traeger"),
            d.Test(d.TestKind.ONE_OF, Literal(("kommune", "verein"))),
        ),
        "„Träger“ (Eckdaten) ist Kommune oder Verein",
        "“Träger” (key data) is Kommune or Verein",
    ),
    (
        compare(here("felder"), equals("zugesagt")),
        "„Felder“ enthält Zugesagt",
        "“Felder” contains Zugesagt",
    ),
    (
        compare(here("tag"), filled(), at_least("2026-03-31")),
        "„Stichtag“ ist ausgefüllt und liegt nicht vor dem 31.03.2026",
        "“Stichtag” is filled in and lies not before 31\u00a0Mar\u00a02026",
    ),
    (
        compare(here("tag"), at_least(Today(months=-12))),
        "„Stichtag“ liegt höchstens 12 Monate zurück",
        "“Stichtag” lies at most 12 months ago",
    ),
    (
        compare(here("tag"), at_most(Today(months=-1, days=-3))),
        "„Stichtag“ liegt mindestens 1 Monat und 3 Tage zurück",
        "“Stichtag” lies at least 1 month and 3 days ago",
    ),
    (
        compare(here("tag"), at_most(Today(days=14))),
        "„Stichtag“ liegt höchstens 14 Tage in der Zukunft",
        "“Stichtag” lies at most 14 days ahead",
    ),
    (
        compare(here("tag"), at_most(Today())),
        "„Stichtag“ liegt nicht nach heute",
        "“Stichtag” lies not after today",
    ),
    (
        compare(here("tag"), at_most(EARLIEST)),
        (
            "„Stichtag“ liegt nicht nach dem frühesten Wert von „Letzter Kontakt“ "
            "(Kooperationspartner*innen)"
        ),
        (
            "“Stichtag” lies not after the earliest value of “Letzter Kontakt” "
            "(Kooperationspartner*innen)"
        ),
    ),
    (
        compare(here("tag"), equals("2026-03-31")),
        "„Stichtag“ liegt am 31.03.2026",
        "“Stichtag” lies on 31\u00a0Mar\u00a02026",
    ),
    (
        compare(SUM, at_least("5000")),
        "Summe von „Beitrag“ (Kooperationspartner*innen) beträgt mindestens 5.000\u00a0€",
        "Sum of “Beitrag” (Kooperationspartner*innen) is at least €5,000",
    ),
    (
        Every(
            "massnahme",
            ANGEFRAGT,
            (Has("ergebnis"), Has("partner", "partner"), Has(checklist=True)),
        ),
        (
            "Alle Maßnahmen mit Stand Angefragt haben „Ergebnis“, mindestens 1 Kooperationspartner*in "
            "und eine vollständige Checkliste"
        ),
        (
            "All Maßnahmen with Stand Angefragt have “Ergebnis”, at least 1 Kooperationspartner*in "
            "and a complete checklist"
        ),
    ),
    (
        ItemDone("anfang", "vorlage"),
        "Punkt „Vorlage einbringen“ ist erledigt",
        "Item “Vorlage einbringen” is done",
    ),
    (STARTED, "Schritt „Anfang“ hat begonnen", "Step “Anfang” has started"),
    (PASSED, "Schritt „Anfang“ ist abgeschlossen", "Step “Anfang” is completed"),
    (
        Elapsed("anfang", months=12),
        "Schritt „Anfang“ hat vor mindestens 12 Monaten begonnen",
        "Step “Anfang” started at least 12 months ago",
    ),
    (
        AnyOf((PASSED, AllOf((STARTED, compare(here("jahre"), filled()))))),
        (
            "Schritt „Anfang“ ist abgeschlossen oder "
            "(Schritt „Anfang“ hat begonnen und „Zeithorizont“ ist ausgefüllt)"
        ),
        "Step “Anfang” is completed or (step “Anfang” has started and “Zeithorizont” is filled in)",
    ),
]


@pytest.mark.parametrize(("condition", "german", "english"), CONDITIONS)
def test_a_condition_is_a_sentence(definition, condition, german, english):
    assert condition_sentence(condition, definition, "de", place="anfang") == german
    assert condition_sentence(condition, definition, "en", place="anfang") == english


WHERES = [
    (WhereTest("zivil", (equals(True),)), "mit Zivilgesellschaftlich: Ja"),
    (WhereTest("brief", (filled(),)), "mit Angabe „Absichtserklärung“"),
    (WhereTest("brief", (filled(False),)), "ohne Angabe „Absichtserklärung“"),
    (
        WhereTest("kontakt", (at_least(Today(months=-24)),)),
        "mit Letzter Kontakt: höchstens 24 Monate zurück",
    ),
    (WhereTest("beitrag", (at_least("5000"),)), "mit Beitrag: mindestens 5.000\u00a0€"),
    (WhereTest("step", (equals("anfang"),)), "aus dem Schritt „Anfang“"),
    (WhereTest("round", (equals("current"),)), "aus der laufenden Runde"),
    (WhereTest("round", (equals("2"),)), "aus Runde 2"),
]


@pytest.mark.parametrize(("where", "words"), WHERES)
def test_a_where_says_which_records_count(definition, where, words):
    condition = compare(Count("partner", (where,)), at_least(2))
    sentence = condition_sentence(condition, definition, "de")
    assert sentence == f"Mindestens 2 Kooperationspartner*innen {words}"


def test_a_field_of_another_step_is_named_with_it(definition):
    condition = compare(here("jahre"), filled())
    sentence = condition_sentence(condition, definition, "de", place="ende")
    assert sentence == "„Zeithorizont“ (Schritt „Anfang“) ist ausgefüllt"


def test_a_record_speaks_of_its_own_fields(definition):
    condition = compare(FieldRef("", "stand"), equals("angefragt"))
    sentence = condition_sentence(condition, definition, "de", register="massnahme")
    assert sentence == "„Stand“ ist Angefragt"


QUANTITIES = [
    (
        Count("partner", AGREED, "stand"),
        (
            "Anzahl verschiedener Angaben zu „Stand“ "
            "(Kooperationspartner*innen mit Stand Zugesagt oder Unterzeichnet)"
        ),
    ),
    (Share("massnahme", (), AGREED), "Anteil mit Stand Zugesagt oder Unterzeichnet an Maßnahmen"),
    (
        LATEST,
        (
            "Spätester Wert von „Letzter Kontakt“ "
            "(Kooperationspartner*innen mit Stand Zugesagt oder Unterzeichnet)"
        ),
    ),
    (
        Arithmetic(ArithmeticKind.PERCENT, (here("mittel"), SUM)),
        "„Mittel“ in Prozent von Summe von „Beitrag“ (Kooperationspartner*innen)",
    ),
    (
        Arithmetic(ArithmeticKind.RATIO, (here("mittel"), here("jahre"))),
        "„Mittel“ geteilt durch „Zeithorizont“",
    ),
    (
        Arithmetic(ArithmeticKind.DIFFERENCE, (here("mittel"), here("jahre"), here("quote"))),
        "„Mittel“ minus „Zeithorizont“ minus „Quote“",
    ),
    (
        Arithmetic(
            ArithmeticKind.TOTAL,
            (here("jahre"), Arithmetic(ArithmeticKind.PRODUCT, (here("jahre"), Literal(2)))),
        ),
        "„Zeithorizont“ plus („Zeithorizont“ mal 2)",
    ),
    (
        Months(Today(), FieldRef("profile", "ende")),
        "Monate von heute bis „Ende der Förderung“ (Eckdaten)",
    ),
    (Today(months=-12), "Heute vor 12 Monaten"),
    (Today(days=1), "Heute in 1 Tag"),
]


@pytest.mark.parametrize(("quantity", "german"), QUANTITIES)
def test_a_value_says_how_it_comes_about(definition, quantity, german):
    assert quantity_sentence(quantity, definition, "de", place="anfang") == german
    assert quantity_sentence(quantity, definition, "en", place="anfang")


def test_say_replaces_the_sentence_in_the_language_it_was_written_in(definition):
    own = definition.steps["anfang"].gate.conditions[1]
    assert gate_condition_sentence(own, definition, "de") == "Drei tragen besser als einer"
    assert gate_condition_sentence(own, definition, "en").startswith("At least 3")


@pytest.mark.parametrize("table", [PHRASES, BLOCKERS])
def test_both_languages_say_the_same_things(table):
    assert set(table["de"]) == set(table["en"])
