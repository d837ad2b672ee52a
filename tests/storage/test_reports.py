"""Reports in a real database: frozen for good, recovered from events, gathered for many at once."""

from datetime import timedelta

from tests.storage.test_queries import TODAY, ask
from tests.storage.world import AT
from workflow.core import commands as c
from workflow.core.events import ReportFrozen
from workflow.core.state import Level
from workflow.storage import queries

TEXTS = {"proposal": "Wir bitten um Kenntnisnahme.", "summary": "Es geht voran."}


def drafted():
    return c.DraftReport(since=TODAY - timedelta(days=30), until=TODAY, texts=TEXTS)


def freeze(world, instance):
    world.do(instance, drafted())
    world.do(instance, c.FreezeReport())


def test_a_frozen_report_is_whole_in_its_event(world, service):
    instance = world.start().instance
    world.do(instance, c.AssessSituation(level=Level.ON_TRACK, reason="Alle ziehen mit."))
    freeze(world, instance)
    world.do(instance, c.AssessSituation(level=Level.CRITICAL, reason="Alles anders."))
    frozen = world.state(instance).instance.reports[0]
    happened = ask(service, world.manager, queries.stream, instance)
    event = happened[frozen.seq - 1].event
    assert isinstance(event, ReportFrozen)
    assert event.figures.situation.level is Level.ON_TRACK
    assert event.words["reason:situation"] == "Alle ziehen mit."
    assert event.words["text:summary"] == "Es geht voran."


def test_draft_and_reports_follow_from_the_events(world):
    instance = world.start().instance
    freeze(world, instance)
    world.do(instance, drafted())
    assert not world.problems(instance)


def test_what_was_reported_is_gathered_in_two_statements_however_many(world, service):
    first, second = world.start("Eins").instance, world.start("Zwei").instance
    freeze(world, first)
    day = AT.date()
    found = ask(
        service,
        world.coordinator,
        queries.reported,
        instances=[first, second],
        registers=["partner"],
        since=day,
        until=day,
    )
    assert [type(r.event) for r in found[first].events] == [ReportFrozen]
    assert found[second].events == []
