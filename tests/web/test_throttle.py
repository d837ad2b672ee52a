"""Guessing passwords is slow, whoever guesses and wherever the answer comes from (T-13, W-41)."""

from dataclasses import replace

import pytest

from tests.web.conftest import HOST, PASSWORD, CheckedClient
from tests.web.page import Page
from web.app import create_app
from web.throttle import IN_ALL, PER_ACCOUNT, PER_NETWORK, count_attempt, forgive
from workflow.storage.database import Database
from workflow.storage.sign_ins import SignIns

AYLIN = "aylin@example.org"


def guess(client, email: str, times: int) -> list[int]:
    return [client.sign_in(email, "falsch").status_code for _ in range(times)]


def test_W41_after_ten_wrong_tries_the_right_password_is_refused_too(client, people):
    assert guess(client, AYLIN, 10) == [422] * 10
    refused = client.sign_in(AYLIN)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 300


def test_W41_being_refused_looks_the_same_as_being_wrong(client, people):
    wrong = client.sign_in(AYLIN, "falsch").text
    guess(client, AYLIN, 9)
    refused = client.sign_in(AYLIN).text
    assert without_token(refused) == without_token(wrong)


def without_token(html: str) -> str:
    return html.replace(Page(html).forms()[0]["csrf_token"], "")


def test_W41_a_name_that_does_not_exist_is_refused_as_soon(client, people):
    guess(client, "niemand@example.org", 10)
    assert client.sign_in("niemand@example.org").status_code == 429


def test_W41_five_minutes_later_the_door_opens_again(client, people, clock):
    guess(client, AYLIN, 11)
    clock.pass_by(minutes=5)
    assert client.sign_in(AYLIN).status_code == 303


def test_W41_waiting_is_not_prolonged_by_trying(client, people, clock):
    guess(client, AYLIN, 11)
    clock.pass_by(minutes=4)
    guess(client, AYLIN, 5)
    clock.pass_by(minutes=1)
    assert client.sign_in(AYLIN).status_code == 303


def test_somebody_elses_guessing_keeps_nobody_else_out(client, people):
    guess(client, AYLIN, 11)
    assert client.sign_in("tom@example.org").status_code == 303


@pytest.mark.parametrize("door", ["again", "code"])
def test_nothing_typed_at_the_door_fills_the_counter_of_another_question(
    client, people, sign_ins, clock, door
):
    number = people["aylin"]
    for typed in (str(number), f"{door} {number}", f"{door}:{number}"):
        guess(client, typed, PER_ACCOUNT + 1)
    assert count_attempt(sign_ins, str(number), "203.0.113.7", clock(), door=door).wait == 0


def test_signing_in_takes_the_failures_of_the_account_back(client, app, people):
    for _ in range(3):
        visitor = app.test_client()
        assert guess(visitor, AYLIN, 9) == [422] * 9
        assert visitor.sign_in(AYLIN).status_code == 303


@pytest.fixture
def sign_ins(database: Database) -> SignIns:
    return SignIns(database)


def test_W41_a_network_may_fail_a_hundred_times(sign_ins, clock):
    waits = [
        count_attempt(sign_ins, f"p{n}@example.org", "203.0.113.7", clock()).wait
        for n in range(PER_NETWORK + 1)
    ]
    assert waits[:-1] == [0] * PER_NETWORK
    assert waits[-1] == 300
    assert count_attempt(sign_ins, "x@example.org", "203.0.113.8", clock()).wait == 0


def test_W41_a_whole_town_hall_signs_in_behind_one_address(client, app, people):
    for _ in range(PER_NETWORK // 20 + 1):
        for name in ("aylin", "tom"):
            assert app.test_client().sign_in(f"{name}@example.org").status_code == 303


@pytest.fixture
def stormed(sign_ins, clock) -> None:
    """As many failures from everywhere as are allowed, a few for each account and network."""
    for n in range(IN_ALL):
        attempt = count_attempt(sign_ins, f"p{n}@example.org", f"203.0.{n // 50}.7", clock())
        assert attempt.wait == 0


def test_T13_a_thousand_failures_from_everywhere_close_the_door_to_strangers(
    stormed, sign_ins, clock, client, people
):
    assert count_attempt(sign_ins, "neu@example.org", "198.51.100.1", clock()).wait == 300
    assert client.sign_in(AYLIN).status_code == 429
    clock.pass_by(minutes=5)
    assert client.sign_in(AYLIN).status_code == 303


def test_T13_they_keep_out_nobody_whose_browser_or_password_is_known(stormed, sign_ins, clock):
    known = {"device": "7"}, {"door": "again"}, {"door": "code"}
    for each in known:
        assert count_attempt(sign_ins, "1", "198.51.100.1", clock(), **each).wait == 0


def test_T13_who_signs_in_counts_nowhere_as_a_failure(sign_ins, clock):
    for n in range(IN_ALL + 1):
        attempt = count_attempt(sign_ins, f"p{n}@example.org", "203.0.113.7", clock())
        assert attempt.wait == 0
        forgive(sign_ins, attempt)


def test_an_ipv6_network_is_one_network(sign_ins, clock):
    keys = {
        count_attempt(sign_ins, "x", address, clock()).shared[0]
        for address in ("2001:db8::1", "2001:db8::ffff", "2001:db8:0:0:1::")
    }
    assert keys == {"network:2001:db8::/64"}


def test_T13_counters_survive_a_restart_and_count_across_servers(settings, database, clock):
    for _ in range(PER_ACCOUNT):
        other = Database(settings.database_url)
        assert count_attempt(SignIns(other), AYLIN, "203.0.113.7", clock()).wait == 0
        other.close()
    assert count_attempt(SignIns(database), AYLIN, "198.51.100.1", clock()).wait > 0


def test_the_counters_hold_no_address_in_plain(client, people, database):
    client.sign_in("mein-passwort-im-falschen-feld", PASSWORD)
    with database.read() as connection:
        rows = str(connection.exec_driver_sql("SELECT * FROM throttle").all())
    assert "falschen-feld" not in rows


def test_W10_the_network_is_what_the_named_proxy_says_and_nothing_before_it(
    settings, service, people, database, clock
):
    made = create_app(replace(settings, trust_proxy=1), service, clock=clock)
    made.test_client_class = CheckedClient
    said = {"X-Forwarded-For": "203.0.113.9, 198.51.100.7", "X-Forwarded-Host": "evil.com"}
    visitor = made.test_client()
    token = visitor.token()
    form = {"csrf_token": token, "email": AYLIN, "password": "falsch"}
    headers = {"Referer": f"https://{HOST}/", **said}
    assert visitor.post("/anmelden", data=form, headers=headers).status_code == 422
    with database.read() as connection:
        keys = set(connection.exec_driver_sql("SELECT key FROM throttle").scalars())
    assert "network:198.51.100.7" in keys
    assert not any("203.0.113.9" in key for key in keys)


def test_W10_without_a_named_proxy_nothing_it_could_say_counts(client, people, database):
    form = {"csrf_token": client.token(), "email": AYLIN, "password": "falsch"}
    headers = {"Referer": f"https://{HOST}/", "X-Forwarded-For": "203.0.113.9"}
    client.post("/anmelden", data=form, headers=headers)
    with database.read() as connection:
        keys = set(connection.exec_driver_sql("SELECT key FROM throttle").scalars())
    assert "network:127.0.0.1" in keys
    assert "network:203.0.113.9" not in keys
