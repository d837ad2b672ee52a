"""All files of a quartier on one page: what each belongs to, who brought it, how big it is."""

from dataclasses import replace

from tests.unit.core.story import FILE, KO, begun
from tests.web.conftest import MANAGER, STRANGER
from tests.web.page import Page
from tests.web.scenes import scene
from web.presenters.filing import files_page
from workflow.core import commands as c
from workflow.core.state import ERASED

FILES = "/quartiere/talaue/dateien"


def test_the_overview_leads_to_the_files(signed_in):
    assert f'href="{FILES}"' in signed_in(MANAGER).get("/quartiere/talaue").text


def test_a_file_leads_to_itself_and_to_what_it_proves(signed_in, town):
    page = Page(signed_in(MANAGER).get(FILES).text)
    (document,) = town.item("leitbild", "entwurf").documents
    (table,) = page.root.iter("tbody")
    links = [each.get("href") for each in table.iter("a")]
    assert f"/quartiere/talaue/dateien/{document.sha256}/Niederschrift.pdf" in links
    assert "/quartiere/talaue/schritte/leitbild#punkt-entwurf" in links
    assert "kB" in "".join(table.itertext())


def test_foreign_files_are_not_there(signed_in):
    assert signed_in(STRANGER).get(FILES).status_code == 404


def test_older_files_follow_on_a_page_of_their_own():
    page = files_page(scene(begun()), [], older="/quartiere/muehlburg/dateien?vor=7")
    assert page.older.endswith("?vor=7")


def test_an_erased_file_keeps_its_line_and_loses_its_link():
    story = begun().do(c.AddEvidence(holder="start", item="anlass", documents=(FILE,)), by=KO)
    gone = replace(FILE, name=ERASED)
    (line,) = files_page(scene(story), [(gone, story.log[-1])]).files
    assert (line.name, line.url) == ("gelöscht", "")
    assert line.proves.url.endswith("/schritte/start#punkt-anlass")
