"""The gates of one quartier: when they are asked for, and what roles and bodies say.

Rule: whose turn it is, the engine knows; the script knows how long each takes, and the tale what
is said instead of a yes.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from workflow.core import commands as c
from workflow.core import turns
from workflow.core.definition import Approval, ApprovalKind
from workflow.core.events import ObligationImposed
from workflow.core.gate import Check, CheckKind, Verdict, checks
from workflow.core.policy import COORDINATOR, MANAGER
from workflow.core.state import ItemState, ItemStatus, Outcome, Request, StepStatus
from workflow.demo.tale import Said
from workflow.demo.teller import Teller, working_day
from workflow.demo.work import Work

_YES = {
    ApprovalKind.DECISION: Said(Outcome.APPROVED, ""),
    ApprovalKind.OPINION: Said(Outcome.GIVEN, ""),
    ApprovalKind.NOTICE: Said(Outcome.NOTED, ""),
}
_BEFORE_ASKING = timedelta(days=3)
_BEFORE_GRANTING = timedelta(days=4)
_AFTER_A_RETURN = timedelta(days=28)
_ROLE_DAYS = 5


class Gates:
    """Asking for the gates of one quartier and deciding on them."""

    def __init__(self, teller: Teller, work: Work) -> None:
        self._teller = teller
        self._work = work
        self._planned: set[tuple[str, int, str, int]] = set()
        self._asking: set[str] = set()
        self._said: Counter[tuple[str, str]] = Counter()

    # --- asking ---

    def look(self, step: str) -> None:
        """Plan to ask for the gate of a step once its required items are settled."""
        life = self._teller.state.instance.steps[step]
        if step in self._asking or life.status is not StepStatus.ACTIVE:
            return
        items = self._teller.state.step(step).items
        required = (each for each in self._teller.definition.steps[step].checklist.values())
        if all(
            items.get(each.id, ItemState()).status is not ItemStatus.OPEN
            for each in required
            if each.required and each.applies_when is None
        ):
            self._asking.add(step)
            returned = self._teller.state.step(step).returned
            wait = _AFTER_A_RETURN if returned is not None else _BEFORE_ASKING
            self._plan_asking(step, wait)

    def _plan_asking(self, step: str, wait: timedelta) -> None:
        self._teller.on(working_day(self._teller.day + wait), lambda: self._ask(step))

    def _ask(self, step: str) -> None:
        if not self._teller.is_running or f"{step}.anfrage" in self._teller.tale.holds:
            return
        self._work.catch_up(step)
        found = checks(self._teller.definition.steps[step], self._teller.scope)
        self._give_reasons(step, found)
        exceptions = {
            each.exception: self._why(step, each)
            for each in found
            if each.verdict is Verdict.EXCEPTION and each.kind is CheckKind.CONDITION
        }
        self._asking.discard(step)
        self._teller.do(
            self._teller.acting(MANAGER), c.RequestGate(step=step, exceptions=exceptions)
        )

    def _give_reasons(self, step: str, found: tuple[Check, ...]) -> None:
        """Say why values lie outside their usual range."""
        given = self._teller.script.reasons
        reasons = {
            each.thing: self._teller.text(given[f"{step}.{each.thing}"])
            for each in found
            if _is_missing(each, CheckKind.REASON)
        }
        if reasons:
            who = self._teller.acting(MANAGER)
            self._teller.do(who, c.RecordValues(holder=step, values={}, reasons=reasons))

    def _why(self, step: str, check: Check) -> str:
        return self._teller.text(self._teller.script.exceptions[f"{step}.{check.thing}"])

    # --- deciding ---

    def next_turn(self, step: str) -> None:
        """Plan whatever the request of a step waits for."""
        part = self._teller.state.step(step)
        request = part.request or part.passed
        if request is None:
            return
        for name in turns.open_exceptions(request):
            self._plan(step, request, name, _BEFORE_GRANTING, f"{step}.ausnahme")
        for approval in turns.due_now(self._teller.definition.steps[step].gate, request):
            days = self._days(approval)
            self._plan(step, request, approval.id, days, f"{step}.{approval.id}")

    def _days(self, approval: Approval) -> timedelta:
        body = self._teller.script.bodies.get(approval.body)
        return timedelta(days=body["tage"] if body else _ROLE_DAYS)

    def _plan(self, step: str, request: Request, thing: str, wait: timedelta, name: str) -> None:
        key = (step, request.seq, thing, self._said[step, thing])  # again, if it was deferred
        if key in self._planned or name in self._teller.tale.holds:
            return
        self._planned.add(key)
        day = working_day(self._teller.day + wait)
        act = self._grant if thing in request.exceptions else self._say
        self._teller.on(day, lambda: act(step, thing) if self._stands(step, request) else None)

    def _stands(self, step: str, request: Request) -> bool:
        """Whether the request has neither been taken back nor become history."""
        part = self._teller.state.step(step)
        now = part.request or part.passed
        return now is not None and now.seq == request.seq

    def _grant(self, step: str, exception: str) -> None:
        who = self._teller.acting(COORDINATOR)
        self._teller.do(who, c.GrantException(step=step, exception=exception))

    def _say(self, step: str, name: str) -> None:
        gate = self._teller.definition.steps[step].gate
        approval = next(each for each in gate.approvals if each.id == name)
        answers = self._teller.tale.answers.get(f"{step}.{name}", ())
        turn = self._said[step, name]
        self._said[step, name] += 1
        said = answers[turn] if turn < len(answers) else _YES[approval.kind]
        self._teller.do(self._teller.acting(COORDINATOR), self._decision(step, approval, said))

    def _decision(self, step: str, approval: Approval, said: Said) -> c.DecideApproval:
        body = self._teller.script.bodies.get(approval.body)
        text = said.text
        if body and not text and said.outcome is Outcome.GIVEN:
            text = body["meinung"][self._teller.tale.variant % len(body["meinung"])]
        day = self._teller.day
        number = day.toordinal() % 89 + 1
        decision = body and c.Decision(
            on=day,
            paper=f"{body['kuerzel']} {number}/{day.year}",
            votes=body["stimmen"][number % len(body["stimmen"])],
        )
        return c.DecideApproval(
            step=step,
            approval=approval.id,
            outcome=said.outcome,
            text=self._teller.text(text),
            obligations=tuple(
                c.NewObligation(
                    text=self._teller.text(each.text),
                    due=day + timedelta(days=each.days),
                    role=each.role,
                )
                for each in said.duties
            ),
            decision=decision or None,
        )

    # --- what follows ---

    def oblige(self, event: ObligationImposed) -> None:
        """Plan to meet an obligation, if the tale says with what."""
        text = event.words["text"]
        for said in self._teller.tale.answers.get(f"{event.step}.{event.approval}", ()):
            for duty in said.duties:
                if duty.met and self._teller.text(duty.text) == text:
                    day = working_day(event.due - timedelta(days=7))
                    self._teller.on(day, lambda met=duty.met: self._meet(event, met))  # type: ignore[misc]  # bound now

    def _meet(self, event: ObligationImposed, note: str) -> None:
        who = self._teller.acting(event.role)
        command = c.FulfilObligation(obligation=event.obligation, note=self._teller.text(note))
        self._teller.do(who, command)

    def confirm_stale(self) -> None:
        """Confirm what has gone on since it was approved, but what the tale leaves open."""
        for step in self._teller.definition.steps:
            part = self._teller.state.step(step)
            request = part.request or part.passed
            open_ = request is not None and request.stale
            if open_ and f"{step}.bestaetigung" not in self._teller.tale.holds:
                reason = self._teller.script.reasons[f"{step}.bestaetigung"]
                who = self._teller.acting(COORDINATOR)
                self._teller.do(who, c.ConfirmApproval(step=step, reason=reason))


def _is_missing(check: Check, kind: CheckKind) -> bool:
    return check.kind is kind and check.verdict is Verdict.MISSING
