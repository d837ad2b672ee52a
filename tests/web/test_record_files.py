"""A register as a file: out as everybody can open it, in after a look at what it would do."""

import csv
import io
from dataclasses import replace

import pytest

from features.drivers.world import partner
from tests.unit.core.story import begun
from tests.unit.core.story import partner as a_partner
from tests.web.conftest import COORDINATOR, DEVELOPER, MANAGER
from tests.web.page import Page, text_of
from tests.web.scenes import scene
from web.csv_text import Line, NoTable, read, written
from web.presenters.register_file import table
from web.rooms.record_rows import known_columns, sheet
from workflow.core import commands as c
from workflow.core.definition import Field, FieldType

Q = "/quartiere/talaue"
LIST = f"{Q}/register/partner"
BRING = f"{LIST}/uebernehmen"
HEAD = "Nummer;Organisation;Stand\r\n"


def upload(browser, content, *, path=BRING, step="leitbild", name="partner.csv"):
    """Send a file as a browser does; made by hand, because the client would leave it open."""
    fields = {"csrf_token": browser.token(path), "command_id": "1" * 32, "step": step}
    head = 'Content-Disposition: form-data; name="%s"'
    parts = [f"--B\r\n{head % key}\r\n\r\n{value}\r\n" for key, value in fields.items()]
    parts.append(f'--B\r\n{head % "file"}; filename="{name}"\r\n\r\n')
    content = content if isinstance(content, bytes) else content.encode()
    body = "".join(parts).encode() + content + b"\r\n--B--\r\n"
    return browser.post(path, data=body, content_type="multipart/form-data; boundary=B")


def agree(browser, answer):
    """Send the form of a preview back as it is."""
    (form,) = [each for each in Page(answer.text).forms() if "rows" in each]
    return browser.post(BRING, data=form)


def organisations(town):
    return {n: r.values["organisation"].value for n, r in town.state.records["partner"].items()}


def said(answer):
    return text_of(Page(answer.text).root)


# --- text ----------------------------------------------------------------------------------------


def test_what_is_written_reads_back_the_same():
    rows = [("Nummer", "Text"), ("1", '=A1 "x"; y'), ("2", "-5,5"), ("3", "+49 721"), ("4", "a\nb")]
    content = written(rows)
    assert content.startswith(b"\xef\xbb\xbf")
    assert b'"\'=A1 ""x""; y"' in content
    assert b"2;-5,5" in content
    assert b"'+49 721" in content
    assert [line.cells for line in read(content, len)] == [tuple(row) for row in rows]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_separator_and_encoding_are_recognised(separator, encoding):
    text = f"Straße{separator}Größe\r\n\r\nÄpfel{separator}5\r\n"
    head, row = read(text.encode(encoding), lambda cells: len({"Straße", "Größe"} & set(cells)))
    assert (head.cells, row.cells, row.number) == (("Straße", "Größe"), ("Äpfel", "5"), 3)


@pytest.mark.parametrize("content", [b"", b" \r\n ", b"a;b\0", b'a;"b\r\n', b"PK\x03\x04\x00\x00"])
def test_what_is_no_table_says_so(content):
    with pytest.raises(NoTable):
        read(content, len)


ROWS = [
    ("Organisation", "Stand"),
    ("Café; „Süd, West“", "Zugesagt"),
    ("Zwei\nZeilen", "Angesprochen"),
]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_what_offices_save_is_read_however_they_save_it(separator, encoding, end):
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(ROWS)
    lines = read(text.getvalue().encode(encoding), lambda cells: len(set(ROWS[0]) & set(cells)))
    assert [line.cells for line in lines] == ROWS


@pytest.mark.parametrize("before", ["\r\n\r\n", "sep=,\r\n", "SEP=,\r\n", " \n"])
def test_what_stands_before_the_head_is_passed_over(before):
    content = f"{before}Stand,Organisation\r\n\r\nZugesagt,Chor\r\n,,,\r\n".encode()
    head, row = read(content, lambda cells: len({"Stand", "Organisation"} & set(cells)))
    assert (head.cells, row.cells) == (("Stand", "Organisation"), ("Zugesagt", "Chor"))
    assert row.number == before.count("\n") + 3


# --- out -----------------------------------------------------------------------------------------


def test_a_register_is_handed_out_as_the_address_asks_for_it(signed_in, town):
    browser = signed_in(DEVELOPER)
    town.do("Tom Brandt", partner(3, "angesprochen"))
    answer = browser.get(f"{LIST}.csv")
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    lines = answer.data.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Nummer;Organisation;Stand")
    assert len(lines) == 4
    assert "Partner 3" not in browser.get(f"{LIST}.csv?feld-stand=zugesagt").text
    assert browser.get(f"{Q}/register/nichts.csv").status_code == 404


def test_a_list_without_a_hit_offers_no_file(signed_in, town):
    browser = signed_in(DEVELOPER)
    assert "Als CSV-Datei herunterladen" in said(browser.get(LIST))
    assert "Als CSV-Datei herunterladen" not in said(browser.get(f"{LIST}?suche=nirgends"))


def test_a_file_that_comes_back_unchanged_says_nothing_new(signed_in, town):
    browser = signed_in(DEVELOPER)
    before = town.state.seq
    answer = upload(browser, browser.get(f"{LIST}.csv").data)
    assert answer.status_code == 200
    assert "Die Datei sagt nichts Neues" in said(answer)
    assert town.state.seq == before


# --- in ------------------------------------------------------------------------------------------


def test_a_file_is_shown_first_and_taken_over_then(signed_in, town):
    browser = signed_in(DEVELOPER)
    before = town.state.seq
    shown = upload(browser, f"{HEAD};Chor;Zugesagt\r\n1;Verein Eins;zugesagt\r\n")
    assert town.state.seq == before
    assert "1 Eintrag neu, 1 geändert" in said(shown)
    assert "Chor Zeile 2StandZugesagt" in said(shown)
    assert "Verein 1 → Verein Eins" in said(shown)
    done = agree(browser, shown)
    assert (done.status_code, done.location) == (303, f"{LIST}#meldung")
    assert "Übernommen: 1 neu, 1 geändert." in said(browser.get(LIST))
    assert organisations(town) == {1: "Verein Eins", 2: "Verein 2", 3: "Chor"}


def test_agreeing_twice_does_it_once(signed_in, town):
    browser = signed_in(DEVELOPER)
    shown = upload(browser, f"{HEAD};Chor;Zugesagt\r\n")
    assert [agree(browser, shown).status_code for _ in range(2)] == [303, 303]
    assert len(organisations(town)) == 3


def test_one_wrong_row_and_nothing_is_taken_over(signed_in, town):
    browser = signed_in(DEVELOPER)
    before = town.state.seq
    answer = upload(
        browser,
        f"{HEAD};Chor;Zugesagt\r\n;;Zugesagt\r\n;Verein;vielleicht\r\n9;Neu;Zugesagt\r\nx;Neu;Zugesagt",
    )
    assert answer.status_code == 422
    told = said(answer)
    assert "Es wird nichts übernommen: Bitte prüfen Sie 4 Stellen der Datei" in told
    for start in (
        "Zeile 3: Geben Sie „Organisation“ ein",
        "Zeile 4: Wählen Sie bei „Stand“",
        "Zeile 5: Den Eintrag bei „Nummer“ gibt es nicht",
        "Zeile 6: Geben Sie „Nummer“ als ganze Zahl ein",
    ):
        assert start in told
    assert not any("rows" in form for form in Page(answer.text).forms())
    assert town.state.seq == before


def test_a_row_says_everything_that_is_wrong_with_it_and_what_can_be_chosen(signed_in):
    answer = upload(signed_in(DEVELOPER), f"{HEAD};;vielleicht\r\n;Chor;nie")
    told = said(answer)
    assert "Bitte prüfen Sie 3 Stellen der Datei" in told
    assert "Zeile 2: Geben Sie „Organisation“ ein" in told
    assert told.count("eine der angebotenen Möglichkeiten: Angesprochen, Zugesagt") == 1


def test_every_column_that_a_file_can_have_is_named(signed_in, town):
    told = said(signed_in(DEVELOPER).get(BRING))
    for field in town.definition.registers["partner"].fields.values():
        assert (field.label in told) is (field.calculate is None)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Wählen Sie eine CSV-Datei aus"),
        (b"x" * 1_100_000, "Die Datei ist zu groß"),
        (b"\x00\x01", "Die Datei ist keine Tabelle"),
        (HEAD.encode(), "Die Datei hat nur eine Kopfzeile"),
        (HEAD.encode() + b";A;Zugesagt\n" * 2001, "Die Datei ist zu lang"),
        (b"Organisation;Farbe\nA;blau", "Die Spalte „Farbe“ gibt es in diesem Register nicht."),
        (b"Organisation;organisation\nA;B", "steht zweimal in der Datei"),
        (b"Organisazion\nA", "Nennen Sie dort die Spalten, zum Beispiel: Organisation, Stand."),
        (b"Verein 7;Zugesagt\nVerein 8;Zugesagt", "In der ersten Zeile steht keine Spalte"),
        (b"Organisation;Stannd\nA;Zugesagt", "Meinten Sie „Stand“?"),
        (b"Organisation,Stand\nA,Zugesagt,5", "Zeile 2: Hier stehen mehr Zellen"),
        (b"Organisation;;Stand\nA;x;Zugesagt", "Zeile 2: Hier stehen mehr Zellen"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(signed_in, town, content, says):
    answer = upload(signed_in(DEVELOPER), content)
    assert answer.status_code == 422
    assert says in said(answer)


def test_a_register_that_changed_meanwhile_is_shown_anew(signed_in, town):
    browser = signed_in(DEVELOPER)
    shown = upload(browser, f"{HEAD};Chor;Zugesagt\r\n")
    town.do("Tom Brandt", partner(3))
    again = agree(browser, shown)
    assert again.status_code == 409
    assert "Das Register hat sich geändert" in said(again)
    assert len(organisations(town)) == 3
    assert agree(browser, again).status_code == 303
    assert len(organisations(town)) == 4


@pytest.mark.parametrize(
    "rows", ["", "x", "[]", "[[1,[]]]", '[[1,["a"]],["2",[]]]', "1", "[[1,[1]],[2,[]]]"]
)
def test_rows_that_no_page_carried_are_refused(signed_in, town, rows):
    browser = signed_in(DEVELOPER)
    data = {"csrf_token": browser.token(BRING), "command_id": "1" * 32, "rows": rows, "step": ""}
    assert browser.post(BRING, data=data).status_code == 400


def test_what_only_the_coordination_records_only_it_brings_in(signed_in):
    path = f"{Q}/register/beschluss/uebernehmen"
    refused = signed_in(MANAGER).get(path)
    assert refused.status_code == 200
    assert not any("file" in form for form in Page(refused.text).forms())
    assert "Petra Voss" in said(refused)
    assert "CSV-Datei" in said(signed_in(COORDINATOR).get(path))


# --- cells ---------------------------------------------------------------------------------------

OPTIONS = {"a": "Erstens, vielleicht", "b": "Zweitens"}
CELLS = [
    (FieldType.TEXT, "Hallo", "Hallo"),
    (FieldType.LONG_TEXT, "Mehr\r\n\r\nText", "Mehr\n\nText"),
    (FieldType.INTEGER, "1.200", 1200),
    (FieldType.DECIMAL, "1,5", "1.5"),
    (FieldType.MONEY, "1.500,50 €", "1500.50"),
    (FieldType.PERCENT, "40 %", "40"),
    (FieldType.DATE, "31.3.2026", "2026-03-31"),
    (FieldType.EMAIL, "a@example.org", "a@example.org"),
    (FieldType.PHONE, "+49 1234 56", "+49 1234 56"),
    (FieldType.URL, "https://example.org", "https://example.org"),
    (FieldType.YES_NO, "Nein", False),
    (FieldType.CHOICE, "zweitens", "b"),
    (FieldType.CHOICE, "a", "a"),
    (FieldType.CHOICES, "Erstens, vielleicht", ("a",)),
    (FieldType.CHOICES, "Erstens, vielleicht | Zweitens", ("a", "b")),
    (FieldType.CHOICES, "b, a", ("b", "a")),
    (FieldType.PERSON, "aylin demir", 2),
    (FieldType.REFERENCE, "1", 1),
]
WRONG = [
    (FieldType.INTEGER, "viele", "not-a-whole-number"),
    (FieldType.MONEY, "ca. 10 TEUR", "not-a-number"),
    (FieldType.DATE, "31.2.2026", "not-a-date"),
    (FieldType.YES_NO, "vielleicht", "not-an-option"),
    (FieldType.CHOICE, "drittens", "not-an-option"),
    (FieldType.CHOICES, "Zweitens | drittens", "not-an-option"),
    (FieldType.PERSON, "Petra Voss", "not-in-team"),
    (FieldType.REFERENCE, "eins", "no-such-record"),
    (FieldType.REFERENCE, "Stadtwerke", "no-such-record"),  # there are two
    (FieldType.DATE, "1.3.26", "not-a-date"),
    (FieldType.MONEY, "#NV", "not-a-number"),
]


def with_column(kind):
    """A quartier with two partners whose register has one more field."""
    field = Field(id="ding", type=kind, label="Ding", options=OPTIONS, register="partner")
    story = begun().do(a_partner("verein"), a_partner("verein"))
    old = story.definition.registers["partner"]
    register = replace(old, fields={**old.fields, "ding": field})
    registers = {**story.definition.registers, "partner": register}
    return replace(story, definition=replace(story.definition, registers=registers)), register


def read_cell(kind, cell, number="1"):
    story, register = with_column(kind)
    lines = [Line(1, ("Nummer", "Ding")), Line(2, (number, cell))]
    return story, register, sheet(scene(story), register, lines, "start")


@pytest.mark.parametrize(("kind", "cell", "value"), CELLS)
def test_a_cell_of_every_type_is_read_as_people_write_it_and_comes_back(kind, cell, value):
    story, register, found = read_cell(kind, cell)
    assert [each.values for each in found.records] == [{"ding": value}]
    changed = story.do(c.ImportRecords(register="partner", records=found.records))
    rows = list(table(scene(changed), register, changed.state.records["partner"].values()))
    lines = [Line(at, row) for at, row in enumerate(rows, 1)]
    again = sheet(scene(changed), register, lines, "start")
    assert (again.records, again.problems, again.same) == ((), (), 2)


@pytest.mark.parametrize(("kind", "cell", "problem"), WRONG)
def test_a_cell_that_cannot_be_read_names_its_row(kind, cell, problem):
    _, _, found = read_cell(kind, cell)
    assert [(p.row, p.name, p.problem.value) for p in found.problems] == [(2, "ding", problem)]


def test_an_entry_may_be_named_by_its_title():
    story, register = with_column(FieldType.REFERENCE)
    story = story.do(a_partner("verein", name="Chor, gemischt"), a_partner("verein", name="Chor"))
    old = c.ArchiveRecord(register="partner", number=4, reason="Aufgelöst.")
    for cell, number in (("chor, gemischt", 3), ("Chor", 4), ("3", 3)):
        lines = [Line(1, ("Nummer", "Ding")), Line(2, ("1", cell))]
        (row,) = sheet(scene(story), register, lines, "start").records
        assert row.values == {"ding": number}
    lines = [Line(1, ("Nummer", "Ding")), Line(2, ("1", "Chor"))]
    (problem,) = sheet(scene(story.do(old)), register, lines, "start").problems
    assert (problem.row, problem.problem.value) == (2, "no-such-record")


def test_many_entries_are_named_each_by_its_title():
    story, register = with_column(FieldType.REFERENCE)
    many = replace(register.fields["ding"], many=True)
    register = replace(register, fields={**register.fields, "ding": many})
    story = story.do(a_partner("verein", name="A, B"), a_partner("verein", name="C"))
    for cell in ("A, B | C", "a, b; c", "3, 4", "3 | 4"):
        lines = [Line(1, ("Nummer", "Ding")), Line(2, ("1", cell))]
        (row,) = sheet(scene(story), register, lines, "start").records
        assert row.values == {"ding": (3, 4)}


def test_what_cannot_be_read_says_in_which_row_and_how_to_write_it(signed_in, town):
    path = f"{Q}/register/massnahme/uebernehmen"
    browser = signed_in(MANAGER)
    content = "Titel;Dient dem Ziel;Kosten;Bis\r\n\r\nBank;Nähe;ca. 10 TEUR;1.3.26\r\n"
    answer = upload(browser, content, path=path)
    told = said(answer)
    assert answer.status_code == 422
    for text in (
        "Zeile 3: Den Eintrag bei „Dient dem Ziel“ gibt es nicht",
        "Zeile 3: Geben Sie „Kosten“ als Zahl ein, zum Beispiel 9600",
        "Zeile 3: Geben Sie „Bis“ als Datum so ein: 15.06.2026",
    ):
        assert text in told


def test_two_thousand_rows_are_taken_at_once_and_a_part_of_them_shown(signed_in, town):
    browser = signed_in(DEVELOPER)
    rows = "".join(f";Bürgerverein Nummer {n} im Süden;Zugesagt\r\n" for n in range(2000))
    shown = upload(browser, HEAD + rows)
    assert "2000 Einträge neu, 0 geändert" in said(shown)
    assert "Und 1900 weitere." in said(shown)
    assert agree(browser, shown).status_code == 303
    assert len(organisations(town)) == 2002


def test_a_table_is_not_carried_through_the_door(signed_in, town, clock):
    browser = signed_in(DEVELOPER)
    shown = upload(browser, HEAD + f";{'x' * 190};Zugesagt\r\n" * 1000)
    clock.pass_by(days=1)
    answer = agree(browser, shown)
    assert answer.status_code == 401
    assert "xxx" not in answer.text


def test_an_empty_cell_empties_what_stood_there_and_a_missing_column_leaves_it():
    story, register, found = read_cell(FieldType.TEXT, "Hallo")
    changed = story.do(c.ImportRecords(register="partner", records=found.records))
    lines = [Line(1, ("Nummer", "Ding")), Line(2, ("1", "")), Line(3, ("2", ""))]
    found = sheet(scene(changed), register, lines, "start")
    assert [(each.number, each.values) for each in found.records] == [(1, {"ding": None})]
    assert found.same == 1


def test_files_and_what_is_calculated_are_left_out():
    _, _, found = read_cell(FieldType.FILE, "plan.pdf")
    assert (found.left_out, found.records) == (("Ding",), ())


def test_a_step_is_named_as_a_file_names_it():
    story, register = with_column(FieldType.TEXT)
    step = story.definition.steps["umsetzung"]
    number = list(story.definition.steps).index("umsetzung") + 1
    for name in ("umsetzung", step.title, str(number)):
        lines = [Line(1, ("Schritt", "Ding")), Line(2, (name, "x")), Line(3, ("", "y"))]
        found = sheet(scene(story), register, lines, "start")
        assert [each.step for each in found.records] == ["umsetzung", "start"]


def test_the_head_may_use_labels_or_keys():
    _, register = with_column(FieldType.TEXT)
    assert known_columns(register, ("NUMMER", "ding", "Ding", "Farbe")) == 3
