"""Mails that wait to be sent, as rows.

Rule: a mail is put here by the transaction of what causes it, so that neither happens without the
other; sending is apart (`workflow.mailing`). Whoever may no longer see what a mail is about does not
get it: that is asked again when it is sent. A mail that nobody took for two weeks is given up.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, delete, exists, insert, or_, select, update

from workflow.core.policy import COORDINATOR
from workflow.storage.codec import instant
from workflow.storage.statements import Statement, Transaction
from workflow.storage.tables import account, membership, municipality_role, outbox

KEPT = timedelta(days=14)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(days=1)

_COLUMNS = ("municipality_id", "instance_id", "account_id", "subject", "text", "link", "created_at")
_PUT = Statement(
    insert(outbox).values(
        {name: bindparam(name) for name in _COLUMNS} | {"next_try_at": bindparam("created_at")}
    )
)
_member = exists().where(
    membership.c.instance_id == outbox.c.instance_id, membership.c.account_id == account.c.id
)
_coordinates = exists().where(
    municipality_role.c.municipality_id == outbox.c.municipality_id,
    municipality_role.c.account_id == account.c.id,
    municipality_role.c.role == COORDINATOR,
)
_may_read = and_(account.c.active == 1, or_(outbox.c.instance_id.is_(None), _member, _coordinates))
_WAITING = Statement(
    select(
        outbox.c.id, outbox.c.tries, account.c.email,
        outbox.c.subject, outbox.c.text, outbox.c.link,
    )
    .join_from(outbox, account)
    .where(outbox.c.sent_at.is_(None), outbox.c.next_try_at <= bindparam("at"), _may_read)
    .order_by(outbox.c.next_try_at, outbox.c.id)
)  # fmt: skip
_CLAIM = Statement(
    update(outbox)
    .where(
        outbox.c.id == bindparam("mail"),
        outbox.c.sent_at.is_(None),
        outbox.c.tries == bindparam("tried"),
    )
    .values(tries=outbox.c.tries + 1, next_try_at=bindparam("then"))
)
_MARK = Statement(
    update(outbox)
    .where(outbox.c.id == bindparam("mail"), outbox.c.sent_at.is_(None))
    .values(sent_at=bindparam("at"), text="", link="")
)
_CLEAR = Statement(delete(outbox).where(outbox.c.created_at < bindparam("floor")))
_OF_INSTANCE = Statement(
    select(outbox.c.id, outbox.c.subject, outbox.c.text).where(
        outbox.c.instance_id == bindparam("instance")
    )
)
_DROP = Statement(delete(outbox).where(outbox.c.id == bindparam("mail")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What somebody is to read, and the page it leads to (a path on this server; "": none).

    The subject is a fixed text of ours: what people have written stands in `text` alone.
    """

    subject: str
    text: str
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A letter that waits, to which address, and how often it was tried."""

    id: int
    tries: int
    address: str
    letter: Letter


def put(
    tx: Transaction,
    letter: Letter,
    *,
    to: int,
    municipality: int,
    at: datetime,
    instance: int | None = None,
) -> None:
    """Put a letter to an account into the outbox; with `instance` only who may read that gets it."""
    row = {
        "municipality_id": municipality,
        "instance_id": instance,
        "account_id": to,
        "subject": letter.subject,
        "text": letter.text,
        "link": letter.link,
        "created_at": instant(at),
    }
    tx.run(_PUT, row)


def waiting(tx: Transaction, at: datetime) -> list[Waiting]:
    """Return what is to be sent now, the longest waiting first."""
    return [
        Waiting(
            id=mail,
            tries=tries,
            address=address,
            letter=Letter(subject=subject, text=text, link=link),
        )
        for mail, tries, address, subject, text, link in tx.all(_WAITING, {"at": instant(at)})
    ]


def claim(tx: Transaction, mail: Waiting, at: datetime) -> bool:
    """Take a letter to send it; False if another run has it. If nothing comes of it, it waits on."""
    pause = min(FIRST_PAUSE * 2 ** min(mail.tries, 10), LONGEST_PAUSE)
    row = {"mail": mail.id, "tried": mail.tries, "then": instant(at + pause)}
    return tx.run(_CLAIM, row) == 1


def mark(tx: Transaction, mail: Waiting, at: datetime) -> None:
    """Note that a letter is sent; its text goes."""
    tx.run(_MARK, {"mail": mail.id, "at": instant(at)})


def clear(tx: Transaction, at: datetime) -> None:
    """Forget what was put here two weeks ago, sent or not."""
    tx.run(_CLEAR, {"floor": instant(at - KEPT)})


def erase(tx: Transaction, instance: int, words: Collection[str]) -> None:
    """Remove a quartier's letters in which one of these words stands."""
    sought = [" ".join(word.split()) for word in words]
    for mail, subject, text in tx.all(_OF_INSTANCE, {"instance": instance}):
        said = " ".join(f"{subject} {text}".split())
        if any(word and word in said for word in sought):
            tx.run(_DROP, {"mail": mail})
