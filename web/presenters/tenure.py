"""Who had which role in a quartier from when to when, as its events tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from workflow.core.events import Recorded
from workflow.core.evolve import evolve
from workflow.core.state import ProcessState

Held = tuple[int, str]  # the account and the role


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody in a role; `until` is None while they have it."""

    account: int
    role: str
    since: date
    until: date | None = None


def tenures(stream: Iterable[Recorded]) -> tuple[Tenure, ...]:
    """Return every tenure of a whole stream, in the order in which they began.

    However a role comes or goes, the team before and after an event says it.
    """
    found: list[Tenure] = []
    holding: dict[Held, int] = {}
    state: ProcessState | None = None
    for recorded in stream:
        state = evolve(state, recorded)
        team = {(each.account, each.role): each.since for each in state.instance.team}
        for held in [each for each in holding if each not in team]:
            place = holding.pop(held)
            found[place] = replace(found[place], until=recorded.on)
        _begin(found, holding, team)
    return tuple(found)


def _begin(found: list[Tenure], holding: dict[Held, int], team: Mapping[Held, date]) -> None:
    for (account, role), since in team.items():
        if (account, role) not in holding:
            holding[account, role] = len(found)
            found.append(Tenure(account, role, since))
