"""`quartiersweg definition diff BEFORE AFTER`: what has changed, in sentences.

Rule: the sentences come from `definitions.comparing`; this module only finds the two and prints.
Exit 0 if nothing differs, 1 if something does, 2 if one of them cannot be read, as `diff` does.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from workflow.cli.definition_named import named_definition
from workflow.core.definition import ProcessDefinition
from workflow.core.sentences import LANGUAGES, Language
from workflow.definitions.comparing import told
from workflow.definitions.comparing.rendering import as_data, as_text

UNREADABLE = 2


@click.command()
@click.argument("before", metavar="VORHER")
@click.argument("after", metavar="NACHHER")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Text für Menschen, JSON für Programme.",
)
@click.option("--language", type=click.Choice(LANGUAGES), default="de", help="Sprache der Sätze.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Auch in diesem Ordner suchen.",
)
def diff(before: str, after: str, form: str, language: Language, folder: Path | None) -> None:
    """Sagt, was sich von VORHER zu NACHHER ändert (id, id@version oder Datei).

    Endet mit 0, wenn nichts anders ist, mit 1, wenn sich etwas ändert, und mit 2, wenn eine der
    beiden nicht zu lesen ist.
    """
    old, new = _named(before, folder), _named(after, folder)
    found = told(old, new, language)
    if form == "json":
        data = {"before": before, "after": after, "changes": [as_data(each) for each in found]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        click.echo(as_text(found, before, after, language), nl=False)
    sys.exit(1 if found else 0)


def _named(wanted: str, folder: Path | None) -> ProcessDefinition:
    try:
        return named_definition(wanted, folder)
    except click.ClickException as err:
        err.show()
        sys.exit(UNREADABLE)
