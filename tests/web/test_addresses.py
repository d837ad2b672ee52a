"""What is an address of ours and what is not; who may open it; where `next` may lead."""

import ast
from pathlib import Path
from urllib.parse import urljoin

import pytest
from werkzeug.routing import AnyConverter

import web
from tests.web import probe
from tests.web.conftest import HOST
from web.access import ROUTES, Audience
from web.app import create_app

NUMBERS_THAT_ARE_NONE = [
    "99999999999999999999", "-1", "0", "007", "1e3", "1_0", "%D9%A1%D9%A2", "1.0", "+1", "１２", "9007199254740993",
    "%31%20", "9" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS_THAT_ARE_NONE)
def test_W01_W02_what_is_no_number_of_ours_is_no_address(client, people, room, number):
    client.sign_in("aylin@example.org")
    assert client.get(f"{room}/{number}/leitbild").status_code == 404


def test_W01_a_number_of_ours_is_an_address(client, people, room):
    client.sign_in("aylin@example.org")
    assert client.get(f"{room}/9007199254740992/leitbild").status_code == 200


@pytest.mark.parametrize(
    "slug", ["Leitbild", "leit_bild", "-a", "1a", "ä", "a" * 65, "a%20b", "a.b", "a%00"]
)
def test_a_slug_is_a_small_ascii_word(client, people, room, slug):
    client.sign_in("aylin@example.org")
    assert client.get(f"{room}/1/{slug}").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/%00", "/probe%0d%0aX:y", "/%ff%fe", "/%c0%ae%c0%ae", "/%ed%a0%80", "/..%2f..%2fetc%2fpasswd", "/..\\x",
     "/%2e%2e/x", "/probe;x=1", "/static/../app.py", "/static/%2e%2e/app.py", "/.git/config", "/.env",
     "/instance/app.db", "/debug", "/console", "/PROBE", "/probe/"],
)  # fmt: skip
def test_W04_W05_W64_what_is_no_path_of_ours_is_not_found(client, people, room, path):
    client.sign_in("aylin@example.org")
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["//probe", "/probe//", "/./probe", "///evil.com/"])
def test_W06_odd_slashes_lead_nowhere_else(client, people, room, path):
    client.sign_in("aylin@example.org")
    answer = client.get(path)
    if answer.status_code == 404:
        return
    assert answer.status_code in {200, 308}
    if answer.location:
        assert urljoin(f"https://{HOST}/", answer.location).startswith(f"https://{HOST}/")


def test_W08_a_question_about_methods_is_not_answered(client, people, room):
    client.sign_in("aylin@example.org")
    assert client.options(room).status_code == 405
    assert client.options("/static/stil.css").status_code == 405


def test_W08_head_is_get_without_a_body(client, people, room):
    client.sign_in("aylin@example.org")
    answer = client.head(room)
    assert (answer.status_code, answer.data) == (200, b"")


@pytest.mark.parametrize(
    "host", ["evil.com", f"app@{HOST}", f"{HOST}:99999", "", f"{HOST}.evil.com"]
)
def test_W09_an_unknown_host_is_refused(app, host):
    plain = app.test_client()
    answer = plain.get("/anmelden", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text


def test_W10_forged_headers_of_a_proxy_are_ignored(app, room):
    answer = app.test_client().get(
        "/anmelden", headers={"X-Forwarded-Host": "evil.com", "X-Forwarded-Prefix": "/evil"}
    )
    assert "evil" not in answer.text


# --- the table ---


def test_T04_every_address_stands_in_the_table_and_nothing_else(app):
    in_the_app = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or ()) - {"HEAD"}
    }
    assert in_the_app == set(ROUTES)


def test_T04_strangers_reach_only_the_door_and_the_style_sheet():
    public = {key for key, route in ROUTES.items() if route.audience is Audience.EVERYONE}
    assert public == {
        ("static", "GET"),
        ("help.show_all", "GET"),
        ("help.show", "GET"),
        ("help.message", "GET"),
        ("help.variant", "GET"),
        ("help.picture", "GET"),
        ("public.show", "GET"),
        ("public.report", "GET"),
        ("public.report", "POST"),
        ("account.start", "GET"),
        ("account.sign_in", "GET"),
        ("account.sign_in", "POST"),
        ("code.code", "GET"),
        ("code.code", "POST"),
        ("links.invited", "GET"),
        ("links.invited", "POST"),
        ("links.forgotten", "GET"),
        ("links.forgotten", "POST"),
        ("links.on_its_way", "GET"),
        ("links.recover", "GET"),
        ("links.recover", "POST"),
        ("account.choose_language", "POST"),
    }


def test_T04_a_route_without_a_rule_is_refused_and_logged(client, people, room, caplog):
    client.sign_in("aylin@example.org")
    assert client.get("/probe/vergessen").status_code == 403
    assert [
        record.levelname for record in caplog.records if "without a rule" in record.message
    ] == ["CRITICAL"]


def test_every_page_asks_a_stranger_to_sign_in(app, client, room):
    for rule in app.url_map.iter_rules():
        route = ROUTES.get((rule.endpoint, "GET"))
        if route is None or route.audience is Audience.EVERYONE or "GET" not in rule.methods:
            continue
        path = example_of(rule)
        answer = client.get(path)
        assert (answer.status_code, answer.location) == (302, f"/anmelden?next={path}")


def test_every_form_of_a_stranger_is_refused(app, client, room):
    for rule in app.url_map.iter_rules():
        route = ROUTES.get((rule.endpoint, "POST"))
        if route is None or route.audience is Audience.EVERYONE or "POST" not in rule.methods:
            continue
        assert client.send(example_of(rule)).status_code == 401, rule


def example_of(rule) -> str:
    """An address of the rule with an example for each of its parts."""
    examples = {
        "number": 1,
        "slug": "talaue",
        "exception": "zusagen",
        "digest": "0" * 64,
        "filename": "a.pdf",
    }
    values = {
        name: min(each.items)
        if isinstance(each, AnyConverter)
        else examples[type(each).__name__.removesuffix("Converter").lower()]
        for name, each in rule._converters.items()
    }
    _, path = rule.build(values)
    return path


# --- where `next` leads (T-16) ---

NOT_OURS = [
    "//evil", "/\\evil", "/\t/evil", "\n//evil", "https:evil", "///evil", "javascript:alert(1)", "data:text/html,x",
    "http:///evil", "/%09/evil", "@evil", ".evil", "https://evil.com", "//evil.com/probe", "/probe@evil", "probe",
    "/anmelden", "/anmelden?next=/anmelden", "/anmelden?next=//evil", "/abmelden", "/static/stil.css", "/nirgends",
    "/probe\r\nSet-Cookie: a=b", "/probe#x", "http:/evil", "\\\\evil", "/\\/evil", "//\\evil", "/ /evil", " /probe",
    "/probe/%2e%2e/x", "/;@evil.com", "http://[::1]/", "ftp://evil", "//[evil]", "/probe?x=//evil", "/" + "a" * 3000,
    "https://quartiersweg.example.org@evil.com/", "/.", "/..//evil", "/probe\x00", "/\u2028/evil", "／／evil", "/https://evil",
]  # fmt: skip


@pytest.mark.parametrize("wanted", NOT_OURS)
def test_T16_W39_next_never_leads_away(client, people, room, wanted):
    answer = client.sign_in("aylin@example.org", next=wanted)
    assert (answer.status_code, answer.location) == (303, "/aufgaben#inhalt")


@pytest.mark.parametrize(
    "wanted", ["/probe", "/probe?stand=geplant&sort=-bis", "/probe/3/leitbild"]
)
def test_T16_next_leads_to_a_page_of_ours(client, people, room, wanted):
    door = client.get(wanted)
    assert door.status_code == 302
    answer = client.sign_in("aylin@example.org", next=wanted)
    assert answer.location == f"{wanted}#inhalt"


def test_the_door_carries_next_in_its_form(client, room):
    from tests.web.page import Page

    answer = client.get(client.get("/probe?a=b").location)
    assert Page(answer.text).forms()[0]["next"] == "/probe?a=b"


def test_no_view_reads_where_to_go_by_itself():
    """Only `destination` may turn something typed into a redirect."""
    for file in Path(web.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "redirect":
                assert "request" not in ast.unparse(node), file


def test_the_app_is_made_anew_for_each_configuration(settings, service):
    assert create_app(settings, service) is not create_app(settings, service)
    assert probe.blueprint.name not in create_app(settings, service).blueprints
