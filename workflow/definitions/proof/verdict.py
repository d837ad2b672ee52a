"""What a course through a definition proves, as problems with their places.

Rule: only causes are reported: a step that waits for a gate which cannot be passed is no problem of
its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workflow.core.definition import Condition, ProcessDefinition, Step
from workflow.core.errors import Blocker, Reason
from workflow.core.reads import reads
from workflow.core.sentences import blocker_sentence, condition_sentence
from workflow.definitions.decoding import decode
from workflow.definitions.library import Checked
from workflow.definitions.message import Said
from workflow.definitions.nodes import Path
from workflow.definitions.problems import Problem, Report
from workflow.definitions.proof.witness import Witness, find_witness

MOST_PER_GATE = 5


@dataclass(frozen=True, slots=True)
class Proof:
    """The course that was found and what it does not prove."""

    witness: Witness | None
    problems: tuple[Problem, ...]


def prove(data: bytes, name: str, checked: Checked) -> Proof:
    """Walk a checked definition to its end; nothing to prove where it cannot be used."""
    if checked.definition is None:
        return Proof(None, ())
    witness = find_witness(checked.definition)
    text, _ = decode(data, name)  # what is to say about the text was said when it was checked
    report = Report(name, text or "")
    for step in _causes(checked.definition, witness.stuck):
        for path, blocker in _places(step, witness.stuck[step.id]):
            _report(checked, step, path, blocker, report)
    return Proof(witness, report.sorted())


def _causes(definition: ProcessDefinition, stuck: Mapping[str, tuple[Blocker, ...]]) -> list[Step]:
    """Return the stuck steps that do not merely wait for other stuck ones."""
    steps = [definition.steps[step] for step in stuck]
    causes = [step for step in steps if not _waits_for(step, definition, stuck)]
    return causes or steps


def _waits_for(
    step: Step, definition: ProcessDefinition, stuck: Mapping[str, tuple[Blocker, ...]]
) -> bool:
    if not _is_waiting(stuck[step.id]):
        return False
    read = reads(step.opens_when, definition)
    return not stuck.keys().isdisjoint((read.lives | read.steps) - {step.id})


def _is_waiting(blockers: tuple[Blocker, ...]) -> bool:
    return any(blocker.reason is Reason.STEP_WAITING for blocker in blockers)


def _places(step: Step, blockers: tuple[Blocker, ...]) -> Iterator[tuple[Path, Blocker]]:
    gate: Path = ("steps", step.id, "gate")
    if not blockers:
        yield gate, Blocker(reason=Reason.STEP_NOT_ACTIVE, holder=step.id)
    for blocker in blockers[:MOST_PER_GATE]:
        yield _path(step, blocker), blocker


def _path(step: Step, blocker: Blocker) -> Path:
    """Return where the thing stands that cannot be had; conditions before fields of that id."""
    gate: Path = ("steps", step.id, "gate")
    thing = blocker.thing
    match blocker.reason:
        case Reason.STEP_WAITING:
            return ("steps", step.id, "opens_when")
        case Reason.CONDITION_NOT_MET:
            return _condition(step, thing)
        case Reason.DEPENDS:
            return (*_depending(step, thing), "applies_when")
        case Reason.FIELD_EMPTY | Reason.REASON_MISSING:
            return ("steps", step.id, "fields", thing)
        case Reason.ITEM_OPEN | Reason.PROOF_MISSING:
            return ("steps", step.id, "checklist", thing)
        case Reason.APPROVAL_NOT_YET:
            return (*gate, "approvals", thing)
        case _:
            return gate


def _condition(step: Step, thing: str) -> Path:
    shared = any(each.id == thing and each.shared for each in step.gate.conditions)
    return ("every_gate", thing) if shared else ("steps", step.id, "gate", "conditions", thing)


def _depending(step: Step, thing: str) -> Path:
    """Return where what may apply or not stands; the first of those that share an id."""
    at: Path = ("steps", step.id)
    if thing in step.checklist and step.checklist[thing].applies_when is not None:
        return (*at, "checklist", thing)
    if thing in step.fields and step.fields[thing].applies_when is not None:
        return (*at, "fields", thing)
    if any(each.id == thing and each.applies_when is not None for each in step.gate.conditions):
        return _condition(step, thing)
    return (*at, "gate", "approvals", thing)


def _report(checked: Checked, step: Step, path: Path, blocker: Blocker, report: Report) -> None:
    definition = checked.definition
    if definition is None:
        return
    place = checked.where(path)
    if blocker.reason is Reason.STEP_WAITING and step.opens_when is not None:
        condition = _said(step.opens_when, step, definition)
        report.add("E043", place, path, condition=condition)
        return
    report.add("E045/gate", place, path, reason=_reason(step, blocker, definition))


def _reason(step: Step, blocker: Blocker, definition: ProcessDefinition) -> Said:
    """Say what cannot be had: of a condition what is computed, whatever its `say` promises."""
    if blocker.reason is Reason.CONDITION_NOT_MET:
        for each in step.gate.conditions:
            if each.id == blocker.thing:
                return _said(each.condition, step, definition)
    return Said(
        blocker_sentence(blocker, definition, "de"), blocker_sentence(blocker, definition, "en")
    )


def _said(condition: Condition, step: Step, definition: ProcessDefinition) -> Said:
    return Said(
        condition_sentence(condition, definition, "de", place=step.id),
        condition_sentence(condition, definition, "en", place=step.id),
    )
