"""What can be chosen when quartiere are moved, and what to say of a choice that is none.

Rule: whoever mistypes a path is told what was probably meant, or what there is.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from workflow.core.commands import Choices
from workflow.core.errors import InputProblem
from workflow.core.moving.mapping import VersionMap, mapping
from workflow.core.moving.plan import gone_steps, new_required
from workflow.moving import Preview

_MOST = 5


def why_no_choice(problem: InputProblem, choices: Choices, found: Preview) -> str:
    """Return why a choice is none and what could be chosen; `found` is the preview without it."""
    kind, _, path = problem.name.partition(":")
    ways = [mapping(row.before, found.target) for row in found.rows]
    gone = _each(way.gone for way in ways)
    if kind == "owed":
        said = f"--owed: {path} ist kein neuer Pflichtpunkt eines bestehenden Schritts."
        return _with_help(said, path, _each(map(new_required, ways)))
    if kind == "given-up":
        said = f"--give-up: {path} ist kein Schritt, der in der neuen Version fehlt."
        return _with_help(said, path, _each(map(gone_steps, ways)))
    if path not in gone:
        said = f"--same: {path} ist nichts, was in der neuen Version fehlt."
        return _with_help(said, path, gone)
    new = choices.same[path]
    said = f"--same: {new} ist nichts Neues, das {path} sein könnte."
    return _with_help(said, new, _each(_new_ones(way, path) for way in ways))


def _new_ones(way: VersionMap, old: str) -> list[str]:
    """Return the new things that an old one could be: the engine is asked for each."""
    return [
        new for new in way.new if mapping(way.before, way.after, {old: new}).kept.get(old) == new
    ]


def _each(found: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(path for paths in found for path in paths))


def _with_help(said: str, wrong: str, known: list[str]) -> str:
    alike = difflib.get_close_matches(wrong, known, n=1, cutoff=0.8)
    if alike:
        return f"{said} Meinten Sie {alike[0]}?"
    if not known:
        return f"{said} So etwas gibt es hier nicht."
    rest = f" und {len(known) - _MOST} weitere" if len(known) > _MOST else ""
    return f"{said} Zur Wahl steht: {', '.join(known[:_MOST])}{rest}."
