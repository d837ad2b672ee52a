"""The small core of a municipality: roles and published definitions."""

import pytest

from workflow.core.commands import SYSTEM, Actor
from workflow.core.errors import (
    ConflictingChange,
    Forbidden,
    InvalidInput,
    NotFound,
    Reason,
    Rejected,
)
from workflow.core.municipality import (
    DefinitionPublished,
    FoundMunicipality,
    GrantRole,
    MunicipalityFounded,
    PageWritten,
    PublishDefinition,
    RevokeRole,
    RoleGranted,
    RoleRevoked,
    WritePage,
    decide,
    evolve,
)

ADMIN = Actor(account=1, roles=frozenset({"admin"}))
CONSULTANT = Actor(account=2, roles=frozenset({"consultant"}))
COORDINATOR = Actor(account=3, roles=frozenset({"coordinator"}))


def founded(*events):
    state = None
    for event in (MunicipalityFounded(name="Musterstadt"), *events):
        state = evolve(state, event)
    return state


def test_only_the_operator_founds():
    command = FoundMunicipality(name="Musterstadt")
    assert decide(None, command, SYSTEM) == (MunicipalityFounded(name="Musterstadt"),)
    with pytest.raises(Forbidden):
        decide(None, command, ADMIN)


def test_founding_twice_changes_nothing():
    assert decide(founded(), FoundMunicipality(name="Anders"), SYSTEM) == ()


def test_what_is_not_founded_is_not_found():
    with pytest.raises(NotFound):
        decide(None, GrantRole(account=5, role="admin"), SYSTEM)


def test_an_admin_grants_and_revokes():
    granted = decide(founded(), GrantRole(account=5, role="coordinator"), ADMIN)
    assert granted == (RoleGranted(account=5, role="coordinator"),)
    state = founded(*granted, RoleGranted(account=6, role="coordinator"))
    assert decide(state, GrantRole(account=5, role="coordinator"), ADMIN) == ()
    revoked = decide(state, RevokeRole(account=5, role="coordinator"), ADMIN)
    assert revoked == (RoleRevoked(account=5, role="coordinator"),)
    assert decide(founded(), RevokeRole(account=5, role="coordinator"), ADMIN) == ()


@pytest.mark.parametrize("actor", [CONSULTANT, COORDINATOR])
def test_nobody_but_an_admin_grants(actor):
    with pytest.raises(Forbidden) as refusal:
        decide(founded(), GrantRole(account=5, role="coordinator"), actor)
    assert refusal.value.blockers[0].roles == ("admin",)


def test_nobody_lifts_their_own_rights():
    with pytest.raises(Forbidden):
        decide(founded(), GrantRole(account=1, role="coordinator"), ADMIN)


def test_the_last_of_a_role_stays():
    state = founded(RoleGranted(account=5, role="coordinator"))
    with pytest.raises(Rejected) as refusal:
        decide(state, RevokeRole(account=5, role="coordinator"), ADMIN)
    assert refusal.value.blockers[0].reason is Reason.LAST_OF_ROLE


def test_there_are_no_other_roles():
    with pytest.raises(NotFound):
        decide(founded(), GrantRole(account=5, role="developer"), ADMIN)


def test_a_version_is_published_once_and_never_changes():
    command = PublishDefinition(definition="kda", version=1, digest="aa")
    published = decide(founded(), command, CONSULTANT)
    assert published == (DefinitionPublished(definition="kda", version=1, digest="aa"),)
    state = founded(*published)
    assert decide(state, command, CONSULTANT) == ()
    with pytest.raises(InvalidInput) as refusal:
        decide(state, PublishDefinition(definition="kda", version=1, digest="bb"), CONSULTANT)
    assert refusal.value.problems[0].limit == "2"
    with pytest.raises(Forbidden):
        decide(state, command, COORDINATOR)


def imprint(text):
    return PageWritten(page="imprint", words={"text": text} if text else {})


def test_the_admin_writes_what_the_public_pages_say():
    command = WritePage(page="imprint", text=" Stadt Musterstadt\r\n")
    assert decide(founded(), command, ADMIN) == (imprint("Stadt Musterstadt"),)
    state = founded(imprint("Stadt Musterstadt"))
    assert decide(state, command, ADMIN) == ()
    assert decide(state, WritePage(page="imprint", text=""), ADMIN) == (imprint(""),)


def test_nobody_else_writes_them_and_no_other_page_exists():
    for somebody in (COORDINATOR, CONSULTANT):
        with pytest.raises(Forbidden):
            decide(founded(), WritePage(page="imprint", text="Neu"), somebody)
    with pytest.raises(NotFound):
        decide(founded(), WritePage(page="startseite", text="Neu"), ADMIN)
    with pytest.raises(InvalidInput):
        decide(founded(), WritePage(page="imprint", text="x" * 20_001), ADMIN)


def test_a_page_that_was_written_since_is_not_overwritten_unseen():
    state = founded(imprint("Eins"), imprint("Zwei"))
    with pytest.raises(ConflictingChange) as refusal:
        decide(state, WritePage(page="imprint", text="Drei", seen=1), ADMIN)
    assert refusal.value.seq == 2
    assert decide(state, WritePage(page="imprint", text="Drei", seen=2), ADMIN)
    assert decide(state, WritePage(page="imprint", text="Zwei", seen=1), ADMIN) == ()
