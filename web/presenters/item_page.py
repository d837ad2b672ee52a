"""The page of one checklist item: what it asks, what proves it, and everything one can do there."""

from __future__ import annotations

from dataclasses import dataclass

from web import paths
from web.language import said_later, say
from web.presenters import blockers, items
from web.presenters.crumbs import holder_place
from web.presenters.inputs import (
    UNTYPED,
    Input,
    Option,
    Typed,
    choice_input,
    filled,
    summary,
    text_input,
    ways_to_prove,
)
from web.presenters.item_forms import item_forms
from web.presenters.parts import Action, Crumb, Earlier, Errors, ItemRow, Line, Place, ProofLine
from web.presenters.proof_lines import document_line
from web.presenters.scene import Scene
from web.presenters.small_forms import SmallForm, own_ids, sent_again
from web.presenters.status import DROPPED, SETTLED, Status
from workflow.core import commands as c
from workflow.core.definition import AnyProof, ChecklistItem, DocumentProof, NoteProof
from workflow.core.errors import Reason
from workflow.core.policy import acts_as
from workflow.core.state import ItemState

_WITH_NOTE = said_later(
    "Schreiben Sie eine Notiz. Datei, Link oder Fundort in der Akte können dazukommen."
)
_WITH_DOCUMENT = said_later(
    "Laden Sie eine Datei hoch, oder nennen Sie einen Link oder den Fundort in der Akte."
)
_WITH_BOTH = said_later(
    "Schreiben Sie eine Notiz. Laden Sie eine Datei hoch, oder nennen Sie einen Link oder den Fundort in der Akte."
)
_ONE_IS_ENOUGH = said_later(
    "Füllen Sie aus, was passt: Notiz, Datei, Link oder Fundort in der Akte."
)
_ALL_IS_EXTRA = said_later("Notiz, Datei, Link oder Fundort in der Akte können dazukommen.")
_NONE_IS_NEEDED = said_later(
    "Dieser Punkt braucht keinen Nachweis. Sie können trotzdem etwas festhalten."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDocument:
    """A document of the item, with its place for taking it off."""

    line: ProofLine
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """One item as a page."""

    title: str
    place: Place
    over: str
    heading: str
    status: Status
    help: str
    says: tuple[str, ...]
    needs: str
    elsewhere: Action | None
    depends: str
    why_not: tuple[Line, ...]
    proofs: tuple[ProofLine, ...]
    earlier: Earlier | None
    documents: tuple[OwnDocument, ...]
    removable: bool
    action: str
    back: str
    seen: int
    inputs: tuple[Input, ...]
    inputs_say: str
    forms: tuple[SmallForm, ...]
    errors: Errors | None


def item_page(scene: Scene, holder: str, item_id: str, typed: Typed = UNTYPED) -> ItemPage:
    """Return the page of an item."""
    item = scene.checklist_of(holder)[item_id]
    state = scene.item_of(holder, item_id)
    row = items.row(scene, holder, item)
    action = paths.item(scene.q, holder, item_id)
    main = UNTYPED if typed.one("form") else typed
    inputs = filled(proof_inputs(scene, holder, item), main, scene)
    found = item_forms(scene, holder, item, action)
    forms = tuple(sent_again(scene, own_ids(form), typed) for form in found)
    asked = [each for form in forms if form.open for each in form.inputs] or inputs
    return ItemPage(
        title=f"{item.text} – {scene.name}",
        place=holder_place(scene, holder, Crumb(say("Punkt bearbeiten"))),
        over=f"{scene.holder_name(holder)} · {row.duty}",
        heading=item.text,
        status=row.status,
        help=item.help,
        says=_says(row),
        needs=items.needs(scene, holder, item, state),
        elsewhere=items.give_elsewhere(scene, holder, item, state),
        depends=row.depends,
        why_not=_why_not(scene, holder, item_id),
        proofs=row.proofs,
        earlier=row.earlier,
        documents=_documents(scene, state),
        removable=scene.may(c.RemoveEvidence, holder, item_id),
        action=action,
        back=paths.item_row(scene.q, holder, item_id),
        seen=scene.state.seq,
        inputs=inputs,
        inputs_say=_what_to_give(item),
        forms=forms,
        errors=summary(typed, scene, asked, holder),
    )


def _what_to_give(item: ChecklistItem) -> str:
    """Return which of the ways to prove is asked for here; the others are welcome too."""
    kinds = {type(proof) for proof in item.evidence}
    if kinds >= {NoteProof, DocumentProof}:
        return say(_WITH_BOTH)
    asked = (NoteProof, _WITH_NOTE), (DocumentProof, _WITH_DOCUMENT), (AnyProof, _ONE_IS_ENOUGH)
    otherwise = _ALL_IS_EXTRA if kinds else _NONE_IS_NEEDED
    return say(next((says for kind, says in asked if kind in kinds), otherwise))


def _says(row: ItemRow) -> tuple[str, ...]:
    is_open = row.status not in (SETTLED, DROPPED)
    said = [say("Zuständig: {who}", who=row.who) if is_open else row.who]
    if row.when.text:
        said.append(row.when.text)
    return tuple(said)


def _why_not(scene: Scene, holder: str, item: str) -> tuple[Line, ...]:
    """Return why the item cannot be settled here and now; that it is settled needs no word."""
    action = scene.offer(c.CompleteItem, holder, item)
    against = action.blockers if action else ()
    return blockers.lines(scene, (x for x in against if x.reason is not Reason.ITEM_DONE))


def _documents(scene: Scene, state: ItemState) -> tuple[OwnDocument, ...]:
    return tuple(
        OwnDocument(line=document_line(scene, document), number=number)
        for number, document in enumerate(state.documents)
    )


def proof_inputs(scene: Scene, holder: str, item: ChecklistItem) -> tuple[Input, ...]:
    """Return the questions of the main form: proof, and whether that settles the item."""
    may_complete = scene.may(c.CompleteItem, holder, item.id)
    may_add = scene.may(c.AddEvidence, holder, item.id)
    if not may_complete and not may_add:
        return ()
    reason = (
        () if acts_as(scene.definition, scene.actor, item.role) else (_other_role(scene, item),)
    )
    return (
        *ways_to_prove(needed=_needs_document(scene, holder, item)),
        *(_is_done() if may_complete else ()),
        *(reason if may_complete else ()),
    )


def _needs_document(scene: Scene, holder: str, item: ChecklistItem) -> bool:
    missing = items.lacking(scene, holder, item, scene.item_of(holder, item.id))
    return any(isinstance(proof, DocumentProof) for proof in missing)


def _is_done() -> tuple[Input, ...]:
    options = (
        Option("ja", say("Ja, der Punkt ist erledigt")),
        Option("nein", say("Nein, ich ergänze später"), hint=say("Der Punkt bleibt offen")),
    )
    return (choice_input("done", say("Ist der Punkt damit erledigt?"), options),)


def _other_role(scene: Scene, item: ChecklistItem) -> Input:
    return text_input(
        "reason",
        say("Begründung, warum Sie den Punkt erledigen"),
        say(
            "Zuständig ist: {role}. Nötig nur, wenn Sie den Punkt als erledigt melden",
            role=scene.role(item.role),
        ),
        optional=True,
    )
