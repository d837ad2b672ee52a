"""The second factor in Mein Konto: setting it up, new recovery codes, turning it off.

Rule: a factor counts from its first right code on, so that nobody locks themselves out with an app
that was never set up. Looking changes nothing: the secret travels encrypted and signed in the form
until then. Recovery codes are shown once. Whom the municipality asks for it does not turn it off.
"""

from __future__ import annotations

from flask import Blueprint, render_template, request, session
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from web import paths
from web.answers import done
from web.asking import ask
from web.context import signed_in, surroundings
from web.input import Submission
from web.language import say
from web.presenters.inputs import Typed
from web.presenters.own_factor import Secret, factor_page, setup_page
from web.rooms.own_account import check_password, myself
from web.second_factor import accepted, codes, grouped, new_recovery_codes, offered, picture
from web.security_log import record
from web.sessions import needs_factor, owes_factor, renew_session
from workflow.core.errors import Blocker, NotFound, Problem, Reason, Rejected
from workflow.storage.sign_ins import Credentials

blueprint = Blueprint("own_factor", __name__)

_SHOWN_ONCE = "recovery"
_SECRET = "secret"  # noqa: S105 - the name of a field
_HERE = paths.OWN_FACTOR


@blueprint.route(_HERE, methods=["GET", "POST"])
def show() -> ResponseReturnValue:
    """Show the second factor, or what one needs to set it up; set it up."""
    me = myself()
    if me.totp:
        return _is_set_up()
    return ask(lambda typed: _setup(me, typed), lambda form: _set_up(form, me))


def _is_set_up() -> str:
    left = surroundings().own.codes_left(signed_in())
    page = factor_page(left, _shown_once(), is_needed=needs_factor(signed_in()))
    return render_template("konto/zweiter_faktor.html", page=page)


def _setup(me: Credentials, typed: Typed) -> str:
    carried = typed.one(_SECRET) or offered(me.account)
    secret = _secret(me, carried)
    key = codes().get_totp_pretty_key(secret)
    side, path = picture(codes().get_totp_uri(me.email, secret))
    page = setup_page(
        Secret(carried=carried, key=key, side=side, path=path), typed, is_owed=owes_factor()
    )
    return render_template("konto/zweiter_faktor_neu.html", page=page)


def _set_up(form: Submission, me: Credentials) -> Response:
    secret, typed = _secret(me, form.raw(_SECRET)), "".join(form.raw("code").split())
    check_password(form, me)
    counter = codes().match(typed, secret)
    if counter is None:
        form.refuse("code", Problem.WRONG)
    form.check()
    form.nothing_else()
    made = new_recovery_codes()
    surroundings().own.set_factor(me.account, secret, made, counter or 0)
    record("authn_factor_added", whose=me.account)
    renew_session(myself())  # whoever knew the password alone is out
    session[_SHOWN_ONCE] = made
    text = say("Der zweite Faktor ist eingerichtet. Überall sonst sind Sie abgemeldet.")
    return done(text, f"{_HERE}#codes")


def _secret(me: Credentials, carried: str) -> str:
    try:
        return accepted(me.account, carried)
    except BadSignature as error:
        raise BadRequest("the secret is not one of ours") from error


@blueprint.post(f"{_HERE}/codes")
def renew() -> Response:
    """Make other recovery codes; the former ones open nothing any more."""
    made, me = new_recovery_codes(), _with_factor()
    surroundings().own.renew_codes(me.account, made)
    record("authn_recovery_codes_made", whose=me.account)
    session[_SHOWN_ONCE] = made
    return done(say("Die neuen Codes gelten ab jetzt."), f"{_HERE}#codes")


@blueprint.post(f"{_HERE}/aus")
def turn_off() -> Response:
    """Turn the second factor off."""
    me = _with_factor()
    if needs_factor(me.account):
        raise Rejected(Blocker(reason=Reason.NOT_ALLOWED))
    surroundings().own.drop_factor(me.account)
    record("authn_factor_removed", whose=me.account)
    return done(say("Der zweite Faktor ist ausgeschaltet."), paths.OWN_ACCOUNT)


def _with_factor() -> Credentials:
    """Return the own account; raises NotFound where there is no second factor."""
    me = myself()
    if not me.totp:
        raise NotFound("second factor")
    return me


def _shown_once() -> tuple[str, ...]:
    """Return the recovery codes that were just made, and forget them."""
    if request.method == "HEAD":
        return ()
    return tuple(grouped(code) for code in session.pop(_SHOWN_ONCE, ()))
