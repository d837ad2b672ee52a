"""Bringing entries in from a file, as a person does: looked at, mended, agreed to; every page sound."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.looking import OPEN_ALL, SIDEWAYS, TAGS
from tests.browser.places import MANAGER

BRING = "/quartiere/talaue/register/partner/uebernehmen"
LONG = "Arbeitsgemeinschaft-der-Quartiersbürgervereine-und-Nachbarschaftshilfen"
FILES = {
    "new and changed": f"Nummer;Organisation;Stand\r\n;{LONG};Zugesagt\r\n1;Verein Eins;angesprochen\r\n",
    "nothing new": "Nummer;Organisation\r\n1;Verein 1\r\n",
    "wrong rows": f"Organisation;Stand\r\n;Zugesagt\r\n{LONG};vielleicht\r\n",
    "wrong columns": f"Organisation;{LONG}\r\nChor;x\r\n",
}


@pytest.mark.parametrize("width", [320, 1280])
def test_each_answer_to_a_file_is_a_sound_page(sign_in, width):
    page = sign_in(MANAGER, java_script_enabled=True, viewport={"width": width, "height": 900})
    found = []
    for case, text in FILES.items():
        page.goto(BRING)
        file = {"name": "partner.csv", "mimeType": "text/csv", "buffer": text.encode()}
        page.get_by_label("CSV-Datei").set_input_files(file)
        page.get_by_role("button", name="Datei prüfen").click()
        page.evaluate(OPEN_ALL)
        report = Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"]})
        found += [
            f"{case}: {v['id']}: {v['nodes'][0]['html']}" for v in report.response["violations"]
        ]
        if page.evaluate(SIDEWAYS) > 0:
            found.append(f"{case} scrolls at {width}")
    assert found == []


def test_a_file_is_brought_in_without_scripts_and_the_message_has_the_focus(sign_in):
    page = sign_in(MANAGER)
    page.goto(BRING)
    buffer = FILES["new and changed"].encode()
    page.get_by_label("CSV-Datei").set_input_files(
        {"name": "partner.csv", "mimeType": "text/csv", "buffer": buffer}
    )
    page.get_by_role("button", name="Datei prüfen").click()
    page.get_by_role("button", name="2 Einträge übernehmen").click()
    assert page.url.endswith("/register/partner#meldung")
    assert page.get_by_text("Übernommen: 1 neu, 1 geändert.").is_visible()
    assert page.get_by_role("link", name="Verein Eins").is_visible()
