"""`quartiersweg definition rebase OVERLAY --onto ID@VERSION`: a new base under an overlay.

Rule: what goes by itself is done and told; with conflicts nothing is written. Exit 0 if the overlay
can be used on the new base, 1 if somebody has to decide something first, 2 if one cannot be read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NoReturn

import click

from workflow.cli.definition_named import folders_for, in_folder_too
from workflow.core.sentences import LANGUAGES, Language
from workflow.definitions.overlay.bases import bases_in
from workflow.definitions.rebasing import NotRebased, Rebased, rebase
from workflow.definitions.rebasing.rendering import rebased_as_data, rebased_as_text

UNREADABLE = 2


@click.command("rebase")
@click.argument(
    "overlay", metavar="ANPASSUNG", type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--onto", metavar="ID@VERSION", required=True, help="Die neue Grundlage.")
@click.option(
    "-o",
    "output",
    metavar="DATEI",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Schreibt die Anpassung mit neuer Grundlage, wenn nichts im Weg steht.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Text für Menschen, JSON für Programme.",
)
@click.option("--language", type=click.Choice(LANGUAGES), default="de", help="Sprache der Sätze.")
@in_folder_too
def rebase_overlay(  # noqa: PLR0917 - click gives each option as an argument
    overlay: Path,
    onto: str,
    output: Path | None,
    form: str,
    language: Language,
    folder: Path | None,
) -> None:
    """Stellt eine ANPASSUNG (Datei) auf eine andere Version ihrer Grundlage.

    Endet mit 0, wenn alles zusammenpasst, mit 1, wenn Sie erst etwas entscheiden müssen, und mit 2,
    wenn die Anpassung oder die Grundlage nicht zu lesen ist.
    """
    found = _rebased(overlay, onto, folder, language)
    if form == "json":
        click.echo(json.dumps(rebased_as_data(found, language), ensure_ascii=False, indent=2))
    else:
        click.echo(rebased_as_text(found, onto, language), nl=False)
    if output is not None and not found.has_conflicts:
        _write(output, found.text)
    sys.exit(1 if found.has_conflicts else 0)


def _rebased(overlay: Path, onto: str, folder: Path | None, language: Language) -> Rebased:
    bases = bases_in(folders_for(overlay, folder))
    try:
        return rebase(overlay.read_bytes(), str(overlay), onto, bases, language)
    except NotRebased as err:
        if err.wanted == str(overlay):
            _end(
                f"{overlay}: keine Anpassung, die sich verwenden lässt. Warum, sagt: "
                f"quartiersweg definition check {overlay}"
            )
        _end(
            f"Eine Grundlage „{onto}“, die sich verwenden lässt, gibt es nicht. Nennen Sie id und "
            "Version, zum Beispiel kda-10-schritte@1."
        )


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError:
        _end(f"{path} lässt sich nicht schreiben. Gibt es den Ordner?")


def _end(sentence: str) -> NoReturn:
    click.ClickException(sentence).show()
    sys.exit(UNREADABLE)
