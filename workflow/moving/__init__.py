"""Moving many quartiere to another version: the preview, the run, and taking it back.

Rule: the command line and the web use this door and say the same things.
"""

from workflow.moving.moves import Moves
from workflow.moving.previewing import Preview, Previewed
from workflow.storage.move_runs import Line, LineStatus, Run

__all__ = ["Line", "LineStatus", "Moves", "Preview", "Previewed", "Run"]
