"""What happened to the way as a whole, to the team and the Lage, and what was said."""

from __future__ import annotations

from collections.abc import Mapping

from web import paths
from web.language import plural, said_later, say
from web.presenters import dates
from web.presenters.scene import Scene
from web.presenters.status import LEVELS, NO_SITUATION
from web.presenters.steering import ACTION_NAMES
from web.presenters.told import COURSE, TALK, Detail, Told, changed, item_name, said
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
    | e.MovedToVersion
    | e.WordsErased
)


def tell_course(scene: Scene, event: CourseEvent, was: Scene) -> Told:
    """Return what happened to the way, the team, the Lage; `was` is the quartier before it."""
    match event:
        case e.StepOpened() | e.StepSkipped() | e.StepReopened() | e.RoundStarted():
            return _step(scene, event)
        case e.MemberJoined() | e.MemberLeft() | e.RoleHandedOver():
            return _team(scene, event)
        case e.SituationAssessed():
            return _situation(event, was)
        case e.ReportDrafted() | e.ReportFrozen():
            return tell_report(scene, event)
        case e.CommentAdded():
            return _comment(scene, event)
        case e.ProposalMade() | e.ProposalSettled():
            return _proposal(scene, event)
        case e.MovedToVersion() | e.WordsErased():
            return _rare(event)
        case _:
            return _life(event)


_STEPS: Mapping[type, tuple[str, str]] = {
    e.StepOpened: ("open", said_later("Schritt geöffnet")),
    e.StepSkipped: ("dropped", said_later("Schritt ausgelassen")),
    e.StepReopened: ("returned", said_later("Schritt wieder geöffnet")),
    e.RoundStarted: ("change", said_later("Neue Runde begonnen")),
}


def _step(
    scene: Scene, event: e.StepOpened | e.StepSkipped | e.StepReopened | e.RoundStarted
) -> Told:
    sign, text = _STEPS[type(event)]
    words = {} if isinstance(event, e.StepOpened) else event.words
    details = said(words, reason=say("Begründung"))
    if isinstance(event, e.RoundStarted):
        details = (changed(say("Runde"), str(event.round - 1), str(event.round)), *details)
    return Told(
        kind=COURSE,
        sign=sign,
        text=say(text),
        thing=scene.holder_name(event.step),
        url=paths.step(scene.q, event.step),
        step=event.step,
        details=details,
        weighty=not isinstance(event, e.StepOpened),
    )


def _team(scene: Scene, event: e.MemberJoined | e.MemberLeft | e.RoleHandedOver) -> Told:
    details: tuple[Detail, ...] = (Detail(say("Rolle"), scene.role(event.role)),)
    match event:
        case e.MemberJoined():
            text = say("{name} ist neu im Team", name=scene.named(event.account))
        case e.MemberLeft():
            text = say("{name} hat die Rolle abgegeben", name=scene.named(event.account))
        case _:
            giver, taker = scene.named(event.giver), scene.named(event.taker)
            text = say("{giver} hat an {taker} übergeben", giver=giver, taker=taker)
            details = (*details, *said(event.words, note=say("Notiz")))
    return Told(kind=COURSE, sign="person", text=text, details=details)


def _situation(event: e.SituationAssessed, was: Scene) -> Told:
    level, before = LEVELS[event.level], was.state.instance.situation
    earlier = LEVELS[before.level].word if before else NO_SITUATION.word
    return Told(
        kind=COURSE,
        sign=level.key,
        text=say("Lage eingeschätzt: {level}", level=level.word),
        details=(
            changed(say("Lage"), earlier, level.word),
            *said(event.words, reason=say("Grund")),
        ),
    )


def _rare(event: e.MovedToVersion | e.WordsErased) -> Told:
    reason = said(event.words, reason=say("Grund"))
    if isinstance(event, e.WordsErased):
        count = plural(len(event.erased), "Text gelöscht", "Texte gelöscht")
        return Told(kind=COURSE, sign="dropped", text=count, details=reason)
    was, now = event.former_version, event.version
    text = (
        say("Umstellung auf Version {was} zurückgenommen: wieder Version {now}", was=was, now=now)
        if event.undoes
        else say("Umgestellt von Version {was} auf Version {now}", was=was, now=now)
    )
    letter = (Detail(say("E-Mail"), say("an das Team")),) if event.whom else ()
    details = (*reason, *letter)
    return Told(kind=COURSE, sign="change", text=text, details=details, weighty=True)


def _comment(scene: Scene, event: e.CommentAdded) -> Told:
    details = said(event.words, text=say("Text"))
    if event.thing:
        details = (Detail(say("Zu"), item_name(scene, event.holder, event.thing)), *details)
    return Told(
        kind=TALK,
        sign="note",
        text=say("Kommentar"),
        thing=scene.holder_name(event.holder),
        url=paths.holder(scene.q, event.holder),
        step=event.holder,
        details=details,
    )


def _proposal(scene: Scene, event: e.ProposalMade | e.ProposalSettled) -> Told:
    if isinstance(event, e.ProposalSettled):
        text = say("Vorschlag aufgegriffen") if event.accepted else say("Vorschlag abgelehnt")
        details = said(event.words, reason=say("Begründung"))
        return Told(kind=TALK, sign="notice", text=text, details=details)
    return Told(
        kind=TALK,
        sign="notice",
        text=say("Vorgeschlagen: {what}", what=say(ACTION_NAMES[event.action])),
        thing=scene.holder_name(event.step) if event.step else "",
        url=paths.step(scene.q, event.step) if event.step else "",
        step=event.step,
        details=said(event.words, text=say("Grund")),
    )


_LIVES: Mapping[type, tuple[str, str]] = {
    e.InstanceStarted: ("plus", said_later("Quartier angelegt")),
    e.ProcessPaused: ("pause", said_later("Quartier pausiert")),
    e.ProcessResumed: ("working", said_later("Pause beendet")),
    e.ProcessCompleted: ("gate-done", said_later("Quartier abgeschlossen")),
    e.ProcessAbandoned: ("dropped", said_later("Quartier abgebrochen")),
}


def _life(
    event: e.InstanceStarted
    | e.ProcessPaused
    | e.ProcessResumed
    | e.ProcessCompleted
    | e.ProcessAbandoned,
) -> Told:
    sign, text = _LIVES[type(event)]
    details: tuple[Detail, ...] = ()
    match event:
        case e.ProcessPaused():
            until = Detail(say("Geplant bis"), dates.long_day(event.until))
            details = (until, *said(event.words, reason=say("Grund")))
        case e.ProcessAbandoned():
            details = said(event.words, reason=say("Grund"))
        case e.InstanceStarted():
            details = said(event.words, name=say("Name"))
        case e.ProcessResumed() if event.days:
            moved = plural(event.days, "Tag", "Tage")
            details = (Detail(say("Termine verschoben um"), moved),)
        case _:
            pass
    return Told(kind=COURSE, sign=sign, text=say(text), details=details, weighty=True)
