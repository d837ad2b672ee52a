"""How versions and drafts are made, level by level: every id, its path, and the line that set it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from features.drivers.world import PROCESS
from tests.web.conftest import COORDINATOR, MANAGER, STRANGER
from tests.web.page import Page, text_of
from web import paths
from web.foreign import plain
from web.language import speak
from web.presenters.outline_page import version_outline
from web.presenters.templates_place import Bench
from workflow.core.municipality_settings import Settings
from workflow.definitions.library import check, open_document
from workflow.definitions.overlay.bases import bases_in, shipped_bases
from workflow.storage import tables
from workflow.storage.queries import Town
from workflow.workbench import shipped_versions
from workflow.workbench.opening import Opened, outline

V, TOWN = "kleines-quartier", "musterstadt"
TEXT = PROCESS.read_text("utf-8")
OVERLAY = f"""format: 1
id: anpassung
version: 1
extends: {V}@1
title: Unsere Anpassung
locked: [steps.analyse.gate]
change:
  steps.leitbild.title: Gemeinsam anfangen
remove:
  steps.leitbild.checklist.besuch: Wir waren schon dort.
"""
SHIPPED = paths.version(TOWN, "karlsruhe-muehlburg", 1)
DRAFT = paths.draft(TOWN, "anpassung")
HEAVIEST = 120_000


# --- the page, from what was opened ----------------------------------------------------------


@pytest.fixture
def bench():
    return Bench(
        town=Town(id=1, slug=TOWN, name="Musterstadt"),
        account=1,
        may_write=True,
        today=date(2026, 3, 2),
        running={},
        people={},
        settings=Settings(),
        shipped=shipped_versions(),
    )


def opened(name="karlsruhe-muehlburg", text=None):
    """What ships, as the workbench opens it; or a text beside the definitions of the tests."""
    if text is not None:
        return open_document(text.encode(), f"{name}@1", bases_in([Path("tests/definitions")]))
    found = {each.definition.id: each for each in shipped_versions()}[name]
    return open_document(found.text.encode(), f"{name}@1", called_by_name)


def called_by_name(v, number):
    return replace(shipped_bases(v, number), name=f"{v}@{number}")


def page_of(bench, path="", found: Opened | None = None, v="karlsruhe-muehlburg"):
    return version_outline(bench, v, 1, found or opened(v), path)


def test_a_value_is_told_with_the_line_that_set_it_and_what_stood_there_before(bench):
    page = page_of(bench, "steps.leitbild.title")
    now, before = page.story
    assert now.text == "Geändert"
    assert now.source.text.startswith("hier, Zeile ")
    assert before.text == "Davor „Quartiersorientierung als Leitbild abstimmen“: so geschrieben"
    assert page.text == "Leitbild und Leitziele der Quartiersarbeit abstimmen"
    assert [each.label for each in page.place.crumbs][-4:] == [
        "Aufbau",
        "steps",
        "leitbild",
        "title",
    ]


def test_a_file_beside_a_definition_leads_nowhere_and_is_named(bench):
    text = Path("tests/definitions/anbau.yaml").read_text("utf-8")
    page = page_of(bench, "steps.haus.short", opened("anbau", text), "anbau")
    (deed,) = page.story
    assert (deed.source.text, deed.source.url) == ("nachbarschaftshaus.yaml, Zeile 103", "")


def test_what_is_set_elsewhere_leads_to_that_version(bench):
    rows = {row.id: row for row in page_of(bench, "steps.leitbild.checklist").rows}
    assert rows["prozesse"].source.url == ""
    assert (rows["prozesse"].kind, rows["prozesse"].note) == ("Punkt", "hinzugefügt")
    base = paths.outline(
        paths.version(TOWN, "kda-10-schritte", 1), "steps.leitbild.checklist.besuch"
    )
    assert rows["besuch"].source.url == base
    assert rows["besuch"].url == paths.outline(SHIPPED, "steps.leitbild.checklist.besuch")
    assert "geschützt" in rows["leichte-sprache"].note


def test_what_the_base_protects_names_who_protects_it(bench):
    (says,) = page_of(bench, "steps.leitbild.gate.conditions.lenkungsgruppe").says
    lock = "steps.leitbild.gate.conditions.lenkungsgruppe"
    assert says.startswith(f"Geschützt durch {lock} (kda-10-schritte@1, Zeile ")


def test_of_a_value_that_is_replaced_as_a_whole_a_part_says_so(bench):
    page = page_of(bench, "steps.leitbild.checklist.aemter.evidence.where")
    assert "Gehört zu steps.leitbild.checklist.aemter.evidence." in page.says[0]
    assert page.yaml == "sektor: kommune"


def test_what_nobody_set_says_what_holds(bench):
    assert "Es gilt, was das Format vorgibt" in page_of(bench, "steps.leitbild.ongoing").says[0]
    assert "ongoing" in dict(page_of(bench, "steps.leitbild").unset)


def test_a_path_that_leads_to_nothing_names_what_was_meant(bench):
    near = page_of(bench, "steps.leitbild.titel")
    assert near.meant[0].url == paths.outline(SHIPPED, "steps.leitbild.title")
    found = page_of(bench, "Grenze mit Straßenliste")
    assert [each.label for each in found.meant] == ["steps.quartier.checklist.grenze"]
    assert page_of(bench, "gibt es nirgends").meant == ()
    assert found.question.inputs[0].value == "Grenze mit Straßenliste"


def test_on_an_english_page_the_texts_of_definition_and_format_say_their_language(bench):
    speak("en")
    try:
        page = page_of(bench, "steps.leitbild")
    finally:
        speak("de")
    rows = {row.id: row for row in page.rows}
    purpose, fields, lead = rows["purpose"], rows["fields"], rows["lead"]
    assert (page.over, fields.kind) == ("Step", "Group")
    for text in (page.heading, purpose.text, fields.text, dict(page.unset)["ongoing"]):
        assert plain(text) != text
    assert plain(lead.text) == lead.text  # a word of the format, no German


# --- the rooms -------------------------------------------------------------------------------


def publish(town, text):
    town.service.workbench.publish(town.municipality, text.encode(), account=None, at=town.now)


def drafted(town, text):
    account = town.accounts["Samir Haddad"]
    town.service.workbench.create_draft(town.municipality, "x", text, account=account, at=town.now)


def main_of(answer):
    assert answer.status_code == 200
    return text_of(Page(answer.text).all("main")[0])


@pytest.fixture
def samir(consultant):
    return consultant()


def test_a_published_overlay_shows_what_it_inherits_and_what_it_does(samir, town):
    publish(town, OVERLAY)
    here = paths.version(TOWN, "anpassung", 1)
    said = main_of(samir.get(paths.outline(here, "steps.leitbild.checklist")))
    assert "Anlass beschreiben" in said
    assert "entfernt: Wir waren schon dort." in said
    gone = main_of(samir.get(paths.outline(here, "steps.leitbild.checklist.besuch")))
    assert "Entfernt, hier, Zeile 10. Grund: Wir waren schon dort." in gone
    locked = main_of(samir.get(paths.outline(here, "steps.analyse.gate.title")))
    assert "Geschützt durch steps.analyse.gate (hier, Zeile 6)" in locked


def test_with_its_base_a_version_and_a_draft_are_one_file(samir, town):
    publish(town, OVERLAY)
    drafted(town, OVERLAY.replace("version: 1", "version: 2"))
    for here, name in (
        (paths.version(TOWN, "anpassung", 1), "anpassung-1-mit-grundlage.yaml"),
        (DRAFT, "anpassung-mit-grundlage.yaml"),
    ):
        assert f'href="{paths.merged_file(here)}"' in samir.get(here).text
        file = samir.get(paths.merged_file(here))
        assert file.headers["Content-Disposition"] == f"attachment; filename={name}"
        merged = check(file.data, "x")
        assert merged.definition is not None
        assert merged.definition.steps["leitbild"].title == "Gemeinsam anfangen"
    assert "Mit Grundlage herunterladen" not in samir.get(paths.version(TOWN, V, 1)).text


def test_a_draft_with_errors_is_shown_as_far_as_it_holds(samir, town):
    drafted(town, OVERLAY.replace("steps.leitbild.title", "steps.leitbildd.title"))
    said = main_of(samir.get(paths.outline(DRAFT, "steps.leitbild.title")))
    assert "kann hier fehlen" in said
    assert "Zeile 8: " in said
    assert "Leitbild abstimmen" in said
    shown = samir.get(DRAFT).text
    assert f'href="{paths.outline(DRAFT, "steps.leitbildd.title")}"' in shown
    assert "steps.leitbild.title" in main_of(
        samir.get(paths.outline(DRAFT, "steps.leitbildd.title"))
    )


@pytest.mark.parametrize("text", ["a: [", "", OVERLAY.replace(f"{V}@1", "nirgends@1"), "- a\n- b"])
def test_a_draft_that_cannot_be_merged_says_why(samir, town, text):
    drafted(town, text or " ")
    slug = "anpassung" if "anpassung" in text else "x"
    here = paths.draft(TOWN, slug)
    said = main_of(samir.get(paths.outline(here, "steps")))
    assert "lässt sich erst zeigen, wenn das behoben ist" in said
    assert samir.get(paths.merged_file(here)).status_code == 404
    assert paths.merged_file(here) not in samir.get(here).text


@pytest.mark.parametrize(
    "path", ["..", "[", "a[0", "steps.", "steps..", "\x00", "ä" * 3_000, "steps.leitbild[3]", "<b>"]
)
def test_whatever_is_typed_is_answered(samir, path):
    answer = samir.get(f"{SHIPPED}/aufbau", query_string={"pfad": path})
    assert answer.status_code == 200
    assert "<b>&gt;" not in answer.text


def test_a_line_of_yaml_can_be_typed_with_its_colon(samir):
    typed = samir.get(f"{SHIPPED}/aufbau", query_string={"pfad": " steps.leitbild.title: "})
    assert "Leitbild und Leitziele" in main_of(typed)


def test_a_page_shows_one_level_of_the_largest_definition(samir):
    large = paths.version(TOWN, "kda-10-schritte", 1)
    for path in ("", "steps", "steps.analyse", "steps.analyse.checklist", "registers", "sources"):
        assert len(samir.get(paths.outline(large, path)).data) < HEAVIEST


def test_ids_stand_beside_a_version_for_those_who_write(samir, signed_in):
    link = paths.outline(SHIPPED, "steps.quartier.checklist.laendlich")
    assert link in samir.get(SHIPPED).text
    read = signed_in(COORDINATOR).get(SHIPPED).text
    assert link not in read
    assert f'href="{paths.outline(SHIPPED)}"' in read


def test_every_id_beside_a_version_leads_to_what_it_names(samir):
    links = [each.get("href", "") for each in Page(samir.get(SHIPPED).text).all("a")]
    found = opened()
    named = [each.partition("?pfad=")[2] for each in links if "?pfad=" in each]
    assert len(named) > 300
    for path in named:
        here = outline(found, path)
        assert here.parts or here.value, path


def test_the_coordination_may_look_and_others_find_nothing(samir, signed_in, town):
    drafted(town, OVERLAY)
    version = paths.version(TOWN, V, 1)
    places = [f(here) for f in (paths.outline, paths.merged_file) for here in (version, DRAFT)]
    for path in places:
        assert signed_in(COORDINATOR).get(path).status_code == 200
        assert signed_in(MANAGER).get(path).status_code == 404
        assert signed_in(STRANGER).get(path).status_code == 404
    assert samir.get(paths.outline(paths.version(TOWN, V, 9))).status_code == 404


def test_what_is_known_in_canonical_form_alone_names_no_line(samir, town):
    v = tables.definition_version
    with town.service.database.maintain() as connection:
        connection.execute(v.update().values(source=None))
    said = main_of(samir.get(paths.outline(paths.version(TOWN, V, 1), "steps.leitbild.title")))
    assert "So geschrieben, hier" in said
    assert "Zeile" not in said
