"""How a person gets something done on the pages: where they begin, which form, what they answer.

Rule: one way for each command of the scenarios, in the words of the pages. Addresses come from
`web.paths`; that a link leads from the start to the form the driver sees to.
"""

from features.drivers.ways import deciding, entering, settling, steering, working
from features.drivers.ways.way import Way, ways

__all__ = ["Way", "deciding", "entering", "settling", "steering", "ways", "working"]
