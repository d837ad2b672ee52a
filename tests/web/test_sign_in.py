"""The door: who comes in, what a refusal tells, how long a session lives."""

import pytest
from sqlalchemy import select

from tests.web.conftest import HOST, PASSWORD, CheckedClient
from tests.web.page import Page
from web.access import TABLE_BYTES
from web.passwords import LONGEST
from workflow.storage.tables import session


def test_the_right_password_opens_the_tasks(client, people):
    answer = client.sign_in("aylin@example.org")
    assert (answer.status_code, answer.location) == (303, "/aufgaben#inhalt")


def test_the_address_is_read_as_people_write_it(client, people):
    assert client.sign_in("  Aylin@Example.ORG ").status_code == 303


REFUSED = {
    "unknown": ("niemand@example.org", PASSWORD),
    "wrong": ("aylin@example.org", "falsch"),
    "disabled": ("eva@example.org", PASSWORD),
    "without a password": ("neu@example.org", PASSWORD),
    "empty": ("aylin@example.org", ""),
    "NUL in the password": ("aylin@example.org", PASSWORD + "\0"),
    "blanks around the password": ("aylin@example.org", f" {PASSWORD} "),
    "more than the longest password": ("aylin@example.org", "x" * (LONGEST + 1)),
}


@pytest.mark.parametrize("case", REFUSED)
def test_W40_every_refusal_is_the_same_page(client, people, case):
    email, password = REFUSED[case]
    answer = client.sign_in(email, password)
    assert answer.status_code == 422
    assert normalised(answer.text, email) == normalised(
        client.sign_in("wer@example.org", "was").text, "wer@example.org"
    )
    assert Page(answer.text).title().startswith("Fehler: ")


def normalised(html: str, email: str) -> str:
    token = Page(html).forms()[0]["csrf_token"]
    return html.replace(token, "").replace(email, "")


@pytest.mark.parametrize("case", ["unknown", "wrong", "disabled", "without a password"])
def test_T14_every_refusal_costs_exactly_one_argon2_check(client, app, people, monkeypatch, case):
    context = app.extensions["security"].pwd_context
    checks = []
    real = type(context).verify_and_update
    monkeypatch.setattr(
        type(context),
        "verify_and_update",
        lambda self, *args, **more: checks.append(args) or real(self, *args, **more),
    )
    client.sign_in(*REFUSED[case])
    assert len(checks) == 1


def test_T13_a_hash_is_argon2id_at_the_minimum_of_owasp(app):
    with app.app_context():
        made = app.extensions["security"].pwd_context.hash(PASSWORD)
    assert made.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_W40_a_body_beyond_the_limit_is_refused_before_it_is_read(client, people):
    assert client.sign_in("aylin@example.org", "x" * TABLE_BYTES).status_code == 413


def test_T12_the_cookie_is_bound_to_this_host_and_hidden_from_scripts(client, people):
    cookies = client.sign_in("aylin@example.org").headers.getlist("Set-Cookie")
    (cookie,) = (each for each in cookies if each.startswith("__Host-quartiersweg="))
    parts = set(cookie.split("; ")[1:])
    assert parts == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}


def test_T12_the_table_holds_no_token(client, people, database):
    client.sign_in("aylin@example.org")
    with client.session_transaction(base_url=f"https://{HOST}") as cookie:
        token = cookie["_user_id"]
    with database.read() as connection:
        (row,) = connection.execute(select(session))
    assert token not in str(row)
    assert len(token) >= 43


def test_T12_signing_in_again_makes_a_new_token(client, app, people):
    tokens = set()
    for _ in range(2):
        one: CheckedClient = app.test_client()
        one.sign_in("aylin@example.org")
        with one.session_transaction(base_url=f"https://{HOST}") as cookie:
            tokens.add(cookie["_user_id"])
    assert len(tokens) == 2


def test_T12_a_cookie_copied_before_signing_out_opens_nothing_afterwards(client, app, people, room):
    client.sign_in("aylin@example.org")
    copied = client.get_cookie("__Host-quartiersweg", domain=HOST).value
    assert client.send("/abmelden", token_from=room).status_code == 303
    thief = app.test_client()
    thief.set_cookie("__Host-quartiersweg", copied, domain=HOST, secure=True)
    assert thief.get(room).location == f"/anmelden?next={room}"


@pytest.mark.parametrize("email", ["aylin@example.org", "tom@example.org"])
def test_T12_signing_in_over_a_session_ends_it(client, app, people, room, email):
    client.sign_in("aylin@example.org")
    copied = client.get_cookie("__Host-quartiersweg", domain=HOST).value
    token = client.token(room)
    form = {"csrf_token": token, "email": email, "password": PASSWORD}
    assert client.post("/anmelden", data=form).status_code == 303
    thief = app.test_client()
    thief.set_cookie("__Host-quartiersweg", copied, domain=HOST, secure=True)
    assert thief.get(room).status_code == 302
    assert client.get(room).status_code == 200


def test_T12_an_hour_without_a_click_ends_the_session(client, people, clock, room):
    client.sign_in("aylin@example.org")
    clock.pass_by(minutes=59)
    assert client.get(room).status_code == 200
    clock.pass_by(minutes=59)
    assert client.get(room).status_code == 200
    clock.pass_by(minutes=60)
    assert client.get(room).status_code == 302


def test_T12_half_a_day_ends_the_session_whatever_is_clicked(client, people, clock, room):
    client.sign_in("aylin@example.org")
    for _ in range(23):
        clock.pass_by(minutes=30)
        assert client.get(room).status_code == 200
    clock.pass_by(minutes=30)
    assert client.get(room).status_code == 302


def test_T12_last_use_is_written_at_most_every_five_minutes(client, people, clock, database, room):
    client.sign_in("aylin@example.org")
    written = [used_at(database)]
    for _ in range(6):
        clock.pass_by(minutes=2)
        client.get(room)
        written.append(used_at(database))
    assert len(set(written)) == 3  # at the start, after 6 and after 12 minutes


def test_T03_disabling_an_account_ends_its_sessions_with_the_next_click(
    client, people, database, room
):
    client.sign_in("aylin@example.org")
    with database.maintain() as connection:
        connection.exec_driver_sql("UPDATE account SET active = 0 WHERE email LIKE 'aylin%'")
    assert client.get(room).status_code == 302


def used_at(database) -> str:
    with database.read() as connection:
        return connection.execute(select(session.c.used_at)).scalar_one()


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "x",
        "ey.ey.ey",
        "." * 4000,
        '"quoted"',
        "eyJfdXNlcl9pZCI6IjEifQ.aaaaaa.bbbbbbbbbbbbbbbbbb",
    ],
)
def test_W18_a_cookie_that_is_not_ours_leads_to_the_door(client, people, room, cookie):
    client.set_cookie("__Host-quartiersweg", cookie, domain=HOST, secure=True)
    assert client.get(room).status_code == 302


def test_W18_the_token_of_an_erased_session_leads_to_the_door(client, people, database, room):
    client.sign_in("aylin@example.org")
    with database.maintain() as connection:
        connection.exec_driver_sql("DELETE FROM session")
    assert client.get(room).status_code == 302


def test_somebody_who_is_signed_in_does_not_see_the_door(client, people):
    client.sign_in("aylin@example.org")
    assert client.get("/anmelden").location == "/aufgaben"
    assert client.get("/").location == "/aufgaben"


def test_a_stranger_at_the_start_is_led_to_the_door(client):
    assert client.get("/").location == "/anmelden"


def test_two_pages_opened_at_once_after_signing_in_share_their_token(client, people, room):
    client.sign_in("aylin@example.org")
    cookie = client.get_cookie("__Host-quartiersweg", domain=HOST).value
    token = client.token(room)
    assert client.get_cookie("__Host-quartiersweg", domain=HOST).value == cookie
    assert client.post(room, data={"csrf_token": token, "text": "a"}).status_code == 303


def test_no_signed_token_replaces_a_session(app, client, people, room):
    with app.test_request_context(base_url=f"https://{HOST}"):
        datastore = app.extensions["security"].datastore
        token = datastore.find_user(email="aylin@example.org").get_auth_token()
    assert client.get(room, headers={"Authentication-Token": token}).status_code == 302
    assert client.get(room, query_string={"auth_token": token}).status_code == 302


def test_W69_a_clock_that_goes_back_an_hour_ends_nothing(client, people, clock, room):
    client.sign_in("aylin@example.org")
    clock.pass_by(hours=-1)
    assert client.get(room).status_code == 200
