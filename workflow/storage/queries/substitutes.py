"""Who acts for whom in a municipality, and who could."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from workflow.core.policy import COORDINATOR
from workflow.storage import events, municipalities, tables
from workflow.storage.queries.reading import Reading
from workflow.storage.statements import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstituteRow:
    """Somebody who acts for a person on these days."""

    number: int
    person: int
    substitute: int
    since: date
    until: date


def substitutes(
    reading: Reading, municipality: int, *, today: date, all_of_them: bool = False
) -> list[SubstituteRow]:
    """Return who acts for whom today; with `all_of_them` also what begins later.

    The caller has loaded something of this municipality, or belongs to it.
    """
    held = tables.substitute.c
    query = select(tables.substitute).where(
        held.municipality_id == municipality, held.until >= today.isoformat()
    )
    if reading.until is not None:
        return _substitutes_on(reading, municipality, reading.until)
    if not all_of_them:
        query = query.where(held.since <= today.isoformat())
    return [
        SubstituteRow(
            number=row.number,
            person=row.person_id,
            substitute=row.substitute_id,
            since=date.fromisoformat(row.since),
            until=date.fromisoformat(row.until),
        )
        for row in reading.connection.execute(query.order_by(held.since, held.number))
    ]


def _substitutes_on(reading: Reading, municipality: int, day: date) -> list[SubstituteRow]:
    """Return who acted for whom on a day that is over: the rows only know what still counts."""
    tx = Transaction.within(reading.connection)
    stored = events.load_until(tx, events.municipality_stream(municipality), day)
    known = municipalities.replay(stored).substitutions.values() if stored else ()
    return [
        SubstituteRow(
            number=each.number,
            person=each.person,
            substitute=each.substitute,
            since=each.since,
            until=each.until,
        )
        for each in known
        if each.since <= day <= each.until
    ]


def own_substitutes(reading: Reading, *, today: date) -> list[SubstituteRow]:
    """Return what concerns the account at home: all of it for the coordination."""
    home, me = reading.reach.home, reading.reach.account
    rows = substitutes(reading, home, today=today, all_of_them=True)
    if home in reading.reach.places(COORDINATOR):
        return rows
    return [row for row in rows if me in (row.person, row.substitute)]


def colleagues(reading: Reading) -> dict[int, str]:
    """Return the names of everybody with an open account at home, by account."""
    who = tables.account.c
    query = (
        select(who.id, who.name)
        .where(
            who.municipality_id == reading.reach.home,
            who.active == 1,
            or_(who.password.is_not(None), who.id == reading.reach.account),
        )
        .order_by(who.name, who.id)
    )
    return {row.id: row.name for row in reading.connection.execute(query)}
