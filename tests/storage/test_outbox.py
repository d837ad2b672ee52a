"""Mails wait in the outbox and are sent once, each by itself, only to who may still read them."""

import email
import email.policy
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.controller import Controller
from click.testing import CliRunner

from tests.storage.world import AT, HELPER
from workflow.cli.main import main
from workflow.core import commands as c
from workflow.core.municipality import GrantRole, RevokeRole
from workflow.mailing import deliver, waiting_now, written
from workflow.settings import CONFIG_FILE, MailSettings
from workflow.storage import outbox
from workflow.storage.outbox import Letter, Waiting

LETTER = Letter(
    subject="Erinnerung", text="Der Punkt „Bedarf erfragen“ wartet auf Sie.", link="/aufgaben"
)
SOON, LATER = AT + timedelta(minutes=1), AT + timedelta(hours=3)


class Post:
    """A mail server that keeps what it is given and knows one address that it refuses."""

    def __init__(self):
        self.letters = []
        self.refused = set()

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if address in self.refused:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        self.letters.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"

    def addresses(self):
        return [letter["To"] for letter in self.letters]


@pytest.fixture
def post():
    return Post()


@pytest.fixture
def server(post, unused_port):
    controller = Controller(post, hostname="127.0.0.1", port=unused_port)
    controller.start()
    yield MailSettings(
        host="127.0.0.1",
        port=unused_port,
        tls="none",
        user="",
        password="",
        sender="weg@example.org",
        base_url="https://weg.example.org",
    )
    controller.stop()


@pytest.fixture
def unused_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def put(world, to, letter=LETTER, at=AT, **more):
    with world.service.database.write() as tx:
        outbox.put(tx, letter, to=to, municipality=world.place, at=at, **more)


def test_a_letter_is_sent_once_with_the_link_to_the_page(world, post, server):
    put(world, world.manager)
    assert deliver(world.service, server, SOON).sent == 1
    assert deliver(world.service, server, LATER).sent == 0
    [letter] = post.letters
    assert (letter["To"], letter["Subject"]) == ("manager@musterstadt.example", "Erinnerung")
    said = letter.get_content()
    assert "„Bedarf erfragen“" in said
    assert "https://weg.example.org/aufgaben" in said


def test_one_bad_address_holds_up_no_other_and_is_tried_again(world, post, server):
    post.refused = {"developer@musterstadt.example"}
    put(world, world.developer)
    put(world, world.manager)
    done = deliver(world.service, server, SOON)
    assert (done.sent, done.failed, done.problem) == (1, 1, "SMTPRecipientsRefused")
    assert deliver(world.service, server, SOON).failed == 0, "not at once"
    post.refused = set()
    assert deliver(world.service, server, LATER).sent == 1
    assert post.addresses() == ["manager@musterstadt.example", "developer@musterstadt.example"]


def test_two_runs_at_once_send_a_letter_once(world):
    put(world, world.manager)
    [letter] = waiting_now(world.service, SOON)
    with world.service.database.write() as tx:
        assert outbox.claim(tx, letter, SOON)
        assert not outbox.claim(tx, letter, SOON)


def test_who_left_the_team_gets_no_letter_about_the_quartier(world, instance, post, server):
    for person in (world.developer, world.manager, world.coordinator):
        put(world, person, instance=instance)
    world.do(instance, c.LeaveTeam(account=world.developer, role="developer"), by="coordinator")
    for command in (
        GrantRole(account=world.manager, role="coordinator"),
        RevokeRole(account=world.coordinator, role="coordinator"),
    ):
        world.service.govern(world.place, command, account=None, at=AT)
    deliver(world.service, server, SOON)
    assert post.addresses() == ["manager@musterstadt.example"]


def test_what_was_sent_says_nothing_any_more(world, server):
    put(world, world.manager)
    deliver(world.service, server, SOON)
    with world.service.database.read() as connection:
        row = connection.exec_driver_sql("SELECT text, link, sent_at FROM outbox").one()
    assert row[:2] == ("", "")
    assert row[2]


def test_a_letter_nobody_took_for_two_weeks_is_given_up(world, post, server):
    put(world, world.manager)
    assert deliver(world.service, server, AT + timedelta(days=15)).sent == 0
    assert post.letters == []


def test_erasing_a_word_removes_the_letters_that_hold_it(world, instance):
    name = "Rosemarie Unverwechselbar"
    values = {**HELPER, "name": name}
    seq = world.do(instance, c.AddRecord(register="helfer", step="wunsch", values=values)).seq
    put(
        world,
        world.manager,
        replace(LETTER, text="Frau Rosemarie\nUnverwechselbar"),
        instance=instance,
    )
    put(world, world.manager, instance=instance)
    erase = c.EraseWords(words=((seq, "value:name"),), reason="Antrag")
    world.do(instance, erase, by="coordinator")
    left = [each.letter.text for each in waiting_now(world.service, SOON)]
    assert left == [LETTER.text]


REMIND = c.Remind(holder="wunsch", thing="item:umfrage")


def test_a_reminder_is_one_letter_to_who_owes_it(world, instance, post, server):
    for _ in range(2):
        world.do(instance, REMIND, link="/quartiere/muehlburg")
    assert deliver(world.service, server, SOON).sent == 1
    [letter] = post.letters
    assert letter["To"] == "developer@musterstadt.example"
    said = letter.get_content()
    assert "Manager erinnert Sie" in said
    assert "https://weg.example.org/quartiere/muehlburg" in said
    assert world.problems(instance) == []


def test_a_reminder_that_is_sent_twice_by_the_browser_is_one_letter(world, instance):
    for _ in range(2):
        world.do(instance, REMIND, command_id="abc")
    assert len(waiting_now(world.service, SOON)) == 1


def test_all_who_hold_the_coordination_are_reminded(world, instance):
    more = world.service.add_account(world.place, "zwei@musterstadt.example", "Zwei", at=AT)
    grant = GrantRole(account=more, role="coordinator")
    world.service.govern(world.place, grant, account=None, at=AT)
    world.work_a_while(instance)
    request = world.state(instance).step("wunsch").request
    assert request is not None
    approval = request.approvals[0]
    world.do(
        instance, c.Remind(holder="wunsch", thing=f"approval:{approval}"), at=AT + timedelta(days=6)
    )
    waiting = waiting_now(world.service, AT + timedelta(days=7))
    assert {each.address for each in waiting} == {
        "coordinator@musterstadt.example",
        "zwei@musterstadt.example",
    }
    assert world.problems(instance) == []


@pytest.mark.parametrize(
    ("address", "subject"),
    [
        ("x@example.org\r\nBcc: evil@example.org", "Erinnerung"),
        ("x@example.org", "Hallo\r\nBcc: evil@example.org"),
        ("x@example.org", "=?utf-8?q?x=0ABcc:_evil@example.org?="),
    ],
)
def test_t20_no_header_can_be_smuggled_in(server, address, subject):
    letter = Waiting(id=1, tries=0, address=address, letter=replace(LETTER, subject=subject))
    with pytest.raises((ValueError, IndexError)):
        written(letter, server, AT).as_bytes()


def test_t20_a_letter_has_these_headers_and_no_others(server):
    letter = Waiting(id=1, tries=0, address="x@example.org", letter=LETTER)
    sent = email.message_from_bytes(written(letter, server, AT).as_bytes())
    assert sorted(sent.keys()) == sorted(
        [
            "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted",
            "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
        ]
    )  # fmt: skip


def mail(database_url, tmp_path, word="mail", **environment):
    (tmp_path / "files").mkdir(exist_ok=True)
    options = ("--database", database_url, "--files", str(tmp_path / "files"))
    names = {CONFIG_FILE: None, "SMTP_HOST": None, **environment}
    return CliRunner().invoke(main, [word, *options], env=names)


@pytest.mark.parametrize("word", ["mail", "tick"])
def test_without_a_mail_server_the_letters_stay_and_it_says_so(world, database_url, tmp_path, word):
    put(world, world.manager, at=datetime.now(UTC))
    ran = mail(database_url, tmp_path, word)
    assert (ran.exit_code, ran.output.splitlines()[-1]) == (
        0,
        "1 Nachricht wartet: Kein Mailserver ist eingestellt.",
    )


def test_the_command_sends_and_says_how_many(world, database_url, tmp_path, post, server):
    put(world, world.manager, at=datetime.now(UTC))
    ran = mail(
        database_url,
        tmp_path,
        SMTP_HOST=server.host,
        SMTP_PORT=str(server.port),
        SMTP_TLS="none",
        SMTP_SENDER=server.sender,
        BASE_URL=server.base_url,
    )
    assert ran.output == "Verschickt: 1. Nicht angenommen: 0.\n"
    assert post.addresses() == ["manager@musterstadt.example"]


def test_a_server_that_is_not_there_costs_no_letter(world, database_url, tmp_path, unused_port):
    put(world, world.manager, at=datetime.now(UTC))
    ran = mail(
        database_url,
        tmp_path,
        SMTP_HOST="127.0.0.1",
        SMTP_PORT=str(unused_port),
        SMTP_TLS="none",
        SMTP_SENDER="weg@example.org",
        BASE_URL="https://weg.example.org",
    )
    assert "Der Mailserver ist nicht erreichbar" in ran.output
    assert ran.output.splitlines()[-1] == "1 Nachricht wartet."


def test_wrong_settings_are_all_said(database_url, world, tmp_path):
    ran = mail(database_url, tmp_path, SMTP_HOST="mail.example.org", SMTP_TLS="none", SMTP_PORT="0")
    assert [line[:4] for line in ran.output.splitlines()] == ["C-02", "C-14", "C-14", "C-14"]
