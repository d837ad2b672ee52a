"""The list of quartiere: a row of signs each, and a link only where somebody can act."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.unit.core.small import SMALL
from web.presenters.quarters import card, quarters_page
from workflow.core.definition import Phase
from workflow.core.state import Level, ProcessLife, StepStatus
from workflow.storage.queries import InstanceRow, Overview, StepSummary

TODAY = date(2026, 6, 9)
WAITING = [StepSummary(step=s, status=StepStatus.WAITING, done=0, total=3) for s in SMALL.steps]
ROW = InstanceRow(
    id=1,
    municipality=1,
    slug="muehlburg",
    name="Mühlburg",
    life=ProcessLife.RUNNING,
    round=1,
    phase="",
    definition="d",
    steps=(
        replace(WAITING[0], status=StepStatus.PASSED, done=3),
        replace(WAITING[1], status=StepStatus.ACTIVE, done=1),
        *WAITING[2:],
    ),
    last_activity_at=datetime(2026, 6, 1, tzinfo=UTC),
    next_due=date(2026, 6, 12),
    urgent_at=date(2026, 6, 12),
    situation=Level.AT_RISK,
    situation_on=date(2026, 6, 2),
    open_requests=0,
    open_exceptions=0,
    open_approvals=0,
    open_obligations=0,
    seq=9,
)
COUNTS = Overview(by_life={ProcessLife.RUNNING: 2}, overdue=1, urgent=2, in_review=0, critical=0)


def page(*rows):
    return quarters_page(rows, COUNTS, {"d": SMALL, "e": replace(SMALL, version=2)}, TODAY)


def test_only_what_is_active_is_a_link_and_says_how_far_it_is():
    (row,) = page(ROW).tables[0].rows
    assert [bool(cell.url) for cell in row.cells[:3]] == [False, True, False]
    assert row.cells[1].text == "1/3"
    assert row.cells[1].heard.endswith("In Arbeit, 1 von 3 Pflichtpunkten")
    assert row.cells[0].before_active


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("consultant", "Die Beratung richtet Prozessvorlagen ein."),
        ("admin", "Die Kontenverwaltung sieht nicht"),
        ("coordinator", "In Ihrer Kommune ist noch kein Quartier angelegt."),
        ("manager", "Sie gehören noch zu keinem Quartier."),
    ],
)
def test_an_empty_list_says_why_it_is_empty_for_this_role(role, said):
    found = quarters_page((), COUNTS, {}, TODAY, roles={role})
    assert found.nothing.startswith(said)
    assert not found.counts


def test_a_step_that_came_back_says_so():
    back = replace(ROW.steps[1], returned=True)
    (row,) = page(replace(ROW, steps=(ROW.steps[0], back, *ROW.steps[2:]))).tables[0].rows
    assert row.cells[1].heard.endswith("Zurückgegeben, 1 von 3 Pflichtpunkten")
    assert (row.cells[1].status.key, row.cells[1].text) == ("returned", "1/3")
    assert row.sentence == "Schritt 2 zurückgegeben"


def test_the_lage_has_one_short_word():
    assert page(ROW).tables[0].rows[0].situation.word == "Gefährdet"
    old = replace(ROW, situation_on=date(2026, 1, 1))
    assert page(old).tables[0].rows[0].situation.word == "Veraltet"
    closed = replace(old, life=ProcessLife.COMPLETED)
    assert page(closed).tables[0].rows[0].situation.word == "Gefährdet"  # it stands as it was
    none = replace(ROW, situation=None, situation_on=None)
    assert page(none).tables[0].rows[0].situation.word == "Fehlt noch"


def test_what_is_next_stands_beneath_the_name():
    assert page(ROW).tables[0].rows[0].under == "nächster Termin in 3 Tagen"
    paused = replace(ROW, life=ProcessLife.PAUSED, round=2)
    assert page(paused).tables[0].rows[0].under == "pausiert · Runde 2"


def test_quartiere_of_different_definitions_stand_apart():
    titles = [table.title for table in page(ROW, replace(ROW, definition="e")).tables]
    assert titles == [f"{SMALL.title}, Version 1", f"{SMALL.title}, Version 2"]


def test_a_phase_begins_with_a_line_but_for_the_first():
    *earlier, last = SMALL.steps
    steps = {**SMALL.steps, last: replace(SMALL.steps[last], phase="danach")}
    phases = {**SMALL.phases, "danach": Phase("danach", "Verstetigungsphase")}
    two = replace(SMALL, steps=steps, phases=phases, digest="zwei")
    table = quarters_page((ROW,), COUNTS, {"d": two}, TODAY).tables[0]
    assert [step.phase_start for step in table.steps] == [*(False for _ in earlier), True]
    assert table.phases[-1].title == "Verstetigung"


def test_a_card_says_it_in_a_sentence():
    found = card(ROW, SMALL, TODAY)
    assert found.says.startswith(f"1 von {len(SMALL.steps)} Schritten abgeschlossen. Schritt 2:")
