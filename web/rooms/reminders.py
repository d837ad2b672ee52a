"""Reminding others of what they owe."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from web import paths
from web.answers import done
from web.input import Submission
from web.presenters.told_reminders import reminded
from web.rooms.scenes import load
from web.rooms.sending import lead_on, press
from workflow.core import commands as c
from workflow.service import Outcome

blueprint = Blueprint("reminders", __name__)


@blueprint.post("/quartiere/<slug:q>/erinnerung")
def remind(q: str) -> ResponseReturnValue:
    """Remind whoever owes the thing that the button names."""
    scene = load(q)
    form = Submission(request.form)
    holder, thing = form.raw("holder"), form.raw("thing")
    url = lead_on(form, paths.waited_for(q, holder, thing))

    def said(outcome: Outcome) -> Response:
        return done(reminded(scene, outcome.events), url)

    command = c.Remind(holder=holder, thing=thing)
    return press(q, command, form, said, link=paths.owed(q, holder, thing))
