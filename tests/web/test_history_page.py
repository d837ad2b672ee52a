"""Each event has its sentence with what stood before; the history groups by day, deed and filter."""

from datetime import date, timedelta
from typing import get_args
from urllib.parse import parse_qs, urlsplit

import pytest

from features.drivers.world import opinion
from tests.storage.samples import SAMPLES
from tests.unit.core.story import DEV, KO, MAN, all_have_passed, begun, start_has_passed
from tests.web.conftest import COORDINATOR, MANAGER
from tests.web.page import Page, text_of
from tests.web.scenes import scene
from web.presenters.chronicle import follow
from web.presenters.history import PAGE, Filter, history_page
from web.presenters.history_table import history_table
from web.presenters.telling import tell
from web.presenters.told import KINDS, Detail
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.state import Level

KINDS_OF_EVENTS = get_args(e.Event)
TOLD = [event for event in SAMPLES if isinstance(event, KINDS_OF_EVENTS)]
Q = "/quartiere/talaue"


def deeds_of(story):
    """The story with every event a deed of its own, or the starting one as a whole."""
    start = [each for each in story.log if each.seq <= len(begun().log)]
    return follow([start, *([each] for each in story.log[len(start) :])])


def page_of(story, chosen=None, **more):
    return history_page(scene(story), deeds_of(story), chosen or Filter(), **more)


def entries_of(page):
    return [entry for day in page.days for entry in day.entries]


def test_samples_cover_every_event():
    assert {type(event) for event in TOLD} == set(KINDS_OF_EVENTS)


@pytest.mark.parametrize("event", TOLD, ids=lambda event: type(event).__name__)
def test_every_event_is_told(event):
    story = scene(all_have_passed())
    told = tell(story, event, scene(begun()))
    assert told.text
    assert told.kind in KINDS


def test_what_a_newer_definition_dropped_is_told_by_its_id():
    told = tell(scene(begun()), e.ItemReopened(holder="start", item="laengst-weg"))
    assert told.thing == "laengst-weg"


def test_days_are_headings_the_newest_first():
    story = begun().later(3).do(c.AddComment(text="Guten Morgen."))
    page = page_of(story)
    assert page.days[0].title == "Heute, Sonntag, 18. Januar 2026"
    assert page.days[0].entries[0].by == "Aylin Demir, Management"
    assert page.days[1].title == "Donnerstag, 15. Januar 2026"
    assert page.days[1].link.url == "/quartiere/muehlburg?stand=2026-01-15"


def test_what_followed_stands_beneath_its_cause():
    first = entries_of(page_of(begun()))
    assert len(first) == 1
    assert first[0].told.text == "Quartier angelegt"
    assert [told.text for told in first[0].follows][:1] == ["Tom Brandt ist neu im Team"]


def test_a_decision_is_the_cause_and_its_minutes_follow(town, signed_in):
    town.do("Tom Brandt", c.RequestGate(step="leitbild"))
    town.do("Petra Voss", opinion(town, "leitbild"))
    page = Page(signed_in(COORDINATOR).get(f"{Q}/verlauf").text)
    first = next(each for each in page.all("ol") if each.get("class") == "history")[0]
    assert text_of(first.findall(".//p")[0]).startswith("Stellungnahme liegt vor: Schritt 1")
    assert "Daraus folgte automatisch:Eintrag angelegt: " in text_of(first)


def test_a_value_stands_beside_the_one_before():
    story = begun()
    for years in ("5", "7"):
        story = story.do(c.RecordValues(holder="start", values={"horizont": years}))
    story = story.do(c.RecordValues(holder="start", values={"horizont": None}))
    details = [entry.told.details[0] for entry in entries_of(page_of(story))[:3]]
    label = story.definition.steps["start"].fields["horizont"].label
    assert [each.label for each in details] == [label] * 3
    assert [(each.was.split()[0], each.text.split()[0]) for each in details] == [
        ("7", "leer"),
        ("5", "7"),
        ("leer", "5"),
    ]


def test_the_lage_a_person_and_a_day_stand_beside_what_was_before():
    story = begun().do(
        c.AssessSituation(level=Level.AT_RISK, reason="Zu wenig Zeit."),
        c.AssessSituation(level=Level.CRITICAL, reason="Keine Zeit."),
        c.AssignItem(holder="start", item="anlass", account=DEV.account),
        c.AssignItem(holder="start", item="anlass", account=MAN.account),
        c.SetItemDue(holder="start", item="anlass", due=date(2026, 2, 1)),
        c.SetItemDue(holder="start", item="anlass", due=date(2026, 3, 1)),
    )
    found = [entry.told.details[0] for entry in entries_of(page_of(story))]
    assert found[0] == Detail("Termin", "1. März 2026", "1. Februar 2026")
    assert found[2] == Detail("Wer", "Aylin Demir", "Tom Brandt")
    assert found[3] == Detail("Wer", "Tom Brandt", "niemand")
    assert found[4] == Detail("Lage", "Kritisch", "Gefährdet")
    assert found[5] == Detail("Lage", "Gefährdet", "Keine Einschätzung")


def test_a_new_entry_has_no_before_a_changed_one_only_what_changed():
    values = {"name": "Chor", "sektor": "kommune"}
    story = begun().do(c.AddRecord(register="partner", step="start", values=values))
    story = story.do(c.ChangeRecord(register="partner", number=1, values={"name": "Singkreis"}))
    changed, added = entries_of(page_of(story))[:2]
    assert {each.was for each in added.told.details} == {None}
    assert [(each.was, each.text) for each in changed.told.details] == [("Chor", "Singkreis")]
    assert "Singkreis" in changed.told.thing
    assert "Chor" in added.told.thing


def test_a_role_is_the_one_of_then():
    story = begun().do(c.AddComment(text="Ich gehe bald."))
    story = story.later(1).do(c.LeaveTeam(account=MAN.account, role="manager"), by=KO)
    comment = entries_of(page_of(story))[1]
    assert comment.by == "Aylin Demir, Management"


def test_the_system_acts_by_itself():
    story = begun().happened(e.StepOpened(step="start"), by=c.SYSTEM)
    assert entries_of(page_of(story))[0].by == "Automatisch"


@pytest.mark.parametrize(
    "chosen",
    [
        Filter(kind="freigaben"),
        Filter(step="start"),
        Filter(person=KO.account),
        Filter(since=date(2026, 1, 16)),
        Filter(until=date(2026, 1, 15)),
    ],
)
def test_a_filter_leaves_something_out_and_can_be_reset(chosen):
    story = start_has_passed().later(3).do(c.AddComment(text="Guten Morgen."))
    page = page_of(story, chosen)
    assert len(entries_of(page)) < len(entries_of(page_of(story)))
    assert page.reset.url == "/quartiere/muehlburg/verlauf"


def test_nothing_found_names_what_was_asked_for():
    page = page_of(begun(), Filter(kind="freigaben", person=MAN.account))
    assert page.days == ()
    assert page.nothing == (
        "Kein Eintrag passt zu Was: Freigaben und Entscheidungen, Person: Aylin Demir."
    )


def test_pages_hold_fifty_and_together_all():
    story = begun()
    for number in range(PAGE * 2):
        story = story.do(c.AddComment(text=f"Nummer {number}"))
    seen, before, pages = [], None, 0
    while True:
        page = page_of(story, Filter(person=MAN.account), before=before)
        found = entries_of(page)
        seen += [entry.seq for entry in found]
        pages += 1
        if page.older is None:
            break
        query = parse_qs(urlsplit(page.older.url).query)
        assert query["wer"] == [str(MAN.account)]
        before = int(query["vor"][0])
        assert len(found) == PAGE
    assert pages == 2
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) == PAGE * 2


def test_the_table_has_a_line_for_each_value():
    story = begun().do(c.RecordValues(holder="start", values={"horizont": "5"}))
    head, first, *rest = history_table(scene(story), deeds_of(story), Filter())
    assert len({len(row) for row in (head, first, *rest)}) == 1
    assert first[5] == "Angaben eingetragen"
    assert first[8] == "leer"
    assert [row[10] for row in rest][:2] == ["", "1"]
    assert rest[1][3] == "Automatisch"


# --- through the pages ---


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("was=alles-andere&schritt=nirgends&wer=abc&vor=-1", 200),
        ("ab=31.02.2026&bis=gestern", 200),
        ("wer=99999999999999999999&vor=99999999999999999999", 200),
        ("was=freigaben&was=punkte", 200),
        ("ab=%00&bis=%F0%9F%98%80", 200),
    ],
)
def test_a_filter_that_means_nothing_filters_nothing(signed_in, query, status):
    answer = signed_in(COORDINATOR).get(f"{Q}/verlauf?{query}")
    assert answer.status_code == status
    assert "Quartier angelegt" in answer.text or "was=freigaben" in query


def test_a_day_that_is_none_is_asked_back(signed_in):
    answer = signed_in(COORDINATOR).get(f"{Q}/verlauf?ab=vorgestern")
    page = Page(answer.text)
    assert "Geben Sie das Datum so ein: 31.12.2025" in text_of(page.root)
    assert next(i for i in page.all("input") if i.get("name") == "ab").get("value") == "vorgestern"


def test_the_file_holds_what_the_filter_says_and_no_formula(signed_in, town):
    town.do("Tom Brandt", c.AddComment(text="=1+1"))
    answer = signed_in(MANAGER).get(f"{Q}/verlauf.csv?was=kommentare")
    text = answer.get_data().decode("utf-8-sig")
    assert answer.get_data().startswith(b"\xef\xbb\xbf")
    assert answer.mimetype == "text/csv"
    lines = text.splitlines()
    assert lines[0].startswith("Nr.;Datum;Uhrzeit;Person;")
    assert len(lines) == 2
    assert "„=1+1“" in lines[1]
    assert "talaue-verlauf.csv" in answer.headers["Content-Disposition"]


def test_erased_words_and_people_who_are_gone_say_so(signed_in, town, database):
    town.do("Tom Brandt", c.AddComment(text="Frau Meier ruft an"))
    seq = town.state.seq
    town.do("Petra Voss", c.EraseWords(words=((seq, "text"),), reason="Auf Wunsch"))
    text = signed_in(COORDINATOR).get(f"{Q}/verlauf?was=kommentare").text
    assert "Meier" not in text
    assert "gelöscht" in text


def test_a_span_of_days_holds_both_ends():
    story = begun()
    for _ in range(4):
        story = story.later(1).do(c.AddComment(text="Tag für Tag."))
    first = date(2026, 1, 16)
    page = page_of(story, Filter(since=first, until=first + timedelta(days=1)))
    assert len(entries_of(page)) == 2
