"""Substitutions as rows: whom an account acts for today, and who acts for whom."""

from __future__ import annotations

from datetime import date

from sqlalchemy import bindparam, delete, insert, select

from workflow.core.substitution import SubstituteNamed, SubstitutionEvent
from workflow.storage.statements import Statement, Transaction
from workflow.storage.tables import account, substitute

COLUMNS = ("municipality_id", "number", "person_id", "substitute_id", "since", "until")
ADD = Statement(insert(substitute).values({name: bindparam(name) for name in COLUMNS}))
_END = Statement(
    delete(substitute).where(
        substitute.c.municipality_id == bindparam("municipality_id"),
        substitute.c.number == bindparam("number"),
    )
)
_FOUND = (
    select(substitute.c.person_id)
    .join(account, account.c.id == substitute.c.person_id)
    .where(
        substitute.c.substitute_id == bindparam("account"),
        substitute.c.since <= bindparam("day"),
        substitute.c.until >= bindparam("day"),
        account.c.active == 1,
    )
)
# The one that reads, and the one that also keeps it so.
_STANDS_IN_FOR = (
    Statement(_FOUND),
    Statement(_FOUND.with_for_update(read=True, of=substitute)),
)


def project(tx: Transaction, municipality: int, event: SubstitutionEvent) -> None:
    """Write what follows from an event."""
    if isinstance(event, SubstituteNamed):
        tx.run(ADD, row(municipality, event))
    else:
        tx.run(_END, {"municipality_id": municipality, "number": event.number})


def row(municipality: int, event: SubstituteNamed) -> dict[str, object]:
    """Return the row of a substitution."""
    return {
        "municipality_id": municipality,
        "number": event.number,
        "person_id": event.person,
        "substitute_id": event.substitute,
        "since": event.since.isoformat(),
        "until": event.until.isoformat(),
    }


def stands_in_for(tx: Transaction, number: int, day: date) -> frozenset[int]:
    """Return the accounts for which this one acts on a day."""
    rows = tx.all(_STANDS_IN_FOR[tx.writes], {"account": number, "day": day.isoformat()})
    return frozenset(person for (person,) in rows)
