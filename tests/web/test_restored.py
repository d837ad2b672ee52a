"""What was typed before a session ended comes back in its own form, filled; nothing is sent by it."""

import pytest

from tests.web.conftest import COORDINATOR, MANAGER, PASSWORD, STRANGER
from tests.web.page import Page, text_of
from workflow.core import commands as c

Q = "/quartiere/talaue"
STEP = f"{Q}/schritte/leitbild"
VALUES = f"{STEP}/angaben"
ITEM = f"{STEP}/punkte/besuch"


def hidden_of(form) -> dict[str, str]:
    fields = (each for each in form.iter("input") if each.get("type") == "hidden")
    return {each.get("name"): each.get("value", "") for each in fields}


def forms(answer):
    return [f for f in Page(answer.text).all("form") if f.get("method") == "post"]


@pytest.fixture
def come_back(signed_in, client):
    """Send a form after the session has ended, sign in at the door, and return what is there."""

    def send(email: str, page: str, data, path: str = "", again: str = ""):
        opened = signed_in(email).get(page)
        own = next(
            f for f in forms(opened) if (f.get("action") or page).split("#")[0] == (path or page)
        )
        door = client.post(path or page, data=hidden_of(own) | data)
        assert door.status_code == 401
        kept = hidden_of(forms(door)[0])
        return client.post("/anmelden", data=kept | {"email": again or email, "password": PASSWORD})

    return send


def value_of(answer, name: str) -> str:
    page = Page(answer.text)
    (field,) = [
        f for kind in ("input", "textarea") for f in page.all(kind) if f.get("name") == name
    ]
    return field.get("value") or (field.text or "").strip("\n")


def test_a_form_of_fields_comes_back_filled(come_back, town):
    before = town.state
    answer = come_back(MANAGER, VALUES, {"feld-zeithorizont": "9"})
    assert answer.status_code == 200
    assert value_of(answer, "feld-zeithorizont") == "9"
    assert "Ihre Eingabe ist noch da" in answer.text
    assert town.state == before


def test_it_is_sent_from_there_by_its_own_button(come_back, client, town):
    answer = come_back(MANAGER, VALUES, {"feld-zeithorizont": "9"})
    (form,) = [f for f in forms(answer) if f.get("action") == f"{VALUES}#fehler"]
    sent = client.post(VALUES, data=hidden_of(form) | {"feld-zeithorizont": "9"})
    assert sent.status_code == 303
    assert town.state.step("leitbild").values["zeithorizont"].value == 9


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(come_back, client, town):
    def change_meanwhile() -> dict[str, str]:
        town.do("Petra Voss", c.RecordValues(holder="leitbild", values={"zeithorizont": 7}))
        return {"feld-zeithorizont": "9"}

    answer = come_back(MANAGER, VALUES, _Later(change_meanwhile))
    (form,) = [f for f in forms(answer) if f.get("action") == f"{VALUES}#fehler"]
    sent = client.post(VALUES, data=hidden_of(form) | {"feld-zeithorizont": "9"})
    assert sent.status_code == 409


class _Later(dict):
    """What is typed after the form was opened."""

    def __init__(self, type_it) -> None:
        super().__init__()
        self.type_it = type_it

    def __ror__(self, hidden):
        return hidden | self.type_it()


def test_a_small_form_comes_back_open_on_its_page(come_back):
    answer = come_back(MANAGER, ITEM, {"reason": "Passt hier nicht."}, f"{ITEM}/entfaellt")
    assert answer.status_code == 200
    (fold,) = [d for d in Page(answer.text).all("details") if "Passt hier nicht." in text_of(d)]
    assert "open" in fold.attrib


def test_a_comment_comes_back_open_on_its_page(come_back):
    answer = come_back(MANAGER, STEP, {"text": "Bitte ansehen."}, f"{STEP}/kommentar")
    (fold,) = [d for d in Page(answer.text).all("details") if "Bitte ansehen." in text_of(d)]
    assert "open" in fold.attrib


def test_a_decision_comes_back_with_its_answer(come_back, town):
    town.do("Tom Brandt", c.RequestGate(step="leitbild"))
    page = f"{Q}/freigaben/leitbild/entscheidung/lenkung"
    typed = {"outcome": "given", "text": "Die Lenkungsgruppe trägt das mit.", "on": "9.6.2026"}
    answer = come_back(COORDINATOR, page, typed)
    assert value_of(answer, "text") == typed["text"]
    assert value_of(answer, "on") == "9.6.2026"


def test_somebody_else_at_the_same_desk_sees_only_the_text(come_back):
    answer = come_back(MANAGER, VALUES, {"feld-zeithorizont": "9"}, again=STRANGER)
    assert answer.status_code == 200
    assert "Zeithorizont" not in answer.text


def test_the_page_that_comes_back_speaks_the_language_that_was_chosen(come_back, client):
    client.send("/sprache", {"language": "en", "next": "/anmelden"})
    answer = come_back(MANAGER, VALUES, {"feld-zeithorizont": "9"})
    assert Page(answer.text).root.get("lang") == "en"
