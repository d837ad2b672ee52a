"""Two states compared: the same gives nothing, and nothing that somebody entered is left out."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.property.laws import Walk
from tests.property.test_laws import BEGINNINGS, asked
from workflow.core.compare import (
    ApprovalDiffers,
    DraftDiffers,
    DutyDiffers,
    EntryDiffers,
    ExceptionDiffers,
    ItemDiffers,
    MemberDiffers,
    Moment,
    ReportDiffers,
    ValueDiffers,
    compare,
)
from workflow.core.evolve.along import taken_along

THOROUGH = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def values_of(state):
    """Every value with its reason, by where it stands; those of entries only by the entry."""
    found = {("profile", name): each for name, each in state.instance.profile.items()}
    for step, part in state.steps.items():
        found |= {(step, name): each for name, each in part.values.items()}
    for records in state.records.values():
        for record in records.values():
            found |= {(record.key, name): each for name, each in record.values.items()}
    return found


def same(was, now):
    """The same was said; a move may have written it in another form."""
    if was is None or now is None:
        return was is now
    return was.reason == now.reason and (was.value == now.value or was.seq == now.seq)


def entries_of(state):
    return {(r.register, r.number) for records in state.records.values() for r in records.values()}


def statuses_of(state, day):
    found = {(step, name): i for step, p in state.steps.items() for name, i in p.items.items()}
    return {key: item.on_day(day).status for key, item in found.items()}


@THOROUGH
@given(data=st.data(), beginning=st.sampled_from(BEGINNINGS), length=st.integers(0, 12))
def test_every_difference_shows_and_no_other(data, beginning, length):
    walk = Walk(beginning())
    first = Moment(walk.story.state, walk.story.today)
    for _ in range(length):
        walk.ask(*data.draw(asked(walk)))
        walk.story = walk.story.later(data.draw(st.sampled_from([0, 0, 1, 40, 100])))
    last = Moment(walk.story.state, walk.story.today)
    assert compare(first, first) == compare(last, last) == ()
    found = compare(first, last)
    here(found, first, last)
    here(compare(last, first), last, first)


def along(moment, other):
    """Return a moment with the moves behind it that the other one has."""
    return replace(moment, state=taken_along(moment.state, other.state))


def here(found, first, last):
    first, last = along(first, last), along(last, first)
    was, now = values_of(first.state), values_of(last.state)
    both = entries_of(first.state) & entries_of(last.state)
    differ = {key for key in was | now if not same(was.get(key), now.get(key))}
    entered = {key for key in differ if "/" not in key[0] or _entry(key[0]) in both}
    assert {(d.holder, d.field) for d in found if isinstance(d, ValueDiffers)} == entered
    new = entries_of(first.state) ^ entries_of(last.state)
    assert new <= {(d.register, d.number) for d in found if isinstance(d, EntryDiffers)}
    old, young = statuses_of(first.state, first.day), statuses_of(last.state, last.day)
    settled = {key for key in old.keys() & young.keys() if old[key] != young[key]}
    assert settled <= {(d.holder, d.item) for d in found if isinstance(d, ItemDiffers)}
    team = [{(m.account, m.role) for m in each.state.instance.team} for each in (first, last)]
    members = {(d.account, d.role) for d in found if isinstance(d, MemberDiffers)}
    assert members == team[0] ^ team[1]
    duties = [each.state.instance.obligations for each in (first, last)]
    assert (duties[0] != duties[1]) is any(isinstance(d, DutyDiffers) for d in found)
    requests = [{s: p.request or p.passed for s, p in m.state.steps.items()} for m in (first, last)]
    said = [{s: r.decided if r else {} for s, r in each.items()} for each in requests]
    steps = said[0].keys() & said[1].keys()
    differing = {step for step in steps if said[0][step] != said[1][step]}
    assert differing <= {d.step for d in found if isinstance(d, ApprovalDiffers)}
    asked = [{s: r.exceptions if r else {} for s, r in each.items()} for each in requests]
    set_aside = {step for step in steps if asked[0][step] != asked[1][step]}
    assert set_aside <= {d.step for d in found if isinstance(d, ExceptionDiffers)}
    numbers = [{report.number for report in m.state.instance.reports} for m in (first, last)]
    reports = {d.number for d in found if isinstance(d, ReportDiffers)}
    assert reports == numbers[0] ^ numbers[1]
    drafts = [each.state.instance.draft for each in (first, last)]
    assert (drafts[0] != drafts[1]) is any(isinstance(d, DraftDiffers) for d in found)


def _entry(holder):
    register, _, number = holder.partition("/")
    return register, int(number)
