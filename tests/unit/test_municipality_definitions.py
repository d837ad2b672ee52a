"""Versions of definitions: published once, by two people where that is wanted, withdrawn for good."""

import pytest

from workflow.core.commands import SYSTEM, Actor
from workflow.core.errors import Forbidden, InvalidInput, NotFound, Reason, Rejected
from workflow.core.municipality_definitions import (
    DefinitionPublished,
    Definitions,
    DefinitionWithdrawn,
    PublicationRequested,
    PublishDefinition,
    RequestPublication,
    Standing,
    WithdrawDefinition,
    decide_definitions,
    evolve_definitions,
    why_not_publish,
)

ONE = Actor(account=1, roles=frozenset({"consultant"}))
OTHER = Actor(account=2, roles=frozenset({"consultant"}))
COORDINATOR = Actor(account=3, roles=frozenset({"coordinator"}))
ADMIN = Actor(account=4, roles=frozenset({"admin"}))

PUBLISH = PublishDefinition(definition="kda", version=2, digest="aa", source="text")
REQUEST = RequestPublication(definition="kda", version=2, digest="aa", source="text")
WITHDRAW = WithdrawDefinition(definition="kda", version=2, reason="Ein Schritt fehlt")
PUBLISHED = DefinitionPublished(definition="kda", version=2, digest="aa", source="text")


def known(*events):
    state = Definitions()
    for event in events:
        state = evolve_definitions(state, event)
    return state


def decided(state, command, actor, *, four_eyes=False):
    return decide_definitions(state, command, actor, four_eyes=four_eyes)


def requested(actor, **more):
    fields = {"definition": "kda", "version": 2, "digest": "aa", "source": "text"}
    return PublicationRequested(**{**fields, **more}, account=actor.account)


def test_a_version_is_published_by_a_consultant_or_the_operator():
    for actor in (ONE, SYSTEM):
        assert decided(known(), PUBLISH, actor) == (PUBLISHED,)
    for actor in (COORDINATOR, ADMIN):
        with pytest.raises(Forbidden):
            decided(known(), PUBLISH, actor)


def test_the_same_content_again_is_nothing_new():
    assert decided(known(PUBLISHED), PUBLISH, OTHER) == ()
    assert decided(known(PUBLISHED), REQUEST, OTHER) == ()
    assert decided(known(PUBLISHED), PUBLISH, ONE, four_eyes=True) == ()


@pytest.mark.parametrize(
    ("version", "digest", "standing"),
    [
        (2, "aa", Standing.SAME),
        (2, "bb", Standing.OTHER_CONTENT),
        (1, "aa", Standing.LOWER),
        (3, "aa", Standing.NEW),
    ],
)
def test_a_version_stands_beside_what_is_published(version, digest, standing):
    state = known(PUBLISHED)
    assert state.standing("kda", version, digest) is standing
    assert state.standing("andere", version, digest) is Standing.NEW


@pytest.mark.parametrize(
    "wanted",
    [
        PublishDefinition(definition="kda", version=2, digest="bb"),
        PublishDefinition(definition="kda", version=1, digest="aa"),
        RequestPublication(definition="kda", version=1, digest="aa"),
    ],
)
def test_a_version_never_changes_and_its_number_only_grows(wanted):
    with pytest.raises(InvalidInput) as refusal:
        decided(known(PUBLISHED), wanted, ONE)
    assert refusal.value.problems[0].limit == "3"


# --- four eyes ---------------------------------------------------------------------------------


def test_where_four_eyes_are_wanted_nobody_publishes_unasked():
    with pytest.raises(Rejected) as refusal:
        decided(known(), PUBLISH, ONE, four_eyes=True)
    assert refusal.value.blockers[0].reason is Reason.PUBLICATION_NOT_REQUESTED


def test_whoever_asked_does_not_publish_and_anybody_else_may():
    state = known(*decided(known(), REQUEST, ONE, four_eyes=True))
    assert state == known(requested(ONE))
    with pytest.raises(Rejected) as refusal:
        decided(state, PUBLISH, ONE, four_eyes=True)
    assert refusal.value.blockers[0].reason is Reason.OWN_PUBLICATION
    for actor in (OTHER, COORDINATOR):
        assert decided(state, PUBLISH, actor, four_eyes=True) == (PUBLISHED,)
    with pytest.raises(Forbidden):
        decided(state, PUBLISH, ADMIN, four_eyes=True)


def test_who_coordinates_and_advises_does_not_publish_what_they_asked_for():
    both = Actor(account=1, roles=frozenset({"consultant", "coordinator"}))
    with pytest.raises(Rejected):
        decided(known(requested(both)), PUBLISH, both, four_eyes=True)


@pytest.mark.parametrize("changed", [{"digest": "bb"}, {"source": "anderer Text"}])
def test_a_request_holds_for_its_text_alone(changed):
    state = known(requested(ONE, **changed))
    with pytest.raises(Rejected) as refusal:
        decided(state, PUBLISH, OTHER, four_eyes=True)
    assert refusal.value.blockers[0].reason is Reason.PUBLICATION_NOT_REQUESTED


def test_a_changed_text_is_asked_for_anew_and_the_first_asker_may_publish_it():
    state = known(requested(ONE, source="alt"), requested(OTHER))
    assert decided(state, PUBLISH, ONE, four_eyes=True) == (PUBLISHED,)


def test_asking_twice_is_asking_once():
    assert decided(known(requested(ONE)), REQUEST, ONE) == ()
    assert decided(known(requested(ONE)), REQUEST, OTHER) == ()


def test_only_a_consultant_asks():
    with pytest.raises(Forbidden):
        decided(known(), REQUEST, COORDINATOR)


def test_publishing_settles_the_request():
    assert known(requested(ONE), PUBLISHED).requests == {}


@pytest.mark.parametrize("four_eyes", [True, False])
@pytest.mark.parametrize("actor", [ONE, OTHER, COORDINATOR, ADMIN, SYSTEM])
@pytest.mark.parametrize("events", [(), (requested(ONE),)], ids=["unasked", "asked"])
def test_what_is_offered_is_what_is_done(events, actor, four_eyes):
    state = known(*events)
    blocker = why_not_publish(state, PUBLISH, actor, four_eyes=four_eyes)
    if blocker is None:
        assert decided(state, PUBLISH, actor, four_eyes=four_eyes) == (PUBLISHED,)
    else:
        with pytest.raises(Rejected) as refusal:
            decided(state, PUBLISH, actor, four_eyes=four_eyes)
        assert refusal.value.blockers == (blocker,)


# --- withdrawing -------------------------------------------------------------------------------


def test_a_version_is_withdrawn_with_a_reason():
    for actor in (ONE, COORDINATOR, SYSTEM):
        (event,) = decided(known(PUBLISHED), WITHDRAW, actor)
        assert event == DefinitionWithdrawn(
            definition="kda", version=2, words={"reason": "Ein Schritt fehlt"}
        )
    with pytest.raises(Forbidden):
        decided(known(PUBLISHED), WITHDRAW, ADMIN)
    with pytest.raises(NotFound):
        decided(known(), WITHDRAW, ONE)
    with pytest.raises(InvalidInput):
        decided(known(PUBLISHED), WithdrawDefinition(definition="kda", version=2, reason=" "), ONE)


def test_what_is_withdrawn_does_not_come_back():
    state = known(PUBLISHED, *decided(known(PUBLISHED), WITHDRAW, ONE))
    assert decided(state, WITHDRAW, ONE) == ()
    assert state.standing("kda", 2, "aa") is Standing.WITHDRAWN
    with pytest.raises(InvalidInput) as refusal:
        decided(state, PUBLISH, ONE)
    assert refusal.value.problems[0].limit == "3"
    lower = PublishDefinition(definition="kda", version=1, digest="aa")
    with pytest.raises(InvalidInput):
        decided(state, lower, ONE)


def test_nothing_new_builds_on_what_is_withdrawn():
    state = known(PUBLISHED, DefinitionWithdrawn(definition="kda", version=2))
    overlay = PublishDefinition(definition="stadt", version=1, digest="cc", extends="kda@2")
    with pytest.raises(InvalidInput) as refusal:
        decided(state, overlay, ONE)
    assert refusal.value.problems[0].name == "extends"
    assert decided(known(PUBLISHED), overlay, ONE)
