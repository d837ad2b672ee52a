"""The one next thing of a quartier, with why: the first rule that hits, in a fixed order.

Rule: the same for everybody who looks. Whoever can do it gets the button; the others read whose
turn it is. The order: sent back, your decision, what is overdue (an obligation, a required item), a
gate that can be asked for, the required item with the nearest day, what else a gate is missing, a
gate that lies with others, a Lage that is too old, recommended items, the end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from web import paths
from web.language import say
from web.presenters import dates, next_gates
from web.presenters.items import checklist
from web.presenters.next_turn import Next, whose_turn, workable
from web.presenters.parts import ItemRow, Link
from web.presenters.reminding import NONE, Reminder, staying
from web.presenters.scene import Scene
from web.presenters.status import OVERDUE
from workflow.core import commands as c
from workflow.core.policy import COORDINATOR
from workflow.core.sentences.language import as_sentence
from workflow.core.state import ProcessLife

Rule = Callable[[Scene], Next | None]


def next_action(scene: Scene) -> Next | None:
    """Return the one next thing, with why; None in a closed or paused quartier."""
    if scene.state.instance.life is not ProcessLife.RUNNING:
        return None
    found = next((found for rule in _RULES if (found := rule(scene))), None)
    if found is None:
        return _nothing()
    return replace(
        found,
        mine=found.mine and not scene.is_past,
        asked=_staying_here(scene, found.asked),
        question=None if found.mine else _question(scene),
    )


def _staying_here(scene: Scene, asked: Reminder) -> Reminder:
    if asked.action is None:
        return asked
    return Reminder(action=staying(asked.action, paths.quarter(scene.q)))


def _question(scene: Scene) -> Link | None:
    """Return how the coordination asks back, where it waits for others."""
    if COORDINATOR not in scene.actor.roles or not scene.may(c.AddComment):
        return None
    return Link(say("Rückfrage stellen"), paths.about(scene.q, paths.COMMENT))


def _nothing() -> Next:
    return Next(
        heading=say("Gerade ist nichts offen"),
        why=say("Was als Nächstes ansteht, öffnet sich von selbst, sobald es so weit ist."),
    )


# --- items -------------------------------------------------------------------------------------


def _rows(scene: Scene, *, required: bool) -> list[tuple[str, ItemRow]]:
    return [
        (step, row)
        for step in workable(scene)
        for row in checklist(scene, step).open
        if row.required is required
    ]


def _overdue(scene: Scene) -> Next | None:
    late = [pair for pair in _rows(scene, required=True) if pair[1].status == OVERDUE]
    reason = say("Der Punkt ist überfällig und hält die Freigabe auf.")
    return _item(scene, min(late, key=_by_day(scene)), reason) if late else None


def _required(scene: Scene) -> Next | None:
    rows = _rows(scene, required=True)
    if not rows:
        return None
    first = min(rows, key=_by_day(scene))
    if _by_day(scene)(first)[0]:
        return _item(scene, first, say("Ohne diesen Punkt gibt es keine Freigabe."))
    return _item(scene, first, say("Kein Pflichtpunkt ist früher fällig."))


def _recommended(scene: Scene) -> Next | None:
    rows = _rows(scene, required=False)
    if not rows:
        return None
    reason = say("Alle Pflichtpunkte sind erledigt. Dieser Punkt ist empfohlen.")
    return _item(scene, min(rows, key=_by_day(scene)), reason)


def _by_day(scene: Scene) -> Callable[[tuple[str, ItemRow]], tuple[bool, str]]:
    def day_of(pair: tuple[str, ItemRow]) -> tuple[bool, str]:
        step, row = pair
        day = scene.item_of(step, row.item).due
        return (day is None, day.isoformat() if day else "")

    return day_of


def _item(scene: Scene, pair: tuple[str, ItemRow], reason: str) -> Next:
    step, row = pair
    number = scene.number_of(step)
    said = [reason]
    if scene.item_of(step, row.item).due is not None:
        said.append(f"{as_sentence(row.when.text)}.")
    mine = say("Zuständig: {who}", who=row.who)
    action = row.action if row.own else None
    link = Link(action.label, action.url) if action and not action.post else None
    asked = NONE if row.own else Reminder(row.action, row.after)
    return Next(
        heading=say("Als Nächstes: {item}", item=row.text),
        why=" ".join(said),
        turn=mine if row.own else say("Am Zug: {names}", names=row.who),
        mine=row.own,
        asked=asked,
        link=link or Link(say("Zum Punkt"), f"{paths.step(scene.q, step)}#{row.anchor}"),
        more=Link(
            say("Alle offenen Punkte in Schritt {number}", number=number),
            paths.step(scene.q, step),
        ),
    )


# --- the quartier as a whole ---------------------------------------------------------------------


def _situation(scene: Scene) -> Next | None:
    situation = scene.state.instance.situation
    if situation is not None and situation.on > scene.limits.situation(scene.today):
        return None
    why = say("Noch hat niemand die Lage eingeschätzt.")
    if situation is not None:
        day = dates.long_day(situation.on)
        why = say("Die letzte Einschätzung ist vom {day} und damit veraltet.", day=day)
    may = scene.may(c.AssessSituation)
    return Next(
        mine=may,
        heading=say("Als Nächstes: Lage einschätzen"),
        why=why,
        turn=whose_turn(scene, c.AssessSituation),
        link=Link(say("Lage einschätzen"), paths.about(scene.q, "lage")) if may else None,
    )


def _complete(scene: Scene) -> Next | None:
    if not scene.may(c.CompleteProcess):
        return None
    return Next(
        heading=say("Als Nächstes: Quartier abschließen"),
        why=say("Alle Schritte sind gegangen, keine Auflage ist offen."),
        link=Link(say("Quartier abschließen"), paths.about(scene.q, "ablauf/abschluss")),
        more=Link(say("Vorher den Abschlussbericht schreiben"), paths.reports(scene.q)),
    )


_RULES: tuple[Rule, ...] = (
    next_gates.returned,
    next_gates.yours_to_decide,
    next_gates.obligation,
    _overdue,
    next_gates.request,
    _required,
    next_gates.missing,
    next_gates.waiting,
    _situation,
    _recommended,
    _complete,
)
