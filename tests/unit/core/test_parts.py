"""Which parts a command needs: only what it is about and what reads it, never the whole by habit."""

from dataclasses import replace

import pytest

from tests.unit.core.small import IS_VEREIN, SMALL, START, at_least, counting_from, variant
from tests.unit.core.story import (
    DAY,
    begun,
    completing,
    measure,
    netz_has_passed,
    partner,
    recording,
    said,
    start_has_passed,
)
from tests.unit.core.test_fields import with_field
from workflow.core import commands as c
from workflow.core.definition import (
    Aggregate,
    AggregateKind,
    Compare,
    Count,
    DueRule,
    Elapsed,
    Every,
    Field,
    FieldRef,
    FieldType,
    Has,
    ItemDone,
    Literal,
    RecordsProof,
    Share,
    Sibling,
    Today,
    WhereTest,
)
from workflow.core.definition import Test as ValueTest
from workflow.core.definition import TestKind as Kind
from workflow.core.parts import NO_PARTS, Parts, everything, needed
from workflow.core.reads import reads


def of(story, command):
    return needed(story.definition, story.state.instance, command)


def parts(*steps, records=(), registers=()):
    return Parts(steps=frozenset(steps), records=frozenset(records), registers=frozenset(registers))


WHOLE = everything(SMALL)


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (completing("start", "anlass"), parts("start")),
        (completing("start", "partner"), parts("start", registers=["partner"])),
        (c.ReopenItem(holder="start", item="partner"), parts("start")),
        (recording("start", horizont="5"), parts("start")),
        (partner(), parts()),
        (c.JoinTeam(account=1, role="manager"), parts()),
        (c.AddComment(text="x", holder="start"), parts("start")),
        (c.AddComment(text="x", holder="partner/1"), parts(records=[("partner", 1)])),
        (c.AddComment(text="x", holder="nie/1"), parts()),
        (c.AddComment(text="x", holder="partner/9"), parts()),
        (c.Remind(holder="start", thing="item:anlass"), parts("start")),
        (c.Remind(holder="partner/1", thing="item:x"), parts(records=[("partner", 1)])),
        (c.Remind(holder="", thing="obligation:1"), parts()),
        (c.PauseProcess(until=DAY, reason="x"), parts()),
        (c.WithdrawRequest(step="start"), parts("start")),
        (c.ResumeProcess(), WHOLE),
        (c.StartRound(step="start", reason="x"), WHOLE),
        (c.MoveToVersion(definition="x", reason="x"), WHOLE),
        (c.UndoMove(reason="x"), WHOLE),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_command_needs_what_it_is_about(command, expected):
    assert of(begun().do(partner()), command) == expected


def test_a_changed_record_needs_the_steps_whose_sheets_can_name_it():
    change = c.ChangeRecord(register="partner", number=1, values={})
    found = of(netz_has_passed(), change)
    assert found.records == {("partner", 1)}
    assert "start" in found.steps


def test_what_opens_a_step_needs_what_its_condition_reads():
    found = of(start_has_passed(), measure())
    assert found == parts("umsetzung", "schluss", registers=["massnahme"])


def test_a_date_needs_the_steps_whose_due_dates_are_counted_from_it():
    assert of(begun(), recording("profile", foerderende="2029-01-01")) == parts("start")


def test_the_profile_needs_whose_work_applies_by_it():
    item = replace(SMALL.registers["massnahme"].checklist["auftrag"], applies_when=IS_VEREIN)
    register = replace(SMALL.registers["massnahme"], checklist={"auftrag": item})
    story = begun(variant(registers={**SMALL.registers, "massnahme": register}))
    found = of(story, recording("profile", traeger="verein"))
    assert found == parts("start", registers=["massnahme"])


def test_a_reference_needs_the_record_it_names():
    story = begun(with_field(type=FieldType.REFERENCE, register="partner")).do(partner())
    assert of(story, recording("start", x="1")).records == {("partner", 1)}
    assert of(story, recording("start", x="9")).records == set()
    assert of(story, measure(partner=("1", "x"))).records == {("partner", 1)}


def test_an_approval_needs_its_step_and_what_waits_for_it():
    found = of(begun(), said("rat"))
    assert found == parts("start", "netz", "umsetzung", "schluss", registers=["massnahme"])


@pytest.mark.parametrize(
    "command",
    [
        completing("nie", "anlass"),
        completing("start", "nie"),
        recording("nie", x="1"),
        c.AddRecord(register="nie", step="start", values={}),
        c.RequestGate(step="nie"),
    ],
)
def test_what_does_not_exist_needs_nothing(command):
    assert of(begun(), command) == NO_PARTS


def with_calculated(calculate, **more):
    """The small procedure whose `massnahme` has a calculated field `x`."""
    field = Field(id="x", label="X", type=FieldType.INTEGER, calculate=calculate)
    register = SMALL.registers["massnahme"]
    register = replace(register, fields={**register.fields, "x": field})
    registers = {**SMALL.registers, "massnahme": register}
    return variant(registers=registers, **more)


WITH_X = (WhereTest("x", (ValueTest(Kind.AT_LEAST, Literal(1)),)),)


@pytest.mark.parametrize(
    "condition",
    [
        at_least(Count("massnahme", WITH_X), 1),
        at_least(Count("massnahme", (), "x"), 1),
        at_least(Share("massnahme", (), WITH_X), 1),
        at_least(Aggregate(AggregateKind.SUM, "massnahme", "x"), 1),
        Every("massnahme", (), (Has(field="x"),)),
        Every("partner", (), (Has(register="massnahme", field="x"),)),
    ],
    ids=lambda condition: type(getattr(condition, "value", condition)).__name__,
)
def test_a_calculated_field_of_a_record_brings_along_what_it_reads(condition):
    definition = with_calculated(Count("partner"))
    assert reads(condition, definition).registers == {"massnahme", "partner"}


def test_a_circle_of_calculated_fields_ends():
    definition = with_calculated(FieldRef("", "x"))
    assert reads(at_least(Count("massnahme", WITH_X), 1), definition).registers == {"massnahme"}


def test_time_alone_changes_what_reads_the_day():
    today = Compare(FieldRef("profile", "foerderende"), (ValueTest(Kind.AT_MOST, Today()),))
    for condition in (today, Elapsed("start", days=1), ItemDone("netz", "runde")):
        assert reads(condition, SMALL).day
    assert not reads(at_least(Count("partner"), 1), SMALL).day


def test_proof_brings_along_what_its_records_are_tested_by():
    definition = with_calculated(Count("partner"))
    proof = RecordsProof("massnahme", WITH_X, "x")
    item = replace(START.checklist["anlass"], evidence=(proof,))
    step = replace(START, checklist={**START.checklist, "anlass": item})
    definition = variant(definition, steps={**SMALL.steps, "start": step})
    story = begun(definition)
    assert of(story, completing("start", "anlass")).registers == {"massnahme", "partner"}


def test_a_limit_brings_along_what_it_is_calculated_from():
    field = Field(id="x", label="X", type=FieldType.INTEGER, maximum=Sibling("sektoren"))
    step = replace(START, fields={**START.fields, "x": field})
    definition = variant(steps={**SMALL.steps, "start": step})
    assert of(begun(definition), recording("start", x="1")).registers == {"partner"}


def test_a_field_brings_along_what_decides_whether_it_applies():
    field = Field(
        id="x", label="X", type=FieldType.TEXT, applies_when=at_least(Count("partner"), 1)
    )
    step = replace(START, fields={**START.fields, "x": field})
    definition = variant(steps={**SMALL.steps, "start": step})
    assert of(begun(definition), recording("start", x="1")).registers == {"partner"}
    register = SMALL.registers["massnahme"]
    register = replace(register, fields={**register.fields, "x": field})
    definition = variant(registers={**SMALL.registers, "massnahme": register})
    assert "partner" in of(begun(definition), measure(x="1")).registers


def test_a_reference_brings_along_what_decides_whether_it_may_be():
    definition = with_calculated(Count("partner"))
    field = Field(id="y", label="Y", type=FieldType.REFERENCE, register="massnahme", where=WITH_X)
    step = replace(START, fields={**START.fields, "y": field})
    definition = variant(definition, steps={**SMALL.steps, "start": step})
    found = of(begun(definition).do(measure()), recording("start", y="1"))
    assert (found.records, found.registers) == ({("massnahme", 1)}, {"partner"})


def due_from(item, holder, field):
    """An item that is due three days after a date somewhere else."""
    return {"x": replace(item, id="x", due=DueRule(field=FieldRef(holder, field), days=3))}


def with_far_due(register, holder="start", field="tag"):
    """The small procedure with records whose work is counted from a date of a step."""
    item = SMALL.registers["massnahme"].checklist["auftrag"]
    far = replace(SMALL.registers[register], checklist=due_from(item, holder, field))
    day = Field(id="tag", type=FieldType.DATE, label="Tag")
    step = replace(START, fields={**START.fields, "tag": day})
    registers = {**SMALL.registers, register: far}
    return variant(registers=registers, steps={**SMALL.steps, "start": step})


def test_a_record_needs_the_date_from_which_its_work_is_counted():
    story = begun(with_far_due("massnahme")).do(measure())
    change = c.ChangeRecord(register="massnahme", number=1, values={})
    archive = c.ArchiveRecord(register="massnahme", number=1, reason="x")
    for command in (measure(), change, archive):
        assert "start" in of(story, command).steps


def test_a_calculated_date_of_a_record_needs_what_it_is_calculated_from():
    early = Aggregate(AggregateKind.EARLIEST, "partner", "seit")
    day = Field(id="tag", type=FieldType.DATE, label="Tag", calculate=early)
    found = with_far_due("massnahme", holder="").registers["massnahme"]
    register = replace(found, fields={**found.fields, "tag": day})
    story = begun(variant(registers={**SMALL.registers, "massnahme": register})).do(measure())
    archive = c.ArchiveRecord(register="massnahme", number=1, reason="x")
    assert of(story, archive).registers >= {"partner"}


def test_a_decision_needs_the_date_from_which_the_work_of_its_entry_is_counted():
    story = begun(with_far_due("beschluss"))
    assert "start" in of(story, said("rat", step="schluss")).steps


def test_reopening_needs_the_dates_from_which_the_items_are_counted():
    netz = SMALL.steps["netz"]
    far = replace(netz, checklist=due_from(netz.checklist["runde"], "start", "tag"))
    definition = with_far_due("massnahme")
    story = begun(variant(definition, steps={**definition.steps, "netz": far}))
    assert "start" in of(story, c.ReopenStep(step="netz", reason="x")).steps


def test_a_date_needs_the_records_whose_work_is_counted_from_it():
    definition = counting_from(FieldRef("umsetzung", "ergebnis-am"))
    values = recording("umsetzung", ergebnis_am="2026-05-01")
    assert "massnahme" in needed(definition, begun(definition).state.instance, values).registers
    assert needed(SMALL, begun().state.instance, values).registers == frozenset()
