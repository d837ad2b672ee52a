"""A register as a list, and one of its entries as a page with its own checklist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from web import paths
from web.language import plural
from web.presenters import dates
from web.presenters.comments import CommentBox, comment_box
from web.presenters.inputs import UNTYPED, Typed
from web.presenters.item_page import holder_place, register_crumbs
from web.presenters.items import checklist
from web.presenters.parts import Checklist, Fact, Link, Place
from web.presenters.scene import Scene, quote
from web.presenters.values import facts, is_given, record_title, scope_of, shown, title_field
from workflow.core import commands as c
from workflow.core.conditions import holds
from workflow.core.definition import NUMBER_TYPES, Field, FieldType, Register
from workflow.core.state import Answer, Record, record_key

_COLUMNS = 4
_BEST = (FieldType.CHOICE, FieldType.DATE, FieldType.PERSON, FieldType.MONEY)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list."""

    label: str
    right: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in the list; `missing`: it is required and not there."""

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
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """The list of a register."""

    title: str
    place: Place
    heading: str
    says: str
    help: str
    singular: str
    add: Link | None
    columns: tuple[Column, ...]
    rows: tuple[RecordRow, ...]
    archived: tuple[RecordRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """A register with what belongs into it and how much it holds."""

    title: str
    url: str
    help: str
    count: int
    add: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistersPage:
    """All registers of a quartier."""

    title: str
    place: Place
    registers: tuple[RegisterLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointing:
    """Entries of another register that refer to this one."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """One entry as a page."""

    title: str
    place: Place
    over: str
    heading: str
    says: str
    archived: str
    facts: tuple[Fact, ...]
    empty: tuple[Fact, ...]
    empty_title: str
    edit: Link | None
    archive: Link | None
    checklist: Checklist | None
    pointing: tuple[Pointing, ...]
    adds: tuple[Link, ...]
    comment: CommentBox | None


def registers_page(scene: Scene) -> RegistersPage:
    """Return all registers with what belongs into each."""
    return RegistersPage(
        title=f"Register – {scene.name}",
        place=scene.place("register", exact=True),
        registers=tuple(
            RegisterLine(
                title=register.title,
                url=paths.register(scene.q, register.id),
                help=register.help,
                count=alive(scene, register.id),
                add=_add(scene, register),
            )
            for register in scene.definition.registers.values()
        ),
    )


def alive(scene: Scene, register: str) -> int:
    """Return how many entries of a register count."""
    return sum(1 for record in scene.state.register(register).values() if record.archived is None)


def _add(scene: Scene, register: Register) -> Link | None:
    if not scene.may(c.AddRecord, register.id):
        return None
    return Link(f"{register.singular} anlegen", paths.new_record(scene.q, register.id))


def register_page(scene: Scene, register_id: str) -> RegisterPage:
    """Return the list of a register, newest entries last, archived ones folded."""
    register = scene.definition.registers[register_id]
    columns = columns_of(register)
    rows = [
        (r, _row(scene, register, columns, r)) for r in scene.state.register(register_id).values()
    ]
    counted = tuple(row for record, row in rows if record.archived is None)
    return RegisterPage(
        title=f"{register.title} – {scene.name}",
        place=scene.place("register", *register_crumbs(scene, register, linked=False)),
        heading=register.title,
        says=plural(len(counted), "Eintrag", "Einträge"),
        help=register.help,
        singular=register.singular,
        add=_add(scene, register),
        columns=tuple(Column(f.label, f.type in NUMBER_TYPES) for f in columns),
        rows=counted,
        archived=tuple(row for record, row in rows if record.archived is not None),
    )


def columns_of(register: Register) -> tuple[Field, ...]:
    """Return the few fields that a list shows beside the title: short ones, required first."""
    name = title_field(register.fields)
    short = [
        f
        for f in register.fields.values()
        if f.id != name and not f.personal and f.type not in (FieldType.LONG_TEXT, FieldType.FILE)
    ]
    best = sorted(short, key=_rank)[:_COLUMNS]
    return tuple(f for f in register.fields.values() if f in best)


def _rank(field: Field) -> tuple[bool, bool, bool]:
    return field.applies_when is not None, not field.required, field.type not in _BEST


def _row(scene: Scene, register: Register, columns: tuple[Field, ...], record: Record) -> RecordRow:
    return RecordRow(
        anchor=f"eintrag-{record.number}",
        title=record_title(scene, record),
        url=paths.record(scene.q, register.id, record.number),
        under=_under(scene, record),
        cells=tuple(_cell(scene, record, field) for field in columns),
    )


def _under(scene: Scene, record: Record) -> str:
    step = (
        f"Schritt {scene.number_of(record.step)}" if record.step in scene.definition.steps else ""
    )
    parts = [f"Nr. {record.number}", step, f"Runde {record.round}" if record.round > 1 else ""]
    return " · ".join(part for part in parts if part)


def _cell(scene: Scene, record: Record, field: Field) -> Cell:
    scope = scope_of(scene, record.key)
    text = shown(scene, field, record.values.get(field.id), scope)
    missing = field.required and not text and holds(field.applies_when, scope) is Answer.YES
    return Cell(
        label=field.label,
        text=text or ("Fehlt noch" if missing else "–"),
        right=field.type in NUMBER_TYPES,
        missing=missing,
    )


def record_page(scene: Scene, register_id: str, number: int, typed: Typed = UNTYPED) -> RecordPage:
    """Return the page of an entry; the caller has seen to it that it exists."""
    register = scene.definition.registers[register_id]
    record = scene.state.register(register_id)[number]
    key = record_key(register_id, number)
    url = paths.record(scene.q, register_id, number)
    may_change = scene.may(c.ChangeRecord, key)
    every = facts(scene, key, f"{url}/bearbeiten" if may_change else "")
    empty = tuple(fact for fact in every if not is_given(fact))
    return RecordPage(
        title=f"{record_title(scene, record)} – {register.title}",
        place=holder_place(scene, key),
        over=f"{register.singular} · {_under(scene, record)}",
        heading=record_title(scene, record),
        says=f"Angelegt am {dates.long_day(record.on)} von {scene.by(record.by)}",
        archived=_archived(scene, record),
        facts=tuple(fact for fact in every if is_given(fact)),
        empty=empty,
        empty_title=f"{plural(len(empty), 'Angabe', 'Angaben')} ohne Eintrag",
        edit=Link("Eintrag bearbeiten", f"{url}/bearbeiten") if may_change else None,
        archive=Link("Eintrag archivieren", f"{url}/archiv")
        if scene.may(c.ArchiveRecord, key)
        else None,
        checklist=checklist(scene, key) if register.checklist else None,
        pointing=tuple(each for each in _pointing(scene, record) if each.links),
        adds=tuple(_adds(scene, record)),
        comment=comment_box(scene, key, typed),
    )


def _archived(scene: Scene, record: Record) -> str:
    if record.archived is None:
        return ""
    day = dates.long_day(record.archived.on)
    return (
        f"Archiviert am {day} von {scene.by(record.archived.by)}: {quote(record.archived.reason)}"
    )


def _referring(scene: Scene, register: str) -> Iterator[tuple[Register, Field]]:
    """Yield the fields of other registers that can refer to entries of this one."""
    for other in scene.definition.registers.values():
        for field in other.fields.values():
            if field.type is FieldType.REFERENCE and field.register == register:
                yield other, field


def _pointing(scene: Scene, record: Record) -> Iterator[Pointing]:
    for register, field in _referring(scene, record.register):
        links = []
        for other in scene.state.register(register.id).values():
            found = other.values.get(field.id)
            value = found.value if found else None
            target = value if isinstance(value, tuple) else (value,)
            if record.number in target and other.archived is None:
                url = paths.record(scene.q, register.id, other.number)
                links.append(Link(record_title(scene, other), url))
        yield Pointing(title=f"{register.title} ({field.label})", links=tuple(links))


def _adds(scene: Scene, record: Record) -> Iterator[Link]:
    if record.archived is not None:
        return
    found = {register.id: register for register, _ in _referring(scene, record.register)}
    for register in found.values():
        add = _add(scene, register)
        if add is not None:
            yield add
