"""Links that set a password, and closing an account: the same on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from workflow.core.errors import Forbidden, InvalidInput, NotFound, Rejected
from workflow.core.municipality import GrantRole, RevokeRole
from workflow.service import Service
from workflow.storage.account_keeping import AccountKeeping, Invitation, Opening
from workflow.storage.account_links import AccountLinks, Letter, Purpose
from workflow.storage.sign_ins import SignIns
from workflow.storage.tables import outbox

AT = datetime(2026, 6, 9, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
LETTER = Letter(subject="Einladung", text="Guten Tag", link="/einladung/neu")


@pytest.fixture
def town(service: Service) -> int:
    place = service.found_municipality("Musterstadt", "musterstadt", at=AT)
    for number, name in enumerate(("holger", "petra", "ines"), start=1):
        assert service.add_account(place, f"{name}@example.org", name.title(), at=AT) == number
        SignIns(service.database).set_password(number, "$argon2id$")
    for number, role in ((1, "admin"), (2, "coordinator")):
        service.govern(place, GrantRole(account=number, role=role), account=None, at=AT)
    return place


@pytest.fixture
def keeping(service) -> AccountKeeping:
    return AccountKeeping(service.database)


@pytest.fixture
def links(service) -> AccountLinks:
    return AccountLinks(service.database)


def opening(token: str) -> Opening:
    return Opening(token=token, until=AT + HOUR, letter=LETTER)


def invitation(email: str, *roles: str) -> Invitation:
    return Invitation(email=email, name="Mara", roles=roles, opening=opening("neu"))


def test_an_invitation_brings_account_roles_link_and_letter_together(service, town, keeping, links):
    number = keeping.invite(town, invitation("mara@example.org", "consultant"), account=1, at=AT)
    assert SignIns(service.database).roles(number) == {"consultant"}
    assert links.holder("neu", Purpose.INVITATION, at=AT).account == number
    with service.database.read() as connection:
        assert connection.execute(outbox.select()).one().account_id == number


def test_an_invitation_that_is_refused_leaves_nothing(service, town, keeping):
    for email, role in (("petra@example.org", "consultant"), ("neu@example.org", "developer")):
        with pytest.raises((InvalidInput, NotFound)):
            keeping.invite(town, invitation(email, role), account=1, at=AT)
    assert SignIns(service.database).by_email("neu@example.org") is None
    with service.database.read() as connection:
        assert connection.execute(outbox.select()).all() == []


@pytest.mark.parametrize("account", [2, 3])
def test_only_the_admin_keeps_accounts(town, keeping, account):
    deeds = (
        lambda: keeping.invite(town, invitation("a@example.org"), account=account, at=AT),
        lambda: keeping.rename(town, 3, "Anders", account=account),
        lambda: keeping.close(town, 3, account=account),
        lambda: keeping.open_again(town, 3, account=account),
        lambda: keeping.renew(town, 3, opening("x"), account=account, at=AT),
        lambda: keeping.offers(town, 3, account=account),
    )
    for deed in deeds:
        with pytest.raises((Forbidden, NotFound)):
            deed()


def test_a_link_is_redeemed_once_and_ends_every_session(service, town, links):
    sign_ins = SignIns(service.database)
    sign_ins.open_session("sitzung", 3, at=AT, until=AT + HOUR)
    links.send(sign_ins.by_account(3), Purpose.RECOVERY, "token", LETTER, at=AT, until=AT + HOUR)
    assert links.redeem("token", Purpose.INVITATION, "falsch", at=AT) is None
    assert links.redeem("token", Purpose.RECOVERY, "spaet", at=AT + HOUR) is None
    assert links.redeem("token", Purpose.RECOVERY, "neu", at=AT).account == 3
    assert links.redeem("token", Purpose.RECOVERY, "nochmal", at=AT) is None
    assert sign_ins.by_account(3).password == "neu"
    assert sign_ins.session("sitzung") is None


def test_changing_a_password_ends_every_session_of_its_account_and_no_other(service, town, links):
    sign_ins = SignIns(service.database)
    for token, number in (("hier", 3), ("dort", 3), ("anders", 2)):
        sign_ins.open_session(token, number, at=AT, until=AT + HOUR)
    links.send(sign_ins.by_account(3), Purpose.RECOVERY, "t", LETTER, at=AT, until=AT + HOUR)
    links.change_password(sign_ins.by_account(3), "neu", LETTER, at=AT)
    assert [sign_ins.session(each) is None for each in ("hier", "dort", "anders")] == [
        True, True, False,
    ]  # fmt: skip
    assert links.holder("t", Purpose.RECOVERY, at=AT) is None


def test_the_last_of_a_role_is_not_closed(service, town, keeping):
    with pytest.raises(Rejected):
        keeping.close(town, 2, account=1)
    grant = GrantRole(account=3, role="coordinator")
    service.govern(town, grant, account=1, at=AT)
    keeping.close(town, 2, account=1)
    assert SignIns(service.database).by_account(2).active is False
    with pytest.raises(Rejected):  # the other coordinator is closed and counts for nobody
        keeping.close(town, 3, account=1)


def test_the_last_who_could_act_in_a_role_keeps_it(service, town, keeping):
    service.govern(town, GrantRole(account=3, role="coordinator"), account=1, at=AT)
    invited = keeping.invite(town, invitation("mara@example.org", "coordinator"), account=1, at=AT)
    keeping.close(town, 2, account=1)
    last = RevokeRole(account=3, role="coordinator")
    with pytest.raises(Rejected):  # one other is closed, one has not come yet
        service.govern(town, last, account=1, at=AT)
    assert keeping.offers(town, 3, account=1).take["coordinator"]
    service.govern(town, RevokeRole(account=2, role="coordinator"), account=1, at=AT)
    SignIns(service.database).set_password(invited, "$argon2id$")
    service.govern(town, last, account=1, at=AT)
    assert SignIns(service.database).roles(3) == frozenset()


def test_what_is_offered_is_what_can_be_done(service, town, keeping):
    offers = keeping.offers(town, 2, account=1)
    assert offers.close
    assert offers.take["coordinator"]
    assert not offers.give["consultant"]
    assert keeping.offers(town, 1, account=1).close
    with pytest.raises(Rejected):
        service.govern(town, RevokeRole(account=2, role="coordinator"), account=1, at=AT)


def test_a_foreign_account_is_not_touched(service, town, keeping):
    other = service.found_municipality("Nachbarstadt", "nachbarstadt", at=AT)
    number = service.add_account(other, "nora@example.org", "Nora", at=AT)
    for deed in (keeping.close, keeping.open_again):
        with pytest.raises(NotFound):
            deed(town, number, account=1)
    with pytest.raises(NotFound):
        keeping.rename(town, number, "Anders", account=1)
