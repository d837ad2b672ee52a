"""Wherever a quartier stands and however the version differs: nothing is lost, hidden or doubled, and
taking the move back leaves everything as it was."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.property.laws import Walk, entered
from tests.property.test_laws import BEGINNINGS, asked
from tests.property.test_laws_on_the_ten_steps import course
from tests.property.versions import newer_versions
from tests.unit.core.newer import NEWER
from tests.unit.core.story import DAY, KO, all_have_passed, begun, measure, partner, recording
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.events import Recorded
from workflow.core.evolve import evolve
from workflow.core.moving.mapping import VersionMap, mapping, things
from workflow.core.moving.places import field_path, holders, item_path, register_path, step_path
from workflow.core.moving.plan import plan, plan_back
from workflow.core.moving.preview import DecisionKind, decisions
from workflow.storage import codec

THOROUGH = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def in_its_second_round():
    """Everything has been proved once, and stands beneath what is open again."""
    return all_have_passed().do(c.StartRound(step="start", reason="Noch einmal"), by=KO)


def with_facts_and_words():
    """Something stands in fields of every kind, personal and not."""
    someone = partner(seit="2025-05-01", beitrag="10", email="a@example.org", alter="42")
    words = recording("start", horizont="5", felder=("kommune",))
    return begun(traeger="verein", kontakt="Frau Sommer").do(someone, words)


@THOROUGH
@given(
    data=st.data(),
    beginning=st.sampled_from((with_facts_and_words, in_its_second_round, *BEGINNINGS)),
    length=st.integers(0, 12),
)
def test_a_move_loses_nothing_and_can_be_taken_back(data, beginning, length):
    walk = Walk(beginning())
    walks_on(data, walk, length)
    story = walk.story
    newer = data.draw(newer_versions(story.definition))
    moves_and_returns(story.definition, newer, story.state, data)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_move_on_the_ten_steps_loses_nothing_and_can_be_taken_back(data):
    stories = course()
    story, _ = stories[data.draw(st.integers(0, len(stories) - 1))]
    newer = data.draw(newer_versions(story.definition))
    moves_and_returns(story.definition, newer, story.state, data)


# What does not fit into the newer version, and what somebody writes in its place then.
UNFIT = (recording("start", felder=("kommune", "verein")), measure(titel="Ein Mittagstisch"))
INSTEAD = (
    recording("start", felder=("stadt",)),
    c.ChangeRecord(register="vorhaben", number=1, values={"titel": "Mittagstisch"}),
)


@THOROUGH
@given(data=st.data(), before=st.integers(0, 4), between=st.integers(0, 5))
def test_what_is_done_between_a_move_and_taking_it_back_loses_nothing(data, before, between):
    walk = Walk(begun().do(*UNFIT))
    walks_on(data, walk, before)
    walk.ask(c.MoveToVersion(definition=NEWER.digest, reason="Neue Richtlinie"), KO)
    walks_on(data, walk, between)
    for command in INSTEAD:
        if data.draw(st.booleans()):
            walk.ask(command, KO)
    walk.ask(c.UndoMove(reason="Zu früh"), KO)
    walk.replays()


def walks_on(data, walk, length):
    for _ in range(length):
        command, by = data.draw(asked(walk))
        if not isinstance(command, c.MoveToVersion | c.UndoMove):
            walk.ask(command, by)


def moves_and_returns(before, newer, state, data):
    choices = data.draw(chosen(decisions(mapping(before, newer), state)))
    versions = mapping(before, newer, choices.same)
    is_one_to_one(versions)
    there = happened(state, moving(versions, plan(versions, state, choices)))
    assert entered(there) == entered(state), "something is lost or doubled"
    stands_in(there, newer)
    nothing_changes_sides(versions, there)
    back = versions.inverse()
    undone = happened(there, moving(back, plan_back(back, there, there.moves[-1]), there.seq))
    assert entered(undone) == entered(state)
    assert alike(undone) == alike(state), "taking it back leaves something else"
    assert is_empty(undone.moves[0].left)


def nothing_changes_sides(versions, there):
    """What can be erased stays where it can be, and no fact becomes a word."""
    old, new, origins = things(versions.before), things(versions.after), versions.inverse().kept
    for holder, values in holders(there):
        for name in values:
            path = field_path(holder, name)
            assert old[origins[path]].is_word is new[path].is_word


@st.composite
def chosen(draw, asked):
    """Draw what somebody answers to what is to be decided, as far as they answer at all."""
    taken = {kind: [each for each in asked if each.kind is kind] for kind in DecisionKind}
    answered = {
        kind: draw(st.sets(st.sampled_from(those))) if those else ()
        for kind, those in taken.items()
    }
    same = {}
    for each in sorted(answered[DecisionKind.SAME], key=lambda each: each.path):
        free = [path for path in each.candidates if path not in same.values()]
        if free:
            same[each.path] = draw(st.sampled_from(free))
    owed, given_up = (
        tuple(sorted(each.path for each in answered[kind]))
        for kind in (DecisionKind.OWED, DecisionKind.GIVEN_UP)
    )
    return c.Choices(same=same, owed=owed, given_up=given_up)


def is_one_to_one(versions: VersionMap):
    assert len(set(versions.kept.values())) == len(versions.kept)
    assert versions.kept.keys() <= things(versions.before).keys()
    assert set(versions.kept.values()) <= things(versions.after).keys()
    places = versions.places
    for path in things(versions.before):
        assert places.place(path) == versions.kept.get(path), "the event says something else"


def moving(versions, planned, undoes=0):
    return e.MovedToVersion(
        definition=versions.after.digest,
        version=versions.after.version,
        former=versions.before.digest,
        former_version=versions.before.version,
        steps=tuple(versions.after.steps),
        renamed=planned.places.renamed,
        gone=tuple(sorted(planned.places.gone)),
        retyped=planned.retyped,
        unfit=planned.unfit,
        rewritten=planned.rewritten,
        added=planned.added,
        undoes=undoes,
    )


def happened(state, event):
    """Return the state after an event that was written down and read again (L2)."""
    stored = codec.encode_event(event)
    event = codec.decode_event(stored.type, stored.facts, stored.digests, stored.payload or None)
    return evolve(state, Recorded(seq=state.seq + 1, at=state.last_at, on=DAY, by=3, event=event))


def alike(state):
    """Return a state without what a move itself is."""
    instance = replace(state.instance, last_move=0)
    return replace(state, instance=instance, moves=(), seq=0)


def is_empty(left):
    return not (left.lives or left.parts or left.numbers or left.records)


def stands_in(state, definition):
    """Every thing in sight has its place in the definition; every step is there, in order."""
    known = things(definition)
    assert list(state.instance.steps) == list(state.steps) == list(definition.steps)
    assert all(field_path("profile", name) in known for name in state.instance.profile)
    for step, part in state.steps.items():
        assert step_path(step) in known
        assert all(field_path(step, name) in known for name in part.values)
        assert all(item_path(step, name) in known for name in (*part.items, *part.added))
    for register, records in state.records.items():
        assert register_path(register) in known
        for record in records.values():
            assert record.register == register
            assert all(field_path(record.key, name) in known for name in record.values)
            assert all(item_path(record.key, name) in known for name in record.items)
    assert {
        name for name in state.instance.numbers if "#" not in name
    } <= definition.registers.keys()
