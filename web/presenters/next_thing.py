"""The one next thing of a quartier, with why: the first rule that hits, in a fixed order.

Rule: the same for everybody who looks. Whoever can do it gets the button; the others read whose
turn it is. The order: sent back, your decision, what is overdue (an obligation, a required item), a
gate that can be asked for, the required item with the nearest day, what else a gate is missing, a
gate that lies with others, a Lage that is too old, recommended items, the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from web import paths
from web.language import say
from web.presenters import blockers, dates, gate
from web.presenters.gate_stops import waiting_for
from web.presenters.items import checklist
from web.presenters.parts import ItemRow, Link
from web.presenters.scene import Scene, word
from web.presenters.status import DONE, DROPPED, LOCKED, OVERDUE, RETURNED, WAITING, is_old
from web.presenters.way import sign_of
from workflow.core import commands as c
from workflow.core.policy import acts_as
from workflow.core.sentences.language import as_sentence
from workflow.core.state import ProcessLife


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The one thing to do now, why it is that, and whose turn it is if not the reader's."""

    heading: str
    why: str
    turn: str = ""
    link: Link | None = None
    more: Link | None = None


Rule = Callable[[Scene], Next | None]


def next_action(scene: Scene) -> Next | None:
    """Return the one next thing, with why; None in a closed or paused quartier."""
    if scene.state.instance.life is not ProcessLife.RUNNING:
        return None
    return next((found for rule in _RULES if (found := rule(scene))), _nothing())


def _nothing() -> Next:
    return Next(
        heading=say("Gerade ist nichts offen"),
        why=say("Was als Nächstes ansteht, öffnet sich von selbst, sobald es so weit ist."),
    )


def _workable(scene: Scene) -> Iterator[str]:
    for step in scene.definition.steps:
        if sign_of(scene, step) not in (DONE, DROPPED, LOCKED, WAITING):
            yield step


def _turn(scene: Scene, command: type, holder: str = "") -> str:
    """Return whose turn it is, if the reader may not; "" if they may."""
    action = scene.offer(command, holder)
    said = (blockers.who(scene, each) for each in (action.blockers if action else ()))
    return next((each for each in said if each), "")


def _step_link(scene: Scene, step: str) -> Link:
    return Link(say("Zum Schritt"), paths.step(scene.q, step))


# --- gates -------------------------------------------------------------------------------------


def _returned(scene: Scene) -> Next | None:
    for step in scene.definition.steps:
        if sign_of(scene, step) == RETURNED:
            panel = gate.panel(scene, step)
            return Next(
                heading=say(
                    "Als Nächstes: Schritt {number} nacharbeiten", number=scene.number_of(step)
                ),
                why=" ".join((*panel.says, panel.quote)),
                turn=_turn(scene, c.RequestGate, step),
                link=Link(say("Zur Freigabe"), paths.gate(scene.q, step)),
                more=_step_link(scene, step),
            )
    return None


def _yours_to_decide(scene: Scene) -> Next | None:
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
                more=_step_link(scene, step),
            )
    return None


def _request(scene: Scene) -> Next | None:
    for step in _workable(scene):
        panel = gate.panel(scene, step)
        turn = "" if scene.may(c.RequestGate, step) else _turn(scene, c.RequestGate, step)
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
            link=Link(label if action else say("Zur Freigabe"), url),
            more=_step_link(scene, step),
        )
    return None


def _obligation(scene: Scene) -> Next | None:
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
        f"{as_sentence(dates.in_one_line(dates.due(due, scene.today)))}.",
    ]
    own = acts_as(scene.definition, scene.actor, found.role)
    return Next(
        heading=say("Als Nächstes: {item}", item=word(found.text)),
        why=" ".join(said),
        turn="" if own else say("Am Zug: {names}", names=scene.helpers(found.role)),
        link=Link(say("Zur Auflage"), paths.obligation(scene.q, key)),
    )


def _missing(scene: Scene) -> Next | None:
    for step in _workable(scene):
        found = gate.panel(scene, step).missing
        if found:
            line = found[0]
            said = [say("Das fehlt zur Freigabe: {what}.", what=line.text.rstrip("."))]
            if line.who:
                said.append(f"{line.who}.")
            return Next(
                heading=say("Als Nächstes in Schritt {number}", number=scene.number_of(step)),
                why=" ".join(said),
                link=Link(say("Jetzt erledigen"), line.url) if line.url else None,
                more=_step_link(scene, step),
            )
    return None


def _waiting(scene: Scene) -> Next | None:
    for step in scene.definition.steps.values():
        if sign_of(scene, step.id) == WAITING:
            number = scene.number_of(step.id)
            return Next(
                heading=say("Schritt {number} liegt zur Freigabe vor", number=number),
                why=gate.panel(scene, step.id).says[0],
                turn=say("Am Zug: {names}", names=waiting_for(scene, step)),
                link=Link(say("Zur Freigabe"), paths.gate(scene.q, step.id)),
            )
    return None


# --- items -------------------------------------------------------------------------------------


def _rows(scene: Scene, *, required: bool) -> list[tuple[str, ItemRow]]:
    return [
        (step, row)
        for step in _workable(scene)
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
    link = Link(row.action.label, row.action.url) if row.action and not row.action.post else None
    return Next(
        heading=say("Als Nächstes: {item}", item=row.text),
        why=" ".join(said),
        turn=mine if row.own else say("Am Zug: {names}", names=row.who),
        link=link or Link(say("Zum Punkt"), f"{paths.step(scene.q, step)}#{row.anchor}"),
        more=Link(
            say("Alle offenen Punkte in Schritt {number}", number=number),
            paths.step(scene.q, step),
        ),
    )


# --- the quartier as a whole ---------------------------------------------------------------------


def _situation(scene: Scene) -> Next | None:
    situation = scene.state.instance.situation
    if situation is not None and not is_old(situation.on, scene.today):
        return None
    why = say("Noch hat niemand die Lage eingeschätzt.")
    if situation is not None:
        day = dates.long_day(situation.on)
        why = say("Die letzte Einschätzung ist vom {day} und damit veraltet.", day=day)
    may = scene.may(c.AssessSituation)
    return Next(
        heading=say("Als Nächstes: Lage einschätzen"),
        why=why,
        turn=_turn(scene, c.AssessSituation),
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
    _returned,
    _yours_to_decide,
    _obligation,
    _overdue,
    _request,
    _required,
    _missing,
    _waiting,
    _situation,
    _recommended,
    _complete,
)
