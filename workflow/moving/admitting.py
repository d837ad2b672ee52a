"""Who may move quartiere, and which of them a move is about.

Rule: roles are read in the transaction that uses them. The operator acts without an account. What is
chosen has to be open in some quartier: one that is mistyped is never passed over in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from workflow.core.commands import SYSTEM, Actor, Choices
from workflow.core.definition import GenderForm, ProcessDefinition
from workflow.core.errors import (
    Blocker,
    Forbidden,
    InputProblem,
    InvalidInput,
    NotFound,
    Problem,
    Reason,
)
from workflow.core.moving.plan import unfounded
from workflow.storage import admission, movable
from workflow.storage.statements import Transaction

Thing = TypeVar("Thing")
DefinitionOf = Callable[[Transaction, str, GenderForm], ProcessDefinition]


def actor(tx: Transaction, municipality: int, account: int | None, *roles: str) -> Actor:
    """Return who acts, who needs one of these roles in the municipality; raises Forbidden."""
    if account is None:
        return SYSTEM
    found = admission.actor_in_municipality(tx, municipality, account)
    if found.roles.isdisjoint(roles):
        raise Forbidden(Blocker(reason=Reason.NOT_ALLOWED, roles=roles))
    return found


def chosen(
    tx: Transaction, municipality: int, target: ProcessDefinition, only: Collection[str]
) -> Mapping[str, int]:
    """Return the quartiere that are meant, by slug; raises InvalidInput if one cannot be moved."""
    found = movable.under_way(tx, municipality, target.id, target.digest)
    unknown = [slug for slug in only if slug not in found]
    if unknown:
        raise InvalidInput(
            *(
                InputProblem(name="only", problem=Problem.NO_SUCH_CHOICE, limit=slug)
                for slug in unknown
            )
        )
    return {slug: each for slug, each in found.items() if not only or slug in only}


def check_choices(
    tx: Transaction,
    definition_of: DefinitionOf,
    municipality: int,
    target: ProcessDefinition,
    choices: Choices,
) -> None:
    """Raise InvalidInput for a choice that no quartier under way leaves open, chosen or not."""
    if choices == Choices():
        return
    digests = movable.versions_under_way(tx, municipality, target.id, target.digest)
    befores = [definition_of(tx, digest, GenderForm.STAR) for digest in digests]
    wrong = unfounded(befores, target, choices)
    if befores and wrong:
        raise InvalidInput(*wrong)


def there(found: Thing | None) -> Thing:
    """Return what was found; raises NotFound if nothing was."""
    if found is None:
        raise NotFound
    return found
