"""The quartiere of the demo, in the order in which they are told.

Rule: together they show every stage and everything that can be stuck; each says in one line
(`shows`) what it is there for.
"""

from __future__ import annotations

from workflow.demo.tales_early import EARLY
from workflow.demo.tales_late import LATE

TALES = (*EARLY, *LATE)
