"""What somebody looks for in the list of quartiere: a filter that lives in the address alone.

Rule: what an address says and we do not know is left out, never an error; the same search has the
same address, so that it can be kept and sent on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from web import paths
from web.language import said_later, say
from web.presenters.inputs import Input, Option, select_input
from web.presenters.status import LEVELS
from workflow.core.definition import Definitions
from workflow.core.municipality_settings import Local
from workflow.core.state import Level
from workflow.storage.queries import NOBODY, Lage, Matter, Order, Wanted

PAGE = 50
_NOBODY = "niemand"
MATTERS: Mapping[Matter, str] = {
    Matter.DECISION: "freigaben",
    Matter.STILL: "stillstand",
    Matter.OVERDUE: "ueberfaellig",
    Matter.SITUATION: "lage",
}
_MATTER_NAMES: Mapping[Matter, str] = {
    Matter.DECISION: said_later("Entscheidung offen"),
    Matter.STILL: said_later("Ohne Bewegung"),
    Matter.OVERDUE: said_later("Pflichtpunkt überfällig"),
    Matter.SITUATION: said_later("Lage veraltet"),
}
_LAGES: Mapping[Lage, tuple[str, str]] = {
    Lage.ON_TRACK: ("im-plan", LEVELS[Level.ON_TRACK].german),
    Lage.AT_RISK: ("gefaehrdet", LEVELS[Level.AT_RISK].german),
    Lage.CRITICAL: ("kritisch", LEVELS[Level.CRITICAL].german),
    Lage.MISSING: ("fehlt", said_later("Keine Einschätzung")),
    Lage.OLD: ("veraltet", said_later("Veraltet")),
}
_ORDERS: Mapping[Order, tuple[str, str]] = {
    Order.URGENCY: ("", said_later("Handlungsbedarf")),
    Order.NAME: ("name", said_later("Name")),
    Order.SITUATION: ("lage", said_later("Älteste Einschätzung")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A search; empty parts leave nothing out. `page` counts from 1."""

    name: str = ""
    manager: int | None = None
    phase: str = ""
    lage: Lage | None = None
    matter: Matter | None = None
    order: Order = Order.URGENCY
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        parts = (self.name, self.manager is not None, self.phase, self.lage, self.matter)
        return any(parts)

    @property
    def is_plain(self) -> bool:
        """Whether it is the list as everybody finds it."""
        return self == Search()

    def wanted(self, today: date, local: Local) -> Wanted:
        """Return it as a question to the database."""
        return Wanted(
            today=today,
            local=local,
            name=self.name,
            manager=self.manager,
            phase=self.phase,
            lage=self.lage,
            matter=self.matter,
        )

    def url(self, path: str = paths.QUARTERS, **changed: object) -> str:
        """Return the address of this search, or of one that differs in something."""
        query = dict(_query(replace(self, **changed)))  # type: ignore[arg-type]
        return f"{path}?{urlencode(query)}" if query else path


def _query(search: Search) -> Iterator[tuple[str, str]]:
    manager = _NOBODY if search.manager == NOBODY else str(search.manager or "")
    pairs = (
        ("q", search.name),
        ("leitung", manager),
        ("phase", search.phase),
        ("lage", _LAGES[search.lage][0] if search.lage else ""),
        ("was", MATTERS[search.matter] if search.matter else ""),
        ("sort", _ORDERS[search.order][0]),
        ("seite", str(search.page) if search.page > 1 else ""),
    )
    yield from ((name, value) for name, value in pairs if value)


def read_search(typed: Mapping[str, str], *, manager: int | None, page: int, name: str) -> Search:
    """Return the search that an address asks for; its text and numbers were read before."""
    lages = {key: lage for lage, (key, _) in _LAGES.items()}
    orders = {key: order for order, (key, _) in _ORDERS.items()}
    return Search(
        name=name,
        manager=NOBODY if typed.get("leitung") == _NOBODY else manager or None,
        phase=typed.get("phase", ""),
        lage=lages.get(typed.get("lage", "")),
        matter={key: each for each, key in MATTERS.items()}.get(typed.get("was", "")),
        order=orders.get(typed.get("sort", ""), Order.URGENCY),
        page=page,
    )


def phases_of(definitions: Definitions) -> dict[str, str]:
    """Return the phases of all definitions in use, by id; the first one of an id names it."""
    found: dict[str, str] = {}
    for definition in definitions.values():
        for phase in definition.phases.values():
            found.setdefault(phase.id, phase.title)
    return found


def search_inputs(
    search: Search, managers: Mapping[int, str], phases: Mapping[str, str]
) -> tuple[Input, ...]:
    """Return the questions of the filter, with what is asked for now."""
    leads = [(str(account), name) for account, name in managers.items()]
    leads.append((_NOBODY, say("Unbesetzt")))
    chosen = dict(_query(search))
    lages = [(key, say(name)) for key, name in _LAGES.values()]
    matters = [(key, say(_MATTER_NAMES[each])) for each, key in MATTERS.items()]
    orders = [(key, say(name)) for key, name in _ORDERS.values()]
    everybody, everything = ("", say("Alle")), ("", say("Alles"))
    return (
        Input(name="q", label=say("Suchen"), kind="search", value=search.name),
        _select("leitung", say("Leitung"), [everybody, *leads], chosen),
        _select("phase", say("Phase"), [everybody, *phases.items()], chosen),
        _select("lage", say("Lage"), [everybody, *lages], chosen),
        _select("was", say("Zu klären"), [everything, *matters], chosen),
        _select("sort", say("Reihenfolge"), orders, chosen),
    )


def _select(
    name: str, label: str, pairs: list[tuple[str, str]], chosen: Mapping[str, str]
) -> Input:
    now = chosen.get(name, "")
    return select_input(name, label, [Option(key, said, key == now) for key, said in pairs])


def filters_said(search: Search, managers: Mapping[int, str], phases: Mapping[str, str]) -> str:
    """Return what is looked for in words: Leitung: Lena Fuchs, Lage: Kritisch."""
    parts = []
    if search.name:
        parts.append(say("Name: „{text}“", text=search.name))
    if search.manager is not None:
        who = managers.get(search.manager)
        parts.append(say("Leitung: {text}", text=who or say("Unbesetzt")))
    if search.phase:
        parts.append(say("Phase: {text}", text=phases.get(search.phase, search.phase)))
    if search.lage:
        parts.append(say("Lage: {text}", text=say(_LAGES[search.lage][1])))
    if search.matter:
        parts.append(say("Zu klären: {text}", text=say(_MATTER_NAMES[search.matter])))
    return ", ".join(parts)
