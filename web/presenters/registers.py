"""All registers of a quartier, each with what belongs into it, how much it holds, what it needs."""

from __future__ import annotations

from dataclasses import dataclass

from web import paths
from web.language import plural, say
from web.presenters.parts import Link, Place
from web.presenters.scene import Scene
from workflow.core import commands as c
from workflow.core.definition import Register


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


def registers_page(scene: Scene) -> RegistersPage:
    """Return all registers with what belongs into each."""
    return RegistersPage(
        title=say("Register – {name}", name=scene.name),
        place=scene.place("register", exact=True),
        registers=tuple(
            RegisterLine(
                title=register.title,
                url=paths.register(scene.q, register.id),
                help=register.help,
                count=alive(scene, register.id),
                add=add_link(scene, register),
            )
            for register in scene.definition.registers.values()
        ),
    )


def alive(scene: Scene, register: str) -> int:
    """Return how many entries of a register count."""
    return sum(1 for record in scene.state.register(register).values() if record.archived is None)


def add_link(scene: Scene, register: Register, query: str = "") -> Link | None:
    """Return the link to the form for a new entry; None if the reader may add none."""
    if not scene.may(c.AddRecord, register.id):
        return None
    url = paths.new_record(scene.q, register.id)
    label = say("{what} anlegen", what=register.singular)
    return Link(label, f"{url}?{query}" if query else url)


def counted(number: int, register: Register) -> str:
    """Return a number of entries by the name that the definition gives them: 8 Maßnahmen."""
    if number == 1:
        return say("{number} {what}", number=number, what=register.singular)
    return say("{number} {what}", number=number, what=register.title)


def entries(number: int) -> str:
    """Return a number of entries."""
    return plural(number, "Eintrag", "Einträge")
