"""The laws against a real database: what the service does is what the core says, row by row."""

from dataclasses import fields, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.property.walks import Here, odd_commands, well_formed
from tests.storage.world import at
from tests.unit.core.newer import NEWER
from tests.unit.core.small import SMALL
from tests.unit.core.story import DAY
from workflow.core import commands as c
from workflow.core.actions import available_actions, record_actions
from workflow.core.commands import Actor, Context
from workflow.core.decide import decided
from workflow.core.errors import InvalidInput, NotFound, Rejected
from workflow.core.state import Document, DocumentKind
from workflow.storage import events
from workflow.storage.statements import Transaction

REFUSALS = (Rejected, InvalidInput, NotFound)
PATIENT = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def begin(world, traeger):
    team = ((world.manager, "manager"), (world.developer, "developer"))
    command = c.StartInstance(
        name="Mühlburg", municipality=world.place, profile={"traeger": traeger}, team=team
    )
    options = {"definition": SMALL.digest, "account": world.coordinator, "at": at(DAY)}
    return world.service.start(command, **options).instance


def without_files(command):
    """Return the command without uploads, which would have to lie in the store."""
    changes = {}
    for field in fields(command):
        value = getattr(command, field.name)
        if field.name == "documents":
            changes["documents"] = tuple(d for d in value if d.kind is not DocumentKind.FILE)
        elif field.name == "decision" and value is not None:
            changes["decision"] = replace(value, document=None)
        elif field.name == "values":
            changes["values"] = {k: v for k, v in value.items() if not isinstance(v, Document)}
    return replace(command, **changes)


def versions(state):
    """Return the version a quartier is under, and the other one."""
    moved = state.instance.definition == NEWER.digest
    return (NEWER, SMALL) if moved else (SMALL, NEWER)


@st.composite
def asked(draw, state, actors, today):
    """Draw who asks what: half the time something that is offered, else anything."""
    by = draw(st.sampled_from(actors))
    definition, other = versions(state)
    here = Here(definition, state, today, other)
    found = list(available_actions(definition, state, by, today))
    for records in state.records.values():
        for each in records.values():
            found += record_actions(definition, state, by, today, each.key)
    offered = [action for action in found if action.offered]
    if offered and draw(st.booleans()):
        return by, without_files(well_formed(draw(st.sampled_from(offered)), here))
    return by, without_files(draw(odd_commands(here)))


def core_says(state, command, by, today, *, coordination, history):
    """Return what the core decides on the whole state, or its refusal."""
    definition, other = versions(state)
    context = Context(
        actor=by,
        at=at(today),
        today=today,
        coordination=coordination,
        history=history,
        target=other,
    )
    try:
        return decided(definition, state, command, context)
    except REFUSALS as refusal:
        return refusal


def stream_of(world, instance):
    """Return everything that happened to the quartier, for a command that tells of it."""
    with world.service.database.read() as connection:
        rows = events.load(Transaction.within(connection), events.instance_stream(instance))
    return tuple(row.recorded() for row in rows)


def coordinators_of(world):
    return (world.coordinator, 4)


def brings_in_a_stranger(command, known):
    newcomer = {c.JoinTeam: "account", c.HandOver: "taker"}.get(type(command))
    return newcomer is not None and getattr(command, newcomer) not in known


def service_says(world, instance, command, by, today):
    """Return what the service answers."""
    try:
        return world.do(instance, command, by=by.account, at=at(today))
    except REFUSALS as refusal:
        return refusal


def check_one(world, instance, by, command, today):
    """Let the service do it, and compare with what the core says about the whole state."""
    before = world.state(instance)
    coordination = frozenset(coordinators_of(world))
    known = {"coordination": coordination, "history": stream_of(world, instance)}
    expected = core_says(before, command, by, today, **known)
    answer = service_says(world, instance, command, by, today)
    if isinstance(answer, Exception):
        stranger = brings_in_a_stranger(command, range(1, 5))
        assert stranger or str(answer) == str(expected), f"{command}: {answer!r}, {expected!r}"
        assert world.state(instance) == before, "a refused command changed something"
        return
    if isinstance(command, c.EraseWords) and not answer.events:
        # Gone already: only the history knows.
        assert world.state(instance) == before, f"L7: {command}"
        return
    assert answer.events == expected.events, f"L9: {command}"
    if not isinstance(command, c.EraseWords):
        assert world.state(instance) == expected.state, f"L3: {command}"


@PATIENT
@given(data=st.data(), traeger=st.sampled_from(["verein", "kommune"]), length=st.integers(1, 12))
def test_the_service_does_what_the_core_says_and_every_row_follows(
    small_world, data, traeger, length
):
    world, today = small_world, DAY
    instance = begin(world, traeger)
    coordinators = coordinators_of(world)
    actors = [
        Actor(account=world.manager, roles=frozenset({"manager"})),
        Actor(account=world.developer, roles=frozenset({"developer"})),
        *(Actor(account=each, roles=frozenset({"coordinator"})) for each in coordinators),
    ]
    for _ in range(length):
        state = world.state(instance)
        team = {(m.account, m.role) for m in state.instance.team}
        here = [each for each in actors if holds(each, team, coordinators)]
        by, command = data.draw(asked(state, here, today))
        check_one(world, instance, by, command, today)
        today = today.fromordinal(today.toordinal() + data.draw(st.sampled_from([0, 0, 1, 40])))
    assert world.problems(instance) == []


def holds(actor, team, coordinators):
    """Whether the actor has exactly these roles for the service as well."""
    held = {role for account, role in team if account == actor.account}
    held |= {"coordinator"} if actor.account in coordinators else set()
    return held == actor.roles
