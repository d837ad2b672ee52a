"""Cells of a CSV file, read as people write them into what the engine takes for a field.

Rule: tolerant about form, never guessing. A choice may be named by its label or its key, an entry by
its number or its title, a person by their name; what fits two things, or none, is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from web.foreign import plain
from web.presenters.register_file import BETWEEN
from web.presenters.scene import Scene
from web.presenters.values import record_title
from web.typed import Unreadable, read_value
from workflow.core.commands import Entered
from workflow.core.definition import Field, FieldType
from workflow.core.errors import Problem
from workflow.core.gender_form import in_pairs

_NUMBERS = re.compile(r"[\s,;|]+")
_TITLES = re.compile(r"[|;\n]")  # a title may have a comma
_YES, _NO = frozenset({"ja", "yes", "true", "x", "1"}), frozenset({"nein", "no", "false", "0"})


def entered(scene: Scene, field: Field, raw: str) -> Entered:
    """Return what a cell says for a field, None for nothing; raises Unreadable."""
    if not raw:
        return None
    match field.type:
        case FieldType.CHOICE:
            return _option(field, raw)
        case FieldType.CHOICES:
            return tuple(_options(field, raw))
        case FieldType.YES_NO:
            return _yes_no(raw)
        case FieldType.PERSON:
            return _person(scene, raw)
        case FieldType.REFERENCE:
            return read_value(field, tuple(_references(scene, field, raw)))
        case _:
            return read_value(field, (raw,))


def matched(text: str) -> str:
    """Return a text as it is compared with another: in small letters, in whatever form it was shown."""
    return in_pairs(plain(text)).casefold()


def _option(field: Field, raw: str) -> str:
    for key, label in field.options.items():
        if matched(raw) in (key, matched(label)):
            return key
    raise Unreadable(Problem.NOT_AN_OPTION)


def _options(field: Field, raw: str) -> Iterator[str]:
    for separator in (BETWEEN.strip(), ";", "\n"):
        if separator in raw:
            yield from (_option(field, part.strip()) for part in raw.split(separator))
            return
    try:
        yield _option(field, raw)  # a label may have a comma of its own
    except Unreadable:
        if "," not in raw:
            raise
        yield from (_option(field, part.strip()) for part in raw.split(","))


def _yes_no(raw: str) -> bool:
    word = raw.casefold()
    if word not in _YES | _NO:
        raise Unreadable(Problem.NOT_AN_OPTION)
    return word in _YES


def _references(scene: Scene, field: Field, raw: str) -> Iterator[str]:
    """Yield the numbers of the entries that a cell names, by number or by title."""
    parts = [part for part in _NUMBERS.split(raw) if part]
    if all(part.isdecimal() for part in parts):
        yield from parts
        return
    titles = _TITLES.split(raw) if field.many else (raw,)
    yield from (_numbered(scene, field, title.strip()) for title in titles if title.strip())


def _numbered(scene: Scene, field: Field, title: str) -> str:
    records = scene.state.register(field.register).values()
    found = [
        record.number
        for record in records
        if record.archived is None and matched(record_title(scene, record)) == matched(title)
    ]
    if len(found) != 1:
        raise Unreadable(Problem.NO_SUCH_RECORD)
    return str(found[0])


def _person(scene: Scene, raw: str) -> int:
    accounts = {member.account for member in scene.state.instance.team}
    found = [each for each in accounts if scene.named(each).casefold() == raw.casefold()]
    if len(found) != 1:
        raise Unreadable(Problem.NOT_IN_TEAM)
    return found[0]
