"""Reminding: only of what somebody else owes now, once in three days, and the right people."""

import pytest

from tests.unit.core.story import (
    ALONE,
    DAY,
    DEV,
    KO,
    KO2,
    MAN,
    OPINION,
    begun,
    completing,
    measure,
    partner,
    said,
    start_is_asked,
)
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.commands import NewObligation
from workflow.core.errors import NotFound, Reason
from workflow.core.sentences.reminders import owed_name, reminder_letter
from workflow.core.state import Outcome
from workflow.core.tasks import TaskKind, instance_tasks, record_tasks, step_tasks


def remind(thing, holder="start"):
    return c.Remind(holder=holder, thing=thing)


ITEM = remind("item:partner")  # the developer owes it


def event(thing, *whom, holder="start"):
    return e.Reminded(holder=holder, thing=thing, whom=whom)


def test_whoever_holds_the_role_is_reminded():
    begun().when(ITEM).then(event("item:partner", DEV.account))


def test_the_person_it_was_given_to_is_reminded_and_nobody_else():
    given = c.AssignItem(holder="start", item="partner", account=MAN.account)
    story = begun().do(given)
    story.when(ITEM, by=KO).then(event("item:partner", MAN.account))
    story.when(ITEM, by=MAN).then_rejected(Reason.OWN_WORK)


def test_the_coordination_is_reminded_of_its_items_together():
    thing = "item:anlass"
    everybody = (KO.account, KO2.account, ALONE.account)
    begun().when(remind(thing)).then(event(thing, *everybody))


def test_nobody_reminds_themselves():
    begun().when(ITEM, by=DEV).then_rejected(Reason.OWN_WORK)


def test_a_reminder_rests_three_days_and_then_may_come_again():
    story = begun().do(ITEM)
    story.when(ITEM).then_nothing()
    story.later(2).when(ITEM, by=KO).then_nothing()
    story.later(3).when(ITEM).then_kinds(e.Reminded)


def test_what_is_done_is_not_owed():
    story = begun().do(partner(), partner(), partner("wohnen"))
    story = story.do(completing("start", "partner"), by=DEV)
    story.when(ITEM).then_rejected(Reason.ITEM_DONE)


def test_doing_it_ends_the_reminder():
    story = begun().do(partner(), partner(), partner("wohnen"), ITEM)
    assert story.item("start", "partner").reminded_on == DAY
    done = story.do(completing("start", "partner"), by=DEV)
    assert done.item("start", "partner").reminded_on is None


def test_while_a_gate_is_asked_for_its_items_rest():
    start_is_asked().when(remind("item:folgeantrag"), by=KO).then_rejected(Reason.LOCKED_IN_REVIEW)


def test_whose_turn_it_is_is_reminded():
    story = start_is_asked()
    body, role = remind("approval:beirat"), remind("approval:leitung")
    story.when(body).then_kinds(e.Reminded)
    story.when(role).then_rejected(Reason.APPROVAL_NOT_YET)
    assert story.do(body).step("start").request.reminded == {"approval:beirat": DAY}


def test_four_eyes_whoever_asked_reminds_the_others_to_decide():
    story = start_is_asked(by=KO).do(OPINION, by=KO2)
    thing = "approval:leitung"
    others = (KO2.account, ALONE.account)
    story.when(remind(thing), by=KO).then(event(thing, *others))
    story.when(remind(thing), by=KO2).then_rejected(Reason.OWN_WORK)


def test_without_a_request_nothing_is_to_be_decided():
    begun().when(remind("approval:beirat")).then_rejected(Reason.NO_REQUEST)


def test_an_obligation_is_reminded_of():
    duty = NewObligation(text="Bericht", due=DAY, role="manager")
    given = said("leitung", Outcome.APPROVED_WITH_OBLIGATIONS, obligations=(duty,))
    story = start_is_asked().do(OPINION, given, by=KO)
    reminder = remind("obligation:1", holder="")
    story.when(reminder, by=KO).then(event("obligation:1", MAN.account, holder=""))
    (task,) = instance_tasks(story.definition, story.do(reminder, by=KO).state.instance)
    assert task.reminded_on == DAY


def test_where_nobody_holds_the_role_the_coordination_is_named():
    story = begun().do(c.LeaveTeam(account=DEV.account, role="developer"), by=KO)
    blocker = story.when(ITEM).then_rejected(Reason.NOBODY_THERE)
    assert blocker.roles == ("coordinator",)


@pytest.mark.parametrize(
    ("holder", "thing"),
    [
        ("start", "item:nie"),
        ("nie", "item:anlass"),
        ("start", "approval:nie"),
        ("start", "exception:nie"),
        ("", "obligation:9"),
        ("start", "obligation:1"),
        ("start", ""),
        ("start", "anlass"),
        ("massnahme/9", "item:auftrag"),
    ],
)
def test_what_is_not_there_is_not_found(holder, thing):
    with pytest.raises(NotFound):
        _ = begun().when(remind(thing, holder)).events


def test_open_work_carries_the_day_of_the_reminder():
    story = begun().do(ITEM)
    tasks = step_tasks(story.definition, story.state.instance, "start", story.step("start"))
    (task,) = [task for task in tasks if task.thing == "partner"]
    assert (task.kind, task.reminded_on) == (TaskKind.ITEM, DAY)


def test_an_item_of_an_entry_is_reminded_of():
    story = begun().do(measure()).do(remind("item:auftrag", holder="massnahme/1"), by=KO)
    record = story.state.record("massnahme", 1)
    (task,) = record_tasks(story.definition, story.state.instance, record)
    assert task.reminded_on == DAY


def test_an_offer_says_whether_somebody_can_be_reminded():
    actions = begun().actions(by=MAN)
    assert actions[c.Remind, "start", "item:partner"].offered
    assert not begun().actions(by=DEV)[c.Remind, "start", "item:partner"].offered


@pytest.mark.parametrize(
    ("thing", "name"),
    [
        ("item:partner", "Punkt „"),
        ("approval:rat", "Freigabe von „"),
        ("exception:x", "Ausnahme zu „"),
        ("obligation:3", "Auflage 3"),
    ],
)
def test_everything_that_is_owed_has_its_name(thing, name):
    definition = begun().definition
    assert owed_name("start", thing, definition, "de").startswith(name)
    assert owed_name("start", thing, definition, "en") != owed_name(
        "start", thing, definition, "de"
    )


def test_the_letter_says_who_reminds_of_what_and_where():
    definition = begun().definition
    said_event = event("item:partner", DEV.account)
    options = {"who": "Tom Brandt", "language": "de"}
    subject, text = reminder_letter(said_event, definition, quarter="Mühlburg", **options)
    assert subject == "Erinnerung"
    assert "Tom Brandt erinnert Sie" in text
    assert "Quartier: „Mühlburg“" in text
    assert "Quartier" not in reminder_letter(said_event, definition, quarter="", **options)[1]
