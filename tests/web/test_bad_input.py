"""Bad input of every kind in every form of the app, whoever sends it (the list W-nn).

Rule: never a mistake of ours (5xx); what is refused leaves everything as it was; what was typed
stands on the page that refuses it.
"""

import shutil
import unicodedata
from contextlib import closing
from dataclasses import replace
from html import unescape
from io import BytesIO
from itertools import cycle

import pytest
from html5lib.html5parser import ParseError

from features.drivers.world import World
from tests.states import tell
from tests.web import conftest
from tests.web.conftest import ADMIN, COORDINATOR, DEVELOPER, MANAGER
from tests.web.every_form import AT_THE_DOOR, BEGINNINGS, Sender, forms_of
from tests.web.test_every_route import address, digest_of, rules_of
from web.access import ROUTES
from web.app import create_app
from web.input import COMMAND_ID, CSRF
from workflow.core import commands as c
from workflow.core.text import legible
from workflow.service import Service

ROLES = (COORDINATOR, MANAGER, DEVELOPER, ADMIN)


@pytest.fixture(scope="session")
def founded(tmp_path_factory, hashed):
    """The town of all other tests, with quartiere in every state."""
    folder = tmp_path_factory.mktemp("stadt")
    (folder / "dateien").mkdir()
    with World.opened(folder) as world:
        conftest._settle(world, hashed)
        tell(world)
    return folder, world


ELSEWHERE = {  # forms that need more than a page: their own tests send them nonsense
    "code.code": "test_second_factor",
    "own_factor.renew": "test_second_factor",
    "own_factor.turn_off": "test_second_factor",
    "accounts.reset_factor": "test_second_factor",
    "own_account.end_one": "test_own_account",
    "links.invited": "test_accounts",
    "items.step_remove_document": "test_rooms",
    "links.recover": "test_recovery",
    "public.report": "test_public_pages",
    # Who advises signs in with a second factor.
    "drafts.begin": "test_templates_room",
    "drafts.copy": "test_templates_room",
    "drafts.bring": "test_templates_room",
    "drafts.show": "test_templates_room",
    "drafts.replace": "test_templates_room",
    "drafts.discard": "test_templates_room",
    "draft_stations.publish": "test_templates_room",
    "draft_stations.ask": "test_templates_room",
    "comparing.rebase": "test_workbench_compare",
    # There has to be a newer version.
    "moving.plan": "test_workbench_moving",
    "moving.begin": "test_workbench_moving",
    "moving.go_on": "test_workbench_moving",
    "moving.stop": "test_workbench_moving",
    "steering.undo_move": "test_workbench_moving",
}


@pytest.fixture(scope="session")
def forms(founded, tmp_path_factory):
    """Every form of the app, each for the first who meets it."""
    folder = tmp_path_factory.mktemp("formulare")
    shutil.copytree(founded[0], folder, dirs_exist_ok=True)
    settings = replace(conftest.settings_for(folder), sends_mail=True)
    found = {}
    with closing(Service.open(settings.database_url, settings.attachments)) as service:
        app = create_app(settings, service, clock=conftest.SetClock())
        app.test_client_class = conftest.CheckedClient
        for email in (*ROLES, ""):
            visitor = app.test_client()
            if email:
                visitor.sign_in(email)
            for form in forms_of(app, visitor, email, BEGINNINGS if email else AT_THE_DOOR):
                found.setdefault(form.kind, form)
    return list(found.values())


@pytest.fixture
def settings(settings):
    return replace(settings, sends_mail=True)  # else nobody is asked for an address


@pytest.fixture
def sender(app, signed_in, settings):
    """Return who sends the forms of a person."""
    database = settings.attachments.parent / "daten.db"
    known = {}

    def of(form):
        if form.email not in known:
            visitor = signed_in(form.email) if form.email else app.test_client()
            known[form.email] = Sender(visitor, database, signed_in=bool(form.email))
        return known[form.email]

    return of


@pytest.fixture
def judge(database):
    """Send a form, judge the answer, and put everything back; return the status."""
    before = digest_of(database)

    def send(sender, form, data, **more):
        try:
            answer = sender.send(form, data, **more)
            assert answer.status_code in ANSWERS, f"answered with {answer.status_code}"
            if answer.status_code != 303:
                assert digest_of(database) == before, "refused, and yet something has changed"
            if answer.status_code in {400, 409, 422}:
                there = shown(answer)
                lost = [text for text in typed(form, data) if text not in there]
                assert not lost, f"{answer.status_code}: typed and lost: {lost}"
        finally:
            sender.start_anew()
        return answer.status_code

    return send


ANSWERS = frozenset({200, 303, 400, 401, 403, 404, 409, 413, 415, 422, 429})
SHOWN_AGAIN = frozenset({"text", "email", "day", "number"})
REFUSED = frozenset({200, 400, 401, 403, 404, 409, 413, 422})  # 200: a page at the door


NEUTRAL = "links.forgotten"  # the same answer to whatever is typed (W-40, W-44)


def typed(form, data) -> list[str]:
    """What a person typed, but for passwords: it must come back."""
    if not isinstance(data, dict):
        return []
    names = {each.name for each in form.controls if each.kind in SHOWN_AGAIN}
    texts = (text for name in names & data.keys() for text in data[name])
    return [plain(text) for text in texts if isinstance(text, str) and text.strip()]


def plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", legible(text)).split())


def shown(answer) -> str:
    """Everything that stands on a page, in its fields too."""
    return plain(unescape(answer.text))


def walked(forms, sender, judge, change, *kinds, allowed=REFUSED):
    """Send every form that asks for something of these kinds; return what went wrong."""
    wrong, asked = [], 0
    for form in forms:
        if not kinds or form.has(*kinds):
            asked += 1
            try:
                one = sender(form)
                status = judge(one, form, one.fields(form, change))
                assert status in allowed or form.endpoint == NEUTRAL, f"answered with {status}"
            except (AssertionError, ParseError) as error:
                wrong.append(f"{form}: {str(error)[:300]}")
    assert asked > 0
    return wrong


def assert_none(wrong):
    assert not wrong, chr(10).join(wrong)


def in_turn(kinds, values):
    """Change every control of these kinds, to one value after the other: each meets many forms."""
    following = cycle(values)

    def change(control):
        return next(following) if control.kind in kinds else None

    return change


def test_every_form_of_the_app_is_met(forms):
    routes = {endpoint for endpoint, method in ROUTES if method == "POST"}
    assert {form.endpoint for form in forms} | set(ELSEWHERE) == routes


# --- what cannot be read -------------------------------------------------------------------------

UNFIT = ["\0", "\x1b", "\x07", "\b", "\x7f", "\ufffe", "\ufdd0", "\u2028", "\u200b", "\u202e",
         b"\xed\xa0\x80".decode(errors="replace"), b"\xff\xfe".decode(errors="replace")]  # fmt: skip


def test_W21_characters_that_nothing_can_carry_are_refused_in_every_text(forms, sender, judge):
    bad = [f"vorher{each}nachher" for each in UNFIT]
    assert_none(walked(forms, sender, judge, in_turn({"text"}, bad), "text"))


def test_W24_a_text_that_is_too_long_is_refused_everywhere(forms, sender, judge):
    assert_none(walked(forms, sender, judge, in_turn({"text"}, ["x" * 20_001]), "text"))


def test_W28_W29_W42_what_is_no_day_no_number_and_no_address_is_asked_back(forms, sender, judge):
    days = ["2026-02-30", "29.02.2027", "0000-00-00", "9999-12-31", "2026-W13-7", "１５.０６.２０２６",
            "morgen", "1.1.1"]  # fmt: skip
    numbers = ["1e309", "NaN", "inf", "0x10", "--1", "٣", "9" * 400]
    emails = ["a@b.de\nBcc:x", "a@b.de,c@d", '"a b"@c', "a@b", "a@[127.0.0.1]", "a" * 255 + "@b.de"]
    for kind, values in (("day", days), ("number", numbers), ("email", emails)):
        assert_none(walked(forms, sender, judge, in_turn({kind}, values), kind))


def test_W32_what_no_list_offers_is_no_choice(forms, sender, judge):
    nowhere = ["gibt-es-nicht", "999999", "-1", "1e3", "٣", "2\0"]
    assert_none(walked(forms, sender, judge, in_turn({"choice"}, nowhere), "choice"))


# --- what is no form of ours ---------------------------------------------------------------------


def test_W19_T11_without_its_token_no_form_is_taken(forms, sender, judge):
    for token in ([], [""], ["x.y.z"]):
        wrong = []
        for form in forms:
            one = sender(form)
            status = judge(one, form, one.fields(form) | {CSRF: token})
            wrong += [f"{form}: {status}"] if status != 400 else []
        assert not wrong, chr(10).join(wrong)


ODD = {
    "W30 a single value twice": lambda data, name: {name: data[name] * 2},
    "W31 fields of nobody": lambda *_: {"actor_id": "1", "municipality_id": "1", "state": "done"},
    "W31 a role": lambda *_: {"created_at": "2020-01-01", "admin": "1"},
    "W34 no id": lambda *_: {COMMAND_ID: [""]},
    "W34 not hex": lambda *_: {COMMAND_ID: ["z" * 32]},
    "W34 an id of 100 kB": lambda *_: {COMMAND_ID: ["0" * 100_000]},
    "W34 seen is no number": lambda *_: {"seen": ["1e3"]},
}


def test_W30_W31_W34_what_no_page_of_ours_sends_is_refused(forms, sender, judge):
    wrong, cases = [], cycle(ODD)
    for form in forms:
        case, one = next(cases), sender(form)
        data = one.fields(form)
        single = [each.name for each in form.controls if each.kind not in {"choice", "file"}]
        commands = form.url.startswith("/quartiere/") and "seen" in dict(form.hidden)
        if not single or (case.startswith("W34") and not commands):
            continue  # a button alone reads nothing that somebody could add
        try:
            status = judge(one, form, data | ODD[case](data, single[0]))
            assert status in {400, 403, 404, 409, 422}, status
        except AssertionError as error:
            wrong.append(f"{form}: {case}: {error}")
    assert not wrong, chr(10).join(wrong)


BODIES = [
    (b'{"text": "neu"}', {"Content-Type": "application/json"}),
    (b"text=neu", {"Content-Type": "text/plain"}),
    (b"<text>neu</text>", {"Content-Type": "application/xml"}),
    (b"--B\r\n", {"Content-Type": "multipart/form-data"}),
    (b"--B\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nneu",
     {"Content-Type": "multipart/form-data; boundary=B"}),
    (b"text=" + b"a" * 300_000, {"Content-Type": "application/x-www-form-urlencoded"}),
    (b"text=%ff%fe%00", {"Content-Type": "application/x-www-form-urlencoded"}),
    (b"\x1f\x8b\x08\x00", {"Content-Encoding": "gzip"}),
]  # fmt: skip


def test_W12_W14_W15_W16_a_body_that_is_no_form_changes_nothing_anywhere(forms, sender, judge):
    wrong, bodies = [], cycle(BODIES)
    for form in (each for each in forms if each.controls):
        one, (body, headers) = sender(form), next(bodies)
        more = {"Referer": f"https://{conftest.HOST}/", "X-CSRFToken": one.token}
        try:
            status = judge(one, form, body, headers=more | headers)
            assert 400 <= status < 500, status
        except AssertionError as error:
            wrong.append(f"{form}: {headers}: {error}")
    assert not wrong, chr(10).join(wrong)


# --- what people may well write ------------------------------------------------------------------

LITERAL = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "</textarea>",
    "{{7*7}}", "${7*7}", "<svg/onload=alert(1)>", "&#x3c;b>", "' OR 1=1--", '"; DROP TABLE event', "\\'",
    "%", "_", "\\", "👩‍👩‍👧‍👦 🇩🇪", "שלום", "สวัสดี", "e" + "\u0300" * 1000, "ﷺ" * 300, "=1+1", "%s %(x)s {0}",
]  # fmt: skip


def test_W22_W25_W26_what_people_write_is_text_and_nothing_else(forms, sender, judge):
    """Each page that answers is checked (conftest): no script, no handler, no odd address."""
    allowed = REFUSED | {303}
    assert_none(walked(forms, sender, judge, in_turn({"text"}, LITERAL), "text", allowed=allowed))


def test_W22_W25_what_was_written_stands_there_unchanged(signed_in, town):
    visitor = signed_in(MANAGER)
    for text in LITERAL:
        town.do("Tom Brandt", c.AddComment(holder="leitbild", text=text))
        page = visitor.get(f"/quartiere/{town.slug}/verlauf").text
        assert plain(text) in plain(unescape(page)), text


# --- files ---------------------------------------------------------------------------------------

NAMES = ["../../x.pdf", "..\\x.pdf", "C:\\x.pdf", "con.txt", "NUL", "a.", ".htaccess", "-rf", "a;b.pdf", "😀.pdf",
         "x" * 300 + ".pdf", "gpj\u202e.exe", "a.pdf.exe", "a"]  # fmt: skip
CONTENTS = [
    b"GIF89a<script>",
    b"\x89PNG\r\n\x1a\n",
    b"junk %PDF-1.4",
    b"PK\x03\x04" + b"\0" * 40,
    b"",
    b"MZ",
]


def test_W45_W46_W48_W49_no_odd_file_fails_or_changes_anything_halfway(forms, sender, judge):
    names, contents = cycle(NAMES), cycle(CONTENTS)

    def change(control):
        if control.kind == "file":
            return (BytesIO(next(contents)), next(names))
        return None

    for _ in range(3):
        allowed = REFUSED | {303}
        assert_none(walked(forms, sender, judge, change, "file", allowed=allowed))


# --- twice ---------------------------------------------------------------------------------------


def test_W35_every_form_sent_twice_is_done_once_and_answers_the_same(forms, sender, database):
    wrong, taken = [], 0
    for form in forms:
        if form.endpoint in SIGNED_OUT or COMMAND_ID not in dict(form.hidden):
            continue
        one = sender(form)
        data = one.fields(form)
        first, after = one.send(form, data), digest_of(database)
        if first.status_code == 303:
            taken += 1
            second = one.send(form, one.fields(form) | {COMMAND_ID: data[COMMAND_ID]})
            same = (second.status_code, second.location) == (first.status_code, first.location)
            if not same or digest_of(database) != after:
                wrong.append(f"{form}: {second.status_code} {second.location}")
        elif first.status_code not in {403, 409, 422}:
            wrong.append(f"{form}: {first.status_code}")
        one.start_anew()
    assert not wrong, chr(10).join(wrong)
    assert taken > 20


# A new link each time, access ended anew each time: that is what is asked for there. Who is signed
# out can send nothing twice.
SIGNED_OUT = frozenset({"accounts.renew", "accounts.close", "account.sign_out", "own_account.change_password", "own_account.end_all"})  # fmt: skip


# --- addresses -----------------------------------------------------------------------------------

ASKED = ("suche", "sort", "seite", "fehlt", "archiv", "stand", "q", "leitung", "phase", "lage", "was", "ab", "bis",
         "von", "vor", "wer", "next", "vorlage", "schritt", "feld-stand", "stand", "nur", "jahr")  # fmt: skip


@pytest.mark.parametrize("email", [COORDINATOR, ADMIN])
def test_W26_W54_what_an_address_asks_badly_is_asked_for_nothing(app, signed_in, database, email):
    visitor, wrong = signed_in(email), []
    values = cycle(
        [*LITERAL, *UNFIT, "a" * 5_000, '"unbalanced', "*", "AND OR NOT", "-1", "9" * 30]
    )
    before = digest_of(database)
    for rule, _ in rules_of(app, "GET"):
        for _ in range(2):
            query = {name: next(values) for name in ASKED}
            try:
                here = {"q": "rosenau"} if "q" in rule.arguments else {}
                answer = visitor.get(address(rule, **here), query_string=query)
                assert answer.status_code in {200, 302, 400, 403, 404}, answer.status_code
            except (AssertionError, ParseError) as error:
                wrong.append(f"{rule}: {error}")
    assert not wrong, chr(10).join(wrong)
    assert digest_of(database) == before
