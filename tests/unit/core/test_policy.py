"""Who may what: the table of the design, cell by cell, and nothing beside it.

The table stands here as data of its own. What a row means for a command is said once, in `ROWS`.
"""

from typing import get_args

import pytest

from tests.unit.core.newer import NEWER
from tests.unit.core.story import (
    DAY,
    DEV,
    MAN,
    OPINION,
    Story,
    begun,
    completing,
    partner,
    recording,
    said,
    start_is_asked,
    start_is_ready,
)
from workflow.core import commands as c
from workflow.core import policy
from workflow.core.commands import Actor
from workflow.core.errors import Forbidden, Rejected, WorkflowError
from workflow.core.state import Outcome

COLUMNS = ("developer", "manager", "coordinator", "consultant", "admin")
# DESIGN 3, "Who may what". `own`: items of the own role; `acts`: also of those it acts for;
# `reason`: others' with a reason; `not own`: never on the own request.
TABLE = {
    "items": ("own", "acts", "reason", "-", "-"),
    "fields, records, files": ("yes", "yes", "yes", "-", "-"),
    "comments": ("yes", "yes", "yes", "grant", "-"),
    "request a gate": ("-", "yes", "yes", "-", "-"),
    "grant exceptions, approve, return": ("-", "-", "not own", "-", "-"),
    "skip, reopen, new round, pause, complete, abandon, hand over": ("-", "-", "yes", "-", "-"),
    "propose": ("yes", "yes", "-", "-", "-"),
    "start a quartier, assign people": ("-", "-", "yes", "-", "-"),
    "move quartiere to a version, undo": ("-", "-", "yes", "-", "-"),
    "remind": ("yes", "yes", "yes", "-", "-"),
    # Not in the table, said elsewhere in the design.
    "confirm, reopen an obligation, settle, erase": ("-", "-", "yes", "-", "-"),
    "assess, arrange, report": ("-", "yes", "yes", "-", "-"),
    "the tick": ("-", "-", "-", "-", "-"),
}
ROWS = {
    "items": (c.CompleteItem, c.ReopenItem, c.SetItemAside, c.FulfilObligation),
    "fields, records, files": (
        c.RecordValues,
        c.AddRecord,
        c.ChangeRecord,
        c.ArchiveRecord,
        c.ImportRecords,
        c.AddEvidence,
        c.RemoveEvidence,
    ),
    "comments": (c.AddComment,),
    "remind": (c.Remind,),
    "request a gate": (c.RequestGate, c.WithdrawRequest),
    "grant exceptions, approve, return": (
        c.GrantException,
        c.RefuseException,
        c.DecideApproval,
    ),
    "skip, reopen, new round, pause, complete, abandon, hand over": (
        c.SkipStep,
        c.ReopenStep,
        c.StartRound,
        c.PauseProcess,
        c.ResumeProcess,
        c.CompleteProcess,
        c.AbandonProcess,
        c.HandOver,
    ),
    "propose": (c.Propose,),
    "start a quartier, assign people": (c.StartInstance, c.JoinTeam, c.LeaveTeam),
    "confirm, reopen an obligation, settle, erase": (
        c.ConfirmApproval,
        c.ReopenObligation,
        c.SettleProposal,
        c.EraseWords,
    ),
    "assess, arrange, report": (
        c.AssessSituation,
        c.AssignItem,
        c.SetItemDue,
        c.DraftReport,
        c.FreezeReport,
    ),
    "move quartiere to a version, undo": (c.MoveToVersion, c.UndoMove),
    "the tick": (c.OpenSteps,),
}
CELLS = [
    (row, command, role, cell)
    for row, commands in ROWS.items()
    for command in commands
    for role, cell in zip(COLUMNS, TABLE[row], strict=True)
]
MEANS = {
    "-": set(),
    "yes": {policy.Rule.YES},
    "grant": {policy.Rule.YES},  # the role is there only with a grant
    "own": {policy.Rule.OWN_ITEM},
    "acts": {policy.Rule.OWN_ITEM},
    "reason": {policy.Rule.OWN_ITEM_OR_REASON},
    "not own": {policy.Rule.NOT_OWN_REQUEST},
}


def actor(role):
    return Actor(account=8, roles=frozenset({role}))


def test_every_command_stands_in_exactly_one_row():
    stands = [command for commands in ROWS.values() for command in commands]
    assert sorted(stands, key=str) == sorted(get_args(c.Command), key=str)


@pytest.mark.parametrize(
    ("row", "command", "role", "cell"), CELLS, ids=[f"{x[1].__name__}-{x[2]}" for x in CELLS]
)
def test_a_cell_says_what_the_design_says(row, command, role, cell):
    assert policy.rules_for(command, actor(role)) == MEANS[cell]


@pytest.mark.parametrize("command", get_args(c.Command), ids=lambda kind: kind.__name__)
def test_whoever_has_no_role_may_nothing(command):
    assert policy.rules_for(command, Actor(account=8, roles=frozenset())) == set()
    assert policy.rules_for(command, actor("mayor")) == set()


@pytest.mark.parametrize("command", [c.AddRecord, c.ChangeRecord, c.ArchiveRecord, c.ImportRecords])
@pytest.mark.parametrize("role", COLUMNS)
def test_what_a_body_decided_is_entered_by_hand_by_who_records_it(command, role):
    row = ("-", "-", "yes", "-", "-")  # record what a body decided
    expected = MEANS[row[COLUMNS.index(role)]]
    assert policy.rules_for(command, actor(role), "beschluss") == expected


def test_a_decision_in_the_register_is_nothing_for_the_team_to_change():
    entry = {"gremium": "rat", "datum": "2026-01-10", "gegenstand": "Mittel"}
    add = c.AddRecord(register="beschluss", step="start", values=entry)
    change = c.ChangeRecord(register="beschluss", number=1, values={"ergebnis": "zugestimmt"})
    story = begun()
    for by in (DEV, MAN):
        story.when(add, by=by).then_forbidden("coordinator")
    story = story.do(add, by=actor("coordinator"))
    story.when(change, by=MAN).then_forbidden("coordinator")
    story.do(change, by=actor("coordinator"))


def test_what_is_no_command_is_refused():
    assert policy.rules_for(str, actor("coordinator")) == set()
    assert policy.who_may(str) == ()


# --- the cells, asked for real: one command of each row, well-formed, by each role ---

ASKED = {
    "items": (begun, completing("start", "folgeantrag", reason="Vertretung")),
    "fields, records, files": (begun, recording("start", horizont="5")),
    "comments": (begun, c.AddComment(text="Ja")),
    "remind": (
        lambda: begun().do(c.AssignItem(holder="start", item="partner", account=DEV.account)),
        c.Remind(holder="start", thing="item:partner"),
    ),
    "request a gate": (start_is_ready, c.RequestGate(step="start")),
    "grant exceptions, approve, return": (
        lambda: start_is_asked().do(OPINION, by=actor("coordinator")),
        said("leitung", Outcome.RETURNED, text="Nein"),
    ),
    "skip, reopen, new round, pause, complete, abandon, hand over": (
        begun,
        c.SkipStep(step="netz", reason="Nein"),
    ),
    "propose": (begun, c.Propose(action="pause", text="Ja")),
    "start a quartier, assign people": (Story, c.StartInstance(name="Süd", municipality=1)),
    "confirm, reopen an obligation, settle, erase": (
        begun,
        c.EraseWords(words=((1, "name"),), reason="Wunsch"),
    ),
    "assess, arrange, report": (begun, c.SetItemDue(holder="start", item="anlass", due=DAY)),
    "move quartiere to a version, undo": (
        begun,
        c.MoveToVersion(definition=NEWER.digest, reason="Neue Fassung"),
    ),
    "the tick": (begun, c.OpenSteps()),
}


@pytest.mark.parametrize("row", TABLE)
@pytest.mark.parametrize("role", COLUMNS)
def test_the_engine_does_what_the_table_says(row, role):
    beginning, command = ASKED[row]
    cell = TABLE[row][COLUMNS.index(role)]
    when = beginning().when(command, by=actor(role))
    # The item belongs to the management: not the developer's own.
    if cell in {"-", "own"}:
        with pytest.raises(Forbidden) as refusal:
            _ = when.events
        assert role not in refusal.value.blockers[0].roles
    else:
        assert isinstance(when.events, tuple)


def test_a_developer_does_items_of_the_own_role():
    begun().do(partner()).do(completing("start", "partner"), by=DEV)


def test_roles_add_up():
    both = Actor(account=8, roles=frozenset({"developer", "coordinator"}))
    begun().do(completing("start", "anlass", "Ja"), by=both)


def test_the_body_of_a_definition_is_recorded_by_the_coordination_only():
    story = start_is_asked()
    assert policy.may_record(story.definition, actor("coordinator"), "rat")
    for role in ("developer", "manager", "consultant", "admin"):
        assert not policy.may_record(story.definition, actor(role), "rat")


def test_members_are_found_by_their_role():
    instance = begun().state.instance
    assert policy.members_with(instance, "manager") == (MAN.account,)
    assert policy.members_with(instance, "coordinator") == ()


def test_a_refusal_is_one_of_ours():
    assert issubclass(Forbidden, Rejected)
    assert issubclass(Rejected, WorkflowError)
