"""What somebody meant who knows an id, or a word of a title, but not where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.definitions.library import Opened
from workflow.definitions.nodes import Mapping, node_at
from workflow.definitions.outlining.level import Part, has_parts, part
from workflow.definitions.outlining.naming import is_thing
from workflow.definitions.overlay.targets import Names

MOST = 12
FEWEST_LETTERS = 3  # of a word that is looked for in titles


def likely(found: Opened, written: str) -> tuple[Part, ...]:
    """Return things by the end of their path, by their id, then by a word of their title."""
    typed = written.strip().strip(".").casefold()
    words = typed.split(".")
    if not typed:
        return ()
    things = [each for each in _things(found, ()) if words[-1] in _named(each)]
    by_path = [each for each in things if each.path.split(".")[-len(words) :] == words]
    by_id = [each for each in things if each.name == words[-1] and each not in by_path]
    known = {each.path for each in (*by_path, *by_id)}
    rest = [each for each in things if each.path not in known]
    if len(words[-1]) < FEWEST_LETTERS:
        rest = []
    return tuple((*by_path, *by_id, *rest)[:MOST])


def _named(each: Part) -> str:
    return f"{each.name} {each.text}".casefold()


def _things(found: Opened, path: Names) -> Iterator[Part]:
    """Yield everything with a name of its own beneath a path."""
    holder = node_at(found.root, path)
    for name, node in holder.entries.items() if isinstance(holder, Mapping) else ():
        inner = (*path, name)
        if is_thing(inner):
            yield part(found, inner, node, None)
        if has_parts(inner):
            yield from _things(found, inner)
