"""Sending what waits in the outbox over SMTP.

Rule: a letter is taken, sent and marked one by one, each in a transaction of its own, and never while
the mail server is talked to. One that fails holds up no other and is tried again later; a server
that cannot be reached is said once, and everything waits. No header holds what people have written.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from workflow.service import Service
from workflow.settings import MailSettings
from workflow.storage import outbox
from workflow.storage.outbox import Waiting
from workflow.storage.statements import Transaction

SECONDS = 30
FOOTER = "Diese Nachricht kommt von Quartiersweg. Antworten liest niemand."
Send = Callable[[Waiting, datetime], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """How many letters were sent, how many failed, and why the first of them did."""

    sent: int
    failed: int
    problem: str = ""


def deliver(service: Service, settings: MailSettings, at: datetime) -> Delivered:
    """Send what waits; raises OSError or SMTPException if the server cannot be reached."""
    database = service.database
    with database.write() as tx:
        outbox.clear(tx, at)
    letters = waiting_now(service, at)
    if not letters:
        return Delivered(sent=0, failed=0)
    sent, problems = 0, []
    with connected(settings) as send:
        for letter in letters:
            with database.write() as tx:
                if not outbox.claim(tx, letter, at):
                    continue
            try:
                send(letter, at)
            except (OSError, smtplib.SMTPException, ValueError) as problem:
                problems.append(type(problem).__name__)  # its text may hold the address
                continue
            with database.write() as tx:
                outbox.mark(tx, letter, at)
            sent += 1
    return Delivered(sent=sent, failed=len(problems), problem="".join(problems[:1]))


def waiting_now(service: Service, at: datetime) -> list[Waiting]:
    """Return what is to be sent now."""
    with service.database.read() as connection:
        return outbox.waiting(Transaction.within(connection), at)


@contextmanager
def connected(settings: MailSettings) -> Iterator[Send]:
    """Open the way to the mail server; what it gives sends one letter, on a new way if need be."""
    server = _connect(settings)

    def send(letter: Waiting, at: datetime) -> None:
        nonlocal server
        message = written(letter, settings, at)
        try:
            server.send_message(message)
        except smtplib.SMTPServerDisconnected:
            server = _connect(settings)
            server.send_message(message)

    try:
        yield send
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()


def _connect(settings: MailSettings) -> smtplib.SMTP:
    place = (settings.host, settings.port)
    trusted = ssl.create_default_context()
    if settings.tls == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(*place, timeout=SECONDS, context=trusted)
    else:
        server = smtplib.SMTP(*place, timeout=SECONDS)
    if settings.tls == "starttls":
        server.starttls(context=trusted)
    if settings.user:
        server.login(settings.user, settings.password)
    return server


def written(letter: Waiting, settings: MailSettings, at: datetime) -> EmailMessage:
    """Return the letter as it goes out; raises ValueError for an address or subject that is none."""
    subject = letter.letter.subject
    if "=?" in subject:  # an encoded line break would become a header of its own
        raise ValueError("a subject is plain text")
    message = EmailMessage(policy=SMTP)
    message["From"] = Address("Quartiersweg", addr_spec=settings.sender)
    message["To"] = Address(addr_spec=letter.address)
    message["Subject"] = subject
    message["Date"] = format_datetime(at)
    # The same for each try, so that who got it twice sees it once.
    message["Message-ID"] = f"<outbox-{letter.id}@{settings.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    link = f"{settings.base_url}{letter.letter.link}" if letter.letter.link else ""
    parts = (letter.letter.text, link, FOOTER)
    message.set_content("\n\n".join(part for part in parts if part) + "\n")
    return message
