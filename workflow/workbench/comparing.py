"""What a page shows of two definitions side by side, and of an overlay on a new base.

Rule: nothing is found here; the same sentences and lines as on the command line.
"""

from __future__ import annotations

from workflow.core.errors import NotFound
from workflow.core.sentences import Language
from workflow.definitions.comparing import Kind, Told, Weight, lines, told
from workflow.definitions.comparing.text import Line, Sign, matched
from workflow.definitions.comparing.words import GROUPS
from workflow.definitions.overlay.bases import Bases
from workflow.definitions.rebasing import Finding, Level, NotRebased, Rebased, rebase
from workflow.definitions.rebasing.rendering import LEVELS
from workflow.definitions.rebasing.telling import sentence

__all__ = [
    "Finding",
    "Kind",
    "Level",
    "Line",
    "Rebased",
    "Sign",
    "Told",
    "kind_name",
    "level_name",
    "lines",
    "matched",
    "rebased",
    "sentence",
    "told",
    "weight_name",
]


def kind_name(kind: Kind, language: Language) -> str:
    """Return what a page puts a change under: new, changed, renamed, gone."""
    return GROUPS[language][kind.value]


def weight_name(weight: Weight, language: Language) -> str:
    """Return what a change means for those who work by it; "" if nobody can tell."""
    return GROUPS[language].get(weight.value, "")


def level_name(level: Level, language: Language) -> str:
    """Return whether somebody has to do something about a finding."""
    return LEVELS[language][level.value]


def rebased(text: bytes, onto: str, bases: Bases, language: Language) -> Rebased:
    """Put an overlay onto another version of its base; raises NotFound if it cannot be tried."""
    try:
        return rebase(text, "", onto, bases, language)
    except NotRebased as error:
        raise NotFound(onto) from error
