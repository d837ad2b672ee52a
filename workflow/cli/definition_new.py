"""`quartiersweg definition new ID`: a file with which an adaptation begins.

Rule: what is written passes the check as it is; a file that is there is never overwritten.
"""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli.definition_named import in_folder_too, named_definition
from workflow.definitions.overlay.beginning import beginning
from workflow.definitions.publishing import can_be_id


@click.command()
@click.argument("name", metavar="ID")
@click.option(
    "--extends",
    "base",
    metavar="VORLAGE",
    required=True,
    help="Worauf die Anpassung aufbaut: id oder id@version.",
)
@click.option(
    "-o",
    "output",
    metavar="DATEI",
    default="",
    help="Statt ID.yaml; ein Strich zeigt den Text nur.",
)
@in_folder_too
def new(name: str, base: str, output: str, folder: Path | None) -> None:
    """Beginnt eine Anpassung: eine Datei mit Kommentaren, die schon geprüft werden kann."""
    if not can_be_id(name):
        raise click.ClickException(
            f"„{name}“ kann keine Id sein. Warum, sagt: quartiersweg definition message E030"
        )
    found = named_definition(base, folder)
    if found.id == name:
        raise click.ClickException(
            f"„{name}“ heißt schon die Grundlage. Geben Sie der Anpassung eine eigene Id."
        )
    text = beginning(name, found)
    if output == "-":
        click.echo(text, nl=False)
        return
    path = Path(output or f"{name}.yaml")
    _write(path, text)
    click.echo(f"{path} ist angelegt. Prüfen: quartiersweg definition check {path}")


def _write(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as err:
        raise click.ClickException(
            f"{path} gibt es schon und bleibt, wie es ist. Einen anderen Ort nennt -o."
        ) from err
    except OSError as err:
        raise click.ClickException(f"{path} lässt sich nicht anlegen. Gibt es den Ordner?") from err
