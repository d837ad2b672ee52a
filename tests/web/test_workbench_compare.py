"""Two versions side by side, and a draft on a newer version of what it builds on."""

import pytest

from features.drivers.world import PROCESS
from tests.web.conftest import COORDINATOR, MANAGER
from tests.web.page import Page, text_of
from web import paths
from web.presenters.text_compare import changed_lines, passages
from workflow.workbench.comparing import lines

V, TOWN = "kleines-quartier", "musterstadt"
TEXT = PROCESS.read_text("utf-8")
BESIDE = "      besuch: {text: Eine andere Kommune besuchen, role: manager, required: false, evidence: note}\n"
NEW = (
    "      luftbild: {text: Luftbild ablegen, role: manager, required: true, evidence: document}\n"
)
NEXT = TEXT.replace("version: 1", "version: 2", 1).replace(BESIDE, NEW)
OVERLAY = f"""format: 1
id: anpassung
version: 1
extends: {V}@1
title: Unsere Anpassung
change:
  steps.leitbild.checklist.{{item}}.text: Die Nachbarstadt besuchen
"""


def publish(town, text):
    definition = town.service.workbench.publish(
        town.municipality, text.encode(), account=None, at=town.now
    )
    return definition.definition


def drafted(town, text):
    account = town.accounts["Samir Haddad"]
    draft = town.service.workbench.create_draft(
        town.municipality, "x", text, account=account, at=town.now
    )
    return draft.slug


def main(answer):
    assert answer.status_code == 200
    return Page(answer.text), text_of(Page(answer.text).all("main")[0])


# --- two texts -------------------------------------------------------------------------------


def test_a_line_that_was_replaced_shows_what_differs_in_it():
    found = lines("a: 1\nfrist: 30 Tage\nz: 9\n", "a: 1\nfrist: 42 Tage\nz: 9\n")
    rows = passages(found)[0].rows
    assert [(row.sign, row.mark) for row in rows] == [("", ""), ("-", "30"), ("+", "42"), ("", "")]
    assert [row.head + row.mark + row.tail for row in rows[1:3]] == [
        "frist: 30 Tage",
        "frist: 42 Tage",
    ]
    assert changed_lines(found) == 2


def test_a_line_that_has_no_partner_is_not_marked_within():
    rows = passages(lines("a\nb\n", "a\nneu eins\nneu zwei\n"))[0].rows
    assert [(row.sign, row.mark) for row in rows] == [
        ("", ""),
        ("-", ""),
        ("+", ""),
        ("+", ""),
    ]


def test_a_passage_says_which_lines_it_shows():
    text = "\n".join(map(str, range(100)))
    assert passages(lines(text, text.replace("50", "fünfzig")))[0].title == "Zeilen 48 bis 54"


# --- the page --------------------------------------------------------------------------------


def test_the_meaning_stands_before_the_text(town, signed_in):
    publish(town, NEXT)
    publish(town, NEXT.replace("version: 2", "version: 3", 1).replace(NEW, BESIDE))
    page, text = main(signed_in(COORDINATOR).get(paths.side_by_side(TOWN, V, "3", "2")))
    assert "Version 2 verglichen mit Version 3: 2 fachliche Änderungen, 4 Textzeilen." in text
    assert "Mit Version 3 arbeitet kein Quartier." in text
    assert text.index("Der Punkt „Eine andere Kommune besuchen“ entfällt") < text.index(
        "Text im Vergleich"
    )
    assert "Pflichtpunkt „Luftbild ablegen“" in text
    signs = [text_of(each) for each in page.all("span") if each.get("class") == "hear"]
    assert signs.count("neu") == signs.count("entfernt") == 2


def test_a_draft_is_compared_with_what_is_in_force(town, consultant):
    samir = consultant()
    slug = drafted(town, NEXT)
    _, text = main(samir.get(paths.side_by_side(TOWN, slug, after="entwurf")))
    assert "Entwurf verglichen mit Version 1: 2 fachliche Änderungen" in text
    assert "1 Quartier arbeitet mit Version 1. Dort ändert sich nichts" in text


def test_a_draft_with_errors_shows_its_lines_all_the_same(town, consultant):
    samir = consultant()
    slug = drafted(town, NEXT.replace("role: manager", "role: manger", 1))
    _, text = main(samir.get(paths.side_by_side(TOWN, slug, after="entwurf")))
    assert "Entwurf hat noch Fehler." in text
    assert "0 fachliche" not in text  # they are unknown
    assert "manger" in text


def test_the_same_beside_itself_differs_in_nothing(signed_in):
    _, text = main(signed_in(COORDINATOR).get(paths.side_by_side(TOWN, V, "1", "1")))
    assert "Beide sagen fachlich dasselbe." in text
    assert "Die Texte sind gleich." in text


@pytest.mark.parametrize("query", ["von=99", "nach=entwurf", "von=abc&nach=1", "von=1&nach=%00"])
def test_what_is_not_there_is_not_found(signed_in, query):
    assert signed_in(COORDINATOR).get(f"{paths.side_by_side(TOWN, V)}?{query}").status_code == 404


def test_who_has_nothing_to_do_with_definitions_finds_nothing(signed_in):
    assert signed_in(MANAGER).get(paths.side_by_side(TOWN, V, "1", "1")).status_code == 404


# --- a newer base ----------------------------------------------------------------------------


def test_an_overlay_and_its_base_are_written_out_to_be_compared_by_line(town, consultant):
    samir = consultant()
    slug = drafted(town, OVERLAY.format(item="besuch"))
    page, text = main(samir.get(paths.side_by_side(TOWN, slug, "grundlage", "entwurf")))
    assert "Entwurf verglichen mit Grundlage kleines-quartier@1: 3 fachliche Änderungen, 6 " in text
    assert "Beide Texte stehen hier ausgeschrieben" in text
    (old,) = [text_of(each) for each in page.all("del") if "Kommune" in text_of(each)]
    (new,) = [text_of(each) for each in page.all("ins") if "Nachbarstadt" in text_of(each)]
    assert (old, new) == ("Eine andere Kommune", "Die Nachbarstadt")


def test_two_overlays_on_one_another_are_written_out_as_well(town, consultant):
    samir = consultant()
    publish(town, OVERLAY.format(item="besuch"))
    above = OVERLAY.replace("id: anpassung", "id: oben").replace(f"{V}@1", "anpassung@1")
    publish(town, above.format(item="anlass"))
    _, text = main(samir.get(paths.side_by_side(TOWN, "oben", "grundlage", "1")))
    assert "Beide Texte stehen hier ausgeschrieben" in text
    assert "extends" not in text


def test_an_overlay_with_errors_is_not_compared_with_its_base_by_line(town, consultant):
    samir = consultant()
    slug = drafted(town, OVERLAY.format(item="besuch"))
    broken = OVERLAY.format(item="fehlt")
    samir.send(
        paths.draft(TOWN, slug),
        {"text": broken, "seen": "1", "command_id": "0" * 32},
        token_from=paths.draft(TOWN, slug),
    )
    _, text = main(samir.get(paths.side_by_side(TOWN, slug, "grundlage", "entwurf")))
    assert "Entwurf verglichen mit Grundlage kleines-quartier@1." in text
    assert "Zeile für Zeile lassen sich beide Texte erst ohne Fehler vergleichen." in text


def test_a_newer_base_is_taken_over_where_nothing_is_in_the_way(town, consultant):
    samir = consultant()
    slug = drafted(town, OVERLAY.format(item="anlass"))
    here = f"{paths.draft(TOWN, slug)}/grundlage"
    assert samir.get(here).status_code == 404  # there is none yet
    publish(town, NEXT)
    compared = paths.side_by_side(TOWN, slug, "grundlage", "entwurf")
    assert f'href="{here}"' in samir.get(compared).text
    page, text = main(samir.get(here))
    assert f"{V}@2 lässt sich übernehmen." in text
    assert "Luftbild ablegen" in text
    form = next(form for form in page.forms() if "auf" in form)
    answer = samir.send(here, form, token_from=here)
    assert (answer.status_code, answer.location) == (303, f"{paths.draft(TOWN, slug)}#meldung")
    assert f"extends: {V}@2" in samir.get(paths.draft_file(TOWN, slug)).text


def test_a_draft_that_was_saved_meanwhile_is_put_on_no_newer_base_unseen(town, consultant):
    samir = consultant()
    slug = drafted(town, OVERLAY.format(item="anlass"))
    publish(town, NEXT)
    here = f"{paths.draft(TOWN, slug)}/grundlage"
    sent = {"command_id": "0" * 32, "seen": "7", "auf": f"{V}@2"}
    answer = samir.send(here, sent, token_from=here)
    assert answer.status_code == 409
    assert "Noch ist nichts übernommen" in answer.text
    assert f"extends: {V}@1" in samir.get(paths.draft_file(TOWN, slug)).text


def test_what_cannot_be_had_together_is_left_to_the_author(town, consultant):
    samir = consultant()
    slug = drafted(town, OVERLAY.format(item="besuch"))
    publish(town, NEXT)
    here = f"{paths.draft(TOWN, slug)}/grundlage"
    page, text = main(samir.get(here))
    assert "1 Stelle müssen Sie zuerst selbst entscheiden." in text
    assert "Nicht zu vereinen" in text
    assert not any("auf" in form for form in page.forms())
    sent = {"command_id": "0" * 32, "seen": "1", "auf": f"{V}@2"}
    assert samir.send(here, sent, token_from=here).status_code == 409
    sent["auf"] = "kda-10-schritte@1"
    assert samir.send(here, sent, token_from=here).status_code == 404
    assert f"extends: {V}@1" in samir.get(paths.draft_file(TOWN, slug)).text
