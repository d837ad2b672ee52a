"""The settings of a municipality: who changes them, what cannot be taken, and that they hold everywhere."""

import pytest
from werkzeug.datastructures import MultiDict

from tests.web.conftest import ADMIN, COORDINATOR, DEVELOPER, MANAGER, PASSWORD, STRANGER
from tests.web.page import Page
from tests.web.test_conflicts import cells, form_of
from tests.web.test_second_factor import KEY, SET_UP, inside, secret_on
from web.second_factor import Codes
from workflow.core import commands as c
from workflow.core.municipality import GrantRole
from workflow.core.municipality_settings import ChangeSettings, Settings
from workflow.core.state import Level
from workflow.storage import queries

HERE = "/einstellungen"
USUAL = {
    "land": "",
    "gender_form": "star",
    "still_days": "30",
    "situation_days": "60",
    "decision_days": "14",
}


@pytest.fixture
def holds(town):
    """What holds in the municipality now."""

    def read() -> Settings:
        with town.service.reading(town.accounts["Petra Voss"]) as reading:
            return queries.settings(reading, town.municipality)

    return read


@pytest.fixture
def settle(town):
    """Let Petra change settings, past the page."""

    def change(**settings) -> None:
        account = town.accounts["Petra Voss"]
        command = ChangeSettings(**settings)
        town.service.govern(town.municipality, command, account=account, at=town.now)

    return change


def again(answer) -> MultiDict:
    """What the button beneath both versions sends."""
    (form,) = [each for each in Page(answer.text).all("form") if HERE in each.get("action", "")]
    hidden = (each for each in form.iter("input") if each.get("type") == "hidden")
    return MultiDict((each.get("name"), each.get("value", "")) for each in hidden)


def save(visitor, **typed):
    form = form_of(visitor.get(HERE), HERE)
    return visitor.post(HERE, data=form | USUAL | typed)


@pytest.mark.parametrize("who", [COORDINATOR, ADMIN])
def test_coordination_and_admin_change_them(signed_in, holds, who):
    visitor = signed_in(who)
    assert f'href="{HERE}"' in visitor.get("/konto").text
    answer = save(visitor, land="BW", still_days="45 Tage", second_factor=["admin"])
    assert (answer.status_code, answer.location) == (303, f"{HERE}#meldung")
    assert holds() == Settings(land="BW", still_days=45, second_factor=("admin",))
    page = visitor.get(HERE).text
    assert "Stillstand: Tage ohne Bewegung: 45 Tage (vorher: 30 Tage)" in page
    assert "Land: Baden-Württemberg (vorher: nicht gewählt)" in page


@pytest.mark.parametrize("who", [MANAGER, DEVELOPER, "aylin@example.org"])
def test_others_read_them_and_change_nothing(signed_in, settle, holds, who):
    settle(land="BY")
    visitor = signed_in(who)
    page = visitor.get(HERE)
    assert page.status_code == 200
    assert "Bayern" in page.text
    assert "Einstellungen speichern" not in page.text
    assert f'<a href="{HERE}"' not in page.text
    answer = visitor.send(HERE, {"command_id": "0" * 32, "seen": "1"} | USUAL, token_from="/konto")
    assert answer.status_code == 404
    assert holds() == Settings(land="BY")


def test_who_is_not_signed_in_is_sent_to_the_door(client):
    assert client.get(HERE).location.startswith("/anmelden")
    assert client.send(HERE, USUAL).status_code == 401


def test_a_stranger_reads_and_changes_their_own(signed_in, settle, holds):
    settle(land="BY", still_days=77)
    nora = signed_in(STRANGER)
    page = nora.get(HERE).text
    assert 'value="77"' not in page
    assert "Bayern (vorher" not in page
    assert save(nora, land="HH").status_code == 303
    assert holds() == Settings(land="BY", still_days=77)


@pytest.mark.parametrize("name", ["still_days", "situation_days", "decision_days"])
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Geben Sie {label} ein"),
        ("  ", "Geben Sie {label} ein"),
        ("viele", "Geben Sie {label} als ganze Zahl ein"),
        ("12,5", "Geben Sie {label} als ganze Zahl ein"),
        ("1\0", "{label} enthält ein unsichtbares Zeichen"),
        ("9" * 40, "Geben Sie {label} als ganze Zahl ein"),
        ("0", "{label} muss mindestens 1 sein"),
        ("-5", "{label} muss mindestens 1 sein"),
        (str(10**9), "{label} darf höchstens 365 sein"),
    ],
)
def test_what_is_no_number_of_days_is_asked_for_again(signed_in, holds, name, typed, told):
    visitor = signed_in(COORDINATOR)
    answer = save(visitor, **{"land": "BW", name: typed})
    assert answer.status_code == 422
    labels = {each.get("for"): "".join(each.itertext()) for each in Page(answer.text).all("label")}
    assert told.format(label=f"„{labels[name]}“") in answer.text
    assert '<option value="BW" selected>' in answer.text
    assert holds() == Settings()


def test_everything_that_is_wrong_is_said_at_once(signed_in):
    typed = {"still_days": "viele", "situation_days": "", "decision_days": "0", "land": "XX"}
    answer = save(signed_in(COORDINATOR), **typed)
    assert "Bitte prüfen Sie 4 Angaben" in answer.text
    assert 'value="viele"' in answer.text


@pytest.mark.parametrize(
    "typed",
    [
        {"land": "XX"},
        {"land": "bw"},
        {"land": "\0"},
        {"second_factor": "developer"},
        {"four_eyes": "vielleicht"},
        {"gender_form": "neutral"},
    ],
)
def test_what_was_not_offered_is_not_taken(signed_in, holds, typed):
    answer = save(signed_in(COORDINATOR), **typed)
    assert answer.status_code == 422
    assert "eine der angebotenen Möglichkeiten" in answer.text
    assert holds() == Settings()


@pytest.mark.parametrize(
    "typed",
    [
        {"land": ["BW", "BY"]},
        {"colour": "blue"},
        {"seen": "x"},
        {"seen": "-1"},
        {"seen": "9" * 5000},
    ],
)
def test_a_form_that_is_none_of_ours_is_refused(signed_in, holds, typed):
    assert save(signed_in(COORDINATOR), **typed).status_code == 400
    assert holds() == Settings()


def test_whether_definitions_are_published_by_two_is_told_in_words(signed_in, holds):
    visitor = signed_in(COORDINATOR)
    assert save(visitor, four_eyes="yes").status_code == 303
    assert holds() == Settings(four_eyes=True)
    page = visitor.get(HERE).text
    assert "Vier Augen beim Veröffentlichen: nur zu zweit (vorher: auch allein)" in page
    assert "nur zu zweit" in signed_in(MANAGER).get(HERE).text
    save(visitor)
    assert holds() == Settings()


def test_a_double_click_has_one_effect(signed_in):
    visitor = signed_in(COORDINATOR)
    form = form_of(visitor.get(HERE), HERE) | USUAL | {"still_days": "45"}
    first, second = visitor.post(HERE, data=form), visitor.post(HERE, data=form)
    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert visitor.get(HERE).text.count("45 Tage (vorher: 30 Tage)") == 1


def test_two_people_who_change_different_things_do_not_meet(signed_in, settle, holds):
    visitor = signed_in(COORDINATOR)
    form = form_of(visitor.get(HERE), HERE)
    settle(still_days=45)
    assert visitor.post(HERE, data=form | USUAL | {"land": "BW"}).status_code == 303
    assert holds() == Settings(still_days=45, land="BW")


def test_two_people_who_change_the_same_see_both_versions(signed_in, settle, holds):
    visitor = signed_in(ADMIN)
    form = form_of(visitor.get(HERE), HERE)
    settle(still_days=45, decision_days=7)
    answer = visitor.post(HERE, data=form | USUAL | {"still_days": "50", "land": "BW"})
    assert answer.status_code == 409
    assert "Petra Voss" in answer.text
    assert cells(answer)[1:] == [
        ["Land", "Baden-Württemberg", "nicht gewählt"],
        ["Stillstand: Tage ohne Bewegung", "50 Tage", "45 Tage"],
    ]
    assert holds() == Settings(still_days=45, decision_days=7)
    assert visitor.post(HERE, data=again(answer)).status_code == 303
    assert holds() == Settings(still_days=50, decision_days=7, land="BW")


def test_a_third_change_is_noticed_too(signed_in, settle, holds):
    visitor = signed_in(ADMIN)
    form = form_of(visitor.get(HERE), HERE)
    settle(still_days=45)
    answer = visitor.post(HERE, data=form | USUAL | {"still_days": "50"})
    settle(still_days=46)
    assert visitor.post(HERE, data=again(answer)).status_code == 409
    assert holds() == Settings(still_days=46)


# --- they hold everywhere --------------------------------------------------------------------------


def test_every_page_takes_the_limits_that_were_set(signed_in, town, settle, clock):
    town.do("Tom Brandt", c.AssessSituation(level=Level.ON_TRACK, reason="Läuft"))
    settle(still_days=3, situation_days=5, decision_days=2)
    clock.pass_by(days=6)
    tom, petra = signed_in(MANAGER), signed_in(COORDINATOR)
    quarters = petra.get("/quartiere").text
    for said in ("länger als 3 Tage", "seit mehr als 5 Tagen", "länger als 2 Tage"):
        assert said in quarters
    assert "Einschätzung veraltet" in petra.get("/quartiere.csv").text
    for address in ("/quartiere?was=stillstand", "/quartiere?was=lage", "/quartiere?lage=veraltet"):
        assert "1 von 1 Quartier" in petra.get(address).text
    for address in (
        "/quartiere/talaue",
        "/quartiere/bericht",
        "/quartiere/talaue/uebergabeakte",
        "/aufgaben",
    ):
        assert "veraltet" in tom.get(address).text, address
    assert "Nach 5 Tagen gilt sie als veraltet" in tom.get("/quartiere/talaue/lage").text
    tasks = tom.get("/aufgaben").text
    assert "Einschätzung zur Lage aktualisieren" in tasks
    assert "Seit 1 Tag überfällig" in tasks


def test_until_when_a_decision_is_wanted_the_municipality_says(signed_in, settle):
    step, tom = "/quartiere/talaue/schritte/leitbild", signed_in(MANAGER)
    assert "bis Di., 23. Juni erbeten" in tom.get(step).text
    settle(decision_days=4)
    assert "bis Sa., 13. Juni (Wochenende, ab heute 4 Arbeitstage) erbeten" in tom.get(step).text


def test_with_longer_limits_nothing_of_it_is_said(signed_in, town, settle, clock):
    town.do("Tom Brandt", c.AssessSituation(level=Level.ON_TRACK, reason="Läuft"))
    settle(still_days=300, situation_days=300)
    clock.pass_by(days=200)
    tom, petra = signed_in(MANAGER), signed_in(COORDINATOR)
    assert "Einschätzung veraltet" not in petra.get("/quartiere.csv").text
    for address in ("/quartiere?was=stillstand", "/quartiere?was=lage"):
        assert "Kein Quartier passt" in petra.get(address).text
    for address in ("/quartiere/talaue", "/quartiere/bericht", "/aufgaben"):
        assert "veraltet" not in tom.get(address).text, address


def test_on_a_past_day_the_limits_of_that_day_hold(signed_in, town, settle, clock):
    town.do("Tom Brandt", c.AssessSituation(level=Level.ON_TRACK, reason="Läuft"))
    clock.pass_by(days=30)
    town.now = clock.at
    settle(situation_days=5)
    clock.pass_by(days=1)
    tom = signed_in(MANAGER)
    assert "Einschätzung veraltet" in tom.get("/quartiere/talaue").text
    assert "Einschätzung veraltet" not in tom.get("/quartiere/talaue?stand=1.7.2026").text


def test_a_deadline_names_a_holiday_of_the_land(signed_in, town, settle, clock):
    due = c.SetItemDue(holder="leitbild", item="besuch", due=clock().date().replace(day=4))
    clock.pass_by(days=-8)
    town.now = clock.at
    town.do("Tom Brandt", due)
    tom = signed_in(MANAGER)
    pages = ("/aufgaben", "/quartiere/talaue/schritte/leitbild")
    for address in pages:
        assert "Fronleichnam" not in tom.get(address).text
    settle(land="BW")
    for address in pages:
        assert "fällig Do., 4. Juni (Feiertag: Fronleichnam, ab heute 3 Arbeitstage)" in (
            tom.get(address).text
        )


# --- the duty of a second factor -------------------------------------------------------------------


def set_up(visitor, app):
    secret = secret_on(visitor)
    with app.app_context():
        code = Codes((KEY,)).generate_totp_password(inside(secret))
    form = {"command_id": "0" * 32, "secret": secret, "code": code, "current": PASSWORD}
    return visitor.send(SET_UP, form, token_from=SET_UP)


@pytest.mark.parametrize(
    ("asked", "who"),
    [
        (("coordinator",), COORDINATOR),
        (("admin",), ADMIN),
        (("everybody",), MANAGER),
        (("everybody",), "aylin@example.org"),
    ],
)
def test_who_lacks_a_second_factor_is_led_to_it_and_does_nothing_else(
    app, signed_in, settle, asked, who
):
    settle(second_factor=asked)
    visitor = signed_in(who)
    for address in ("/aufgaben", "/quartiere", "/quartiere/talaue", "/konto", "/konten", HERE):
        assert visitor.get(address).location == SET_UP
    page = visitor.get(SET_UP).text
    assert "Ihre Kommune verlangt für Ihr Konto einen zweiten Faktor." in page
    assert 'href="/quartiere"' not in page
    refused = visitor.send(
        "/quartiere/talaue/kommentar",
        {"command_id": "0" * 32, "text": "Das bleibt stehen"},
        token_from=SET_UP,
    )
    assert refused.status_code == 403
    assert "Das bleibt stehen" in refused.text
    assert visitor.get("/impressum").status_code == 200
    assert set_up(visitor, app).status_code == 303
    assert visitor.get("/aufgaben").status_code == 200


def test_who_waits_with_a_stolen_password_is_out_once_the_factor_is_set_up(app, signed_in, settle):
    settle(second_factor=("everybody",))
    owner, thief = signed_in(MANAGER), signed_in(MANAGER)
    assert set_up(owner, app).status_code == 303
    assert owner.get("/aufgaben").status_code == 200
    for address in (SET_UP, "/aufgaben"):
        assert thief.get(address).location == f"/anmelden?next={address}"


@pytest.mark.parametrize(
    ("asked", "who"),
    [((), COORDINATOR), (("coordinator",), ADMIN), (("admin", "coordinator"), MANAGER)],
)
def test_of_others_none_is_asked(signed_in, settle, asked, who):
    settle(second_factor=asked)
    assert signed_in(who).get("/aufgaben").status_code == 200


def test_the_duty_begins_with_the_next_sign_in(signed_in, settle):
    visitor = signed_in(MANAGER)
    settle(second_factor=("everybody",))
    assert visitor.get("/aufgaben").status_code == 200
    assert signed_in(MANAGER).get("/aufgaben").location == SET_UP


def test_D3_the_consultants_always_need_one(signed_in, town, people):
    grant = GrantRole(account=people["aylin"], role="consultant")
    town.service.govern(town.municipality, grant, account=None, at=town.now)
    assert signed_in("aylin@example.org").get("/aufgaben").location == SET_UP


def test_a_second_factor_that_is_asked_for_stays_on(app, signed_in, settle):
    visitor = signed_in(MANAGER)
    set_up(visitor, app)
    assert "Zweiten Faktor ausschalten" in visitor.get(SET_UP).text
    settle(second_factor=("everybody",))
    assert "Deshalb bleibt er eingeschaltet" in visitor.get(SET_UP).text
    form = {"command_id": "0" * 32, "current": PASSWORD}
    assert visitor.send(f"{SET_UP}/aus", form, token_from="/konto").status_code == 409
    assert "Deshalb bleibt er eingeschaltet" in visitor.get(SET_UP).text


def test_signing_out_is_open_to_who_owes_one(signed_in, settle):
    settle(second_factor=("everybody",))
    visitor = signed_in(MANAGER)
    assert visitor.send("/abmelden", {}, token_from=SET_UP).status_code == 303
    assert visitor.get("/aufgaben").location.startswith("/anmelden")


def test_what_was_typed_before_is_there_after_signing_in(app, signed_in, settle, clock):
    visitor = signed_in(MANAGER)
    token = visitor.token("/konto")
    settle(second_factor=("everybody",))
    clock.pass_by(hours=2)
    form = {"csrf_token": token, "command_id": "0" * 32, "text": "Das bleibt stehen"}
    expired = visitor.post("/quartiere/talaue/kommentar", data=form)
    again = visitor.post(
        "/anmelden",
        data=form_of(expired, "/anmelden") | {"email": MANAGER, "password": PASSWORD},
    )
    assert "Das bleibt stehen" in again.text
    assert "Ihre Kommune verlangt jetzt einen zweiten Faktor." in again.text
    assert set_up(visitor, app).status_code == 303
    sent = visitor.post(
        "/quartiere/talaue/kommentar", data=form_of(again, "/quartiere/talaue/kommentar")
    )
    assert sent.status_code == 303
