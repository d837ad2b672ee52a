"""The money of many quartiere: what each has, and what all of it comes to.

Rule: amounts are added only where they have the same name and the same kind; which registers hold
money, and in which fields, the definitions say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from workflow.core.definition import Definitions, Field, ProcessDefinition, ReportPart
from workflow.core.figures import AmountFigure
from workflow.core.known import as_text
from workflow.core.state import Record


def funds_registers(definitions: Definitions) -> frozenset[str]:
    """Return the registers that say where money comes from."""
    return frozenset(
        register.id
        for definition in definitions.values()
        for register in definition.registers.values()
        if register.report is not None and register.report.part is ReportPart.FUNDS
    )


def amounts(records: Sequence[Record], definition: ProcessDefinition) -> Iterator[AmountFigure]:
    """Yield what the money of a quartier comes to, for each amount that is entered."""
    for register in definition.registers.values():
        if register.report is None or register.report.part is not ReportPart.FUNDS:
            continue
        mine = [record for record in records if record.register == register.id]
        for name in (register.report.amount, register.report.spent):
            field = register.fields.get(name)
            if field is not None:
                yield from summed(_entered(field, mine))


def _entered(field: Field, records: Sequence[Record]) -> Iterator[AmountFigure]:
    named = AmountFigure(label=field.label, kind=field.type, unit=field.unit)
    for record in records:
        found = record.values.get(field.id)
        if found is not None and found.value and isinstance(found.value, str | int):
            yield replace(named, total=str(found.value))


def summed(found: Iterable[AmountFigure]) -> Iterator[AmountFigure]:
    """Yield one amount for each name and kind, with what all of that come to."""
    totals: dict[AmountFigure, Decimal] = {}
    for each in found:
        named = replace(each, total="")
        totals[named] = totals.get(named, Decimal(0)) + Decimal(each.total)
    for named, total in totals.items():
        yield replace(named, total=as_text(total))
