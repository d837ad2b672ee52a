"""A definition one level at a time: what stands at a path, what is in it, and why it is so.

Rule: told from the merged tree and the operations that made it, whatever builds on what; a
definition that cannot be used yet is shown as far as it can be read.
"""

from workflow.definitions.outlining.level import Lock, Outline, Part, outline
from workflow.definitions.outlining.likely import likely
from workflow.definitions.outlining.naming import HELP_LANGUAGE, kind_name

__all__ = ["HELP_LANGUAGE", "Lock", "Outline", "Part", "kind_name", "likely", "outline"]
