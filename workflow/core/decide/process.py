"""Deciding about the life of a process and of its steps; what only the coordination decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.conditions import Scope
from workflow.core.decide.case import (
    Blockers,
    Case,
    Rule,
    Target,
    nothing,
    process_is_open,
    process_is_running,
)
from workflow.core.decide.consequences import ready
from workflow.core.decide.dues import checklist_dues, not_by_hand
from workflow.core.decide.writing import Sheet, write
from workflow.core.errors import Blocker, InputProblem, InvalidInput, Problem, Reason
from workflow.core.events import Recorded
from workflow.core.lifecycle import ProcessMove, StepMove, process_can, step_can
from workflow.core.policy import COORDINATOR, TEAM_ROLES
from workflow.core.state import FieldValue, Member, ProcessLife, StepStatus
from workflow.core.text import MAX_NAME, required_text, spoken

_COORDINATION = (COORDINATOR,)


def start(case: Case, command: c.StartInstance) -> Iterable[e.Event]:
    """Start a quartier: its name, its team, its profile. `case.state` is the blank one."""
    yield started(case, command)
    for account, role in dict.fromkeys(command.team):
        if role not in TEAM_ROLES:
            raise InvalidInput(InputProblem(name="team", problem=Problem.NO_SUCH_CHOICE))
        yield e.MemberJoined(account=account, role=role)
    yield from _profile(_with_team(case, command), command)


def _with_team(case: Case, command: c.StartInstance) -> Case:
    """Return the case with the team in place, so that the profile can name its members."""
    team = tuple(
        Member(account=account, role=role, since=case.context.today)
        for account, role in command.team
    )
    state = case.state.with_instance(replace(case.instance, team=team))
    return replace(case, state=state)


def _profile(case: Case, command: c.StartInstance) -> Iterator[e.Event]:
    sheet = Sheet(
        "profile",
        "profile",
        case.definition.profile,
        {},
        lambda values: _with_profile(case, values),
        {},
    )
    written = write(case, sheet, command.profile, {}, complete=True)
    if not written.is_empty:
        yield e.ValuesRecorded(
            holder="profile", facts=written.facts, files=written.files, words=written.words
        )


def started(case: Case, command: c.StartInstance) -> e.InstanceStarted:
    """Return the first event of a stream."""
    name = required_text("name", command.name, limit=MAX_NAME, lines=False)
    return e.InstanceStarted(
        municipality=command.municipality,
        definition=case.definition.digest,
        steps=tuple(case.definition.steps),
        words=spoken(name=name),
    )


def _with_profile(case: Case, values: Mapping[str, FieldValue]) -> Scope:
    instance = replace(case.instance, profile=values)
    return replace(case.scope, state=case.state.with_instance(instance))


def blank(
    command: c.StartInstance, definition_steps: Iterable[str], context: c.Context
) -> Recorded:
    """Return a first event to decide a start against, before anything has been checked."""
    event = e.InstanceStarted(
        municipality=command.municipality, definition="", steps=tuple(definition_steps)
    )
    return first_recorded(event, context)


def first_recorded(event: e.Event, context: c.Context) -> Recorded:
    """Return an event as the first of its stream."""
    return Recorded(seq=1, at=context.at, on=context.today, by=context.actor.account, event=event)


def _step(command: c.SkipStep | c.ReopenStep | c.StartRound) -> Target:
    return Target(command.step)


def can_skip(case: Case, target: Target) -> Blockers:
    """Yield why a step cannot be left out."""
    step = case.step(target.holder)
    yield from process_is_running(case)
    if not step.skippable:
        yield Blocker(reason=Reason.STEP_NOT_SKIPPABLE, holder=target.holder)
    elif not step_can(case.life(target.holder).status, StepMove.SKIP):
        yield Blocker(reason=Reason.STEP_NOT_ACTIVE, holder=target.holder)


def skip(case: Case, command: c.SkipStep) -> Iterable[e.Event]:
    """Leave the step out."""
    del case
    reason = required_text("reason", command.reason)
    yield e.StepSkipped(step=command.step, words=spoken(reason=reason))


def can_reopen(case: Case, target: Target) -> Blockers:
    """Yield why a step cannot be opened again."""
    status = case.life(target.holder).status
    yield from process_is_running(case)
    if not step_can(status, StepMove.REOPEN):
        yield Blocker(reason=Reason.STEP_NOT_CLOSED, holder=target.holder)


def reopen(case: Case, command: c.ReopenStep) -> Iterable[e.Event]:
    """Open the step again; one that had been skipped before it opened gets its due dates now."""
    reason = required_text("reason", command.reason)
    yield e.StepReopened(step=command.step, words=spoken(reason=reason))
    if case.life(command.step).opened_on is None:
        dues = not_by_hand(_dues(case, command.step), case.part(command.step).items)
        if dues:
            yield e.DueDatesMoved(holder=command.step, dues=dues)


def can_start_round(case: Case, target: Target) -> Blockers:
    """Yield why no new round can start."""
    case.step(target.holder)
    if case.instance.life is ProcessLife.ABANDONED:
        yield from process_is_open(case)
    elif not process_can(case.instance.life, ProcessMove.REPEAT):
        yield Blocker(reason=Reason.PROCESS_NOT_RUNNING, roles=_COORDINATION)


def start_round(case: Case, command: c.StartRound) -> Iterable[e.Event]:
    """Open the step anew; those after it wait, ongoing ones that had passed go on."""
    reason = required_text("reason", command.reason)
    steps = list(case.definition.steps)
    later = steps[steps.index(command.step) + 1 :]
    for step in (command.step, *later):
        if case.life(step).status is StepStatus.IN_REVIEW:
            yield e.RequestWithdrawn(step=step)
    going_on = [step for step in later if _goes_on(case, step)]
    active = (command.step, *going_on)
    yield e.RoundStarted(
        step=command.step,
        round=case.instance.round + 1,
        active=active,
        waiting=tuple(step for step in later if step not in going_on),
        dues={step: dues for step in active if (dues := _dues(case, step))},
        words=spoken(reason=reason),
    )


def _goes_on(case: Case, step: str) -> bool:
    return case.step(step).ongoing and case.life(step).status is StepStatus.PASSED


def _dues(case: Case, step: str) -> Mapping[str, date]:
    return checklist_dues(case.step(step).checklist, case.context.today, case.scope)


def can_pause(case: Case, target: Target) -> Blockers:
    """Yield why the process cannot be paused."""
    del target
    yield from process_is_running(case)


def pause(case: Case, command: c.PauseProcess) -> Iterable[e.Event]:
    """Stop the clock."""
    if command.until <= case.context.today:
        raise InvalidInput(InputProblem(name="until", problem=Problem.IN_THE_PAST))
    reason = required_text("reason", command.reason)
    yield e.ProcessPaused(until=command.until, words=spoken(reason=reason))


def can_resume(case: Case, target: Target) -> Blockers:
    """Yield why the process cannot go on: it is not paused."""
    del target
    if not process_can(case.instance.life, ProcessMove.RESUME):
        yield Blocker(reason=Reason.PROCESS_NOT_PAUSED)


def resume(case: Case, command: c.ResumeProcess) -> Iterable[e.Event]:
    """Go on; the pause's days are added to what was due."""
    del command
    since = case.instance.pause.since if case.instance.pause else case.context.today
    yield e.ProcessResumed(days=max((case.context.today - since).days, 0))


def can_complete(case: Case, target: Target) -> Blockers:
    """Yield what is still open before the process can be closed."""
    del target
    yield from process_is_running(case)
    for step in case.definition.steps:
        if case.life(step).status not in (StepStatus.PASSED, StepStatus.SKIPPED):
            yield Blocker(reason=Reason.STEPS_OPEN, holder=step)
    for number, duty in case.instance.obligations.items():
        if duty.fulfilled_on is None:
            yield Blocker(reason=Reason.OBLIGATION_OPEN, holder=duty.step, thing=number)


def complete(case: Case, command: c.CompleteProcess) -> Iterator[e.Event]:
    """Close the process."""
    del case, command
    yield e.ProcessCompleted()


def can_abandon(case: Case, target: Target) -> Blockers:
    """Yield why the process cannot be given up: it is closed already."""
    del target
    yield from process_is_open(case)


def abandon(case: Case, command: c.AbandonProcess) -> Iterable[e.Event]:
    """Give the process up."""
    del case
    yield e.ProcessAbandoned(words=spoken(reason=required_text("reason", command.reason)))


def open_steps(case: Case, command: c.OpenSteps) -> Iterable[e.Event]:
    """Open what is ready, whatever made it so."""
    del command
    return ready(case)


def _whole(command: object) -> Target:
    del command
    return Target()


RULES = {
    c.StartInstance: Rule(target=_whole, guard=nothing, events=start),
    c.OpenSteps: Rule(target=_whole, guard=nothing, events=open_steps),
    c.SkipStep: Rule(
        target=_step,
        guard=can_skip,
        events=skip,
        already=lambda case, x: case.life(x.step).status is StepStatus.SKIPPED,
    ),
    c.ReopenStep: Rule(
        target=_step,
        guard=can_reopen,
        events=reopen,
        already=lambda case, x: case.life(x.step).status is StepStatus.ACTIVE,
    ),
    c.StartRound: Rule(target=_step, guard=can_start_round, events=start_round),
    c.PauseProcess: Rule(
        target=_whole,
        guard=can_pause,
        events=pause,
        already=lambda case, x: (
            case.instance.pause is not None and case.instance.pause.until == x.until
        ),
    ),
    c.ResumeProcess: Rule(
        target=_whole,
        guard=can_resume,
        events=resume,
        already=lambda case, _: case.instance.life is ProcessLife.RUNNING,
    ),
    c.CompleteProcess: Rule(
        target=_whole,
        guard=can_complete,
        events=complete,
        already=lambda case, _: case.instance.life is ProcessLife.COMPLETED,
    ),
    c.AbandonProcess: Rule(
        target=_whole,
        guard=can_abandon,
        events=abandon,
        already=lambda case, _: case.instance.life is ProcessLife.ABANDONED,
    ),
}
