"""Moving to another version: what it means beforehand, what happens, and how it is taken back."""

from dataclasses import replace

import pytest

from tests.unit.core import story as tell
from tests.unit.core.newer import NEWER
from tests.unit.core.small import SMALL, variant
from tests.unit.core.story import DAY, KO, MAN, begun
from workflow.core import commands as c
from workflow.core.conditions import Scope
from workflow.core.definition import (
    Field,
    FieldType,
)
from workflow.core.errors import Reason
from workflow.core.foresight import moving_means
from workflow.core.moving.mapping import mapping
from workflow.core.moving.preview import (
    Verdict,
)
from workflow.core.tasks import TaskKind, progress, step_tasks

MOVE = c.MoveToVersion(definition=NEWER.digest, reason="Neue Richtlinie")
VERTEILER = "steps.netzwerk.checklist.verteiler"
PROTOKOLL = "steps.start.checklist.protokoll"


def moved(story, **choices):
    return story.do(replace(MOVE, choices=c.Choices(**choices)), by=KO)


def tasks_of(story, step):
    state = story.state
    found = step_tasks(story.definition, state.instance, step, state.steps[step])
    return {task.thing: task for task in found if task.kind is TaskKind.ITEM}


def expected(story, definition=NEWER, **choices):
    was = Scope(story.definition, story.state, story.today)
    return moving_means(was, definition, c.Choices(**choices))


def with_start(**parts):
    return variant(
        version=2, steps={**SMALL.steps, "start": replace(SMALL.steps["start"], **parts)}
    )


# --- where everything goes -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("steps.netz", "steps.netzwerk"),
        ("steps.netz.checklist.runde", "steps.netzwerk.checklist.einladung"),
        ("steps.netz.fields.treffen", "steps.netzwerk.fields.runden"),
        ("steps.start.checklist.unterlage", "steps.netzwerk.checklist.ablage"),
        ("steps.start.fields.vorstand", "profile.vorstand"),
        ("registers.massnahme.checklist.auftrag", "registers.vorhaben.checklist.auftrag"),
        ("registers.partner.fields.seit", None),
        ("registers.massnahme.fields.stand", None),
        ("steps.schluss", None),
        ("steps.start", "steps.start"),
    ],
)
def test_values_follow_ids_and_former_ids(old, new):
    assert mapping(SMALL, NEWER).kept.get(old) == new


@pytest.mark.parametrize("personal", [True, False])
def test_what_can_be_erased_stays_where_it_can_be(personal):
    """A number is a fact, a personal one is a word: neither becomes the other."""
    field = Field(id="zahl", type=FieldType.INTEGER, label="Zahl", personal=personal)
    first = with_start(fields={"zahl": field})
    newer = with_start(fields={"zahl": replace(field, personal=not personal)})
    newer = replace(newer, version=3)
    story = replace(begun(first), other=newer).do(tell.recording("start", zahl="42"))
    there = story.do(replace(MOVE, definition=newer.digest), by=KO)
    assert "zahl" not in there.step("start").values
    assert "zahl" in there.state.moves[0].left.parts["start"].values


def test_the_mover_can_say_what_the_definition_does_not():
    same = {"steps.umsetzung.checklist.ergebnis": "steps.umsetzung.checklist.abnahme"}
    assert (
        mapping(SMALL, NEWER, same).kept["steps.umsetzung.checklist.ergebnis"] == same.popitem()[1]
    )
    across = {"steps.schluss.fields.bilanz": "registers.partner.fields.name"}
    assert "steps.schluss.fields.bilanz" not in mapping(SMALL, NEWER, across).kept


def test_two_former_things_never_share_a_place():
    both = replace(SMALL.steps["netz"], id="neu", was=("netz", "umsetzung"))
    newer = variant(version=2, steps={"neu": both})
    kept = mapping(SMALL, newer).kept
    assert kept["steps.netz"] == "steps.neu"
    assert "steps.umsetzung" not in kept


# --- what happens ------------------------------------------------------------------------------------


def test_nothing_that_has_passed_is_opened_and_nothing_open_is_closed():
    before = tell.netz_has_passed()
    story = moved(before)
    assert (before.status("start"), story.status("start")) == ("passed", "passed")
    assert (before.status("netz"), story.status("netzwerk")) == ("passed", "passed")
    assert story.step("netzwerk").passed.sheet.digest == before.step("netz").passed.sheet.digest
    assert story.status("bilanz") == "active"  # new, and ready by the ordinary rule
    assert story.status("umsetzung") == "active"  # its condition is another one now


def test_new_items_of_a_passed_step_count_when_it_is_opened_again():
    story = moved(tell.netz_has_passed())
    state = story.state
    done = progress(NEWER, state.instance, "start", state.steps["start"])
    assert done.done == done.total
    assert "verteiler" not in tasks_of(story, "netzwerk")
    story.when(tell.completing("start", "protokoll", documents=(tell.FILE,))).then_rejected(
        Reason.STEP_NOT_WORKABLE
    )
    again = story.do(c.ReopenStep(step="start", reason="Nachtrag"), by=KO)
    assert "protokoll" in tasks_of(again, "start")


def test_new_items_of_a_passed_step_can_be_owed_at_once():
    story = moved(tell.netz_has_passed(), owed=(PROTOKOLL, VERTEILER))
    task = tasks_of(story, "start")["protokoll"]
    assert (task.due - DAY).days == 30
    assert "verteiler" in tasks_of(story, "netzwerk")
    done = story.do(tell.completing("start", "protokoll", documents=(tell.FILE,)))
    assert "protokoll" not in tasks_of(done, "start")
    assert done.status("start") == "passed"


def test_a_step_under_way_is_gone_only_if_it_is_given_up():
    story = tell.all_have_passed().do(c.ReopenStep(step="schluss", reason="Fehler"), by=KO)
    story.when(MOVE, by=KO).then_rejected(Reason.STEP_UNDER_WAY)
    assert expected(story).verdict is Verdict.WAITS
    gone = moved(story, given_up=("steps.schluss",))
    assert "schluss" not in gone.state.instance.steps
    assert gone.state.moves[0].left.lives["schluss"].status.value == "active"


def test_what_is_chosen_has_to_be_there_to_be_chosen():
    choices = c.Choices(
        same={"steps.nie": "steps.start"},
        owed=("steps.start.checklist.anlass",),
        given_up=("steps.start",),
    )
    begun().when(replace(MOVE, choices=choices), by=KO).then_invalid(
        **{
            "same__steps.nie": "no-such-choice",
            "owed__steps.start.checklist.anlass": "no-such-choice",
            "given-up__steps.start": "no-such-choice",
        }
    )
    begun().when(replace(MOVE, definition="nie"), by=KO).then_invalid(definition="no-such-choice")
    begun().when(replace(MOVE, reason=" "), by=KO).then_invalid(reason="empty")


def test_a_move_moves_nobody_s_work():
    """Many quartiere move in one night: that must not hide which of them stand still."""
    before = begun()
    assert moved(before.later(30)).state.moved_on == before.state.moved_on


def test_a_frozen_report_remembers_its_version():
    story = begun()
    texts = {"proposal": "Kenntnis nehmen.", "summary": "Gut."}
    report = c.DraftReport(since=DAY, until=DAY, texts=texts)
    story = moved(story.do(report, c.FreezeReport()).later(1))
    assert story.state.instance.reports[0].definition == SMALL.digest
    # And one about the days before is told in today's words.
    later = story.do(report, c.FreezeReport())
    assert later.state.instance.reports[1].definition == NEWER.digest


def test_what_was_shown_under_another_version_is_not_taken():
    before = begun()
    story = moved(before)
    change = tell.recording("start", horizont="5")
    story.when(change, seen=before.state.seq).then_rejected(Reason.MOVED_SINCE_SEEN)
    assert story.when(change, seen=story.state.seq).events


# --- taking it back ----------------------------------------------------------------------------------


UNDO = c.UndoMove(reason="Zu früh")


def test_what_was_entered_since_is_left_and_what_was_there_is_back():
    before = begun().do(tell.recording("start", horizont="5"))
    story = moved(before).do(tell.completing("start", "protokoll", documents=(tell.FILE,)), by=MAN)
    story = story.do(UNDO, by=KO)
    assert story.value("start", "horizont") == 5
    assert "protokoll" not in story.step("start").items
    assert story.state.moves[1].left.parts["start"].items["protokoll"].documents == (tell.FILE,)


def test_what_was_changed_since_stays_if_it_fits():
    before = begun().do(tell.recording("start", horizont="5"))
    story = moved(before).do(tell.recording("start", horizont="7"))
    assert story.do(UNDO, by=KO).value("start", "horizont") == 7


def test_only_the_last_move_can_be_taken_back_and_only_once():
    begun().when(UNDO, by=KO).then_rejected(Reason.NOTHING_MOVED)
    back = moved(begun()).do(UNDO, by=KO)
    back.when(UNDO, by=KO).then_rejected(Reason.NOTHING_MOVED)
    assert back.state.moves[0].undone_on == DAY


def test_a_new_round_is_the_end_of_taking_back():
    story = moved(tell.netz_has_passed()).do(c.StartRound(step="start", reason="Neu"), by=KO)
    story.when(UNDO, by=KO).then_rejected(Reason.ROUND_SINCE_MOVE)


def test_a_pause_moves_the_days_of_what_was_left():
    story = begun().do(c.SetItemDue(holder="start", item="unterlage", due=DAY))
    newer = variant(
        version=2,
        steps={
            **SMALL.steps,
            "start": replace(
                SMALL.steps["start"],
                checklist={
                    name: item
                    for name, item in SMALL.steps["start"].checklist.items()
                    if name != "unterlage"
                },
            ),
        },
    )
    story = replace(story, other=newer)
    story = story.do(replace(MOVE, definition=newer.digest), by=KO)
    pause = c.PauseProcess(until=DAY.replace(month=3), reason="Elternzeit")
    story = story.do(pause, by=KO).later(5).do(c.ResumeProcess(), by=KO).do(UNDO, by=KO)
    assert (story.item("start", "unterlage").due - DAY).days == 5


# --- who is told -------------------------------------------------------------------------------------


def test_the_team_is_told_but_not_whoever_moves_and_told_again_when_it_is_taken_back():
    story = begun()
    everybody = {member.account for member in story.state.instance.team}
    told = story.when(replace(MOVE, tells=True), by=KO)
    assert set(told.events[0].whom) == everybody - {KO.account}
    story = story.do(replace(MOVE, tells=True), by=KO)
    assert story.when(UNDO, by=KO).events[0].whom == told.events[0].whom


def test_nobody_is_told_of_a_quiet_move_nor_of_its_end():
    assert begun().when(MOVE, by=KO).events[0].whom == ()
    assert moved(begun()).when(UNDO, by=KO).events[0].whom == ()
