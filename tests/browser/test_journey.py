"""The main job, walked without a script: proof, request, why not, decision."""

import re

from playwright.sync_api import expect

MANAGER, COORDINATOR = "tom.brandt", "petra.voss"
STEP = "/quartiere/talaue/schritte/leitbild"


def test_a_manager_proves_an_item_and_asks_and_the_coordination_records_the_decision(sign_in):
    manager = sign_in(MANAGER)
    told_why_not(manager)
    proves_the_item(manager)
    asks_for_the_gate(manager)
    coordinator = sign_in(COORDINATOR)
    records(coordinator, "Lenkungsgruppe", "Stellungnahme liegt vor", "Sie trägt das mit.")
    records(coordinator, "Gemeinderat", "Freigeben", "")
    expect(coordinator.locator("#freigabe")).to_contain_text("Freigegeben am")
    coordinator.goto("/quartiere/talaue/verlauf")
    expect(coordinator.get_by_text("Schritt abgeschlossen").first).to_be_visible()


def told_why_not(page):
    page.goto(STEP)
    gate = page.locator("#freigabe")
    expect(gate).to_contain_text("1 Bedingung fehlt")
    expect(gate).to_contain_text("Sie können das erledigen")
    expect(gate.get_by_role("link", name="Freigabe anfragen")).to_have_count(0)
    gate.get_by_role("link", name="Entwurf zur Rückmeldung geben").click()
    expect(page.locator("#punkt-entwurf")).to_be_focused()


def proves_the_item(page):
    page.locator("#punkt-entwurf").get_by_role("link", name="Nachweis hinzufügen").click()
    place = page.get_by_role("textbox", name="Fundort in der Akte")
    expect(place).to_be_hidden()
    page.get_by_label("Fundort in der Akte nennen").check()
    place.fill("Akte 40.1, Blatt 3")
    page.get_by_label("Ja, der Punkt ist erledigt").check()
    page.get_by_role("button", name="Nachweis speichern").click()
    expect(page.get_by_role("status")).to_have_text("Der Punkt ist erledigt.")
    expect(page.locator("#punkt-entwurf")).to_contain_text("Akte 40.1, Blatt 3")


def asks_for_the_gate(page):
    page.locator("#freigabe").get_by_role("link", name="Freigabe anfragen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Leitbild beschlossen")
    page.get_by_role("button", name="Freigabe anfragen").click()
    expect(page.locator("#meldung")).to_be_focused()
    expect(page.locator("#freigabe")).to_contain_text("Die Freigabe ist angefragt")


def records(page, body, outcome, text):
    page.goto("/aufgaben")
    page.get_by_role("link", name=re.compile(rf"Beschluss eintragen: .*{body}.*")).first.click()
    page.get_by_label(outcome, exact=False).first.check()
    page.get_by_role("textbox", name=re.compile("Begründung oder|Stellungnahme")).fill(text)
    page.get_by_label("Datum der Entscheidung").fill("2.3.2026")
    page.get_by_label("Nummer der Vorlage").fill("V 112/2026")
    page.get_by_role("button", name="Beschluss speichern").click()
    expect(page.get_by_role("status")).to_have_text("Die Entscheidung ist gespeichert.")


def test_nothing_typed_is_lost_and_the_focus_lands_on_what_is_wrong(sign_in):
    page = sign_in(MANAGER)
    page.goto("/quartiere/talaue/register/partner/neu")
    page.get_by_label("Organisation").fill("x" * 201)
    page.get_by_role("button", name="speichern").click()
    expect(page.locator("#fehler")).to_be_focused()
    expect(page).to_have_title(re.compile("^Fehler: "))
    expect(page.get_by_label("Organisation")).to_have_value("x" * 201)
    page.locator("#fehler").get_by_role("link").first.click()
    expect(page.get_by_label("Organisation")).to_be_focused()


def test_a_value_outside_the_usual_is_saved_and_asks_for_its_reason(sign_in):
    page = sign_in(COORDINATOR)
    page.goto(f"{STEP}/angaben")
    page.get_by_label("Zeithorizont").fill("2")
    page.get_by_role("button", name="Angaben speichern").click()
    expect(page.get_by_role("status")).to_contain_text("Bitte begründen Sie das")
    page.get_by_label("Begründung zu „Zeithorizont“").fill("Die Förderung endet dann.")
    page.get_by_role("button", name="Angaben speichern").click()
    expect(page.get_by_text("Begründung: Die Förderung endet dann.")).to_be_visible()


def test_whoever_asked_cannot_decide_and_is_told_so(sign_in):
    page = sign_in(COORDINATOR)
    page.goto("/quartiere/alte-weberei/freigaben/analyse/rueckzug")
    page.get_by_role("button", name="Anfrage zurückziehen").click()
    page.locator("#freigabe").get_by_role("link", name="Freigabe anfragen").click()
    page.get_by_role("button", name="Freigabe anfragen").click()
    page.goto("/quartiere/alte-weberei/freigaben/analyse/entscheidung/koordination")
    expect(page.get_by_role("button", name="Entscheidung speichern")).to_have_count(0)
    expect(page.get_by_role("main")).to_contain_text("selbst")


def test_an_exception_is_granted_before_the_decision(sign_in):
    page = sign_in(COORDINATOR)
    page.goto("/quartiere/rosenau/schritte/leitbild")
    page.locator("#freigabe").get_by_role("link", name="Ausnahme entscheiden").click()
    expect(page.get_by_role("main")).to_contain_text("Die Zusage folgt im Juli.")
    page.get_by_role("radio", name=re.compile("^Gewähren")).check()
    page.get_by_role("button", name="Entscheidung speichern").click()
    expect(page.get_by_role("status")).to_have_text("Die Ausnahme ist gewährt.")
    expect(page.locator("#freigabe")).to_contain_text("Beschluss eintragen: Lenkungsgruppe")


def test_a_pause_is_asked_once_more_and_ended(sign_in):
    page = sign_in(COORDINATOR)
    page.goto("/quartiere/talaue")
    page.get_by_role("link", name="Quartier pausieren").click()
    page.get_by_label("Pause bis voraussichtlich").fill("1.9.2026")
    page.get_by_label("Begründung").fill("Die Stelle ist unbesetzt.")
    page.get_by_role("button", name="Quartier pausieren").click()
    expect(page.get_by_role("main")).to_contain_text("„Die Stelle ist unbesetzt.“")
    page.get_by_role("link", name="Pause beenden").click()
    page.get_by_role("button", name="Quartier fortsetzen").click()
    expect(page.get_by_role("status")).to_have_text("Das Quartier läuft wieder.")


def test_a_file_is_proof_and_can_be_fetched_again(sign_in, tmp_path):
    paper = tmp_path / "Rückmeldungen zum Entwurf.pdf"
    paper.write_bytes(b"%PDF-1.4\n%%EOF\n")
    page = sign_in(MANAGER)
    page.goto(f"{STEP}/punkte/entwurf")
    page.get_by_label("Datei hochladen").check()
    page.get_by_label("Datei", exact=True).set_input_files(paper)
    page.get_by_label("Ja, der Punkt ist erledigt").check()
    page.get_by_role("button", name="Nachweis speichern").click()
    expect(page.locator("#punkt-entwurf")).to_be_focused()  # the fold has opened by itself
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Rückmeldungen zum Entwurf.pdf").click()
    assert fetched.value.suggested_filename == paper.name
    assert fetched.value.path().read_bytes() == paper.read_bytes()


def test_a_file_that_could_act_is_refused_beside_its_question(sign_in, tmp_path):
    trick = tmp_path / "harmlos.pdf"
    trick.write_bytes(b"<script>alert(1)</script>")
    page = sign_in(MANAGER)
    page.goto(f"{STEP}/punkte/entwurf")
    page.get_by_label("Notiz").fill("Siehe Datei.")
    page.get_by_label("Datei hochladen").check()
    page.get_by_label("Datei", exact=True).set_input_files(trick)
    page.get_by_label("Nein, ich ergänze später").check()
    page.get_by_role("button", name="Nachweis speichern").click()
    expect(page.locator("#fehler")).to_be_focused()
    expect(page.get_by_label("Notiz")).to_have_value("Siehe Datei.")
    expect(page.get_by_label("Nein, ich ergänze später")).to_be_checked()
