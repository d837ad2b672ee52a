"""Before what is risky the password is asked for again, if it was last given some time ago."""

import json
import logging

import pytest

from features.drivers.world import PROCESS
from tests.web.conftest import ADMIN, COORDINATOR, PASSWORD
from tests.web.page import Page
from tests.web.test_second_factor import KEY, inside, secret_on
from web.access import ROUTES
from web.confirming import FRESH
from web.input import CODE_AGAIN, PASSWORD_AGAIN
from web.second_factor import Codes
from web.security_log import NAME
from workflow.storage.tables import metadata

TEAM = "/quartiere/talaue/team"
JAN = "Jan Roth"
SETTINGS = {
    "land": "BW",
    "gender_form": "star",
    "still_days": "30",
    "situation_days": "60",
    "decision_days": "14",
}
SUBSTITUTE = {"since": "9.6.2026", "until": "12.6.2026"}

# Who does it, where its form is sent, the form; `{Name}` stands for a person's number.
DEEDS = {
    "accounts.invite": (ADMIN, "/konten/einladung", {"email": "m@example.org", "name": "Mara"}),
    "accounts.set_role": (ADMIN, "/konten/{aylin}/rollen", {"role": "consultant", "held": "ja"}),
    "accounts.close": (ADMIN, "/konten/{aylin}/schliessen", {}),
    "accounts.open_again": (ADMIN, "/konten/{eva}/oeffnen", {}),
    "accounts.renew": (ADMIN, "/konten/{neu}/einladung", {}),
    "accounts.reset_factor": (ADMIN, "/konten/{aylin}/zweiter-faktor", {}),
    "settings.show": (ADMIN, "/einstellungen", SETTINGS),
    "own_account.end_one": (ADMIN, "/konto/anmeldungen", {"session": "1"}),
    "own_account.end_all": (ADMIN, "/konto/abmelden", {}),
    "substitutes.show": (COORDINATOR, "/vertretungen", SUBSTITUTE | {"substitute": "{Jan Roth}"}),
    "substitutes.end": (COORDINATOR, "/vertretungen/ende", {"number": "1"}),
    "templates.withdraw": (COORDINATOR, "/vorlagen/musterstadt/kleines-quartier/versionen/1/rueckzug", {"reason": "Ein Schritt fehlt"}),
    "moving.begin": (COORDINATOR, "/vorlagen/musterstadt/kleines-quartier/versionen/2/umstellung/lauf", {"reason": "Beschluss", "auswahl": "talaue"}),
    "team.join": (COORDINATOR, f"{TEAM}/aufnahme", {"account": "{Jan Roth}", "role": "developer"}),
    "team.leave": (COORDINATOR, f"{TEAM}/austritt", {"account": "{Lena Fuchs}", "role": "developer"}),
    "team.hand_over": (COORDINATOR, f"{TEAM}/uebergabe", {"giver": "{Tom Brandt}", "taker": "{Jan Roth}", "role": "manager", "note": "Ab morgen"}),
}  # fmt: skip


def everything(database):
    """All rows that a deed could touch; when a session was used or checked does not count."""
    with database.read() as connection:
        names = ("event", "account", "municipality_role", "membership", "account_link", "outbox")
        rows = {name: connection.execute(metadata.tables[name].select()).all() for name in names}
        rows["session"] = connection.exec_driver_sql("SELECT id FROM session").all()
    return rows


def publish_next(town):
    """Publish a version to which quartiere can be moved."""
    text = PROCESS.read_text("utf-8").replace("version: 1", "version: 2", 1).encode()
    town.service.workbench.publish(town.municipality, text, account=None, at=town.now)


@pytest.fixture(params=list(DEEDS))
def deed(request, people, signed_in, clock, town):
    """A browser whose password was given too long ago, an address, and the form for it."""
    email, path, form = DEEDS[request.param]
    visitor = signed_in(email)
    if request.param == "accounts.reset_factor":
        signed_in("aylin@example.org")  # whose session it ends
    if request.param == "substitutes.end":
        named = SUBSTITUTE | {"substitute": str(people[JAN])}
        visitor.send("/vertretungen", named, token_from="/vertretungen")
    if request.param == "moving.begin":
        publish_next(town)
    clock.pass_by(minutes=10)
    filled = {name: value.format(**people) for name, value in form.items()}
    return visitor, path.format(**people), {"command_id": "0" * 32} | filled


def carried(answer) -> dict[str, str]:
    """The form that the question carries on, but for its token."""
    form = [form for form in Page(answer.text).forms() if "command_id" in form][-1]
    return {name: value for name, value in form.items() if name != "csrf_token"}


def test_every_deed_of_the_table_that_is_risky_is_tried_here():
    # What a second factor opens is tried where there is one: test_second_factor.
    elsewhere = {"own_factor.renew", "own_factor.turn_off"}
    elsewhere |= {"draft_stations.publish", "draft_stations.ask"}  # test_templates_room
    risky = {endpoint for (endpoint, _), route in ROUTES.items() if route.risky}
    assert risky == set(DEEDS) | elsewhere
    assert {method for (_, method), route in ROUTES.items() if route.risky} == {"POST"}


def test_CON10_A12_a_risky_deed_asks_first_and_is_then_done_once(deed, database):
    visitor, path, form = deed
    before = everything(database)
    token = {"csrf_token": visitor.token("/aufgaben")}
    asked = visitor.post(path, data=form | token)
    assert asked.status_code == 401
    assert everything(database) == before
    assert carried(asked) == form

    wrong = visitor.post(path, data=carried(asked) | token | {PASSWORD_AGAIN: "falsch"})
    assert wrong.status_code == 422
    assert Page(wrong.text).title().startswith("Fehler: ")
    assert everything(database) == before
    assert carried(wrong) == form

    done = visitor.post(path, data=carried(wrong) | token | {PASSWORD_AGAIN: PASSWORD})
    assert done.status_code == 303
    assert everything(database) != before


@pytest.fixture
def holger(signed_in, people):
    return signed_in(ADMIN)


@pytest.fixture
def close(holger, people):
    """Send the form that closes Aylin's account."""

    def sending(visitor=holger, **more):
        path = f"/konten/{people['aylin']}/schliessen"
        return visitor.send(path, {"command_id": "0" * 32} | more, token_from="/konten")

    return sending


def test_within_ten_minutes_nobody_is_asked(close, clock):
    clock.pass_by(seconds=FRESH.total_seconds() - 1)
    assert close().status_code == 303


def test_who_was_asked_is_not_asked_again_for_ten_minutes(close, holger, clock, people):
    clock.pass_by(minutes=10)
    assert close(**{PASSWORD_AGAIN: PASSWORD}).status_code == 303
    clock.pass_by(minutes=9)
    again = f"/konten/{people['aylin']}/oeffnen"
    assert holger.send(again, {"command_id": "1" * 32}, token_from="/konten").status_code == 303
    clock.pass_by(minutes=1)
    assert close().status_code == 401


def test_it_holds_for_this_session_alone(close, signed_in, clock):
    other = signed_in(ADMIN)
    clock.pass_by(minutes=10)
    assert close(**{PASSWORD_AGAIN: PASSWORD}).status_code == 303
    assert close(other).status_code == 401


def test_what_is_not_risky_asks_nothing(holger, people, clock):
    clock.pass_by(minutes=30)
    form = {"name": "Aylin Öztürk", "command_id": "0" * 32}
    path = f"/konten/{people['aylin']}/name"
    assert holger.send(path, form, token_from="/konten").status_code == 303


def test_T13_wrong_passwords_are_counted_and_the_form_stays(close, clock):
    clock.pass_by(minutes=10)
    answers = [close(**{PASSWORD_AGAIN: "falsch"}).status_code for _ in range(10)]
    assert answers == [422] * 10
    refused = close(**{PASSWORD_AGAIN: PASSWORD})
    assert (refused.status_code, "Retry-After" in refused.headers) == (429, True)
    assert carried(refused)["command_id"] == "0" * 32
    clock.pass_by(minutes=5)
    assert close(**{PASSWORD_AGAIN: PASSWORD}).status_code == 303


def test_no_forged_form_counts_an_attempt(holger, people, clock):
    clock.pass_by(minutes=10)
    path = f"/konten/{people['aylin']}/schliessen"
    answers = {holger.post(path, data={PASSWORD_AGAIN: "x"}).status_code for _ in range(12)}
    assert answers == {400}
    form = {"command_id": "0" * 32, PASSWORD_AGAIN: PASSWORD}
    assert holger.send(path, form, token_from="/konten").status_code == 303


def test_a_second_factor_is_asked_for_too(app, close, holger, clock):
    carried = secret_on(holger)
    secret = inside(carried)
    with app.app_context():
        codes = Codes((KEY,))
        shown = codes.generate_totp_password(secret)
    setup = {"secret": carried, "code": shown, "current": PASSWORD, "command_id": "0" * 32}
    answer = holger.send("/konto/zweiter-faktor", setup, token_from="/konto")
    assert answer.status_code == 303
    clock.pass_by(minutes=10)
    asked = close()
    assert f'name="{CODE_AGAIN}"' in asked.text
    with app.app_context():
        shown = codes.generate_totp_password(secret)
    assert close(**{PASSWORD_AGAIN: PASSWORD}).status_code == 422
    assert close(**{PASSWORD_AGAIN: "falsch", CODE_AGAIN: shown}).status_code == 422
    assert close(**{PASSWORD_AGAIN: PASSWORD, CODE_AGAIN: shown}).status_code == 303


def test_a_new_password_alone_does_not_count_as_an_answer(close, holger, clock):
    clock.pass_by(minutes=10)
    new = "vier woerter ohne jeden sinn"
    form = {"current": PASSWORD, "password": new, "repeat": new, "command_id": "0" * 32}
    assert holger.send("/konto/passwort", form, token_from="/konto").status_code == 303
    assert close().status_code == 401


def test_the_password_stays_in_no_page_even_if_the_session_ends_meanwhile(close, clock, holger):
    token = holger.token("/konten")
    clock.pass_by(minutes=61)
    form = {"csrf_token": token, PASSWORD_AGAIN: PASSWORD, CODE_AGAIN: "123456"}
    expired = holger.post("/konto/passwort", data=form | {"current": PASSWORD, "note": "bleibt"})
    assert expired.status_code == 401
    assert "bleibt" in expired.text
    assert PASSWORD not in expired.text
    assert "123456" not in expired.text


def test_answers_stand_in_the_security_log(close, clock, caplog, people):
    clock.pass_by(minutes=10)
    with caplog.at_level(logging.INFO, NAME):
        close(**{PASSWORD_AGAIN: "falsch"})
        close(**{PASSWORD_AGAIN: PASSWORD})
    events = [json.loads(record.message) for record in caplog.records]
    assert [each["event"] for each in events] == [
        "authn_password_wrong",
        "authn_confirmed",
        "user_disabled",
    ]
    assert PASSWORD not in caplog.text
