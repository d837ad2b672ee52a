"""From what was and what happened to what is.

Rule (law L2): `evolve` never refuses a stored event and never reads the definition; everything an
event means stands in the event. A stream replays to the same state under any later definition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from workflow.core import events as e
from workflow.core.events import Recorded
from workflow.core.evolve import gates, items, moves, process, records, reminders, reports
from workflow.core.state import ProcessState

Apply = Callable[[ProcessState, Recorded, Any], ProcessState]

APPLY: Mapping[type, Apply] = {
    e.StepOpened: process.step_opened,
    e.ItemCompleted: items.completed,
    e.EvidenceAdded: items.evidence_added,
    e.EvidenceRemoved: items.evidence_removed,
    e.ItemReopened: items.reopened,
    e.ItemSetAside: items.set_aside,
    e.ItemAssigned: items.assigned,
    e.ItemDueSet: items.due_set,
    e.DueDatesMoved: items.dues_moved,
    e.ValuesRecorded: records.values_recorded,
    e.RecordAdded: records.added,
    e.RecordChanged: records.changed,
    e.RecordArchived: records.archived,
    e.GateRequested: gates.requested,
    e.RequestWithdrawn: gates.withdrawn,
    e.ExceptionGranted: gates.exception_granted,
    e.ApprovalRecorded: gates.approval_recorded,
    e.ObligationImposed: gates.obligation_imposed,
    e.GateReturned: gates.returned,
    e.StepPassed: gates.step_passed,
    e.ApprovalBecameStale: gates.became_stale,
    e.ApprovalConfirmed: gates.confirmed,
    e.ObligationFulfilled: gates.obligation_fulfilled,
    e.ObligationReopened: gates.obligation_reopened,
    e.StepSkipped: process.step_skipped,
    e.StepReopened: process.step_reopened,
    e.RoundStarted: process.round_started,
    e.ProcessPaused: process.paused,
    e.ProcessResumed: process.resumed,
    e.ProcessCompleted: process.completed,
    e.ProcessAbandoned: process.abandoned,
    e.MemberJoined: process.member_joined,
    e.MemberLeft: process.member_left,
    e.RoleHandedOver: process.role_handed_over,
    e.SituationAssessed: process.situation_assessed,
    e.ReportDrafted: reports.drafted,
    e.ReportFrozen: reports.frozen,
    e.CommentAdded: process.unchanged,
    e.Reminded: reminders.reminded,
    e.ProposalMade: process.proposal_made,
    e.ProposalSettled: process.proposal_settled,
    e.MovedToVersion: moves.moved,
    e.WordsErased: process.unchanged,
}


# Talking about a quartier, judging it or changing its rules does not move it; nor does what happens
# by itself.
_TALK = frozenset(
    {
        e.SituationAssessed,
        e.CommentAdded,
        e.Reminded,
        e.ProposalMade,
        e.ProposalSettled,
        e.MovedToVersion,
        e.WordsErased,
    }
)


def evolve(state: ProcessState | None, recorded: Recorded) -> ProcessState:
    """Return the state after the event; `state` is None for the first one of a stream."""
    if isinstance(recorded.event, e.InstanceStarted):
        return process.started(recorded, recorded.event)
    assert state is not None  # noqa: S101 - a stream begins with InstanceStarted
    kind = type(recorded.event)
    changed = APPLY[kind](state, recorded, recorded.event)
    by_hand = recorded.by and kind not in _TALK
    moved_on = recorded.on if by_hand else state.moved_on
    return changed.recorded(recorded.seq, recorded.at, moved_on)


def replay(stream: Iterable[Recorded], state: ProcessState | None = None) -> ProcessState:
    """Return the state after all events of a stream; raise ValueError if there is none."""
    for recorded in stream:
        state = evolve(state, recorded)
    if state is None:
        message = "an empty stream has no state"
        raise ValueError(message)
    return state
