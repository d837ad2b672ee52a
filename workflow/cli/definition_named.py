"""Finds the definition that a command names: a file, or an id among those that ship.

Rule: what cannot be found or used ends the command with a sentence that says what to do.
"""

from __future__ import annotations

from pathlib import Path

import click

from workflow.core.definition import ProcessDefinition
from workflow.definitions.catalogue import DefinitionUnknown, find, in_folder, shipped
from workflow.definitions.decoding import not_opened
from workflow.definitions.library import check
from workflow.definitions.message import Language


def named_definition(wanted: str, folder: Path | None) -> ProcessDefinition:
    """Return the definition of a file or an id; raises ClickException."""
    if wanted.endswith((".yaml", ".yml")):
        return _from_file(Path(wanted))
    entries = [*(in_folder(folder) if folder else ()), *shipped()]
    try:
        return find(wanted, entries)
    except DefinitionUnknown as err:
        near = f" Meinten Sie „{err.near}“?" if err.near else ""
        known = ", ".join(err.known)
        raise click.ClickException(
            f"Eine Prozessvorlage „{wanted}“ gibt es nicht.{near} Es gibt: {known}"
        ) from err


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
