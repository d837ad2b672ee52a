"""Deciding about approvals by roles, decisions of bodies, and the obligations they bring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from workflow.core import commands as c
from workflow.core import events as e
from workflow.core import turns
from workflow.core.conditions import Scope
from workflow.core.decide.case import Blockers, Case, Rule, Target, process_is_open
from workflow.core.decide.dues import checklist_dues
from workflow.core.definition import DECISIONS, Approval, ApprovalKind, Value
from workflow.core.errors import Blocker, InputProblem, InvalidInput, NotFound, Problem, Reason
from workflow.core.policy import TEAM_ROLES
from workflow.core.state import (
    DocumentKind,
    FieldValue,
    Outcome,
    Record,
    Request,
    record_key,
)
from workflow.core.text import (
    MAX_NAME,
    documents_and_words,
    optional_text,
    required_text,
    spoken,
)

OUTCOMES: Mapping[ApprovalKind, tuple[Outcome, ...]] = MappingProxyType(
    {
        ApprovalKind.DECISION: (
            Outcome.APPROVED,
            Outcome.APPROVED_WITH_OBLIGATIONS,
            Outcome.DEFERRED,
            Outcome.RETURNED,
            Outcome.REJECTED,
        ),
        ApprovalKind.OPINION: (Outcome.GIVEN,),
        ApprovalKind.NOTICE: (Outcome.NOTED,),
    }
)
_BACK = frozenset({Outcome.RETURNED, Outcome.REJECTED})
# What has to be explained: everything but a plain yes and taking note.
_EXPLAINED = frozenset({Outcome.DEFERRED, Outcome.RETURNED, Outcome.REJECTED, Outcome.GIVEN})
# The words of the register of decisions for what a body said.
_RESULTS: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.APPROVED: "zugestimmt",
        Outcome.APPROVED_WITH_OBLIGATIONS: "mit-auflagen",
        Outcome.DEFERRED: "vertagt",
        Outcome.RETURNED: "zurueckgegeben",
        Outcome.REJECTED: "abgelehnt",
        Outcome.GIVEN: "zur-kenntnis",
        Outcome.NOTED: "zur-kenntnis",
    }
)


def approval_of(case: Case, step: str, approval: str) -> Approval:
    """Return an approval's definition; raise NotFound if there is none."""
    for each in case.step(step).gate.approvals:
        if each.id == approval:
            return each
    raise NotFound(f"{step}.{approval}")


def open_request(case: Case, step: str, approval: Approval) -> Request | None:
    """Return the request an approval belongs to; a notice may follow after the step has passed."""
    part = case.part(step)
    if part.request is None and approval.kind is ApprovalKind.NOTICE:
        return part.passed
    return part.request


def can_decide(case: Case, target: Target) -> Blockers:
    """Yield why an approval cannot be given or recorded now."""
    approval = approval_of(case, target.holder, target.thing)
    yield from process_is_open(case)
    request = open_request(case, target.holder, approval)
    if request is None:
        yield Blocker(reason=Reason.NO_REQUEST, holder=target.holder, thing=target.thing)
        return
    if target.thing not in request.approvals:
        yield Blocker(reason=Reason.DOES_NOT_APPLY, holder=target.holder, thing=target.thing)
        return
    if turns.is_settled(request, target.thing):
        yield Blocker(reason=Reason.APPROVAL_DONE, holder=target.holder, thing=target.thing)
    yield from _first(case, target, approval, request)


def _first(case: Case, target: Target, approval: Approval, request: Request) -> Blockers:
    for name in turns.open_before(case.step(target.holder).gate, approval, request):
        yield Blocker(reason=Reason.APPROVAL_NOT_YET, holder=target.holder, thing=name)
    for name in turns.open_exceptions(request):
        yield Blocker(
            reason=Reason.EXCEPTION_OPEN,
            holder=target.holder,
            thing=name,
            roles=(request.exceptions[name].role,),
        )


def decide(case: Case, command: c.DecideApproval) -> Iterable[e.Event]:
    """Record what was said, its entry in the register of decisions, and what it brings."""
    approval = approval_of(case, command.step, command.approval)
    request = open_request(case, command.step, approval)
    changed = request.changed_seq if request else 0
    case.not_changed_since_seen(command.step, command.approval, changed)
    text = _checked(case, command, approval, request)
    record = ""
    if approval.body and command.decision is not None:
        entry = _entry(case, command, approval, command.decision)
        record = record_key(entry.register, entry.number)
        yield entry
    yield e.ApprovalRecorded(
        step=command.step,
        approval=command.approval,
        outcome=command.outcome,
        record=record,
        digest=request.sheet.digest if request else "",
        words=spoken(text=text),
    )
    yield from _obligations(case, command)
    if command.outcome in _BACK:
        yield e.GateReturned(
            step=command.step,
            approval=command.approval,
            outcome=command.outcome,
            words=spoken(text=text),
        )


def _checked(
    case: Case, command: c.DecideApproval, approval: Approval, request: Request | None
) -> str:
    problems: list[InputProblem] = []
    if command.outcome not in OUTCOMES[approval.kind]:
        problems.append(InputProblem(name="outcome", problem=Problem.NO_SUCH_CHOICE))
    text = optional_text("text", command.text)
    if command.outcome in _EXPLAINED and not text:
        problems.append(InputProblem(name="text", problem=Problem.EMPTY))
    with_duties = command.outcome is Outcome.APPROVED_WITH_OBLIGATIONS
    if with_duties is not bool(command.obligations):
        wrong = Problem.EMPTY if with_duties else Problem.NOT_CHOSEN
        problems.append(InputProblem(name="obligations", problem=wrong))
    if approval.body:
        problems.extend(_paper(case, command, request))
    elif command.decision is not None:
        problems.append(InputProblem(name="decision", problem=Problem.UNKNOWN))
    if problems:
        raise InvalidInput(*problems)
    return text


def _paper(
    case: Case, command: c.DecideApproval, request: Request | None
) -> Iterator[InputProblem]:
    """A body's decision needs its day and paper; on one's own request also the document."""
    decision = command.decision
    if decision is None:
        yield InputProblem(name="on", problem=Problem.EMPTY)
        return
    if decision.on > case.context.today:
        limit = case.context.today.isoformat()
        yield InputProblem(name="on", problem=Problem.TOO_LARGE, limit=limit)
    if not decision.paper.strip():
        yield InputProblem(name="paper", problem=Problem.EMPTY)
    own = request is not None and request.by == case.actor.account
    document = decision.document
    if document is None and own:
        yield InputProblem(name="document", problem=Problem.EMPTY)
    if document is not None and document.kind is not DocumentKind.FILE:
        yield InputProblem(name="document", problem=Problem.EMPTY)


def _entry(
    case: Case, command: c.DecideApproval, approval: Approval, decision: c.Decision
) -> e.RecordAdded:
    gate = case.step(command.step).gate
    facts: dict[str, Value] = {
        "gremium": approval.body,
        "datum": decision.on.isoformat(),
        "ergebnis": _RESULTS[command.outcome],
    }
    words = {
        "value:vorlage": required_text("paper", decision.paper, limit=MAX_NAME, lines=False),
        "value:gegenstand": gate.title or case.step(command.step).title,
    }
    votes = optional_text("votes", decision.votes, limit=MAX_NAME, lines=False)
    if votes:
        words["value:stimmen"] = votes
    files, names = documents_and_words((decision.document,) if decision.document else ())
    for document in files:
        facts["dokument"] = document.sha256
        words[f"file:{document.sha256}"] = names["document:0"]
    checklist = case.register(DECISIONS).checklist
    return e.RecordAdded(
        register=DECISIONS,
        number=case.instance.numbers.get(DECISIONS, 0) + 1,
        step=command.step,
        round=case.instance.round,
        facts=facts,
        dues=checklist_dues(checklist, case.context.today, _entry_scope(case, facts)),
        files=files,
        words=words,
    )


def _entry_scope(case: Case, facts: Mapping[str, Value]) -> Scope:
    """Return where the due dates of the entry's own checklist are counted."""
    by, on = case.actor.account, case.context.today
    values = {name: FieldValue(value=fact, seq=0, by=by, on=on) for name, fact in facts.items()}
    entry = Record(register=DECISIONS, number=0, step="", round=0, by=by, on=on, values=values)
    return case.scope.within(entry)


def _obligations(case: Case, command: c.DecideApproval) -> Iterator[e.Event]:
    first = len(case.instance.obligations) + 1
    for index, duty in enumerate(command.obligations):
        if duty.role not in TEAM_ROLES | {"coordinator"}:
            raise InvalidInput(InputProblem(name="obligations", problem=Problem.NO_SUCH_CHOICE))
        if duty.due < case.context.today:
            raise InvalidInput(InputProblem(name="obligations", problem=Problem.IN_THE_PAST))
        yield e.ObligationImposed(
            obligation=str(first + index),
            step=command.step,
            approval=command.approval,
            due=duty.due,
            role=duty.role,
            words=spoken(text=required_text("obligations", duty.text)),
        )


def can_confirm(case: Case, target: Target) -> Blockers:
    """Yield why there is nothing to confirm."""
    part = case.part(target.holder)
    yield from process_is_open(case)
    request = part.request or part.passed
    if request is None or not request.stale:
        yield Blocker(reason=Reason.NOT_STALE, holder=target.holder)


def confirm(case: Case, command: c.ConfirmApproval) -> Iterable[e.Event]:
    """Confirm that the approval holds; only of what was shown can anybody say so."""
    part = case.part(command.step)
    request = part.request or part.passed
    case.not_changed_since_seen(command.step, "", request.stale_seq if request else 0)
    words = spoken(reason=required_text("reason", command.reason))
    yield e.ApprovalConfirmed(step=command.step, words=words)


RULES = {
    c.DecideApproval: Rule(
        target=lambda x: Target(x.step, x.approval), guard=can_decide, events=decide
    ),
    c.ConfirmApproval: Rule(target=lambda x: Target(x.step), guard=can_confirm, events=confirm),
}
