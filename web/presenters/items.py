"""Checklist items as rows: who, until when, with what proof, and the one thing to do now.

Rule: an item offers what the engine would take, and leads to where its proof is given; what is
settled is quiet and folded away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from web import paths
from web.language import plural, say, spoken
from web.presenters import dates
from web.presenters.dates import When
from web.presenters.parts import Action, Checklist, ItemRow, Link
from web.presenters.proof_lines import earlier, proof_lines
from web.presenters.reminding import NONE, Reminder, others, reminder
from web.presenters.scene import Scene, register_of, word
from web.presenters.status import DROPPED, OPEN, OVERDUE, SETTLED, Status
from web.presenters.values import scope_of
from workflow.core import commands as c
from workflow.core import proofs
from workflow.core.conditions import holds, is_settled
from workflow.core.definition import (
    ChecklistItem,
    DocumentProof,
    FieldProof,
    NoteProof,
    Proof,
    RecordsProof,
)
from workflow.core.sentences import condition_sentence, evidence_sentence
from workflow.core.sentences.language import all_of_words
from workflow.core.state import Answer, ItemState, ItemStatus, split_key


def checklist(scene: Scene, holder: str) -> Checklist:
    """Return the checklist of a step or an entry."""
    items = list(applying(scene, holder))
    rows = [(item, row(scene, holder, item)) for item in items]
    required = [r for item, r in rows if item.required]
    done = sum(1 for r in required if r.status in (SETTLED, DROPPED))
    settled = tuple(r for _, r in rows if r.status in (SETTLED, DROPPED))
    total = plural(len(required), "Pflichtpunkt", "Pflichtpunkten")
    return Checklist(
        says=say("{done} von {total} erledigt", done=done, total=total),
        counted=say("{done} von {total}", done=done, total=total),
        bar=_bar(required),
        open=_with_first(tuple(r for _, r in rows if r not in settled)),
        settled=settled,
        folded=_folded(settled),
    )


def _with_first(rows: tuple[ItemRow, ...]) -> tuple[ItemRow, ...]:
    """Make the first thing to do the loud one: one button calls, the others wait."""
    mine = [r for r in rows if r.action is not None and r.own]
    first = next(iter([r for r in mine if r.status == OVERDUE] or mine), None)
    return tuple(
        replace(r, action=replace(r.action, first=True)) if r is first and r.action else r
        for r in rows
    )


def applying(scene: Scene, holder: str) -> Iterator[ChecklistItem]:
    """Yield the items that apply here, or may."""
    scope = scope_of(scene, holder)
    for item in scene.checklist_of(holder).values():
        if holds(item.applies_when, scope) is not Answer.NO:
            yield item


def _bar(rows: list[ItemRow]) -> tuple[str, ...]:
    parts = {SETTLED: "full", DROPPED: "full", OVERDUE: "late"}
    order = ("full", "late", "")
    return tuple(sorted((parts.get(r.status, "") for r in rows), key=order.index))


def _folded(settled: tuple[ItemRow, ...]) -> str:
    done = sum(1 for r in settled if r.status == SETTLED)
    dropped = len(settled) - done
    parts = [
        plural(done, "erledigter Punkt", "erledigte Punkte") if done else "",
        plural(dropped, "entfallener Punkt", "entfallene Punkte") if dropped else "",
    ]
    return all_of_words([part for part in parts if part], spoken())


def settled(scene: Scene, state: ItemState) -> bool:
    """Return whether an item counts as done or set aside today."""
    return is_settled(state, scene.today)


def status(scene: Scene, state: ItemState) -> Status:
    """Return the sign of an item."""
    if settled(scene, state):
        return SETTLED if state.status is ItemStatus.DONE else DROPPED
    return OVERDUE if state.due is not None and state.due < scene.today else OPEN


def row(scene: Scene, holder: str, item: ChecklistItem) -> ItemRow:
    """Return one item as it stands in its list."""
    state = scene.item_of(holder, item.id)
    sign = status(scene, state)
    open_ = sign in (OPEN, OVERDUE)
    asked = _reminder(scene, holder, item, state) if open_ else NONE
    waits = asked != NONE
    action = _action(scene, holder, item, state) if open_ and not waits else asked.action
    page = paths.item(scene.q, holder, item.id)
    return ItemRow(
        anchor=paths.item_anchor(item.id),
        status=sign,
        text=item.text,
        duty=_duty(item),
        required=item.required,
        own=scene.owes(item, state),
        item=item.id,
        who=scene.who_owes(item, state) if open_ else scene.person(state.by),
        when=_when(scene, state, sign),
        needs=needs(scene, holder, item, state) if open_ else "",
        depends=depends(scene, holder, item),
        reason=_reason(state, sign),
        proofs=proof_lines(scene, state),
        earlier=earlier(scene, state.former),
        action=action,
        after=asked.after,
        more=_more(scene, holder, item, page, action),
    )


def _reminder(scene: Scene, holder: str, item: ChecklistItem, state: ItemState) -> Reminder:
    """Return how to remind whoever the item waits for; nothing where it is the reader's own."""
    if scene.owes(item, state):
        return NONE
    assigned = state.assigned
    return reminder(
        scene,
        holder,
        f"item:{item.id}",
        people=others(scene, item.role) if assigned is None else scene.named(assigned),
        what=item.text,
        reminded_on=state.reminded_on,
    )


def _duty(item: ChecklistItem) -> str:
    duty = say("Pflicht") if item.required else say("Empfohlen")
    if not item.repeat_months:
        return duty
    if item.repeat_months == 1:
        return say("{duty}, jeden Monat", duty=duty)
    return say("{duty}, alle {number} Monate", duty=duty, number=item.repeat_months)


def _when(scene: Scene, state: ItemState, sign: Status) -> When:
    if sign in (OPEN, OVERDUE):
        found = dates.due(state.due, scene.today, scene.land)
        return When(text=dates.in_one_line(found), late=found.late)
    if state.on is None:
        return When()
    day = dates.short_day(state.on, scene.today)
    if state.again_on is not None:
        again = dates.short_day(state.again_on, scene.today)
        return When(text=say("erledigt am {day}, wieder fällig am {again}", day=day, again=again))
    if sign == SETTLED:
        return When(text=say("erledigt am {day}", day=day))
    return When(text=say("entfällt seit {day}", day=day))


def _reason(state: ItemState, sign: Status) -> str:
    if sign != DROPPED or not state.reason:
        return ""
    return say("Begründung: {reason}", reason=word(state.reason))


def needs(scene: Scene, holder: str, item: ChecklistItem, state: ItemState) -> str:
    """Return which proof an open item still needs; "" if ticking it is enough."""
    missing = lacking(scene, holder, item, state)
    if not item.evidence:
        return ""
    if not missing:
        return say("Nachweis liegt vor: {proof}", proof=_in_words(scene, holder, item))
    text = _in_words(scene, holder, replace(item, evidence=missing))
    there, total = len(item.evidence) - len(missing), len(item.evidence)
    if there:
        return say(
            "{there} von {total} Nachweisen liegen vor. Es fehlt: {proof}",
            there=there,
            total=total,
            proof=text,
        )
    if len(missing) == 1 and isinstance(missing[0], RecordsProof):
        have = proofs.found(missing[0], scope_of(scene, holder))
        return say("Nachweis nötig: {proof}. Jetzt {have}", proof=text, have=have)
    return say("Nachweis nötig: {proof}", proof=text)


def _in_words(scene: Scene, holder: str, item: ChecklistItem) -> str:
    return evidence_sentence(
        item, scene.definition, spoken(), place=holder, register=register_of(holder)
    )


def lacking(scene: Scene, holder: str, item: ChecklistItem, state: ItemState) -> tuple[Proof, ...]:
    """Return the proofs that are not there yet."""
    on_table = proofs.shown(state)
    return tuple(proofs.missing(item, holder, on_table, scope_of(scene, holder)))


def depends(scene: Scene, holder: str, item: ChecklistItem) -> str:
    """Return on what it depends whether the item applies at all."""
    if item.applies_when is None:
        return ""
    if holds(item.applies_when, scope_of(scene, holder)) is not Answer.UNKNOWN:
        return ""
    text = condition_sentence(
        item.applies_when, scene.definition, spoken(), place=holder, register=register_of(holder)
    )
    return say("Ob der Punkt gilt, hängt ab von: {condition}", condition=text)


def _action(scene: Scene, holder: str, item: ChecklistItem, state: ItemState) -> Action | None:
    elsewhere = give_elsewhere(scene, holder, item, state)
    if elsewhere is not None:
        return elsewhere
    if not scene.acts_as(item.role):
        return None  # another role's work can be done on its page, with a reason
    page = paths.item(scene.q, holder, item.id)
    if lacking(scene, holder, item, state) and scene.may(c.AddEvidence, holder, item.id):
        return Action(label=say("Nachweis hinzufügen"), context=item.text, url=page)
    if not scene.may(c.CompleteItem, holder, item.id):
        return None
    return Action(
        label=say("Als erledigt markieren"),
        context=item.text,
        url=f"{page}/erledigt",
        post=True,
        seen=scene.state.seq,
    )


def give_elsewhere(
    scene: Scene, holder: str, item: ChecklistItem, state: ItemState
) -> Action | None:
    """Return the way to a field or a register, if that is what is missing."""
    if not scene.may(c.AddEvidence, holder, item.id):
        return None
    missing = lacking(scene, holder, item, state)
    if any(isinstance(proof, NoteProof | DocumentProof) for proof in proofs.flat(missing)):
        return None
    for proof in proofs.flat(missing):
        if isinstance(proof, FieldProof):
            url = f"{_edit(scene, holder)}#{paths.field_anchor(proof.field)}"
            label = scene.fields_of(holder)[proof.field].label
            return Action(label=say("Angabe eintragen"), context=label, url=url)
        if isinstance(proof, RecordsProof):
            singular = scene.definition.registers[proof.register].singular
            url = f"{paths.new_record(scene.q, proof.register)}?schritt={_step(scene, holder)}"
            return Action(label=say("Eintrag anlegen"), context=singular, url=url)
    return None


def _edit(scene: Scene, holder: str) -> str:
    if split_key(holder):
        return f"{paths.holder(scene.q, holder)}/bearbeiten"
    return paths.step_values(scene.q, holder)


def _step(scene: Scene, holder: str) -> str:
    return holder if holder in scene.definition.steps else ""


def _more(
    scene: Scene, holder: str, item: ChecklistItem, page: str, action: Action | None
) -> Link | None:
    changes = (c.ReopenItem, c.SetItemAside, c.AddEvidence, c.AssignItem, c.SetItemDue)
    if not any(scene.may(command, holder, item.id) for command in changes):
        return None
    if action is not None and action.url == page:
        return None
    return Link(say("Bearbeiten"), page)
