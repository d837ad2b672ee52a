"""A version of a process definition, to read: who published it, and the process step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from web import paths
from web.language import say
from web.presenters import dates
from web.presenters.forms_page import FormPage
from web.presenters.inputs import UNTYPED, Typed, filled, summary, text_input
from web.presenters.parts import Crumb, Fact, Link, Place
from web.presenters.template_steps import ReadPhase, read_phases
from web.presenters.templates_page import published_says, standing
from web.presenters.templates_place import Bench, place, version_name
from workflow.core.definition import (
    ProcessDefinition,
)
from workflow.storage.queries import VersionRow
from workflow.workbench import Shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage:
    """The page; `copy`: what a draft would be a copy of, begun `copy_at`; `withdraw`: where it is withdrawn."""

    title: str
    over: str
    heading: str
    summary: str
    facts: tuple[Fact, ...]
    file: str
    copy: str
    copy_at: str
    withdraw: str
    links: tuple[Link, ...]
    phases: tuple[ReadPhase, ...]
    sources: tuple[str, ...]
    place: Place


def version_page(
    bench: Bench, definition: ProcessDefinition, row: VersionRow | None, ships: Shipped | None
) -> VersionPage:
    """Return the page of a version; `row`: published here, `ships`: comes with the program."""
    v, number = definition.id, definition.version
    name, here = version_name(number), paths.version(bench.town.slug, v, number)
    gone = row is not None and row.withdrawn_at is not None
    return VersionPage(
        title=f"{name} – {definition.title}",
        over=definition.title,
        heading=name,
        summary=definition.summary,
        facts=tuple(_facts(bench, definition, row, ships)),
        file=paths.version_file(bench.town.slug, v, number),
        copy=f"{v}@{number}" if bench.may_write else "",
        copy_at=paths.new_draft(bench.town.slug, "kopie"),
        withdraw=paths.withdrawal(bench.town.slug, v, number)
        if row is not None and not gone
        else "",
        links=tuple(_links(bench, v, number, row, _base(row, ships))),
        phases=tuple(read_phases(definition, here if bench.may_write else "")),
        sources=definition.sources,
        place=version_place(bench, v, Crumb(name)),
    )


def merged_link(here: str) -> Link:
    """Return the link to a version or draft together with what it builds on."""
    return Link(say("Mit Grundlage herunterladen (YAML)"), paths.merged_file(here))


def _links(bench: Bench, v: str, number: int, row: VersionRow | None, base: str) -> Iterator[Link]:
    """Yield what can be looked at from a version: how it is made, what it changes, whom it would move."""
    here = paths.version(bench.town.slug, v, number)
    if base:
        yield merged_link(here)
    yield Link(say("Aufbau mit Ids ansehen"), paths.outline(here))
    if row is None:
        return
    before = next((each.version for each in bench.of(v) if each.version < number), 0)
    if before:
        url = paths.side_by_side(bench.town.slug, v, str(before), str(number))
        yield Link(say("Mit Version {number} vergleichen", number=before), url)
    others = bench.quartiere(v) - bench.running.get(row.digest, 0)
    if others and row.withdrawn_at is None:
        yield Link(say("Laufende Quartiere umstellen"), paths.move(bench.town.slug, v, number))


def version_place(bench: Bench, v: str, *crumbs: Crumb) -> Place:
    """Return the place of a page beneath a definition."""
    return place(bench, v, Crumb(bench.titled(v), paths.template(bench.town.slug, v)), *crumbs)


def withdrawal_page(bench: Bench, row: VersionRow, typed: Typed = UNTYPED) -> FormPage:
    """Return the page on which a version is withdrawn."""
    heading, name = say("Version zurückziehen"), version_name(row.version)
    url = paths.version(bench.town.slug, row.id, row.version)
    inputs = filled(
        (
            text_input(
                "reason",
                say("Begründung"),
                say("Steht bei der Version, damit andere wissen, warum sie nicht mehr gilt"),
            ),
        ),
        typed,
    )
    return FormPage(
        title=f"{heading} – {row.title}",
        place=version_place(bench, row.id, Crumb(name, url), Crumb(heading)),
        over=f"{row.title}, {name}",
        heading=heading,
        says=(
            say(
                "Mit dieser Version beginnt dann kein neues Quartier, und nichts baut auf ihr auf. "
                "Das lässt sich nicht zurücknehmen."
            ),
            say(
                "Was läuft, läuft weiter: {count}.",
                count=bench.running_says(row.digest),
            ),
        ),
        errors=summary(typed, None, inputs),
        inputs=inputs,
        action="",
        button=heading,
        cancel=url,
        leave=say("Abbrechen, nichts zurückziehen"),
    )


# --- what is known of it ---------------------------------------------------------------------


def _facts(
    bench: Bench, definition: ProcessDefinition, row: VersionRow | None, ships: Shipped | None
) -> Iterator[Fact]:
    yield Fact(label=say("Id"), value=f"{definition.id}@{definition.version}")
    base = _base(row, ships)
    if base:
        v, _, number = base.partition("@")
        yield Fact(
            label=say("Baut auf"), value=base, url=paths.version(bench.town.slug, v, int(number))
        )
    if row is None:
        yield Fact(label=say("Stand"), value=say("wird mitgeliefert, ist nicht veröffentlicht"))
        return
    yield Fact(label=say("Stand"), value=standing(bench, row).word)
    yield Fact(label=say("Veröffentlicht"), value=published_says(bench, row))
    yield Fact(label=say("Läuft in"), value=bench.running_says(row.digest))
    if bench.quartiere(row.id) > bench.running.get(row.digest, 0):
        yield Fact(label=say("Alle Versionen"), value=bench.runs(row.id))
    if row.withdrawn_at is not None:
        day = bench.when(dates.day_of(row.withdrawn_at))
        who = bench.by(row.withdrawn_by or 0)
        yield Fact(label=say("Zurückgezogen"), value=say("{day}, von {who}", day=day, who=who))
        yield Fact(label=say("Begründung"), value=row.withdrawn_reason or say("gelöscht"))


def _base(row: VersionRow | None, ships: Shipped | None) -> str:
    """Return what a version builds on, "" if nothing."""
    if row is not None:
        return row.extends
    return ships.base if ships is not None else ""
