"""The list of quartiere: a row of signs each, and a link only where somebody can act."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.unit.core.small import SMALL
from web.presenters.around import Around
from web.presenters.quarters import Found, card, quarters_page
from web.presenters.quarters_search import Search
from workflow.core.definition import GenderForm, Phase
from workflow.core.municipality_settings import Settings
from workflow.core.state import Level, ProcessLife, StepStatus
from workflow.core.tasks import TaskKind
from workflow.storage.queries import (
    NOBODY,
    InstanceRow,
    Lage,
    Matter,
    Member,
    OpenWork,
    Overview,
    Reach,
    Reason,
    StepSummary,
    Stuck,
    Teams,
)

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
    moved_on=date(2026, 6, 1),
    next_due=date(2026, 6, 12),
    required_due=date(2026, 6, 12),
    urgent_at=date(2026, 6, 12),
    situation=Level.AT_RISK,
    situation_on=date(2026, 6, 2),
    judged_on=date(2026, 6, 2),
    requested_on=None,
    returned_on=None,
    open_requests=0,
    open_exceptions=0,
    open_approvals=0,
    open_obligations=0,
    seq=9,
)
ME, TOM = 1, 2
PLAIN = Search()
REACH = Reach(
    account=ME,
    home=1,
    municipalities={1: frozenset({"coordinator"})},
    instances={},
    elsewhere=frozenset(),
)
TEAMS = Teams(
    {1: [Member(TOM, "manager", "Tom Brandt")]}, {1: [Member(ME, "coordinator", "Petra Voss")]}
)
NONE = dict.fromkeys(Matter, 0)
COUNTS = Overview(total=2, wanted=2, matters={**NONE, Matter.STILL: 1}, late_decisions=0)


def around(**more):
    definitions = {("d", GenderForm.STAR): SMALL, ("e", GenderForm.STAR): replace(SMALL, version=2)}
    given = {"reach": REACH, "today": TODAY, "definitions": definitions, "teams": TEAMS}
    given["local"] = {1: Settings()}
    return Around(**{**given, **more})


def page(*rows, stuck=(), search=PLAIN, overview=COUNTS, **more):
    found = Found(rows=rows, overview=overview, stuck=stuck, managers={TOM: "Tom Brandt"})
    return quarters_page(found, search, around(**more))


def late(*items, person=None, kind=TaskKind.ITEM):
    step = ROW.steps[1].step
    return [
        OpenWork(kind=kind, holder=step, thing=i, role="manager", person=person, due=TODAY)
        for i in items
    ]


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
    reach = replace(REACH, municipalities={1: frozenset({role} - {"manager"})})
    none = Overview(total=0, wanted=0, matters=NONE, late_decisions=0)
    found = page(overview=none, reach=reach)
    assert found.nothing.startswith(said)
    assert not found.counts
    assert found.stuck is None


def test_a_step_that_came_back_says_so():
    back = replace(ROW.steps[1], returned=True)
    (row,) = page(replace(ROW, steps=(ROW.steps[0], back, *ROW.steps[2:]))).tables[0].rows
    assert row.cells[1].heard.endswith("Zurückgegeben, 1 von 3 Pflichtpunkten")
    assert (row.cells[1].status.key, row.cells[1].text) == ("returned", "1/3")
    assert row.sentence == "Schritt 2: Zurückgegeben, 1 von 3 Pflichtpunkten"


def test_the_lage_has_one_short_word():
    assert page(ROW).tables[0].rows[0].situation.word == "Gefährdet"
    old = replace(ROW, situation_on=date(2026, 1, 1))
    assert page(old).tables[0].rows[0].situation.word == "Veraltet"
    closed = replace(old, life=ProcessLife.COMPLETED)
    assert page(closed).tables[0].rows[0].situation.word == "Gefährdet"  # it stands as it was
    none = replace(ROW, situation=None, situation_on=None)
    assert page(none).tables[0].rows[0].situation.word == "Fehlt noch"


def test_who_leads_stands_beneath_the_name_and_what_holds_it_up():
    row = page(ROW).tables[0].rows[0]
    assert (row.lead, row.under) == ("Tom Brandt", "")
    assert page(ROW, teams=Teams({}, {})).tables[0].rows[0].lead == "Leitung unbesetzt"
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
    table = page(ROW, definitions={("d", GenderForm.STAR): two}).tables[0]
    assert [step.phase_start for step in table.steps] == [*(False for _ in earlier), True]
    assert table.phases[-1].title == "Verstetigung"


def test_a_card_says_it_in_a_sentence():
    found = card(ROW, SMALL, TODAY, {1: Settings()})
    assert found.says.startswith(f"1 von {len(SMALL.steps)} Schritten abgeschlossen. Schritt 2:")
    assert found.under == "nächster Termin in 3 Tagen"


def test_a_cell_says_what_is_overdue_with_a_sign_and_a_number():
    (row,) = page(ROW, work={1: late("a", "b")}).tables[0].rows
    cell = row.cells[1]
    assert (cell.status.key, cell.look, cell.late) == ("working", "overdue", 2)
    assert cell.heard.endswith("In Arbeit, 1 von 3 Pflichtpunkten, 2 überfällig")


def test_a_cell_that_waits_says_for_how_long():
    asked = replace(ROW.steps[1], status=StepStatus.IN_REVIEW, since=date(2026, 5, 26))
    (row,) = page(replace(ROW, steps=(ROW.steps[0], asked, *ROW.steps[2:]))).tables[0].rows
    assert row.cells[1].text == "14 Tage"
    assert row.cells[1].heard.endswith("Zur Freigabe, seit 14 Tagen")


# --- counts and pages ----------------------------------------------------------------------------


def test_each_count_leads_to_what_it_counts():
    counts = page(ROW, search=Search(matter=Matter.STILL)).counts
    assert [count.url for count in counts] == [
        "/quartiere?was=freigaben#liste",
        "/quartiere?was=stillstand#liste",
        "/quartiere?was=ueberfaellig#liste",
        "/quartiere?was=lage#liste",
    ]
    assert [count.current for count in counts] == [False, True, False, False]


def test_who_does_not_decide_is_not_shown_what_waits_for_a_decision():
    reach = replace(REACH, municipalities={}, elsewhere=frozenset({1}))
    assert len(page(ROW, reach=reach).counts) == 3


def test_a_search_without_a_hit_names_its_filters():
    none = replace(COUNTS, wanted=0)
    search = Search(name="Aue", manager=TOM, lage=Lage.CRITICAL, matter=Matter.STILL)
    hits = page(search=search, overview=none).hits
    assert hits.says == (
        "Kein Quartier passt zu Name: „Aue“, Leitung: Tom Brandt, Lage: Kritisch,"
        " Zu klären: Ohne Bewegung."
    )
    assert (hits.reset.url, hits.file) == ("/quartiere", None)
    nobody = page(search=Search(manager=NOBODY), overview=none).hits
    assert nobody.says == "Kein Quartier passt zu Leitung: Unbesetzt."


def test_pages_keep_the_search():
    many = replace(COUNTS, total=200, wanted=120)
    hits = page(ROW, search=Search(phase="p", page=2), overview=many).hits
    assert hits.says == "120 von 200 Quartieren, Seite 2 von 3"
    assert hits.before.url == "/quartiere?phase=p#liste"
    assert hits.after.url == "/quartiere?phase=p&seite=3#liste"
    assert hits.file.url == "/quartiere.csv?phase=p"


# --- what is stuck -------------------------------------------------------------------------------


def stuck(reason, row=ROW, since=date(2026, 5, 1), **more):
    found = page(row, stuck=[Stuck(row, reason, since)], **more).stuck.rows[0]
    return found.title, found.where, found.when.bold, found.action.label, found.action.url


STEP = SMALL.steps[ROW.steps[1].step]
PLACE = f"Schritt 2 {STEP.short or STEP.title}"


def test_who_stands_still_is_asked_and_the_place_is_where_it_hangs():
    assert stuck(Reason.STILL) == (
        "Mühlburg: 39 Tage ohne Bewegung",
        f"{PLACE} · am Zug: Tom Brandt",
        "Seit 5 Wochen",
        "Rückfrage stellen",
        "/quartiere/muehlburg/kommentar",
    )


def test_where_nobody_leads_somebody_is_to_be_found():
    _, where, _, label, url = stuck(Reason.STILL, teams=Teams({}, {}))
    assert where.endswith("(unbesetzt)")
    assert (label, url) == ("Leitung zuweisen", "/quartiere/muehlburg/team")


def test_that_nobody_leads_is_a_reason_of_its_own():
    team = replace(TEAMS, quartiere={})
    title, where, _, label, url = stuck(Reason.UNLED, teams=team)
    assert title == "Mühlburg: niemand leitet"
    assert "am Zug: " in where
    assert (label, url) == ("Leitung zuweisen", "/quartiere/muehlburg/team")


def test_what_is_overdue_is_the_turn_of_who_was_given_it():
    team = Teams({1: [*TEAMS.quartiere[1], Member(3, "developer", "Lena Fuchs")]}, {})
    found = stuck(Reason.OVERDUE, work={1: late("a", "b", person=3)}, teams=team)
    assert found[:2] == ("Mühlburg: 2 Pflichtpunkte überfällig", f"{PLACE} · am Zug: Lena Fuchs")
    critical = stuck(Reason.CRITICAL, work={1: late("a")})
    assert critical[0] == "Mühlburg: Lage kritisch, 1 Pflichtpunkt überfällig"


def test_who_leads_judges_the_lage_themselves():
    mine = replace(REACH, account=TOM, municipalities={}, instances={1: frozenset({"manager"})})
    _, where, _, label, url = stuck(Reason.OLD_SITUATION, reach=mine)
    assert where.endswith("am Zug: Sie")
    assert (label, url) == ("Lage einschätzen", "/quartiere/muehlburg/lage")


def stuck_row(reason, row=ROW, **more):
    return page(row, stuck=[Stuck(row, reason, date(2026, 5, 1))], **more).stuck.rows[0]


def test_who_owes_what_is_overdue_is_reminded():
    action = stuck_row(Reason.OVERDUE, work={1: late("a")}).action
    assert (action.label, action.post, action.url) == (
        "Erinnern",
        True,
        "/quartiere/muehlburg/erinnerung",
    )
    assert action.context == "Tom Brandt an: Mühlburg, 1 Pflichtpunkt überfällig"
    assert dict(action.data) == {"holder": STEP.id, "thing": "item:a", "next": "/quartiere"}


def test_a_fresh_reminder_stands_in_the_place_of_the_button():
    work = [replace(each, reminded_on=TODAY) for each in late("a")]
    found = stuck_row(Reason.OVERDUE, work={1: work})
    assert (found.action, found.after) == (None, "erinnert am 9. Juni")


def test_nobody_reminds_themselves_nor_somebody_who_has_left():
    mine = replace(REACH, account=TOM, municipalities={}, instances={1: frozenset({"manager"})})
    assert stuck_row(Reason.OVERDUE, work={1: late("a")}, reach=mine).action.label == "Ansehen"
    gone = stuck_row(Reason.OVERDUE, work={1: late("a", person=77)})
    assert gone.action.label == "Rückfrage stellen"


def late_decision(asked_by, **more):
    """The row of a decision that is late, by a role, on what somebody has asked for."""
    step = next(step for step in SMALL.steps.values() if any(a.role for a in step.gate.approvals))
    approval = next(each for each in step.gate.approvals if each.role)
    asked = StepSummary(
        step=step.id, status=StepStatus.IN_REVIEW, done=1, total=1, since=TODAY, by=asked_by
    )
    work = OpenWork(
        kind=TaskKind.APPROVAL,
        holder=step.id,
        thing=approval.id,
        role="coordinator",
        person=None,
        due=None,
    )
    row = replace(ROW, steps=(asked,))
    return stuck_row(Reason.LATE_DECISION, row=row, work={1: [work]}, **more)


def test_on_ones_own_request_the_other_coordination_is_reminded():
    both = [*TEAMS.coordination[1], Member(4, "coordinator", "Ines Kaya")]
    action = late_decision(ME, teams=Teams(TEAMS.quartiere, {1: both})).action
    assert (action.label, action.context.split(" an: ")[0]) == ("Erinnern", "Ines Kaya")


def test_what_is_asked_for_today_waits_since_today():
    step = ROW.steps[1].step
    asked = StepSummary(step=step, status=StepStatus.IN_REVIEW, done=3, total=3, since=TODAY)
    row = replace(ROW, steps=(ROW.steps[0], asked, *ROW.steps[2:]))
    cell = page(row).tables[0].rows[0].cells[1]
    assert (cell.text, cell.heard.endswith("Zur Freigabe, seit heute")) == ("heute", True)


@pytest.mark.parametrize(("asked_by", "label"), [(TOM, "Entscheiden"), (ME, "Rückfrage stellen")])
def test_a_late_decision_is_offered_but_on_ones_own_request(asked_by, label):
    row = late_decision(asked_by)
    assert row.action.label == label
    assert ("wartet auf Sie" in row.title) == (label == "Entscheiden")


def test_only_some_are_shown_at_once_and_more_than_twenty_are_not_counted():
    found = page(ROW, stuck=[Stuck(ROW, Reason.STILL, TODAY)] * 21).stuck
    assert (len(found.rows), len(found.rest)) == (4, 16)
    assert (found.count, found.folded) == ("mehr als 20", "16 weitere anzeigen")
    assert page(ROW).stuck.rows == ()
