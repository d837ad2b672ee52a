"""Where definitions are written: from a draft to a version, and the end of one.

Rule: the command line and the web use this door and say the same things, from the same checks. What
they show of definitions (findings, moments of an example, what ships) is handed out here.
"""

from workflow.definitions.comparing import Change, Kind, changes, told
from workflow.definitions.decoding import LARGEST_FILE, text_of
from workflow.definitions.library import DefinitionInvalid
from workflow.definitions.message import Language
from workflow.definitions.overlay.beginning import beginning
from workflow.definitions.problems import Problem as Finding
from workflow.definitions.proof.rehearsing import Moment, Stage, moments
from workflow.definitions.proof.run import ACCOUNTS as EXAMPLE_PEOPLE
from workflow.definitions.publishing import Examined, can_be_id, with_next_version
from workflow.definitions.writing import readable
from workflow.storage.drafts import Draft
from workflow.workbench.bench import Publication, Workbench
from workflow.workbench.review import Awaited, Review
from workflow.workbench.shipping import Shipped, shipped_versions

__all__ = [
    "EXAMPLE_PEOPLE",
    "LARGEST_FILE",
    "Awaited",
    "Change",
    "DefinitionInvalid",
    "Draft",
    "Examined",
    "Finding",
    "Kind",
    "Language",
    "Moment",
    "Publication",
    "Review",
    "Shipped",
    "Stage",
    "Workbench",
    "beginning",
    "can_be_id",
    "changes",
    "moments",
    "readable",
    "shipped_versions",
    "text_of",
    "told",
    "with_next_version",
]
