"""A register as a list: how many, what is missing, which of them, in which order, what they sum to.

Rule: a missing value says so by a sign and in words. Sums are of everything that the filter leaves,
whatever page is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from web import paths
from web.language import plural, say
from web.presenters.crumbs import register_crumbs
from web.presenters.inputs import Input
from web.presenters.parts import Link, Place
from web.presenters.register_filter import filter_inputs
from web.presenters.register_lacks import Lack, lacks
from web.presenters.register_notes import is_late
from web.presenters.register_order import chosen_records, columns_of, ordered
from web.presenters.register_says import (
    Empty,
    bring_link,
    caption,
    if_empty,
    no_hit,
    summary_of,
    sums,
)
from web.presenters.register_wanted import (
    ONLY,
    TITLE,
    Wanted,
    address,
)
from web.presenters.registers import add_link
from web.presenters.scene import Scene
from web.presenters.values import record_title, reference_title, scope_of, shown, targets
from workflow.core.definition import NUMBER_TYPES, Field, FieldType, Register
from workflow.core.state import Record

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the list; `order` is "ascending" or "descending" if it is sorted by it."""

    label: str
    url: str
    order: str = ""
    right: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in the list; `missing`: it is asked for and not there."""

    label: str
    text: str
    right: bool
    missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """An entry in the list."""

    anchor: str
    title: str
    url: str
    under: str
    late: str
    lacking: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """The list of a register."""

    title: str
    place: Place
    heading: str
    says: str
    help: str
    add: Link | None
    bring: Link | None
    url: str
    inputs: tuple[Input, ...]
    more_inputs: tuple[Input, ...]
    more_open: bool
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[RecordRow, ...]
    sums: tuple[str, ...]
    nothing: str
    reset: Link
    filtered: bool
    earlier: Link | None
    later: Link | None
    where: str
    archived: Link | None
    file: Link | None
    empty: Empty | None


def register_page(scene: Scene, register_id: str, asked: Wanted) -> RegisterPage:
    """Return the list of a register as it is asked for."""
    register = scene.definition.registers[register_id]
    missing = lacks(scene, register)
    found = ordered(scene, register, asked, chosen_records(scene, register, asked))
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(asked.page, pages)
    columns = columns_of(register)
    url = paths.register(scene.q, register_id)
    everything = scene.state.register(register_id).values()
    alive = [record for record in everything if record.archived is None]
    first, more = filter_inputs(scene, register, asked, columns, missing)
    slice_ = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return RegisterPage(
        title=f"{register.title} – {scene.name}",
        place=scene.place("register", *register_crumbs(scene, register, linked=False)),
        heading=register.title,
        says=summary_of(scene, register, alive, missing),
        help=register.help,
        add=add_link(scene, register),
        bring=bring_link(scene, register),
        url=url,
        inputs=first,
        more_inputs=more,
        more_open=bool(asked.archived or asked.sort) or any(map(_is_chosen, more[:-2])),
        caption=caption(register, asked, len(found), len(everything)),
        columns=tuple(_heads(register, asked, columns, url)),
        rows=tuple(_row(scene, register, columns, r, missing.get(r.number, ())) for r in slice_),
        sums=tuple(sums(scene, register, found)),
        nothing=no_hit(register, asked) if not found else "",
        reset=Link(say("Filter zurücksetzen"), url),
        filtered=asked.filters,
        earlier=_turn(say("Vorige Seite"), url, asked, page - 1, pages),
        later=_turn(say("Nächste Seite"), url, asked, page + 1, pages),
        where=say("Seite {page} von {pages}", page=page, pages=pages) if pages > 1 else "",
        archived=_archived(url, len(everything) - len(alive), asked),
        file=_file(scene, register_id, asked, len(found)) if found else None,
        empty=if_empty(scene, register) if not everything else None,
    )


def _file(scene: Scene, register: str, asked: Wanted, number: int) -> Link:
    """Return the link to the same entries as a file, and how many these are."""
    entries = plural(number, "Eintrag", "Einträge")
    label = say("Als CSV-Datei herunterladen ({entries})", entries=entries)
    return Link(label, address(paths.register_file(scene.q, register), asked, page=1))


def _archived(url: str, number: int, asked: Wanted) -> Link | None:
    if not number or asked.archived:
        return None
    entries = plural(number, "archivierten Eintrag", "archivierte Einträge")
    return Link(say("{entries} ansehen", entries=entries), address(url, Wanted(archived=ONLY)))


def _turn(label: str, url: str, asked: Wanted, page: int, pages: int) -> Link | None:
    return Link(label, address(url, asked, page=page)) if 1 <= page <= pages else None


# --- the table -----------------------------------------------------------------------------------


def _heads(
    register: Register, asked: Wanted, columns: tuple[Field, ...], url: str
) -> Iterator[Column]:
    yield _head(register.singular, TITLE, asked, url, right=False)
    for field in columns:
        yield _head(field.label, field.id, asked, url, right=field.type in NUMBER_TYPES)


def _head(label: str, by: str, asked: Wanted, url: str, *, right: bool) -> Column:
    here = asked.sorted_by == by
    order = ("descending" if asked.downwards else "ascending") if here else ""
    sort = f"-{by}" if order == "ascending" else by
    return Column(label=label, url=address(url, asked, sort=sort, page=1), order=order, right=right)


def _row(
    scene: Scene,
    register: Register,
    columns: tuple[Field, ...],
    record: Record,
    missing: tuple[Lack, ...],
) -> RecordRow:
    lacking = {lack.key: lack.label for lack in missing}
    seen = {field.id for field in columns}
    others = [label for key, label in lacking.items() if key not in seen]
    return RecordRow(
        anchor=f"eintrag-{record.number}",
        title=record_title(scene, record),
        url=paths.record(scene.q, register.id, record.number),
        under=" · ".join(each for each in (under(scene, record), _serves(scene, record)) if each),
        late=say("Punkt überfällig") if is_late(scene, register, record) else "",
        lacking=say("Fehlt noch: {what}", what=", ".join(others)) if others else "",
        cells=tuple(_cell(scene, record, field, field.id in lacking) for field in columns),
    )


def _serves(scene: Scene, record: Record) -> str:
    """Return the first entry that this one refers to, and how many more: the goal of a measure."""
    for field in scene.definition.registers[record.register].fields.values():
        if field.type is FieldType.REFERENCE and (numbers := targets(record, field)):
            title = reference_title(scene, field.register, numbers[0])
            return say("{title} und weitere", title=title) if len(numbers) > 1 else title
    return ""


def under(scene: Scene, record: Record) -> str:
    """Return number, step and round of an entry, and that it is archived."""
    known = record.step in scene.definition.steps
    parts = (
        say("Nr. {number}", number=record.number),
        say("Schritt {number}", number=scene.number_of(record.step)) if known else "",
        say("Runde {number}", number=record.round) if record.round > 1 else "",
        say("archiviert") if record.archived else "",
    )
    return " · ".join(part for part in parts if part)


def _cell(scene: Scene, record: Record, field: Field, missing: bool) -> Cell:  # noqa: FBT001
    text = shown(scene, field, record.values.get(field.id), scope_of(scene, record.key))
    return Cell(
        label=field.label,
        text=text or (say("Fehlt noch") if missing else "–"),
        right=field.type in NUMBER_TYPES,
        missing=missing and not text,
    )


def _is_chosen(each: Input) -> bool:
    return any(option.chosen and option.value for option in each.options)
