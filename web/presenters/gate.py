"""The gate panel of a step: one component, six states, and never a button that says no in silence.

Rule: what is missing comes from the engine as blockers, who can do it stands beside each; what the
panel offers is what `available_actions` offers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from web import paths
from web.language import plural, say, spoken
from web.presenters import blockers, dates
from web.presenters.approvals import approvals, requested_exceptions
from web.presenters.gate_asking import (
    ask,
    deadline,
    deadline_if_asked,
    onward,
    returned_quote,
    returned_says,
)
from web.presenters.gate_effects import DONE_STEPS, opened_numbers
from web.presenters.gate_names import (
    checked,
    exception_line,
    exception_name,
    met_line,
    stale_name,
    title,
)
from web.presenters.obligations import obligation_lines
from web.presenters.parts import Action, Line, Link
from web.presenters.scene import Scene, quote
from web.presenters.status import (
    DROPPED,
    GATE_DONE,
    GATE_LATER,
    GATE_OPEN,
    RETURNED,
    STALE,
    WAITING,
    Status,
)
from web.presenters.way import opening
from workflow.core import commands as c
from workflow.core.definition import Approval, Step
from workflow.core.errors import Blocker, Reason
from workflow.core.gate import Check, Verdict
from workflow.core.sentences.language import all_of_words
from workflow.core.state import (
    Request,
    StepStatus,
)

_AT_ONCE = 8  # what is missing and seen at once; more is a wall beside the checklist
_SPARE = 2  # so few more are not worth a fold


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
    obligations: tuple[Line, ...] = ()
    onward: tuple[str, ...] = ()
    deadline: str = ""
    links: tuple[Link, ...] = ()
    weigh: tuple[str, ...] = ()

    @property
    def first_missing(self) -> tuple[Line, ...]:
        """What is missing, as far as it is shown at once."""
        fits = len(self.missing) <= _AT_ONCE + _SPARE
        return self.missing if fits else self.missing[:_AT_ONCE]

    @property
    def more_missing(self) -> tuple[Line, ...]:
        """What is missing beyond, folded."""
        return self.missing[len(self.first_missing) :]

    @property
    def more_title(self) -> str:
        """How many more are missing."""
        return plural(
            len(self.more_missing), "weitere Bedingung fehlt", "weitere Bedingungen fehlen"
        )


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


def _effect(scene: Scene, step: Step) -> str:
    number, opened = scene.number_of(step.id), opened_numbers(scene, step)
    if not opened or scene.state.instance.steps[step.id].status in DONE_STEPS:
        return say("Schließt Schritt {number} ab", number=number)
    return say(
        "Schließt Schritt {number} ab und öffnet Schritt {opened}", number=number, opened=opened
    )


def _active(scene: Scene, step: Step) -> Panel:
    lacking = checked(scene, step, Verdict.MISSING)
    excepted = checked(scene, step, Verdict.EXCEPTION)
    met = tuple(met_line(scene, step, each) for each in checked(scene, step, Verdict.MET))
    return Panel(
        status=RETURNED if scene.state.step(step.id).returned else GATE_OPEN,
        title=title(step),
        effect=_effect(scene, step),
        heading=_heading(len(lacking), len(excepted)),
        says=(*_not_needed(step), *returned_says(scene, step)),
        quote=returned_quote(scene, step),
        missing=blockers.lines(scene, _blockers(lacking)),
        exceptions_title=say("Nicht erfüllt, nur mit Ausnahme"),
        exceptions=tuple(exception_line(scene, step, each) for each in excepted),
        advice=blockers.lines(scene, _blockers(checked(scene, step, Verdict.ADVICE))),
        met=met,
        met_title=plural(len(met), "erfüllte Bedingung", "erfüllte Bedingungen"),
        actions=tuple(ask(scene, step, with_exception=bool(excepted))),
        approvals_title=say("So geht es weiter"),
        approvals=tuple(approvals(scene, step, None)),
        onward=onward(scene, step, complete=not lacking),
        deadline=deadline_if_asked(scene, step),
        weigh=step.gate.weigh,
    )


def _blockers(found: Iterable[Check]) -> tuple[Blocker, ...]:
    return tuple(each.blocker for each in found if each.blocker is not None)


def _heading(lacking: int, excepted: int) -> str:
    if lacking:
        return plural(lacking, "Bedingung fehlt", "Bedingungen fehlen")
    if excepted:
        return say("Bereit, mit Ausnahme")
    return say("Alle Bedingungen sind erfüllt")


def _not_needed(step: Step) -> tuple[str, ...]:
    if step.gate.approvals:
        return ()
    return (
        say(
            "Hier ist keine Freigabe nötig. Der Schritt schließt, wenn die Bedingungen erfüllt sind."
        ),
    )


def _asked(scene: Scene, step: Step, request: Request) -> Panel:
    day = dates.short_day(request.on, scene.today)
    return Panel(
        status=WAITING,
        title=title(step),
        effect=_effect(scene, step),
        heading=say("Die Freigabe ist angefragt"),
        says=(
            say("Angefragt am {day} von {who}.", day=day, who=scene.by(request.by)),
            deadline(scene, request),
            say("Bis zur Entscheidung sind Punkte und Angaben dieses Schritts gesperrt."),
        ),
        exceptions_title=say("Ausnahmen"),
        exceptions=tuple(requested_exceptions(scene, step, request)),
        actions=tuple(_review_actions(scene, step, request)),
        approvals_title=say("Entscheidungen"),
        approvals=tuple(approvals(scene, step, request)),
        links=tuple(_withdraw(scene, step)),
        onward=_review_onward(scene, step, request),
        weigh=step.gate.weigh,
    )


def _review_actions(scene: Scene, step: Step, request: Request) -> Iterator[Action]:
    for key in request.exceptions:
        if scene.may(c.GrantException, step.id, key):
            url = paths.exception(scene.q, step.id, key)
            name = exception_name(scene, step, key)
            yield Action(label=say("Ausnahme entscheiden"), context=name, url=url, first=True)
    for approval in step.gate.approvals:
        if scene.may(c.DecideApproval, step.id, approval.id):
            yield _decide(scene, step, approval)


def _decide(scene: Scene, step: Step, approval: Approval) -> Action:
    label = say("Entscheiden")
    if approval.body:
        label = say("Beschluss eintragen: {body}", body=scene.body(approval))
    url = paths.decision(scene.q, step.id, approval.id)
    return Action(label=label, context=scene.body(approval), url=url, first=True)


def _review_onward(scene: Scene, step: Step, request: Request) -> tuple[str, ...]:
    said = [
        f"{text}."
        for approval in step.gate.approvals
        if approval.id not in request.decided
        for text in scene.sentences(_against(scene, step, approval))
    ]
    return tuple(dict.fromkeys(said))


def _against(scene: Scene, step: Step, approval: Approval) -> tuple[Blocker, ...]:
    """Return what stands against deciding; whose turn it is stands beside the approval."""
    action = scene.offer(c.DecideApproval, step.id, approval.id)
    found = action.blockers if action else ()
    return tuple(each for each in found if each.reason is not Reason.NOT_ALLOWED)


def _withdraw(scene: Scene, step: Step) -> Iterator[Link]:
    if scene.may(c.WithdrawRequest, step.id):
        url = paths.gate_page(scene.q, step.id, "rueckzug")
        yield Link(say("Anfrage zurückziehen"), url)


def _passed(scene: Scene, step: Step, request: Request | None) -> Panel:
    life = scene.state.instance.steps[step.id]
    day = dates.long_day(life.closed_on) if life.closed_on else ""
    stale = request is not None and bool(request.stale)
    approved = request is not None and bool(request.approvals)
    return Panel(
        status=STALE if stale else GATE_DONE,
        title=title(step),
        effect=_effect(scene, step),
        heading=say("Freigegeben am {day}", day=day)
        if approved
        else say("Abgeschlossen am {day}", day=day),
        says=_stale_says(scene, step, request) if request else (),
        exceptions_title=say("Gewährte Ausnahmen"),
        exceptions=tuple(requested_exceptions(scene, step, request)) if request else (),
        approvals_title=say("Entscheidungen"),
        approvals=tuple(approvals(scene, step, request)) if request else (),
        obligations=obligation_lines(scene, step.id),
        actions=tuple(_after_pass(scene, step, request)) if request else (),
    )


def _stale_says(scene: Scene, step: Step, request: Request) -> tuple[str, ...]:
    if not request.stale:
        return ()
    names = all_of_words([stale_name(scene, step, thing) for thing in request.stale], spoken())
    return (
        say("Seit der Freigabe hat sich etwas geändert: {names}.", names=names),
        say(
            "Die Koordination bestätigt, dass die Freigabe weiter gilt, oder öffnet den Schritt wieder."
        ),
    )


def _after_pass(scene: Scene, step: Step, request: Request) -> Iterator[Action]:
    if scene.may(c.ConfirmApproval, step.id):
        url = paths.gate_page(scene.q, step.id, "bestaetigung")
        yield Action(label=say("Freigabe bestätigen"), context=title(step), url=url, first=True)
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
        heading=say("Der Schritt entfällt seit {day}", day=day),
        quote=quote(life.reason),
    )


def _later(scene: Scene, step: Step) -> Panel:
    return Panel(
        status=GATE_LATER,
        title=title(step),
        effect=_effect(scene, step),
        heading=say("Noch nicht dran"),
        says=(say("{opening}.", opening=opening(scene, step)),),
        approvals_title=say("Wer dann entscheidet"),
        approvals=tuple(approvals(scene, step, None)),
    )
