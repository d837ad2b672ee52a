"""How a municipality's texts name people: on every page, in files and reports, and in what comes back."""

import re
from dataclasses import replace

import pytest

from tests.unit.core.small import SMALL, variant
from tests.unit.core.story import begun
from tests.web.conftest import COORDINATOR, MANAGER, STRANGER
from tests.web.scenes import scene
from tests.web.test_record_files import said, upload
from web.csv_text import Line
from web.rooms.record_rows import sheet
from workflow.core import commands as c
from workflow.core.definition import GenderForm
from workflow.core.events import ReportFrozen
from workflow.core.figures import ReportText
from workflow.core.gender_form import in_gender_form
from workflow.core.municipality_settings import ChangeSettings
from workflow.storage import queries

Q = "/quartiere/talaue"
PAIR = "Kooperationspartnerinnen und Kooperationspartner"


@pytest.fixture
def settle(town):
    """Let Petra choose a form."""

    def change(form: GenderForm) -> None:
        account, command = town.accounts["Petra Voss"], ChangeSettings(gender_form=form)
        town.service.govern(town.municipality, command, account=account, at=town.now)

    return change


def walk(visitor, start: str) -> dict[str, str]:
    """Every page of a quartier that a link without a question leads to."""
    pages: dict[str, str] = {}
    waiting = [start]
    while waiting:
        path = waiting.pop()
        answer = visitor.get(path)
        pages[path] = answer.text
        if answer.mimetype == "text/html":
            found = set(re.findall(rf'href="({start}[^"?#]*)["#]', answer.text))
            waiting += sorted(found - pages.keys() - set(waiting))
    return pages


def test_no_page_of_a_quartier_has_a_sign_where_pairs_are_chosen(signed_in, settle):
    settle(GenderForm.PAIR)
    pages = walk(signed_in(COORDINATOR), Q)
    assert {f"{Q}/berichte/entwurf", f"{Q}/uebergabeakte", f"{Q}/register/partner.csv"} <= set(
        pages
    )
    assert [path for path, text in pages.items() if "*in" in text.replace("<wbr>", "")] == []
    assert sum("innen und" in text for text in pages.values()) > 5


@pytest.mark.parametrize(
    "path", ["/aufgaben", "/quartiere", "/quartiere/bericht", "/quartiere/neu"]
)
def test_pages_over_all_quartiere_are_there_in_either_form(signed_in, settle, path):
    visitor = signed_in(COORDINATOR)
    settle(GenderForm.PAIR)
    answer = visitor.get(path)
    assert answer.status_code == 200
    assert "*in" not in answer.text


def test_each_municipality_has_its_own_form(signed_in, town, settle, people):
    settle(GenderForm.PAIR)
    assert PAIR in signed_in(MANAGER).get(f"{Q}/register").text
    with town.service.reading(people["fremd"]) as reading:
        (other,) = queries.local_settings(reading).values()
    assert other.gender_form is GenderForm.STAR
    assert signed_in(STRANGER).get("/quartiere").status_code == 200


def test_an_english_page_marks_the_pair_as_german(signed_in, settle):
    visitor = signed_in(MANAGER)
    visitor.send("/sprache", {"language": "en", "next": Q}, token_from="/aufgaben")
    assert (
        '<span lang="de">Kooperationspartner<wbr>*innen</span>'
        in visitor.get(f"{Q}/register/partner").text
    )
    settle(GenderForm.PAIR)
    assert f'<span lang="de">{PAIR}</span>' in visitor.get(f"{Q}/register/partner").text


def test_what_people_have_written_stays(signed_in, town, settle):
    town.do("Tom Brandt", c.AddComment(holder="leitbild", text="Die Bewohner*innen warten."))
    settle(GenderForm.PAIR)
    page = signed_in(MANAGER).get(f"{Q}/verlauf").text
    assert "Die Bewohner*innen warten." in page.replace("<wbr>", "")


def test_a_day_that_is_over_is_shown_in_the_form_of_today(signed_in, town, settle, clock):
    clock.pass_by(days=3)
    town.now = clock.at
    settle(GenderForm.PAIR)
    assert PAIR in signed_in(MANAGER).get(f"{Q}/register/partner?stand=9.6.2026").text


# --- what is frozen -------------------------------------------------------------------------------


def freeze(town) -> None:
    texts = {ReportText.PROPOSAL.value: "Kenntnisnahme", ReportText.SUMMARY.value: "Es läuft."}
    town.do("Tom Brandt", c.DraftReport(since=town.today, until=town.today, texts=texts))
    town.do("Tom Brandt", c.FreezeReport())


def frozen_titles(town) -> list[set[str]]:
    with town.service.reading(town.accounts["Tom Brandt"]) as reading:
        happened = queries.stream(reading, town.slug)
    frozen = (each.event for each in happened if isinstance(each.event, ReportFrozen))
    return [{register.title for register in event.figures.registers} for event in frozen]


def test_a_report_keeps_the_form_in_which_it_was_frozen(town, settle):
    freeze(town)
    settle(GenderForm.PAIR)
    freeze(town)
    settle(GenderForm.STAR)
    first, second = frozen_titles(town)
    assert "Kooperationspartner*innen" in first
    assert PAIR in second
    assert town.service.verify().findings == ()


# --- what comes back as a file ---------------------------------------------------------------------


@pytest.mark.parametrize("shown", list(GenderForm))
@pytest.mark.parametrize("written", list(GenderForm))
def test_a_table_is_taken_in_the_form_it_was_written_in(shown, written):
    partner = SMALL.registers["partner"]
    name = next(iter(partner.fields))
    named = replace(partner.fields[name], label="Name der Träger*in")
    register = replace(partner, fields={**partner.fields, name: named})
    definition = variant(registers={**SMALL.registers, "partner": register})
    head = in_gender_form(definition, written).registers["partner"].fields[name].label
    here = replace(scene(begun()), definition=in_gender_form(definition, shown))
    lines = [Line(number=1, cells=(head,)), Line(number=2, cells=("Chor",))]
    found = sheet(here, here.definition.registers["partner"], lines, "umsetzung")
    assert not found.wrong
    assert [record.values for record in found.records] == [{name: "Chor"}]


def test_a_file_that_was_handed_out_before_the_change_says_nothing_new(signed_in, settle):
    visitor = signed_in(MANAGER)
    before = visitor.get(f"{Q}/register/partner.csv").data
    settle(GenderForm.PAIR)
    answer = upload(visitor, before)
    assert answer.status_code == 200
    assert "was schon im Register steht" in said(answer)
