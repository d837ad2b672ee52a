"""Meine Aufgaben: groups in a fixed order, each row with its place and one thing to do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.core.small import SMALL
from tests.unit.core.story import DAY, DEV, completing, start_has_passed
from web.presenters.desk import Desk
from web.presenters.tasks import SHOWN, Work, tasks_page
from workflow.core import events as e
from workflow.core.definition import GenderForm
from workflow.core.events import Recorded
from workflow.core.municipality_settings import Settings
from workflow.core.state import ERASED, FieldValue, Level, Outcome, Record, Returned
from workflow.core.tasks import TaskKind
from workflow.storage.queries import DoneRow, GateRow, Reach, SituationRow, TaskRow

ITEM = TaskRow(
    instance=1,
    slug="muehlburg",
    name="Mühlburg",
    definition="d",
    kind=TaskKind.ITEM,
    holder="start",
    thing="anlass",
    role="coordinator",
    person=None,
    due=None,
    start=None,
    required=True,
    count=0,
)


MANAGES = Reach(
    account=2,
    home=1,
    municipalities={},
    instances={1: frozenset({"manager"})},
    elsewhere=frozenset({1}),
)
LAGE = SituationRow(
    instance=1,
    slug="muehlburg",
    name="Mühlburg",
    definition="d",
    judged_on=None,
    settings=Settings(situation_days=50),
)


def desk(**more):
    known = {
        "reach": MANAGES,
        "today": DAY,
        "definitions": {("d", GenderForm.STAR): SMALL},
        "local": {0: Settings(land="BW"), 1: Settings()},
    }
    return Desk(**{**known, **more})


def page(*rows, waiting=(), situations=(), **more):
    work = Work(own=rows, waiting=waiting, situations=situations)
    return tasks_page(work, desk(**more))


def due(days):
    return replace(ITEM, due=DAY + timedelta(days=days))


def test_groups_come_in_the_order_in_which_they_matter():
    rows = (
        replace(ITEM, kind=TaskKind.RETURNED, thing=""),
        due(30),
        due(3),
        due(-2),
        replace(ITEM, kind=TaskKind.APPROVAL, thing="rat"),
    )
    assert [group.title for group in page(*rows).groups] == [
        "Ihre Entscheidung fehlt",
        "Zurückgegeben an Sie",
        "Überfällig",
        "Bis Donnerstag, 22. Januar",
        "Später oder ohne Termin",
    ]


def test_what_can_wait_is_folded_unless_it_is_all_there_is():
    assert len(page(due(30)).groups[0].rows) == 1
    waiting = page(*[due(-1)] * 9, due(30)).groups[-1]
    assert (waiting.rows, waiting.folded) == ((), "1 Aufgabe anzeigen")


def test_a_long_group_shows_its_beginning():
    group = page(*[due(-1)] * 11).groups[0]
    assert (group.count, len(group.rows), group.folded) == (11, 8, "3 weitere anzeigen")


def test_nothing_to_do_is_said():
    found = page()
    assert found.groups == ()
    assert found.nothing.heading == "Sie gehören noch zu keinem Quartier"


def test_more_than_fits_is_said_and_no_number_pretends_to_be_all():
    found = page(*[due(-1)] * 100, *[ITEM] * (SHOWN - 99))
    assert found.more
    assert found.title == "Meine Aufgaben (mehr als 200 offen)"
    assert found.says.startswith("Mehr als 200 offene Aufgaben.")
    assert [(group.count, group.cut) for group in found.groups] == [(100, False), (100, True)]
    whole = page(*[ITEM] * SHOWN)
    assert (whole.more, whole.groups[0].cut) == (False, False)


def test_the_list_can_be_cut_among_what_is_overdue():
    found = page(*[due(-1)] * (SHOWN + 1), situations=[replace(LAGE, judged_on=DAY)])
    assert [(group.count, group.cut) for group in found.groups] == [(201, True)]


@pytest.mark.parametrize("kind", list(TaskKind))
def test_every_kind_of_work_has_its_title_and_its_place(kind):
    thing = {TaskKind.APPROVAL: "rat", TaskKind.ITEM: "anlass"}.get(kind, "1")
    (group,) = page(replace(ITEM, kind=kind, thing=thing, count=2)).groups
    row = group.rows[0]
    assert row.title
    assert row.url.startswith("/quartiere/muehlburg")
    assert row.where.startswith("Mühlburg")


def test_an_item_says_where_it_stands_and_whether_it_is_owed():
    (group,) = page(ITEM).groups
    assert group.rows[0].where == "Mühlburg · Schritt 1 Anfang · Pflicht · Nachweis nötig"


def test_a_body_is_recorded_a_role_decides():
    body = replace(ITEM, kind=TaskKind.APPROVAL, thing="rat")
    role = replace(ITEM, kind=TaskKind.APPROVAL, thing="leitung")
    titles = [row.title for row in page(body, role).groups[0].rows]
    assert titles[0].startswith("Beschluss eintragen")
    assert titles[1].startswith("Über die Freigabe entscheiden")


# --- what comes back, and what was asked for -----------------------------------------------------------

BACK = Returned(
    approval="leitung", outcome=Outcome.RETURNED, by=3, on=DAY - timedelta(days=4), text="Zu alt."
)
GATES = {(1, "start"): GateRow(asked_by=2, asked_on=DAY - timedelta(days=6), returned=BACK)}
NAMES = {2: "Aylin Demir", 3: "Petra Voss"}
APPROVAL = replace(ITEM, kind=TaskKind.APPROVAL, thing="leitung")


def first_row(found):
    return found.groups[0].rows[0]


def test_what_came_back_quotes_who_sent_it():
    returned = replace(ITEM, kind=TaskKind.RETURNED, thing="leitung")
    row = first_row(page(returned, gates=GATES, names=NAMES))
    assert row.quote == "Petra Voss: „Zu alt.“"
    assert (row.when.bold, row.when.text) == ("Seit 4 Tagen", "zurückgegeben am 11. Januar")


def test_a_decision_says_who_asked_and_since_when():
    row = first_row(page(APPROVAL, gates=GATES, names=NAMES))
    assert row.where.endswith("angefragt von Aylin Demir")
    assert row.when.bold == "Seit 6 Tagen"


# --- one press ------------------------------------------------------------------------------------------


def test_an_item_without_proof_that_is_ones_own_is_settled_by_one_press():
    plain = replace(ITEM, thing="folgeantrag", role="manager")
    action = first_row(page(plain)).action
    assert (action.label, action.post) == ("Erledigt", True)
    assert action.url.endswith("/punkte/folgeantrag/erledigt")


def test_what_needs_proof_or_a_reason_leads_to_its_page():
    assert not first_row(page(ITEM)).action.post
    others = replace(ITEM, thing="folgeantrag", role="coordinator")
    assert not first_row(page(others)).action.post


# --- the Lage -------------------------------------------------------------------------------------------


def test_a_lage_that_is_too_old_is_overdue_and_one_never_judged_is_not():
    old = replace(LAGE, judged_on=DAY - timedelta(days=64))
    found = page(situations=[old, LAGE])
    assert [group.title for group in found.groups] == ["Überfällig", "Später oder ohne Termin"]
    row = first_row(found)
    assert row.where == "Mühlburg · Die letzte Einschätzung ist 64 Tage alt"
    assert row.when.bold == "Seit 14 Tagen überfällig"
    assert found.says.startswith("2 offene Aufgaben in 1 Quartier.")


# --- what others owe ------------------------------------------------------------------------------------

OTHERS = replace(ITEM, thing="partner", role="developer")
HOLDERS = {(1, "developer"): ("Tom Brandt",), (1, "coordinator"): ("Petra Voss",)}


def waits(task, **more):
    found = page(waiting=[task], holders=HOLDERS, gates=GATES, names=NAMES, **more)
    (group,) = found.groups
    assert group.title == "Sie warten auf andere"
    return group.rows[0]


def test_what_others_owe_is_not_counted():
    found = page(waiting=[OTHERS], holders=HOLDERS)
    assert found.nothing is not None
    assert found.title == "Meine Aufgaben"


def test_a_row_of_others_names_them_and_can_remind_them():
    row = waits(OTHERS)
    assert row.where.endswith("zuständig: Tom Brandt, Entwicklung")
    assert dict(row.action.data)["thing"] == "item:partner"
    assert row.action.url == "/quartiere/muehlburg/erinnerung"


def test_a_decision_lies_with_somebody_since_it_was_asked_for():
    row = waits(APPROVAL)
    assert "liegt bei: Petra Voss" in row.where
    assert row.when.text == "angefragt am 9. Januar"
    assert row.title.startswith("Freigabe: ")


def test_whoever_was_given_it_is_named():
    assert "zuständig: Aylin Demir" in waits(replace(OTHERS, person=2)).where


@pytest.mark.parametrize(("days", "rests"), [(0, True), (2, True), (3, False)])
def test_a_fresh_reminder_is_shown_instead_of_the_button(days, rests):
    row = waits(replace(OTHERS, reminded_on=DAY - timedelta(days=days)))
    assert (row.action is None) is rests
    assert row.after.startswith("erinnert am") is rests


def test_where_nobody_holds_the_role_nobody_is_reminded():
    found = page(waiting=[OTHERS])
    row = found.groups[0].rows[0]
    assert row.action is None
    assert "noch niemand benannt" in row.where


def test_a_reminder_of_an_obligation_names_no_step():
    duty = replace(OTHERS, kind=TaskKind.OBLIGATION, thing="3")
    assert waits(duty).title == "Auflage 3 zu „Anfang“ erfüllen"
    assert dict(waits(duty).action.data) == {
        "holder": "",
        "thing": "obligation:3",
        "next": "/aufgaben",
    }


# --- nothing to do --------------------------------------------------------------------------------------


def test_somebody_without_a_quartier_learns_whom_to_ask():
    names = ["Ines Kaya", "Petra Voss"]
    found = tasks_page(Work(), desk(), coordinators=names, contact="Telefon 01234").nothing
    assert found.heading == "Sie gehören noch zu keinem Quartier"
    assert "Zuständig: Ines Kaya oder Petra Voss, Quartierskoordination." in found.lines
    assert "Telefon 01234" in found.lines


# --- entries, and the work of who is away -----------------------------------------------------------------

ENTRY = replace(
    ITEM, kind=TaskKind.RECORD, holder="massnahme/3", thing="", role="", person=2, required=False
)
TOLD = Record(
    register="massnahme",
    number=3,
    step="umsetzung",
    round=1,
    by=2,
    on=DAY,
    values={
        "titel": FieldValue(value="Mittagstisch", seq=1, by=2, on=DAY),
        "stand": FieldValue(value="laeuft", seq=1, by=2, on=DAY),
    },
)
ENTRIES = {(1, "massnahme/3"): TOLD}


def test_an_entry_is_called_by_its_title_and_leads_to_its_form():
    row = first_row(page(ENTRY, entries=ENTRIES))
    assert (row.title, row.url) == ("Mittagstisch", "/quartiere/muehlburg/register/massnahme/3")
    assert row.where == "Mühlburg · Maßnahme 3 · Läuft"
    assert (row.action.label, row.action.post) == ("Stand melden", False)
    assert row.action.url == "/quartiere/muehlburg/register/massnahme/3/bearbeiten"


def test_an_erased_title_and_one_without_a_state_are_said_so():
    bare = replace(TOLD, values={"titel": FieldValue(value=ERASED, seq=1, by=2, on=DAY)})
    row = first_row(page(ENTRY, entries={(1, "massnahme/3"): bare}))
    assert (row.title, row.where) == ("gelöscht", "Mühlburg · Maßnahme 3")


def test_an_item_of_an_entry_says_which_entry():
    item = replace(ENTRY, kind=TaskKind.ITEM, thing="auftrag", role="manager", required=True)
    row = first_row(page(item, entries=ENTRIES))
    assert row.title == "Auftrag ist klar"
    assert row.where.startswith("Mühlburg · Maßnahme 3 (Mittagstisch) · Pflicht")


def test_what_somebody_does_for_who_is_away_says_for_whom():
    lent = {(1, "manager"): frozenset({3})}
    reach = replace(MANAGES, acts_for=frozenset({3}), lent=lent)
    given = replace(ITEM, person=3)
    roles = replace(ITEM, role="manager")
    own = replace(ITEM, person=2, role="manager")
    found = page(given, roles, own, situations=[LAGE], reach=reach, names=NAMES).groups[0].rows
    ends = [row.where.endswith("in Vertretung für Petra Voss") for row in found]
    assert ends == [True, True, True, False]


def test_what_is_with_somebody_who_has_left_says_who_had_it():
    row = first_row(page(replace(ENTRY, person=3), entries=ENTRIES, names=NAMES))
    assert row.where.endswith("zuletzt zuständig: Petra Voss")


# --- what is finished -------------------------------------------------------------------------------------


def done_row(event, seq=7, days=1):
    on = DAY - timedelta(days=days)
    at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    done = Recorded(seq=seq, at=at, on=on, by=2, event=event)
    return DoneRow(
        instance=1, municipality=1, slug="muehlburg", name="Mühlburg", definition="d", done=done
    )


def lately(*rows, state=None, **more):
    around = {1: state} if state else {}
    return tasks_page(Work(done=rows), desk(around=around, **more)).done


def settled_state():
    story = start_has_passed().do(completing("netz", "runde", "Ja"), by=DEV)
    return story.state, story.step("netz").items["runde"].seq


def test_what_is_finished_stands_folded_with_its_place_and_day():
    found = lately(
        done_row(e.SituationAssessed(level=Level.ON_TRACK)),
        done_row(e.ExceptionGranted(step="start", exception="x"), days=3),
    )
    assert found.folded == "Zuletzt erledigt (2)"
    assert [row.title for row in found.rows] == [
        "Lage eingeschätzt",
        "Über die Freigabe entschieden: Anfang",
    ]
    assert found.rows[0].where == "Mühlburg · 14. Januar"
    assert lately() is None


def test_an_item_can_be_opened_again_by_whoever_may():
    state, seq = settled_state()
    event = e.ItemCompleted(holder="netz", item="runde", round=1)
    (row,) = lately(done_row(event, seq), state=state).rows
    assert (row.undo.label, row.undo.seen, row.undo.post) == ("Wieder öffnen", seq, True)
    assert row.undo.url == "/quartiere/muehlburg/schritte/netz/punkte/runde/offen"
    nobody = replace(MANAGES, instances={1: frozenset()})
    (row,) = lately(done_row(event, seq), state=state, reach=nobody).rows
    assert row.undo is None


def test_what_was_opened_again_or_changed_since_is_not_finished():
    state, seq = settled_state()
    event = e.ItemCompleted(holder="netz", item="runde", round=1)
    assert lately(done_row(event, seq - 1), state=state) is None
    gone = done_row(e.ItemCompleted(holder="netz", item="weg", round=1))
    assert lately(gone, state=state) is None


# --- nothing to do ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("roles", "heading", "link"),
    [
        ({"coordinator"}, "Noch gibt es kein Quartier", "/quartiere"),
        ({"consultant"}, "Keine offenen Aufgaben", "/vorlagen"),
        ({"admin"}, "Sie verwalten die Konten", "/konten"),
        (set(), "Sie gehören noch zu keinem Quartier", None),
    ],
)
def test_who_owes_nothing_reads_what_that_means_for_their_role(roles, heading, link):
    reach = replace(MANAGES, municipalities={1: frozenset(roles)}, instances={})
    nothing = page(reach=reach).nothing
    assert nothing.heading == heading
    assert (nothing.link.url if nothing.link else None) == link
