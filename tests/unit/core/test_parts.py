"""Which parts a command needs: only what it is about and what reads it, never the whole by habit."""

import pytest

from tests.unit.core.small import SMALL
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
from workflow.core.definition import FieldType
from workflow.core.parts import NO_PARTS, Parts, needed


def of(story, command):
    return needed(story.definition, story.state.instance, command)


def parts(*steps, records=(), registers=()):
    return Parts(steps=frozenset(steps), records=frozenset(records), registers=frozenset(registers))


WHOLE = parts(*SMALL.steps, registers=SMALL.registers)


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
        (c.PauseProcess(until=DAY, reason="x"), parts()),
        (c.WithdrawRequest(step="start"), parts("start")),
        (c.ResumeProcess(), WHOLE),
        (c.StartRound(step="start", reason="x"), WHOLE),
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
