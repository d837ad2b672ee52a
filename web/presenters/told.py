"""Each event as a sentence of the history.

Rule: every event has its sentence (a test walks the union); what a newer definition has dropped is
told by its id. Nothing is hidden: values stand there as they were recorded, erased words as deleted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from web import paths
from web.presenters import dates
from web.presenters.gate import OUTCOMES, approval_name, exception_name, stale_name
from web.presenters.items import document_line
from web.presenters.scene import Scene, new_entry, quote, register_of, word
from web.presenters.status import LEVELS
from web.presenters.steering import ACTION_NAMES
from web.presenters.values import text_of
from workflow.core import events as e
from workflow.core.definition import Field
from workflow.core.evolve.words import named
from workflow.core.sentences.places import Place
from workflow.core.state import Document, Words

GATES, ITEMS, DATA, COURSE = "freigaben", "punkte", "angaben", "ablauf"
KINDS = {
    GATES: "Freigaben und Entscheidungen",
    ITEMS: "Checkliste und Nachweise",
    DATA: "Angaben und Register",
    COURSE: "Ablauf, Team und Lage",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What happened: a sign, a sentence, where it is, and what belongs to it."""

    kind: str
    sign: str
    text: str
    thing: str = ""
    url: str = ""
    step: str = ""
    details: tuple[tuple[str, str], ...] = ()
    weighty: bool = False


def tell(scene: Scene, event: e.Event) -> Told:
    """Return an event as a sentence."""
    match event:
        case (
            e.ItemCompleted()
            | e.EvidenceAdded()
            | e.EvidenceRemoved()
            | e.ItemReopened()
            | e.ItemSetAside()
            | e.ItemAssigned()
            | e.ItemDueSet()
            | e.DueDatesMoved()
        ):
            return _item(scene, event)
        case e.ValuesRecorded() | e.RecordAdded() | e.RecordChanged() | e.RecordArchived():
            return _data(scene, event)
        case (
            e.GateRequested()
            | e.RequestWithdrawn()
            | e.ExceptionGranted()
            | e.ApprovalRecorded()
            | e.ObligationImposed()
            | e.GateReturned()
            | e.StepPassed()
            | e.ApprovalBecameStale()
            | e.ApprovalConfirmed()
            | e.ObligationFulfilled()
            | e.ObligationReopened()
        ):
            return _gate(scene, event)
        case _:
            return _course(scene, event)


# --- items -------------------------------------------------------------------------------------

_ItemEvent = (
    e.ItemCompleted
    | e.EvidenceAdded
    | e.EvidenceRemoved
    | e.ItemReopened
    | e.ItemSetAside
    | e.ItemAssigned
    | e.ItemDueSet
    | e.DueDatesMoved
)


def _item(scene: Scene, event: _ItemEvent) -> Told:
    if isinstance(event, e.DueDatesMoved):
        return Told(
            kind=ITEMS,
            sign="date",
            text="Termine haben sich verschoben",
            url=paths.holder(scene.q, event.holder),
            thing=scene.holder_name(event.holder),
            step=event.holder,
            details=tuple(_dues(scene, event)),
        )
    sign, text, details = _item_words(scene, event)
    return Told(
        kind=ITEMS,
        sign=sign,
        text=text,
        thing=item_name(scene, event.holder, event.item),
        url=paths.item_row(scene.q, event.holder, event.item),
        step=event.holder,
        details=(*details, ("Wo", scene.holder_name(event.holder))),
    )


def _item_words(
    scene: Scene,
    event: e.ItemCompleted
    | e.EvidenceAdded
    | e.EvidenceRemoved
    | e.ItemReopened
    | e.ItemSetAside
    | e.ItemAssigned
    | e.ItemDueSet,
) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    match event:
        case e.ItemCompleted():
            return "done", "Punkt erledigt", _proof(scene, event.documents, event.words)
        case e.EvidenceAdded():
            return "file", "Nachweis hinzugefügt", _proof(scene, event.documents, event.words)
        case e.EvidenceRemoved():
            return "file", "Nachweis entfernt", ()
        case e.ItemReopened():
            return "open", "Punkt wieder geöffnet", _said(event.words, reason="Begründung")
        case e.ItemSetAside():
            return "dropped", "Punkt entfällt", _said(event.words, reason="Begründung")
        case e.ItemAssigned():
            return "person", _assigned(scene, event), ()
        case e.ItemDueSet():
            return "date", _due_set(event), ()


def _assigned(scene: Scene, event: e.ItemAssigned) -> str:
    if event.account is None:
        return "Punkt keiner Person mehr zugewiesen"
    return f"Punkt zugewiesen an {scene.named(event.account)}"


def _due_set(event: e.ItemDueSet) -> str:
    return f"Termin gesetzt auf {dates.long_day(event.due)}" if event.due else "Termin gestrichen"


def item_name(scene: Scene, holder: str, item: str) -> str:
    """Return an item's text, or its id if the definition has it no more."""
    place = Place(definition=scene.definition, language="de", holder=holder)
    found = place.checklist.get(item)
    return found.text if found else item


def _dues(scene: Scene, event: e.DueDatesMoved) -> Iterator[tuple[str, str]]:
    for item, day in event.dues.items():
        yield item_name(scene, event.holder, item), dates.long_day(day) if day else "ohne Termin"


def _proof(
    scene: Scene, documents: Sequence[Document], words: Words
) -> tuple[tuple[str, str], ...]:
    found = list(_said(words, note="Notiz", reason="Begründung"))
    for document in named(tuple(documents), words):
        line = document_line(scene, document)
        found.append((line.kind, line.text))
    return tuple(found)


def _said(words: Words, **labels: str) -> tuple[tuple[str, str], ...]:
    return tuple((label, quote(words[key])) for key, label in labels.items() if key in words)


# --- values and entries --------------------------------------------------------------------------

_DataEvent = e.ValuesRecorded | e.RecordAdded | e.RecordChanged | e.RecordArchived


def _data(scene: Scene, event: _DataEvent) -> Told:
    if isinstance(event, e.ValuesRecorded):
        return Told(
            kind=DATA,
            sign="change",
            text="Angaben eingetragen",
            thing=scene.holder_name(event.holder),
            url=paths.holder(scene.q, event.holder),
            step=event.holder,
            details=tuple(_values(scene, event.holder, event)),
        )
    register = scene.definition.registers.get(event.register)
    singular = register.singular if register else event.register
    sign, verb = _RECORD_WORDS[type(event)]
    details = tuple(_values(scene, new_entry(event.register), event))
    if isinstance(event, e.RecordArchived):
        details = _said(event.words, reason="Begründung")
    return Told(
        kind=DATA,
        sign=sign,
        text=f"Eintrag {verb}",
        thing=f"{singular} {event.number}",
        url=paths.record(scene.q, event.register, event.number),
        step=event.step if isinstance(event, e.RecordAdded) else "",
        details=details,
    )


_RECORD_WORDS = {
    e.RecordAdded: ("plus", "angelegt"),
    e.RecordChanged: ("change", "geändert"),
    e.RecordArchived: ("dropped", "archiviert"),
}


def _values(scene: Scene, holder: str, event: _DataEvent) -> Iterator[tuple[str, str]]:
    fields = _fields(scene, holder)
    for name, fact in getattr(event, "facts", {}).items():
        field = fields.get(name)
        yield (field.label, text_of(scene, field, fact)) if field else (name, str(fact))
    for key, said in event.words.items():
        kind, _, name = key.partition(":")
        label = fields[name].label if name in fields else name
        if kind == "value":
            yield label, word(said)
        elif kind == "reason" and name:
            yield f"Begründung zu {label}", quote(said)
        elif kind == "file":
            yield "Datei", word(said)
    for name in getattr(event, "cleared", ()):
        yield fields[name].label if name in fields else name, "geleert"


def _fields(scene: Scene, holder: str) -> Mapping[str, Field]:
    definition = scene.definition
    known = holder in definition.steps or register_of(holder) in definition.registers
    return scene.fields_of(holder) if known or holder == "profile" else {}


# --- gates ---------------------------------------------------------------------------------------

_GateEvent = (
    e.GateRequested
    | e.RequestWithdrawn
    | e.ExceptionGranted
    | e.ApprovalRecorded
    | e.ObligationImposed
    | e.GateReturned
    | e.StepPassed
    | e.ApprovalBecameStale
    | e.ApprovalConfirmed
    | e.ObligationFulfilled
    | e.ObligationReopened
)


def _gate(scene: Scene, event: _GateEvent) -> Told:
    if isinstance(event, e.ObligationFulfilled | e.ObligationReopened):
        return _obligation(scene, event)
    sign, text, details = _gate_words(scene, event)
    return Told(
        kind=GATES,
        sign=sign,
        text=text,
        thing=scene.holder_name(event.step),
        url=paths.gate(scene.q, event.step),
        step=event.step,
        details=details,
        weighty=isinstance(event, e.GateRequested | e.StepPassed | e.GateReturned),
    )


_GATE_WORDS: Mapping[type, tuple[str, str, str]] = {
    # sign, sentence, what its reason is called
    e.RequestWithdrawn: ("returned", "Anfrage zurückgezogen", "Begründung"),
    e.StepPassed: ("gate-done", "Schritt abgeschlossen", ""),
    e.ApprovalConfirmed: ("gate-done", "Freigabe bestätigt", "Begründung"),
}


def _gate_words(
    scene: Scene,
    event: e.GateRequested
    | e.RequestWithdrawn
    | e.ExceptionGranted
    | e.ApprovalRecorded
    | e.ObligationImposed
    | e.GateReturned
    | e.StepPassed
    | e.ApprovalBecameStale
    | e.ApprovalConfirmed,
) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    match event:
        case e.GateRequested():
            return "waiting", "Freigabe angefragt", tuple(_exceptions(scene, event))
        case e.ExceptionGranted():
            return "done", "Ausnahme gewährt", (("Ausnahme", _exception(scene, event)),)
        case e.ApprovalRecorded():
            by = ("Wer", _approval(scene, event.step, event.approval))
            return (
                "gate-done",
                OUTCOMES[event.outcome],
                (by, *_said(event.words, text="Begründung")),
            )
        case e.GateReturned():
            by = ("Wer", _approval(scene, event.step, event.approval))
            details = (by, *_said(event.words, text="Auftrag"))
            return "returned", "Freigabe zurückgegeben", details
        case e.ObligationImposed():
            return "notice", "Auflage erteilt", _imposed(scene, event)
        case e.ApprovalBecameStale():
            return "stale", "Freigabe zu bestätigen", (("Geändert", _stale(scene, event)),)
        case _:
            sign, text, label = _GATE_WORDS[type(event)]
            words = getattr(event, "words", {})
            return sign, text, _said(words, reason=label)


def _imposed(scene: Scene, event: e.ObligationImposed) -> tuple[tuple[str, str], ...]:
    return (
        *_said(event.words, text="Auflage"),
        ("Zu erfüllen bis", dates.long_day(event.due)),
        ("Zuständig", scene.role(event.role)),
    )


def _exceptions(scene: Scene, event: e.GateRequested) -> Iterator[tuple[str, str]]:
    step = scene.definition.steps.get(event.step)
    for name in event.exceptions:
        what = exception_name(scene, step, name) if step else name
        yield f"Ausnahme: {what}", quote(event.words.get(f"exception:{name}"))


def _exception(scene: Scene, event: e.ExceptionGranted) -> str:
    step = scene.definition.steps.get(event.step)
    return exception_name(scene, step, event.exception) if step else event.exception


def _stale(scene: Scene, event: e.ApprovalBecameStale) -> str:
    step = scene.definition.steps.get(event.step)
    return stale_name(scene, step, event.thing) if step else event.thing


def _approval(scene: Scene, step: str, approval: str) -> str:
    found = scene.definition.steps.get(step)
    return approval_name(scene, found, approval) if found else approval


def _obligation(scene: Scene, event: e.ObligationFulfilled | e.ObligationReopened) -> Told:
    duty = scene.state.instance.obligations.get(event.obligation)
    done = isinstance(event, e.ObligationFulfilled)
    documents = event.documents if isinstance(event, e.ObligationFulfilled) else ()
    proof = _proof(scene, documents, event.words)
    return Told(
        kind=GATES,
        sign="done" if done else "returned",
        text="Auflage erfüllt" if done else "Auflage wieder geöffnet",
        thing=word(duty.text) if duty else f"Auflage {event.obligation}",
        url=paths.obligation(scene.q, event.obligation),
        step=duty.step if duty else "",
        details=proof,
    )


# --- course, team, situation -----------------------------------------------------------------------

_CourseEvent = (
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
    | e.CommentAdded
    | e.ProposalMade
    | e.ProposalSettled
    | e.WordsErased
)


def _course(scene: Scene, event: _CourseEvent) -> Told:
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
                details=_said(event.words, reason="Grund"),
            )
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
    details = _said(words, reason="Begründung")
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
        details = (role, *_said(event.words, note="Notiz"))
    return Told(kind=COURSE, sign="person", text=text, details=details)


def _said_something(
    scene: Scene,
    event: e.CommentAdded | e.ProposalMade | e.ProposalSettled | e.WordsErased,
) -> Told:
    match event:
        case e.CommentAdded():
            details = _said(event.words, text="Text")
            if event.thing:
                details = (("Zu", item_name(scene, event.holder, event.thing)), *details)
            return Told(
                kind=COURSE,
                sign="note",
                text="Kommentar",
                thing=scene.holder_name(event.holder),
                url=paths.holder(scene.q, event.holder),
                step=event.holder,
                details=details,
            )
        case e.ProposalMade():
            return Told(
                kind=COURSE,
                sign="notice",
                text=f"Vorgeschlagen: {ACTION_NAMES[event.action]}",
                thing=scene.holder_name(event.step) if event.step else "",
                url=paths.step(scene.q, event.step) if event.step else "",
                step=event.step,
                details=_said(event.words, text="Grund"),
            )
        case e.ProposalSettled():
            text = "Vorschlag aufgegriffen" if event.accepted else "Vorschlag abgelehnt"
            details = _said(event.words, reason="Begründung")
            return Told(kind=COURSE, sign="notice", text=text, details=details)
        case e.WordsErased():
            count = dates.plural(len(event.erased), "Text gelöscht", "Texte gelöscht")
            return Told(
                kind=COURSE, sign="dropped", text=count, details=_said(event.words, reason="Grund")
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
            details = (until, *_said(event.words, reason="Grund"))
        case e.ProcessAbandoned():
            details = _said(event.words, reason="Grund")
        case e.InstanceStarted():
            details = _said(event.words, name="Name")
        case e.ProcessResumed() if event.days:
            moved = dates.plural(event.days, "Tag", "Tage")
            details = (("Termine verschoben um", moved),)
        case _:
            pass
    return Told(kind=COURSE, sign=sign, text=text, details=details, weighty=True)
