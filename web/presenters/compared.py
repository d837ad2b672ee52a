"""Each difference between two states as a sentence, with what was there and what is there now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from web.language import plural, said_later, say
from web.presenters import dates
from web.presenters.gate_names import approval_name, exception_name, outcome_name
from web.presenters.scene import Scene, quote, register_of, word
from web.presenters.status import ITEM_SIGNS, LEVELS, NO_SITUATION
from web.presenters.steering import ACTION_NAMES
from web.presenters.told import item_name
from web.presenters.values import record_title, text_of
from web.presenters.way import sign_of
from workflow.core import compare as d
from workflow.core.state import (
    ApprovalState,
    Erased,
    ExceptionState,
    FieldValue,
    FrozenReport,
    ItemState,
    ItemStatus,
    Obligation,
    ProcessLife,
    Record,
    ReportDraft,
    Situation,
    split_key,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A difference: what it is about, what was there, what is there now; "" where nobody knows."""

    text: str
    was: str = ""
    now: str = ""


_LIVES = {
    ProcessLife.RUNNING: said_later("läuft"),
    ProcessLife.PAUSED: said_later("pausiert"),
    ProcessLife.COMPLETED: said_later("abgeschlossen"),
    ProcessLife.ABANDONED: said_later("abgebrochen"),
}


def sentence(before: Scene, after: Scene, difference: d.Difference) -> Said:
    """Return a difference as a sentence."""
    match difference:
        case d.ValueDiffers():
            return _value(before, after, difference)
        case d.ItemDiffers():
            return _item(before, after, difference)
        case d.EntryDiffers():
            return _entry(before, after, difference)
        case d.StepDiffers() | d.ApprovalDiffers() | d.ExceptionDiffers() | d.StaleDiffers():
            return _step(before, after, difference)
        case d.ReportDiffers() | d.DraftDiffers():
            return _report(difference)
        case _:
            return _whole(before, after, difference)


_OfAStep = d.StepDiffers | d.ApprovalDiffers | d.ExceptionDiffers | d.StaleDiffers


def _step(before: Scene, after: Scene, difference: _OfAStep) -> Said:
    match difference:
        case d.StepDiffers():
            was, now = _status(before, difference.step), _status(after, difference.step)
            return Said(text=say("Stand des Schritts"), was=was, now=now)
        case d.ApprovalDiffers():
            step = after.definition.steps.get(difference.step)
            key = difference.approval
            name = approval_name(after, step, key) if step else key
            was, now = _outcome(difference.before), _outcome(difference.after)
            return Said(text=say("Entscheidung: {who}", who=name), was=was, now=now)
        case d.ExceptionDiffers():
            step = after.definition.steps.get(difference.step)
            key = difference.exception
            name = exception_name(after, step, key) if step else key
            was, now = _excepted(difference.before), _excepted(difference.after)
            return Said(text=say("Ausnahme: {what}", what=name), was=was, now=now)
        case d.StaleDiffers():
            now = say("zu bestätigen") if difference.after else say("bestätigt")
            was = say("bestätigt") if difference.after else say("zu bestätigen")
            return Said(text=say("Freigabe"), was=was, now=now)


def _status(scene: Scene, step: str) -> str:
    life = scene.state.instance.steps.get(step)
    if life is None or step not in scene.definition.steps:
        return say("gab es nicht")
    sign = sign_of(scene, step).word
    if life.round == 1:
        return sign
    return say("{status} (Runde {round})", status=sign, round=life.round)


def _outcome(found: ApprovalState | None) -> str:
    return outcome_name(found.outcome) if found else say("keine")


def _excepted(found: ExceptionState | None) -> str:
    if found is None:
        return say("keine")
    if found.granted_on is not None:
        return say("gewährt am {day}", day=dates.long_day(found.granted_on))
    return say("beantragt, weil {reason}", reason=quote(found.reason))


def _whole(before: Scene, after: Scene, difference: d.Difference) -> Said:
    match difference:
        case d.SituationDiffers():
            was, now = _level(difference.before), _level(difference.after)
            return Said(text=say("Lage"), was=was, now=now)
        case d.MemberDiffers():
            name, role = after.named(difference.account), after.role(difference.role)
            there, gone = say("im Team"), say("nicht im Team")
            was, now = (gone, there) if difference.joined else (there, gone)
            return Said(text=say("{name}, {role}", name=name, role=role), was=was, now=now)
        case d.DutyDiffers():
            return _duty(difference)
        case d.ProposalDiffers():
            return _proposal(difference)
        case d.WholeDiffers():
            return _of_the_whole(before, after, difference.what)
        case _:
            raise AssertionError(difference)


def _report(difference: d.ReportDiffers | d.DraftDiffers) -> Said:
    if isinstance(difference, d.ReportDiffers):
        text = say("Sachstandsbericht Nr. {number}", number=difference.number)
        was, now = _frozen(difference.before), _frozen(difference.after)
    else:
        text = say("Entwurf des Sachstandsberichts")
        was, now = _drafted(difference.before), _drafted(difference.after)
    return Said(text=text, was=was, now=now)


def _frozen(found: FrozenReport | None) -> str:
    if found is None:
        return say("gab es nicht")
    return say("festgeschrieben am {day}", day=dates.long_day(found.on))


def _drafted(found: ReportDraft | None) -> str:
    return say("vom {day}", day=dates.long_day(found.on)) if found else say("keiner")


def _level(found: Situation | None) -> str:
    if found is None:
        return NO_SITUATION.word
    return say(
        "{level}, {reason} ({day})",
        level=LEVELS[found.level].word,
        reason=quote(found.reason),
        day=dates.long_day(found.on),
    )


def _duty(difference: d.DutyDiffers) -> Said:
    found = difference.after or difference.before
    text = say("Auflage {text}", text=quote(found.text) if found else difference.obligation)
    return Said(text=text, was=_kept(difference.before), now=_kept(difference.after))


def _kept(found: Obligation | None) -> str:
    if found is None:
        return say("gab es nicht")
    if found.fulfilled_on is not None:
        return say("erfüllt am {day}", day=dates.long_day(found.fulfilled_on))
    return say("offen, zu erfüllen bis {day}", day=dates.long_day(found.due))


def _proposal(difference: d.ProposalDiffers) -> Said:
    found = difference.after or difference.before
    text = say("Vorschlag: {what}", what=say(ACTION_NAMES[found.action]) if found else "")
    if difference.after is not None:
        return Said(text=text, was=say("gab es nicht"), now=say("liegt der Koordination vor"))
    return Said(text=text, was=say("lag der Koordination vor"), now=say("erledigt"))


def _of_the_whole(before: Scene, after: Scene, what: d.Whole) -> Said:
    was, now = before.state.instance, after.state.instance
    match what:
        case d.Whole.NAME:
            return Said(text=say("Name"), was=before.name, now=after.name)
        case d.Whole.LIFE:
            lives = say(_LIVES[was.life]), say(_LIVES[now.life])
            return Said(text=say("Das Quartier"), was=lives[0], now=lives[1])
        case d.Whole.ROUND:
            return Said(text=say("Runde"), was=str(was.round), now=str(now.round))
        case d.Whole.DEFINITION:
            return Said(text=say("Vorlage"), was=_version(before), now=_version(after))


def _version(scene: Scene) -> str:
    definition = scene.definition
    return say("{title}, Version {number}", title=definition.title, number=definition.version)


def _value(before: Scene, after: Scene, difference: d.ValueDiffers) -> Said:
    holder, name = difference.holder, difference.field
    scene = after if _has(after, holder, name) else before
    label = scene.fields_of(holder)[name].label if _has(scene, holder, name) else name
    return Said(
        text=_at(after, holder, label),
        was=_text(before, holder, name, difference.before),
        now=_text(after, holder, name, difference.after),
    )


def _has(scene: Scene, holder: str, field: str) -> bool:
    known = (
        holder == "profile"
        or holder in scene.definition.steps
        or register_of(holder) in scene.definition.registers
    )
    return known and field in scene.fields_of(holder)


def _text(scene: Scene, holder: str, field: str, found: FieldValue | None) -> str:
    if found is None or found.value in ("", ()):
        return say("leer")
    value = found.value
    if _has(scene, holder, field):
        text = text_of(scene, scene.fields_of(holder)[field], value)
    else:
        text = word(value) if isinstance(value, Erased) else str(value)
    if found.reason is None:
        return text
    return say("{value}, weil {reason}", value=text, reason=quote(found.reason))


def _at(scene: Scene, holder: str, what: str) -> str:
    """Return what something is about; in a register with the entry it belongs to."""
    key = split_key(holder)
    return say("{thing}: {what}", thing=_entry_name(scene, *key), what=what) if key else what


def _entry_name(scene: Scene, register: str, number: int) -> str:
    found = scene.definition.registers.get(register)
    plain = f"{found.singular if found else register} {number}"
    record = scene.state.records.get(register, {}).get(number)
    title = record_title(scene, record) if found and record else plain
    return plain if title == plain else say("{number} „{title}“", number=plain, title=title)


def _entry(before: Scene, after: Scene, difference: d.EntryDiffers) -> Said:
    scene = after if difference.after else before
    name = _entry_name(scene, difference.register, difference.number)
    return Said(text=name, was=_there(difference.before), now=_there(difference.after))


def _there(record: Record | None) -> str:
    if record is None:
        return say("gab es nicht")
    if record.archived is None:
        return say("angelegt am {day}", day=dates.long_day(record.on))
    return say(
        "archiviert am {day}, weil {reason}",
        day=dates.long_day(record.archived.on),
        reason=quote(record.archived.reason),
    )


def _item(before: Scene, after: Scene, difference: d.ItemDiffers) -> Said:
    name = item_name(after, difference.holder, difference.item)
    if name == difference.item:
        name = item_name(before, difference.holder, difference.item)
    was, now = _stood(before, difference.before), _stood(after, difference.after)
    return Said(text=_at(after, difference.holder, name), was=was, now=now)


def _stood(scene: Scene, item: ItemState) -> str:
    """Return how an item stands, with its proof, who works on it and until when."""
    status, is_open = ITEM_SIGNS[item.status].word, item.status is ItemStatus.OPEN
    proofs = len(item.documents) + len(item.records) + (item.note is not None)
    parts = [
        say("{status} am {day}", status=status, day=dates.long_day(item.on))
        if item.on and not is_open
        else status,
        plural(proofs, "Nachweis", "Nachweise") if proofs else "",
        quote(item.note) if item.note is not None else quote(item.reason),
        scene.named(item.assigned) if item.assigned is not None else "",
        _until(item.due) if is_open else "",
    ]
    return ", ".join(part for part in parts if part)


def _until(due: date | None) -> str:
    return say("fällig am {day}", day=dates.long_day(due)) if due else ""
