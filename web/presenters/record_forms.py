"""The forms of an entry: to add one, to change it, to archive it."""

from __future__ import annotations

from collections.abc import Mapping

from web import paths
from web.language import say
from web.presenters import blockers
from web.presenters.crumbs import holder_place, register_crumbs
from web.presenters.forms import field_inputs
from web.presenters.forms_page import FormPage
from web.presenters.inputs import Input, Option, Typed, filled, select_input, summary, text_input
from web.presenters.parts import Crumb, Line
from web.presenters.record_links import hanging
from web.presenters.scene import Scene, new_entry
from web.presenters.status import NOTICE
from web.presenters.values import record_title
from workflow.core import commands as c
from workflow.core.state import StepStatus, record_key

STEP = "schritt"


def new_page(scene: Scene, register_id: str, typed: Typed, given: Mapping[str, str]) -> FormPage:
    """Return the form for a new entry; `given` is what the address fills in: step, references."""
    register = scene.definition.registers[register_id]
    holder = new_entry(register_id)
    known = {name: (value,) for name, value in given.items() if value and name != STEP}
    asked = field_inputs(scene, holder, typed or Typed(known))
    inputs = (*asked, *filled((_step_input(scene, given.get(STEP, "")),), typed, scene))
    may = scene.may(c.AddRecord, register_id)
    heading = say("{what} anlegen", what=register.singular)
    return FormPage(
        title=f"{heading} – {scene.name}",
        place=scene.place("register", *register_crumbs(scene, register), Crumb(heading)),
        over=register.title,
        heading=heading,
        says=(*((register.help,) if register.help else ()),),
        refused=refused(scene, c.AddRecord, register_id),
        errors=summary(typed, scene, inputs, holder),
        inputs=inputs if may else (),
        files=True,
        all_required=may,
        action="",
        button=say("{what} speichern", what=register.singular) if may else "",
        cancel=paths.register(scene.q, register_id),
    )


def refused(scene: Scene, command: type, holder: str) -> tuple[Line, ...]:
    """Return why a command is refused here, and who can do it instead."""
    action = scene.offer(command, holder)
    return blockers.lines(scene, action.blockers) if action else ()


def _step_input(scene: Scene, chosen: str) -> Input:
    return select_input("step", say("In welchem Schritt entstanden?"), step_options(scene, chosen))


def step_options(scene: Scene, chosen: str = "") -> list[Option]:
    """Return the steps to choose from; the first one under way is chosen if none is."""
    lives = scene.state.instance.steps
    active = [s for s in scene.definition.steps if lives[s].status is StepStatus.ACTIVE]
    if chosen not in scene.definition.steps:
        chosen = active[0] if active else ""
    return [
        Option(step.id, f"{scene.number_of(step.id)} {step.short or step.title}", step.id == chosen)
        for step in scene.definition.steps.values()
    ]


def change_page(scene: Scene, register_id: str, number: int, typed: Typed) -> FormPage:
    """Return the form with an entry's fields."""
    key = record_key(register_id, number)
    title = record_title(scene, scene.state.register(register_id)[number])
    may = scene.may(c.ChangeRecord, key)
    inputs = field_inputs(scene, key, typed) if may else ()
    return FormPage(
        title=say("{title} bearbeiten – {name}", title=title, name=scene.name),
        place=holder_place(scene, key, Crumb(say("Bearbeiten"))),
        over=f"{scene.definition.registers[register_id].singular} {number}",
        heading=title,
        refused=refused(scene, c.ChangeRecord, key),
        errors=summary(typed, scene, inputs, key),
        inputs=inputs,
        seen=scene.state.seq,
        files=True,
        all_required=may,
        action="",
        button=say("Eintrag speichern") if may else "",
        cancel=paths.record(scene.q, register_id, number),
    )


def archive_page(scene: Scene, register_id: str, number: int, typed: Typed) -> FormPage:
    """Return the page that asks once more before archiving, and names what hangs on the entry."""
    key = record_key(register_id, number)
    record = scene.state.register(register_id)[number]
    title = record_title(scene, record)
    may = scene.may(c.ArchiveRecord, key)
    inputs = filled((text_input("reason", say("Begründung")),), typed, scene) if may else ()
    return FormPage(
        title=say("{title} archivieren – {name}", title=title, name=scene.name),
        place=holder_place(scene, key, Crumb(say("Archivieren"))),
        over=f"{scene.definition.registers[register_id].singular} {number}",
        heading=say("{title} archivieren", title=title),
        says=(
            say(
                "Der Eintrag zählt danach nirgends mehr mit. Er bleibt lesbar, wo auf ihn verwiesen wird. "
                "Rückgängig machen lässt sich das nicht."
            ),
        ),
        refused=refused(scene, c.ArchiveRecord, key),
        errors=summary(typed, scene, inputs),
        inputs=inputs,
        seen=scene.state.seq,
        action="",
        button=say("Eintrag archivieren") if may else "",
        cancel=paths.record(scene.q, register_id, number),
        lines_title=say("Daran hängt noch etwas"),
        lines=tuple(
            Line(status=NOTICE, text=link.label, who=group.title, url=link.url)
            for group in hanging(scene, record)
            for link in group.links
        ),
    )
