"""The open work that follows from a state: for whom, until when, without a now."""

import inspect
from dataclasses import replace
from datetime import date

import pytest

from tests.unit.core.small import SMALL, START, at_least, variant
from tests.unit.core.story import (
    DAY,
    DEV,
    KO,
    MAN,
    OPINION,
    all_have_passed,
    begun,
    completing,
    measure,
    netz_has_passed,
    recording,
    said,
    start_has_passed,
    start_is_asked,
    start_is_ready,
)
from workflow.core import commands as c
from workflow.core import tasks
from workflow.core.definition import Approval, Count, FieldRef
from workflow.core.state import Action, Outcome
from workflow.core.tasks import Task, TaskKind


def of_step(story, step):
    return tasks.step_tasks(story.definition, story.state.instance, step, story.state.steps[step])


def kinds(story, step):
    return [(task.kind.value, task.thing) for task in of_step(story, step)]


def test_every_open_item_of_an_active_step_is_a_task():
    assert kinds(begun(), "start") == [
        *[("item", item) for item in START.checklist],
        ("data", ""),
    ]


def test_a_task_says_who_until_when_and_whether_it_has_to_be():
    task = of_step(begun().do(c.AssignItem(holder="start", item="anlass", account=2)), "start")[0]
    assert task == Task(
        kind=TaskKind.ITEM,
        holder="start",
        thing="anlass",
        role="coordinator",
        person=2,
        due=date(2026, 1, 29),
    )


def test_some_items_of_a_step_can_be_asked_for_alone():
    story = begun().do(recording("start", horizont="5"))
    found = tasks.step_tasks(
        SMALL, story.state.instance, "start", story.step("start"), ["partner", "nie"]
    )
    assert [task.thing for task in found] == ["partner"]


def test_a_settled_item_is_none():
    story = begun().do(completing("start", "folgeantrag"))
    assert ("item", "folgeantrag") not in kinds(story, "start")


def test_a_waiting_or_skipped_step_has_none():
    assert of_step(begun(), "netz") == ()
    assert of_step(begun().do(c.SkipStep(step="netz", reason="x"), by=KO), "netz") == ()


def test_a_recurring_item_says_when_it_is_open_again():
    for story in (
        start_has_passed().do(completing("netz", "runde", "Ja")),
        netz_has_passed(),
    ):
        task = of_step(story, "netz")[0]
        assert (task.start, task.due) == (date(2026, 4, 15), date(2026, 4, 15))


def test_a_passed_step_that_is_not_ongoing_has_none_but_notices():
    assert kinds(start_has_passed(), "start") == [("approval", "presse")]
    noted = start_has_passed().do(said("presse", Outcome.NOTED), by=KO)
    assert kinds(noted, "start") == []


def test_missing_data_is_one_task_of_the_lead_with_a_count():
    task = of_step(begun(), "start")[-1]
    assert (task.kind, task.role, task.count) == (TaskKind.DATA, "coordinator", 1)
    assert ("data", "") not in kinds(begun().do(recording("start", horizont="5")), "start")


@pytest.mark.parametrize(
    ("lead", "role"), [("coordinator", "coordinator"), ("developer", "manager")]
)
def test_a_return_is_a_task_of_who_can_ask_again(lead, role):
    definition = variant(steps={**SMALL.steps, "start": replace(START, lead=lead)})
    story = start_is_ready(begun(definition, traeger="kommune")).do(c.RequestGate(step="start"))
    story = story.do(OPINION, said("leitung", Outcome.RETURNED, text="Nein"), by=KO)
    task = of_step(story, "start")[-1]
    assert (task.kind, task.thing, task.role) == (TaskKind.RETURNED, "leitung", role)


def test_in_review_only_the_approval_whose_turn_it_is():
    story = start_is_asked()
    assert kinds(story, "start") == [("approval", "beirat")]
    story = story.do(OPINION, by=KO)
    assert kinds(story, "start") == [("approval", "leitung")]
    story = story.do(said("leitung", Outcome.DEFERRED, text="Später"), by=KO)
    assert kinds(story, "start") == [("approval", "leitung")]
    story = story.do(said("leitung"), by=KO)
    assert kinds(story, "start") == [("approval", "rat"), ("approval", "presse")]
    assert [task.required for task in of_step(story, "start")] == [True, False]


def test_an_approval_is_a_task_of_its_role_or_of_who_records_the_body():
    gate = replace(START.gate, approvals=(Approval(id="a", role="coordinator"),))
    definition = variant(steps={**SMALL.steps, "start": replace(START, gate=gate)})
    story = start_is_ready(begun(definition, traeger="kommune")).do(c.RequestGate(step="start"))
    assert [task.role for task in of_step(story, "start")] == ["coordinator"]
    assert [task.role for task in of_step(start_is_asked(), "start")] == ["coordinator"]


def test_exceptions_come_before_the_approvals():
    story = start_is_ready(begun(traeger="kommune"))
    story = story.do(c.ArchiveRecord(register="partner", number=2, reason="Weg"))
    story = story.do(c.RequestGate(step="start", exceptions={"partner": "Nur ein Amt"}))
    assert kinds(story, "start") == [("exception", "partner")]
    story = story.do(c.GrantException(step="start", exception="partner"), by=KO)
    assert kinds(story, "start") == [("approval", "beirat")]


def test_a_stale_approval_is_a_task_of_the_coordination():
    story = start_has_passed()
    for number in (1, 2):
        story = story.do(c.ChangeRecord(register="partner", number=number, values={"name": "Neu"}))
    task = of_step(story, "start")[0]
    assert (task.kind, task.role, task.count) == (TaskKind.STALE, "coordinator", 2)


def test_the_checklist_of_a_record_is_work_until_it_is_archived():
    story = begun().do(measure())

    def found(story):
        record = story.state.records["massnahme"][1]
        return tasks.record_tasks(story.definition, story.state.instance, record)

    assert [(task.holder, task.thing) for task in found(story)] == [("massnahme/1", "auftrag")]
    assert found(story.do(c.ArchiveRecord(register="massnahme", number=1, reason="x"))) == ()


@pytest.mark.parametrize(
    ("kosten", "things"),
    [("0", ["auftrag"]), ("5", ["auftrag", "abrechnung"]), ("", ["auftrag", "abrechnung"])],
)
def test_what_does_not_apply_by_the_fields_beside_it_is_no_work(kosten, things):
    story = begun().do(measure(kosten=kosten, quelle="" if kosten != "5" else "Stadt"))
    record = story.state.records["massnahme"][1]
    found = tasks.record_tasks(story.definition, story.state.instance, record)
    assert [task.thing for task in found] == things


def test_what_hangs_on_something_else_stays_in_sight():
    item = replace(START.checklist["satzung"], applies_when=at_least(Count("partner"), 3))
    step = replace(START, checklist={**START.checklist, "satzung": item})
    story = begun(variant(steps={**SMALL.steps, "start": step}))
    assert ("item", "satzung") in kinds(story, "start")
    part = story.step("start")
    assert tasks.progress(story.definition, story.state.instance, "start", part).total == 3


@pytest.mark.parametrize(("traeger", "is_work"), [("kommune", False), ("verein", True), ("", True)])
def test_what_does_not_apply_by_the_profile_is_no_work(traeger, is_work):
    story = begun(traeger=traeger)
    assert (("item", "satzung") in kinds(story, "start")) is is_work
    found = tasks.progress(SMALL, story.state.instance, "start", story.step("start"))
    assert found.total == (3 if is_work else 2)


def test_an_item_that_does_not_apply_by_its_own_step_counts_nowhere():
    far = at_least(FieldRef("start", "horizont"), 10)
    item = replace(START.checklist["anlass"], applies_when=far)
    field = replace(START.fields["felder"], required=True, applies_when=far)
    step = replace(
        START,
        checklist={**START.checklist, "anlass": item},
        fields={**START.fields, "felder": field},
    )
    definition = variant(steps={**SMALL.steps, "start": step})
    for horizont, total, empty in (("5", 2, 0), ("10", 3, 1)):
        story = begun(definition).do(recording("start", horizont=horizont))
        part = story.step("start")
        assert tasks.progress(definition, story.state.instance, "start", part).total == total
        data = [task.count for task in of_step(story, "start") if task.kind is TaskKind.DATA]
        assert sum(data) == empty


def test_obligations_and_proposals_belong_to_the_process():
    duty = c.NewObligation(text="Bericht", due=DAY, role="manager")
    story = (
        start_is_asked()
        .do(OPINION, by=KO)
        .do(said("leitung", Outcome.APPROVED_WITH_OBLIGATIONS, obligations=(duty,)), by=KO)
    )
    story = story.do(c.Propose(action=Action.SKIP, step="netz", text="x"))

    def found(story):
        of = tasks.instance_tasks(story.definition, story.state.instance)
        return [(task.kind.value, task.thing, task.role) for task in of]

    assert found(story) == [("obligation", "1", "manager"), ("proposal", "1", "coordinator")]
    story = story.do(c.FulfilObligation(obligation="1", note="Da"))
    story = story.do(c.SettleProposal(proposal="1", accepted=True), by=KO)
    assert found(story) == []


def test_progress_counts_required_items_that_are_settled():
    def progress(story, step):
        return tasks.progress(story.definition, story.state.instance, step, story.state.steps[step])

    assert progress(begun(), "start") == tasks.Progress(done=0, total=3)
    assert progress(all_have_passed(), "netz") == tasks.Progress(done=1, total=1)
    aside = c.SetItemAside(holder="start", item="anlass", reason="x")
    assert progress(begun().do(aside, by=KO), "start").done == 1


@pytest.mark.parametrize(
    "function", [tasks.step_tasks, tasks.record_tasks, tasks.instance_tasks, tasks.progress]
)
def test_what_is_projected_knows_no_now(function):
    assert "today" not in inspect.signature(function).parameters


# --- an entry that somebody answers for -------------------------------------------------------------


def answered_for(story):
    record = story.state.records["massnahme"][1]
    found = tasks.record_tasks(story.definition, story.state.instance, record)
    return [task for task in found if task.kind is TaskKind.RECORD]


def changing(**values):
    return c.ChangeRecord(register="massnahme", number=1, values=values)


def test_an_entry_is_the_task_of_the_person_it_names_until_it_is_finished():
    story = begun().do(measure(wer=str(MAN.account), ende="2026-05-31"))
    assert answered_for(story) == [
        Task(
            kind=TaskKind.RECORD,
            holder="massnahme/1",
            role="",
            person=MAN.account,
            due=date(2026, 5, 31),
            required=False,
        )
    ]
    (moved,) = answered_for(story.do(changing(wer=str(DEV.account), ende="")))
    assert (moved.person, moved.due) == (DEV.account, None)
    assert answered_for(story.do(changing(stand="laeuft"))) != []
    assert answered_for(story.do(changing(stand="fertig"))) == []


def test_an_entry_that_names_nobody_is_nobodys_task():
    assert answered_for(begun().do(measure(stand="laeuft"))) == []


def test_an_archived_entry_is_no_task():
    story = begun().do(measure(wer=str(MAN.account)))
    assert answered_for(story.do(c.ArchiveRecord(register="massnahme", number=1, reason="x"))) == []
