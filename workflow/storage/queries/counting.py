"""How much is open for somebody: the number beside "Meine Aufgaben" on every page.

Rule: two statements, compiled once. One stops counting where nobody reads on; it asks the very
conditions of the lists (`work`), with the reader's roles as queries: on every page, reading them
first would cost more than counting. The other reads when the Lage of the few managed quartiere was
judged: how long that holds, each municipality says.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, bindparam, func, or_, select

from workflow.core.policy import COORDINATOR, MANAGER, TEAM_ROLES
from workflow.storage import codec, tables
from workflow.storage.database import Database
from workflow.storage.queries.work import Whose, is_old, open_work, unjudged, ways
from workflow.storage.statements import Statement, Transaction

MOST = 100
_i, _members, _roles = tables.instance.c, tables.membership.c, tables.municipality_role.c


def _away() -> Select[tuple[int]]:
    """Return for whom the account acts today, as `reading.reach` says."""
    held, people = tables.substitute.c, tables.account.c
    return (
        select(held.person_id)
        .join(tables.account, people.id == held.person_id)
        .where(
            held.substitute_id == bindparam("account"),
            held.since <= bindparam("today"),
            held.until >= bindparam("today"),
            people.active == 1,
        )
    )


def _joined(*roles: str) -> Select[tuple[int]]:
    return select(_members.instance_id).where(
        or_(_members.account_id == bindparam("account"), _members.account_id.in_(_away())),
        or_(*(_members.role == role for role in roles)),
    )


def _reader() -> Whose:
    places = select(_roles.municipality_id).where(
        _roles.account_id == bindparam("account"), _roles.role == COORDINATOR
    )
    team = sorted(TEAM_ROLES)
    return Whose(
        account=bindparam("account"),
        acts_for=_away(),
        places=places,
        quartiere={role: _joined(role) for role in team},
        sees=or_(_i.municipality_id.in_(places), _i.id.in_(_joined(*team))),
    )


def _statement() -> Statement:
    lists: list[Select[tuple[int]]] = [
        open_work(bindparam("today"), way)
        .with_only_columns(tables.task_row.c.instance_id)
        .order_by(None)
        .limit(MOST)
        for way in ways(_reader())
    ]
    counts = (select(func.count()).select_from(each.subquery()).scalar_subquery() for each in lists)
    return Statement(select(*counts))


_COUNTS = _statement()
_JUDGED = Statement(unjudged(_joined(MANAGER)))


def open_count(database: Database, account: int, *, today: date) -> int:
    """Return how much is open for an account, counted up to `MOST` in each list.

    A Lage that is to be judged anew is open as well.
    """
    reader = {"account": account, "today": today.isoformat()}
    with database.read() as connection:
        tx = Transaction.within(connection)
        [counts] = tx.all(_COUNTS, reader)
        judged = tx.all(_JUDGED, reader)
    return sum(counts) + sum(_is_old(day, settings, today) for day, settings in judged)


def _is_old(judged: str | None, settings: str, today: date) -> bool:
    return is_old(codec.read_day(judged), codec.decode_settings(settings).limits, today)
