"""Which parts of a state a command touches, so that the service loads just these.

Law L9: a decision on the loaded parts equals the decision on the whole state.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What to load: steps, single records as (register, number), whole registers."""

    steps: frozenset[str] = frozenset()
    records: frozenset[tuple[str, int]] = frozenset()
    registers: frozenset[str] = frozenset()
