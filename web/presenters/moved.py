"""What another version of its definition has changed for a quartier, for those who work there.

Rule: said in sentences, the same as in the workbench; what somebody may take back the engine says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from web import paths
from web.language import plural, say, spoken
from web.presenters import dates
from web.presenters.compare_page import ChangeRow, change_rows
from web.presenters.parts import Crumb, Link, Place
from web.presenters.recorded_earlier import is_something_left
from web.presenters.scene import Scene, word
from web.presenters.steering import UNDO_MOVE
from workflow.core import commands as c
from workflow.core.definition import ProcessDefinition
from workflow.core.errors import NotFound
from workflow.core.state import Move
from workflow.workbench.comparing import told

# As long as it can be taken back, the overview speaks of it.
DAYS = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPage:
    """The page: since when, why, what is new; `links` lead on."""

    title: str
    heading: str
    says: str
    reason: str
    changes: tuple[ChangeRow, ...]
    silent: str
    links: tuple[Link, ...]
    place: Place


def moved_page(scene: Scene) -> MovedPage:
    """Return what the last move has changed; raises NotFound if there was none."""
    move = last_move(scene)
    if move is None:
        raise NotFound(scene.q)
    former, now = scene.under(move.former).definition, scene.under(move.definition).definition
    changes = change_rows(told(former, now, spoken()))
    heading = say("Was sich geändert hat")
    return MovedPage(
        title=f"{heading} – {scene.name}",
        heading=heading,
        says=say(
            "{since}, vorher Version {former}: {changes}. Erteilte Freigaben, erledigte Punkte und "
            "Nachweise sind geblieben.",
            since=_since(scene, move, now),
            former=former.version,
            changes=plural(len(changes), "Änderung", "Änderungen"),
        ),
        reason=word(move.reason),
        changes=changes,
        silent="" if changes else say("Beide Versionen sagen fachlich dasselbe."),
        links=_links(scene),
        place=scene.place("überblick", Crumb(heading)),
    )


def moved_hint(scene: Scene) -> Link | None:
    """Return what the overview says of a move, as long as it is news."""
    move = last_move(scene)
    if move is None or scene.is_past or scene.today > move.on + DAYS:
        return None
    said = _since(scene, move, scene.definition)
    return Link(say("Ansehen, was sich geändert hat"), paths.moved(scene.q), after=f"{said}.")


def last_move(scene: Scene) -> Move | None:
    """Return the move by which the quartier came to its version."""
    moves = scene.state.moved()
    return moves[-1] if moves else None


def _since(scene: Scene, move: Move, definition: ProcessDefinition) -> str:
    day, number = dates.short_day(move.on, scene.today), definition.version
    if move.undoes:
        return say("Seit {day} gilt wieder Version {number}", day=day, number=number)
    return say("Seit {day} gilt Version {number}", day=day, number=number)


def _links(scene: Scene) -> tuple[Link, ...]:
    found = [Link(say("Zum Überblick"), paths.quarter(scene.q))]
    if is_something_left(scene):
        found.append(Link(say("Früher erfasst"), paths.recorded_earlier(scene.q)))
    if scene.may(c.UndoMove):
        url = f"{paths.quarter(scene.q)}/ablauf/{UNDO_MOVE.slug}"
        found.append(Link(say("Umstellung zurücknehmen"), url))
    return tuple(found)
