"""Steps open by event: after every command, and by the daily tick for what time alone fulfils."""

from datetime import date

from tests.unit.core.story import (
    DAY,
    KO,
    MAN,
    begun,
    measure,
    said,
    start_has_passed,
    start_is_asked,
)
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.commands import SYSTEM
from workflow.core.errors import Reason
from workflow.core.state import StepStatus

TICK = c.OpenSteps()


def test_a_step_without_a_condition_opens_at_once():
    assert begun().status("start") == StepStatus.ACTIVE


def test_opening_sets_the_due_dates_counted_from_it():
    assert begun().item("start", "anlass").due == date(2026, 1, 29)


def test_opening_sets_the_due_dates_counted_from_a_date_that_is_known():
    story = begun(foerderende="2028-06-30")
    assert story.item("start", "folgeantrag").due == date(2026, 6, 30)


def test_other_steps_wait_at_the_start():
    assert {begun().status(step) for step in ("netz", "umsetzung", "schluss")} == {"waiting"}


def test_a_step_opens_with_the_command_that_fulfils_its_condition():
    story = start_is_asked().do(
        said("beirat", outcome="given", text="Gern."), said("leitung"), by=KO
    )
    story.when(said("rat"), by=KO).then_kinds(
        e.RecordAdded, e.ApprovalRecorded, e.StepPassed, e.StepOpened
    )


def test_several_steps_are_active_at_once():
    story = start_has_passed().do(measure())
    assert [story.status(step) for step in ("netz", "umsetzung")] == ["active", "active"]


def test_a_new_record_opens_the_step_that_counts_it():
    start_has_passed().when(measure()).then_kinds(e.RecordAdded, e.StepOpened)


def test_time_alone_opens_nothing_before_its_day():
    start_has_passed().on(date(2026, 2, 14)).when(TICK, by=SYSTEM).then_nothing()


def test_the_tick_opens_what_time_alone_has_made_ready():
    story = start_has_passed().on(date(2026, 2, 15))
    story.when(TICK, by=SYSTEM).then(
        e.StepOpened(step="umsetzung", dues={"ergebnis": date(2026, 8, 15)})
    )


def test_the_tick_is_no_persons_command():
    begun().when(TICK, by=KO).then_forbidden("system")


def test_nothing_opens_while_the_process_is_paused():
    story = start_has_passed().do(
        c.PauseProcess(until=date(2027, 1, 1), reason="Elternzeit"), by=KO
    )
    story.later(60).when(TICK, by=SYSTEM).then_nothing()
    story.when(measure()).then_kinds(e.RecordAdded)


def test_what_became_ready_during_a_pause_opens_on_resuming():
    pause = c.PauseProcess(until=date(2027, 1, 1), reason="Elternzeit")
    story = start_has_passed().do(pause, by=KO).do(measure())
    story.when(c.ResumeProcess(), by=KO).then_kinds(e.ProcessResumed, e.StepOpened)


def test_an_open_step_never_falls_back():
    story = start_has_passed().do(measure())
    archived = c.ArchiveRecord(register="massnahme", number=1, reason="Doppelt")
    assert story.do(archived).status("umsetzung") == StepStatus.ACTIVE


def test_passed_in_a_condition_includes_skipped():
    story = start_has_passed().do(measure())
    skip = [c.SkipStep(step=step, reason="Nicht nötig") for step in ("netz", "umsetzung")]
    assert story.do(*skip, by=KO).status("schluss") == StepStatus.ACTIVE


def test_a_waiting_step_can_be_read_not_worked_on():
    complete = c.CompleteItem(holder="netz", item="runde", note="Ja")
    values = c.RecordValues(holder="netz", values={"treffen": "3"})
    assert begun().when(complete).then_rejected(Reason.STEP_WAITING).holder == "netz"
    begun().when(values).then_rejected(Reason.STEP_WAITING)


def test_a_day_set_by_hand_before_a_step_opens_stays():
    due = date(2026, 3, 1)
    story = start_has_passed().do(
        c.SetItemDue(holder="umsetzung", item="ergebnis", due=due), by=MAN
    )
    assert story.do(measure()).item("umsetzung", "ergebnis").due == due


def test_a_step_knows_the_day_it_opened():
    life = begun().state.instance.steps["start"]
    assert (life.opened_on, life.since) == (DAY, DAY)
