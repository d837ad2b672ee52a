"""Headers, forgery, sizes and every page that says no."""

import gzip
import logging
from io import BytesIO

import pytest

import workflow.definitions  # its errors are errors of the engine too
from tests.web import probe
from tests.web.conftest import HOST
from tests.web.page import Page
from web.access import FORM_BYTES
from web.errors import ENGINE, HTTP
from web.security import HEADERS, HSTS
from workflow.core import errors

assert workflow.definitions  # imported for the classes it brings


# --- headers (T-17) ---

WAYS = {
    200: lambda client: client.get("/probe"),
    302: lambda client: client.get("/anmelden"),
    303: lambda client: client.send("/probe", {"text": "a"}, token_from="/probe"),
    400: lambda client: client.post("/probe", data={"text": "a"}),
    403: lambda client: client.get("/probe/vergessen"),
    404: lambda client: client.get("/nirgends"),
    405: lambda client: client.delete("/probe"),
    413: lambda client: client.post("/probe", data={"text": "a" * FORM_BYTES}),
    422: lambda client: client.send("/probe", {"text": ""}, token_from="/probe"),
}


@pytest.mark.parametrize("status", WAYS)
def test_T17_every_answer_has_exactly_these_headers(client, people, room, status):
    client.sign_in("aylin@example.org")
    answer = WAYS[status](client)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == dict(HEADERS)
    assert answer.headers["Strict-Transport-Security"] == HSTS
    assert "Cookie" in answer.vary
    assert "Server" not in answer.headers


@pytest.mark.parametrize("status", [401, 429, 500, 503])
def test_T17_refusals_without_a_session_have_them_too(client, app, people, room, status):
    answer = refused(client, app, status)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == dict(HEADERS)


def refused(client, app, status):
    if status == 401:
        return client.send("/probe", {"text": "a"})
    if status == 429:
        for _ in range(10):
            client.sign_in("aylin@example.org", "falsch")
    answer = client.sign_in("aylin@example.org")
    if status == 429:
        return answer
    app.testing = False
    probe.failing.append(errors.StorageUnavailable() if status == 503 else ZeroDivisionError())
    return client.get("/probe/fehler")


def test_without_https_no_promise_about_https_is_made(settings, service):
    from dataclasses import replace

    from web.app import create_app

    local = create_app(
        replace(settings, base_url="http://127.0.0.1:8000", trusted_hosts=("127.0.0.1",)), service
    )
    answer = local.test_client().get("/anmelden", base_url="http://127.0.0.1:8000")
    assert "Strict-Transport-Security" not in answer.headers
    assert answer.headers["Set-Cookie"].startswith("quartiersweg=")
    assert "Secure" not in answer.headers["Set-Cookie"]


def test_static_files_may_be_kept_only_under_the_hash_of_their_content(client, app):
    with app.test_request_context(base_url=f"https://{HOST}"):
        from flask import url_for

        hashed = url_for("static", filename="stil.css")
    assert client.get(hashed).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get("/static/stil.css").headers["Cache-Control"] == "no-cache"
    assert client.get("/static/stil.css?v=000000000000").headers["Cache-Control"] == "no-cache"
    assert client.get("/static/nirgends.css").headers["Cache-Control"] == "no-store"


# --- forgery (T-11, W-19) ---


def test_T11_nothing_is_exempt_from_the_check(app):
    csrf = app.extensions["csrf"]
    assert (csrf._exempt_views, csrf._exempt_blueprints) == (set(), set())
    assert app.config["WTF_CSRF_TIME_LIMIT"] is None
    assert app.config.get("WTF_CSRF_ENABLED", True) is True


def forged(client, other) -> dict[str, dict]:
    token = client.token("/probe")
    return {
        "missing": {"data": {"text": "neu"}},
        "empty": {"data": {"text": "neu", "csrf_token": ""}},
        "nonsense": {"data": {"text": "neu", "csrf_token": "x.y.z"}},
        "of another session": {"data": {"text": "neu", "csrf_token": other.token()}},
        "in the address": {"data": {"text": "neu"}, "query_string": {"csrf_token": token}},
        "with a prefix": {"data": {"text": "neu", "x-csrf_token": token}},
        "as a file": {"data": {"text": "neu", "csrf_token": (BytesIO(token.encode()), "t.txt")}},
        "from elsewhere": {
            "data": {"text": "neu", "csrf_token": token},
            "headers": {"Referer": "https://evil.com/"},
        },
        "without a referer on https": {"data": {"text": "neu", "csrf_token": token}, "headers": {"X": "y"}},
    }  # fmt: skip


CASES = [
    "missing", "empty", "nonsense", "of another session", "in the address", "with a prefix", "as a file",
    "from elsewhere", "without a referer on https",
]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_W19_W20_a_forged_form_changes_nothing_and_loses_nothing(client, app, people, room, case):
    client.sign_in("aylin@example.org")
    answer = client.post("/probe", **forged(client, app.test_client())[case])
    assert answer.status_code == 400
    assert probe.saved == []
    texts = [area.text.strip() for area in Page(answer.text).all("textarea")]
    assert "neu" in texts


def test_T11_signing_in_and_out_need_the_token_too(client, people, room):
    assert client.post("/anmelden", data={"email": "a", "password": "b"}).status_code == 400
    client.sign_in("aylin@example.org")
    assert client.post("/abmelden").status_code == 400
    assert client.get("/probe").status_code == 200


def test_the_token_of_before_signing_in_is_worth_nothing_afterwards(client, people, room):
    before = client.token()
    client.sign_in("aylin@example.org")
    answer = client.post("/probe", data={"text": "neu", "csrf_token": before})
    assert answer.status_code == 400


def test_a_form_may_stay_open_for_hours(client, people, clock, room):
    client.sign_in("aylin@example.org")
    token = client.token("/probe")
    for _ in range(6):
        clock.pass_by(minutes=50)
        client.get("/probe")
    assert client.post("/probe", data={"text": "neu", "csrf_token": token}).status_code == 303


# --- what was done, and what was not ---


def test_success_leads_back_with_a_message_that_takes_the_focus(client, people, room):
    client.sign_in("aylin@example.org")
    answer = client.send("/probe", {"text": "neu"}, token_from="/probe")
    assert (answer.status_code, answer.location) == (303, "/probe#meldung")
    (message,) = [p for p in Page(client.get("/probe").text).all("p") if p.get("id") == "meldung"]
    assert (message.get("role"), message.get("tabindex")) == ("status", "-1")


@pytest.mark.parametrize("data", ["text=a&text=b", "text=a&role=admin", "text[]=a"])
def test_W30_W31_a_form_that_no_page_of_ours_sends_is_refused(client, people, room, data):
    client.sign_in("aylin@example.org")
    body = f"csrf_token={client.token('/probe')}&{data}"
    answer = client.post("/probe", data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400
    assert probe.saved == []


def send_file(client, token: str, size: int):
    """Send a form with a file of this size, made by hand: the client would leave files open."""
    head = 'Content-Disposition: form-data; name="%s"'
    parts = [
        f"--B\r\n{head % 'csrf_token'}\r\n\r\n{token}\r\n",
        f"--B\r\n{head % 'text'}\r\n\r\nein Satz dazu\r\n",
        f'--B\r\n{head % "datei"}; filename="a.pdf"\r\n\r\n',
    ]
    body = "".join(parts).encode() + b"a" * size + b"\r\n--B--\r\n"
    return client.post("/probe/datei", data=body, content_type="multipart/form-data; boundary=B")


def test_W12_a_form_may_be_long_and_only_an_upload_may_be_large(client, people, room):
    client.sign_in("aylin@example.org")
    assert client.post("/probe", data={"text": "a" * FORM_BYTES}).status_code == 413
    token = client.token("/probe")
    megabyte = 1024 * 1024
    assert f"{20 * megabyte} Bytes" in send_file(client, token, 20 * megabyte).text
    assert send_file(client, token, 22 * megabyte).status_code == 413


def test_the_text_beside_a_file_survives_the_end_of_the_session(client, room):
    answer = send_file(client, "x", 1_000_000)
    assert answer.status_code == 401
    assert "ein Satz dazu" in answer.text
    assert "Dateien müssen Sie danach noch einmal auswählen." in answer.text


ODD_BODIES = {
    "JSON": (b'{"text": "neu"}', {"Content-Type": "application/json"}),
    "plain text": (b"text=neu", {"Content-Type": "text/plain"}),
    "XML": (b"<text>neu</text>", {"Content-Type": "application/xml"}),
    "no type": (b"text=neu", {}),
    "no boundary": (b"--B\r\n", {"Content-Type": "multipart/form-data"}),
    "a boundary of a megabyte": (
        b"x",
        {"Content-Type": "multipart/form-data; boundary=" + "B" * 100_000},
    ),
    "no end": (
        b'--B\r\nContent-Disposition: form-data; name="text"\r\n\r\nneu',
        {"Content-Type": "multipart/form-data; boundary=B"},
    ),
    "an odd charset": (
        b"--B\r\nContent-Disposition: form-data; name=\"a\"; filename*=x-none''%ff\r\n\r\nneu\r\n--B--",
        {"Content-Type": "multipart/form-data; boundary=B"},
    ),
    "gzip": (gzip.compress(b"text=" + b"a" * 10_000_000), {"Content-Encoding": "gzip"}),
    "bytes that are no text": (b"text=%ff%fe%00", {}),
}


@pytest.mark.parametrize("case", ODD_BODIES)
def test_W14_W15_W16_a_body_that_is_no_form_of_ours_changes_nothing(client, people, room, case):
    client.sign_in("aylin@example.org")
    body, more = ODD_BODIES[case]
    headers = {"Referer": f"https://{HOST}/", "X-CSRFToken": client.token(room), **more}
    answer = client.post("/probe", data=body, headers=headers)
    assert 400 <= answer.status_code < 500
    assert probe.saved in ([], [""])


# --- the session ended while somebody was writing ---


def test_what_was_typed_survives_the_end_of_the_session(client, people, clock, room):
    client.sign_in("aylin@example.org")
    form = {"csrf_token": client.token("/probe"), "text": "ein langer Bericht", "seen": "3"}
    clock.pass_by(hours=2)
    expired = client.post("/probe", data=form)
    assert expired.status_code == 401
    assert "ein langer Bericht" in expired.text
    door = Page(expired.text).forms()[0] | {"email": "aylin@example.org"}
    wrong = client.post("/anmelden", data=door | {"password": "falsch"})
    assert "ein langer Bericht" in wrong.text
    door = Page(wrong.text).forms()[0] | {"email": "aylin@example.org"}
    back = client.post("/anmelden", data=door | {"password": "ein-langer-satz-ohne-zahl"})
    assert back.status_code == 200
    assert probe.saved == []  # only the person sends it, nothing sends itself
    again = Page(back.text).forms()[-1]
    assert again["seen"] == "3"
    assert client.post("/probe", data=again).status_code == 303
    assert probe.saved == ["ein langer Bericht"]


@pytest.mark.parametrize(
    "path", ["https://evil.com/", "//evil.com", "/abmelden", "/nirgends", "/probe?x=1"]
)
def test_T16_a_kept_form_is_sent_only_to_a_page_of_ours(client, people, room, path):
    more = {"kept_path": path, "kept-text": "x"}
    answer = client.send("/anmelden", {"email": "aylin@example.org", "password": "ein-langer-satz-ohne-zahl"} | more)  # fmt: skip
    assert (answer.status_code, answer.location) == (303, "/aufgaben#inhalt")


# --- the pages that say no ---


def subclasses(kind: type) -> set[type]:
    return {each for sub in kind.__subclasses__() for each in {sub, *subclasses(sub)}}


def test_every_error_of_the_engine_has_its_answer():
    assert set(ENGINE) == subclasses(errors.WorkflowError)


def example(kind: type[errors.WorkflowError]) -> errors.WorkflowError:
    blocker = errors.Blocker(reason=errors.Reason.NOT_ALLOWED, roles=("coordinator",))
    problem = errors.InputProblem(name="text", problem=errors.Problem.EMPTY)
    arguments = {
        errors.Rejected: (blocker,),
        errors.Forbidden: (blocker,),
        errors.InvalidInput: (problem,),
        errors.ConflictingChange: ("leitbild", "anlass", 7),
        errors.FileDamaged: (1, "0" * 64),
    }
    return kind(*arguments.get(kind, ()))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("kind", ENGINE, ids=lambda kind: kind.__name__)
def test_every_error_of_the_engine_has_a_sound_page(client, people, room, kind, method):
    client.sign_in("aylin@example.org")
    probe.failing.append(example(kind))
    if method == "get":
        answer = client.get("/probe/fehler")
        assert "nicht gespeichert" not in answer.text
    else:
        answer = client.send("/probe/fehler", {"text": "mein Text"}, token_from="/probe")
        assert "nicht gespeichert" in answer.text
        assert "mein Text" in answer.text
    assert answer.status_code == ENGINE[kind].status


def test_foreign_and_missing_look_the_same(client, people, room):
    client.sign_in("aylin@example.org")
    probe.failing.append(errors.NotFound())
    bodies = {client.get("/probe/fehler").text, client.get("/nirgends").text}
    assert len({without_command_ids(body) for body in bodies}) == 1


def without_command_ids(html: str) -> str:
    import re

    return re.sub(r'value="[^"]*"', "", html).replace("/probe/fehler", "").replace("/nirgends", "")


def test_who_may_not_is_told_who_can(client, people, room):
    client.sign_in("aylin@example.org")
    probe.failing.append(example(errors.Forbidden))
    assert "Das kann nur: Quartierskoordination." in client.get("/probe/fehler").text


def test_a_conflict_offers_both_ways_on(client, people, room):
    client.sign_in("aylin@example.org")
    probe.failing.append(example(errors.ConflictingChange))
    sent = {"text": "mein Text", "seen": "3", "command_id": "0" * 32}
    answer = client.send("/probe/fehler", sent, token_from="/probe")
    assert answer.status_code == 409
    again = Page(answer.text).forms()[-1]
    assert (again["text"], again["seen"]) == ("mein Text", "7")
    assert again["command_id"] != "0" * 32
    assert "Gespeicherten Stand behalten" in answer.text


def test_a_mistake_of_ours_gets_a_number_that_the_log_knows(client, app, people, room, caplog):
    client.sign_in("aylin@example.org")
    app.testing = False
    probe.failing.append(ZeroDivisionError("geheimer Text"))
    with caplog.at_level(logging.ERROR):
        answer = client.get("/probe/fehler")
    assert answer.status_code == 500
    assert "geheimer Text" not in answer.text
    number = answer.text.split("Vorgang ")[1].split(".")[0]
    assert any(number in record.getMessage() for record in caplog.records)


def test_W68_an_error_while_answering_an_error_is_answered_too(
    client, app, people, room, monkeypatch
):
    client.sign_in("aylin@example.org")
    app.testing = False
    probe.failing.append(ZeroDivisionError())
    monkeypatch.setattr(app.jinja_env, "get_template", lambda *_: 1 / 0)
    answer = client.get("/probe/fehler")
    assert answer.status_code == 500
    assert "Das hat nicht geklappt" in answer.text


def test_a_broken_database_is_said_without_asking_it(client, app, people, room, database):
    client.sign_in("aylin@example.org")
    with database.maintain() as connection:
        connection.exec_driver_sql("DROP TABLE session")
    app.testing = False
    answer = client.get("/probe")
    assert answer.status_code == 500
    assert "Telefon 01234 56-789" in answer.text


def test_every_status_we_send_has_words_of_its_own():
    titles = [refusal.title for refusal in HTTP.values()]
    assert len(set(titles)) == len(titles)
    for status, refusal in HTTP.items():
        assert refusal.status == status
        assert refusal.lines
