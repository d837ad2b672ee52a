"""What happened to the way as a whole, to the team and the Lage, and what was said."""

from __future__ import annotations

from web import paths
from web.language import plural
from web.presenters import dates
from web.presenters.scene import Scene
from web.presenters.status import LEVELS
from web.presenters.steering import ACTION_NAMES
from web.presenters.told import COURSE, TALK, Told, item_name, said
from web.presenters.told_reports import tell_report
from workflow.core import events as e

CourseEvent = (
    e.InstanceStarted
    | e.StepOpened
    | e.StepSkipped
    | e.StepReopened
    | e.RoundStarted
    | e.ProcessPaused
    | e.ProcessResumed
    | e.ProcessCompleted
    | e.ProcessAbandoned
    | e.MemberJoined
    | e.MemberLeft
    | e.RoleHandedOver
    | e.SituationAssessed
    | e.ReportDrafted
    | e.ReportFrozen
    | e.CommentAdded
    | e.ProposalMade
    | e.ProposalSettled
    | e.WordsErased
)


def tell_course(scene: Scene, event: CourseEvent) -> Told:
    """Return what happened to the way, the team, the Lage."""
    match event:
        case e.StepOpened() | e.StepSkipped() | e.StepReopened() | e.RoundStarted():
            return _step(scene, event)
        case e.MemberJoined() | e.MemberLeft() | e.RoleHandedOver():
            return _team(scene, event)
        case e.SituationAssessed():
            level = LEVELS[event.level]
            return Told(
                kind=COURSE,
                sign=level.key,
                text=f"Lage eingeschätzt: {level.word}",
                details=said(event.words, reason="Grund"),
            )
        case e.ReportDrafted() | e.ReportFrozen():
            return tell_report(scene, event)
        case e.CommentAdded() | e.ProposalMade() | e.ProposalSettled() | e.WordsErased():
            return _said_something(scene, event)
        case _:
            return _life(event)


def _step(
    scene: Scene, event: e.StepOpened | e.StepSkipped | e.StepReopened | e.RoundStarted
) -> Told:
    sign, text = {
        e.StepOpened: ("open", "Schritt geöffnet"),
        e.StepSkipped: ("dropped", "Schritt ausgelassen"),
        e.StepReopened: ("returned", "Schritt wieder geöffnet"),
        e.RoundStarted: ("change", "Neue Runde begonnen"),
    }[type(event)]
    words = {} if isinstance(event, e.StepOpened) else event.words
    details = said(words, reason="Begründung")
    if isinstance(event, e.RoundStarted):
        details = (("Runde", str(event.round)), *details)
    return Told(
        kind=COURSE,
        sign=sign,
        text=text,
        thing=scene.holder_name(event.step),
        url=paths.step(scene.q, event.step),
        step=event.step,
        details=details,
        weighty=not isinstance(event, e.StepOpened),
    )


def _team(scene: Scene, event: e.MemberJoined | e.MemberLeft | e.RoleHandedOver) -> Told:
    role = ("Rolle", scene.role(event.role))
    details: tuple[tuple[str, str], ...] = (role,)
    if isinstance(event, e.MemberJoined):
        text = f"{scene.named(event.account)} ist neu im Team"
    elif isinstance(event, e.MemberLeft):
        text = f"{scene.named(event.account)} hat das Team verlassen"
    else:
        text = f"{scene.named(event.giver)} hat an {scene.named(event.taker)} übergeben"
        details = (role, *said(event.words, note="Notiz"))
    return Told(kind=COURSE, sign="person", text=text, details=details)


def _said_something(
    scene: Scene,
    event: e.CommentAdded | e.ProposalMade | e.ProposalSettled | e.WordsErased,
) -> Told:
    match event:
        case e.CommentAdded():
            details = said(event.words, text="Text")
            if event.thing:
                details = (("Zu", item_name(scene, event.holder, event.thing)), *details)
            return Told(
                kind=TALK,
                sign="note",
                text="Kommentar",
                thing=scene.holder_name(event.holder),
                url=paths.holder(scene.q, event.holder),
                step=event.holder,
                details=details,
            )
        case e.ProposalMade():
            return Told(
                kind=TALK,
                sign="notice",
                text=f"Vorgeschlagen: {ACTION_NAMES[event.action]}",
                thing=scene.holder_name(event.step) if event.step else "",
                url=paths.step(scene.q, event.step) if event.step else "",
                step=event.step,
                details=said(event.words, text="Grund"),
            )
        case e.ProposalSettled():
            text = "Vorschlag aufgegriffen" if event.accepted else "Vorschlag abgelehnt"
            details = said(event.words, reason="Begründung")
            return Told(kind=TALK, sign="notice", text=text, details=details)
        case e.WordsErased():
            count = plural(len(event.erased), "Text gelöscht", "Texte gelöscht")
            return Told(
                kind=COURSE, sign="dropped", text=count, details=said(event.words, reason="Grund")
            )


_LIVES = {
    e.InstanceStarted: ("plus", "Quartier angelegt"),
    e.ProcessPaused: ("pause", "Quartier pausiert"),
    e.ProcessResumed: ("working", "Pause beendet"),
    e.ProcessCompleted: ("gate-done", "Quartier abgeschlossen"),
    e.ProcessAbandoned: ("dropped", "Quartier abgebrochen"),
}


def _life(
    event: e.InstanceStarted
    | e.ProcessPaused
    | e.ProcessResumed
    | e.ProcessCompleted
    | e.ProcessAbandoned,
) -> Told:
    sign, text = _LIVES[type(event)]
    details: tuple[tuple[str, str], ...] = ()
    match event:
        case e.ProcessPaused():
            until = ("Geplant bis", dates.long_day(event.until))
            details = (until, *said(event.words, reason="Grund"))
        case e.ProcessAbandoned():
            details = said(event.words, reason="Grund")
        case e.InstanceStarted():
            details = said(event.words, name="Name")
        case e.ProcessResumed() if event.days:
            moved = plural(event.days, "Tag", "Tage")
            details = (("Termine verschoben um", moved),)
        case _:
            pass
    return Told(kind=COURSE, sign=sign, text=text, details=details, weighty=True)
