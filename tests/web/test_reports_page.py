"""The Sachstandsbericht on the web: written, compared, frozen, and the same for ever."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.core.story import DAY, DEV, KO, MAN, begun, measure, start_has_passed
from tests.web.conftest import COORDINATOR, DEVELOPER, MANAGER, STRANGER
from tests.web.page import Page, text_of
from tests.web.scenes import scene
from tests.web.test_rooms import said, submit
from web.presenters.report import Report, report_page
from web.presenters.report_texts import blocks
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.report import find
from workflow.core.state import ERASED, Level

Q = "/quartiere/talaue"
REPORTS, NEW = f"{Q}/berichte", f"{Q}/berichte/neu"
FREEZE, DRAFT = f"{Q}/berichte/festschreiben", f"{Q}/berichte/entwurf"
DAYS = {"since": "1.1.2026", "until": "9.6.2026"}
TEXTS = {
    **DAYS,
    "body": "Sozialausschuss, 30. Juni 2026, öffentlich",
    "proposal": "Der Ausschuss nimmt den Bericht zur Kenntnis.",
    "summary": "Es geht voran.\n- Leitbild steht\n- Partner fehlen",
    "outlook": "Wir brauchen einen Raum.",
    "finance": "Keine.",
}


def text(answer) -> str:
    return text_of(Page(answer.text).root)


@pytest.fixture
def written(signed_in):
    """A manager who has written the draft."""
    visitor = signed_in(MANAGER)
    answer = submit(visitor, NEW, TEXTS)
    assert said(visitor, answer) == "Der Entwurf ist gespeichert."
    return visitor


def test_without_a_draft_there_are_the_figures_and_a_draft_to_begin(signed_in):
    visitor = signed_in(MANAGER)
    assert "Bericht beginnen" in text(visitor.get(REPORTS))
    assert "Bericht mit den Zahlen von heute ansehen" in text(visitor.get(REPORTS))
    figures = text(visitor.get(DRAFT))
    assert "Nur Zahlen. Ein Entwurf ist nicht begonnen." in figures
    assert "0 von 4 Schritten abgeschlossen" in figures
    assert "Verfasst von" not in figures
    assert "Bericht beginnen" in figures
    assert "Bericht festschreiben" not in figures
    assert "Bericht beginnen" not in text(signed_in(DEVELOPER).get(DRAFT))


def test_a_draft_shows_texts_and_figures_in_the_order_of_a_paper(written):
    page = Page(written.get(DRAFT).text)
    heads = [text_of(h) for h in page.all("h2")]
    assert heads == [
        "1 Beschlussvorschlag",
        "2 Kurzfassung",
        "3 Stand der 4 Schritte",
        "4 Freigaben und Beschlüsse",
        "5 Maßnahmen",
        "6 Beteiligung",
        "7 Handlungsbedarf und Ausblick",
        "8 Finanzielle Auswirkungen",
    ]
    points = [text_of(li) for li in page.all("li")]
    assert {"Leitbild steht", "Partner fehlen"} <= {*points}


def test_a_developer_reads_and_is_told_who_writes(written, signed_in):
    reader = signed_in(DEVELOPER)
    assert "Es geht voran." in text(reader.get(DRAFT))
    form = reader.get(NEW)
    assert "Das geht jetzt nicht" in text(form)
    assert not [f for f in Page(form.text).forms() if "seen" in f]


def test_what_was_typed_stays_whatever_is_wrong(signed_in):
    visitor = signed_in(MANAGER)
    answer = submit(visitor, NEW, {**TEXTS, "since": "gestern", "until": "1.1.2030"})
    assert answer.status_code == 422
    assert "Es geht voran." in answer.text
    assert "gestern" in answer.text


def test_a_frozen_report_never_changes(written, town):
    answer = submit(written, FREEZE, {})
    assert said(written, answer) == "Der Bericht ist als Nr. 1 festgeschrieben."
    frozen = f"{REPORTS}/1"
    before = text(written.get(frozen))
    town.do("Petra Voss", c.AssessSituation(level=Level.CRITICAL, reason="Alles anders."))
    town.do("Petra Voss", c.SkipStep(step="analyse", reason="Gibt es schon"))
    assert text(written.get(frozen)) == before
    assert "Nr. 1" in text(written.get(REPORTS))


LATER = (
    (c.AssessSituation(level=Level.CRITICAL, reason="Alles anders."), KO),
    (c.ChangeRecord(register="massnahme", number=1, values={"titel": "Suppe"}), MAN),
    (c.ArchiveRecord(register="massnahme", number=1, reason="Zu teuer."), MAN),
    (measure(titel="Neu"), MAN),
    (c.SkipStep(step="netz", reason="Gibt es schon."), KO),
    (c.StartRound(step="start", reason="Von vorn."), KO),
    (c.DraftReport(since=DAY, until=DAY, texts={"summary": "Ein neuer."}), MAN),
    (c.HandOver(role="manager", giver=MAN.account, taker=DEV.account), KO),
    (c.PauseProcess(until=DAY + timedelta(days=400), reason="Elternzeit"), KO),
)


def test_whatever_happens_later_the_page_of_a_frozen_report_stays():
    story = start_has_passed().do(measure())
    texts = {"proposal": "Zur Kenntnis.", "summary": "Es geht voran.", "finance": "Keine."}
    story = story.do(c.DraftReport(since=DAY, until=DAY, texts=texts), c.FreezeReport())
    frozen = frozen_page(story)
    for command, by in LATER:
        story = story.later(1).do(command, by=by)
        assert frozen_page(story) == frozen, command
    assert ("Verfasst von", "Aylin Demir, Management") in {
        (fact.label, fact.value) for fact in frozen.facts
    }


def frozen_page(story):
    """The page of the first report, without the frame around it."""
    (recorded,) = (r for r in story.log if isinstance(r.event, e.ReportFrozen))
    event = recorded.event
    report = Report(
        number=event.number,
        since=event.since,
        until=event.until,
        by=recorded.by,
        on=recorded.on,
        figures=event.figures,
        words=event.words,
        roles=event.roles,
    )
    return replace(report_page(scene(story, by=KO), report), place=None)


def test_the_next_report_begins_with_the_texts_of_the_last(written):
    submit(written, FREEZE, {})
    form = written.get(NEW).text
    assert "Wir brauchen einen Raum." in form
    assert "letzten Berichts" in form


def test_freezing_twice_freezes_once(written, town):
    form = {f["command_id"]: f for f in Page(written.get(FREEZE).text).forms() if "command_id" in f}
    (sent,) = [f for f in form.values() if "seen" in f]
    assert written.post(FREEZE, data=sent).status_code == 303
    assert written.post(FREEZE, data=sent).status_code == 303
    assert len(town.state.instance.reports) == 1


def test_an_unfinished_draft_says_what_is_missing(signed_in):
    visitor = signed_in(MANAGER)
    submit(visitor, NEW, {**DAYS, "summary": "Nur kurz."})
    page = text(visitor.get(FREEZE))
    assert "Der Beschlussvorschlag oder die Kurzfassung fehlt noch" in page


def test_two_people_at_one_draft_see_both_versions(written, signed_in, town):
    other = signed_in(COORDINATOR)
    forms = [f for f in Page(other.get(NEW).text).forms() if "seen" in f]
    submit(written, NEW, {**TEXTS, "summary": "Tom schreibt anders."})
    mine = {**TEXTS, "summary": "Petra schreibt anders."}
    answer = other.post(NEW, data=forms[0] | mine)
    assert answer.status_code == 409
    assert "Tom schreibt anders." in answer.text
    assert "Petra schreibt anders." in answer.text
    again = [f for f in Page(answer.text).forms() if "seen" in f]
    assert other.post(NEW, data=again[0]).status_code == 303
    assert town.state.instance.draft.texts["text:summary"] == "Petra schreibt anders."


def test_a_mistake_does_not_hide_what_others_wrote_meanwhile(written, signed_in, town):
    other = signed_in(COORDINATOR)
    forms = [f for f in Page(other.get(NEW).text).forms() if "seen" in f]
    submit(written, NEW, {**TEXTS, "summary": "Tom schreibt anders."})
    wrong = other.post(NEW, data=forms[0] | {**TEXTS, "since": "x"})
    assert wrong.status_code == 422
    shown = [f for f in Page(wrong.text).forms() if "seen" in f]
    right = shown[0] | {**TEXTS}
    assert other.post(NEW, data=right).status_code == 409


def test_strangers_find_no_reports(written, signed_in):
    stranger = signed_in(STRANGER)
    for path in (REPORTS, NEW, DRAFT, FREEZE, f"{REPORTS}/1"):
        assert stranger.get(path).status_code == 404
    assert written.get(f"{REPORTS}/7").status_code == 404


# --- the page itself, without a server ---


def report_of(story, **words):
    data = find(story.definition, story.log, DAY, story.today)
    return Report(
        number=1,
        since=DAY,
        until=story.today,
        by=2,
        on=story.today,
        figures=data.figures,
        words={**data.words, **words},
    )


def test_what_was_decided_names_body_day_and_paper():
    story = start_has_passed()
    page = report_page(scene(story), report_of(story))
    assert page.deeds[-1].endswith("freigegeben am 15. Januar 2026, Rat 12/2026")


def test_work_that_is_late_says_for_how_long():
    story = begun().do(measure()).later(20)
    (told,) = report_page(scene(story), report_of(story)).works
    assert told.rows[0].cells[-1].text == "Überfällig, seit 6 Tagen überfällig"


def test_the_lage_is_told_with_the_one_before():
    story = begun().do(c.AssessSituation(level=Level.ON_TRACK, reason="Gut"))
    story = story.later(2).do(c.AssessSituation(level=Level.AT_RISK, reason="Eng"))
    page = report_page(scene(story), report_of(story))
    assert page.situation_says == "seit 17. Januar 2026, vorher: Im Plan. „Eng“"


def test_what_was_erased_says_so():
    story = begun().do(measure())
    data = report_of(story)
    words = dict.fromkeys(data.words, ERASED)
    page = report_page(scene(story), report_of(story, **words))
    assert page.works[0].rows[0].title == "1 gelöscht"
    assert blocks(ERASED)[0].text == "gelöscht"


def test_a_day_before_the_start_has_no_figures_but_no_error():
    story = begun()
    early = DAY - timedelta(days=9)
    assert find(story.definition, story.log, early, early).figures.deeds == ()
