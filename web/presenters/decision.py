"""The pages around a request: what it freezes, and what is decided on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from web import paths
from web.language import said_later
from web.presenters import approvals, blockers, dates, gate_names
from web.presenters.inputs import (
    Input,
    Option,
    choice_input,
    day_input,
    file_input,
    line_input,
    select_input,
    text_input,
)
from web.presenters.items import document_line, proof_lines
from web.presenters.parts import Fact, Line, ProofLine
from web.presenters.scene import Scene, quote
from web.presenters.status import DROPPED, MET, NOTICE, OPEN, RETURNED, Status
from web.presenters.values import facts
from workflow.core.decide.approvals import OUTCOMES
from workflow.core.definition import Approval, Step, Strength
from workflow.core.gate import Check, CheckKind, Verdict
from workflow.core.sentences import have_text
from workflow.core.sheets import changed_since
from workflow.core.state import Answer, Outcome, Request, SheetLine

EXCEPTION = "ausnahme-"
_ROLES = ("manager", "developer", "coordinator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """An item with what proves it, as the sheet shows it."""

    text: str
    status: Status
    proofs: tuple[ProofLine, ...]
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """What a request froze (the Freigabemappe), and what has changed since."""

    heading: str
    exceptions: tuple[Line, ...]
    conditions: tuple[Line, ...]
    facts: tuple[Fact, ...]
    items: tuple[Proved, ...]
    changed: tuple[str, ...]
    weigh: tuple[str, ...]


# --- asking ------------------------------------------------------------------------------------


def exception_inputs(scene: Scene, step: Step) -> tuple[Input, ...]:
    """Return a question for each exception that the request has to name."""
    return tuple(
        _exception_input(scene, step, check)
        for check in gate_names.checked(scene, step, Verdict.EXCEPTION)
    )


def _exception_input(scene: Scene, step: Step, check: Check) -> Input:
    line = gate_names.exception_line(scene, step, check)
    reason = scene.item_of(step.id, check.thing).reason if check.kind is CheckKind.ITEM else ""
    return Input(
        name=EXCEPTION + check.exception,
        label="Begründung der Ausnahme",
        kind="textarea",
        hint=f"{line.text}. {line.who}".rstrip(". "),
        value=reason if isinstance(reason, str) else "",
    )


def asked_lines(scene: Scene, step: Step) -> tuple[Line, ...]:
    """Return everything the request will freeze as met."""
    met = gate_names.checked(scene, step, Verdict.MET)
    advice = gate_names.checked(scene, step, Verdict.ADVICE)
    found = [gate_names.met_line(scene, step, check) for check in met]
    found += blockers.lines(scene, [a.blocker for a in advice if a.blocker])
    return tuple(found)


# --- the sheet ---------------------------------------------------------------------------------


def sheet_view(scene: Scene, step: Step, request: Request) -> SheetView:
    """Return what bodies and roles decide on."""
    lines = tuple(_sheet_lines(scene, step, request))
    met = sum(1 for line in request.sheet.lines if line.answer is Answer.YES)
    total = len(request.sheet.lines)
    heading = f"Geprüfte Bedingungen: {met} von {total} erfüllt"
    return SheetView(
        heading=heading if total else "Freigabemappe",
        exceptions=tuple(approvals.requested_exceptions(scene, step, request)),
        conditions=lines,
        facts=facts(scene, step.id),
        items=tuple(_proved(scene, step)),
        changed=tuple(
            gate_names.stale_name(scene, step, thing)
            for thing in changed_since(request, step.id, scene.scope)
        ),
        weigh=step.gate.weigh,
    )


def _sheet_lines(scene: Scene, step: Step, request: Request) -> Iterator[Line]:
    for line in request.sheet.lines:
        found = blockers.condition(scene, step.id, line.condition)
        if found is None:
            continue
        yield Line(
            status=_line_status(line, request, found.strength),
            text=gate_names.sentence(scene, step, found),
            who=_line_have(scene, line, step),
            url=blockers.condition_page(scene, step.id, found),
        )


def _line_status(line: SheetLine, request: Request, strength: Strength) -> Status:
    if line.answer is Answer.YES:
        return MET
    if line.condition in request.exceptions:
        return Status(RETURNED.key, said_later("Ausnahme beantragt"))
    return Status(NOTICE.key, said_later("Rat")) if strength is Strength.ADVICE else OPEN


def _line_have(scene: Scene, line: SheetLine, step: Step) -> str:
    found = blockers.condition(scene, step.id, line.condition)
    if found is None or not line.have:
        return ""
    return f"Da ist: {have_text(found.condition, line.have, line.need, scene.definition, 'de')}"


def _proved(scene: Scene, step: Step) -> Iterator[Proved]:
    for item in step.checklist.values():
        state = scene.item_of(step.id, item.id)
        lines = proof_lines(scene, state)
        if item.required or lines:
            aside = state.reason is not None and not lines
            yield Proved(
                text=item.text,
                status=DROPPED if aside else MET if state.on else OPEN,
                proofs=lines,
                url=paths.item_row(scene.q, step.id, item.id),
            )


# --- deciding ----------------------------------------------------------------------------------


def decision_inputs(scene: Scene, step: Step, approval: Approval) -> tuple[Input, ...]:
    """Return the questions of a decision: what was said, why, and the paper of a body."""
    return (
        *_outcome(scene, step, approval),
        text_input(
            "text",
            "Begründung, Auftrag oder Stellungnahme",
            "Nötig, wenn Sie zurückgeben, vertagen oder ablehnen. Erscheint im Verlauf",
            optional=True,
        ),
        *(_paper(scene, step) if approval.body else ()),
        *_obligation_inputs(scene, approval),
    )


def _outcome(scene: Scene, step: Step, approval: Approval) -> Iterator[Input]:
    allowed = OUTCOMES[approval.kind]
    label = "Wie wurde entschieden?" if approval.body else "Wie entscheiden Sie?"
    options = [
        Option(
            outcome.value, _WORDS[outcome], len(allowed) == 1, _consequence(scene, step, outcome)
        )
        for outcome in allowed
    ]
    yield choice_input("outcome", label, options)


_WORDS = {
    Outcome.APPROVED: "Freigeben",
    Outcome.APPROVED_WITH_OBLIGATIONS: "Mit Auflagen freigeben",
    Outcome.DEFERRED: "Vertagen",
    Outcome.RETURNED: "Zurückgeben",
    Outcome.REJECTED: "Ablehnen",
    Outcome.GIVEN: "Stellungnahme liegt vor",
    Outcome.NOTED: "Zur Kenntnis genommen",
}


def _consequence(scene: Scene, step: Step, outcome: Outcome) -> str:
    number = scene.number_of(step.id)
    match outcome:
        case Outcome.APPROVED:
            return "Beantragte Ausnahmen gelten damit als gewährt."
        case Outcome.APPROVED_WITH_OBLIGATIONS:
            return "Jede Auflage bekommt einen Termin und steht als Aufgabe im Quartier."
        case Outcome.DEFERRED:
            return "Die Anfrage bleibt bestehen. Die Entscheidung folgt später."
        case Outcome.RETURNED:
            return (
                f"Schritt {number} wird wieder bearbeitet. Ihre Begründung steht dort als Auftrag."
            )
        case Outcome.REJECTED:
            return f"Schritt {number} wird wieder bearbeitet. Die Ablehnung steht im Verlauf."
        case Outcome.GIVEN:
            return "Die Stellungnahme hält nichts auf, was immer sie sagt."
        case Outcome.NOTED:
            return "Das hält nichts auf."


def _paper(scene: Scene, step: Step) -> Iterator[Input]:
    request = scene.state.step(step.id).request
    own = request is not None and request.by == scene.actor.account
    yield day_input("on", "Datum der Entscheidung")
    yield line_input("paper", "Nummer der Vorlage", "Zum Beispiel GR 2026/041")
    yield line_input(
        "votes", "Abstimmung", "Zum Beispiel 14 Ja, 2 Nein, 1 Enthaltung", optional=True
    )
    hint = "Sie haben selbst angefragt. Darum ist die Niederschrift hier Pflicht" if own else ""
    yield file_input("document", "Niederschrift oder Protokollauszug", optional=not own, hint=hint)


def _obligation_inputs(scene: Scene, approval: Approval) -> Iterator[Input]:
    if Outcome.APPROVED_WITH_OBLIGATIONS not in OUTCOMES[approval.kind]:
        return
    roles = [Option(role, scene.role(role)) for role in _ROLES]
    for number in (1, 2, 3):
        yield text_input(f"auflage-{number}", f"Auflage {number}", optional=True)
        yield day_input(f"auflage-{number}-bis", f"Auflage {number} zu erfüllen bis", optional=True)
        yield select_input(f"auflage-{number}-rolle", f"Auflage {number}: zuständig", roles)


def decision_facts(scene: Scene, step: Step, request: Request) -> tuple[Fact, ...]:
    """Return what stands beside a decision: who asked, when, what was said before."""
    found = [
        Fact(label="Angefragt von", value=scene.person(request.by)),
        Fact(label="Angefragt am", value=dates.long_day(request.on)),
    ]
    for key, said in request.decided.items():
        name = gate_names.approval_name(scene, step, key)
        text = (
            f"{gate_names.OUTCOMES[said.outcome]} am {dates.table_day(said.on)} {quote(said.text)}"
        )
        found.append(Fact(label=name, value=text.strip()))
    return tuple(found)


def obligation_proofs(scene: Scene, key: str) -> tuple[ProofLine, ...]:
    """Return what proves that an obligation is met."""
    found = scene.state.instance.obligations[key]
    note = [ProofLine(sign="note", kind="Notiz", text=str(found.note))] if found.note else []
    return (*note, *(document_line(scene, each) for each in found.documents))
