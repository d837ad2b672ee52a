"""Which entries of a register somebody wants to see, and in which order: what an address says.

Rule: all of it stands in the address and nowhere else, so that every view can be kept and passed
on. What an address says that makes no sense here is as good as not said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from web.presenters.collation import folded
from web.presenters.register_lacks import Lack
from web.presenters.scene import Scene
from web.presenters.values import record_title, scope_of, shown
from workflow.core.conditions import field_value
from workflow.core.definition import Field, FieldRef, FieldType, Register
from workflow.core.state import Erased, Record

TEXT, LACKS, ARCHIVED, SORT, PAGE = "suche", "fehlt", "archiv", "sort", "seite"
_DAY = "stand"  # in every address of a quartier the day whose end is shown
_OWN = frozenset({TEXT, LACKS, ARCHIVED, SORT, PAGE, _DAY})
NOTHING, ANYTHING = "-", "etwas"  # without a value; something or other
NUMBER, TITLE = "nummer", "titel"
ONLY, ALL = "nur", "alle"
CHOOSABLE = frozenset(
    {
        FieldType.CHOICE,
        FieldType.CHOICES,
        FieldType.YES_NO,
        FieldType.PERSON,
        FieldType.REFERENCE,
    }
)
_LONGEST, _DIGITS = 200, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for. `sort` is a field or `nummer` or `titel`, with a `-` before it: downwards."""

    text: str = ""
    lacks: str = ""
    archived: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    page: int = 1

    @property
    def filters(self) -> bool:
        """Whether anything is left out that would else be shown."""
        return bool(self.text or self.lacks or self.archived or self.chosen)

    @property
    def sorted_by(self) -> str:
        """What it is sorted by, without the direction."""
        return self.sort.removeprefix("-") or NUMBER

    @property
    def downwards(self) -> bool:
        """Whether the largest comes first."""
        return self.sort.startswith("-")


def name_of(field_id: str) -> str:
    """Return how a field is called in the address; ours keep their names."""
    return f"feld-{field_id}" if field_id in _OWN else field_id


def wanted(register: Register, said: Mapping[str, str]) -> Wanted:
    """Return what an address asks for."""
    chosen = {
        each.id: said[name_of(each.id)][:_LONGEST]
        for each in choosable(register)
        if said.get(name_of(each.id))
    }
    page = said.get(PAGE, "")
    sort = said.get(SORT, "")
    known = sort.removeprefix("-") in {NUMBER, TITLE, *register.fields}
    archived = said.get(ARCHIVED, "")
    return Wanted(
        text=" ".join(said.get(TEXT, "")[:_LONGEST].split()),
        lacks=said.get(LACKS, "")[:_LONGEST],
        archived=archived if archived in (ONLY, ALL) else "",
        chosen=chosen,
        sort=sort if known else "",
        page=int(page) if page.isascii() and page.isdecimal() and len(page) <= _DIGITS else 1,
    )


def choosable(register: Register) -> tuple[Field, ...]:
    """Return the fields by which a list can be narrowed."""
    return tuple(
        each
        for each in register.fields.values()
        if each.type in CHOOSABLE and each.calculate is None
    )


def address(url: str, asked: Wanted, **changes: object) -> str:
    """Return the address of a list as it is asked for, with something changed."""
    now = replace(asked, **changes)  # type: ignore[arg-type] # names and types are ours
    said = {
        TEXT: now.text,
        LACKS: now.lacks,
        ARCHIVED: now.archived,
        **{name_of(field_id): value for field_id, value in now.chosen.items()},
        SORT: now.sort,
        PAGE: str(now.page) if now.page > 1 else "",
    }
    query = urlencode({name: value for name, value in said.items() if value})
    return f"{url}?{query}" if query else url


def takes(
    scene: Scene, register: Register, asked: Wanted, record: Record, missing: tuple[Lack, ...]
) -> bool:
    """Return whether an entry is among those that are asked for."""
    if (record.archived is not None) != (asked.archived == ONLY) and asked.archived != ALL:
        return False
    if asked.lacks and not _lacks(asked.lacks, missing):
        return False
    for field_id, value in asked.chosen.items():
        if value not in values(scene, register.fields[field_id], record):
            return False
    return not asked.text or _says(scene, register, record, asked.text)


def _lacks(key: str, missing: tuple[Lack, ...]) -> bool:
    return bool(missing) if key == ANYTHING else key in {each.key for each in missing}


def values(scene: Scene, each: Field, record: Record) -> tuple[str, ...]:
    """Return the values of a field as an address names them."""
    found = field_value(FieldRef("", each.id), scene.scope.within(record))
    if found is None or isinstance(found, Erased):
        return (NOTHING,)
    if isinstance(found, bool):
        return ("ja" if found else "nein",)
    return tuple(map(str, found)) if isinstance(found, tuple) else (str(found),)


def _says(scene: Scene, register: Register, record: Record, text: str) -> bool:
    """Return whether each word stands somewhere in an entry, or is its number."""
    scope = scope_of(scene, record.key)
    said = [str(record.number), record_title(scene, record)]
    said += [
        shown(scene, register.fields[name], value, scope)
        for name, value in record.values.items()
        if name in register.fields and register.fields[name].type is not FieldType.FILE
    ]
    everything = folded("\n".join(said))
    return all(word in everything for word in folded(text).split())
