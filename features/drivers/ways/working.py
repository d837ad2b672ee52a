"""The ways of work on checklist items."""

from __future__ import annotations

from dataclasses import replace

from features.drivers.page import Question
from features.drivers.ways.way import Way, answered, as_typed, papers, ways
from features.drivers.world import World
from web import paths
from workflow.core import commands as c


def _item_way(world: World, holder: str, item: str, button: str, *questions: Question) -> Way:
    page = paths.item(world.slug, holder, item)
    return Way(paths.holder(world.slug, holder), page, button, answered(*questions))


@ways.register
def _(command: c.CompleteItem, world: World) -> tuple[Way, ...]:
    holder, item = command.holder, command.item
    proof = (("Notiz", command.note), *papers(command.documents))
    settled = (
        ("Ist der Punkt damit erledigt?", "Ja, der Punkt ist erledigt"),
        ("Begründung, warum Sie den Punkt erledigen", command.reason),
    )
    form = _item_way(world, holder, item, "Nachweis speichern", *proof, *settled)
    if command.reason or answered(*proof):
        return (form,)
    step = paths.step(world.slug, holder)
    text = world.definition.steps[holder].checklist[item].text
    return Way(step, step, f"Als erledigt markieren: {text}"), form


@ways.register
def _(command: c.AddEvidence, world: World) -> tuple[Way, ...]:
    proof = (("Notiz", command.note), *papers(command.documents))
    page = _item_way(world, command.holder, command.item, "Nachweis speichern", *proof)
    later = ("Ist der Punkt damit erledigt?", "Nein, ich ergänze später")
    return replace(page, answers=(*page.answers, later)), page


@ways.register
def _(command: c.ReopenItem, world: World) -> tuple[Way, ...]:
    reason = ("Begründung", command.reason)
    return (_item_way(world, command.holder, command.item, "Punkt wieder öffnen", reason),)


@ways.register
def _(command: c.SetItemAside, world: World) -> tuple[Way, ...]:
    reason = ("Begründung", command.reason)
    button = "Punkt entfallen lassen"
    return (_item_way(world, command.holder, command.item, button, reason),)


@ways.register
def _(command: c.AssignItem, world: World) -> tuple[Way, ...]:
    who = ("Wer kümmert sich?", world.name_of(command.account))
    return (_item_way(world, command.holder, command.item, "Person speichern", who),)


@ways.register
def _(command: c.SetItemDue, world: World) -> tuple[Way, ...]:
    due = ("Fällig am", as_typed(command.due) if command.due else "")
    return (_item_way(world, command.holder, command.item, "Termin speichern", due),)
