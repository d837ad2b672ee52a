"""What stands above and below the list of a register: how many, what is missing, what it sums to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from web import paths
from web.language import plural, say, spoken
from web.presenters.parts import Link
from web.presenters.register_lacks import Lacks
from web.presenters.register_notes import is_late
from web.presenters.register_wanted import NUMBER, Wanted
from web.presenters.registers import add_link, counted
from web.presenters.scene import Scene, quote
from web.presenters.values import scope_of
from workflow.core import commands as c
from workflow.core.conditions import field_value
from workflow.core.definition import FieldRef, FieldType, Register
from workflow.core.dependence import index
from workflow.core.sentences import value_text
from workflow.core.sentences.language import all_of_words
from workflow.core.state import Record

_MOST_LACKS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """What a register without entries says: what it is, when it comes, how to begin."""

    heading: str
    texts: tuple[str, ...]
    add: Link | None
    bring: Link | None


def summary_of(scene: Scene, register: Register, alive: list[Record], missing: Lacks) -> str:
    """Return how many entries there are, and what is the matter with some of them."""
    late = sum(1 for record in alive if is_late(scene, register, record))
    counts = Counter(lack for each in missing.values() for lack in each)
    parts = [say("{number} mit überfälligen Punkten", number=late)] if late else []
    parts += [
        say("{number} ohne „{what}“", number=number, what=lack.label)
        for lack, number in counts.most_common(_MOST_LACKS)
    ]
    entries = counted(len(alive), register)
    if not parts:
        return say("{entries}.", entries=entries)
    matters = all_of_words(parts, spoken())
    return say("{entries}, davon {matters}.", entries=entries, matters=matters)


def caption(register: Register, asked: Wanted, found: int, everything: int) -> str:
    """Return how many of how many are shown, and by what they are sorted."""
    column = _sorted_by(register, asked.sorted_by)
    order = say("absteigend") if asked.downwards else say("aufsteigend")
    return say(
        "{register}: {found} von {everything}, sortiert nach {column}, {order}",
        register=register.title,
        found=found,
        everything=everything,
        column=column,
        order=order,
    )


def _sorted_by(register: Register, by: str) -> str:
    if by == NUMBER:
        return say("Nummer")
    return register.fields[by].label if by in register.fields else register.singular


def no_hit(register: Register, asked: Wanted) -> str:
    """Return the sentence for a filter that leaves nothing."""
    said = [each.label for each in register.fields.values() if each.id in asked.chosen]
    if asked.text:
        said.insert(0, quote(asked.text))
    if asked.lacks:
        said.append(say("Fehlt noch"))
    if not said:
        return say("Kein Eintrag passt zum Filter.")
    return say("Kein Eintrag passt zu {filters}.", filters=all_of_words(said, spoken()))


def sums(scene: Scene, register: Register, found: list[Record]) -> Iterator[str]:
    """Yield what the amounts of these entries sum to, field by field."""
    for field in register.fields.values():
        if field.type is not FieldType.MONEY:
            continue
        inside = (field_value(FieldRef("", field.id), scope_of(scene, r.key)) for r in found)
        amounts = [value for value in inside if isinstance(value, Decimal)]
        if not amounts:
            continue
        total = value_text(format(sum(amounts, Decimal(0)), "f"), field, spoken())
        text = say("Summe „{field}“: {total}.", field=field.label, total=total)
        open_ = len(found) - len(amounts)
        if open_:
            of = plural(open_, "Eintrag", "Einträgen")
            text = say("{sum} Bei {entries} fehlt der Betrag.", sum=text, entries=of)
        yield text


def bring_link(scene: Scene, register: Register) -> Link | None:
    """Return the link to bringing entries in from a file; None if the reader may not."""
    if not scene.may(c.ImportRecords, register.id):
        return None
    label = say("{what} aus einer CSV-Datei übernehmen", what=register.title)
    return Link(label, paths.bring_records(scene.q, register.id))


def if_empty(scene: Scene, register: Register) -> Empty:
    """Return what a register without entries says."""
    steps = index(scene.definition).proved_by.get(register.id, frozenset())
    number = min((scene.number_of(step) for step in steps), default=0)
    comes = (
        say(
            "Gebraucht werden Einträge zuerst in Schritt {number}. Eintragen können Sie schon jetzt.",
            number=number,
        )
        if number
        else say("Hier stehen später alle Einträge, Schritt für Schritt.")
    )
    return Empty(
        heading=say("Noch keine {what}", what=register.title),
        texts=tuple(text for text in (register.help, comes) if text),
        add=add_link(scene, register),
        bring=bring_link(scene, register),
    )
