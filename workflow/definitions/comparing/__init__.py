"""Two definitions compared: what has changed, told first in meaning, then in text.

Rule: pure. `changes` finds, `told` words it in German or English, `lines` compares what is written.
"""

from workflow.definitions.comparing.changes import Change, Kind, changes
from workflow.definitions.comparing.telling import Told, told
from workflow.definitions.comparing.text import Line, lines
from workflow.definitions.comparing.things import Sort
from workflow.definitions.comparing.weight import Weight

__all__ = ["Change", "Kind", "Line", "Sort", "Told", "Weight", "changes", "lines", "told"]
