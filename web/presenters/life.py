"""How it stands with a quartier as a whole, where it is not simply running: it rests, or it is over.

Rule: every page that cannot be worked on for this reason says so in the same words.
"""

from __future__ import annotations

from web.language import said_later, say
from web.presenters import dates
from web.presenters.scene import Scene, quote
from workflow.core.state import ProcessLife

_OVER = {
    ProcessLife.COMPLETED: said_later("Das Quartier ist abgeschlossen"),
    ProcessLife.ABANDONED: said_later("Das Quartier ist abgebrochen"),
}


def is_over(scene: Scene) -> bool:
    """Return whether the way has ended, at its end or before."""
    return scene.state.instance.life in _OVER


def life(scene: Scene) -> str:
    """Return since when the quartier rests or is over; "" while it is running."""
    instance = scene.state.instance
    if instance.life is ProcessLife.PAUSED and instance.pause is not None:
        return say(
            "Pausiert seit {since}, geplant bis {until}",
            since=dates.long_day(instance.pause.since),
            until=dates.long_day(instance.pause.until),
        )
    if not is_over(scene):
        return ""
    closed = say(_OVER[instance.life])
    if instance.closed_on is None:
        return closed
    return say("{closed} seit {day}", closed=closed, day=dates.long_day(instance.closed_on))


def life_quote(scene: Scene) -> str:
    """Return why it rests or is over, as somebody said it."""
    instance = scene.state.instance
    return quote(instance.pause.reason if instance.pause else instance.closed_reason)


def rests(scene: Scene) -> str:
    """Return what it means for the work in a step that the quartier is not running; "" if it is."""
    said = life(scene)
    if not said:
        return ""
    if is_over(scene):
        return say("{life}. Der Schritt bleibt lesbar.", life=said)
    return say(
        "{life}. So lange ruhen Punkte, Angaben und Anfragen. Danach verschieben sich die Termine der Punkte um die Dauer der Pause.",
        life=said,
    )
