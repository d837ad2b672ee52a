"""Who works in the made-up municipalities. Nobody of them exists.

Rule: one password for all, printed at every start; it opens nothing but the demo.
"""

from __future__ import annotations

from dataclasses import dataclass

from workflow.core.policy import ADMIN, CONSULTANT, COORDINATOR, DEVELOPER, MANAGER

PASSWORD = "quartier-zum-zeigen"  # noqa: S105 - it is printed for everybody to read

TOWN, VILLAGE = "musterhausen", "beispielbach"
MUNICIPALITIES = {TOWN: "Stadt Musterhausen", VILLAGE: "Gemeinde Beispielbach"}
TITLES = {
    COORDINATOR: "Quartierskoordination",
    MANAGER: "Quartiersmanagement",
    DEVELOPER: "Quartiersentwicklung",
    CONSULTANT: "Beratung",
    ADMIN: "Verwaltung der Konten",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account; `role` is what they are known for, `look` what to look at.

    `also`: another municipality in which they have this role.
    """

    name: str
    role: str
    look: str
    municipality: str = TOWN
    also: str = ""

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.name.lower().replace(' ', '.')}@{self.municipality}.example"

    @property
    def is_for_all(self) -> bool:
        """Whether the role is held in the whole municipality, not in the team of a quartier."""
        return self.role in {COORDINATOR, CONSULTANT, ADMIN}


PEOPLE = (
    Person("Petra Voss", COORDINATOR, "alle Quartiere; Entscheidungen, die auf sie warten"),
    Person("Ines Kaya", COORDINATOR, "vertritt Petra Voss; Freigaben mit vier Augen"),
    Person("Aylin Demir", MANAGER, "Lindenhof, Am Mühlbach, Talaue"),
    Person("Malte Petersen", MANAGER, "Kreuzfeld, Hafenviertel, Alte Weberei"),
    Person("Lena Fuchs", MANAGER, "Weststadt, Bahnhofsviertel, Gartenstadt"),
    Person("Yusuf Arslan", MANAGER, "Rosenau, Oberdorf, Südstadt, Klosterberg"),
    Person("Tom Brandt", DEVELOPER, "Maßnahmen in Lindenhof, Alte Weberei und anderen"),
    Person("Nele Hoffmann", DEVELOPER, "Maßnahmen in Rosenau und anderen; leitet die Ziegelhütte"),
    Person("Samir Haddad", CONSULTANT, "Prozessvorlagen, auch für Beispielbach", also=VILLAGE),
    Person("Holger Stein", ADMIN, "Konten; keine Inhalte der Quartiere"),
    Person("Brigitte Sommer", COORDINATOR, "die Nachbargemeinde; sieht nur sie", VILLAGE),
    Person("Karl Wendt", MANAGER, "Ortskern Beispielbach", VILLAGE),
)
