"""What one can do with a checklist item besides proving it: open, set aside, assign, set a day."""

from __future__ import annotations

from collections.abc import Iterator

from web.language import say
from web.presenters import dates
from web.presenters.inputs import Option, day_input, select_input, text_input
from web.presenters.scene import Scene
from web.presenters.small_forms import SmallForm
from workflow.core import commands as c
from workflow.core.definition import ChecklistItem
from workflow.core.policy import COORDINATOR, acts_as
from workflow.core.state import ItemState


def item_forms(scene: Scene, holder: str, item: ChecklistItem, action: str) -> Iterator[SmallForm]:
    """Return what else one can do with an item, as far as it is offered."""
    state = scene.item_of(holder, item.id)
    if scene.may(c.ReopenItem, holder, item.id):
        yield _reopen(scene, item, action)
    if scene.may(c.SetItemAside, holder, item.id):
        yield _aside(scene, item, action)
    if scene.may(c.AssignItem, holder, item.id):
        yield _assign(scene, item, state, action)
    if scene.may(c.SetItemDue, holder, item.id):
        yield _due(state, action)


def _reopen(scene: Scene, item: ChecklistItem, action: str) -> SmallForm:
    own = acts_as(scene.definition, scene.actor, item.role)
    return SmallForm(
        heading=say("Doch noch offen"),
        action=f"{action}/offen",
        button=say("Punkt wieder öffnen"),
        says=say("Der Punkt ist dann wieder offen. Seine Nachweise bleiben."),
        inputs=(text_input("reason", say("Begründung"), optional=own),),
        seen=scene.state.seq,
    )


def _aside(scene: Scene, item: ChecklistItem, action: str) -> SmallForm:
    says = [say("Der Punkt passt hier nicht? Dann entfällt er, mit einer Begründung.")]
    if item.required:
        says.append(say("Als Pflichtpunkt braucht er bei der Freigabe eine Ausnahme."))
    return SmallForm(
        heading=say("Der Punkt entfällt"),
        action=f"{action}/entfaellt",
        button=say("Punkt entfallen lassen"),
        says=" ".join(says),
        inputs=(text_input("reason", say("Begründung")),),
        seen=scene.state.seq,
    )


def _assign(scene: Scene, item: ChecklistItem, state: ItemState, action: str) -> SmallForm:
    people = [member.account for member in scene.state.instance.team]
    if item.role == COORDINATOR:
        people = [*scene.coordinators, *people]
    if state.assigned is not None:
        people.append(state.assigned)  # also if they are neither any more
    nobody = say("Niemand persönlich, die Rolle ist zuständig")
    options = [Option("", nobody, state.assigned is None)]
    options += [Option(str(a), scene.named(a), a == state.assigned) for a in dict.fromkeys(people)]
    return SmallForm(
        heading=say("Einer Person zuweisen"),
        action=f"{action}/person",
        button=say("Person speichern"),
        inputs=(select_input("account", say("Wer kümmert sich?"), options),),
    )


def _due(state: ItemState, action: str) -> SmallForm:
    value = dates.table_day(state.due) if state.due else ""
    return SmallForm(
        heading=say("Termin setzen"),
        action=f"{action}/termin",
        button=say("Termin speichern"),
        says=say("Lassen Sie das Feld leer, wenn der Punkt keinen Termin haben soll."),
        inputs=(day_input("due", say("Fällig am"), value, optional=True),),
    )
