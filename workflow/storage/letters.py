"""The letters that a command causes, put into the outbox by its own transaction.

Rule: whom a letter is for stands in the event; what it says, `core.sentences` says. In German: what
its reader prefers is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, select

from workflow.core.definition import ProcessDefinition
from workflow.core.events import Event, Reminded
from workflow.core.sentences.reminders import reminder_letter
from workflow.core.state import Erased
from workflow.storage import outbox
from workflow.storage.events import Stamp
from workflow.storage.loading import LoadedInstance
from workflow.storage.outbox import Letter
from workflow.storage.statements import Statement, Transaction
from workflow.storage.tables import account

_NAME = Statement(select(account.c.name).where(account.c.id == bindparam("account")))


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
            for person in event.whom:
                place = {"municipality": loaded.municipality, "instance": loaded.id}
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
    named = loaded.part.name
    quarter = "" if isinstance(named, Erased) else named
    subject, text = reminder_letter(event, definition, who=who, quarter=quarter, language="de")
    return Letter(subject=subject, text=text, link=link)
