"""What this actor may do now; and if not, why not and who can.

Rule (law L4): an action is offered if and only if `decide` would accept its command with
well-formed input; else it carries the very blockers `decide` would raise. Pages ask here and
nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from workflow.core import commands as c
from workflow.core.commands import Actor, Context
from workflow.core.decide import blockers
from workflow.core.decide.case import Case, Target
from workflow.core.definition import ProcessDefinition
from workflow.core.errors import Blocker
from workflow.core.state import ProcessState


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailableAction:
    """A command aimed at something; offered if nothing stands against it."""

    command: type
    holder: str = ""
    thing: str = ""
    blockers: tuple[Blocker, ...] = ()

    @property
    def offered(self) -> bool:
        """Whether the actor can do it now."""
        return not self.blockers


ITEM_COMMANDS: tuple[type, ...] = (
    c.CompleteItem,
    c.AddEvidence,
    c.RemoveEvidence,
    c.ReopenItem,
    c.SetItemAside,
    c.AssignItem,
    c.SetItemDue,
)
STEP_COMMANDS: tuple[type, ...] = (
    c.RecordValues,
    c.RequestGate,
    c.WithdrawRequest,
    c.ConfirmApproval,
    c.SkipStep,
    c.ReopenStep,
    c.StartRound,
)
PROCESS_COMMANDS: tuple[type, ...] = (
    c.PauseProcess,
    c.ResumeProcess,
    c.CompleteProcess,
    c.AbandonProcess,
    c.JoinTeam,
    c.LeaveTeam,
    c.HandOver,
    c.AssessSituation,
    c.DraftReport,
    c.FreezeReport,
    c.AddComment,
    c.Propose,
    c.MoveToVersion,
    c.UndoMove,
    c.EraseWords,
)


def available_actions(
    definition: ProcessDefinition, state: ProcessState, actor: Actor, today: date
) -> tuple[AvailableAction, ...]:
    """Return every action on the process and its steps; records have `record_actions`."""
    case = _case(definition, state, actor, today)
    targets = (*_process_targets(case), *_all_steps(case))
    return tuple(_action(case, command, target) for command, target in targets)


def step_actions(
    definition: ProcessDefinition, state: ProcessState, actor: Actor, today: date, step: str
) -> tuple[AvailableAction, ...]:
    """Return the actions on one step, its items, its gate."""
    case = _case(definition, state, actor, today)
    return tuple(_action(case, command, target) for command, target in _step_targets(case, step))


def process_actions(
    definition: ProcessDefinition, state: ProcessState, actor: Actor, today: date
) -> tuple[AvailableAction, ...]:
    """Return the actions on the process as a whole, its team, its obligations."""
    case = _case(definition, state, actor, today)
    return tuple(_action(case, command, target) for command, target in _process_targets(case))


def action_on(
    definition: ProcessDefinition,
    state: ProcessState,
    actor: Actor,
    today: date,
    action: AvailableAction,
) -> AvailableAction:
    """Return one action as it stands; `state` holds at least the step or entry it is aimed at."""
    case = _case(definition, state, actor, today)
    return _action(case, action.command, Target(action.holder, action.thing))


def record_actions(
    definition: ProcessDefinition, state: ProcessState, actor: Actor, today: date, record: str
) -> tuple[AvailableAction, ...]:
    """Return the actions on one register entry and its own checklist."""
    case = _case(definition, state, actor, today)
    found = case.record(record)
    checklist = definition.registers[found.register].checklist
    targets = [
        (c.ChangeRecord, Target(record)),
        (c.ArchiveRecord, Target(record)),
        *((command, Target(record, item)) for item in checklist for command in ITEM_COMMANDS),
        *((c.Remind, Target(record, f"item:{item}")) for item in checklist),
    ]
    return tuple(_action(case, command, target) for command, target in targets)


def _case(definition: ProcessDefinition, state: ProcessState, actor: Actor, today: date) -> Case:
    # No guard reads the instant; the day is what counts.
    at = datetime.combine(today, datetime.min.time(), tzinfo=UTC)
    return Case(definition, state, Context(actor=actor, at=at, today=today))


def _action(case: Case, command: type, target: Target) -> AvailableAction:
    return AvailableAction(
        command=command,
        holder=target.holder,
        thing=target.thing,
        blockers=blockers(case, command, target),
    )


def _process_targets(case: Case) -> Iterator[tuple[type, Target]]:
    for command in PROCESS_COMMANDS:
        yield command, Target()
    yield c.RecordValues, Target("profile")
    for register in case.definition.registers:
        yield c.AddRecord, Target(register)
        yield c.ImportRecords, Target(register)
    for obligation in case.instance.obligations:
        yield c.Remind, Target("", f"obligation:{obligation}")
        yield c.FulfilObligation, Target("", obligation)
        yield c.ReopenObligation, Target("", obligation)
    for proposal in case.instance.proposals:
        yield c.SettleProposal, Target("", proposal)


def _all_steps(case: Case) -> Iterator[tuple[type, Target]]:
    for step in case.definition.steps:
        yield from _step_targets(case, step)


def _step_targets(case: Case, step: str) -> Iterator[tuple[type, Target]]:
    definition = case.step(step)
    for command in STEP_COMMANDS:
        yield command, Target(step)
    for item in definition.checklist:
        for command in ITEM_COMMANDS:
            yield command, Target(step, item)
        yield c.Remind, Target(step, f"item:{item}")
    for approval in definition.gate.approvals:
        yield c.DecideApproval, Target(step, approval.id)
        yield c.Remind, Target(step, f"approval:{approval.id}")
    request = case.part(step).request
    if request is not None:
        for exception in request.exceptions:
            yield c.GrantException, Target(step, exception)
            yield c.RefuseException, Target(step, exception)
            yield c.Remind, Target(step, f"exception:{exception}")
