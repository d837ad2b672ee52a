"""Reads single texts by the description of the format: ids, numbers, truth values, fixed words.

Rule: a text is taken as it was written or reported with what would have been right; nothing is
guessed but the few words that clearly mean yes or no, and those with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from workflow.definitions.format import ID_PATTERN, RESERVED
from workflow.definitions.kinds import Flag, Identifier, Literal, Reference, Text, Whole, Word
from workflow.definitions.message import Term
from workflow.definitions.nodes import List, Mapping, Node, Path, Scalar
from workflow.definitions.problems import UMLAUTS, Place, Report, listed, nearest

LONGEST_NAME = 200
_ID = re.compile(ID_PATTERN)
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_ONE_NUMBER = re.compile(r"[^-0-9]*([0-9]{1,9})[^0-9]*")
_TRUTH = {"true": True, "false": False}
_ALMOST_TRUTH = {
    **dict.fromkeys(("yes", "y", "on", "ja", "True", "TRUE"), True),
    **dict.fromkeys(("no", "n", "off", "nein", "False", "FALSE"), False),
}


def _written(node: Node, path: Path, report: Report, expected: Term = Term.TEXT) -> str | None:
    if type(node) is not Scalar:
        report.add("E034/form", node, path, expected=expected, found=form_of(node))
        return None
    if node.is_empty:
        report.add("E033/empty", node, path, key=last_name(path))
        return None
    return node.value.strip()


def read_text(kind: Text, node: Node, path: Path, report: Report) -> str | None:
    """Return a text of bounded length."""
    value = _written(node, path, report)
    if value is not None and len(value) > kind.maximum:
        report.add("E019/text", node, path, found=len(value), limit=kind.maximum)
        return None
    return value


def read_reference(kind: Reference | Literal, node: Node, path: Path, report: Report) -> str | None:
    """Return a name or literal as it was written; what it means is found out later."""
    value = _written(node, path, report)
    if value is not None and len(value) > LONGEST_NAME:
        report.add("E019/text", node, path, found=len(value), limit=LONGEST_NAME)
        return None
    del kind
    return value


def read_identifier(kind: Identifier, node: Node, path: Path, report: Report) -> str | None:
    """Return a new id."""
    value = _written(node, path, report)
    if value is None or not check_id(kind, value, node, path, report):
        return None
    return value


def check_id(kind: Identifier, value: str, node: Node, path: Path, report: Report) -> bool:
    """Report an id that is malformed or reserved; return whether it may be used."""
    if not _ID.fullmatch(value):
        almost = re.sub(r"[^a-z0-9]+", "-", value.lower().translate(UMLAUTS)).strip("-")[:64]
        suggestion = almost if _ID.fullmatch(almost) else ""
        report.add("E030/pattern", node, path, suggestion, id=value)
        return False
    if kind.reserved and value in RESERVED:
        report.add("E030/reserved", node, path, id=value)
        return False
    return True


def read_whole_number(kind: Whole, node: Node, path: Path, report: Report) -> int | None:
    """Return a whole number within its limits."""
    value = _written(node, path, report, Term.WHOLE_NUMBER)
    if value is None:
        return None
    if _WHOLE.fullmatch(value) and kind.minimum <= int(value) <= kind.maximum:
        return int(value)
    said = _ONE_NUMBER.fullmatch(value)  # as in "20 Wochen"
    meant = said[1] if said and kind.minimum <= int(said[1]) <= kind.maximum else ""
    limits = {"minimum": kind.minimum, "maximum": kind.maximum}
    report.add("E032/whole", node, path, meant, value=value, **limits)
    return None


def read_flag(kind: Flag, node: Node, path: Path, report: Report) -> bool | None:
    """Return true or false."""
    del kind
    value = _written(node, path, report, Term.TRUTH)
    return None if value is None else truth(value, node, path, report)


def truth(value: str, node: Node | Place, path: Path, report: Report) -> bool | None:
    """Return what a text says about yes or no; other words than true and false are doubtful."""
    if value in _TRUTH:
        return _TRUTH[value]
    read_as = _ALMOST_TRUTH.get(value, _ALMOST_TRUTH.get(value.lower()))
    if read_as is None:
        report.add("E034/form", node, path, expected=Term.TRUTH, found=value)
    else:
        report.add("W101", node, path, value=value, read=str(read_as).lower())
    return read_as


def read_word(kind: Word, node: Node, path: Path, report: Report) -> str | None:
    """Return one of a few fixed words."""
    if type(node) is List and kind.message == "E051":
        report.add("E051/list", node, path, words=listed(kind.words))
        return None
    value = _written(node, path, report)
    if value is None or value in kind.words:
        return value
    words = listed(kind.words)
    meant = nearest(value, kind.words)
    if kind.message == "E051":
        meant = _titled(value, kind.words, report) or meant
    report.add(kind.message, node, path, meant, value=value, words=words)
    return None


def _titled(title: str, roles: Iterable[str], report: Report) -> str:
    """Return the role that the document gives such a title."""
    found = ((role, report.value_at(("roles", role, "title"))) for role in roles)
    by_title = {node.value.lower(): role for role, node in found if isinstance(node, Scalar)}
    return by_title.get(nearest(title, by_title), "")


def form_of(node: Node) -> Term:
    """Return what form a node has, in a word."""
    match node:
        case Mapping():
            return Term.MAPPING
        case List():
            return Term.LIST
        case Scalar():
            return Term.NOTHING if node.is_empty else Term.TEXT


def last_name(path: Path) -> str:
    """Return the last name on a path."""
    return next((part for part in reversed(path) if isinstance(part, str)), "")
