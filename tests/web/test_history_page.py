"""Each event has its sentence; the history groups by day and filters."""

from datetime import date
from typing import get_args

import pytest

from tests.storage.samples import SAMPLES
from tests.unit.core.story import KO, all_have_passed, begun, start_has_passed
from tests.web.scenes import scene
from web.presenters.history import Filter, history_page
from web.presenters.telling import tell
from web.presenters.told import KINDS
from workflow.core import commands as c
from workflow.core import events as e

KINDS_OF_EVENTS = get_args(e.Event)
TOLD = [event for event in SAMPLES if isinstance(event, KINDS_OF_EVENTS)]


def test_samples_cover_every_event():
    assert {type(event) for event in TOLD} == set(KINDS_OF_EVENTS)


@pytest.mark.parametrize("event", TOLD, ids=lambda event: type(event).__name__)
def test_every_event_is_told(event):
    told = tell(scene(all_have_passed()), event)
    assert told.text
    assert told.kind in KINDS


def test_what_a_newer_definition_dropped_is_told_by_its_id():
    told = tell(scene(begun()), e.ItemReopened(holder="start", item="laengst-weg"))
    assert told.thing == "laengst-weg"


def test_days_are_headings_the_newest_first():
    story = begun().later(3).do(c.AddComment(text="Guten Morgen."))
    page = history_page(scene(story), tuple(reversed(story.log)), Filter())
    assert page.days[0].title == "Heute, Sonntag, 18. Januar 2026"
    assert page.days[0].entries[0].by == "Aylin Demir"
    assert page.days[1].title == "Donnerstag, 15. Januar 2026"


@pytest.mark.parametrize(
    "chosen",
    [
        Filter(kind="freigaben"),
        Filter(step="start"),
        Filter(person=KO.account),
        Filter(since=date(2026, 1, 16)),
    ],
)
def test_a_filter_leaves_something_out_and_can_be_reset(chosen):
    story = start_has_passed()
    log = tuple(reversed(story.log))
    everything = history_page(scene(story), log, Filter())
    page = history_page(scene(story), log, chosen)
    assert sum(len(d.entries) for d in page.days) < sum(len(d.entries) for d in everything.days)
    assert page.reset.url == "/quartiere/muehlburg/verlauf"
