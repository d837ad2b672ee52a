"""Meine Aufgaben: groups in a fixed order, each row with its place and one thing to do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.core.small import SMALL
from tests.unit.core.story import DAY
from web.presenters.tasks import SHOWN, tasks_page
from workflow.core.tasks import TaskKind
from workflow.storage.queries import TaskRow

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


def page(*rows):
    return tasks_page(rows, {"d": SMALL}, DAY)


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
    assert found.says.startswith("Keine offenen Aufgaben.")


def test_more_than_fits_is_said():
    assert page(*[ITEM] * (SHOWN + 1)).more
    assert not page(*[ITEM] * SHOWN).more


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
