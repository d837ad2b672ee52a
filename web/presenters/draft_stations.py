"""The stations of a draft on its way to a version, each with how it stands now.

Rule: the order is that of the work, and the list is data: a station is one line here. Only those are
shown whose page there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from web import paths
from web.language import plural, said_later, say
from web.presenters import dates
from web.presenters.parts import Crumb, ErrorLine, Errors, Place
from web.presenters.status import Status
from web.presenters.template_version import version_place
from web.presenters.templates_place import Bench, version_name
from workflow.workbench import Draft, Review

TEXT, PREVIEW, COMPARISON = "", "vorschau", "vergleich"
MOVING, PUBLISHING = "umstellung", "veroeffentlichung"
_LOCKED = said_later("erst ohne Fehler möglich")


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A station in the list: its name, how it stands, where it is; "": not open yet."""

    label: str
    says: str
    sign: str
    url: str
    here: bool


def stations(bench: Bench, review: Review, here: str) -> tuple[Station, ...]:
    """Return the stations of a draft; `here` is the one that is shown."""
    return tuple(_stations(bench, review, here))


def _text(review: Review) -> Status:
    warnings = plural(review.warnings, "Warnung", "Warnungen") if review.warnings else ""
    errors = plural(review.errors, "Fehler", "Fehler") if review.errors else say("keine Fehler")
    said = ", ".join(filter(None, (errors, warnings)))
    return Status("critical" if review.errors else "done", said)


def _preview(review: Review) -> Status:
    del review
    return Status("open", said_later("wie in der Anwendung"))


def _comparison(review: Review) -> Status:
    del review
    return Status("open", said_later("was sich ändert"))


def _moving(review: Review) -> Status:
    del review
    return Status("open", said_later("laufende Quartiere"))


def _publishing(review: Review) -> Status:
    if review.is_published:
        return Status("gate-done", said_later("ist veröffentlicht"))
    if review.request is not None:
        return Status("waiting", said_later("ist angefragt"))
    return Status("gate-open", said_later("bereit"))


# Station, name, how it stands where there are no errors, whether it is open while there are some.
_ALL: tuple[tuple[str, str, Callable[[Review], Status], bool], ...] = (
    (TEXT, said_later("Text prüfen"), _text, True),
    (PREVIEW, said_later("Vorschau"), _preview, False),
    (COMPARISON, said_later("Vergleich"), _comparison, True),
    (MOVING, said_later("Umstellung"), _moving, False),
    (PUBLISHING, said_later("Veröffentlichen"), _publishing, False),
)


def _stations(bench: Bench, review: Review, here: str) -> Iterator[Station]:
    for key, label, standing, always in _ALL:
        is_open = always or not review.errors
        status = standing(review) if is_open else Status("locked", _LOCKED)
        yield Station(
            label=say(label),
            says=status.word,
            sign=status.key,
            url=_url(bench, review.draft.slug, key) if is_open or key == here else "",
            here=key == here,
        )


def _url(bench: Bench, slug: str, key: str) -> str:
    if key == COMPARISON:  # versions without a draft are compared there as well
        return paths.side_by_side(bench.town.slug, slug, after="entwurf")
    return paths.draft(bench.town.slug, slug, key)


def saved_meanwhile(bench: Bench, draft: Draft) -> str:
    """Return who has saved a draft since it was shown."""
    who, time = bench.people.get(draft.changed_by), dates.clock(draft.changed_at)
    if who and draft.changed_by != bench.account:
        return say("{name} hat den Entwurf um {time} Uhr gespeichert.", name=who, time=time)
    return say("Der Entwurf wurde um {time} Uhr schon gespeichert.", time=time)


def not_as_shown(bench: Bench, review: Review, heading: str) -> Errors:
    """Return why nothing was done to a draft: its text is another one by now, and has to be seen."""
    said = saved_meanwhile(bench, review.draft)
    look = say("Sehen Sie den neuen Text an, bevor Sie entscheiden.")
    url = paths.draft(bench.town.slug, review.draft.slug)
    return Errors(heading=heading, lines=(ErrorLine(text=f"{said} {look}", url=url),))


def draft_place(bench: Bench, review: Review, last: str) -> Place:
    """Return the place of a station: which draft it is, and what is in force."""
    v = review.draft.name
    found = version_place(
        bench, v, Crumb(say("Entwurf"), paths.draft(bench.town.slug, review.draft.slug))
    )
    definition = review.examined.checked.definition
    name = (
        say("Entwurf zu Version {number}", number=definition.version)
        if definition is not None
        else say("Entwurf")
    )
    newest = bench.newest(v)
    says = (
        say(
            "{draft} · in Kraft ist {version} · {count}",
            draft=name,
            version=version_name(newest.version),
            count=plural(bench.quartiere(v), "Quartier läuft", "Quartiere laufen"),
        )
        if newest is not None
        else say("{draft} · noch ist keine Version veröffentlicht", draft=name)
    )
    crumbs = (*found.crumbs, Crumb(last)) if last else (*found.crumbs[:-1], Crumb(say("Entwurf")))
    return replace(found, name=says, crumbs=crumbs)
