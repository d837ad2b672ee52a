"""A process in the terminal says everything that steers it, in sentences."""

import pytest

from tests.unit.sentences.procedure import small_procedure
from workflow.definitions.catalogue import find, shipped
from workflow.definitions.show import WIDTH, show


@pytest.fixture(scope="module")
def text():
    return show(small_procedure())


def plain(text):
    return " ".join(text.split())


def test_it_says_who_does_what(text):
    assert "Quartiersmanagement [manager]" in text
    assert "Lenkungsgruppe [lenkung]: Beschlüsse trägt ein: Sozialraumkoordination." in text


def test_it_says_when_a_step_opens_and_who_leads_it(text):
    assert "Öffnet sofort." in text
    assert "Öffnet, wenn: Schritt „Anfang“ ist abgeschlossen." in text
    assert "Sozialraumkoordination · 1 Punkt · 7 Angaben" in text


def test_an_item_has_its_role_proof_and_due_date(text):
    assert (
        "Vorlage einbringen [vorlage] (Pflicht; Sozialraumkoordination; Nachweis: eine Notiz, "
        "ein Dokument (Datei, Link oder Ort in der Akte) und mindestens 2 "
        "Kooperationspartner*innen mit Stand Zugesagt oder Unterzeichnet; fällig 14 Tage nach "
        "Beginn des Schritts)"
    ) in plain(text)


def test_a_field_has_its_limits(text):
    assert "Zeithorizont [jahre] (ganze Zahl, Einheit Jahre; 1 Jahre bis 20 Jahre; üblich" in plain(
        text
    )
    assert "Stichtag [tag] (Datum; nicht nach heute)" in text
    assert "Vorstand [vorstand] (Text; nur wenn: „Träger“ (Eckdaten) ist Verein)" in plain(text)


def test_a_gate_says_what_is_asked_and_what_is_computed(text):
    assert (
        "Drei tragen besser als einer [eigen] (geprüft wird: Mindestens 3 "
        "Kooperationspartner*innen mit Stand Zugesagt oder Unterzeichnet)"
    ) in plain(text)
    assert "Sozialraumkoordination [leitung] (nach: Lenkungsgruppe)" in text
    assert "Niemand: Ist alles erfüllt, ist der Schritt abgeschlossen." in text


def test_a_register_has_its_fields_and_its_own_items(text):
    assert "Maßnahmen [massnahme]" in text
    assert "Mit [partner] (Verweis auf Kooperationspartner*in)" in text
    assert "Punkte je Eintrag (Maßnahme):" in text


def test_one_step_can_be_shown_alone():
    text = show(small_procedure(), "ende")
    assert text.startswith("2. Zum Ende kommen [ende]")
    assert "Anfang machen" not in text


@pytest.mark.parametrize("entry", shipped(), ids=lambda entry: entry.file)
def test_what_ships_fits_a_terminal(entry):
    definition = find(entry.definition.id, [entry])
    lines = show(definition).splitlines()
    assert max(len(line) for line in lines) <= WIDTH
    for step in definition.steps.values():
        assert any(step.title in line for line in lines)
