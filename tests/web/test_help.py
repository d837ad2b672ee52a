"""The handbook: every chapter can be read, every link leads somewhere, it speaks as the screens do."""

import re
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner

from tests.architecture.conftest import ROOT
from tests.web.conftest import COORDINATOR, MANAGER
from tests.web.page import Page, text_of
from web.access import ROUTES, Audience
from web.handbook import (
    CHAPTERS,
    FOLDER,
    MESSAGE_CODES,
    PICTURES,
    VARIANT_NAMES,
    anchor_of,
    chapter,
)
from web.topics import TOPICS, topic
from workflow.cli.main import main
from workflow.definitions.catalogue import shipped
from workflow.definitions.library import check
from workflow.definitions.message import Language
from workflow.definitions.rendering import as_data

PAGES = sorted(FOLDER.rglob("*.md"))
README = ROOT / "README.md"
DOWNLOADS = "download"  # the last part of an endpoint that hands out a file, no page
ROLES = ("", "developer", "manager", "coordinator", "consultant", "admin")
HEAVIEST, WIDEST = 50_000, 800
# What the pages call by the name that the process or the terminal gives it.
NAMED_ELSEWHERE = {
    "Pflichtpunkte",
    "Beratung",
    "Barrierefreiheit",
}


def sources() -> list[str]:
    return [page.read_text("utf-8") for page in PAGES]


def test_every_file_is_a_chapter():
    assert {page.stem for page in FOLDER.glob("*.md")} == set(CHAPTERS)


@pytest.mark.parametrize("slug", CHAPTERS)
def test_a_chapter_can_be_read_by_everybody(client, slug):
    page = Page(client.get(f"/hilfe/{slug}").text)
    assert page.h1() == chapter(slug).title
    assert len(page.all("h2")) > 2
    ids = {each.get("id") for each in page.root.iter()}
    assert {section.anchor for section in chapter(slug).sections} <= ids


def test_the_front_names_every_chapter(client):
    links = [link.get("href") for link in Page(client.get("/hilfe").text).all("a")]
    assert [f"/hilfe/{slug}" for slug in CHAPTERS] == [
        link for link in links if link.startswith("/hilfe/")
    ]
    assert client.get("/hilfe/gibt-es-nicht").status_code == 404
    assert client.get("/hilfe/bilder/..%2F..%2Fbetrieb.md").status_code == 404


def test_the_chapter_of_messages_names_each_by_its_title(client):
    named = {
        link.get("href"): text_of(link)
        for link in Page(client.get("/hilfe/meldungen").text).all("a")
    }
    pages = {
        f"/hilfe/meldungen/{code}": chapter(f"meldungen/{code}").title for code in MESSAGE_CODES
    }
    assert pages
    assert {href: title for href, title in named.items() if "/meldungen/" in href} == pages


@pytest.mark.parametrize("code", MESSAGE_CODES)
def test_a_message_can_be_looked_up_by_everybody(client, code):
    page = Page(client.get(f"/hilfe/meldungen/{code}").text)
    assert page.h1().startswith(f"{code}: ")
    (here,) = [link for link in page.all("a") if link.get("href") == "/hilfe/meldungen"]
    assert here.get("aria-current") == "true"


def test_a_page_below_a_chapter_leads_back_to_others(client):
    texts = {link.get("href") for link in Page(client.get("/hilfe/meldungen/E035").text).all("a")}
    assert "/hilfe/beratung#hilfe-im-editor" in texts
    texts = {link.get("href") for link in Page(client.get("/hilfe/meldungen/E044").text).all("a")}
    assert "/hilfe/meldungen/E042" in texts


def test_the_checker_names_the_page_of_a_message(client):
    problem = check(b"", "leer.yaml").problems[0]
    address = str(as_data(problem, Language.DE)["help"])
    assert Page(client.get(address).text).h1() == "E001: Die Datei ist leer"


def test_the_terminal_shows_the_same_page():
    def said(*codes):
        return CliRunner().invoke(main, ["definition", "message", *codes])

    assert said("E001", "w104").output.count("## Ursache") == 2
    assert said().output.splitlines() == [
        chapter(f"meldungen/{code}").title for code in MESSAGE_CODES
    ]
    unknown = said("E999")
    assert unknown.exit_code == 1
    assert "Eine Meldung „E999“ gibt es nicht." in unknown.output


def test_a_message_that_does_not_exist_has_no_page(client):
    for code in ("E999", "e051", "E51", "..%2Fberatung"):
        assert client.get(f"/hilfe/meldungen/{code}").status_code == 404


def test_each_variant_that_ships_has_a_page_of_its_own_that_the_chapter_leads_to(client):
    built_on_another = {each.definition.id for each in shipped() if each.checked.base}
    assert built_on_another
    assert set(VARIANT_NAMES) == built_on_another
    links = {link.get("href") for link in Page(client.get("/hilfe/beratung").text).all("a")}
    assert {f"/hilfe/varianten/{name}" for name in VARIANT_NAMES} <= links


@pytest.mark.parametrize("name", VARIANT_NAMES)
def test_the_page_of_a_variant_is_called_as_it_is(client, name):
    page = Page(client.get(f"/hilfe/varianten/{name}").text)
    (entry,) = (each for each in shipped() if each.definition.id == name)
    assert page.h1() == entry.definition.title
    (here,) = [link for link in page.all("a") if link.get("href") == "/hilfe/beratung"]
    assert here.get("aria-current") == "true"


def test_a_table_says_in_each_cell_what_its_column_is(client):
    """Where a screen is narrow, the heads are out of sight."""
    page = Page(client.get("/hilfe/varianten/karlsruhe-muehlburg").text)
    for table in page.all("table"):
        heads = [text_of(head) for head in table.iter("th")]
        for row in list(table.iter("tr"))[1:]:
            assert [cell.get("data-head") for cell in row.iter("td")] == heads
    assert len(page.all("table")) > 1


def test_a_variant_that_does_not_ship_has_no_page(client):
    assert client.get("/hilfe/varianten/kda-10-schritte").status_code == 404


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_and_picture_is_there_where_the_file_is_read_as_it_is(page):
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", text):
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.is_file(), target
        if anchor:
            assert anchor in {
                anchor_of(title) for title in re.findall(r"(?m)^##+ (.+)$", file.read_text("utf-8"))
            }, target


@pytest.mark.parametrize("slug", CHAPTERS)
def test_every_picture_is_handed_out_and_says_what_it_shows(client, slug):
    for picture in Page(client.get(f"/hilfe/{slug}").text).all("img"):
        answer = client.get(picture.get("src"))
        assert (answer.status_code, answer.mimetype) == (200, "image/webp")
        assert answer.headers["Cache-Control"] == "public, max-age=86400"
        assert len(answer.data) < HEAVIEST
        assert answer.data[8:16] == b"WEBPVP8X"  # whose head says its size
        assert 0 < int(picture.get("width")) <= WIDEST
        assert int(picture.get("height")) > 0
        assert picture.get("loading") == "lazy"
        assert len(picture.get("alt")) > 20


def test_every_picture_is_shown_and_can_be_drawn_anew():
    texts = (*sources(), README.read_text("utf-8"))
    shown = set(re.findall(r"bilder/([a-z]+\.webp)", "".join(texts)))
    assert {path.name for path in Path(PICTURES).glob("*")} == shown
    drawn = set(re.findall(r'Shot\("([a-z]+)"', (ROOT / "scripts/pictures.py").read_text("utf-8")))
    assert {f"{name}.webp" for name in drawn} == shown


def test_what_the_handbook_calls_by_name_is_called_so_on_the_screens():
    screens = [*(ROOT / "web").rglob("*.py"), *(ROOT / "web").rglob("*.html")]
    said = "".join(path.read_text("utf-8") for path in screens)
    prose = [re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL) for text in sources()]
    named = {name for text in prose for name in re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", text)}
    assert [name for name in named - NAMED_ELSEWHERE if name not in said] == []


@pytest.mark.parametrize("endpoint", TOPICS)
def test_a_topic_leads_from_a_page_that_exists_to_a_heading_that_exists(app, endpoint):
    assert endpoint in app.view_functions
    for role in ROLES:
        found = topic(endpoint, (role,))
        slug, anchor = found.url.removeprefix("/hilfe/").split("#")
        assert anchor in {section.anchor for section in chapter(slug).sections}


def test_every_page_behind_the_door_leads_to_help():
    pages = {
        endpoint
        for (endpoint, method), route in ROUTES.items()
        if method == "GET" and route.audience is Audience.SIGNED_IN
    }
    assert {page for page in pages - set(TOPICS) if not page.endswith(DOWNLOADS)} == set()


def test_whoever_has_several_roles_reads_the_chapter_of_the_widest():
    assert topic("tasks.show", ("developer", "coordinator")).url.startswith(
        "/hilfe/quartierskoordination#"
    )
    assert topic("tasks.show", ("admin",)).url.startswith("/hilfe/kontenverwaltung#")


def test_every_address_in_the_handbook_leads_to_a_page(app):
    pages = app.url_map.bind("localhost")
    found = [each for text in sources() for each in re.findall(r"`(/[^`?]*)(?:\?[^`]*)?`", text)]
    assert found
    for address in found:
        pages.match(address, method="GET")


def test_every_command_in_the_handbook_exists():
    named = {
        each for text in sources() for each in re.findall(r"quartiersweg ([a-z][a-z-]+)", text)
    }
    assert named
    assert named - set(main.list_commands(Context(main))) == set()


def test_the_glossary_knows_every_word_that_the_developers_glossary_names():
    section = README.read_text("utf-8").split("\n## Words\n")[1].split("\n## ")[0]
    rows = re.findall(r"(?m)^\| [a-z, ]+ \| ([^|]+) \|", section)[1:]
    words = {word for row in rows for word in row.strip().split(", ")} - {"-"}
    assert len(words) > 15
    glossary = (FOLDER / "begriffe.md").read_text("utf-8")
    assert {word for word in words if word not in glossary} == set()


@pytest.mark.parametrize(("email", "chapter_id"), [
    (MANAGER, "quartiersmanagement"), (COORDINATOR, "quartierskoordination"),
])  # fmt: skip
def test_a_step_leads_to_the_help_of_the_readers_role(signed_in, email, chapter_id):
    page = Page(signed_in(email).get("/quartiere/talaue/schritte/leitbild").text)
    links = {text_of(link): link.get("href") for link in page.all("a")}
    assert links["Ein Schritt"] == f"/hilfe/{chapter_id}#ein-schritt"
    assert links["Hilfe"] == f"/hilfe/{chapter_id}#ein-schritt"


def test_at_the_door_help_is_the_whole_handbook(client):
    links = {
        text_of(link): link.get("href") for link in Page(client.get("/anmelden").text).all("a")
    }
    assert links["Hilfe"] == "/hilfe"
