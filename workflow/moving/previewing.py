"""What moving the quartiere of a municipality to a version would mean, and for whom.

Rule: it changes nothing. Whoever sees no case is told numbers and what is to be decided, no quartier.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from workflow.core.commands import SYSTEM, Actor, Choices
from workflow.core.conditions import Scope
from workflow.core.definition import ProcessDefinition
from workflow.core.foresight import moving_means
from workflow.core.moving.mapping import mapping
from workflow.core.moving.preview import Consequences, Decision, Verdict, decisions
from workflow.core.policy import COORDINATOR
from workflow.moving.admitting import DefinitionOf, check_choices, chosen, there
from workflow.storage import codec, loading, movable
from workflow.storage.statements import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """What the move means for one quartier; `before` is the version it is under now."""

    instance: int
    slug: str
    name: str | None  # none: erased
    before: ProcessDefinition
    consequences: Consequences


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a move means for all quartiere under way.

    `rows` are empty for whoever sees no case; `counts` and `decisions` (each with the slugs of the
    quartiere it is about) are not. `letters` to `people` would tell the teams of those that can move.
    """

    target: ProcessDefinition
    counts: Mapping[Verdict, int]
    decisions: Mapping[Decision, tuple[str, ...]]
    rows: tuple[Previewed, ...]
    letters: int
    people: int


def preview(
    tx: Transaction,
    definition_of: DefinitionOf,
    municipality: int,
    target: ProcessDefinition,
    *,
    actor: Actor,
    choices: Choices,
    only: Collection[str],
    today: date,
) -> Preview:
    """Return what it would mean for all quartiere under way, or `only` these; raises InvalidInput."""
    check_choices(tx, definition_of, municipality, target, choices)
    instances = chosen(tx, municipality, target, only).values()
    found = [
        _look(tx, definition_of, each, target=target, choices=choices, today=today)
        for each in instances
    ]
    rows = [row for row, _ in found]
    told = _told(rows, movable.teams(tx, municipality), actor)
    sees = actor is SYSTEM or COORDINATOR in actor.roles
    about: dict[Decision, tuple[str, ...]] = {}
    for row, asked in found:
        for each in asked:
            about[each] = (*about.get(each, ()), row.slug)
    return Preview(
        target=target,
        counts=Counter(row.consequences.verdict for row in rows),
        decisions=about if sees else dict.fromkeys(about, ()),
        rows=tuple(rows) if sees else (),
        letters=sum(len(each) for each in told),
        people=len(frozenset().union(*told)),
    )


def _look(
    tx: Transaction,
    definition_of: DefinitionOf,
    identity: int,
    *,
    target: ProcessDefinition,
    choices: Choices,
    today: date,
) -> tuple[Previewed, tuple[Decision, ...]]:
    loaded = there(loading.find_instance(tx, identity))
    state = loading.load_whole(tx, loaded)
    before = definition_of(tx, loaded.definition, loaded.settings.gender_form)
    found = moving_means(Scope(before, state, today), target, choices)
    row = Previewed(
        instance=identity,
        slug=loaded.slug,
        name=codec.word_column(loaded.part.name),
        before=before,
        consequences=found,
    )
    may = found.verdict is not Verdict.IMPOSSIBLE
    return row, decisions(mapping(before, target, choices.same), state) if may else ()


def _told(
    rows: Iterable[Previewed], teams: Mapping[int, frozenset[int]], actor: Actor
) -> list[frozenset[int]]:
    """Return who would be written to, for each quartier that can move: all but who moves it."""
    return [
        teams.get(row.instance, frozenset()) - {actor.account}
        for row in rows
        if row.consequences.verdict is not Verdict.IMPOSSIBLE
    ]
