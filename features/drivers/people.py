"""Who appears in the scenarios, and in which role."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account. `team`: the role in the quartier; `everywhere`: in the town."""

    name: str
    email: str
    team: str = ""
    everywhere: str = ""


PEOPLE = (
    Person("Petra Voss", "petra.voss@example.org", everywhere="coordinator"),
    Person("Ines Kaya", "ines.kaya@example.org", everywhere="coordinator"),
    Person("Tom Brandt", "tom.brandt@example.org", team="manager"),
    Person("Lena Fuchs", "lena.fuchs@example.org", team="developer"),
    Person("Jan Roth", "jan.roth@example.org"),
)
