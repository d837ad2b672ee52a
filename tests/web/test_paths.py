"""Each address that presenters build leads to a view."""

import pytest

from web import paths

Q = "talaue"
BUILT = [
    paths.TASKS,
    paths.ACCOUNTS,
    paths.INVITE,
    paths.account(7),
    paths.OWN_ACCOUNT,
    paths.OWN_FACTOR,
    paths.SUBSTITUTES,
    paths.QUARTERS,
    paths.quarter(Q),
    paths.history(Q),
    paths.about(Q, "lage"),
    paths.about(Q, "eckdaten"),
    paths.about(Q, "team"),
    paths.about(Q, "vorschlag"),
    paths.about(Q, "ablauf/pause"),
    paths.about(Q, "ablauf/fortsetzen"),
    paths.about(Q, "ablauf/abschluss"),
    paths.about(Q, "ablauf/abbruch"),
    paths.step(Q, "leitbild"),
    paths.step_values(Q, "leitbild"),
    paths.gate_page(Q, "leitbild", "anfrage"),
    paths.gate_page(Q, "leitbild", "rueckzug"),
    paths.gate_page(Q, "leitbild", "bestaetigung"),
    paths.decision(Q, "leitbild", "rat"),
    paths.exception(Q, "leitbild", "zusagen"),
    paths.registers(Q),
    paths.register(Q, "partner"),
    paths.new_record(Q, "partner"),
    paths.record(Q, "partner", 1),
    paths.item(Q, "leitbild", "anlass"),
    paths.item(Q, "massnahme/3", "auftrag"),
    paths.obligation(Q, "1"),
    paths.proposal(Q, "1"),
    paths.owed(Q, "leitbild", "item:anlass"),
    paths.owed(Q, "", "obligation:1"),
    paths.owed(Q, "leitbild", "approval:rat").partition("#")[0],
    paths.TEMPLATES,
    paths.templates("musterstadt"),
    paths.new_draft("musterstadt"),
    paths.template("musterstadt", "kleines-quartier"),
    paths.version("musterstadt", "kleines-quartier", 1),
    paths.version_file("musterstadt", "kleines-quartier", 1),
    paths.withdrawal("musterstadt", "kleines-quartier", 1),
    paths.draft("musterstadt", "kleines-quartier"),
    paths.draft("musterstadt", "kleines-quartier", "verwerfen"),
    paths.draft("musterstadt", "kleines-quartier", "vorschau"),
    paths.draft("musterstadt", "kleines-quartier", "veroeffentlichung"),
    paths.draft_file("musterstadt", "kleines-quartier"),
    paths.outline(paths.version("musterstadt", "kleines-quartier", 1)),
    paths.outline(paths.draft("musterstadt", "kleines-quartier"), "steps").partition("?")[0],
    paths.merged_file(paths.version("musterstadt", "kleines-quartier", 1)),
    paths.merged_file(paths.draft("musterstadt", "kleines-quartier")),
    paths.side_by_side("musterstadt", "kleines-quartier", "1", "entwurf").partition("?")[0],
    paths.move("musterstadt", "kleines-quartier", 1),
    paths.move_run("musterstadt", "kleines-quartier", 1, 1),
    paths.moved(Q),
    paths.message("E051"),
    paths.file(Q, "a" * 64, "Protokoll der Sitzung.pdf"),
]


@pytest.mark.parametrize("path", BUILT)
def test_the_path_leads_to_a_view(app, path):
    with app.test_request_context():
        endpoint, _ = app.url_map.bind("localhost").match(path)
    assert endpoint


def test_a_file_name_cannot_leave_its_place():
    assert paths.file(Q, "a" * 64, "../../etc/passwd").endswith("/..%2F..%2Fetc%2Fpasswd")


def test_anchors_lead_to_rows_and_fields():
    assert paths.item_row(Q, "massnahme/3", "auftrag").endswith("/massnahme/3#punkt-auftrag")
    assert paths.gate(Q, "leitbild").endswith("/schritte/leitbild#freigabe")
