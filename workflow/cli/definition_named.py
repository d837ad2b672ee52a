"""Finds the definition that a command names: a file, or an id among those that ship.

Rule: what cannot be found or used ends the command with a sentence that says what to do.
"""

from __future__ import annotations

from pathlib import Path

import click

from workflow.core.definition import ProcessDefinition
from workflow.definitions.catalogue import DefinitionUnknown, find, in_folder, shipped, stored
from workflow.definitions.decoding import not_opened
from workflow.definitions.library import check
from workflow.definitions.message import Language


def named_definition(wanted: str, folder: Path | None) -> ProcessDefinition:
    """Return the definition of a file or an id; raises ClickException."""
    if is_file(wanted):
        return _from_file(Path(wanted))
    entries = [*(in_folder(folder) if folder else ()), *shipped()]
    try:
        return find(wanted, entries)
    except DefinitionUnknown as err:
        raise _unknown(err) from err


def is_file(wanted: str) -> bool:
    """Whether a file is named, not an id."""
    return wanted.endswith((".yaml", ".yml"))


def shipped_text(wanted: str) -> bytes:
    """Return the canonical form of a definition that ships; raises ClickException."""
    try:
        return stored(wanted, shipped())
    except DefinitionUnknown as err:
        raise _unknown(err) from err


def _unknown(err: DefinitionUnknown) -> click.ClickException:
    near = f" Meinten Sie „{err.near}“?" if err.near else ""
    known = ", ".join(err.known)
    return click.ClickException(
        f"Eine Prozessvorlage „{err.wanted}“ gibt es nicht.{near} Es gibt: {known}"
    )


def _from_file(path: Path) -> ProcessDefinition:
    try:
        checked = check(path.read_bytes(), str(path))
    except OSError as err:
        (problem,) = not_opened(err, str(path)).problems
        raise click.ClickException(f"{path}: {problem.text(Language.DE)}") from err
    if checked.definition is None:
        raise click.ClickException(
            f"{path}: nicht verwendbar. Warum, sagt: quartiersweg definition check {path}"
        )
    return checked.definition
