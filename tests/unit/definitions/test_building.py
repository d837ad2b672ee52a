"""What a file says becomes what the engine reads: names, types of literals, conditions."""

from pathlib import Path

import pytest

from workflow.core import definition as core
from workflow.definitions.library import check

SOUND = Path("tests/definitions/nachbarschaftshaus.yaml").read_text(encoding="utf-8")
HOUSE = check(SOUND.encode(), "haus.yaml").definition
WISH, FIND, OPEN = HOUSE.steps.values()


def literal_test(kind, value):
    return core.Test(core.TestKind(kind), core.Literal(value))


def condition(step, name):
    return next(each for each in step.gate.conditions if each.id == name)


def test_names_are_bare_in_their_own_step_and_dotted_elsewhere():
    assert condition(WISH, "plaetze").condition.value == core.FieldRef("wunsch", "plaetze")
    assert condition(FIND, "frueh").condition.value == core.FieldRef("wunsch", "start")
    assert WISH.gate.approvals[1].applies_when.value == core.FieldRef("profile", "traeger")
    assert HOUSE.registers["geld"].fields["bescheid"].applies_when.value == core.FieldRef(
        "", "betrag"
    )
    assert HOUSE.registers["geld"].checklist["nachweis"].due.field == core.FieldRef("", "bis")


@pytest.mark.parametrize(
    ("step", "name", "tests"),
    [
        (WISH, "plaetze", (literal_test("at_least", 15), literal_test("at_most", 100))),
        (FIND, "gedeckt", (literal_test("at_least", "12.5"),)),
    ],
)
def test_whole_numbers_become_numbers_and_others_stay_text(step, name, tests):
    assert condition(step, name).condition.tests == tests


def test_literals_take_the_type_of_what_they_are_compared_with():
    kitchen = condition(WISH, "kueche").condition
    assert kitchen == core.Compare(
        core.Count(
            "helfer",
            (
                core.WhereTest("bereich", (literal_test("one_of", ("kueche", "buero")),)),
                core.WhereTest("seit", (core.Test(core.TestKind.AT_MOST, core.Today()),)),
            ),
        ),
        (literal_test("at_least", 1),),
    )
    active = WISH.fields["helfende"].calculate
    assert active == core.Count("helfer", (core.WhereTest("aktiv", (literal_test("is", True),)),))
    assert WISH.fields["start"].minimum == core.Literal("2024-01-01")


def test_limits_are_literals_today_or_the_field_beside():
    fields = HOUSE.registers["helfer"].fields
    assert fields["seit"].maximum == core.Today()
    assert fields["seit"].usual_minimum == core.Today(months=-120)
    assert fields["seit"].usual_maximum is None
    assert fields["bis"].minimum == core.Sibling("seit")
    assert fields["stunden"].usual_minimum == core.Literal("1")


def test_every_kind_of_value_is_built():
    assert HOUSE.profile["geld-bis"].calculate == core.Aggregate(
        core.AggregateKind.LATEST, "geld", "bis"
    )
    assert HOUSE.profile["rest"].calculate == core.Months(
        core.Today(), core.FieldRef("profile", "geld-bis")
    )
    assert WISH.fields["anteil"].calculate == core.Share(
        "helfer", (), (core.WhereTest("bereich", (literal_test("is", "kueche"),)),)
    )
    assert FIND.fields["reicht"].calculate == core.Arithmetic(
        core.ArithmeticKind.RATIO, (core.FieldRef("haus", "summe"), core.FieldRef("haus", "miete"))
    )
    rest = FIND.fields["rest"].calculate
    year = core.Arithmetic(
        core.ArithmeticKind.PRODUCT, (core.FieldRef("haus", "miete"), core.Literal(12))
    )
    assert rest == core.Arithmetic(
        core.ArithmeticKind.DIFFERENCE, (core.FieldRef("haus", "summe"), year)
    )
    assert condition(WISH, "ehrlich").condition.tests[0].operand == core.Arithmetic(
        core.ArithmeticKind.PERCENT, (core.FieldRef("wunsch", "plaetze"), core.Literal(10))
    )


def test_a_calculated_yes_or_no_is_a_condition():
    active = HOUSE.registers["helfer"].fields["aktiv"]
    assert active.type is core.FieldType.YES_NO
    assert active.calculate == core.Compare(
        core.FieldRef("", "bis"), (literal_test("filled", False),)
    )


def test_every_kind_of_condition_is_built():
    assert WISH.opens_when is None
    assert FIND.opens_when == core.AnyOf(
        (
            core.StepReached("wunsch", core.StepMilestone.PASSED),
            core.AllOf((core.Elapsed("wunsch", months=6), core.ItemDone("wunsch", "umfrage"))),
        )
    )
    assert condition(WISH, "umfrage").condition == core.ItemDone("wunsch", "umfrage")
    assert condition(WISH, "vollstaendig").condition == core.Every(
        "helfer", (), (core.Has("stunden"),)
    )
    lists = condition(FIND, "listen").condition
    assert lists.has == (core.Has(checklist=True), core.Has("geber"))
    assert condition(FIND, "betreut").condition.has == (core.Has("betreut", register="geld"),)


def test_a_register_says_whose_task_an_entry_is():
    found = HOUSE.registers["geld"].task
    assert (found.person, found.due) == ("zustaendig", "bis")
    assert found.until.value == core.FieldRef("", "betrag")
    assert HOUSE.registers["helfer"].task is None


def test_proof_lists_all_and_any_of_lists_alternatives():
    assert WISH.checklist["umfrage"].evidence == (core.NoteProof(), core.FieldProof("plaetze"))
    assert WISH.checklist["umfrage"].due == core.DueRule(days=14)
    assert WISH.checklist["team"].evidence == (core.RecordsProof("helfer", (), "bereich", 2),)
    assert WISH.checklist["notiz"].evidence == (
        core.AnyProof((core.DocumentProof(), core.NoteProof())),
    )
    assert WISH.checklist["notiz"].repeat_months == 3
    assert not WISH.checklist["notiz"].required


def test_conditions_of_every_gate_come_last_and_are_marked():
    for step in HOUSE.steps.values():
        assert [each.id for each in step.gate.conditions if each.shared] == ["abgelehnt"]
        assert step.gate.conditions[-1].id == "abgelehnt"
    shared = OPEN.gate.conditions[-1]
    assert shared.strength is core.Strength.WAIVABLE
    assert core.WhereTest("round", (literal_test("is", "current"),)) in shared.condition.value.where


def test_approvals_keep_their_order_and_kind():
    assert WISH.gate.approvals[0] == core.Approval(
        id="beirat", body="beirat", kind=core.ApprovalKind.OPINION
    )
    assert WISH.gate.approvals[1].after == ("beirat",)
    assert OPEN.gate.approvals[0].role == "coordinator"


def test_the_register_of_decisions_is_always_there():
    own = ["gremium", "datum", "vorlage", "gegenstand", "ergebnis", "stimmen", "dokument"]
    decisions = HOUSE.registers["beschluss"]
    assert list(decisions.fields) == [*own, "mittel"]
    assert decisions.title == "Beschlüsse"
    assert decisions.fields["gremium"].options == {"beirat": "Beirat", "rat": "Stadtrat"}
    assert decisions.fields["datum"].required
    bare = SOUND.replace("  beschluss:\n    fields:\n", "").replace(
        "      mittel: {type: yes-no, label: Gibt Geld frei}\n", ""
    )
    assert list(check(bare.encode(), "x").definition.registers["beschluss"].fields) == own


def test_a_built_in_field_of_the_decisions_cannot_be_replaced():
    taken = SOUND.replace("      mittel: {type: yes-no", "      datum: {type: yes-no")
    assert [p.code for p in check(taken.encode(), "x").problems if p.is_error] == ["E040"]


def test_shared_conditions_have_no_bare_names():
    wrong = SOUND.replace(
        "at_most: 0, strength: waivable, waived_by: coordinator, say: Nichts ist abgelehnt.}",
        "at_most: 0}\n  eigenes: {field: plaetze, filled: true}",
    )
    (problem,) = [p for p in check(wrong.encode(), "x").problems if p.is_error]
    assert problem.code == "E041"
    assert problem.suggestion == "wunsch.plaetze"


def test_a_broken_declaration_is_one_mistake_however_often_it_is_named():
    broken = SOUND.replace("plaetze: {type: integer,", "plaetze: {type: intejer,")
    (problem,) = [p for p in check(broken.encode(), "x").problems if p.is_error]
    assert (problem.code, problem.suggestion) == ("E038", "integer")
