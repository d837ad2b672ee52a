"""Sessions and counters as rows: the same on both databases."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from workflow.storage.sign_ins import SignIns
from workflow.storage.tables import account, municipality, municipality_role

AT = datetime(2026, 6, 9, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def sign_ins(database):
    with database.maintain() as connection:
        connection.execute(
            insert(municipality).values(
                id=1, slug="m", name="Stadt M", seq=0, head=b"", settings="{}"
            )
        )
        for number, name in enumerate(("aylin", "tom"), start=1):
            connection.execute(
                insert(account).values(
                    id=number,
                    municipality_id=1,
                    email=f"{name}@example.org",
                    name=name.title(),
                    uniquifier=f"u{number}",
                    created_at="2026-01-01T00:00:00.000000Z",
                )
            )
    return SignIns(database)


def test_an_account_is_found_by_each_of_its_names(sign_ins):
    found = sign_ins.by_email("tom@example.org")
    assert (found.account, found.name, found.municipality_name) == (2, "Tom", "Stadt M")
    assert found == sign_ins.by_account(2) == sign_ins.by_uniquifier("u2")
    assert found.password is None
    assert found.active is True
    assert sign_ins.by_email("wer@example.org") is None


def test_the_roles_of_an_account_come_from_everywhere(sign_ins, database):
    assert sign_ins.roles(1) == frozenset()
    with database.maintain() as connection:
        connection.execute(
            insert(municipality_role).values(
                id=1, municipality_id=1, account_id=1, role="coordinator"
            )
        )
    assert sign_ins.roles(1) == {"coordinator"}
    assert sign_ins.roles(2) == frozenset()


def test_a_password_is_stored(sign_ins):
    sign_ins.set_password(1, "$argon2id$neu")
    assert sign_ins.by_account(1).password == "$argon2id$neu"
    assert sign_ins.by_account(2).password is None


def test_a_session_knows_its_account_and_its_times(sign_ins):
    sign_ins.open_session("token", 1, at=AT, until=AT + HOUR)
    sign_ins.use_session("token", at=AT + HOUR / 2)
    found = sign_ins.session("token")
    assert found.credentials.name == "Aylin"
    assert (found.opened_at, found.used_at, found.expires_at) == (AT, AT + HOUR / 2, AT + HOUR)


def test_a_session_that_was_ended_is_gone_and_no_other(sign_ins):
    for token, number in (("a", 1), ("b", 1), ("c", 2)):
        sign_ins.open_session(token, number, at=AT, until=AT + HOUR)
    sign_ins.end_session("a")
    assert [sign_ins.session(token) is None for token in "abc"] == [True, False, False]
    sign_ins.end_sessions(1)
    assert [sign_ins.session(token) is None for token in "abc"] == [True, True, False]


def test_opening_a_session_sweeps_out_what_has_expired(sign_ins):
    sign_ins.open_session("old", 1, at=AT, until=AT + HOUR)
    sign_ins.open_session("new", 2, at=AT + HOUR, until=AT + 2 * HOUR)
    assert sign_ins.session("old") is None


def counts(found):
    return [each.count for each in found]


def test_attempts_are_counted_until_their_window_has_passed(sign_ins):
    minute = timedelta(minutes=1)

    def count(after):
        return sign_ins.count_attempts(["x", "y"], at=AT + after * minute, window=5 * minute)

    assert counts(count(0)) == [1, 1]
    assert counts(count(4)) == [2, 2]
    assert count(4)[0].since == AT
    assert counts(count(5)) == [1, 1]


def test_a_success_forgives_its_account_and_one_attempt_of_its_network(sign_ins):
    for _ in range(3):
        sign_ins.count_attempts(["account", "network"], at=AT, window=HOUR)
    sign_ins.forgive_attempts(whole="account", one_of=("network",))
    assert counts(sign_ins.count_attempts(["account", "network"], at=AT, window=HOUR)) == [1, 3]
    sign_ins.forgive_attempts(whole="never", one_of=("never counted",))
