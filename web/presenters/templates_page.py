"""All process definitions of a municipality, and all versions of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from web import paths
from web.language import plural, say
from web.presenters import dates
from web.presenters.parts import Crumb, Place
from web.presenters.status import Status
from web.presenters.templates_place import Bench, draft_name, place, version_name
from workflow.storage.queries import DraftRow, VersionRow
from workflow.workbench import Shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A draft in a list."""

    title: str
    url: str
    status: Status
    saved: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """A version in a list."""

    title: str
    version: str
    url: str
    published: str
    running: str
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedLine:
    """A version that comes with the program."""

    title: str
    version: str
    url: str
    base: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatesPage:
    """The list; without `begin` nobody begins a draft here.

    `nothing`: what stands there if nothing is published; `change`: where another municipality is chosen.
    """

    title: str
    says: str
    begin: str
    drafts: tuple[DraftLine, ...]
    versions: tuple[VersionLine, ...]
    shipped: tuple[ShippedLine, ...] = ()
    over: str = ""
    nothing: str = ""
    change: str = ""
    place: Place | None = None


def templates_page(bench: Bench) -> TemplatesPage:
    """Return the list of everything there is."""
    return TemplatesPage(
        title=say("Prozessvorlagen"),
        says=say(
            "Eine Vorlage sagt, was ein Quartier in welchem Schritt tut. Mit der neuesten Version "
            "beginnen neue Quartiere; laufende bleiben bei ihrer."
        ),
        begin=paths.new_draft(bench.town.slug) if bench.may_write else "",
        drafts=tuple(_draft(bench, row) for row in bench.drafts),
        versions=tuple(_version(bench, row, bench.runs(row.id)) for row in _newest(bench)),
        shipped=tuple(_shipped(bench, each) for each in bench.shipped),
        over=bench.town.name if bench.is_one_of_several else "",
        nothing=say("Noch ist nichts veröffentlicht. Dann kann auch kein Quartier beginnen."),
        change=paths.TEMPLATES if bench.is_one_of_several else "",
        place=place(bench, _part(bench)) if bench.is_one_of_several else None,
    )


def _part(bench: Bench) -> str:
    """Return what the reader may do here: it can be another thing in each municipality."""
    return say("Sie schreiben hier") if bench.may_write else say("Sie lesen hier mit")


def template_page(bench: Bench, v: str) -> TemplatesPage:
    """Return everything there is of one definition."""
    title, drafts = bench.titled(v), [row for row in bench.drafts if row.name == v]
    ships = [each for each in bench.shipped if each.definition.id == v]
    count = plural(bench.quartiere(v), "Quartier läuft", "Quartiere laufen")
    return TemplatesPage(
        title=title,
        over=say("Prozessvorlage"),
        says=say("{count} mit dieser Vorlage.", count=count),
        begin="",
        drafts=tuple(_draft(bench, row) for row in drafts),
        versions=tuple(_version(bench, row, bench.running_says(row.digest)) for row in bench.of(v)),
        shipped=tuple(_shipped(bench, each) for each in ships),
        place=place(bench, v, Crumb(title)),
    )


def _newest(bench: Bench) -> Iterator[VersionRow]:
    """Yield one version of each definition: the newest that can be used, else the last there was."""
    for v in dict.fromkeys(row.id for row in bench.versions):
        yield bench.newest(v) or bench.of(v)[0]


def _draft(bench: Bench, row: DraftRow) -> DraftLine:
    return DraftLine(
        title=draft_name(row),
        url=paths.draft(bench.town.slug, row.slug),
        status=draft_status(row),
        saved=saved_says(bench, row),
    )


def draft_status(row: DraftRow) -> Status:
    """Return how a draft stands: with its errors, published or withdrawn as it is, or in between."""
    if row.is_withdrawn:
        return Status("dropped", say("zurückgezogen"))
    if row.is_published:
        return Status("done", say("veröffentlicht"))
    if row.errors:
        return Status("critical", plural(row.errors, "Fehler", "Fehler"))
    return Status("done", say("ohne Fehler"))


def saved_says(bench: Bench, row: DraftRow) -> str:
    """Return when a draft was saved, and by whom."""
    return say(
        "{day}, {time} Uhr, von {who}",
        day=bench.when(dates.day_of(row.changed_at)),
        time=dates.clock(row.changed_at),
        who=bench.by(row.changed_by),
    )


def published_says(bench: Bench, row: VersionRow) -> str:
    """Return when a version was published, and by whom."""
    day = bench.when(dates.day_of(row.published_at))
    return say("{day}, von {who}", day=day, who=bench.by(row.published_by))


def standing(bench: Bench, row: VersionRow) -> Status:
    """Return whether new quartiere begin with a version."""
    if row.withdrawn_at is not None:
        return Status("dropped", say("zurückgezogen"))
    if bench.newest(row.id) == row:
        return Status("done", say("für neue Quartiere"))
    return Status("locked", say("abgelöst"))


def _version(bench: Bench, row: VersionRow, running: str) -> VersionLine:
    return VersionLine(
        title=row.title,
        version=version_name(row.version),
        url=paths.version(bench.town.slug, row.id, row.version),
        published=published_says(bench, row),
        running=running,
        status=standing(bench, row),
    )


def _shipped(bench: Bench, each: Shipped) -> ShippedLine:
    definition = each.definition
    known = bench.known(definition.id, definition.version)
    return ShippedLine(
        title=definition.title,
        version=version_name(definition.version),
        url=paths.version(bench.town.slug, definition.id, definition.version),
        base=each.base,
        published=say("veröffentlicht") if known else say("nicht veröffentlicht"),
    )
