"""The Sachstandsbericht: a draft of people's texts, frozen together with what the data say."""

from datetime import date, timedelta

import pytest

from tests.unit.core.story import (
    DAY,
    DEV,
    KO,
    MAN,
    OPINION,
    begun,
    measure,
    netz_has_passed,
    partner,
    said,
    start_has_passed,
    start_is_asked,
)
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.errors import ConflictingChange, Reason
from workflow.core.evolve import replay
from workflow.core.figures import Deed
from workflow.core.report import find
from workflow.core.state import Level, Outcome, StepStatus

TEXTS = {"proposal": "Der Ausschuss nimmt Kenntnis.", "summary": "Es geht voran."}


def drafting(since=DAY, until=DAY, **texts):
    return c.DraftReport(since=since, until=until, texts={**TEXTS, **texts})


def found(story, since=DAY, until=None):
    return find(story.definition, story.log, since, until or story.today)


def register(figures, name):
    return next(each for each in figures.registers if each.register == name)


def test_a_draft_keeps_period_and_texts():
    story = begun().do(drafting(outlook="  Danach kommt das Netz. "))
    draft = story.state.instance.draft
    assert (draft.since, draft.until, draft.by) == (DAY, DAY, MAN.account)
    assert draft.texts["text:outlook"] == "Danach kommt das Netz."
    assert "text:finance" not in draft.texts


def test_the_same_draft_is_no_news():
    story = begun().do(drafting())
    story.when(drafting(finance=" ")).then_nothing()
    story.when(drafting(summary="Anders.")).then_kinds(e.ReportDrafted)


def test_a_draft_tells_of_days_that_were():
    story = begun()
    story.when(drafting(until=DAY + timedelta(days=1))).then_invalid(until="in-the-future")
    early = DAY - timedelta(days=1)
    story.when(drafting(since=early, until=early)).then_invalid(until="too-small")
    late = DAY + timedelta(days=9)
    story.when(drafting(since=late)).then_invalid(since="too-large")


def test_every_problem_of_a_draft_is_said_at_once():
    wrong = drafting(body="a\nb", summary="x" * 4001, nie="?")
    begun().when(wrong).then_invalid(body="bad-character", summary="too-long", nie="unknown")


def test_whoever_writes_on_an_older_draft_is_told():
    story = begun().do(drafting())
    with pytest.raises(ConflictingChange):
        story.decide(drafting(summary="Anders."), seen=story.state.seq - 1)
    frozen = story.do(c.FreezeReport())
    with pytest.raises(ConflictingChange):
        frozen.decide(drafting(summary="Anders."), seen=story.state.seq)


def test_reports_are_written_by_those_who_steer():
    begun().when(drafting(), by=DEV).then_forbidden("manager", "coordinator")
    begun().do(drafting(), by=KO).when(c.FreezeReport(), by=DEV).then_forbidden(
        "manager", "coordinator"
    )


def test_only_a_finished_draft_is_frozen():
    begun().when(c.FreezeReport()).then_rejected(Reason.NO_REPORT_DRAFT)
    begun().do(drafting(summary="")).when(c.FreezeReport()).then_rejected(Reason.REPORT_UNFINISHED)
    ended = begun().do(drafting()).do(c.AbandonProcess(reason="Kein Geld"), by=KO)
    ended.when(c.FreezeReport()).then_rejected(Reason.PROCESS_CLOSED)


def test_frozen_reports_are_numbered_and_end_the_draft():
    story = begun().do(drafting(), c.FreezeReport()).later(3)
    story = story.do(drafting(until=story.today), c.FreezeReport())
    numbers = [(r.number, r.on, r.by) for r in story.state.instance.reports]
    later = DAY + timedelta(days=3)
    assert numbers == [(1, DAY, MAN.account), (2, later, MAN.account)]
    assert story.state.instance.draft is None


def test_what_happens_later_never_reaches_a_frozen_report():
    story = start_has_passed().do(measure(titel="Mittagstisch"), drafting(), c.FreezeReport())
    event = story.log[-1].event
    change = c.ChangeRecord(register="massnahme", number=1, values={"titel": "Anders"})
    later = story.do(change).do(c.ReopenStep(step="start", reason="Fehler"), by=KO)
    assert event == later.log[story.state.seq - 1].event
    assert event.words["title:massnahme/1"] == "Mittagstisch"
    assert event.words["text:summary"] == "Es geht voran."
    assert event.figures.steps[0].status is StepStatus.PASSED
    assert found(later).figures.steps[0].status is StepStatus.ACTIVE


def test_the_figures_are_those_of_the_last_day():
    story = start_is_asked().later(5).do(OPINION, said("leitung"), said("rat"), by=KO)
    assert found(story, until=DAY).figures.steps[0].status is StepStatus.IN_REVIEW
    assert found(story, until=DAY).figures.steps[0].asked_on == DAY
    passed = found(story).figures.steps[0]
    assert (passed.status, passed.closed_on) == (StepStatus.PASSED, story.today)


def test_what_was_decided_is_told_with_paper_and_body():
    data = found(start_has_passed())
    told = [(d.title, d.body or d.role, d.outcome) for d in data.figures.deeds]
    title = data.figures.deeds[0].title
    assert told == [
        (title, "Beirat", Outcome.GIVEN),
        (title, "coordinator", Outcome.APPROVED),
        (title, "Rat", Outcome.APPROVED),
    ]
    assert data.words[f"paper:{data.figures.deeds[-1].key}"] == "12/2026"


def test_only_what_was_entered_in_the_period_is_told():
    story = start_has_passed().later(10)
    assert found(story, since=story.today).figures.deeds == ()


def test_a_gate_without_approvals_and_a_skipped_step_are_told():
    story = netz_has_passed().do(c.SkipStep(step="umsetzung", reason="Gibt es schon"), by=KO)
    data = found(story)
    skipped = [d for d in data.figures.deeds if d.deed is Deed.SKIPPED]
    assert [data.words[f"reason:{d.key}"] for d in skipped] == ["Gibt es schon"]


def test_a_decision_entered_by_hand_is_told_once():
    entry = {"gremium": "rat", "datum": "2026-01-10", "gegenstand": "Mittel", "vorlage": "7/26"}
    add = c.AddRecord(register="beschluss", step="start", values=entry)
    data = found(begun().do(add, by=KO))
    (told,) = data.figures.deeds
    assert (told.deed, told.on, told.body) == (Deed.RESOLVED, date(2026, 1, 10), "Rat")
    assert data.words["subject:beschluss/1"] == "Mittel"


def test_the_lage_knows_since_when_and_what_it_was_before():
    def assess(level, reason="Darum"):
        return c.AssessSituation(level=level, reason=reason)

    story = begun().do(assess(Level.ON_TRACK)).later(4).do(assess(Level.AT_RISK))
    story = story.later(2).do(assess(Level.AT_RISK, "Immer noch"))
    data = found(story)
    lage = data.figures.situation
    assert (lage.level, lage.before) == (Level.AT_RISK, Level.ON_TRACK)
    assert (lage.since, lage.on) == (DAY + timedelta(days=4), story.today)
    assert data.words["reason:situation"] == "Immer noch"


def test_work_is_summed_and_what_is_late_says_so():
    story = begun().do(
        measure(kosten="100", quelle="Stadt"), measure(kosten="20.50", quelle="Stadt")
    )
    late = found(story.later(30)).figures
    works = register(late, "massnahme")
    assert (works.count, works.amount.total) == (2, "120.5")
    assert works.records[0].late_since == DAY + timedelta(days=14)


def test_partners_are_counted_by_where_they_stand():
    story = begun().do(partner(), partner(), partner("wohnen"))
    partners = register(found(story).figures, "partner")
    assert (partners.count, partners.added, partners.records) == (3, 3, ())
    assert partners.by_status == (("Kommune", 2), ("Wohnen", 1))


def test_the_stream_with_reports_gives_the_state():
    story = begun().do(drafting(), c.FreezeReport(), drafting(outlook="Mehr"))
    assert replay(story.log) == story.state
