"""The collective report, and the handover file: made from data, on paper and as CSV."""

import csv
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest

from tests.unit.core.small import SMALL
from tests.unit.core.story import (
    KO,
    MAN,
    begun,
    measure,
    partner,
    start_has_passed,
    start_is_asked,
)
from tests.web.conftest import COORDINATOR, DEVELOPER, MANAGER, STRANGER
from tests.web.page import Page, text_of
from tests.web.scenes import scene
from tests.web.test_quarters_page import ROW, TODAY
from tests.web.test_reports_page import DAYS, TEXTS
from web.presenters.collective import collective_page
from web.presenters.collective_funds import summed
from web.presenters.handover import handover_page
from web.rooms import collecting
from workflow.core import commands as c
from workflow.core.definition import FieldType, GenderForm
from workflow.core.figures import AmountFigure
from workflow.core.municipality_settings import Settings
from workflow.core.state import Level, ProcessLife
from workflow.storage.queries import Reported

PAGE = "/quartiere/bericht"
ALL = f"{PAGE}?von=1.1.2020&bis=31.12.2030"


def rows_of(answer):
    return [
        [text_of(cell) for cell in row if cell.tag in {"td", "th"}]
        for row in Page(answer.text).all("tr")
    ][1:]


def told_of(row):
    definitions, time = {("d", GenderForm.STAR): SMALL}, (TODAY, TODAY)
    page = collective_page(
        [row], {row.id: Reported()}, definitions, time, TODAY, local={1: Settings()}, total=1
    )
    return page.rows[0]


def freeze(town):
    texts = {name: text for name, text in TEXTS.items() if name not in DAYS}
    today = town.now.date()
    since = today - timedelta(days=100)
    town.do("Petra Voss", c.DraftReport(since=since, until=today, texts=texts))
    town.do("Petra Voss", c.FreezeReport())


def test_each_quartier_has_its_row_with_its_last_report(signed_in, town):
    freeze(town)
    rows = rows_of(signed_in(COORDINATOR).get(ALL))
    (mine,) = [row for row in rows if row[0] == "Talaue"]
    assert mine[2].startswith("0 von 4 abgeschlossen")
    assert "In Arbeit: Leitbild" in mine[2]
    assert mine[-1].startswith("Nr. 1 vom")


def test_what_was_reported_before_the_time_is_not_in_it(signed_in, town):
    freeze(town)
    (mine,) = rows_of(signed_in(COORDINATOR).get(f"{PAGE}?von=1.1.2020&bis=31.12.2020"))
    assert mine[-1] == "–"


@pytest.mark.parametrize("query", ["von=x&bis=y", "von=1.1.2030&bis=1.1.2020", "ab=-1", "ab=x"])
def test_nonsense_in_the_address_is_no_error(signed_in, query):
    assert signed_in(COORDINATOR).get(f"{PAGE}?{query}").status_code == 200


def test_nobody_sees_more_than_their_own_quartiere(signed_in):
    assert "Talaue" not in signed_in(STRANGER).get(ALL).text
    assert [row[0] for row in rows_of(signed_in(DEVELOPER).get(ALL))] == ["Talaue"]


def test_the_same_rows_come_as_csv(signed_in, town):
    freeze(town)
    answer = signed_in(COORDINATOR).get(f"{PAGE}.csv?von=1.1.2020&bis=31.12.2030")
    assert answer.mimetype == "text/csv"
    rows = list(csv.reader(StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[0][0] == "Quartier"
    assert rows[1][0] == "Talaue"


def test_no_cell_is_a_formula(signed_in, town):
    visitor = signed_in(COORDINATOR)
    started = c.StartInstance(name="=1+1", municipality=town.municipality)
    town.service.start(
        started, definition=town.digest, account=town.accounts["Petra Voss"], at=town.now
    )
    text = visitor.get(f"{PAGE}.csv").text
    assert "'=1+1" in text


def test_the_handover_file_is_there_for_the_team_alone(signed_in):
    answer = signed_in(MANAGER).get("/quartiere/talaue/uebergabeakte")
    assert "Übergabeakte Quartier Talaue" in answer.text
    assert "Unterschriften" in answer.text
    assert signed_in(STRANGER).get("/quartiere/talaue/uebergabeakte").status_code == 404


def test_the_team_page_leads_to_the_handover_file(signed_in):
    assert (
        "/quartiere/talaue/uebergabeakte" in signed_in(MANAGER).get("/quartiere/talaue/team").text
    )


def part(page, title):
    return next(each for each in page.parts if each.title == title)


def test_open_items_stand_there_with_person_and_day():
    story = begun().do(c.AssignItem(holder="start", item="partner", account=MAN.account))
    page = handover_page(scene(story, by=KO))
    rows = part(page, "Offene Pflichtpunkte").rows
    assert "Aylin Demir" in {cell.text for row in rows for cell in row.cells}


def test_dates_of_the_next_months_are_gathered():
    soon = (begun().today + timedelta(days=20)).isoformat()
    late = (begun().today + timedelta(days=200)).isoformat()
    story = begun().do(measure(titel="Bald", ende=soon), measure(titel="Später", ende=late))
    rows = part(handover_page(scene(story)), "Termine der nächsten 90 Tage").rows
    assert [row.cells[0].text for row in rows] == ["Maßnahme: Bald"]


def test_contacts_say_how_to_reach_them():
    story = begun().do(partner(email="amt@example.org"))
    (row,) = part(handover_page(scene(story)), "Kontakte").rows
    assert row.cells[-2].text == "amt@example.org"


def test_decisions_stand_there_with_body_and_paper():
    rows = part(handover_page(scene(start_has_passed())), "Beschlüsse").rows
    assert {"Rat", "12/2026"} <= {cell.text for cell in rows[0].cells}


def test_contacts_on_whom_most_depends_come_first():
    story = begun().do(partner("verein", name="Wenig"), partner("verein", name="Viel"))
    story = story.do(measure(partner=(2,)), measure(partner=(2,)), measure(partner=(1, 2)))
    rows = part(handover_page(scene(story)), "Kontakte").rows
    assert [(row.title, row.cells[-1].text) for row in rows] == [
        ("Viel", "3 Einträge"),
        ("Wenig", "1 Eintrag"),
    ]


def test_work_under_way_has_a_sign_and_what_is_late_another():
    story = begun().do(measure(titel="Mittagstisch"))
    due = c.SetItemDue(holder="massnahme/1", item="auftrag", due=story.today)
    story = story.do(due)
    assert sign_of(story) == "open"
    assert sign_of(story.later(1)) == "overdue"


def sign_of(story):
    (row,) = part(handover_page(scene(story)), "Laufende Maßnahmen").rows
    return row.cells[0].sign


def test_lists_with_personal_data_are_named_with_what_they_hold():
    story = begun().do(partner(email="amt@example.org"), partner())
    (row,) = part(handover_page(scene(story)), "Listen mit personenbezogenen Angaben").rows
    assert row.title == "Partner*innen"
    assert [cell.text for cell in row.cells] == ["1 Eintrag", "E-Mail, Alter"]


def test_each_step_says_how_its_gate_stands():
    rows = part(handover_page(scene(start_has_passed())), "Stand der Schritte").rows
    assert [row.cells[-1].text for row in rows][:2] == ["15.01.2026", "–"]
    asked = part(handover_page(scene(start_is_asked())), "Stand der Schritte").rows
    assert asked[0].cells[-1].text == "angefragt 15.01.2026"


def test_the_short_account_counts_what_is_late():
    points = part(handover_page(scene(begun().later(400))), "Kurzlage").points
    assert any("überfällig" in point for point in points)


def test_who_hands_over_is_led_to_the_file(signed_in, town, people):
    visitor = signed_in(COORDINATOR)
    form = {
        "role": "manager",
        "giver": str(people["Tom Brandt"]),
        "taker": str(people["Jan Roth"]),
        "note": "Schlüssel übergeben.",
        "command_id": "0" * 32,
    }
    team = "/quartiere/talaue/team"
    answer = visitor.send(f"{team}/uebergabe", form, token_from=team)
    assert answer.status_code == 303
    assert answer.location == "/quartiere/talaue/uebergabeakte#meldung"
    page = text_of(Page(visitor.get("/quartiere/talaue/uebergabeakte").text).root)
    assert "Die Rolle ist übergeben. Hier ist die Übergabeakte für das Gespräch." in page


def test_every_row_of_the_file_is_there_however_many_quartiere(signed_in, town, monkeypatch):
    monkeypatch.setattr(collecting, "_AT_ONCE", 1)
    for name in ("Aue", "Berg"):
        town.begin(name)
    answer = signed_in(COORDINATOR).get(f"{PAGE}.csv")
    rows = list(csv.reader(StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
    assert sorted(row[0] for row in rows[1:]) == ["Aue", "Berg", "Talaue"]


def test_what_is_empty_says_so_and_is_counted():
    page = handover_page(scene(begun()))
    assert "Ohne Eintrag: " in page.lacking
    assert "Kontakte" in page.lacking
    assert not part(page, "Kontakte").is_filled
    assert part(page, "Kontakte").nothing
    assert page.filled.startswith(f"{sum(p.is_filled for p in page.parts)} von")


def test_all_quartiere_stand_in_the_order_of_their_names_with_what_they_come_to(signed_in, town):
    for name in ("Übersee", "Zoo", "Aue"):
        town.begin(name)
    town.do("Petra Voss", c.AssessSituation(level=Level.CRITICAL, reason="Kein Personal"))
    page = signed_in(COORDINATOR).get(PAGE)
    assert [row[0] for row in rows_of(page)] == ["Aue", "Talaue", "Übersee", "Zoo"]
    told = text_of(Page(page.text).root)
    assert "4 Quartiere. " in told
    assert "Lage: Kritisch 1, Keine Einschätzung 3" in told


def test_a_part_of_the_quartiere_has_no_sums(signed_in, town, monkeypatch):
    monkeypatch.setattr(collecting, "_SHOWN", 1)
    town.begin("Aue")
    told = text_of(Page(signed_in(COORDINATOR).get(PAGE).text).root)
    assert "2 Quartiere. " in told
    assert "Lage: " not in told


def test_a_quartier_at_rest_is_not_overdue():
    row = replace(ROW, required_due=TODAY - timedelta(days=9))
    assert told_of(row).stuck == ("Überfällig seit 31.05.2026",)
    assert told_of(replace(row, life=ProcessLife.PAUSED)).stuck == ("Das Quartier pausiert",)
    assert told_of(replace(row, life=ProcessLife.COMPLETED)).stuck == ()


def test_amounts_of_one_name_are_added():
    euro = AmountFigure(label="Bewilligt", kind=FieldType.MONEY)
    other = replace(euro, label="Ausgegeben")
    found = summed(replace(a, total=t) for a, t in ((euro, "100.10"), (other, "7"), (euro, "0.90")))
    assert [(each.label, each.total) for each in found] == [
        ("Bewilligt", "101"),
        ("Ausgegeben", "7"),
    ]
