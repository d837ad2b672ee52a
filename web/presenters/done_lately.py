"""What the reader has finished in the last days, at the foot of Meine Aufgaben.

Rule: an item that has been opened again since is not finished, and is left out. What one press
settled another takes back, as long as the engine would accept that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from web import paths
from web.language import say
from web.presenters import dates
from web.presenters.desk import Desk
from web.presenters.parts import Action
from web.presenters.scene import word
from web.presenters.task_titles import step_name, written_item
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.actions import AvailableAction, action_on
from workflow.core.commands import Actor
from workflow.core.definition import ProcessDefinition
from workflow.core.evolve.items import items_of
from workflow.core.policy import acts_as
from workflow.core.state import UNTOUCHED, ItemState, ItemStatus, ProcessState, split_key
from workflow.storage.queries import DoneRow

DAYS = 7
MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Something that is finished: what, where, when, and how to take it back."""

    title: str
    url: str
    where: str
    undo: Action | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneLately:
    """The last things, folded away beneath how many they are."""

    folded: str
    rows: tuple[Done, ...]


def done_lately(rows: Iterable[DoneRow], desk: Desk) -> DoneLately | None:
    """Return what was finished lately; None if nothing was."""
    found = tuple(_rows(rows, desk))
    if not found:
        return None
    return DoneLately(folded=say("Zuletzt erledigt ({number})", number=len(found)), rows=found)


def _rows(rows: Iterable[DoneRow], desk: Desk) -> Iterator[Done]:
    for row in rows:
        event = row.done.event
        undo = None
        if isinstance(event, e.ItemCompleted):
            item = _item(row, event, desk)
            if item.seq != row.done.seq or item.status is not ItemStatus.DONE:
                continue
            undo = _undo(row, event, item, desk)
        title, url = _what(row, desk)
        day = dates.short_day(row.done.on, desk.today)
        yield Done(title=title, url=url, where=f"{word(row.name)} · {day}", undo=undo)


def _what(row: DoneRow, desk: Desk) -> tuple[str, str]:
    """Return what was done, and the page on which it stands."""
    definition, q = desk.definition(row), row.slug
    match row.done.event:
        case e.ItemCompleted(holder=holder, item=item) | e.ItemSetAside(holder=holder, item=item):
            found = written_item(holder, item, definition)
            url = paths.item(q, holder, item) if found else paths.history(q)
            return found.text if found else item, url
        case e.GateRequested(step=step):
            title = say("Freigabe angefragt: {step}", step=step_name(step, definition))
            return title, _gate(q, step, definition)
        case e.ApprovalRecorded(step=step) | e.ExceptionGranted(step=step):
            title = say("Über die Freigabe entschieden: {step}", step=step_name(step, definition))
            return title, _gate(q, step, definition)
        case e.ApprovalConfirmed(step=step):
            title = say("Freigabe bestätigt: {step}", step=step_name(step, definition))
            return title, _gate(q, step, definition)
        case e.ObligationFulfilled(obligation=number):
            return say("Auflage {number} erfüllt", number=number), paths.obligation(q, number)
        case e.SituationAssessed():
            return say("Lage eingeschätzt"), paths.quarter(q)
        case _:
            return say("Vorschlag beantwortet"), paths.quarter(q)


def _gate(q: str, step: str, definition: ProcessDefinition) -> str:
    """Return the page of a gate; of one that is called otherwise now, the history."""
    return paths.gate(q, step) if step in definition.steps else paths.history(q)


def _item(row: DoneRow, event: e.ItemCompleted, desk: Desk) -> ItemState:
    state = desk.around.get(row.instance)
    if state is None or not _is_there(state, event.holder):
        return UNTOUCHED  # the quartier was moved since: what it is called now, the history says
    return items_of(state, event.holder).get(event.item, UNTOUCHED)


def _is_there(state: ProcessState, holder: str) -> bool:
    key = split_key(holder)
    if key is None:
        return holder in state.steps
    return key[1] in state.records.get(key[0], {})


def _undo(row: DoneRow, event: e.ItemCompleted, item: ItemState, desk: Desk) -> Action | None:
    """Return the button that opens an item again; another role's needs a reason, so its page."""
    definition = desk.definition(row)
    found = written_item(event.holder, event.item, definition)
    roles = desk.reach.roles(row.instance, row.municipality)
    actor = Actor(account=desk.reach.account, roles=roles)
    if found is None or not acts_as(definition, actor, found.role):
        return None
    aimed = AvailableAction(command=c.ReopenItem, holder=event.holder, thing=event.item)
    if not action_on(definition, desk.around[row.instance], actor, desk.today, aimed).offered:
        return None
    return Action(
        label=say("Wieder öffnen"),
        context=f"{found.text}, {word(row.name)}",
        url=f"{paths.item(row.slug, event.holder, event.item)}/offen",
        post=True,
        seen=item.seq,
        data=(("next", paths.TASKS),),
    )
