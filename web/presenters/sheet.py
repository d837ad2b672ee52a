"""What a request freezes (the Freigabemappe): as it would be now, and as it was frozen.

Rule: bodies decide on the sheet. What has changed since stands beside it, never in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from web import paths
from web.language import said_later, say, spoken
from web.presenters import approvals, blockers, gate_names
from web.presenters.compared import Said
from web.presenters.parts import Fact, Line, ProofLine
from web.presenters.proof_lines import proof_lines
from web.presenters.scene import Scene
from web.presenters.sheet_changes import changed
from web.presenters.status import DROPPED, MET, NOTICE, OPEN, RETURNED, Status
from web.presenters.values import facts
from workflow.core.definition import GateCondition, Step, Strength
from workflow.core.gate import Check, CheckKind, checks
from workflow.core.sentences import have_text
from workflow.core.state import Answer, Request, SheetLine

_EXCEPTION = said_later("Ausnahme beantragt")
_ADVICE = said_later("Rat")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """An item with what proves it, as the sheet shows it."""

    text: str
    status: Status
    proofs: tuple[ProofLine, ...]
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """What a request freezes, and what has changed since."""

    heading: str
    stand: str
    conditions: tuple[Line, ...]
    facts: tuple[Fact, ...]
    items: tuple[Proved, ...]
    weigh: tuple[str, ...]
    exceptions: tuple[Line, ...] = ()
    changed: tuple[Said, ...] = ()


def sheet_view(scene: Scene, step: Step, request: Request, then: Scene | None = None) -> SheetView:
    """Return what bodies and roles decide on; `then` is the quartier as it was asked.

    It is needed only where something has changed since.
    """
    frozen = then or scene
    return SheetView(
        heading=_heading(request.sheet.lines),
        stand=say("Stand bei der Anfrage"),
        exceptions=tuple(approvals.requested_exceptions(scene, step, request)),
        conditions=tuple(_lines(scene, step, request.sheet.lines, frozenset(request.exceptions))),
        facts=facts(frozen, step.id),
        items=tuple(_proved(frozen, step)),
        changed=changed(then, scene, step, request),
        weigh=step.gate.weigh,
    )


def sheet_to_be(scene: Scene, step: Step) -> SheetView:
    """Return what a request would freeze if it was sent now."""
    asked = (each for each in checks(step, scene.scope) if each.kind is CheckKind.CONDITION)
    lines = tuple(_line_now(each) for each in asked)
    return SheetView(
        heading=_heading(lines),
        stand=say("Stand heute"),
        conditions=tuple(_lines(scene, step, lines, frozenset())),
        facts=facts(scene, step.id),
        items=tuple(_proved(scene, step)),
        weigh=step.gate.weigh,
    )


def _line_now(check: Check) -> SheetLine:
    found = check.explained
    return SheetLine(condition=check.thing, answer=found.answer, have=found.have, need=found.need)


def _heading(lines: tuple[SheetLine, ...]) -> str:
    if not lines:
        return say("Freigabemappe")
    met = sum(1 for line in lines if line.answer is Answer.YES)
    return say("Geprüfte Bedingungen: {met} von {total} erfüllt", met=met, total=len(lines))


def _lines(
    scene: Scene, step: Step, lines: tuple[SheetLine, ...], exceptions: frozenset[str]
) -> Iterator[Line]:
    for line in lines:
        found = blockers.condition(scene, step.id, line.condition)
        if found is None:
            continue
        yield Line(
            status=_status(line, found.strength, asked=line.condition in exceptions),
            text=gate_names.sentence(scene, step, found),
            who=_have(scene, line, found),
            url=blockers.condition_page(scene, step.id, found),
        )


def _status(line: SheetLine, strength: Strength, *, asked: bool) -> Status:
    if line.answer is Answer.YES:
        return MET
    if asked:
        return Status(RETURNED.key, _EXCEPTION)
    return Status(NOTICE.key, _ADVICE) if strength is Strength.ADVICE else OPEN


def _have(scene: Scene, line: SheetLine, found: GateCondition) -> str:
    if not line.have:
        return ""
    have = have_text(found.condition, line.have, line.need, scene.definition, spoken())
    return say("Da ist: {have}", have=have)


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
