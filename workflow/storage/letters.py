"""The letters that a command causes, put into the outbox by its own transaction.

Rule: whom a letter is for stands in the event; what it says, `core.sentences` says. In German: what
its reader prefers is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, select

from workflow.core.commands import Command, MoveToVersion
from workflow.core.conditions import Scope
from workflow.core.definition import ProcessDefinition
from workflow.core.events import Event, MovedToVersion, Reminded
from workflow.core.moving.preview import consequences
from workflow.core.sentences.move_letters import moved_letter, undone_letter
from workflow.core.sentences.reminders import reminder_letter
from workflow.core.state import Erased
from workflow.storage import outbox
from workflow.storage.events import Stamp
from workflow.storage.loading import LoadedInstance
from workflow.storage.outbox import Letter
from workflow.storage.statements import Statement, Transaction
from workflow.storage.tables import account

_NAME = Statement(select(account.c.name).where(account.c.id == bindparam("account")))
# Moves go on without the web, too: by the daily run and by the operator's command.
MOVED_PAGE = "/quartiere/{slug}/umstellung"


def post(
    tx: Transaction,
    definition: ProcessDefinition,
    loaded: LoadedInstance,
    happened: Iterable[Event],
    *,
    stamp: Stamp,
    link: str,
) -> None:
    """Put the letters about what happened into the outbox; each leads to `link`."""
    for event in happened:
        if isinstance(event, Reminded):
            letter = _reminder(tx, definition, loaded, event, stamp=stamp, link=link)
            _send(tx, letter, loaded, event.whom, stamp)


def post_move(
    tx: Transaction,
    loaded: LoadedInstance,
    command: Command,
    happened: Iterable[Event],
    *,
    was: Scope,
    then: Scope,
    stamp: Stamp,
) -> None:
    """Put the letters about a move into the outbox, or about its undoing: from `was` to `then`."""
    for event in happened:
        if isinstance(event, MovedToVersion) and event.whom:
            subject, text = _about_move(command, event, _quarter(loaded), was, then)
            link = MOVED_PAGE.format(slug=loaded.slug)
            _send(tx, Letter(subject=subject, text=text, link=link), loaded, event.whom, stamp)


def _about_move(
    command: Command, event: MovedToVersion, quarter: str, was: Scope, then: Scope
) -> tuple[str, str]:
    before, after = was.definition, then.definition
    if not isinstance(command, MoveToVersion):
        return undone_letter(event, after, quarter=quarter, language="de")
    found = consequences(was, after, command.choices, then)
    return moved_letter(event, before, after, found, quarter=quarter, language="de")


def _send(
    tx: Transaction, letter: Letter, loaded: LoadedInstance, whom: Iterable[int], stamp: Stamp
) -> None:
    place = {"municipality": loaded.municipality, "instance": loaded.id}
    for person in whom:
        outbox.put(tx, letter, to=person, at=stamp.at, **place)


def _reminder(
    tx: Transaction,
    definition: ProcessDefinition,
    loaded: LoadedInstance,
    event: Reminded,
    *,
    stamp: Stamp,
    link: str,
) -> Letter:
    [(who,)] = tx.all(_NAME, {"account": stamp.by})
    subject, text = reminder_letter(
        event, definition, who=who, quarter=_quarter(loaded), language="de"
    )
    return Letter(subject=subject, text=text, link=link)


def _quarter(loaded: LoadedInstance) -> str:
    """Return what a quartier is called, "" if that was erased."""
    named = loaded.part.name
    return "" if isinstance(named, Erased) else named
