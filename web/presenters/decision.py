"""What is asked on the pages around a request: exceptions, the decision, its paper, obligations.

Rule: nothing is chosen beforehand, and each answer says what follows from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from web.language import said_later, say, spoken
from web.presenters import dates, gate_names
from web.presenters.gate_effects import passing_says
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
from web.presenters.parts import Fact, ProofLine
from web.presenters.proof_lines import document_line
from web.presenters.scene import Scene, quote, word
from workflow.core import turns
from workflow.core.decide.approvals import OUTCOMES
from workflow.core.definition import Approval, ApprovalKind, Step
from workflow.core.gate import Check, CheckKind, Verdict
from workflow.core.sentences.language import all_of_words
from workflow.core.state import Outcome, Request

EXCEPTION = "ausnahme-"
DUTY, DUTIES = "auflage-", (1, 2, 3)
_ROLES = ("manager", "developer", "coordinator")


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
        label=say("Begründung der Ausnahme"),
        kind="textarea",
        hint=f"{line.text}. {line.who}".rstrip(". "),
        value=reason if isinstance(reason, str) else "",
    )


def granting_inputs(scene: Scene, step: Step) -> tuple[Input, ...]:
    """Return the question whether an exception is granted; a no says what is demanded instead."""
    yes = Option("ja", say("Gewähren"), hint=say("Die Ausnahme bleibt für immer sichtbar."))
    no = Option(
        "nein",
        say("Nicht gewähren und die Anfrage zurückgeben"),
        hint=_back_to_work(scene, step),
    )
    hint = say("Nötig, wenn Sie die Ausnahme nicht gewähren. Erscheint im Verlauf")
    return (
        choice_input("accepted", say("Ihre Entscheidung"), (yes, no)),
        text_input("reason", say("Begründung oder Auftrag"), hint, optional=True),
    )


# --- deciding ----------------------------------------------------------------------------------


def decision_inputs(scene: Scene, step: Step, approval: Approval) -> tuple[Input, ...]:
    """Return the questions of a decision: what was said, why, and the paper of a body."""
    return (
        *_outcome(scene, step, approval),
        _reason(approval),
        *(_paper(scene, step) if approval.body else ()),
        *_obligation_inputs(scene, approval),
    )


def _reason(approval: Approval) -> Input:
    match approval.kind:
        case ApprovalKind.OPINION:
            return text_input("text", say("Stellungnahme"), say("Erscheint im Verlauf"))
        case ApprovalKind.NOTICE:
            hint = say("Erscheint im Verlauf")
            return text_input("text", say("Anmerkung"), hint, optional=True)
        case ApprovalKind.DECISION:
            return text_input(
                "text",
                say("Begründung oder Auftrag"),
                say("Nötig, wenn Sie zurückgeben, vertagen oder ablehnen. Erscheint im Verlauf"),
                optional=True,
            )


def _outcome(scene: Scene, step: Step, approval: Approval) -> Iterator[Input]:
    allowed = OUTCOMES[approval.kind]
    label = say("Wie wurde entschieden?") if approval.body else say("Wie entscheiden Sie?")
    options = [
        Option(
            outcome.value,
            say(_WORDS[outcome]),
            len(allowed) == 1,
            _consequence(scene, step, approval, outcome),
        )
        for outcome in allowed
    ]
    yield choice_input("outcome", label, options)


_WORDS = {
    Outcome.APPROVED: said_later("Freigeben"),
    Outcome.APPROVED_WITH_OBLIGATIONS: said_later("Mit Auflagen freigeben"),
    Outcome.DEFERRED: said_later("Vertagen"),
    Outcome.RETURNED: said_later("Zurückgeben"),
    Outcome.REJECTED: said_later("Ablehnen"),
    Outcome.GIVEN: said_later("Stellungnahme liegt vor"),
    Outcome.NOTED: said_later("Zur Kenntnis genommen"),
}


def _consequence(scene: Scene, step: Step, approval: Approval, outcome: Outcome) -> str:
    number = scene.number_of(step.id)
    match outcome:
        case Outcome.APPROVED:
            return " ".join(_after_a_yes(scene, step, approval))
        case Outcome.APPROVED_WITH_OBLIGATIONS:
            duty = say("Jede Auflage bekommt einen Termin und steht als Aufgabe im Quartier.")
            return " ".join((*_after_a_yes(scene, step, approval), duty))
        case Outcome.DEFERRED:
            return say("Die Anfrage bleibt bestehen. Die Entscheidung folgt später.")
        case Outcome.RETURNED:
            return _back_to_work(scene, step)
        case Outcome.REJECTED:
            return say(
                "Schritt {number} wird wieder bearbeitet. Die Ablehnung steht im Verlauf.",
                number=number,
            )
        case Outcome.GIVEN:
            return say("Die Stellungnahme hält nichts auf, was immer sie sagt.")
        case Outcome.NOTED:
            return say("Das hält nichts auf.")


def _back_to_work(scene: Scene, step: Step) -> str:
    return say(
        "Schritt {number} wird wieder bearbeitet. Ihre Begründung steht dort als Auftrag.",
        number=scene.number_of(step.id),
    )


def _after_a_yes(scene: Scene, step: Step, approval: Approval) -> Iterator[str]:
    """Yield what a yes brings: the next who is asked, or the end of the step."""
    request = scene.state.step(step.id).request
    if request is None:
        return
    others = [
        scene.body(each)
        for each in step.gate.approvals
        if each.id != approval.id
        and turns.holds_up(each, request)
        and not turns.is_given(request, each.id)
    ]
    if others:
        yield say("Danach ist gefragt: {names}.", names=all_of_words(others, spoken()))
    else:
        yield passing_says(scene, step)
        if any(not found.role for found in request.exceptions.values()):
            yield say("Die beantragten Ausnahmen gelten damit als gewährt.")


def _paper(scene: Scene, step: Step) -> Iterator[Input]:
    request = scene.state.step(step.id).request
    own = request is not None and request.by == scene.actor.account
    yield day_input("on", say("Datum der Entscheidung"))
    yield line_input("paper", say("Nummer der Vorlage"), say("Zum Beispiel GR 2026/041"))
    example = say("Zum Beispiel 14 Ja, 2 Nein, 1 Enthaltung")
    yield line_input("votes", say("Abstimmung"), example, optional=True)
    hint = ""
    if own:
        hint = say("Sie haben selbst angefragt. Darum ist die Niederschrift hier Pflicht")
    label = say("Niederschrift oder Protokollauszug")
    yield file_input("document", label, optional=not own, hint=hint)


def _obligation_inputs(scene: Scene, approval: Approval) -> Iterator[Input]:
    if Outcome.APPROVED_WITH_OBLIGATIONS not in OUTCOMES[approval.kind]:
        return
    roles = [Option(role, scene.role(role)) for role in _ROLES]
    for number in DUTIES:
        name, text = f"{DUTY}{number}", say("Auflage {number}", number=number)
        until = say("Auflage {number} zu erfüllen bis", number=number)
        yield text_input(name, text, optional=True)
        yield day_input(f"{name}-bis", until, optional=True)
        yield select_input(
            f"{name}-rolle", say("Auflage {number}: zuständig", number=number), roles
        )


def decision_facts(scene: Scene, step: Step, request: Request) -> tuple[Fact, ...]:
    """Return what stands beside a decision: who asked, when, what was said before."""
    found = [
        Fact(label=say("Angefragt von"), value=scene.person(request.by)),
        Fact(label=say("Angefragt am"), value=dates.long_day(request.on)),
    ]
    for key, said in request.decided.items():
        name = gate_names.approval_name(scene, step, key)
        text = say(
            "{outcome} am {day}",
            outcome=gate_names.outcome_name(said.outcome),
            day=dates.table_day(said.on),
        )
        found.append(Fact(label=name, value=f"{text} {quote(said.text)}".strip()))
    return tuple(found)


def obligation_proofs(scene: Scene, key: str) -> tuple[ProofLine, ...]:
    """Return what proves that an obligation is met."""
    found = scene.state.instance.obligations[key]
    text = word(found.note)
    note = [ProofLine(sign="note", kind=say("Notiz"), text=text)] if found.note else []
    return (*note, *(document_line(scene, each) for each in found.documents))
