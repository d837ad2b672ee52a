"""An overlay put onto another version of its base: what goes by itself, what wants a look, what cannot.

Rule: pure, and nothing is decided for the author where both have something to say and it cannot be
had together. What the overlay says goes on holding.
"""

from workflow.definitions.rebasing.findings import Finding, Level, NotRebased, Reason, Rebased
from workflow.definitions.rebasing.onto import rebase

__all__ = ["Finding", "Level", "NotRebased", "Reason", "Rebased", "rebase"]
