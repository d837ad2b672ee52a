"""The start page as people use it: one press and its undo, reminding others, whom to ask."""

import pytest

from features.drivers.world import opinion, resolution
from tests.web.conftest import ADMIN, COORDINATOR, DEVELOPER, MANAGER, STRANGER
from tests.web.page import Page, text_of
from tests.web.test_rooms import said
from workflow.core import commands as c

Q = "/quartiere/talaue"
REMIND = f"{Q}/erinnerung"


def forms(browser, path="/aufgaben"):
    """The forms of a page by the words on their buttons."""
    page = Page(browser.get(path).text)
    return {text_of(next(form.iter("button"))): form for form in page.all("form")}


def press(browser, form, **more):
    data = {field.get("name"): field.get("value", "") for field in form.iter("input")}
    return browser.post(form.get("action"), data=data | more)


def named(found, start):
    (name,) = [name for name in found if name.startswith(start)]
    return found[name]


@pytest.fixture
def manager(signed_in):
    return signed_in(MANAGER)


@pytest.fixture
def analysing(town):
    """The second step is under way: one of its items asks for no proof."""
    town.do("Tom Brandt", c.RequestGate(step="leitbild"))
    town.do("Petra Voss", opinion(town, "leitbild", town.paper("Petra Voss")))
    town.do("Petra Voss", resolution(town, "leitbild", town.paper("Petra Voss")))
    return town


# --- one press, and taking it back -----------------------------------------------------------------------


def test_one_press_settles_an_item_and_another_takes_it_back(manager, analysing):
    done = press(manager, named(forms(manager), "Erledigt"))
    assert (done.status_code, done.location) == (303, "/aufgaben#meldung")
    found = forms(manager)
    assert not any(name.startswith("Erledigt") for name in found)
    back = press(manager, named(found, "Rückgängig machen"))
    assert (back.status_code, back.location) == (303, "/aufgaben#meldung")
    assert any(name.startswith("Erledigt") for name in forms(manager))


def test_what_has_changed_since_is_not_taken_back_unseen(manager, analysing):
    press(manager, named(forms(manager), "Erledigt"))
    undo = named(forms(manager), "Rückgängig machen")
    action = undo.get("action")
    step, item = action.split("/")[4], action.split("/")[6]
    proof = c.AddEvidence(holder=step, item=item, note="Ein Foto liegt bei.")
    analysing.do("Lena Fuchs", proof)
    assert press(manager, undo).status_code == 409


def test_undo_is_offered_once(manager, analysing):
    press(manager, named(forms(manager), "Erledigt"))
    assert any(name.startswith("Rückgängig") for name in forms(manager))
    assert not any(name.startswith("Rückgängig") for name in forms(manager))


# --- reminding others -------------------------------------------------------------------------------------


@pytest.fixture
def asked(town):
    """The manager has asked for a gate and waits."""
    town.do("Tom Brandt", c.RequestGate(step="leitbild"))
    return town


def outbox(database):
    with database.read() as connection:
        return list(
            connection.exec_driver_sql("SELECT account_id, subject, text, link FROM outbox")
        )


def test_a_reminder_is_one_letter_and_then_rests(manager, asked, database, people):
    button = named(forms(manager), "Erinnern")
    answer = press(manager, button)
    assert "ist auf dem Weg" in said(manager, answer)
    letters = outbox(database)
    assert {account for account, *_ in letters} == {people["Petra Voss"], people["Ines Kaya"]}
    assert letters[0][3].startswith(Q)
    assert "erinnert am" in manager.get("/aufgaben").text
    assert not any(name.startswith("Erinnern") for name in forms(manager))
    again = press(manager, button, command_id="1" * 32)
    assert "schon erinnert" in said(manager, again)
    assert len(outbox(database)) == len(letters)


def test_after_three_days_the_button_is_there_again(manager, asked, clock):
    press(manager, named(forms(manager), "Erinnern"))
    clock.pass_by(days=3)
    manager.sign_in(MANAGER)
    assert any(name.startswith("Erinnern") for name in forms(manager))


def test_the_history_tells_of_the_reminder(manager, asked):
    press(manager, named(forms(manager), "Erinnern"))
    assert "Erinnert: " in manager.get(f"{Q}/verlauf").text


def test_nobody_is_reminded_of_what_is_their_own(signed_in, asked, database):
    petra = signed_in(COORDINATOR)
    (approval, *_) = asked.state.step("leitbild").request.approvals
    data = {"holder": "leitbild", "thing": f"approval:{approval}", "command_id": "2" * 32}
    answer = petra.send(REMIND, data, token_from="/aufgaben")
    assert answer.status_code == 409
    assert "Das liegt bei Ihnen selbst" in answer.text
    assert outbox(database) == []


@pytest.mark.parametrize(
    ("holder", "thing"),
    [("leitbild", "item:nie"), ("", ""), ("nie", "item:x"), ("leitbild", "<i>:x")],
)
def test_what_is_not_there_cannot_be_reminded_of(manager, holder, thing, database):
    data = {"holder": holder, "thing": thing, "command_id": "3" * 32}
    assert manager.send(REMIND, data, token_from="/aufgaben").status_code == 404
    assert outbox(database) == []


def test_T01_a_stranger_reminds_nobody(signed_in, asked, database):
    data = {"holder": "leitbild", "thing": "item:anlass", "command_id": "4" * 32}
    answer = signed_in(STRANGER).send(REMIND, data, token_from="/aufgaben")
    assert answer.status_code == 404
    assert outbox(database) == []


@pytest.mark.parametrize(
    "next_page", ["//boese.example", "https://boese.example/", "/gibt-es-nicht"]
)
def test_T16_a_form_leads_to_pages_of_ours_only(manager, asked, next_page):
    answer = press(manager, named(forms(manager), "Erinnern"), next=next_page)
    assert answer.location == f"{Q}/schritte/leitbild#freigabe"


@pytest.mark.parametrize(
    ("page", "leads_to"),
    [(Q, f"{Q}#meldung"), (f"{Q}/schritte/leitbild", f"{Q}/schritte/leitbild#freigabe")],
)
def test_where_somebody_waits_in_a_quartier_they_remind(manager, asked, page, leads_to, database):
    answer = press(manager, named(forms(manager, page), "Erinnern"))
    assert (answer.status_code, answer.location) == (303, leads_to)
    assert outbox(database)
    assert "erinnert am" in manager.get(page).text


def test_a_reminder_of_an_item_leads_to_its_row(manager, analysing):
    path = f"{Q}/schritte/analyse"
    answer = press(manager, named(forms(manager, path), "Erinnern"))
    assert answer.location.startswith(f"{path}#punkt-")


def test_a_question_to_the_quartier_is_a_comment(signed_in):
    petra = signed_in(COORDINATOR)
    assert ">Rückfrage stellen</h1>" in petra.get(f"{Q}/kommentar").text
    asked = {"text": "Wann kommen die Zahlen?", "command_id": "5" * 32}
    answer = petra.send(f"{Q}/kommentar", asked, token_from=f"{Q}/kommentar")
    assert answer.location == f"{Q}#meldung"
    assert "Wann kommen die Zahlen?" in petra.get(f"{Q}/verlauf").text


# --- the frame and the empty page -------------------------------------------------------------------------


@pytest.mark.parametrize("email", [MANAGER, DEVELOPER, COORDINATOR])
def test_every_page_counts_what_the_list_shows(signed_in, asked, email):
    browser = signed_in(email)

    def badge(path):
        spans = Page(browser.get(path).text).all("span")
        found = [text_of(span) for span in spans if span.get("class") == "badge"]
        return found[0].split()[0] if found else "0"

    listed = Page(browser.get("/aufgaben").text)
    groups = [s for s in listed.all("section") if "warten" not in text_of(next(s.iter("h2")))]
    rows = sum(len(list(group.iter("h3"))) for group in groups)
    assert badge("/aufgaben") == badge(Q) == str(rows)


def test_who_keeps_the_accounts_is_led_to_them(signed_in, town):
    text = signed_in(ADMIN).get("/aufgaben").text
    assert "Sie verwalten die Konten" in text
    assert 'href="/konten"' in text.partition("<main")[2]


def test_the_first_coordination_is_led_to_the_first_quartier(signed_in, town):
    text = signed_in(STRANGER).get("/aufgaben").text
    assert "Noch gibt es kein Quartier" in text
    assert 'href="/quartiere"' in text.partition("<main")[2]


def test_somebody_new_learns_whom_to_ask(signed_in, town):
    text = signed_in("jan.roth@example.org").get("/aufgaben").text
    assert "Sie gehören noch zu keinem Quartier" in text
    assert "Zuständig: Ines Kaya oder Petra Voss, Quartierskoordination." in text
    assert "Telefon 01234 56-789" in text


# --- what is finished -------------------------------------------------------------------------------------


def test_what_is_finished_can_be_opened_again_at_the_foot_of_the_page(manager, analysing):
    press(manager, named(forms(manager), "Erledigt"))
    manager.get("/aufgaben")  # the message with its undo is said once
    page = manager.get("/aufgaben").text
    assert "Zuletzt erledigt (" in page
    back = press(manager, named(forms(manager), "Wieder öffnen"))
    assert (back.status_code, back.location) == (303, "/aufgaben#meldung")
    found = forms(manager)
    assert any(name.startswith("Erledigt") for name in found)
    assert not any(name.startswith("Wieder öffnen: Ergebnisse auswerten") for name in found)
