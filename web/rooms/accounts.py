"""The accounts of a municipality: who works here, who is invited, who has which role.

Rule: this room shows no quartier, not even its name: whoever keeps accounts sees no case content.
A link that opens an account is shown once, to who made it, and never again.
"""

from __future__ import annotations

from flask import Blueprint, render_template, request, session
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from web import paths
from web.account.links import invitation, invitation_path
from web.answers import done
from web.asking import ask
from web.context import now, sends_mail, service, signed_in, surroundings, today
from web.email_addresses import read_address
from web.input import Submission
from web.language import say
from web.presenters.accounts import account_page, accounts_page, invite_page
from web.presenters.inputs import UNTYPED, Typed
from web.reading import open_view
from web.security_log import record
from web.sessions import person
from web.throttle import count_deed
from workflow.core import policy
from workflow.core.errors import NotFound, Problem
from workflow.core.municipality import ROLES, GrantRole, RevokeRole
from workflow.storage import queries
from workflow.storage.account_keeping import Invitation, Opening
from workflow.storage.queries import AccountRow

blueprint = Blueprint("accounts", __name__)

INVITATIONS_PER_HOUR = 100
_LONGEST_NAME = 200
_SHOWN_ONCE = "einladung"
_ONE = "/konten/<number:number>"


@blueprint.get("/konten")
def show_all() -> str:
    """Show every account of the municipality."""
    place = _place()
    with open_view() as reading:
        rows = queries.accounts(reading, place)
    page = accounts_page(rows, today())
    return render_template("konten/liste.html", page=page)


@blueprint.route("/konten/einladung", methods=["GET", "POST"])
def invite() -> ResponseReturnValue:
    """Invite somebody: an account with its roles, and a link that opens it."""
    place = _place()

    def show(typed: Typed) -> str:
        return render_template(
            "konten/einladung.html", page=invite_page(typed, by_mail=sends_mail())
        )

    def save(form: Submission) -> Response:
        invited = _invitation(form)
        number = surroundings().keeping.invite(place, invited, account=signed_in(), at=now())
        record("user_created", whose=number)
        _show_once(number, invited.opening)
        return done(say("{name} ist eingeladen.", name=invited.name), _link(number))

    return ask(show, save)


@blueprint.get(_ONE)
def show(number: int) -> str:
    """Show an account; the link that was just made for it, this one time."""
    return _show(number)


@blueprint.post(f"{_ONE}/name")
def rename(number: int) -> ResponseReturnValue:
    """Change how somebody is called."""
    place = _place()

    def save(form: Submission) -> Response:
        name = form.line("name", required=True, limit=_LONGEST_NAME)
        form.check()
        form.nothing_else()
        surroundings().keeping.rename(place, number, name, account=signed_in())
        record("user_updated", whose=number)
        return done(say("Der Name ist gespeichert."), paths.account(number))

    return ask(lambda typed: _show(number, typed), save)


@blueprint.post(f"{_ONE}/rollen")
def set_role(number: int) -> ResponseReturnValue:
    """Give somebody a role for the whole municipality, or take it."""
    form = Submission(request.form)
    place, role, held = _place(), form.raw("role"), form.raw("held")
    form.nothing_else()
    if _one(place, number) is None or role not in ROLES or held not in {"ja", "nein"}:
        raise NotFound(f"role {role!r} of account {number}")
    command = (GrantRole if held == "ja" else RevokeRole)(account=number, role=role)
    service().govern(place, command, account=signed_in(), at=now())
    record("privilege_permissions_changed", whose=number, role=role, held=held)
    return done(say("Die Rollen sind gespeichert."), f"{paths.account(number)}#rollen")


@blueprint.post(f"{_ONE}/schliessen")
def close(number: int) -> Response:
    """Close an account: whoever has it is signed out everywhere, now."""
    surroundings().keeping.close(_place(), number, account=signed_in())
    record("user_disabled", whose=number)
    return done(say("Das Konto ist geschlossen."), paths.account(number))


@blueprint.post(f"{_ONE}/oeffnen")
def open_again(number: int) -> Response:
    """Open a closed account again."""
    surroundings().keeping.open_again(_place(), number, account=signed_in())
    record("user_enabled", whose=number)
    return done(say("Das Konto ist wieder offen."), paths.account(number))


@blueprint.post(f"{_ONE}/zweiter-faktor")
def reset_factor(number: int) -> Response:
    """Turn off the second factor of somebody whose telephone is lost."""
    surroundings().keeping.reset_factor(_place(), number, account=signed_in())
    record("authn_factor_removed", whose=number)
    return done(say("Der zweite Faktor ist zurückgesetzt."), paths.account(number))


@blueprint.post(f"{_ONE}/einladung")
def renew(number: int) -> Response:
    """Make a new link for somebody who has not come yet; the former one is dead."""
    place = _place()
    found = _one(place, number)
    if found is None:
        raise NotFound(f"account {number}")
    opening = _opening(found.name)
    surroundings().keeping.renew(place, number, opening, account=signed_in(), at=now())
    record("user_invited", whose=number)
    _show_once(number, opening)
    return done(say("Der neue Link gilt. Der frühere gilt nicht mehr."), _link(number))


def _show(number: int, typed: Typed = UNTYPED) -> str:
    place = _place()
    found = _one(place, number)
    if found is None:
        raise NotFound(f"account {number}")
    offers = surroundings().keeping.offers(place, number, account=signed_in())
    roles = {role: (offers.take if role in found.roles else offers.give)[role] for role in ROLES}
    page = account_page(
        found,
        roles,
        offers.close,
        today(),
        me=signed_in(),
        link=_shown_once(number),
        by_mail=sends_mail(),
        typed=typed,
    )
    return render_template("konten/konto.html", page=page)


def _one(place: int, number: int) -> AccountRow | None:
    with open_view() as reading:
        return next(iter(queries.accounts(reading, place, number)), None)


def _place() -> int:
    """Return the municipality whose accounts are kept, the own one first; raises NotFound."""
    with open_view() as reading:
        places = reading.reach.places(policy.ADMIN)
        home = reading.reach.home
    if not places:
        raise NotFound("accounts")
    return home if home in places else min(places)


def _invitation(form: Submission) -> Invitation:
    name = form.line("name", required=True, limit=_LONGEST_NAME)
    email = form.read("email", read_address, "")
    roles = tuple(dict.fromkeys(form.raws("roles")))
    if not set(roles) <= set(ROLES):
        form.refuse("roles", Problem.NO_SUCH_CHOICE)
    form.check()
    form.nothing_else()
    return Invitation(email=email, name=name, roles=roles, opening=_opening(name))


def _opening(name: str) -> Opening:
    """Return a new link; raises TooManyRequests for who makes one after another."""
    key = str(signed_in())
    wait = count_deed(surroundings().sign_ins, "invitation", key, INVITATIONS_PER_HOUR, now())
    if wait:
        record("excess_rate_limit_exceeded", seconds=wait)
        raise TooManyRequests(retry_after=wait)
    return invitation(name, person().municipality_name)


def _link(number: int) -> str:
    return f"{paths.account(number)}#link"


def _show_once(number: int, opening: Opening) -> None:
    session[_SHOWN_ONCE] = [number, opening.token]


def _shown_once(number: int) -> str:
    """Return the link that was just made for this account, and forget it."""
    if request.method == "HEAD" or session.get(_SHOWN_ONCE, [0])[0] != number:
        return ""
    _, token = session.pop(_SHOWN_ONCE)
    return surroundings().settings.base_url + invitation_path(token)
