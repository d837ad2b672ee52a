"""Finds the definition that a command names: a file, or an id among those that ship.

Rule: what cannot be found or used ends the command with a sentence that says what to do. What a
file builds on may stand beside it, in the folder of `--folder`, or ship with the program.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from workflow.core.definition import ProcessDefinition
from workflow.definitions.catalogue import (
    DefinitionUnknown,
    Entry,
    entry_named,
    in_folder,
    shipped,
)
from workflow.definitions.decoding import not_opened
from workflow.definitions.library import Opened, open_document
from workflow.definitions.message import Language
from workflow.definitions.overlay.bases import ENDINGS, bases_in, definition_files
from workflow.definitions.problems import nearest
from workflow.storage.queries import VersionRow

_LONGEST_NUMBER = 10
in_folder_too = click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Auch in diesem Ordner suchen.",
)


def named_definition(wanted: str, folder: Path | None) -> ProcessDefinition:
    """Return the definition of a file or an id; raises ClickException."""
    entry = named_entry(wanted, folder)
    if entry.definition is None:
        raise _unusable(wanted)
    return entry.definition


def named_entry(wanted: str, folder: Path | None) -> Entry:
    """Return the file that is named or holds an id, usable or not; raises ClickException."""
    if is_file(wanted):
        return _from_file(Path(wanted), folder)
    entries = [*(in_folder(folder) if folder else ()), *shipped()]
    try:
        return entry_named(wanted, entries)
    except DefinitionUnknown as err:
        raise _unknown(err) from err


def opened_document(wanted: str, folder: Path | None) -> Opened:
    """Return the tree of a file or an id, merged if it is an overlay; raises ClickException."""
    entry = named_entry(wanted, folder)
    found = open_document(entry.data, entry.file, entry.bases)
    if found is None:
        raise _unusable(wanted)
    return found


def version_named(wanted: str) -> tuple[str, int]:
    """Return id and version of `id@version`; raises ClickException."""
    definition, _, version = wanted.partition("@")
    if not (version.isascii() and version.isdecimal() and len(version) < _LONGEST_NUMBER):
        raise click.ClickException(
            f"Nennen Sie id und Version, zum Beispiel {definition or 'meine-vorlage'}@1."
        )
    return definition, int(version)


def no_such_version(wanted: str, versions: Iterable[VersionRow]) -> click.ClickException:
    """Return how to say that a municipality has not published a version."""
    known = ", ".join(f"{row.id}@{row.version}" for row in versions) or "noch nichts"
    return click.ClickException(
        f"„{wanted}“ ist hier nicht veröffentlicht. Veröffentlicht ist: {known}"
    )


def is_file(wanted: str) -> bool:
    """Whether a file is named, not an id."""
    return wanted.endswith(ENDINGS)


def file_beside(path: Path) -> str:
    """Return the file of a definition that was probably meant by a path that leads to none."""
    folder = path.parent
    names = [each.name for each in definition_files(folder)] if folder.is_dir() else []
    by_stem = {Path(name).stem: name for name in names}
    meant = by_stem.get(path.name) or by_stem.get(nearest(path.stem, by_stem))
    return str(folder / meant) if meant else ""


def folders_for(path: Path, folder: Path | None) -> tuple[Path, ...]:
    """Return where the base of a file is looked for before what ships."""
    return (path.parent, folder) if folder else (path.parent,)


def _unusable(wanted: str) -> click.ClickException:
    return click.ClickException(
        f"{wanted}: nicht verwendbar. Warum, sagt: quartiersweg definition check {wanted}"
    )


def _unknown(err: DefinitionUnknown) -> click.ClickException:
    beside = file_beside(Path(err.wanted))
    meant = beside if Path(beside).stem == err.wanted else err.near or beside
    near = f" Meinten Sie „{meant}“?" if meant else ""
    known = ", ".join(err.known)
    return click.ClickException(
        f"Eine Prozessvorlage „{err.wanted}“ gibt es nicht.{near} Es gibt: {known}"
    )


def _from_file(path: Path, folder: Path | None) -> Entry:
    bases = bases_in(folders_for(path, folder))
    try:
        data = path.read_bytes()
    except OSError as err:
        (problem,) = not_opened(err, str(path), file_beside(path)).problems
        raise click.ClickException(f"{path}: {problem.text(Language.DE)}") from err
    return Entry(str(path), data, bases)
