"""Two operators who found the same municipality at the same moment: it is founded once."""

from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from workflow.storage.account_links import AccountLinks, Purpose
from workflow.storage.database import Database
from workflow.storage.founding import Founding, Wanted
from workflow.storage.statements import Transaction

AT = datetime(2026, 6, 9, tzinfo=UTC)
UNTIL = AT + timedelta(days=7)
WANTED = Wanted(
    slug="musterhausen", municipality_name="Musterhausen", email="h@example.org", name="Holger"
)


class Watched(Transaction):
    """A transaction in which somebody else comes between, after so many looks."""

    def __init__(self, tx, looks):
        self.__dict__.update(tx.__dict__)
        self.looks = looks

    def first(self, statement, parameters):
        found = super().first(statement, parameters)
        next(self.looks, None)
        return found


class WatchedDatabase(Database):
    """A database that does something after so many looks at it, once."""

    def __init__(self, url, number, deed):
        super().__init__(url)
        self.looks = (deed() if look == number else None for look in range(1, number + 1))

    @contextmanager
    def write(self):
        with super().write() as tx:
            yield Watched(tx, self.looks)


@pytest.mark.postgres
@pytest.mark.parametrize("number", [1, 2], ids=["the municipality", "the account"])
def test_who_comes_second_finds_what_the_first_has_made(empty_postgres_url, number):
    """SQLite has one writer at a time: there this cannot happen."""

    def first():
        founded.append(Founding(other).make_admin(WANTED, "first", at=AT, until=UNTIL))

    founded = []
    with (
        closing(Database(empty_postgres_url)) as other,
        closing(WatchedDatabase(empty_postgres_url, number, first)) as watched,
    ):
        if number == 2:
            another = replace(WANTED, email="x@example.org")
            Founding(other).make_admin(another, "x", at=AT, until=UNTIL)
        made = Founding(watched).make_admin(WANTED, "second", at=AT, until=UNTIL)
        assert len(founded) == 1
        assert (made.is_new, made.has_link) == (False, True)
        assert [place.slug for place in Founding(other).places()] == ["musterhausen"]
        links = AccountLinks(other)
        held = [links.holder(token, Purpose.INVITATION, at=AT) for token in ("first", "second")]
        assert [whose and whose.email for whose in held] == [None, "h@example.org"]
