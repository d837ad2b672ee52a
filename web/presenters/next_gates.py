"""The one next thing at a gate: to rework, to decide, to ask for, to wait for.

Rule: what stands there is what the gate panel says; nothing about a gate is concluded here.
"""

from __future__ import annotations

from web import paths
from web.language import say
from web.presenters import dates, gate
from web.presenters.gate_stops import waiting_for
from web.presenters.next_turn import Next, step_link, whose_turn, workable
from web.presenters.obligations import remind_of_obligation
from web.presenters.parts import Link
from web.presenters.reminding import NONE, Reminder
from web.presenters.scene import Scene, word
from web.presenters.status import RETURNED, WAITING
from web.presenters.way import sign_of
from workflow.core import commands as c
from workflow.core.sentences.language import as_sentence


def returned(scene: Scene) -> Next | None:
    """Return a gate that came back."""
    for step in scene.definition.steps:
        if sign_of(scene, step) == RETURNED:
            panel, turn = gate.panel(scene, step), whose_turn(scene, c.RequestGate, step)
            return Next(
                heading=say(
                    "Als Nächstes: Schritt {number} nacharbeiten", number=scene.number_of(step)
                ),
                why=" ".join((*panel.says, panel.quote)),
                turn=turn,
                mine=not turn,
                link=Link(say("Zur Freigabe"), paths.gate(scene.q, step)),
                more=step_link(scene, step),
            )
    return None


def yours_to_decide(scene: Scene) -> Next | None:
    """Return a decision that waits for the reader."""
    for step in scene.definition.steps:
        if sign_of(scene, step) != WAITING:
            continue
        panel = gate.panel(scene, step)
        if panel.actions:
            first = panel.actions[0]
            return Next(
                heading=say("Als Nächstes: {action}", action=first.label),
                why=" ".join((panel.title + ".", *panel.says)),
                link=Link(first.label, first.url),
                more=step_link(scene, step),
            )
    return None


def request(scene: Scene) -> Next | None:
    """Return a gate that can be asked for."""
    for step in workable(scene):
        panel = gate.panel(scene, step)
        turn = "" if scene.may(c.RequestGate, step) else whose_turn(scene, c.RequestGate, step)
        if panel.missing or not (panel.actions or turn):
            continue
        action = panel.actions[0] if panel.actions else None
        label = action.label if action else say("Freigabe anfragen")
        url = action.url if action else paths.gate(scene.q, step)
        return Next(
            heading=say("Als Nächstes: {action}", action=label),
            why=say(
                "In Schritt {number} fehlt nichts mehr. {standing}.",
                number=scene.number_of(step),
                standing=panel.heading,
            ),
            turn=turn,
            mine=not turn,
            link=Link(label if action else say("Zur Freigabe"), url),
            more=step_link(scene, step),
        )
    return None


def obligation(scene: Scene) -> Next | None:
    """Return the obligation that is overdue the longest: it holds up every gate."""
    open_ones = [
        (found.due, key, found)
        for key, found in scene.state.instance.obligations.items()
        if found.fulfilled_on is None and found.due < scene.today
    ]
    if not open_ones:
        return None
    due, key, found = min(open_ones, key=lambda each: each[:2])
    said = [
        say(
            "Die Auflage ist überfällig. Solange sie offen ist, kann niemand eine Freigabe anfragen."
        ),
        f"{as_sentence(dates.in_one_line(dates.due(due, scene.today, scene.land)))}.",
    ]
    own = scene.acts_as(found.role)
    return Next(
        heading=say("Als Nächstes: {item}", item=word(found.text)),
        why=" ".join(said),
        turn="" if own else say("Am Zug: {names}", names=scene.helpers(found.role)),
        mine=own,
        asked=remind_of_obligation(scene, key),
        link=Link(say("Zur Auflage"), paths.obligation(scene.q, key)),
    )


def missing(scene: Scene) -> Next | None:
    """Return what a gate still lacks."""
    for step in workable(scene):
        found = gate.panel(scene, step).missing
        if found:
            line = found[0]
            said = [say("Das fehlt zur Freigabe: {what}.", what=line.text.rstrip("."))]
            if line.who:
                said.append(f"{line.who}.")
            mine = scene.may(c.RecordValues, step)
            label = say("Jetzt erledigen") if mine else say("Ansehen")
            return Next(
                heading=say("Als Nächstes in Schritt {number}", number=scene.number_of(step)),
                why=" ".join(said),
                mine=mine,
                link=Link(label, line.url) if line.url else None,
                more=step_link(scene, step),
            )
    return None


def waiting(scene: Scene) -> Next | None:
    """Return a gate that lies with others."""
    for step in scene.definition.steps.values():
        if sign_of(scene, step.id) == WAITING:
            number, panel = scene.number_of(step.id), gate.panel(scene, step.id)
            return Next(
                heading=say("Schritt {number} liegt zur Freigabe vor", number=number),
                why=panel.says[0],
                mine=False,
                asked=_asked(panel),
                turn=say("Am Zug: {names}", names=waiting_for(scene, step)),
                link=Link(say("Zur Freigabe"), paths.gate(scene.q, step.id)),
            )
    return None


def _asked(panel: gate.Panel) -> Reminder:
    """Return how to remind of the first decision that is due."""
    lines = (*panel.exceptions, *panel.approvals)
    offered = (Reminder(each.action, each.after) for each in lines)
    return next((each for each in offered if each != NONE), NONE)
