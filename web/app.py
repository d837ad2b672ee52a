"""The web application: everything put together, once.

Rule: this module only joins. The gate comes first, then the check against forgery, then the rooms;
every answer passes `security` on its way out.
"""

from __future__ import annotations

from flask import Flask, Response, request
from flask_babel import Babel
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from web import account, files, rooms
from web.access import FORM_BYTES, guard
from web.accounts import keep_accounts
from web.answers import messages
from web.as_of import keep_days
from web.config import Settings
from web.confirming import ask_again
from web.context import Clock, Surroundings, machine_clock, surround
from web.converters import register_converters
from web.errors import answer_errors
from web.foreign import FOREIGN, told_to_browsers
from web.input import new_command_id
from web.language import LANGUAGE_COOKIE, SOURCE, plural, say, speak, spoken
from web.restored import first_seen
from web.security import secure
from web.shell import Shell
from workflow.service import Service

ROOMS = (*account.BLUEPRINTS, files.blueprint, *rooms.BLUEPRINTS)
_COOKIE = "quartiersweg"


def create_app(settings: Settings, service: Service, *, clock: Clock = machine_clock) -> Flask:
    """Return the application over an open engine; `clock` is the only one it looks at."""
    app = Flask(__name__, static_folder=None)
    app.config.update(_flask_settings(settings))
    _serve_static(app)
    made_with = Surroundings.over(service, settings, clock)
    surround(app.extensions, made_with)
    register_converters(app)
    app.before_request(_speak)
    guard(app)
    CSRFProtect(app)
    Babel(app, default_timezone="Europe/Berlin", locale_selector=spoken)
    keep_accounts(app)
    ask_again(app)
    answer_errors(app)
    secure(app, https=settings.https)
    keep_days(app)
    app.after_request(_tell_languages)
    app.jinja_env.globals.update(
        command_id=new_command_id, first_seen=first_seen, say=say, plural=plural, spoken=spoken
    )
    app.jinja_env.globals.update(what_was_done=messages)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(lambda: {"shell": Shell()})
    for blueprint in ROOMS:
        app.register_blueprint(blueprint)
    _trust_proxies(app, settings.trust_proxy)
    return app


def _speak() -> None:
    """Speak the language that was chosen; before the gate, whose refusals are pages too."""
    speak(request.cookies.get(LANGUAGE_COOKIE, SOURCE))


def _tell_languages(response: Response) -> Response:
    """Tell browsers which texts of a page are in another language than the page."""
    if response.mimetype == "text/html" and FOREIGN in response.get_data():
        response.set_data(told_to_browsers(response.get_data(as_text=True)))
    return response


def _flask_settings(settings: Settings) -> dict[str, object]:
    return {
        "DEBUG": False,  # whatever FLASK_DEBUG says
        "SECRET_KEY": settings.secret_key,
        "SECRET_KEY_FALLBACKS": list(settings.secret_key_fallbacks),
        "TRUSTED_HOSTS": list(settings.trusted_hosts),
        # Without a script no page can read it; without https no page ever sends it elsewhere.
        "SESSION_COOKIE_NAME": f"__Host-{_COOKIE}" if settings.https else _COOKIE,
        "SESSION_COOKIE_SECURE": settings.https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "MAX_CONTENT_LENGTH": FORM_BYTES,
        "MAX_FORM_MEMORY_SIZE": FORM_BYTES,
        # A long form may stay open over lunch; the session's own end is the limit.
        "WTF_CSRF_TIME_LIMIT": None,
        "PROVIDE_AUTOMATIC_OPTIONS": False,
        "TEMPLATES_AUTO_RELOAD": False,
    }


def _serve_static(app: Flask) -> None:
    """Add the route after the settings: made by the constructor it would not heed them."""
    app.static_folder = "static"
    app.add_url_rule("/static/<path:filename>", "static", app.send_static_file)


def _trust_proxies(app: Flask, hops: int) -> None:
    """Believe as many proxies as the operator has named, and none by default."""
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
