"""Drafts among the tasks: one's own that have errors, and those that others want published."""

from __future__ import annotations

from web import paths
from web.language import plural, say
from web.presenters import dates
from web.presenters.desk import Desk
from web.presenters.parts import Action
from web.presenters.status import Status
from web.presenters.task_rows import Row
from web.presenters.templates_place import draft_name
from workflow.core.municipality_definitions import DEFINITION_READERS
from workflow.storage.queries import DraftRow, Town
from workflow.workbench import Awaited


def draft_row(town: Town, draft: DraftRow, desk: Desk) -> Row:
    """Return a draft of one's own that has errors."""
    count = plural(draft.errors, "Fehler", "Fehler")
    title, url = (
        say("Entwurf „{name}“: {count}", name=draft_name(draft), count=count),
        paths.draft(town.slug, draft.slug),
    )
    day = dates.short_day(dates.day_of(draft.changed_at), desk.today)
    return Row(
        status=Status("critical", count),
        title=title,
        url=url,
        where=_named(town, desk, say("Zuletzt gespeichert am {day}", day=day)),
        when=dates.When(text=""),
        action=Action(label=say("Fehler ansehen"), context=title, url=url),
    )


def awaited_row(town: Town, awaited: Awaited, desk: Desk) -> Row:
    """Return a draft that somebody else wants published."""
    title = say(
        "Version {number} von „{name}“ veröffentlichen",
        number=awaited.version,
        name=draft_name(awaited),
    )
    url = paths.draft(town.slug, awaited.slug, "veroeffentlichung")
    who = desk.names.get(awaited.by) or say("gelöschte Person")
    asked = say("Angefragt von {who}. Prüfen Sie den Text als zweite Person.", who=who)
    return Row(
        status=Status("waiting", say("ist angefragt")),
        title=title,
        url=url,
        where=_named(town, desk, asked),
        when=dates.When(text=""),
        action=Action(label=say("Entwurf prüfen"), context=title, url=url, first=True),
    )


def _named(town: Town, desk: Desk, says: str) -> str:
    """Return what is said of a draft, with its municipality if the reader works for several."""
    several = len(desk.reach.places(*DEFINITION_READERS)) > 1
    return f"{town.name} · {says}" if several else says
