"""What only the coordination decides, and others propose: each is a page that asks once more.

Rule: a page says what will follow before anybody presses; why it is not possible now comes from
the engine. Where somebody may only propose, the same link leads to a proposal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from web import paths
from web.presenters.parts import Link
from web.presenters.scene import Scene
from workflow.core import commands as c
from workflow.core.state import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing the coordination decides: its address, its words, the proposal it can be."""

    slug: str
    command: type
    action: Action | None
    link: str
    heading: str
    button: str
    says: tuple[str, ...]
    done: str
    of_step: bool = False


SKIP = Deed(
    slug="auslassen",
    command=c.SkipStep,
    action=Action.SKIP,
    link="Schritt auslassen",
    heading="Schritt auslassen",
    button="Schritt auslassen",
    says=(
        "Der Schritt gilt dann als erledigt, ohne dass jemand ihn gegangen ist. Was von ihm abhängt, öffnet sich.",
        "Alle Einträge bleiben lesbar. Sie können den Schritt später wieder öffnen.",
    ),
    done="Der Schritt ist ausgelassen.",
    of_step=True,
)
REOPEN = Deed(
    slug="oeffnen",
    command=c.ReopenStep,
    action=Action.REOPEN,
    link="Schritt wieder öffnen",
    heading="Schritt wieder öffnen",
    button="Schritt wieder öffnen",
    says=(
        "Nehmen Sie diesen Weg, um etwas zu berichtigen. Die Freigabe des Schritts gilt dann nicht mehr und muss neu angefragt werden.",
        "Erledigte Punkte und Angaben bleiben. Andere Schritte bleiben, wie sie sind.",
    ),
    done="Der Schritt ist wieder offen.",
    of_step=True,
)
ROUND = Deed(
    slug="runde",
    command=c.StartRound,
    action=Action.NEW_ROUND,
    link="Neue Runde ab hier beginnen",
    heading="Neue Runde beginnen",
    button="Neue Runde beginnen",
    says=(
        "Dieser Schritt öffnet sich neu, die Schritte danach warten wieder. Laufende Daueraufgaben gehen weiter.",
        "Angaben und frühere Nachweise bleiben lesbar. Die Punkte sind in der neuen Runde wieder offen.",
    ),
    done="Die neue Runde hat begonnen.",
    of_step=True,
)
PAUSE = Deed(
    slug="pause",
    command=c.PauseProcess,
    action=Action.PAUSE,
    link="Quartier pausieren",
    heading="Quartier pausieren",
    button="Quartier pausieren",
    says=(
        "Während der Pause ruhen Punkte, Angaben und Anfragen. Register, Kommentare und Entscheidungen bleiben möglich.",
        "Wenn es weitergeht, verschieben sich die Termine der Punkte um die Dauer der Pause.",
    ),
    done="Das Quartier pausiert.",
)
RESUME = Deed(
    slug="fortsetzen",
    command=c.ResumeProcess,
    action=None,
    link="Pause beenden",
    heading="Pause beenden",
    button="Quartier fortsetzen",
    says=("Die Arbeit geht weiter. Termine der Punkte verschieben sich um die Dauer der Pause.",),
    done="Das Quartier läuft wieder.",
)
COMPLETE = Deed(
    slug="abschluss",
    command=c.CompleteProcess,
    action=Action.COMPLETE,
    link="Quartier abschließen",
    heading="Quartier abschließen",
    button="Quartier abschließen",
    says=(
        "Danach können alle lesen und Kommentare schreiben, aber nichts mehr ändern.",
        "Eine neue Runde bleibt möglich.",
    ),
    done="Das Quartier ist abgeschlossen.",
)
ABANDON = Deed(
    slug="abbruch",
    command=c.AbandonProcess,
    action=Action.ABANDON,
    link="Quartier abbrechen",
    heading="Quartier abbrechen",
    button="Quartier abbrechen",
    says=(
        "Der Weg endet hier und kann nicht fortgesetzt werden. Alles bleibt lesbar.",
        "Soll die Arbeit nur ruhen, pausieren Sie das Quartier.",
    ),
    done="Das Quartier ist abgebrochen.",
)
STEP_DEEDS = (SKIP, REOPEN, ROUND)
PROCESS_DEEDS = (RESUME, PAUSE, COMPLETE, ABANDON)
DEEDS: Mapping[str, Deed] = MappingProxyType(
    {deed.slug: deed for deed in (*STEP_DEEDS, *PROCESS_DEEDS)}
)
ACTION_NAMES: Mapping[Action, str] = MappingProxyType(
    {
        Action.SKIP: "Schritt auslassen",
        Action.REOPEN: "Schritt wieder öffnen",
        Action.NEW_ROUND: "Neue Runde beginnen",
        Action.PAUSE: "Quartier pausieren",
        Action.COMPLETE: "Quartier abschließen",
        Action.ABANDON: "Quartier abbrechen",
        Action.HAND_OVER: "Eine Aufgabe im Team übergeben",
    }
)


def step_links(scene: Scene, step: str) -> tuple[Link, ...]:
    """Return what can be decided, or proposed, about a step."""
    links = [
        Link(deed.link, f"{paths.step(scene.q, step)}/{deed.slug}")
        for deed in STEP_DEEDS
        if scene.may(deed.command, step)
    ]
    if scene.may(c.Propose):
        url = f"{paths.about(scene.q, 'vorschlag')}?schritt={step}"
        links.append(Link("Der Koordination etwas vorschlagen", url))
    return tuple(links)


def process_links(scene: Scene) -> tuple[Link, ...]:
    """Return what can be decided, or proposed, about the quartier as a whole."""
    links = [
        Link(deed.link, paths.about(scene.q, f"ablauf/{deed.slug}"))
        for deed in PROCESS_DEEDS
        if scene.may(deed.command)
    ]
    if scene.may(c.Propose):
        links.append(Link("Der Koordination etwas vorschlagen", paths.about(scene.q, "vorschlag")))
    return tuple(links)
