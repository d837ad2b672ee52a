"""Who may reach which address: one table, and the gate that keeps it.

Rule: closed by default. What is not in `ROUTES` is refused while running and fails a test. The
gate only knows whether somebody is signed in; what they may see and do there the engine decides,
inside the transaction, and hides what is foreign (404).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from flask import Flask, redirect, request, url_for
from flask_login import current_user
from werkzeug.exceptions import Forbidden, Unauthorized
from werkzeug.wrappers import Response

from web import paths
from web.language import said_later
from web.sessions import owes_factor

log = logging.getLogger(__name__)

FORM_BYTES = 256 * 1024
TABLE_BYTES = 5 * 1024 * 1024  # the rows of a file of 1 MB, carried on by the page that shows them
UPLOAD_BYTES = 21 * 1024 * 1024  # a file of 20 MB and the form around it


class FactorOwed(Forbidden):
    """Whoever is signed in has to set up their second factor first."""


class Audience(StrEnum):
    """Who may reach an address at all."""

    EVERYONE = "everyone"
    SIGNED_IN = "signed-in"


@dataclass(frozen=True, slots=True)
class Route:
    """Who may reach an address, what it takes (files, whole tables), whether it waits for a second factor.

    `risky` says what is done there that others or the own account suffer from in the wrong hands: it
    needs a password that was given a moment ago (`confirming`). What asks for the password in its
    own form each time is not marked, nor a table that holds what its page shows.
    """

    audience: Audience = Audience.SIGNED_IN
    upload: bool = False
    table: bool = False
    before_factor: bool = False  # also for whoever still has to set up their second factor
    risky: str = ""


PUBLIC = Route(Audience.EVERYONE)
DOOR = Route(Audience.EVERYONE, table=True)  # carries on what was typed before the session ended
SIGNED_IN = Route()
UPLOAD = Route(upload=True)
TABLE = Route(upload=True, table=True)
BEFORE_FACTOR = Route(before_factor=True)
_ROLES = Route(risky=said_later("Rollen ändern"))
_TEAM = Route(risky=said_later("Team ändern"))
_SUBSTITUTES = Route(risky=said_later("Vertretung ändern"))
_INVITE = Route(risky=said_later("Jemanden einladen"))
_CLOSE = Route(risky=said_later("Konto schließen"))
_OPEN = Route(risky=said_later("Konto wieder öffnen"))
_RESET = Route(risky=said_later("Zweiten Faktor zurücksetzen"))
_CODES = Route(risky=said_later("Neue Codes machen"))
_TURN_OFF = Route(risky=said_later("Zweiten Faktor ausschalten"))
_SETTINGS = Route(risky=said_later("Einstellungen ändern"))
_PUBLISH = Route(risky=said_later("Version veröffentlichen"))
_REQUEST = Route(risky=said_later("Veröffentlichung anfragen"))
_WITHDRAW = Route(risky=said_later("Version zurückziehen"))
_MOVE = Route(risky=said_later("Quartiere umstellen"))
_SIGN_OUT = Route(risky=said_later("Anmeldungen beenden"))


def _item_routes(kind: str) -> Mapping[tuple[str, str], Route]:
    """Items stand in steps and in entries of registers: the same views under two addresses."""
    posts = ("complete", "reopen", "set_aside", "assign", "set_due", "remove_document")
    return {
        (f"items.{kind}_edit", "GET"): SIGNED_IN,
        (f"items.{kind}_edit", "POST"): UPLOAD,
        **{(f"items.{kind}_{view}", "POST"): SIGNED_IN for view in posts},
    }


# (endpoint, method); HEAD counts as GET.
ROUTES: Mapping[tuple[str, str], Route] = {
    ("static", "GET"): PUBLIC,
    ("account.start", "GET"): PUBLIC,
    ("account.sign_in", "GET"): PUBLIC,
    ("account.sign_in", "POST"): DOOR,
    ("account.sign_out", "POST"): BEFORE_FACTOR,
    ("account.choose_language", "POST"): PUBLIC,
    ("code.code", "GET"): PUBLIC,
    ("code.code", "POST"): DOOR,
    ("links.invited", "GET"): PUBLIC,
    ("links.invited", "POST"): PUBLIC,
    ("links.forgotten", "GET"): PUBLIC,
    ("links.forgotten", "POST"): PUBLIC,
    ("links.on_its_way", "GET"): PUBLIC,
    ("links.recover", "GET"): PUBLIC,
    ("links.recover", "POST"): PUBLIC,
    ("files.download", "GET"): SIGNED_IN,
    ("help.show_all", "GET"): PUBLIC,
    ("help.show", "GET"): PUBLIC,
    ("help.message", "GET"): PUBLIC,
    ("help.variant", "GET"): PUBLIC,
    ("help.picture", "GET"): PUBLIC,
    ("public.show", "GET"): PUBLIC,
    ("public.report", "GET"): PUBLIC,
    ("public.report", "POST"): PUBLIC,
    ("public.write", "GET"): SIGNED_IN,
    ("public.write", "POST"): SIGNED_IN,
    ("filing.show", "GET"): SIGNED_IN,
    ("tasks.show", "GET"): SIGNED_IN,
    ("quarters.show_all", "GET"): SIGNED_IN,
    ("quarters.download", "GET"): SIGNED_IN,
    ("quarters.show", "GET"): SIGNED_IN,
    ("starting.start", "GET"): SIGNED_IN,
    ("starting.start", "POST"): SIGNED_IN,
    ("steps.show", "GET"): SIGNED_IN,
    ("steps.values", "GET"): SIGNED_IN,
    ("steps.values", "POST"): UPLOAD,
    ("steps.profile", "GET"): SIGNED_IN,
    ("steps.profile", "POST"): UPLOAD,
    ("comments.ask", "GET"): SIGNED_IN,
    ("comments.on_quarter", "POST"): SIGNED_IN,
    ("comments.on_step", "POST"): SIGNED_IN,
    ("comments.on_record", "POST"): SIGNED_IN,
    **_item_routes("step"),
    **_item_routes("record"),
    ("records.show_registers", "GET"): SIGNED_IN,
    ("records.show_all", "GET"): SIGNED_IN,
    ("records.show", "GET"): SIGNED_IN,
    ("records.add", "GET"): SIGNED_IN,
    ("records.add", "POST"): UPLOAD,
    ("records.change", "GET"): SIGNED_IN,
    ("records.change", "POST"): UPLOAD,
    ("records.archive", "GET"): SIGNED_IN,
    ("records.archive", "POST"): SIGNED_IN,
    ("record_files.download", "GET"): SIGNED_IN,
    ("record_files.bring", "GET"): SIGNED_IN,
    ("record_files.bring", "POST"): TABLE,
    ("gates.ask", "GET"): SIGNED_IN,
    ("gates.ask", "POST"): SIGNED_IN,
    ("gates.withdraw", "GET"): SIGNED_IN,
    ("gates.withdraw", "POST"): SIGNED_IN,
    ("gates.confirm", "GET"): SIGNED_IN,
    ("gates.confirm", "POST"): SIGNED_IN,
    ("gates.grant", "GET"): SIGNED_IN,
    ("gates.grant", "POST"): SIGNED_IN,
    ("gates.decide", "GET"): SIGNED_IN,
    ("gates.decide", "POST"): UPLOAD,
    ("steering.step_deed", "GET"): SIGNED_IN,
    ("steering.step_deed", "POST"): SIGNED_IN,
    ("steering.process_deed", "GET"): SIGNED_IN,
    ("steering.process_deed", "POST"): SIGNED_IN,
    ("steering.undo_move", "GET"): SIGNED_IN,
    ("steering.undo_move", "POST"): SIGNED_IN,
    ("steering.assess", "GET"): SIGNED_IN,
    ("steering.assess", "POST"): SIGNED_IN,
    ("steering.propose", "GET"): SIGNED_IN,
    ("steering.propose", "POST"): SIGNED_IN,
    ("steering.settle", "GET"): SIGNED_IN,
    ("steering.settle", "POST"): SIGNED_IN,
    ("steering.fulfil", "GET"): SIGNED_IN,
    ("steering.fulfil", "POST"): UPLOAD,
    ("steering.reopen_obligation", "GET"): SIGNED_IN,
    ("steering.reopen_obligation", "POST"): SIGNED_IN,
    ("collecting.show", "GET"): SIGNED_IN,
    ("collecting.download", "GET"): SIGNED_IN,
    ("reports.hand_over", "GET"): SIGNED_IN,
    ("reports.show_all", "GET"): SIGNED_IN,
    ("reports.show_draft", "GET"): SIGNED_IN,
    ("reports.show", "GET"): SIGNED_IN,
    ("reports.write", "GET"): SIGNED_IN,
    ("reports.write", "POST"): SIGNED_IN,
    ("reports.freeze", "GET"): SIGNED_IN,
    ("reports.freeze", "POST"): SIGNED_IN,
    ("reminders.remind", "POST"): SIGNED_IN,
    ("team.show", "GET"): SIGNED_IN,
    ("team.join", "POST"): _TEAM,
    ("team.leave", "POST"): _TEAM,
    ("team.hand_over", "POST"): _TEAM,
    ("history.show", "GET"): SIGNED_IN,
    ("substitutes.show", "GET"): SIGNED_IN,
    ("substitutes.show", "POST"): _SUBSTITUTES,
    ("substitutes.end", "POST"): _SUBSTITUTES,
    ("own_account.show", "GET"): SIGNED_IN,
    ("own_account.rename", "POST"): SIGNED_IN,
    ("own_account.choose_language", "POST"): SIGNED_IN,
    ("own_account.change_password", "GET"): SIGNED_IN,
    ("own_account.change_password", "POST"): SIGNED_IN,
    ("own_account.end_one", "POST"): _SIGN_OUT,
    ("own_account.end_all", "POST"): _SIGN_OUT,
    ("own_factor.show", "GET"): BEFORE_FACTOR,
    ("own_factor.show", "POST"): BEFORE_FACTOR,
    ("own_factor.renew", "POST"): _CODES,
    ("own_factor.turn_off", "POST"): _TURN_OFF,
    ("accounts.reset_factor", "POST"): _RESET,
    ("history.download", "GET"): SIGNED_IN,
    ("settings.show", "GET"): SIGNED_IN,
    ("settings.show", "POST"): _SETTINGS,
    ("history.compare", "GET"): SIGNED_IN,
    ("history.earlier", "GET"): SIGNED_IN,
    ("accounts.show_all", "GET"): SIGNED_IN,
    ("accounts.invite", "GET"): SIGNED_IN,
    ("accounts.invite", "POST"): _INVITE,
    ("accounts.show", "GET"): SIGNED_IN,
    ("accounts.rename", "POST"): SIGNED_IN,
    ("accounts.set_role", "POST"): _ROLES,
    ("accounts.close", "POST"): _CLOSE,
    ("accounts.open_again", "POST"): _OPEN,
    ("accounts.renew", "POST"): _INVITE,
    ("templates.choose", "GET"): SIGNED_IN,
    ("templates.show_all", "GET"): SIGNED_IN,
    ("templates.show", "GET"): SIGNED_IN,
    ("templates.show_version", "GET"): SIGNED_IN,
    ("templates.download", "GET"): SIGNED_IN,
    ("templates.withdraw", "GET"): SIGNED_IN,
    ("templates.withdraw", "POST"): _WITHDRAW,
    ("drafts.begin", "GET"): SIGNED_IN,
    ("drafts.begin", "POST"): SIGNED_IN,
    ("drafts.copy", "POST"): SIGNED_IN,
    ("drafts.bring", "POST"): UPLOAD,
    ("drafts.show", "GET"): SIGNED_IN,
    ("drafts.show", "POST"): TABLE,
    ("drafts.replace", "POST"): UPLOAD,
    ("drafts.download", "GET"): SIGNED_IN,
    ("drafts.discard", "GET"): SIGNED_IN,
    ("drafts.discard", "POST"): SIGNED_IN,
    ("draft_stations.preview", "GET"): SIGNED_IN,
    ("draft_stations.publish", "GET"): SIGNED_IN,
    ("draft_stations.publish", "POST"): _PUBLISH,
    ("draft_stations.ask", "POST"): _REQUEST,
    ("outlines.show_version", "GET"): SIGNED_IN,
    ("outlines.version_download", "GET"): SIGNED_IN,
    ("outlines.show_draft", "GET"): SIGNED_IN,
    ("outlines.draft_download", "GET"): SIGNED_IN,
    ("comparing.show", "GET"): SIGNED_IN,
    ("comparing.rebase", "GET"): SIGNED_IN,
    ("comparing.rebase", "POST"): SIGNED_IN,
    ("moved.show", "GET"): SIGNED_IN,
    ("moving.foresee", "GET"): SIGNED_IN,
    ("moving.foresee_download", "GET"): SIGNED_IN,
    ("moving.plan", "GET"): SIGNED_IN,
    ("moving.plan", "POST"): SIGNED_IN,
    ("moving.plan_download", "GET"): SIGNED_IN,
    ("moving.begin", "POST"): _MOVE,
    ("moving.show", "GET"): SIGNED_IN,
    ("moving.go_on", "POST"): SIGNED_IN,
    ("moving.stop", "POST"): SIGNED_IN,
}


def guard(app: Flask, routes: Mapping[tuple[str, str], Route] = ROUTES) -> None:
    """Put the gate before every request, and before anything reads its body."""

    @app.before_request
    def check_access() -> Response | None:
        if request.endpoint is None:
            return None  # no such address: the routing says so
        route = routes.get(_asked_route())
        if route is None:
            log.critical("route without a rule: %s %s", request.endpoint, request.method)
            raise Forbidden
        return _check(route)


def risk() -> str:
    """Return what is risky about this request, "" if nothing is."""
    route = ROUTES.get(_asked_route())
    return route.risky if route else ""


def _asked_route() -> tuple[str, str]:
    return request.endpoint or "", _method()


def _method() -> str:
    return "GET" if request.method == "HEAD" else request.method


def _check(route: Route) -> Response | None:
    if route.table:
        request.max_content_length = request.max_form_memory_size = TABLE_BYTES
    if route.upload:
        # Here and not in the view: the CSRF check reads the form before any view runs. For
        # somebody whose session has ended too, else the text beside the file would be lost.
        request.max_content_length = UPLOAD_BYTES
    if route.audience is Audience.SIGNED_IN and not current_user.is_authenticated:
        if _method() == "GET":
            return redirect(url_for("account.sign_in", next=_asked_for()))
        raise Unauthorized
    if route.audience is Audience.SIGNED_IN and not route.before_factor and owes_factor():
        if _method() == "GET":
            return redirect(paths.OWN_FACTOR)
        raise FactorOwed
    return None


def _asked_for() -> str:
    return request.full_path.rstrip("?")
