"""What only the coordination decides, and others propose: each is a page that asks once more.

Rule: a page says what will follow before anybody presses; why it is not possible now comes from
the engine. Where somebody may only propose, the same link leads to a proposal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from web import paths
from web.language import said_later, say
from web.presenters.parts import Link
from web.presenters.scene import Scene
from workflow.core import commands as c
from workflow.core.state import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing the coordination decides: its address, its words, the proposal it can be.

    The words are said where they are shown.
    """

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
    link=said_later("Schritt auslassen"),
    heading=said_later("Schritt auslassen"),
    button=said_later("Schritt auslassen"),
    says=(
        said_later(
            "Der Schritt gilt dann als erledigt, ohne dass jemand ihn gegangen ist. Was von ihm abhängt, öffnet sich."
        ),
        said_later("Alle Einträge bleiben lesbar. Sie können den Schritt später wieder öffnen."),
    ),
    done=said_later("Der Schritt ist ausgelassen."),
    of_step=True,
)
REOPEN = Deed(
    slug="oeffnen",
    command=c.ReopenStep,
    action=Action.REOPEN,
    link=said_later("Schritt wieder öffnen"),
    heading=said_later("Schritt wieder öffnen"),
    button=said_later("Schritt wieder öffnen"),
    says=(
        said_later(
            "Nehmen Sie diesen Weg, um etwas zu berichtigen. Die Freigabe des Schritts gilt dann nicht mehr und muss neu angefragt werden."
        ),
        said_later("Erledigte Punkte und Angaben bleiben. Andere Schritte bleiben, wie sie sind."),
    ),
    done=said_later("Der Schritt ist wieder offen."),
    of_step=True,
)
ROUND = Deed(
    slug="runde",
    command=c.StartRound,
    action=Action.NEW_ROUND,
    link=said_later("Neue Runde ab hier beginnen"),
    heading=said_later("Neue Runde beginnen"),
    button=said_later("Neue Runde beginnen"),
    says=(
        said_later(
            "Dieser Schritt öffnet sich neu, die Schritte danach warten wieder. Laufende Daueraufgaben gehen weiter."
        ),
        said_later(
            "Angaben und frühere Nachweise bleiben lesbar. Die Punkte sind in der neuen Runde wieder offen."
        ),
    ),
    done=said_later("Die neue Runde hat begonnen."),
    of_step=True,
)
PAUSE = Deed(
    slug="pause",
    command=c.PauseProcess,
    action=Action.PAUSE,
    link=said_later("Quartier pausieren"),
    heading=said_later("Quartier pausieren"),
    button=said_later("Quartier pausieren"),
    says=(
        said_later(
            "Während der Pause ruhen Punkte, Angaben und Anfragen. Register, Kommentare und Entscheidungen bleiben möglich."
        ),
        said_later(
            "Wenn es weitergeht, verschieben sich die Termine der Punkte um die Dauer der Pause."
        ),
    ),
    done=said_later("Das Quartier pausiert."),
)
RESUME = Deed(
    slug="fortsetzen",
    command=c.ResumeProcess,
    action=None,
    link=said_later("Pause beenden"),
    heading=said_later("Pause beenden"),
    button=said_later("Quartier fortsetzen"),
    says=(
        said_later(
            "Die Arbeit geht weiter. Termine der Punkte verschieben sich um die Dauer der Pause."
        ),
    ),
    done=said_later("Das Quartier läuft wieder."),
)
COMPLETE = Deed(
    slug="abschluss",
    command=c.CompleteProcess,
    action=Action.COMPLETE,
    link=said_later("Quartier abschließen"),
    heading=said_later("Quartier abschließen"),
    button=said_later("Quartier abschließen"),
    says=(
        said_later("Danach können alle lesen und Kommentare schreiben, aber nichts mehr ändern."),
        said_later("Eine neue Runde bleibt möglich."),
    ),
    done=said_later("Das Quartier ist abgeschlossen."),
)
ABANDON = Deed(
    slug="abbruch",
    command=c.AbandonProcess,
    action=Action.ABANDON,
    link=said_later("Quartier abbrechen"),
    heading=said_later("Quartier abbrechen"),
    button=said_later("Quartier abbrechen"),
    says=(
        said_later("Der Weg endet hier und kann nicht fortgesetzt werden. Alles bleibt lesbar."),
        said_later("Soll die Arbeit nur ruhen, pausieren Sie das Quartier."),
    ),
    done=said_later("Das Quartier ist abgebrochen."),
)
UNDO_MOVE = Deed(
    slug="ruecknahme",
    command=c.UndoMove,
    action=None,
    link=said_later("Umstellung zurücknehmen"),
    heading=said_later("Umstellung zurücknehmen"),
    button=said_later("Umstellung zurücknehmen"),
    says=(
        said_later("Das Quartier arbeitet dann wieder mit der Version davor."),
        said_later(
            "Was seit der Umstellung erfasst wurde und dort keinen Platz hat, bleibt unter „Früher erfasst“ lesbar."
        ),
    ),
    done=said_later("Die Umstellung ist zurückgenommen."),
)
STEP_DEEDS = (SKIP, REOPEN, ROUND)
PROCESS_DEEDS = (RESUME, PAUSE, COMPLETE, ABANDON, UNDO_MOVE)
DEEDS: Mapping[str, Deed] = MappingProxyType(
    {deed.slug: deed for deed in (*STEP_DEEDS, *PROCESS_DEEDS)}
)
ACTION_NAMES: Mapping[Action, str] = MappingProxyType(
    {
        Action.SKIP: said_later("Schritt auslassen"),
        Action.REOPEN: said_later("Schritt wieder öffnen"),
        Action.NEW_ROUND: said_later("Neue Runde beginnen"),
        Action.PAUSE: said_later("Quartier pausieren"),
        Action.COMPLETE: said_later("Quartier abschließen"),
        Action.ABANDON: said_later("Quartier abbrechen"),
        Action.HAND_OVER: said_later("Eine Aufgabe im Team übergeben"),
    }
)


def step_links(scene: Scene, step: str) -> tuple[Link, ...]:
    """Return what can be decided, or proposed, about a step."""
    links = [
        Link(say(deed.link), f"{paths.step(scene.q, step)}/{deed.slug}")
        for deed in STEP_DEEDS
        if scene.may(deed.command, step)
    ]
    if scene.may(c.Propose):
        url = f"{paths.about(scene.q, 'vorschlag')}?schritt={step}"
        links.append(Link(say("Der Koordination etwas vorschlagen"), url))
    return tuple(links)


def process_links(scene: Scene) -> tuple[Link, ...]:
    """Return what can be decided, or proposed, about the quartier as a whole."""
    links = [
        Link(say(deed.link), paths.about(scene.q, f"ablauf/{deed.slug}"))
        for deed in PROCESS_DEEDS
        if scene.may(deed.command)
    ]
    if scene.may(c.Propose):
        url = paths.about(scene.q, "vorschlag")
        links.append(Link(say("Der Koordination etwas vorschlagen"), url))
    return tuple(links)
