"""Which quartiere could be moved to another version, and who works in them.

Rule: a quartier is one if it is under way by any version that its municipality has published.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import and_, bindparam, or_, select

from workflow.core.state import ProcessLife
from workflow.storage.statements import Statement, Transaction
from workflow.storage.tables import account, definition_version, instance, membership

_IS_UNDER_WAY = and_(
    instance.c.municipality_id == bindparam("town"),
    or_(*(instance.c.life == life.value for life in (ProcessLife.RUNNING, ProcessLife.PAUSED))),
    instance.c.definition != bindparam("digest"),
    instance.c.definition.in_(
        select(definition_version.c.digest).where(
            definition_version.c.municipality_id == bindparam("town"),
            definition_version.c.definition_id == bindparam("definition"),
        )
    ),
)
_UNDER_WAY = Statement(
    select(instance.c.id, instance.c.slug)
    .where(_IS_UNDER_WAY)
    .order_by(instance.c.name_key, instance.c.id)
)
_THEIR_VERSIONS = Statement(select(instance.c.definition).where(_IS_UNDER_WAY).distinct())
_TEAMS = Statement(
    select(membership.c.instance_id, membership.c.account_id)
    .join_from(membership, account)
    .where(membership.c.municipality_id == bindparam("town"), account.c.active == 1)
)


def under_way(
    tx: Transaction, municipality: int, definition: str, digest: str
) -> Mapping[str, int]:
    """Return the quartiere that could be moved to a version of a definition, by slug, in their order."""
    key = {"town": municipality, "definition": definition, "digest": digest}
    return {slug: identity for identity, slug in tx.all(_UNDER_WAY, key)}


def versions_under_way(
    tx: Transaction, municipality: int, definition: str, digest: str
) -> tuple[str, ...]:
    """Return the versions (digests) by which these quartiere work."""
    key = {"town": municipality, "definition": definition, "digest": digest}
    return tuple(found for (found,) in tx.all(_THEIR_VERSIONS, key))


def teams(tx: Transaction, municipality: int) -> Mapping[int, frozenset[int]]:
    """Return the open accounts in the teams of a municipality, by quartier."""
    found: dict[int, frozenset[int]] = {}
    for quarter, person in tx.all(_TEAMS, {"town": municipality}):
        found[quarter] = found.get(quarter, frozenset()) | {person}
    return found
