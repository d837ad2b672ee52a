"""Deciding about people: who works in a quartier, and how it is going in their judgement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.decide.case import Blockers, Case, Rule, Target, nothing, process_is_open
from workflow.core.errors import (
    Blocker,
    InputProblem,
    InvalidInput,
    NotFound,
    Problem,
    Reason,
)
from workflow.core.policy import COORDINATOR, TEAM_ROLES
from workflow.core.state import Action, ItemState, split_key
from workflow.core.text import MAX_NOTE, documents_and_words, optional_text, required_text, spoken


def is_open(case: Case, target: Target) -> Blockers:
    """Yield why nothing changes any more: the process is closed."""
    del target
    yield from process_is_open(case)


def _is_member(case: Case, account: int, role: str) -> bool:
    return any((m.account, m.role) == (account, role) for m in case.instance.team)


def _team_role(role: str) -> None:
    if role not in TEAM_ROLES:
        raise InvalidInput(InputProblem(name="role", problem=Problem.NO_SUCH_CHOICE))


def join(case: Case, command: c.JoinTeam) -> Iterable[e.Event]:
    """Take somebody in."""
    del case
    _team_role(command.role)
    yield e.MemberJoined(account=command.account, role=command.role)


def leave(case: Case, command: c.LeaveTeam) -> Iterable[e.Event]:
    """Take a role from somebody."""
    del case
    _team_role(command.role)
    yield e.MemberLeft(account=command.account, role=command.role)


def hand_over(case: Case, command: c.HandOver) -> Iterable[e.Event]:
    """Hand a role over; what was assigned goes along."""
    _team_role(command.role)
    if not _is_member(case, command.giver, command.role):
        raise InvalidInput(InputProblem(name="giver", problem=Problem.NOT_IN_TEAM))
    if command.giver == command.taker:
        raise InvalidInput(InputProblem(name="taker", problem=Problem.NO_SUCH_CHOICE))
    note = optional_text("note", command.note)
    yield e.RoleHandedOver(
        role=command.role,
        giver=command.giver,
        taker=command.taker,
        items=_going_along(case, command),
        words=spoken(note=note),
    )


def _going_along(case: Case, command: c.HandOver) -> dict[str, tuple[str, ...]]:
    """Return the assigned items that go along: those of the role, and of whoever leaves all.

    Who also holds the coordination keeps its items.
    """
    roles = {member.role for member in case.instance.team if member.account == command.giver}
    leaves = roles == {command.role}
    kept = {COORDINATOR} if command.giver in case.context.coordination else set()
    found = {}
    for holder, items in _all_items(case):
        given = tuple(
            name
            for name, item in items.items()
            if item.assigned == command.giver
            and (role := case.item(holder, name).role) not in kept
            and (leaves or role == command.role)
        )
        if given:
            found[holder] = given
    return found


def _all_items(case: Case) -> Iterator[tuple[str, Mapping[str, ItemState]]]:
    for step in case.definition.steps:
        yield step, case.part(step).items
    for register in case.definition.registers:
        for _, record in sorted(case.state.register(register).items()):
            yield record.key, record.items


def assess(case: Case, command: c.AssessSituation) -> Iterable[e.Event]:
    """Judge how it is going; the same judgement on another day is a new one."""
    reason = required_text("reason", command.reason)
    now = case.instance.situation
    same = (command.level, reason, case.context.today)
    if now is None or (now.level, now.reason, now.on) != same:
        yield e.SituationAssessed(level=command.level, words=spoken(reason=reason))


def comment(case: Case, command: c.AddComment) -> Iterable[e.Event]:
    """Say something; also in a closed process."""
    _place(case, command)
    text = required_text("text", command.text, limit=MAX_NOTE)
    facts, names = documents_and_words(command.documents)
    yield e.CommentAdded(
        holder=command.holder,
        thing=command.thing,
        documents=facts,
        words={**spoken(text=text), **names},
    )


def _place(case: Case, command: c.AddComment) -> None:
    """Raise NotFound if the comment is about something that does not exist."""
    if split_key(command.holder) is not None:
        case.record(command.holder)
    elif command.holder:
        case.step(command.holder)
    if command.thing:
        case.item(command.holder, command.thing)


def propose(case: Case, command: c.Propose) -> Iterable[e.Event]:
    """Propose something to the coordination."""
    if command.action in (Action.SKIP, Action.REOPEN, Action.NEW_ROUND) or command.step:
        case.step(command.step)
    yield e.ProposalMade(
        proposal=str(case.instance.numbers.get("#proposal", 0) + 1),
        action=command.action,
        step=command.step,
        words=spoken(text=required_text("text", command.text)),
    )


def can_settle(case: Case, target: Target) -> Blockers:
    """Yield why a proposal cannot be settled."""
    if not 0 < _number(target.thing) <= case.instance.numbers.get("#proposal", 0):
        raise NotFound(f"proposal {target.thing}")
    if target.thing not in case.instance.proposals:
        yield Blocker(reason=Reason.PROPOSAL_SETTLED, thing=target.thing)


def _number(text: str) -> int:
    return int(text[:9]) if text.isascii() and text.isdecimal() else 0


def settle(case: Case, command: c.SettleProposal) -> Iterable[e.Event]:
    """Follow the proposal or decline it with a reason."""
    del case
    take = optional_text if command.accepted else required_text
    reason = take("reason", command.reason)
    yield e.ProposalSettled(
        proposal=command.proposal, accepted=command.accepted, words=spoken(reason=reason)
    )


def erase(case: Case, command: c.EraseWords) -> Iterable[e.Event]:
    """Erase words; that they exist is the service's to check, it holds them."""
    if not command.words:
        raise InvalidInput(InputProblem(name="words", problem=Problem.EMPTY))
    if any(not 0 < seq <= case.state.seq for seq, _ in command.words):
        raise NotFound("event")
    reason = required_text("reason", command.reason)
    yield e.WordsErased(erased=command.words, words=spoken(reason=reason))


def _whole(command: object) -> Target:
    del command
    return Target()


RULES = {
    c.JoinTeam: Rule(
        target=_whole,
        guard=is_open,
        events=join,
        already=lambda case, x: _is_member(case, x.account, x.role),
    ),
    c.LeaveTeam: Rule(
        target=_whole,
        guard=is_open,
        events=leave,
        already=lambda case, x: not _is_member(case, x.account, x.role),
    ),
    c.HandOver: Rule(target=_whole, guard=is_open, events=hand_over),
    c.AssessSituation: Rule(target=_whole, guard=is_open, events=assess),
    c.AddComment: Rule(target=_whole, guard=nothing, events=comment),
    c.Propose: Rule(target=_whole, guard=is_open, events=propose),
    c.SettleProposal: Rule(
        target=lambda x: Target("", x.proposal), guard=can_settle, events=settle
    ),
    c.EraseWords: Rule(target=_whole, guard=nothing, events=erase),
}
