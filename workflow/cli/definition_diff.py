"""`quartiersweg definition diff BEFORE AFTER`: what has changed, in sentences or by line.

Rule: the sentences come from `definitions.comparing`; this module only finds the two and prints.
Exit 0 if nothing differs, 1 if something does, 2 if one of them cannot be read, as `diff` does.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from workflow.cli.definition_named import in_folder_too, named_definition, named_entry
from workflow.core.sentences import LANGUAGES, Language
from workflow.definitions.comparing import lines, told
from workflow.definitions.comparing.rendering import as_data, as_text, passages_as_text
from workflow.definitions.decoding import decode

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
@click.option("--text", "by_line", is_flag=True, help="Zeile für Zeile, wie es geschrieben steht.")
@in_folder_too
def diff(  # noqa: PLR0917 - click gives each option as an argument
    before: str,
    after: str,
    form: str,
    language: Language,
    by_line: bool,  # noqa: FBT001
    folder: Path | None,
) -> None:
    """Sagt, was sich von VORHER zu NACHHER ändert (id, id@version oder Datei).

    Endet mit 0, wenn nichts anders ist, mit 1, wenn sich etwas ändert, und mit 2, wenn eine der
    beiden nicht zu lesen ist.
    """
    try:
        differs = (_lines if by_line else _sentences)((before, after), folder, form, language)
    except click.ClickException as err:
        err.show()
        sys.exit(UNREADABLE)
    sys.exit(1 if differs else 0)


def _sentences(names: tuple[str, str], folder: Path | None, form: str, language: Language) -> bool:
    """Print what has changed in meaning; return whether anything has."""
    old, new = (named_definition(name, folder) for name in names)
    found = told(old, new, language)
    if form == "json":
        _print(names, changes=[as_data(each) for each in found])
    else:
        click.echo(as_text(found, *names, language), nl=False)
    return bool(found)


def _lines(names: tuple[str, str], folder: Path | None, form: str, language: Language) -> bool:
    """Print the lines that differ; return whether any do."""
    del language
    old, new = (_text(name, folder) for name in names)
    found = lines(old, new)
    if form == "json":
        _print(names, passages=[[asdict(line) for line in passage] for passage in found])
    else:
        click.echo(passages_as_text(found), nl=False)
    return bool(found)


def _text(wanted: str, folder: Path | None) -> str:
    text, _ = decode(named_entry(wanted, folder).data, wanted)
    if text is None:
        raise click.ClickException(
            f"{wanted}: nicht zu lesen. Warum, sagt: quartiersweg definition check {wanted}"
        )
    return text


def _print(names: tuple[str, str], **found: object) -> None:
    data = {"before": names[0], "after": names[1], **found}
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
