"""Process definitions in the web: who sees what, drafts from the first letter to the last."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from werkzeug.datastructures import MultiDict

from features.drivers.world import PROCESS
from tests.storage.overtaken import Overtaken
from tests.web.conftest import (
    ADMIN,
    COORDINATOR,
    DEVELOPER,
    MANAGER,
    PASSWORD,
    SPARE_CODE,
    START,
    STRANGER,
)
from tests.web.page import Page, text_of
from web import paths
from web.presenters.templates_place import Bench
from workflow.core.errors import NotFound
from workflow.core.municipality_settings import ChangeSettings, Settings
from workflow.storage import queries
from workflow.storage.queries import Town, VersionRow
from workflow.workbench import Workbench

V, TOWN = "kleines-quartier", "musterstadt"
HERE, NEW = paths.templates(TOWN), paths.new_draft(TOWN)
DRAFT, VERSION = paths.draft(TOWN, V), paths.version(TOWN, V, 1)
TEXT = PROCESS.read_text("utf-8")
NEXT = TEXT.replace("version: 1", "version: 2", 1)
BROKEN = NEXT.replace("role: manager", "role: manger", 1)
ID = {"command_id": "0" * 32}


@pytest.fixture
def samir(consultant):
    return consultant()


@pytest.fixture
def begun(samir):
    """Samir, with a draft of the next version."""
    answer = samir.send(paths.new_draft(TOWN, "kopie"), ID | {"version": f"{V}@1"}, token_from=HERE)
    assert (answer.status_code, answer.location) == (303, f"{DRAFT}#meldung")
    return samir


@pytest.fixture
def kept(town):
    """Read a draft as it is kept."""

    def read(slug: str = V):
        with town.service.reading(town.accounts["Petra Voss"]) as reading:
            return queries.draft(reading, town.municipality, slug)

    return read


def multipart(visitor, path, fields, file=None):
    """Send a form as a browser does; made by hand, because the client would leave a big one open."""
    token = fields.get("csrf_token") or visitor.token(HERE)
    fields = ID | fields | {"csrf_token": token}
    head = 'Content-Disposition: form-data; name="%s"'
    parts = [f"--B\r\n{head % key}\r\n\r\n{value}\r\n".encode() for key, value in fields.items()]
    if file is not None:
        content, name = file
        start = f'--B\r\n{head % "file"}; filename="{name}"\r\n\r\n'
        parts += [start.encode(), content, b"\r\n"]
    body = b"".join((*parts, b"--B--\r\n"))
    return visitor.post(path, data=body, content_type="multipart/form-data; boundary=B")


def save(visitor, text, seen=1):
    return multipart(visitor, DRAFT, {"seen": str(seen), "text": text})


def upload(visitor, path, content, name="egal.txt", **more):
    return multipart(visitor, path, more, (content, name))


# --- who -------------------------------------------------------------------------------------


def test_who_writes_and_who_reads_definitions_finds_the_way_to_them(signed_in, samir):
    for visitor in (samir, signed_in(COORDINATOR)):
        assert f'href="{paths.TEMPLATES}"' in visitor.get("/konto").text
        page = visitor.get(HERE).text
        assert "Ein kleines Quartier, Version 1" in page
        assert "1 Quartier" in page
    assert "Entwurf beginnen" in samir.get(HERE).text
    assert "Entwurf beginnen" not in signed_in(COORDINATOR).get(HERE).text


@pytest.mark.parametrize("email", [MANAGER, DEVELOPER, ADMIN])
def test_for_others_there_are_no_definitions(begun, signed_in, email):
    visitor = signed_in(email)
    assert f'href="{paths.TEMPLATES}"' not in visitor.get("/konto").text
    for path in (
        HERE,
        paths.template(TOWN, V),
        VERSION,
        f"{VERSION}.yaml",
        DRAFT,
        f"{DRAFT}.yaml",
        NEW,
    ):
        assert visitor.get(path).status_code == 404, path
    answer = visitor.send(DRAFT, ID | {"seen": "1", "text": "x"}, token_from="/konto")
    assert answer.status_code == 404


def test_T01_a_foreign_draft_looks_like_none(begun, signed_in):
    visitor = signed_in(STRANGER)
    assert V not in visitor.get(HERE).text
    for path in (DRAFT, f"{DRAFT}.yaml", VERSION, paths.template(TOWN, V)):
        assert visitor.get(path).status_code == 404, path


def test_the_coordination_reads_a_draft_and_writes_none(begun, signed_in, kept):
    petra = signed_in(COORDINATOR)
    page = petra.get(DRAFT)
    assert "Sie lesen mit" in page.text
    assert "Speichern und prüfen" not in page.text
    assert save(petra, BROKEN).status_code == 403
    assert petra.get(f"{DRAFT}/verwerfen").status_code == 403
    assert petra.get(NEW).status_code == 403
    assert kept().edition == 1


# --- versions --------------------------------------------------------------------------------


def test_a_version_is_read_step_by_step_and_handed_out(samir, town):
    page = samir.get(VERSION).text
    assert "Leitbild" in page
    assert "Freigabe: " in page
    assert "13 Quartiere" not in page
    file = samir.get(f"{VERSION}.yaml")
    assert file.headers["Content-Disposition"] == f"attachment; filename={V}-1.yaml"
    assert "\nid: kleines-quartier\n" in file.text  # known in canonical form alone: still YAML


def test_what_ships_can_be_read_before_it_is_published(samir):
    page = samir.get(paths.version(TOWN, "kda-10-schritte", 1)).text
    assert "wird mitgeliefert, ist nicht veröffentlicht" in page
    assert samir.get(f"{paths.version(TOWN, 'kda-10-schritte', 1)}.yaml").text.startswith("# yaml")


def test_a_version_is_withdrawn_with_a_reason(signed_in, town):
    petra, path = signed_in(COORDINATOR), f"{VERSION}/rueckzug"
    asked = petra.send(path, ID | {"reason": " "}, token_from=HERE)
    assert asked.status_code == 422
    assert "Geben Sie „Begründung“ ein" in asked.text
    done = petra.send(path, ID | {"reason": "Ein Schritt fehlt"}, token_from=HERE)
    assert (done.status_code, done.location) == (303, f"{VERSION}#meldung")
    page = petra.get(VERSION).text
    assert "Ein Schritt fehlt" in page
    assert "Version zurückziehen" not in page
    assert petra.get("/quartiere/neu").status_code == 404


# --- beginning -------------------------------------------------------------------------------


def test_a_draft_begins_as_a_copy_that_counts_the_version_up(begun, kept):
    assert "\nversion: 2\n" in kept().text
    assert kept().errors == 0


def test_drafts_of_one_id_are_told_apart_wherever_they_are_named(begun):
    save(begun, BROKEN)
    begun.send(paths.new_draft(TOWN, "kopie"), ID | {"version": f"{V}@1"}, token_from=HERE)
    second = paths.draft(TOWN, f"{V}-2")
    begun.send(second, ID | {"seen": "1", "text": BROKEN + "# 2"}, token_from=HERE)
    links = {a.get("href"): text_of(a) for a in Page(begun.get(HERE).text).all("a")}
    assert (links[DRAFT], links[second]) == (V, f"{V} ({V}-2)")
    assert f"Entwurf „{V} ({V}-2)“: 1 Fehler" in begun.get("/aufgaben").text
    assert Page(begun.get(DRAFT).text).title() != Page(begun.get(second).text).title()


def test_a_draft_begins_as_an_overlay_that_is_sound(samir, kept):
    form = {"base": "kda-10-schritte@1", "title": "Mühlburg: 'so' #1", "identity": "muehlburg"}
    answer = samir.send(NEW, ID | form, token_from=NEW)
    assert answer.location == "/vorlagen/musterstadt/muehlburg/entwurf#meldung"
    assert kept("muehlburg").errors == 0
    again = samir.send(NEW, ID | form, token_from=NEW)
    assert again.location == answer.location  # a second click begins no second draft


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"base": "gibt-es-nicht@1"}, "Wählen Sie eine Grundlage aus der Liste"),
        ({"identity": "Mühlburg"}, "Schreiben Sie die Id mit Kleinbuchstaben"),
        ({"identity": ""}, "Schreiben Sie die Id mit Kleinbuchstaben"),
        ({"identity": "kda-10-schritte"}, "So heißt schon die Grundlage. Geben Sie"),
        ({"title": ""}, "Geben Sie einen Titel in einer Zeile ein"),
    ],
)
def test_what_is_wrong_with_a_beginning_is_said_beside_it(samir, wrong, told):
    form = {"base": "kda-10-schritte@1", "title": "Mühlburg", "identity": "muehlburg"} | wrong
    answer = samir.send(NEW, ID | form, token_from=NEW)
    assert answer.status_code == 422
    assert answer.text.count(told) == 2  # in the summary and beside the question
    assert Page(answer.text).title().startswith("Fehler: ")
    for name in form.keys() - {"base"}:
        assert form[name] in answer.text


def test_a_draft_begins_with_a_file_whatever_it_is_called(samir, kept):
    answer = upload(samir, paths.new_draft(TOWN, "datei"), BROKEN.encode(), "../../böse.exe")
    assert answer.location == f"{DRAFT}#meldung"
    assert kept().text == BROKEN
    assert kept().errors == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Wählen Sie eine Datei aus"),
        (b"a" * 1_048_577, "Die Datei ist zu groß"),
        (b"title: Stra\xdfe", "Das Zeichen mit dem Byte 0xDF ist kein UTF-8."),
        (b"\xff\xfe\x00", "Die Datei ist als UTF-16 gespeichert."),
        (b"PK\x03\x04\x14", "Das ist keine YAML-Datei, sondern: Excel, Word, ZIP."),
        (b"%PDF-1.7\n%\xe2\xe3", "Das ist keine YAML-Datei, sondern: PDF."),
        (b"title: a\0b", "Die Datei ist kein Text."),
    ],
)
def test_Y86_a_file_that_is_no_text_is_refused_kindly(begun, kept, content, told):
    for path in (paths.new_draft(TOWN, "datei"), f"{DRAFT}/datei"):
        more = {"seen": "1"} if path.startswith(DRAFT) else {}
        answer = upload(begun, path, content, **more)
        assert answer.status_code == 422
        (summary,) = (each for each in Page(answer.text).all("div") if each.get("id") == "fehler")
        assert told in text_of(summary)
        assert {a.get("href") for a in summary.iter("a")} == {"#file"}
        (field,) = (each for each in Page(answer.text).all("input") if each.get("id") == "file")
        assert field.get("aria-invalid") == "true"
        assert all(area.get("aria-invalid") is None for area in Page(answer.text).all("textarea"))
    assert kept().edition == 1


# --- writing ---------------------------------------------------------------------------------


def test_a_draft_with_errors_is_saved_and_every_error_shown(begun, kept):
    answer = save(begun, BROKEN)
    assert (answer.status_code, answer.location) == (303, f"{DRAFT}#meldung")
    assert kept().text == BROKEN
    page = begun.get(DRAFT)
    line = BROKEN.split("\n").index(next(x for x in BROKEN.split("\n") if "manger" in x)) + 1
    assert f"Fehler, Zeile {line}, Spalte" in page.text
    assert "Meinten Sie „manager“?" in page.text
    assert f'href="{paths.message("E051")}"' in page.text
    mark = Page(page.text).all("mark")[0]
    assert "manger" in text_of(mark)
    assert "Fehler: " in Page(page.text).title()
    assert "erst ohne Fehler möglich" in page.text
    assert "1 Fehler" in begun.get(HERE).text


def test_of_two_who_save_at_once_neither_loses_a_word(begun, consultant, kept):
    mira = consultant("Mira Wolf")
    save(begun, NEXT.replace("Ein kleines Quartier", "Am Fluss"))
    mine = NEXT.replace("Ein kleines Quartier", "Am Berg")
    answer = save(mira, mine)
    assert answer.status_code == 409
    assert "Samir Haddad hat den Entwurf um" in answer.text
    assert "Am Fluss" in answer.text
    (area,) = Page(answer.text).all("textarea")
    assert "".join(area.itertext()).strip() == mine.strip()
    assert "Am Fluss" in kept().text
    form = next(each for each in Page(answer.text).forms() if each.get("seen"))
    assert form["seen"] == "2"
    assert save(mira, mine, seen=2).status_code == 303
    assert "Am Berg" in kept().text


def test_a_long_text_typed_before_the_session_ended_comes_back_in_its_field(begun, clock, kept):
    before, typed = kept().text, f"{NEXT}\n# {'ä: ö ' * 60_000}"
    assert len(typed.encode()) > 400_000
    form = {"csrf_token": begun.token(HERE), "seen": "1", "text": typed}
    clock.pass_by(hours=2)
    door = multipart(begun, DRAFT, form)
    assert door.status_code == 401
    own = {"email": "samir.haddad@example.org"}
    refused = begun.post("/anmelden", data=carried(door) | own | {"password": "falsch"})
    asked = begun.post("/anmelden", data=carried(refused) | own | {"password": PASSWORD})
    back = begun.post("/anmelden/code", data=carried(asked) | {"code": SPARE_CODE})
    assert "Ihre Eingabe ist noch da" in back.text
    (field,) = (each for each in Page(back.text).all("textarea") if each.get("name") == "text")
    assert field.text.removeprefix("\n") == typed
    assert kept().text == before
    assert save(begun, typed).status_code == 303
    assert kept().text == typed


def carried(answer):
    """What the first form of a page brings along."""
    return Page(answer.text).forms()[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [("ä" * 600_000, "größer als 1 MB"), ("title: a\0b", "unsichtbares Zeichen")],
)
def test_what_cannot_be_kept_is_said_and_stays_typed(begun, kept, text, told):
    answer = save(begun, text)
    assert answer.status_code == 422
    assert told in answer.text
    assert text.replace("\0", "")[:500] in answer.text
    assert kept().edition == 1


def test_a_draft_is_handed_out_and_thrown_away(begun, town):
    assert "kleines-quartier" in begun.get(f"{DRAFT}.yaml").text
    page = begun.get(f"{DRAFT}/verwerfen")
    form = MultiDict(next(each for each in Page(page.text).forms() if each.get("seen")))
    assert begun.post(f"{DRAFT}/verwerfen", data=form).location == f"{HERE}#meldung"
    with town.service.reading(town.accounts["Petra Voss"]) as reading, pytest.raises(NotFound):
        queries.draft(reading, town.municipality, V)


def test_a_form_that_lost_its_fields_empties_no_draft(begun, kept):
    answer = begun.send(DRAFT, {"seen": "1"}, token_from=HERE)
    assert answer.status_code == 400
    assert begun.send(DRAFT, ID | {"seen": "1", "x": "y"}, token_from=HERE).status_code == 400
    assert kept().edition == 1


# --- preview and publishing --------------------------------------------------------------------


def test_the_preview_shows_any_step_as_any_role_and_leads_nowhere(begun):
    page = begun.get(f"{DRAFT}/vorschau?schritt=leitbild&rolle=coordinator&zustand=angefragt")
    assert page.status_code == 200
    assert "Vorschau, keine echten Daten" in page.text
    assert "/quartiere/beispiel" not in page.text
    chosen = [
        each.get("value") for each in Page(page.text).all("option") if "selected" in each.attrib
    ]
    assert chosen == ["leitbild", "coordinator", "angefragt"]
    assert "Knopf „" in page.text


def test_the_preview_labels_what_is_new_and_what_has_changed(begun, kept):
    before, steps, rest = kept().text.partition("\nsteps:\n")
    new = "    checklist:\n      neu:\n        text: Etwas Neues\n        role: manager\n"
    text = before + steps + rest.replace("    checklist:\n", new, 1)
    assert save(begun, text).status_code == 303
    assert kept().errors == 0
    page = begun.get(f"{DRAFT}/vorschau?schritt=leitbild").text
    assert page.count("neu in Version 2") == 1


def test_what_a_preview_is_asked_badly_falls_back(begun):
    for query in ("schritt=gibt-es-nicht", "rolle=admin", "zustand=%00", "schritt=a&schritt=b"):
        assert begun.get(f"{DRAFT}/vorschau?{query}").status_code == 200, query


def test_a_draft_with_errors_has_no_preview_and_nothing_to_publish(begun):
    save(begun, BROKEN)
    assert "Die Vorschau zeigt ihn, sobald" in begun.get(f"{DRAFT}/vorschau").text
    page = begun.get(f"{DRAFT}/veroeffentlichung")
    assert "Veröffentlichen lässt er sich erst ohne" in page.text
    assert not [form for form in Page(page.text).forms() if "seen" in form]
    assert deed(begun, "veroeffentlichung", seen=2).status_code == 409


def deed(visitor, what, seen=1):
    return visitor.send(f"{DRAFT}/{what}", ID | {"seen": str(seen)}, token_from=HERE)


def test_a_draft_is_published_as_it_was_shown(begun, signed_in):
    page = begun.get(f"{DRAFT}/veroeffentlichung").text
    assert "Version 2 veröffentlichen" in page
    assert "Was sich gegenüber Version 1 ändert" in page
    answer = deed(begun, "veroeffentlichung")
    assert (answer.status_code, answer.location) == (303, f"{paths.version(TOWN, V, 2)}#meldung")
    assert "von Ihnen" in begun.get(paths.version(TOWN, V, 2)).text
    assert "Diese Version ist veröffentlicht" in begun.get(f"{DRAFT}/veroeffentlichung").text
    row = next(row for row in Page(begun.get(HERE).text).all("tr") if V in text_of(row))
    assert "veröffentlicht" in text_of(row)
    assert "ohne Fehler" not in text_of(row)
    assert "Version 2" in signed_in(COORDINATOR).get("/quartiere/neu").text


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("veroeffentlichung", "Noch ist nichts veröffentlicht"),
        ("anfrage", "Noch ist nichts veröffentlicht"),
        ("verwerfen", "Der Entwurf ist noch da"),
    ],
)
def test_what_somebody_saved_meanwhile_is_seen_before_anything_is_done_with_it(
    begun, consultant, kept, what, told
):
    save(consultant("Mira Wolf"), NEXT.replace("Ein kleines Quartier", "Am Fluss"))
    answer = deed(begun, what)
    assert answer.status_code == 409
    (heading,) = (each for each in Page(answer.text).all("h2") if each.get("id") == "fehler-titel")
    assert text_of(heading) == told
    assert "Mira Wolf hat den Entwurf um" in answer.text
    assert "Meine Eingabe speichern" not in answer.text
    assert "2" in {form.get("seen") for form in Page(answer.text).forms()}
    assert "Am Fluss" in kept().text
    assert begun.get(paths.version(TOWN, V, 2)).status_code == 404


def test_what_was_withdrawn_in_that_moment_is_said_on_the_page(samir, service, settings, town):
    form = {"base": f"{V}@1", "title": "Unsere", "identity": "unsere"}
    assert samir.send(NEW, ID | form, token_from=NEW).status_code == 303
    place = town.municipality
    overtaken = Overtaken(
        settings.database_url,
        lambda: service.workbench.withdraw(place, V, 1, "Fehlt", account=None, at=START),
    )
    service.workbench = Workbench(overtaken)
    path = paths.draft(TOWN, "unsere", "veroeffentlichung")
    with closing(overtaken):
        answer = samir.send(path, ID | {"seen": "1"}, token_from=HERE)
    assert answer.status_code == 409
    assert "Der Text hat noch Fehler" in answer.text


def test_a_draft_whose_version_was_withdrawn_is_no_longer_published(begun, service, town):
    deed(begun, "veroeffentlichung")
    service.workbench.withdraw(town.municipality, V, 2, "Fehlt", account=None, at=START)
    row = next(row for row in Page(begun.get(HERE).text).all("tr") if DRAFT in href(row))
    assert "zurückgezogen" in text_of(row)
    assert "Eine zurückgezogene Version kommt nicht wieder" in begun.get(DRAFT).text


def href(row):
    return {a.get("href") for a in row.iter("a")}


def test_who_only_reads_is_told_who_publishes(begun, signed_in):
    page = signed_in(COORDINATOR).get(f"{DRAFT}/veroeffentlichung").text
    assert "Entwürfe veröffentlicht die Beratung. Sie lesen mit." in page
    assert "Version 2 veröffentlichen" not in page


def test_what_runs_is_counted_over_all_versions_and_says_which(begun, signed_in):
    deed(begun, "veroeffentlichung")
    assert "1 Quartier mit Version 1" in begun.get(HERE).text
    assert "1 Quartier mit Version 1" in begun.get(paths.version(TOWN, V, 2)).text
    assert "in Kraft ist Version 2 · 1 Quartier läuft" in begun.get(DRAFT).text


def test_what_runs_with_several_versions_is_told_one_by_one():
    row = VersionRow(
        municipality=1,
        id=V,
        version=1,
        digest="a",
        title="",
        extends="",
        base="",
        published_at=datetime(2026, 3, 2, tzinfo=UTC),
        published_by=0,
        withdrawn_at=None,
        withdrawn_by=None,
        withdrawn_reason="",
    )
    rows = (replace(row, version=2, digest="b"), row)
    bench = Bench(
        town=Town(id=1, slug=TOWN, name="Musterstadt"),
        account=1,
        may_write=True,
        today=date(2026, 3, 2),
        versions=rows,
        running={"a": 3, "b": 10},
        people={},
        settings=Settings(),
    )
    assert bench.runs(V) == "13 Quartiere: 10 mit Version 2, 3 mit Version 1"
    assert replace(bench, running={}).runs(V) == "0 Quartiere"


def test_with_four_eyes_one_asks_and_another_publishes(begun, signed_in, town):
    petra = town.accounts["Petra Voss"]
    town.service.govern(
        town.municipality, ChangeSettings(four_eyes=True), account=petra, at=town.now
    )
    page = begun.get(f"{DRAFT}/veroeffentlichung").text
    assert "Veröffentlichung anfragen" in page
    assert deed(begun, "veroeffentlichung").status_code == 409
    assert deed(begun, "anfrage").location == f"{DRAFT}/veroeffentlichung#meldung"
    page = begun.get(f"{DRAFT}/veroeffentlichung").text
    assert "Veröffentlichen muss eine andere Person" in page
    assert "von Ihnen" in page
    visitor = signed_in(COORDINATOR)
    assert "Version 2 veröffentlichen" in visitor.get(f"{DRAFT}/veroeffentlichung").text
    assert "von Samir Haddad" in visitor.get(f"{DRAFT}/veroeffentlichung").text
    assert deed(visitor, "veroeffentlichung").status_code == 303


def test_the_coordination_publishes_nothing_that_nobody_asked_for(begun, signed_in):
    visitor = signed_in(COORDINATOR)
    page = visitor.get(f"{DRAFT}/veroeffentlichung").text
    assert "Version 2 veröffentlichen" not in page
    assert deed(visitor, "veroeffentlichung").status_code == 403
    assert deed(visitor, "anfrage").status_code == 403


@pytest.mark.parametrize("what", ["veroeffentlichung", "anfrage"])
def test_CON10_A12_publishing_asks_for_the_password_again(begun, clock, town, what):
    clock.pass_by(minutes=10)
    answer = deed(begun, what)
    assert answer.status_code == 401
    assert "Geben Sie Ihr Passwort noch einmal ein" in answer.text
    with town.service.reading(town.accounts["Petra Voss"]) as reading:
        assert [row.version for row in queries.versions(reading, town.municipality)] == [1]


# --- nonsense ----------------------------------------------------------------------------------

NONSENSE = [
    "",
    " ",
    "\0",
    "\ud800",
    "ä" * 5_000,
    "<script>",
    "../..",
    "1@1",
    "@",
    "kleines-quartier@9",
    "\u202e",
]
FORMS = {
    NEW: ("base", "title", "identity"),
    paths.new_draft(TOWN, "kopie"): ("version",),
    f"{DRAFT}/verwerfen": ("seen",),
    f"{DRAFT}/veroeffentlichung": ("seen",),
    f"{DRAFT}/anfrage": ("seen",),
    DRAFT: ("seen", "text"),
}


@pytest.mark.parametrize("path", FORMS)
def test_nonsense_in_any_field_is_never_our_mistake_and_changes_nothing(begun, town, path):
    known = {
        "base": "kda-10-schritte@1",
        "title": "X",
        "identity": "Y",
        "seen": "9",
        "text": "a: b",
    }
    with town.service.reading(town.accounts["Petra Voss"]) as reading:
        before = queries.drafts(reading, town.municipality)
    for name in FORMS[path]:
        for value in NONSENSE:
            data = ID | {each: known.get(each, "") for each in FORMS[path]} | {name: value}
            sent = {key: text.encode("utf-8", "surrogatepass") for key, text in data.items()}
            answer = begun.send(path, sent, token_from=HERE)
            assert answer.status_code in {400, 409, 422}, (name, value)
    with town.service.reading(town.accounts["Petra Voss"]) as reading:
        assert queries.drafts(reading, town.municipality) == before


# --- Meine Aufgaben ----------------------------------------------------------------------------


def test_who_advises_finds_their_drafts_with_errors_among_their_tasks(begun, consultant):
    assert "Keine offenen Aufgaben" in begun.get("/aufgaben").text
    save(begun, BROKEN)
    page = begun.get("/aufgaben").text
    assert "Entwurf „kleines-quartier“: 1 Fehler" in page
    assert f'href="{DRAFT}"' in page
    assert "Keine offenen Aufgaben" not in page
    assert "Entwurf „" not in consultant("Mira Wolf").get("/aufgaben").text


def test_what_others_want_published_waits_for_the_second_pair_of_eyes(begun, signed_in, town):
    petra = town.accounts["Petra Voss"]
    town.service.govern(
        town.municipality, ChangeSettings(four_eyes=True), account=petra, at=town.now
    )
    deed(begun, "anfrage")
    asked = "Version 2 von „kleines-quartier“ veröffentlichen"
    visitor = signed_in(COORDINATOR)
    assert asked in visitor.get("/aufgaben").text
    assert "Angefragt von Samir Haddad" in visitor.get("/aufgaben").text
    assert asked not in begun.get("/aufgaben").text
    deed(visitor, "veroeffentlichung")
    assert asked not in visitor.get("/aufgaben").text
