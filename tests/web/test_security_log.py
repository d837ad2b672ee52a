"""The security log tells who came in and who was kept out, and nothing about people."""

import json
import logging
import re
from pathlib import Path

import pytest

from tests.web.conftest import MANAGER, PASSWORD, STRANGER
from web import paths
from web.security_log import NAME

ROOT = Path(__file__).parents[2]


def test_the_handbook_names_every_event_that_is_written():
    sources = (file.read_text("utf-8") for file in (ROOT / "web").rglob("*.py"))
    written = {event for text in sources for event in re.findall(r'\brecord\(\s*"(\w+)"', text)}
    table = (
        (ROOT / "docs" / "betrieb.md").read_text("utf-8").partition("## Sicherheitsprotokoll")[2]
    )
    assert written == set(re.findall(r"`([a-z]+_[a-z_]+)`", table))


@pytest.fixture(autouse=True)
def heard(monkeypatch):
    """What a running server sends to its output alone is heard here as well."""
    monkeypatch.setattr(logging.getLogger(NAME), "propagate", True)


@pytest.fixture
def lines(caplog):
    """The events of the security log so far, as they were written."""
    caplog.set_level(logging.INFO, NAME)

    def read() -> list[dict]:
        return [json.loads(each.getMessage()) for each in caplog.records if each.name == NAME]

    return read


def test_coming_and_going_is_written_down(signed_in, people, lines):
    visitor = signed_in(MANAGER)
    visitor.send("/abmelden", token_from="/aufgaben")
    account = people["Tom Brandt"]
    assert [(each["event"], each["account"], each.get("tried")) for each in lines()] == [
        ("authn_login_success", None, account),
        ("session_ended", account, None),
    ]


def test_being_kept_out_is_written_down(client, people, lines):
    client.sign_in(MANAGER, "falsch")
    client.sign_in("niemand@example.org", "falsch")
    for _ in range(10):
        client.sign_in(MANAGER, "falsch")
    events = lines()
    assert [each["event"] for each in events] == ["authn_login_fail"] * 11 + [
        "excess_rate_limit_exceeded"
    ]
    assert [each["tried"] for each in events[:2]] == [people["Tom Brandt"], 0]


def test_reaching_for_what_is_foreign_is_written_down(signed_in, people, town, lines):
    signed_in(STRANGER).get("/quartiere/talaue")
    last = lines()[-1]
    assert (last["event"], last["status"], last["account"]) == ("authz_fail", 404, people["fremd"])


def test_handing_out_a_file_is_written_down(signed_in, town, lines):
    (document,) = town.item("leitbild", "entwurf").documents
    signed_in(MANAGER).get(paths.file("talaue", document.sha256, str(document.name)))
    last = lines()[-1]
    assert (last["event"], last["file"]) == ("sensitive_read", document.sha256)


def test_a_log_tells_nothing_about_people(client, people, caplog):
    caplog.set_level(logging.DEBUG)
    client.sign_in(f"{MANAGER}\r\nX: y", PASSWORD)
    client.sign_in(MANAGER, "Kanarienvogel")
    client.sign_in(MANAGER)
    client.send("/quartiere/talaue/lage", {"reason": "Kanarienvogel"}, token_from="/aufgaben")
    said = "\n".join(each.getMessage() for each in caplog.records)
    for secret in ("Kanarienvogel", PASSWORD, "tom.brandt", "Brandt", "127.0.0.1"):
        assert secret not in said
    for each in caplog.records:
        if each.name == NAME:
            assert "\n" not in each.getMessage()
