"""The ways of values and of entries in registers."""

from __future__ import annotations

from collections.abc import Mapping

from features.drivers.page import Question
from features.drivers.ways.way import Way, answered, ways
from features.drivers.world import World
from web import paths
from workflow.core import commands as c
from workflow.core.commands import Entered
from workflow.core.definition import Field, ProcessDefinition
from workflow.core.state import record_key


@ways.register
def _(command: c.RecordValues, world: World) -> tuple[Way, ...]:
    step = paths.step(world.slug, command.holder)
    answers = _entered(world.definition.steps[command.holder].fields, command.values)
    page = paths.step_values(world.slug, command.holder)
    return (Way(step, page, "Angaben speichern", answers),)


@ways.register
def _(command: c.AddRecord, world: World) -> tuple[Way, ...]:
    register = world.definition.registers[command.register]
    answers = (
        *_entered(register.fields, command.values),
        ("In welchem Schritt entstanden?", _numbered(world.definition, command.step)),
    )
    page = paths.new_record(world.slug, register.id)
    start = paths.register(world.slug, register.id)
    return (Way(start, page, f"{register.singular} speichern", answers),)


@ways.register
def _(command: c.ChangeRecord, world: World) -> tuple[Way, ...]:
    entry = paths.record(world.slug, command.register, command.number)
    answers = _entered(world.definition.registers[command.register].fields, command.values)
    return (Way(entry, f"{entry}/bearbeiten", "Eintrag speichern", answers),)


@ways.register
def _(command: c.ArchiveRecord, world: World) -> tuple[Way, ...]:
    entry = paths.holder(world.slug, record_key(command.register, command.number))
    reason = answered(("Begründung", command.reason))
    return (Way(entry, f"{entry}/archiv", "Eintrag archivieren", reason),)


def _entered(fields: Mapping[str, Field], values: Mapping[str, Entered]) -> tuple[Question, ...]:
    return tuple(
        (fields[name].label, _typed(fields[name], value)) for name, value in values.items()
    )


def _typed(field: Field, value: Entered) -> str:
    return field.options.get(str(value), str(value))


def _numbered(definition: ProcessDefinition, step: str) -> str:
    number = list(definition.steps).index(step) + 1
    return f"{number} {definition.steps[step].short}"
