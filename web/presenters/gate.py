"""The gate panel of a step: one component, six states, and never a button that says no in silence.

Rule: what is missing comes from the engine as blockers, who can do it stands beside each; what the
panel offers is what `available_actions` offers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from web import paths
from web.presenters import blockers, dates
from web.presenters.parts import Action, Line, Link
from web.presenters.scene import GERMAN, Scene, quote, word
from web.presenters.status import (
    DROPPED,
    GATE_DONE,
    GATE_LATER,
    GATE_OPEN,
    MET,
    OPEN,
    RETURNED,
    STALE,
    WAITING,
    Status,
)
from web.presenters.way import opening
from workflow.core import commands as c
from workflow.core.conditions import holds
from workflow.core.definition import Approval, ApprovalKind, GateCondition, Step
from workflow.core.errors import Blocker, Reason
from workflow.core.gate import Check, CheckKind, Verdict, checks
from workflow.core.sentences import condition_sentence, gate_condition_sentence
from workflow.core.sentences.language import all_of_words
from workflow.core.state import (
    Answer,
    ApprovalState,
    Outcome,
    Request,
    StepStatus,
)

# Why somebody may not ask, as opposed to what the gate still needs.
_ABOUT_THE_ASKER = frozenset(
    {
        Reason.NOT_ALLOWED,
        Reason.PROCESS_NOT_RUNNING,
        Reason.PROCESS_CLOSED,
        Reason.STEP_WAITING,
        Reason.STEP_NOT_ACTIVE,
        Reason.STEP_NOT_WORKABLE,
        Reason.LOCKED_IN_REVIEW,
    }
)
OUTCOMES = {
    Outcome.APPROVED: "Freigegeben",
    Outcome.APPROVED_WITH_OBLIGATIONS: "Mit Auflagen freigegeben",
    Outcome.DEFERRED: "Vertagt",
    Outcome.RETURNED: "Zurückgegeben",
    Outcome.REJECTED: "Abgelehnt",
    Outcome.GIVEN: "Stellungnahme liegt vor",
    Outcome.NOTED: "Zur Kenntnis genommen",
}
_KINDS = {
    ApprovalKind.DECISION: "entscheidet",
    ApprovalKind.OPINION: "gibt eine Stellungnahme ab",
    ApprovalKind.NOTICE: "nimmt zur Kenntnis",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The gate as it stands beside its step."""

    status: Status
    title: str
    effect: str
    heading: str
    says: tuple[str, ...] = ()
    quote: str = ""
    missing: tuple[Line, ...] = ()
    exceptions_title: str = ""
    exceptions: tuple[Line, ...] = ()
    advice: tuple[Line, ...] = ()
    met: tuple[Line, ...] = ()
    met_title: str = ""
    actions: tuple[Action, ...] = ()
    approvals_title: str = ""
    approvals: tuple[Line, ...] = ()
    onward: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    weigh: tuple[str, ...] = ()


def panel(scene: Scene, step_id: str) -> Panel:
    """Return the gate panel of a step in the state it is in."""
    step = scene.definition.steps[step_id]
    part = scene.state.step(step_id)
    match scene.state.instance.steps[step_id].status:
        case StepStatus.WAITING:
            return _later(scene, step)
        case StepStatus.IN_REVIEW if part.request is not None:
            return _asked(scene, step, part.request)
        case StepStatus.PASSED:
            return _passed(scene, step, part.passed)
        case StepStatus.SKIPPED:
            return _skipped(scene, step)
        case _:
            return _active(scene, step)


def title(step: Step) -> str:
    """Return what the gate is called."""
    return step.gate.title or f"Abschluss: {step.short or step.title}"


def _effect(scene: Scene, step: Step) -> str:
    opened = [
        str(scene.number_of(other.id))
        for other in scene.definition.steps.values()
        if f"nach Schritt {scene.number_of(step.id)}" in opening(scene, other)
    ]
    closes = f"Schließt Schritt {scene.number_of(step.id)} ab"
    if not opened or scene.state.instance.steps[step.id].status is StepStatus.PASSED:
        return closes
    return f"{closes} und öffnet Schritt {all_of_words(opened, GERMAN)}"


# --- asking ----------------------------------------------------------------------------------


def checked(scene: Scene, step: Step, *verdicts: Verdict) -> tuple[Check, ...]:
    """Return what the gate asks for, as far as it has one of these verdicts now."""
    return tuple(each for each in checks(step, scene.scope) if each.verdict in verdicts)


def _active(scene: Scene, step: Step) -> Panel:
    lacking = checked(scene, step, Verdict.MISSING)
    excepted = checked(scene, step, Verdict.EXCEPTION)
    met = tuple(met_line(scene, step, each) for each in checked(scene, step, Verdict.MET))
    return Panel(
        status=RETURNED if scene.state.step(step.id).returned else GATE_OPEN,
        title=title(step),
        effect=_effect(scene, step),
        heading=_heading(len(lacking), len(excepted)),
        says=_returned_says(scene, step),
        quote=_returned_quote(scene, step),
        missing=blockers.lines(scene, _blockers(lacking)),
        exceptions_title="Nicht erfüllt, nur mit Ausnahme",
        exceptions=tuple(exception_line(scene, step, each) for each in excepted),
        advice=blockers.lines(scene, _blockers(checked(scene, step, Verdict.ADVICE))),
        met=met,
        met_title=dates.plural(len(met), "erfüllte Bedingung", "erfüllte Bedingungen"),
        actions=tuple(_ask(scene, step, with_exception=bool(excepted))),
        approvals_title="Danach ist gefragt",
        approvals=tuple(_approvals(scene, step, None)),
        onward=_onward(scene, step, complete=not lacking),
        weigh=step.gate.weigh,
    )


def _blockers(found: Iterable[Check]) -> tuple[Blocker, ...]:
    return tuple(each.blocker for each in found if each.blocker is not None)


def _heading(lacking: int, excepted: int) -> str:
    if lacking:
        return dates.plural(lacking, "Bedingung fehlt", "Bedingungen fehlen")
    if excepted:
        return "Bereit, mit Ausnahme"
    return "Alle Bedingungen sind erfüllt"


def _returned_says(scene: Scene, step: Step) -> tuple[str, ...]:
    returned = scene.state.step(step.id).returned
    if returned is None:
        return ()
    day = dates.short_day(returned.on, scene.today)
    said = f"{OUTCOMES[returned.outcome]} am {day}"
    by = approval_name(scene, step, returned.approval)
    return (f"{said}: {by}. Eingetragen von {scene.by(returned.by)}.",)


def _returned_quote(scene: Scene, step: Step) -> str:
    returned = scene.state.step(step.id).returned
    return quote(returned.text) if returned else ""


def _ask(scene: Scene, step: Step, *, with_exception: bool) -> Iterator[Action]:
    if scene.may(c.RequestGate, step.id):
        label = _asking_label(scene, step, with_exception=with_exception)
        url = paths.gate_page(scene.q, step.id, "anfrage")
        yield Action(label=label, context=title(step), url=url, first=True)


def _asking_label(scene: Scene, step: Step, *, with_exception: bool) -> str:
    if with_exception:
        return "Freigabe mit Ausnahme anfragen"
    if not step.gate.approvals:
        return "Schritt abschließen"
    again = scene.state.step(step.id).returned is not None
    return "Freigabe erneut anfragen" if again else "Freigabe anfragen"


def _onward(scene: Scene, step: Step, *, complete: bool) -> tuple[str, ...]:
    action = scene.offer(c.RequestGate, step.id)
    about = [b for b in action.blockers if b.reason in _ABOUT_THE_ASKER] if action else []
    said = tuple(f"{text}." for text in scene.sentences(about))
    if action is None or not action.blockers:
        return said
    who = scene.who_can(("manager", "coordinator"))
    verb = "schließen" if who == "Sie" else "schließt"
    if step.gate.approvals:
        verb = "fragen" if who == "Sie" else "fragt"
    rest = "hier die Freigabe an" if step.gate.approvals else "den Schritt hier ab"
    if complete:
        return (*said, f"{who} {verb} {rest}.")
    return (*said, f"Sind alle Bedingungen erfüllt, {verb} {who} {rest}.")


def exception_line(scene: Scene, step: Step, check: Check) -> Line:
    """Return what a request can only name as an exception: a condition or an item set aside."""
    if check.kind is CheckKind.ITEM:
        text = f"Pflichtpunkt entfällt: {step.checklist[check.thing].text}"
        reason = quote(scene.item_of(step.id, check.thing).reason)
        return Line(
            status=DROPPED,
            text=text,
            who=reason,
            url=paths.item_row(scene.q, step.id, check.thing),
        )
    found = blockers.condition(scene, step.id, check.thing)
    line = blockers.line(scene, check.blocker) if check.blocker else Line(status=OPEN, text="")
    return replace(line, who=_waiver(scene, found) if found else "")


def _waiver(scene: Scene, condition: GateCondition) -> str:
    if condition.waived_by:
        return f"Die Ausnahme gewährt: {scene.who_can((condition.waived_by,))}"
    return "Über die Ausnahme wird mit der Freigabe entschieden"


def met_line(scene: Scene, step: Step, check: Check) -> Line:
    """Return what is met, in its own words."""
    return Line(status=MET, text=check_name(scene, step, check.kind, check.thing))


def check_name(scene: Scene, step: Step, kind: CheckKind, thing: str) -> str:
    """Return what a check asks for."""
    match kind:
        case CheckKind.ITEM:
            return step.checklist[thing].text
        case CheckKind.FIELD:
            return f"Angabe „{step.fields[thing].label}“"
        case CheckKind.REASON:
            return f"Begründung zu „{step.fields[thing].label}“"
        case CheckKind.CONDITION:
            found = blockers.condition(scene, step.id, thing)
            return sentence(scene, step, found) if found else thing
        case CheckKind.APPROVAL:
            return approval_name(scene, step, thing)
        case CheckKind.OBLIGATION:
            return "Keine Auflage ist überfällig"


def sentence(scene: Scene, step: Step, condition: GateCondition) -> str:
    """Return what a condition asks for."""
    return gate_condition_sentence(condition, scene.definition, GERMAN, place=step.id)


# --- in review and after ---------------------------------------------------------------------


def _asked(scene: Scene, step: Step, request: Request) -> Panel:
    day = dates.short_day(request.on, scene.today)
    return Panel(
        status=WAITING,
        title=title(step),
        effect=_effect(scene, step),
        heading="Die Freigabe ist angefragt",
        says=(
            f"Angefragt am {day} von {scene.by(request.by)}.",
            "Bis zur Entscheidung sind Punkte und Angaben dieses Schritts gesperrt.",
        ),
        exceptions_title="Ausnahmen",
        exceptions=tuple(requested_exceptions(scene, step, request)),
        actions=tuple(_review_actions(scene, step, request)),
        approvals_title="Entscheidungen",
        approvals=tuple(_approvals(scene, step, request)),
        links=tuple(_withdraw(scene, step)),
        onward=_review_onward(scene, step, request),
        weigh=step.gate.weigh,
    )


def requested_exceptions(scene: Scene, step: Step, request: Request) -> Iterator[Line]:
    """Yield the exceptions of a request: why, and whether they are granted."""
    for key, found in request.exceptions.items():
        granted = found.granted_by is not None
        text = exception_name(scene, step, key)
        if granted and found.granted_on:
            day = dates.short_day(found.granted_on, scene.today)
            who = f"Gewährt am {day} von {scene.by(found.granted_by)}"
        elif found.role:
            who = f"Zu gewähren von: {scene.who_can((found.role,))}"
        else:
            who = "Wird mit der Freigabe entschieden"
        yield Line(status=MET if granted else OPEN, text=f"{text}: {quote(found.reason)}", who=who)


def exception_name(scene: Scene, step: Step, key: str) -> str:
    """Return what an exception sets aside."""
    if key in step.checklist:
        return f"Pflichtpunkt „{step.checklist[key].text}“"
    found = blockers.condition(scene, step.id, key)
    return sentence(scene, step, found) if found else key


def _review_actions(scene: Scene, step: Step, request: Request) -> Iterator[Action]:
    for key in request.exceptions:
        if scene.may(c.GrantException, step.id, key):
            url = paths.exception(scene.q, step.id, key)
            name = exception_name(scene, step, key)
            yield Action(label="Ausnahme entscheiden", context=name, url=url, first=True)
    for approval in step.gate.approvals:
        if scene.may(c.DecideApproval, step.id, approval.id):
            yield _decide(scene, step, approval)


def _decide(scene: Scene, step: Step, approval: Approval) -> Action:
    label = "Entscheiden"
    if approval.body:
        label = f"Beschluss eintragen: {scene.body(approval)}"
    url = paths.decision(scene.q, step.id, approval.id)
    return Action(label=label, context=scene.body(approval), url=url, first=True)


def _review_onward(scene: Scene, step: Step, request: Request) -> tuple[str, ...]:
    said = []
    for approval in step.gate.approvals:
        if approval.id in request.decided or scene.may(c.DecideApproval, step.id, approval.id):
            continue
        action = scene.offer(c.DecideApproval, step.id, approval.id)
        said += [f"{text}." for text in scene.sentences(action.blockers)] if action else []
    return tuple(dict.fromkeys(said))


def _withdraw(scene: Scene, step: Step) -> Iterator[Link]:
    if scene.may(c.WithdrawRequest, step.id):
        url = paths.gate_page(scene.q, step.id, "rueckzug")
        yield Link("Anfrage zurückziehen", url, ", wenn Sie noch etwas ändern möchten.")


def _approvals(scene: Scene, step: Step, request: Request | None) -> Iterator[Line]:
    for approval in step.gate.approvals:
        if request is not None and approval.id not in request.approvals:
            continue
        if request is None and holds(approval.applies_when, scene.scope) is Answer.NO:
            continue
        decided = request.decided.get(approval.id) if request else None
        yield _approval(scene, step, approval, decided)


def _approval(scene: Scene, step: Step, approval: Approval, decided: ApprovalState | None) -> Line:
    name = scene.body(approval)
    if decided is not None:
        return Line(
            text=f"{name}: {OUTCOMES[decided.outcome]}",
            status=OPEN if decided.outcome is Outcome.DEFERRED else MET,
            who=_decided(scene, decided),
            url=decided_page(scene, decided),
        )
    who = f"{_KINDS[approval.kind]}{_after(scene, step, approval)}{_depends(scene, step, approval)}"
    if approval.body:
        recorder = scene.definition.bodies[approval.body].recorded_by
        who = f"{who}. Es trägt ein: {scene.who_can((recorder,))}"
    else:
        who = f"{who}: {scene.who_can((approval.role,))}"
    return Line(status=GATE_OPEN, text=name, who=who)


def _after(scene: Scene, step: Step, approval: Approval) -> str:
    names = [approval_name(scene, step, other) for other in approval.after]
    return f", sobald vorliegt: {all_of_words(names, GERMAN)}" if names else ""


def _depends(scene: Scene, step: Step, approval: Approval) -> str:
    if approval.applies_when is None:
        return ""
    if holds(approval.applies_when, scene.scope) is not Answer.UNKNOWN:
        return ""
    text = condition_sentence(approval.applies_when, scene.definition, GERMAN, place=step.id)
    return f", hängt ab von: {text}"


def _decided(scene: Scene, decided: ApprovalState) -> str:
    day = dates.short_day(decided.on, scene.today)
    text = f" {quote(decided.text)}" if decided.text else ""
    return f"am {day}, eingetragen von {scene.by(decided.by)}.{text}"


def decided_page(scene: Scene, decided: ApprovalState) -> str:
    """Return the entry in the register of decisions; "" if there is none."""
    return paths.holder(scene.q, decided.record) if decided.record else ""


def approval_name(scene: Scene, step: Step, approval: str) -> str:
    """Return who an approval belongs to, by its id."""
    found = next((a for a in step.gate.approvals if a.id == approval), None)
    return scene.body(found) if found else word(approval)


def _passed(scene: Scene, step: Step, request: Request | None) -> Panel:
    life = scene.state.instance.steps[step.id]
    day = dates.long_day(life.closed_on) if life.closed_on else ""
    stale = request is not None and bool(request.stale)
    approved = request is not None and bool(request.approvals)
    return Panel(
        status=STALE if stale else GATE_DONE,
        title=title(step),
        effect=_effect(scene, step),
        heading=f"Freigegeben am {day}" if approved else f"Abgeschlossen am {day}",
        says=_stale_says(scene, step, request) if request else (),
        exceptions_title="Gewährte Ausnahmen",
        exceptions=tuple(requested_exceptions(scene, step, request)) if request else (),
        approvals_title="Entscheidungen",
        approvals=tuple(_approvals(scene, step, request)) if request else (),
        actions=tuple(_after_pass(scene, step, request)) if request else (),
    )


def _stale_says(scene: Scene, step: Step, request: Request) -> tuple[str, ...]:
    if not request.stale:
        return ()
    names = all_of_words([stale_name(scene, step, thing) for thing in request.stale], GERMAN)
    return (
        f"Seit der Freigabe hat sich etwas geändert: {names}.",
        "Die Koordination bestätigt, dass die Freigabe weiter gilt, oder öffnet den Schritt wieder.",
    )


def stale_name(scene: Scene, step: Step, thing: str) -> str:
    """Return what has changed since an approval: a value, a proof or an entry."""
    kind, _, name = thing.partition(":")
    if kind == "value" and name in step.fields:
        return f"Angabe „{step.fields[name].label}“"
    if kind == "proof" and name in step.checklist:
        return f"Nachweis zu „{step.checklist[name].text}“"
    return scene.holder_name(name or thing)


def _after_pass(scene: Scene, step: Step, request: Request) -> Iterator[Action]:
    if scene.may(c.ConfirmApproval, step.id):
        url = paths.gate_page(scene.q, step.id, "bestaetigung")
        yield Action(label="Freigabe bestätigen", context=title(step), url=url, first=True)
    for approval in step.gate.approvals:
        if approval.id not in request.decided and scene.may(c.DecideApproval, step.id, approval.id):
            yield _decide(scene, step, approval)


def _skipped(scene: Scene, step: Step) -> Panel:
    life = scene.state.instance.steps[step.id]
    day = dates.long_day(life.closed_on) if life.closed_on else ""
    return Panel(
        status=DROPPED,
        title=title(step),
        effect=_effect(scene, step),
        heading=f"Der Schritt entfällt seit {day}",
        quote=quote(life.reason),
    )


def _later(scene: Scene, step: Step) -> Panel:
    return Panel(
        status=GATE_LATER,
        title=title(step),
        effect=_effect(scene, step),
        heading="Noch nicht dran",
        says=(f"{opening(scene, step)}.",),
        approvals_title="Später entscheiden",
        approvals=tuple(_approvals(scene, step, None)),
    )
