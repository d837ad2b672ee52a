"""What a gate asks for, by name: conditions, items, approvals, exceptions, what has changed.

Rule: the same thing has the same name in the panel, on the sheet and in the history.
"""

from __future__ import annotations

from dataclasses import replace

from web import paths
from web.language import said_later, say, spoken
from web.presenters import blockers
from web.presenters.parts import Line
from web.presenters.scene import Scene, quote, word
from web.presenters.status import DROPPED, MET, OPEN
from web.presenters.values import record_title
from workflow.core.definition import GateCondition, Step
from workflow.core.gate import Check, CheckKind, Verdict, checks, excepted_item
from workflow.core.sentences import gate_condition_sentence
from workflow.core.state import ApprovalState, Erased, Outcome, split_key

OUTCOMES = {
    Outcome.APPROVED: said_later("Freigegeben"),
    Outcome.APPROVED_WITH_OBLIGATIONS: said_later("Mit Auflagen freigegeben"),
    Outcome.DEFERRED: said_later("Vertagt"),
    Outcome.RETURNED: said_later("Zurückgegeben"),
    Outcome.REJECTED: said_later("Abgelehnt"),
    Outcome.GIVEN: said_later("Stellungnahme liegt vor"),
    Outcome.NOTED: said_later("Zur Kenntnis genommen"),
}


def title(step: Step) -> str:
    """Return what the gate is called."""
    return step.gate.title or say("Abschluss: {step}", step=step.short or step.title)


def outcome_name(outcome: Outcome) -> str:
    """Return what was decided, in a word."""
    return say(OUTCOMES[outcome])


def checked(scene: Scene, step: Step, *verdicts: Verdict) -> tuple[Check, ...]:
    """Return what the gate asks for, as far as it has one of these verdicts now."""
    return tuple(each for each in checks(step, scene.scope) if each.verdict in verdicts)


def exception_line(scene: Scene, step: Step, check: Check) -> Line:
    """Return what a request can only name as an exception: a condition or an item set aside."""
    if check.kind is CheckKind.ITEM:
        text = say("Pflichtpunkt entfällt: {item}", item=step.checklist[check.thing].text)
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
        return say("Die Ausnahme gewährt: {who}", who=scene.who_can((condition.waived_by,)))
    return say("Über die Ausnahme wird mit der Freigabe entschieden")


def met_line(scene: Scene, step: Step, check: Check) -> Line:
    """Return what is met, in its own words."""
    return Line(status=MET, text=check_name(scene, step, check.kind, check.thing))


def check_name(scene: Scene, step: Step, kind: CheckKind, thing: str) -> str:
    """Return what a check asks for."""
    match kind:
        case CheckKind.ITEM:
            return step.checklist[thing].text
        case CheckKind.FIELD:
            return say("Angabe „{label}“", label=step.fields[thing].label)
        case CheckKind.REASON:
            return say("Begründung zu „{label}“", label=step.fields[thing].label)
        case CheckKind.CONDITION:
            found = blockers.condition(scene, step.id, thing)
            return sentence(scene, step, found) if found else thing
        case CheckKind.APPROVAL:
            return approval_name(scene, step, thing)
        case CheckKind.OBLIGATION:
            return say("Keine Auflage ist überfällig")


def sentence(scene: Scene, step: Step, condition: GateCondition) -> str:
    """Return what a condition asks for."""
    return gate_condition_sentence(condition, scene.definition, spoken(), place=step.id)


def exception_name(scene: Scene, step: Step, key: str) -> str:
    """Return what an exception sets aside."""
    if (item := excepted_item(key)) in step.checklist:
        return say("Pflichtpunkt „{item}“", item=step.checklist[item].text)
    found = blockers.condition(scene, step.id, key)
    return sentence(scene, step, found) if found else key


def approval_name(scene: Scene, step: Step, approval: str) -> str:
    """Return who an approval belongs to, by its id."""
    found = next((a for a in step.gate.approvals if a.id == approval), None)
    return scene.body(found) if found else word(approval)


def paper_of(scene: Scene, decided: ApprovalState) -> str:
    """Return the number of the paper on which a body decided; "" if there is none."""
    key = split_key(decided.record)
    record = scene.state.record(*key) if key else None
    found = record.values.get("vorlage") if record else None
    return word(found.value) if found and isinstance(found.value, str | Erased) else ""


def stale_name(scene: Scene, step: Step, thing: str) -> str:
    """Return what has changed since an approval: a value, a proof or an entry."""
    kind, _, name = thing.partition(":")
    if kind == "value" and name in step.fields:
        return say("Angabe „{label}“", label=step.fields[name].label)
    if kind == "proof" and name in step.checklist:
        return say("Nachweis zu „{item}“", item=step.checklist[name].text)
    return _entry_name(scene, name or thing)


def _entry_name(scene: Scene, holder: str) -> str:
    """Return an entry by number and title, so that nobody has to look up which one it is."""
    key, name = split_key(holder), scene.holder_name(holder)
    record = scene.state.record(*key) if key else None
    if record is None:
        return name
    return say("{entry} ({title})", entry=name, title=record_title(scene, record))
