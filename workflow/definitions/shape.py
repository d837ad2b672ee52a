"""Reads nodes by the description of the format: right form, right types, or a problem.

Rule: what comes out is plain data (texts, numbers, truth values, lists, dicts) that has the form
the format describes. What was wrong is left out of a record and is None in a list or under a
name: indices and names stay, so that one mistake does not make others. It has been reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from itertools import islice

from workflow.definitions.format import INSERT, KINDS
from workflow.definitions.kinds import (
    ByName,
    Flag,
    Identifier,
    Kind,
    ListOf,
    Literal,
    Named,
    OneOf,
    Operations,
    Record,
    Reference,
    Text,
    Variants,
    Whole,
    Word,
)
from workflow.definitions.message import GERMAN, Said, Term
from workflow.definitions.nodes import List, Mapping, Node, Path, Plain, Scalar
from workflow.definitions.problems import Report, listed, nearest
from workflow.definitions.scalars import (
    check_id,
    form_of,
    last_name,
    read_flag,
    read_identifier,
    read_reference,
    read_text,
    read_whole_number,
    read_word,
)

_COMPARED = 20  # keys among which the one that was meant is looked for


def read(kind: Kind, node: Node, path: Path, report: Report) -> Plain:
    """Return the data of a node as its kind describes it; None if it cannot be read."""
    return _READERS[type(kind)](kind, node, path, report)


# --- lists and choices of form -------------------------------------------------------------------


def _list_of(kind: ListOf, node: Node, path: Path, report: Report) -> list[Plain] | None:
    if type(node) is Mapping and node.flow and node.entries and _all_empty(node):
        report.add("E034/set", node, path)
        return None
    if type(node) is not List:
        report.add("E034/form", node, path, expected=Term.LIST, found=form_of(node))
        return None
    found = len(node.entries)
    if found and not kind.maximum:
        report.add("E034/form", node, path, expected=Term.MAPPING, found=Term.LIST)
        return None
    if found > kind.maximum:
        meant = _numbers_meant(node, kind.maximum)
        report.add("E018/entries", node, path, meant, found=found, limit=kind.maximum)
        return None
    if found < kind.minimum:
        report.add("E033/few", node, path, found=found, limit=kind.minimum)
        return None
    if node.flow and isinstance(kind.kind, Text) and kind.kind.prose:
        _warn_of_cut_sentence(node, path, report)
    return [read(kind.kind, entry, (*path, i), report) for i, entry in enumerate(node.entries)]


def _numbers_meant(node: List, most: int) -> str:
    """Return a list of numbers without the German commas that cut each in two; "" if it is none."""
    texts = [each.value for each in node.entries if isinstance(each, Scalar)]
    if len(node.entries) != 2 * most or not all(map(str.isdecimal, texts)):
        return ""
    return f"[{', '.join(map('.'.join, zip(texts[::2], texts[1::2], strict=True)))}]"


def _warn_of_cut_sentence(node: List, path: Path, report: Report) -> None:
    for index, entry in enumerate(node.entries):
        if index and isinstance(entry, Scalar) and not entry.style and entry.value[:1].islower():
            report.add("W106", entry, (*path, index), value=entry.value)


def _one_of(kind: OneOf, node: Node, path: Path, report: Report) -> Plain:
    by_form = {Scalar: kind.scalar, Mapping: kind.mapping, List: kind.list}
    chosen = by_form[type(node)]
    if chosen is not None:
        return read(chosen, node, path, report)
    forms = (Term.TEXT, kind.scalar), (Term.LIST, kind.list), (Term.MAPPING, kind.mapping)
    possible = [term for term, part in forms if part is not None]
    wanted = Said(" oder ".join(GERMAN[term] for term in possible), " or ".join(possible))
    if type(node) is Scalar and node.is_empty:
        report.add("E033/empty", node, path, key=last_name(path))
    else:
        report.add("E034/form", node, path, expected=wanted, found=form_of(node))
    return None


def _named(kind: Named, node: Node, path: Path, report: Report) -> Plain:
    return read(KINDS[kind.name], node, path, report)


# --- mappings ------------------------------------------------------------------------------------


def _mapping(node: Node, path: Path, report: Report, keys: Iterable[str] = ()) -> Mapping | None:
    """Return the node if it is a mapping; what else it is is reported, with the keys there are."""
    if type(node) is not Mapping:
        if type(node) is Scalar and not node.is_empty and re.match(r"[\w-]+:\S", node.value):
            report.add("E008/space", node, path, suggestion=node.value.replace(":", ": ", 1))
        elif type(node) is Scalar and node.is_empty:
            report.add("E033/empty", node, path, key=last_name(path))
        elif keys:
            report.add("E034/keys", node, path, keys=listed(tuple(keys)), found=form_of(node))
        else:
            report.add("E034/form", node, path, expected=Term.MAPPING, found=form_of(node))
        return None
    if node.flow and len(node.entries) > 1 and _all_empty(node):
        report.add("E034/set", node, path)
        return None
    return node


def _record(kind: Record, node: Node, path: Path, report: Report) -> dict[str, Plain] | None:
    mapping = _mapping(node, path, report, kind.keys)
    if mapping is None:
        return None
    for key in mapping.repeated:
        first = mapping.keys[key.value].line
        report.add("E013", key, (*path, key.value), key=key.value, first=first)
    data: dict[str, Plain] = {}
    meant: set[str] = set()
    for name, value in mapping.entries.items():
        described = kind.keys.get(name)
        if described is None:
            meant.add(_unknown_key(kind, mapping, name, path, report))
            continue
        found = read(described.kind, value, (*path, name), report)
        if found is not None:
            data[name] = found
    _missing_keys(kind, mapping.entries.keys() | meant, mapping, path, report)
    return data


def _unknown_key(kind: Record, mapping: Mapping, name: str, path: Path, report: Report) -> str:
    """Report an unknown key; return the key that was probably meant."""
    suggestion = ""
    if report.is_full:
        return suggestion
    key = mapping.keys[name]
    place = (*path, name)
    if _is_cut_sentence(mapping, name):
        report.add("E009", key, place, key=name)
    elif (known := name.partition(":")[0]) in kind.keys:
        report.add("E008/space", key, place, name.replace(":", ": ", 1))
        suggestion = known
    elif name in ("pattern", "regex") and "max_length" in kind.keys:
        report.add("E050", key, place)
    else:
        left = [known for known in kind.keys if known not in mapping.entries]
        suggestion = nearest(name, [*left, *INSERT])
        words = listed(tuple(kind.keys))
        report.add(kind.unknown, key, place, suggestion, key=name, value=name, words=words)
    return suggestion


def _is_cut_sentence(mapping: Mapping, name: str) -> bool:
    """A plain key without value after a plain text: a comma has cut a sentence in two."""
    key = mapping.keys[name]
    if not mapping.flow or key.style or key.file != mapping.file:  # an overlay adds on a line
        return False
    value = mapping.entries[name]
    if not isinstance(value, Scalar) or value.style or value.value:
        return False
    names = list(mapping.entries)
    index = names.index(name)
    before = mapping.entries[names[index - 1]] if index else None
    return isinstance(before, Scalar) and not before.style


def _missing_keys(
    kind: Record, there: AbstractSet[str], mapping: Mapping, path: Path, report: Report
) -> None:
    for name, key in kind.keys.items():
        if key.required and name not in there:
            report.add("E036/key", mapping, path, key=name)
    if kind.one_of and not any(name in there for name in kind.one_of):
        report.add("E036/one", mapping, path, keys=listed(kind.one_of))


def _variants(kind: Variants, node: Node, path: Path, report: Report) -> dict[str, Plain] | None:
    mapping = _mapping(node, path, report, kind.heads)
    if mapping is None:
        return None
    heads = [name for name in mapping.entries if name in kind.heads]
    if not heads:
        right = {name for record in kind.heads.values() for name in record.keys}  # as at_least
        wrong = islice((name for name in mapping.entries if name not in right), _COMPARED)
        suggestion = next(filter(None, (nearest(name, kind.heads) for name in wrong)), "")
        report.add("E048/none", mapping, path, suggestion, heads=", ".join(kind.heads))
        return None
    if len(heads) > 1:
        first, second = heads[:2]
        report.add("E048/several", mapping.keys[second], path, first=first, second=second)
        return None
    return _record(kind.heads[heads[0]], mapping, path, report)


def _by_name(kind: ByName, node: Node, path: Path, report: Report) -> dict[str, Plain] | None:
    mapping = _mapping(node, path, report)
    if mapping is None:
        return None
    if len(mapping.entries) > kind.maximum:
        found = len(mapping.entries)
        report.add("E018/entries", mapping, path, found=found, limit=kind.maximum)
        return None
    for key in mapping.repeated:
        other = f"{mapping.keys[key.value].line}:{mapping.keys[key.value].column}"
        report.add("E040", key, (*path, key.value), id=key.value, other=other)
    data: dict[str, Plain] = {}
    for name, value in mapping.entries.items():
        place = (*path, name)
        if _is_cut_sentence(mapping, name):
            report.add("E009", mapping.keys[name], place, key=name)
            continue
        if kind.identifier is not None:
            check_id(kind.identifier, name, mapping.keys[name], place, report)
        data[name] = read(kind.special.get(name, kind.kind), value, place, report)
    return data


def _operations(kind: Operations, node: Node, path: Path, report: Report) -> None:
    """Read only the form: what is at each path, the merge says."""
    if type(node) is List:
        report.add("E034/lines", node, path)
        return
    mapping = _mapping(node, path, report)
    if mapping is not None and len(mapping.entries) > kind.maximum:
        found = len(mapping.entries)
        report.add("E018/entries", mapping, path, found=found, limit=kind.maximum)
    for key in mapping.repeated if mapping is not None else ():
        first = mapping.keys[key.value].line if mapping is not None else 0
        report.add("E013", key, (*path, key.value), key=key.value, first=first)


def _all_empty(mapping: Mapping) -> bool:
    """`{a, b}`: keys without values, a list in the wrong brackets."""
    return all(
        isinstance(value, Scalar) and not value.value and not value.style
        for value in mapping.entries.values()
    )


_READERS: dict[type, Callable[[Plain, Node, Path, Report], Plain]] = {
    Text: read_text,
    Identifier: read_identifier,
    Reference: read_reference,
    Literal: read_reference,
    Whole: read_whole_number,
    Flag: read_flag,
    Word: read_word,
    ListOf: _list_of,
    OneOf: _one_of,
    Record: _record,
    Variants: _variants,
    ByName: _by_name,
    Named: _named,
    Operations: _operations,
}
