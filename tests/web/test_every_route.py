"""What holds for every address of the app, whoever asks: no route is left out by hand.

The parts of an address are filled with what the town really has, so that each page has something
true to show.
"""

import hashlib

import pytest
from werkzeug.routing import AnyConverter

from tests.web.conftest import ADMIN, COORDINATOR, DEVELOPER, MANAGER, STRANGER
from web.access import ROUTES, Audience
from web.app import create_app

REAL = {
    "q": "talaue",
    "step": "leitbild",
    "item": "anlass",
    "register": "partner",
    "number": 1,
    "approval": "rat",
    "exception": "zusagen",
    "obligation": "rat-1",
    "proposal": "1",
    "sha256": "0" * 64,
    "name": "a.pdf",
    "filename": "stil.css",
    "token": "x" * 43,
    "chapter_id": "begriffe",
    "code": "E001",
    "variant_id": "karlsruhe-muehlburg",
    "ort": "musterstadt",
    "v": "kleines-quartier",
    "run": 1,
}
OWNED = {"q", "ort"}  # parts of an address that belong to one municipality
ROLES = (COORDINATOR, MANAGER, DEVELOPER, STRANGER, ADMIN, "jan.roth@example.org")
OPEN = {
    ("account.start", "GET"),
    ("account.sign_in", "GET"),
    ("account.sign_in", "POST"),
    ("account.choose_language", "POST"),
    ("code.code", "GET"),
    ("code.code", "POST"),
    ("links.invited", "GET"),
    ("links.invited", "POST"),
    ("links.forgotten", "GET"),
    ("links.forgotten", "POST"),
    ("links.on_its_way", "GET"),
    ("links.recover", "GET"),
    ("links.recover", "POST"),
    ("help.show_all", "GET"),
    ("help.show", "GET"),
    ("help.message", "GET"),
    ("help.variant", "GET"),
    ("help.picture", "GET"),
    ("public.show", "GET"),
    ("public.report", "GET"),
    ("public.report", "POST"),
    ("static", "GET"),
}


def rules_of(app, method: str):
    for rule in app.url_map.iter_rules():
        route = ROUTES.get((rule.endpoint, method))
        if route is not None and method in rule.methods and rule.endpoint != "static":
            yield rule, route


def address(rule, **other: str) -> str:
    """The address of a rule for the quartier of the tests."""
    values = {}
    for name, converter in rule._converters.items():
        values[name] = min(converter.items) if isinstance(converter, AnyConverter) else REAL[name]
    _, path = rule.build(values | other)
    return path


def digest_of(database) -> str:
    """A digest of everything that is stored but for when a session was used."""
    with database.read() as connection:
        tables = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('session', 'throttle')"
        ).scalars()
        rows = [
            row
            for table in sorted(tables)
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")  # noqa: S608
        ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


@pytest.mark.parametrize("email", ROLES)
def test_looking_never_fails_and_never_changes_anything(app, signed_in, town, database, email):
    visitor = signed_in(email)
    before = digest_of(database)
    wrong = []
    for rule, _ in rules_of(app, "GET"):
        try:
            answer = visitor.get(address(rule))
            assert answer.status_code in {200, 302, 403, 404, 409}, (rule, answer.status_code)
        except AssertionError as error:
            wrong.append(error.args[0])
    assert wrong == []
    assert digest_of(database) == before


@pytest.mark.parametrize("email", [STRANGER, "jan.roth@example.org"])
def test_T01_what_is_foreign_looks_exactly_like_what_is_missing(app, signed_in, town, email):
    visitor = signed_in(email)
    for rule, _ in rules_of(app, "GET"):
        if not OWNED & rule.arguments:
            continue
        missing = visitor.get(address(rule, **dict.fromkeys(OWNED, "gibt-es-nicht")))
        foreign = visitor.get(address(rule))
        assert (foreign.status_code, missing.status_code) == (404, 404), rule
        assert bare(foreign.text) == bare(missing.text), rule


def bare(html: str) -> str:
    """A page without what is new in each answer: the tokens of its forms."""
    import re

    return re.sub(r'value="[^"]*"', "", html)


@pytest.mark.parametrize("email", [STRANGER, "jan.roth@example.org"])
def test_T01_nobody_changes_what_is_foreign(app, signed_in, town, database, email):
    visitor = signed_in(email)
    before = digest_of(database)
    token = visitor.token("/aufgaben")
    for rule, _ in rules_of(app, "POST"):
        if OWNED & rule.arguments:
            answer = visitor.post(address(rule), data={"csrf_token": token, "command_id": "0" * 32})
            assert answer.status_code == 404, rule
    assert digest_of(database) == before


def test_T01_the_name_of_a_foreign_quartier_appears_nowhere(app, signed_in, town):
    visitor = signed_in(STRANGER)
    for rule, _ in rules_of(app, "GET"):
        assert "Talaue" not in visitor.get(address(rule)).text, rule


@pytest.mark.parametrize("email", [COORDINATOR, MANAGER])
def test_T11_no_form_is_taken_without_its_token(app, signed_in, town, database, email):
    visitor = signed_in(email)
    before = digest_of(database)
    for rule, _ in rules_of(app, "POST"):
        answer = visitor.post(address(rule), data={"text": "neu"})
        assert answer.status_code == 400, rule
    assert digest_of(database) == before


@pytest.mark.parametrize("email", [COORDINATOR, MANAGER, DEVELOPER, ADMIN])
def test_W34_an_empty_form_or_one_of_nonsense_never_fails(app, signed_in, town, email):
    wrong = []
    visitor = signed_in(email)
    token = visitor.token("/aufgaben")
    for data in ({}, {"command_id": "x"}, {"command_id": "0" * 32, "seen": "0"}, {"role": "admin"}):
        for rule, _ in rules_of(app, "POST"):
            if rule.endpoint.startswith("account."):
                continue
            try:
                answer = visitor.post(address(rule), data={"csrf_token": token} | data)
                assert answer.status_code < 500, (rule, data)
            except AssertionError as error:
                wrong.append(error.args[0])
    assert wrong == []


def test_T04_strangers_at_the_door_reach_nothing_else(app, client):
    for method in ("GET", "POST"):
        for rule, route in rules_of(app, method):
            assert ((rule.endpoint, method) in OPEN) == (route.audience is Audience.EVERYONE)


def test_every_app_has_the_same_rules(settings, service):
    first, second = create_app(settings, service), create_app(settings, service)
    assert {str(rule) for rule in first.url_map.iter_rules()} == {
        str(rule) for rule in second.url_map.iter_rules()
    }


@pytest.mark.parametrize(("email", "roles"), [
    (COORDINATOR, "Quartierskoordination"), (MANAGER, "Quartiersmanagement"), (DEVELOPER, "Quartiersentwicklung"),
    ("jan.roth@example.org", ""),
])  # fmt: skip
def test_the_frame_says_who_is_here_as_what_and_where(signed_in, email, roles):
    html = signed_in(email).get("/aufgaben").text
    assert f"<span>{roles}</span>" in html
    assert "<small>Musterstadt</small>" in html


@pytest.mark.parametrize("email", [COORDINATOR, ""], ids=["signed in", "at the door"])
def test_W08_head_answers_as_get_does_and_is_no_attempt(app, signed_in, town, database, email):
    visitor = signed_in(email) if email else app.test_client()
    counted = "SELECT count(*) FROM throttle"
    with database.read() as connection:
        before = connection.exec_driver_sql(counted).scalar()
    wrong = [
        rule
        for rule, _ in rules_of(app, "GET")
        if visitor.head(address(rule)).status_code != visitor.get(address(rule)).status_code
    ]
    with database.read() as connection:
        after = connection.exec_driver_sql(counted).scalar()
    assert (wrong, after) == ([], before)
