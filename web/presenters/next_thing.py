"""The one next thing of a quartier, with why: the first rule that hits, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from web import paths
from web.presenters import dates, gate
from web.presenters.items import checklist
from web.presenters.parts import ItemRow, Link
from web.presenters.scene import Scene
from web.presenters.status import DONE, DROPPED, LOCKED, OVERDUE, RETURNED, WAITING, is_old
from web.presenters.way import sign_of, waiting_for
from workflow.core import commands as c
from workflow.core.state import ProcessLife


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The one thing to do now, and why."""

    heading: str
    why: str
    link: Link | None = None
    more: Link | None = None


_NOTHING = Next(
    heading="Gerade ist nichts offen",
    why="Was als Nächstes ansteht, öffnet sich von selbst, sobald es so weit ist.",
)


def next_action(scene: Scene) -> Next | None:
    """Return the one next thing, with why; None in a closed or paused quartier."""
    if scene.state.instance.life is not ProcessLife.RUNNING:
        return None
    for step in scene.definition.steps:
        if sign_of(scene, step) == RETURNED:
            return _returned(scene, step)
    rows = [(s, r) for s in _workable(scene) for r in checklist(scene, s).open]
    late = [(s, r) for s, r in rows if r.status == OVERDUE]
    return (
        (_item_next(scene, *late[0], overdue=True) if late else None)
        or _request_next(scene)
        or _first_item(scene, [(s, r) for s, r in rows if r.duty.startswith("Pflicht")])
        or _situation_next(scene)
        or _missing_next(scene)
        or _waiting_next(scene)
        or _first_item(scene, rows)
        or _complete_next(scene)
        or _NOTHING
    )


def _workable(scene: Scene) -> Iterator[str]:
    for step in scene.definition.steps:
        if sign_of(scene, step) not in (DONE, DROPPED, LOCKED, WAITING):
            yield step


def _returned(scene: Scene, step: str) -> Next:
    panel = gate.panel(scene, step)
    return Next(
        heading=f"Als Nächstes: Schritt {scene.number_of(step)} nacharbeiten",
        why=" ".join((*panel.says, panel.quote)),
        link=Link("Zur Freigabe", paths.gate(scene.q, step)),
        more=Link("Zum Schritt", paths.step(scene.q, step)),
    )


def _item_next(scene: Scene, step: str, row: ItemRow, *, overdue: bool = False) -> Next:
    number = scene.number_of(step)
    why = f"{row.duty} in Schritt {number}. Zuständig: {row.who}."
    if row.when.text and row.when.text != "ohne Termin":
        why = f"{why} {row.when.text[:1].upper()}{row.when.text[1:]}."
    if overdue:
        why = f"{why} Der Punkt hält die Freigabe auf." if row.duty.startswith("Pflicht") else why
    link = Link(row.action.label, row.action.url) if row.action and not row.action.post else None
    link = link or Link("Zum Punkt", f"{paths.step(scene.q, step)}#{row.anchor}")
    return Next(
        heading=f"Als Nächstes: {row.text}",
        why=why,
        link=link,
        more=Link(f"Alle offenen Punkte in Schritt {number}", paths.step(scene.q, step)),
    )


def _first_item(scene: Scene, rows: list[tuple[str, ItemRow]]) -> Next | None:
    if not rows:
        return None

    def due(pair: tuple[str, ItemRow]) -> tuple[bool, str]:
        step, row = pair
        day = scene.item_of(step, row.anchor.removeprefix("punkt-")).due
        return (day is None, day.isoformat() if day else "")

    return _item_next(scene, *min(rows, key=due))


def _request_next(scene: Scene) -> Next | None:
    for step in _workable(scene):
        panel = gate.panel(scene, step)
        if panel.missing or not scene.may(c.RequestGate, step):
            continue
        return Next(
            heading=f"Als Nächstes: {panel.actions[0].label}",
            why=f"In Schritt {scene.number_of(step)} fehlt nichts mehr. {panel.heading}.",
            link=Link(panel.actions[0].label, panel.actions[0].url),
            more=Link("Zum Schritt", paths.step(scene.q, step)),
        )
    return None


def _situation_next(scene: Scene) -> Next | None:
    situation = scene.state.instance.situation
    if not scene.may(c.AssessSituation):
        return None
    if situation is not None and not is_old(situation.on, scene.today):
        return None
    why = "Noch hat niemand die Lage eingeschätzt."
    if situation is not None:
        why = f"Die letzte Einschätzung ist vom {dates.long_day(situation.on)}."
    return Next(
        heading="Als Nächstes: Lage einschätzen",
        why=why,
        link=Link("Lage einschätzen", paths.about(scene.q, "lage")),
    )


def _missing_next(scene: Scene) -> Next | None:
    for step in _workable(scene):
        missing = gate.panel(scene, step).missing
        if missing:
            line = missing[0]
            link = Link("Jetzt erledigen", line.url) if line.url else None
            return Next(
                heading=f"Als Nächstes in Schritt {scene.number_of(step)}",
                why=f"{line.text}. {line.who}".rstrip(". ") + ".",
                link=link,
                more=Link("Zum Schritt", paths.step(scene.q, step)),
            )
    return None


def _waiting_next(scene: Scene) -> Next | None:
    for step in scene.definition.steps.values():
        if sign_of(scene, step.id) == WAITING:
            return Next(
                heading=f"Schritt {scene.number_of(step.id)} liegt zur Freigabe vor",
                why=f"{waiting_for(scene, step)[:1].upper()}{waiting_for(scene, step)[1:]}.",
                link=Link("Zur Freigabe", paths.gate(scene.q, step.id)),
            )
    return None


def _complete_next(scene: Scene) -> Next | None:
    if not scene.may(c.CompleteProcess):
        return None
    return Next(
        heading="Als Nächstes: Quartier abschließen",
        why="Alle Schritte sind gegangen, keine Auflage ist offen.",
        link=Link("Quartier abschließen", paths.about(scene.q, "ablauf/abschluss")),
    )
