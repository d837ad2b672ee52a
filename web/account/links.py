"""Pages that a link from a mail opens: an invitation, and the recovery of a forgotten password.

Rule: nobody learns whether there is an account. A link that was used, replaced, is too old or never
was one gets one and the same page (W-44). Addresses are built from the configured one, never from
the request (T-15).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from web.account.door import read_email
from web.answers import done
from web.asking import ask
from web.context import now, sends_mail, surroundings
from web.input import Submission
from web.language import plural, say
from web.new_passwords import changed_letter, read_password
from web.presenters.inputs import Input, Typed, filled, summary
from web.presenters.parts import Errors
from web.presenters.passwords import password_inputs
from web.security_log import record
from web.sessions import TOKEN_BYTES, begin_session, leave_former
from web.throttle import HOUR, count_deed, count_from, is_sent_again
from workflow.storage.account_keeping import Opening
from workflow.storage.account_links import Letter, Purpose
from workflow.storage.sign_ins import Credentials

blueprint = Blueprint("links", __name__)

INVITED_FOR = timedelta(days=7)
RECOVERED_WITHIN = timedelta(hours=1)
MAILS_PER_HOUR = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPage:
    """A page before the door: what it says, what it asks, one button; the way to another link."""

    title: str
    says: tuple[str, ...] = ()
    inputs: tuple[Input, ...] = ()
    errors: Errors | None = None
    button: str = ""
    email: str = ""
    ask_again: bool = False
    place: None = None


def new_token() -> str:
    """Return a token for a link: 256 random bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def invitation_path(token: str) -> str:
    """Return where an invitation leads, on this server."""
    return f"/einladung/{token}"


def recovery_path(token: str) -> str:
    """Return where a link for a new password leads, on this server."""
    return f"/passwort/{token}"


def invitation(name: str, municipality: str) -> Opening:
    """Return a new link for somebody who is invited, with the letter that brings it."""
    token, until = new_token(), now() + INVITED_FOR
    text = say(
        "Guten Tag {name},\n\n{municipality} lädt Sie zu Quartiersweg ein. Über den Link legen Sie "
        "Ihr Passwort fest und sind dann angemeldet. Der Link gilt 7 Tage und nur ein Mal.",
        name=name,
        municipality=municipality,
    )
    letter = Letter(
        subject=say("Ihre Einladung zu Quartiersweg"), text=text, link=invitation_path(token)
    )
    return Opening(token=token, until=until, letter=letter)


@blueprint.route("/einladung/<token:token>", methods=["GET", "POST"])
def invited(token: str) -> ResponseReturnValue:
    """Let somebody who was invited set their password and come in."""
    person = _holder(token, Purpose.INVITATION)
    if person is None:
        return _dead_link()

    def save(form: Submission) -> Response:
        if not _redeem(form, token, Purpose.INVITATION, person):
            return make_response(_dead_link())
        record("authn_password_change", tried=person.account, by="invitation")
        begin_session(person)
        return done(say("Ihr Passwort ist gespeichert. Sie sind angemeldet."), "/aufgaben")

    title = say("Willkommen bei Quartiersweg")
    says = say(
        "{municipality} hat Sie eingeladen. Legen Sie Ihr Passwort fest: Danach sind Sie angemeldet.",
        municipality=person.municipality_name,
    )
    return ask(lambda typed: _password_page(title, says, person, typed), save)


@blueprint.route("/passwort-vergessen", methods=["GET", "POST"])
def forgotten() -> ResponseReturnValue:
    """Send a link to the address, if there is such an account; the answer never says."""
    if not sends_mail():
        return _who_helps()

    def save(form: Submission) -> Response:
        email = read_email()
        form.line("email", required=True)
        form.check()
        form.nothing_else()
        if not is_sent_again(surroundings().sign_ins, form.command_id, now()):
            _write_to(email)
        return redirect(url_for("links.on_its_way", _anchor="inhalt"), code=303)

    return ask(_forgotten_page, save)


@blueprint.get("/passwort-vergessen/gesendet")
def on_its_way() -> str:
    """Say what happens next, whoever asked."""
    if not sends_mail():
        return _who_helps()
    page = LinkPage(
        title=say("Sehen Sie in Ihr Postfach"),
        says=(
            say("Gibt es ein Konto mit dieser Adresse, dann ist eine E-Mail unterwegs."),
            say(
                "Der Link darin gilt eine Stunde. Kommt nichts an, sehen Sie im Spam-Ordner nach "
                "oder fragen Sie die Kontenverwaltung Ihrer Kommune."
            ),
        ),
        ask_again=True,
    )
    return render_template("account/link.html", page=page)


def _who_helps() -> str:
    """Say who makes a link where no mail can bring one."""
    contact = surroundings().settings.contact
    says = say(
        "Diese Anwendung verschickt keine E-Mails. Ihren Link für ein neues Passwort macht, wer sie "
        "betreibt. Wer das ist, weiß die Kontenverwaltung Ihrer Kommune."
    )
    page = LinkPage(title=say("Passwort vergessen"), says=(says, contact) if contact else (says,))
    return render_template("account/link.html", page=page)


@blueprint.route("/passwort/<token:token>", methods=["GET", "POST"])
def recover(token: str) -> ResponseReturnValue:
    """Let somebody who forgot their password set another one; then they sign in as always."""
    person = _holder(token, Purpose.RECOVERY)
    if person is None:
        return _dead_link()

    def save(form: Submission) -> Response:
        if not _redeem(form, token, Purpose.RECOVERY, person):
            return make_response(_dead_link())
        record("authn_password_change", tried=person.account, by="recovery")
        leave_former()
        return done(
            say("Ihr neues Passwort ist gespeichert. Überall sonst sind Sie abgemeldet."),
            url_for("account.sign_in"),
        )

    title = say("Neues Passwort festlegen")
    says = say("Danach melden Sie sich damit an. Überall sonst werden Sie abgemeldet.")
    return ask(lambda typed: _password_page(title, says, person, typed), save)


def _holder(token: str, purpose: Purpose) -> Credentials | None:
    """Return whose link it is; raises TooManyRequests where somebody tries one after another."""
    found = surroundings().links.holder(token, purpose, at=now())
    if found is None and request.method == "POST":
        _count_network()
    return found


def _count_network() -> None:
    wait = count_from(surroundings().sign_ins, "link", request.remote_addr or "", now())
    if wait:
        record("excess_rate_limit_exceeded", seconds=wait)
        raise TooManyRequests(retry_after=wait)


def _redeem(form: Submission, token: str, purpose: Purpose, person: Credentials) -> bool:
    hashed = read_password(form, person)
    form.check()
    form.nothing_else()
    letter = changed_letter() if purpose is Purpose.RECOVERY else None
    redeemed = surroundings().links.redeem(token, purpose, hashed, at=now(), letter=letter)
    return redeemed is not None


def _write_to(email: str) -> None:
    """Put a link into the outbox for an account that can use it, and send nothing to any other."""
    at, around = now(), surroundings()
    _count_network()
    wait = count_deed(around.sign_ins, "recovery", email, MAILS_PER_HOUR, at)
    person = around.sign_ins.by_email(email)
    known = person is not None and person.active and person.password is not None
    record("authn_recovery_asked", tried=person.account if person else 0)
    token = new_token()
    letter = Letter(
        subject=say("Ihr neues Passwort für Quartiersweg"),
        text=say(
            "Guten Tag,\n\njemand hat für Ihr Konto ein neues Passwort angefragt. Über den Link "
            "legen Sie es fest. Er gilt eine Stunde und nur ein Mal.\n\nWaren Sie das nicht? Dann "
            "brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist."
        ),
        link=recovery_path(token),
    )
    if wait:
        return
    if person is not None and known:
        around.links.send(
            person, Purpose.RECOVERY, token, letter, at=at, until=at + RECOVERED_WITHIN
        )
    else:  # as much work for the database: no stopwatch tells who has an account (T-14)
        count_deed(around.sign_ins, "nobody", email, MAILS_PER_HOUR, at)


def _forgotten_page(typed: Typed) -> str:
    email = Input(
        name="email",
        label=say("E-Mail-Adresse"),
        kind="email",
        width="middle",
        autocomplete="username",
    )
    inputs = filled((email,), typed)
    page = LinkPage(
        title=say("Passwort vergessen"),
        says=(
            say("Nennen Sie die Adresse Ihres Kontos. Wir senden Ihnen einen Link, mit dem Sie ein "
                "neues Passwort festlegen."),
        ),
        inputs=inputs,
        errors=summary(typed, None, inputs),
        button=say("Link anfordern"),
    )  # fmt: skip
    return render_template("account/link.html", page=page)


def _password_page(title: str, says: str, person: Credentials, typed: Typed) -> str:
    inputs = filled(password_inputs(), typed)
    page = LinkPage(
        title=title,
        says=(says,),
        inputs=inputs,
        errors=summary(typed, None, inputs),
        button=say("Passwort speichern"),
        email=person.email,
    )
    return render_template("account/link.html", page=page)


def _dead_link() -> ResponseReturnValue:
    hours = plural(int(RECOVERED_WITHIN / HOUR), "Stunde", "Stunden")
    page = LinkPage(
        title=say("Dieser Link gilt nicht mehr"),
        says=(
            say("Jeder Link lässt sich nur ein Mal benutzen. Eine Einladung gilt 7 Tage, ein Link "
                "für ein neues Passwort {hours}.", hours=hours),
            say("Sind Sie eingeladen worden? Bitten Sie die Kontenverwaltung Ihrer Kommune um einen "
                "neuen Link. Haben Sie Ihr Passwort vergessen? Fordern Sie einen neuen Link an."),
        ),
        ask_again=True,
    )  # fmt: skip
    return render_template("account/link.html", page=page), 404
