"""The core of a municipality's settings: who changes what, to which values, and who meets whom."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.core.commands import SYSTEM, Actor
from workflow.core.definition import GenderForm
from workflow.core.errors import ConflictingChange, Forbidden, InvalidInput, NotFound, Problem
from workflow.core.municipality import MunicipalityFounded, decide, evolve
from workflow.core.municipality_settings import (
    EVERYBODY,
    FACTOR_OWERS,
    LANDS,
    LONGEST,
    ChangeSettings,
    Settings,
    SettingsChanged,
    named,
)

PETRA = Actor(account=1, roles=frozenset({"coordinator"}))
HOLGER = Actor(account=2, roles=frozenset({"admin"}))


def state(*events):
    found = None
    for event in (MunicipalityFounded(name="Musterstadt"), *events):
        found = evolve(found, event)
    return found


def settings(*events):
    return state(*events).settled.settings


@pytest.mark.parametrize("actor", [PETRA, HOLGER, SYSTEM])
def test_the_coordination_the_admin_and_the_operator_change_them(actor):
    changed = decide(state(), ChangeSettings(land="BW", still_days=45), actor)
    assert changed == (SettingsChanged(land="BW", still_days=45),)
    assert settings(*changed) == Settings(land="BW", still_days=45)


def test_texts_stay_as_they_were_written_until_a_form_is_chosen():
    assert settings(SettingsChanged(land="BW")).gender_form is GenderForm.STAR
    (changed,) = decide(state(), ChangeSettings(gender_form="pair"), PETRA)
    assert settings(changed).gender_form is GenderForm.PAIR


@pytest.mark.parametrize("role", ["consultant", "manager", "developer", ""])
def test_nobody_else_does(role):
    with pytest.raises(Forbidden) as refusal:
        decide(state(), ChangeSettings(), Actor(account=3, roles=frozenset({role})))
    assert refusal.value.blockers[0].roles == ("admin", "coordinator")


def test_where_nothing_is_founded_nothing_is_settled():
    with pytest.raises(NotFound):
        decide(None, ChangeSettings(land="BW"), PETRA)


def test_what_holds_already_changes_nothing():
    changed = SettingsChanged(land="BW", second_factor=("coordinator", "admin"))
    again = ChangeSettings(
        land="BW", second_factor=("admin", "coordinator", "admin"), still_days=30
    )
    assert decide(state(changed), again, PETRA) == ()


def test_only_what_changes_is_told():
    wanted = ChangeSettings(land="BW", still_days=31, situation_days=60, second_factor=())
    assert decide(state(), wanted, PETRA) == (SettingsChanged(land="BW", still_days=31),)


def test_everything_that_is_wrong_is_said_at_once():
    wanted = ChangeSettings(
        land="XX", still_days=0, situation_days=-1, decision_days=10**9, second_factor=("alle",)
    )
    with pytest.raises(InvalidInput) as refusal:
        decide(state(), wanted, PETRA)
    assert {problem.name: problem.problem for problem in refusal.value.problems} == {
        "land": Problem.NO_SUCH_CHOICE,
        "second_factor": Problem.NO_SUCH_CHOICE,
        "still_days": Problem.TOO_SMALL,
        "situation_days": Problem.TOO_SMALL,
        "decision_days": Problem.TOO_LARGE,
    }


def test_two_people_meet_only_where_they_change_the_same():
    meanwhile = state(SettingsChanged(land="BW"), SettingsChanged(still_days=45))
    assert decide(meanwhile, ChangeSettings(decision_days=7, seen=0), PETRA)
    assert decide(meanwhile, ChangeSettings(land="BY", seen=1), PETRA)
    with pytest.raises(ConflictingChange) as conflict:
        decide(meanwhile, ChangeSettings(still_days=50, seen=1), PETRA)
    assert (conflict.value.thing, conflict.value.seq) == ("still_days", 2)
    assert decide(meanwhile, ChangeSettings(still_days=45, seen=1), PETRA) == ()
    assert decide(meanwhile, ChangeSettings(still_days=50, seen=2), PETRA)


@pytest.mark.parametrize(
    ("asked", "roles", "needs"),
    [
        ((), {"consultant"}, True),
        ((), {"coordinator", "admin"}, False),
        (("coordinator",), {"coordinator", "manager"}, True),
        (("coordinator",), {"admin"}, False),
        (("admin",), {"admin"}, True),
        ((EVERYBODY,), {"developer"}, True),
        ((EVERYBODY,), set(), True),
    ],
)
def test_whose_sign_in_needs_a_second_factor(asked, roles, needs):
    assert Settings(second_factor=asked).needs_factor(roles) is needs


def test_the_limits_are_those_that_were_set():
    limits = settings(SettingsChanged(still_days=1, situation_days=2, decision_days=3)).limits
    today = date(2026, 6, 9)
    ago = [
        (today - day).days
        for day in (limits.still(today), limits.situation(today), limits.decision(today))
    ]
    assert ago == [1, 3, 4]
    assert Settings().limits.still(today) == today - timedelta(days=30)


VALUES = {
    "land": st.sampled_from(["", *LANDS, "XX"]),
    "gender_form": st.sampled_from([*GenderForm, "neutral"]),
    "still_days": st.integers(-1, LONGEST + 1),
    "situation_days": st.integers(-1, LONGEST + 1),
    "decision_days": st.integers(-1, LONGEST + 1),
    "second_factor": st.lists(st.sampled_from([*FACTOR_OWERS, "?"]), max_size=4).map(tuple),
    "seen": st.integers(0, 5),
}
CHANGES = st.fixed_dictionaries(
    {}, optional={name: st.none() | value for name, value in VALUES.items()}
).map(lambda given: ChangeSettings(**given))


@given(st.lists(CHANGES, max_size=8))
def test_a_change_holds_afterwards_and_sent_again_changes_nothing(commands):
    found = state()
    for command in commands:
        try:
            happened = decide(found, command, PETRA)
        except (InvalidInput, ConflictingChange):
            continue
        after = found
        for event in happened:
            after = evolve(after, event)
        wanted = {**named(command)}
        if "second_factor" in wanted:
            wanted["second_factor"] = tuple(
                each for each in FACTOR_OWERS if each in wanted["second_factor"]
            )
        assert {name: getattr(after.settled.settings, name) for name in wanted} == wanted
        assert decide(after, command, PETRA) == ()
        found = after
