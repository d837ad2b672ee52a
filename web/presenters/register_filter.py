"""The questions by which a list of a register is narrowed and sorted.

Rule: each offers only what is there: people and entries that the register names, things that are
missing somewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from web.language import said_later, say
from web.presenters.collation import collated
from web.presenters.inputs import Input, Option, select_input
from web.presenters.register_lacks import Lacks
from web.presenters.register_wanted import (
    ALL,
    ANYTHING,
    ARCHIVED,
    LACKS,
    NOTHING,
    NUMBER,
    ONLY,
    SORT,
    TEXT,
    TITLE,
    Wanted,
    choosable,
    name_of,
    values,
)
from web.presenters.scene import Scene
from web.presenters.values import reference_title
from workflow.core.definition import Field, FieldType, Register

_FIRST = 3
_YES_NO = (("ja", said_later("Ja")), ("nein", said_later("Nein")))


def filter_inputs(
    scene: Scene, register: Register, asked: Wanted, columns: Iterable[Field], missing: Lacks
) -> tuple[tuple[Input, ...], tuple[Input, ...]]:
    """Return the questions that stand there at once, and those that are folded."""
    seen = {field.id for field in columns}
    fields = sorted(choosable(register), key=lambda field: field.id not in seen)
    narrowing = [_by_field(scene, register, asked, field) for field in fields]
    search = Input(name=TEXT, label=say("Suchen"), kind="search", value=asked.text)
    first = (search, *narrowing[:_FIRST], _by_lack(asked, missing))
    return first, (*narrowing[_FIRST:], _by_archive(asked), _sorting(register, asked, columns))


def _select(name: str, label: str, pairs: Iterable[tuple[str, str]], chosen: str) -> Input:
    options = [Option(value, text, value == chosen) for value, text in pairs]
    return select_input(name, label, [Option("", say("Alle"), not chosen), *options])


def _by_field(scene: Scene, register: Register, asked: Wanted, field: Field) -> Input:
    pairs = [*_pairs(scene, register, field), (NOTHING, say("Ohne Angabe"))]
    return _select(name_of(field.id), field.label, pairs, asked.chosen.get(field.id, ""))


def _pairs(scene: Scene, register: Register, field: Field) -> Iterator[tuple[str, str]]:
    if field.type is FieldType.YES_NO:
        yield from ((value, say(label)) for value, label in _YES_NO)
        return
    if field.type not in (FieldType.PERSON, FieldType.REFERENCE):
        yield from field.options.items()
        return
    named = {
        int(value)
        for record in scene.state.register(register.id).values()
        for value in values(scene, field, record)
        if value != NOTHING
    }
    pairs = [(str(each), _name(scene, field, each)) for each in named]
    yield from sorted(pairs, key=lambda pair: collated(pair[1]))


def _name(scene: Scene, field: Field, number: int) -> str:
    if field.type is FieldType.REFERENCE:
        return reference_title(scene, field.register, number)
    if number == scene.actor.account:
        return say("Nur meine")
    return scene.named(number)


def _by_lack(asked: Wanted, missing: Lacks) -> Input:
    found = {lack.key: lack.label for each in missing.values() for lack in each}
    pairs = [(ANYTHING, say("Irgendeine Angabe")), *found.items()]
    return _select(LACKS, say("Fehlt noch"), pairs if found else [], asked.lacks)


def _by_archive(asked: Wanted) -> Input:
    options = [
        Option("", say("Ohne archivierte"), not asked.archived),
        Option(ONLY, say("Nur archivierte"), asked.archived == ONLY),
        Option(ALL, say("Alle"), asked.archived == ALL),
    ]
    return select_input(ARCHIVED, say("Archiv"), options)


def _sorting(register: Register, asked: Wanted, columns: Iterable[Field]) -> Input:
    pairs = [
        (NUMBER, say("Nummer")),
        (TITLE, register.singular),
        *((field.id, field.label) for field in columns),
    ]
    now = asked.sort or NUMBER
    options = []
    for by, label in pairs:
        options.append(Option(by, label, by == now))
        down = say("{column}, absteigend", column=label)
        options.append(Option(f"-{by}", down, f"-{by}" == now))
    return select_input(SORT, say("Sortieren nach"), options)
