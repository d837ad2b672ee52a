"""A place to say something: folded, on the page of what it is about."""

from __future__ import annotations

from dataclasses import dataclass

from web import paths
from web.language import say
from web.presenters import blockers
from web.presenters.forms_page import FormPage
from web.presenters.inputs import Input, Typed, filled, summary, text_input
from web.presenters.parts import Crumb, Errors, Link
from web.presenters.scene import Scene
from workflow.core import commands as c


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentBox:
    """The form for a comment, and the way to what was said before."""

    action: str
    input: Input
    errors: Errors | None
    said: Link


def comment_box(scene: Scene, holder: str, typed: Typed) -> CommentBox | None:
    """Return the box for a step, an entry or ("") the quartier; None for who may not comment."""
    if not scene.may(c.AddComment):
        return None
    hint = say("Alle im Team können ihn im Verlauf lesen")
    question = text_input("text", say("Kommentar"), hint)
    (asked,) = filled((question,), typed, scene)
    step = f"&schritt={holder}" if holder in scene.definition.steps else ""
    return CommentBox(
        action=f"{paths.holder(scene.q, holder)}/kommentar",
        input=asked,
        errors=summary(typed, scene, (asked,)),
        said=Link(say("Bisherige Kommentare"), f"{paths.history(scene.q)}?was=kommentare{step}"),
    )


def question_page(scene: Scene, typed: Typed) -> FormPage:
    """Return the page on which somebody asks the team of a quartier something: a comment on it."""
    may = scene.may(c.AddComment)
    hint = say("Alle im Team können sie im Verlauf lesen")
    asked = (text_input("text", say("Ihre Rückfrage"), hint),) if may else ()
    heading = say("Rückfrage stellen")
    return FormPage(
        title=f"{heading} – {scene.name}",
        place=scene.place("", Crumb(heading)),
        over=scene.name,
        heading=heading,
        inputs=filled(asked, typed, scene),
        refused=blockers.against(scene, c.AddComment),
        action=paths.about(scene.q, paths.COMMENT),
        button=say("Rückfrage speichern") if may else "",
        cancel=paths.quarter(scene.q),
    )
