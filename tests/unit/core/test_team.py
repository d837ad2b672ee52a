"""Starting, the team, handing over, comments, proposals, the Lage, erasure."""

from dataclasses import replace

import pytest

from tests.unit.core.story import (
    ALONE,
    DAY,
    DEV,
    FILE,
    KO,
    MAN,
    Story,
    begun,
    completing,
    measure,
    partner,
    start_has_passed,
)
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.errors import NotFound, Reason
from workflow.core.state import Action, ItemStatus, Level

START = c.StartInstance(name="Mühlburg", municipality=1, team=((7, "manager"),))


# --- starting ---


def test_the_coordination_starts_a_quartier():
    Story().when(START, by=MAN).then_forbidden("coordinator")
    Story().when(START, by=KO).then_kinds(e.InstanceStarted, e.MemberJoined, e.StepOpened)


def test_a_quartier_has_a_name():
    Story().when(replace(START, name=" "), by=KO).then_invalid(name="empty")


def test_only_roles_of_the_team_work_in_a_quartier():
    Story().when(replace(START, team=((7, "admin"),)), by=KO).then_invalid(team="no-such-choice")


def test_the_profile_is_checked_at_the_start():
    wrong = replace(START, profile={"foerderende": "bald"})
    Story().when(wrong, by=KO).then_invalid(foerderende="not-a-date")


def test_one_person_can_hold_two_roles():
    story = Story().do(
        replace(START, team=((7, "manager"), (7, "developer"), (7, "manager"))), by=KO
    )
    assert [(m.account, m.role) for m in story.state.instance.team] == [
        (7, "manager"),
        (7, "developer"),
    ]


# --- the team ---


def test_people_join_and_leave():
    join = c.JoinTeam(account=9, role="developer")
    story = begun().do(join, by=KO)
    assert (9, "developer", DAY) in [
        (m.account, m.role, m.since) for m in story.state.instance.team
    ]
    story.when(join, by=KO).then_nothing()
    gone = story.do(c.LeaveTeam(account=9, role="developer"), by=KO)
    assert 9 not in [member.account for member in gone.state.instance.team]
    gone.when(c.LeaveTeam(account=9, role="developer"), by=KO).then_nothing()


@pytest.mark.parametrize("kind", [c.JoinTeam, c.LeaveTeam])
def test_nobody_joins_as_what_the_municipality_grants(kind):
    story = begun()
    if kind is c.LeaveTeam:
        story = story.happened(e.MemberJoined(account=9, role="coordinator"))
    story.when(kind(account=9, role="coordinator"), by=KO).then_invalid(role="no-such-choice")


ASSIGNED = c.AssignItem(holder="start", item="partner", account=DEV.account)


def test_work_of_who_has_left_belongs_to_the_role_again():
    story = begun().do(ASSIGNED).do(c.LeaveTeam(account=DEV.account, role="developer"), by=KO)
    assert story.item("start", "partner").assigned is None


def test_who_stays_in_another_role_keeps_the_work():
    story = begun().do(c.JoinTeam(account=DEV.account, role="manager"), by=KO).do(ASSIGNED)
    story = story.do(c.LeaveTeam(account=DEV.account, role="developer"), by=KO)
    assert story.item("start", "partner").assigned == DEV.account


# --- handing over ---

HAND_OVER = c.HandOver(role="developer", giver=DEV.account, taker=9, note="Alles im Ordner")


def test_a_role_is_handed_over_with_the_work_assigned():
    story = (
        start_has_passed()
        .do(measure())
        .do(
            replace(ASSIGNED, holder="netz", item="runde"),
            replace(ASSIGNED, holder="massnahme/1", item="auftrag"),
        )
    )
    story = story.do(HAND_OVER, by=KO)
    assert [(m.account, m.role) for m in story.state.instance.team] == [
        (2, "manager"),
        (9, "developer"),
    ]
    assert story.item("netz", "runde").assigned == 9
    assert story.item("massnahme/1", "auftrag").assigned == 9
    assert story.item("massnahme/1", "auftrag").status is ItemStatus.OPEN


def test_who_takes_over_and_is_there_already_stands_once():
    story = begun().do(c.JoinTeam(account=9, role="developer"), by=KO).do(HAND_OVER, by=KO)
    assert [m.account for m in story.state.instance.team] == [2, 9]


def test_who_hands_over_one_of_two_roles_gives_the_work_of_that_role():
    story = begun().do(c.JoinTeam(account=DEV.account, role="manager"), by=KO)
    story = story.do(ASSIGNED, replace(ASSIGNED, item="folgeantrag")).do(HAND_OVER, by=KO)
    assert story.item("start", "partner").assigned == 9
    assert story.item("start", "folgeantrag").assigned == DEV.account


def test_who_hands_over_and_keeps_the_coordination_keeps_its_work():
    both = ALONE.account
    story = begun().do(c.JoinTeam(account=both, role="developer"), by=KO)
    story = story.do(
        c.AssignItem(holder="start", item="anlass", account=both), replace(ASSIGNED, account=both)
    )
    story = story.do(replace(HAND_OVER, giver=both), by=KO)
    assert story.item("start", "anlass").assigned == both
    assert story.item("start", "partner").assigned == 9


def test_work_of_others_stays_where_it_is():
    story = begun().do(replace(ASSIGNED, account=MAN.account)).do(HAND_OVER, by=KO)
    assert story.item("start", "partner").assigned == MAN.account


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"role": "coordinator"}, {"role": "no-such-choice"}),
        ({"giver": 99}, {"giver": "not-in-team"}),
        ({"taker": DEV.account}, {"taker": "no-such-choice"}),
    ],
)
def test_a_handover_names_two_people_and_a_role_that_is_held(change, problem):
    begun().when(replace(HAND_OVER, **change), by=KO).then_invalid(**problem)


def test_only_the_coordination_hands_over():
    begun().when(HAND_OVER, by=MAN).then_forbidden("coordinator")


# --- the Lage ---


def test_the_situation_is_a_dated_judgement_with_a_reason():
    assess = c.AssessSituation(level=Level.AT_RISK, reason="Stelle unbesetzt")
    story = begun().do(assess)
    now = story.state.instance.situation
    assert (now.level, now.reason, now.by, now.on) == (
        Level.AT_RISK,
        "Stelle unbesetzt",
        MAN.account,
        DAY,
    )
    story.when(assess).then_nothing()
    story.later(1).when(assess).then_kinds(e.SituationAssessed)
    begun().when(replace(assess, reason="")).then_invalid(reason="empty")
    begun().when(assess, by=DEV).then_forbidden("manager", "coordinator")


# --- comments ---


@pytest.mark.parametrize(
    ("holder", "thing"),
    [("", ""), ("start", ""), ("start", "anlass"), ("partner/1", ""), ("massnahme/1", "auftrag")],
)
def test_a_comment_is_about_anything_that_is_there(holder, thing):
    story = begun().do(partner(), measure())
    comment = c.AddComment(text="Sehr schön", holder=holder, thing=thing, documents=(FILE,))
    story.when(comment, by=DEV).then(
        e.CommentAdded(
            holder=holder,
            thing=thing,
            documents=(replace(FILE, name=""),),
            words={"text": "Sehr schön", "document:0": "Protokoll.pdf"},
        )
    )


@pytest.mark.parametrize(
    ("holder", "thing"), [("nie", ""), ("start", "nie"), ("partner/9", ""), ("", "anlass")]
)
def test_a_comment_about_nothing_is_not_found(holder, thing):
    with pytest.raises(NotFound):
        _ = begun().when(c.AddComment(text="x", holder=holder, thing=thing)).events


@pytest.mark.parametrize("holder", ["massnahme/9", "massnahme/0", "massnahme/x"])
def test_a_comment_on_an_item_is_about_an_entry_that_is_there(holder):
    with pytest.raises(NotFound):
        begun().do(measure()).decide(c.AddComment(text="x", holder=holder, thing="auftrag"))


def test_a_comment_changes_nothing_but_the_history():
    story = begun()
    after = story.do(c.AddComment(text="x")).state
    assert after.seq == story.state.seq + 1
    assert replace(after, seq=story.state.seq, last_at=story.state.last_at) == story.state


def test_a_consultant_with_a_grant_comments_and_does_nothing_else():
    guest = replace(DEV, roles=frozenset({"consultant"}))
    begun().when(c.AddComment(text="x"), by=guest).then_kinds(e.CommentAdded)
    offered = {kind for (kind, _, _), action in begun().actions(guest).items() if action.offered}
    assert offered == {c.AddComment}


# --- proposals ---

PROPOSE = c.Propose(action=Action.SKIP, step="netz", text="Gibt es schon")


def test_a_proposal_is_a_task_until_it_is_settled():
    story = begun().do(PROPOSE, by=DEV)
    assert story.state.instance.proposals["1"].text == "Gibt es schon"
    settled = story.do(c.SettleProposal(proposal="1", accepted=True), by=KO)
    assert settled.state.instance.proposals == {}


def test_declining_takes_a_reason():
    story = begun().do(PROPOSE)
    decline = c.SettleProposal(proposal="1", accepted=False)
    story.when(decline, by=KO).then_invalid(reason="empty")
    story.when(replace(decline, reason="Noch nicht"), by=KO).then_kinds(e.ProposalSettled)


def test_a_proposal_is_settled_once_and_only_by_the_coordination():
    story = begun().do(PROPOSE)
    settle = c.SettleProposal(proposal="1", accepted=True)
    story.when(settle, by=MAN).then_forbidden("coordinator")
    story.do(settle, by=KO).when(settle, by=KO).then_rejected(Reason.PROPOSAL_SETTLED)


@pytest.mark.parametrize("number", ["2", "0", "x", "", "-1", "9" * 5000])
def test_a_proposal_of_nothing_is_not_found(number):
    with pytest.raises(NotFound):
        _ = begun().do(PROPOSE).when(c.SettleProposal(proposal=number, accepted=True), by=KO).events


def test_proposals_are_numbered_on():
    settle = c.SettleProposal(proposal="1", accepted=True)
    story = begun().do(PROPOSE).do(settle, by=KO).do(PROPOSE)
    assert list(story.state.instance.proposals) == ["2"]


def test_a_proposal_about_a_step_names_one():
    with pytest.raises(NotFound):
        _ = begun().when(replace(PROPOSE, step="")).events
    pause = replace(PROPOSE, action=Action.PAUSE, step="")
    begun().when(pause).then_kinds(e.ProposalMade)


# --- erasure ---


def test_erasing_names_words_and_a_reason():
    erase = c.EraseWords(words=((1, "name"),), reason="Auf Wunsch")
    begun().when(erase, by=MAN).then_forbidden("coordinator")
    begun().when(replace(erase, reason=""), by=KO).then_invalid(reason="empty")
    begun().when(replace(erase, words=()), by=KO).then_invalid(words="empty")
    begun().when(erase, by=KO).then_kinds(e.WordsErased)
    for seq in (0, 99):
        with pytest.raises(NotFound):
            _ = begun().when(replace(erase, words=((seq, "name"),)), by=KO).events


def test_a_note_goes_with_the_item_it_belongs_to():
    story = begun().do(completing("start", "anlass", "Ja"), by=KO)
    assert story.log[-1].event.words == {"note": "Ja"}
