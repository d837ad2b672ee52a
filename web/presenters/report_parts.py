"""What the figures of a report say about registers: tables of work and money, and who took part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from web.language import say, spoken
from web.presenters import dates
from web.presenters.status import DONE, OPEN, OVERDUE, WORKING, Status
from workflow.core.definition import Field, ReportPart
from workflow.core.figures import AmountFigure, Figures, RecordFigure, RegisterFigure, word
from workflow.core.sentences import value_text

Said = Callable[[str], str]
_EVENTS = 8  # a council reads two pages: more events than these are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A value in a row; `sign` is the key of a status that stands before it."""

    label: str
    text: str
    sign: str = ""
    number: bool = False
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table: what it is about, and its values."""

    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A register as a table."""

    title: str
    caption: str
    singular: str
    rows: tuple[Row, ...]

    @property
    def heads(self) -> tuple[Cell, ...]:
        """The cells whose labels are the heads of the columns."""
        return self.rows[0].cells if self.rows else ()


def told_of(figures: Figures, part: ReportPart) -> Iterator[RegisterFigure]:
    """Yield the registers that are this to a report."""
    yield from (each for each in figures.registers if each.part is part)


def tables(figures: Figures, part: ReportPart, until: date, said: Said) -> Iterator[Told]:
    """Yield each register of a part as a table; those without an entry are left out."""
    for register in told_of(figures, part):
        if register.records:
            yield Told(
                title=register.title,
                caption=_caption(register),
                singular=register.singular,
                rows=tuple(_row(register, record, until, said) for record in register.records),
            )


def _caption(register: RegisterFigure) -> str:
    found = say("{title}: {count}", title=register.title, count=len(register.records))
    sums = [amount_text(each) for each in (register.amount, register.spent) if each]
    return ", ".join((found, *filter(None, sums)))


def amount_text(amount: AmountFigure) -> str:
    """Return how an amount is called with what all of them come to: Bewilligt 12.000 €."""
    return f"{amount.label} {shown(amount, amount.total)}" if amount.total else ""


def shown(amount: AmountFigure, text: str) -> str:
    """Return one amount as people read it."""
    field = Field(id="amount", type=amount.kind, label=amount.label, unit=amount.unit)
    return value_text(text, field, spoken()) if text else say("offen")


def title_of(record: RecordFigure, said: Said) -> str:
    """Return an entry by its number and its title."""
    title = said(word("title", record.key)) or say("gelöscht")
    return f"{record.number} {title}"


def _row(register: RegisterFigure, record: RecordFigure, until: date, said: Said) -> Row:
    cells = [Cell(label=say("Bis"), text=_day(record), number=True)] if register.day else []
    for amount, text in ((register.amount, record.amount), (register.spent, record.spent)):
        if amount is not None:
            cells.append(
                Cell(label=amount.label, text=shown(amount, text), number=True, right=True)
            )
    status = work_status(record)
    stands = [record.status or status.word]
    if record.late_since is not None:
        days = dates.span((until - record.late_since).days)
        stands.append(say("seit {time} überfällig", time=days))
    sign = status.key if register.part is ReportPart.WORK or status is OVERDUE else ""
    cells.append(Cell(label=say("Stand"), text=", ".join(stands), sign=sign))
    return Row(title=title_of(record, said), cells=tuple(cells))


def _day(record: RecordFigure) -> str:
    return dates.table_day(record.day) if record.day else say("ohne Termin")


def work_status(record: RecordFigure) -> Status:
    """Return the sign of an entry, computed from its own checklist."""
    if record.late_since is not None:
        return OVERDUE
    if record.items and not record.open:
        return DONE
    return WORKING if record.touched else OPEN


def involved(figures: Figures, said: Said) -> Iterator[str]:
    """Yield who takes part, and what took place in the period."""
    for register in told_of(figures, ReportPart.CONTACT):
        stands = ", ".join(f"{label} {count}" for label, count in register.by_status)
        text = say(
            "{title}: {count}, davon neu {added}",
            title=register.title,
            count=register.count,
            added=register.added,
        )
        yield f"{text} ({stands})" if stands else text
    for register in told_of(figures, ReportPart.EVENT):
        yield from _events(register, said)


def _events(register: RegisterFigure, said: Said) -> Iterator[str]:
    text = say(
        "{title} im Berichtszeitraum: {count}", title=register.title, count=len(register.records)
    )
    total = amount_text(register.amount) if register.amount else ""
    yield f"{text}, {total}" if total else text
    shown_here = register.records[-_EVENTS:]  # in the order of their days: the latest
    if len(register.records) > len(shown_here):
        yield say("Darunter zuletzt {number}:", number=len(shown_here))
    for record in shown_here:
        title = said(word("title", record.key)) or say("gelöscht")
        if record.day is not None:
            title = say("{title} am {day}", title=title, day=dates.long_day(record.day))
        if register.amount is not None and record.amount:
            many = f"{register.amount.label} {shown(register.amount, record.amount)}"
            yield f"{title}, {many}"
        else:
            yield title
