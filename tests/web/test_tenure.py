"""Who had which role from when to when."""

from datetime import date

from tests.unit.core.story import DEV, KO, MAN, begun
from tests.web.conftest import COORDINATOR
from tests.web.page import Page, text_of
from web.presenters.tenure import Tenure, tenures
from workflow.core import commands as c

START = date(2026, 1, 15)


def test_roles_begin_end_and_go_over():
    story = begun().later(10).do(c.LeaveTeam(account=DEV.account, role="developer"), by=KO)
    hand_over = c.HandOver(role="manager", giver=MAN.account, taker=DEV.account, note="")
    story = story.later(10).do(hand_over, by=KO)
    assert tenures(story.log) == (
        Tenure(DEV.account, "developer", START, date(2026, 1, 25)),
        Tenure(MAN.account, "manager", START, date(2026, 2, 4)),
        Tenure(DEV.account, "manager", date(2026, 2, 4)),
    )


def test_who_comes_back_has_two_tenures():
    leave, join = (k(account=DEV.account, role="developer") for k in (c.LeaveTeam, c.JoinTeam))
    story = begun().later(1).do(leave, by=KO).later(1).do(join, by=KO)
    found = [each for each in tenures(story.log) if each.account == DEV.account]
    assert [each.until for each in found] == [date(2026, 1, 16), None]


def test_the_team_page_shows_who_it_was(signed_in, town):
    leave = c.LeaveTeam(account=town.accounts["Lena Fuchs"], role="developer")
    town.do("Petra Voss", leave)
    visitor = signed_in(COORDINATOR)
    text = text_of(Page(visitor.get("/quartiere/talaue/team").text).all("main")[0])
    assert "Lena Fuchs" in text[text.index("Frühere Rollen") :]
    before = visitor.get("/quartiere/talaue/team?stand=1.6.2026").text
    assert "Frühere Rollen" not in before
