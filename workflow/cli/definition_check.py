"""`quartiersweg definition check FILE...`: every problem of every file, in text or as JSON.

Rule: the answers come from the library; this module only reads files and prints. Exit 0 if all
files can be used (warnings included), else 1.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from workflow.definitions.decoding import LARGEST_FILE, too_large
from workflow.definitions.library import check as check_bytes
from workflow.definitions.message import Language
from workflow.definitions.problems import SHOWN, Problem
from workflow.definitions.rendering import as_data, as_text, summary


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--language", type=click.Choice([each.value for each in Language]), default="de")
def check(files: tuple[Path, ...], form: str, language: str) -> None:
    """Prüft Prozessvorlagen und nennt alle Fehler auf einmal."""
    spoken = Language(language)
    answers = [(path, _problems(path)) for path in files]
    if form == "json":
        data = [_data(path, problems, spoken) for path, problems in answers]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for path, problems in answers:
            click.echo(as_text(problems, spoken), nl=False)
            click.echo(summary(str(path), problems, spoken))
    sys.exit(0 if all(_is_usable(problems) for _, problems in answers) else 1)


def _problems(path: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a file. One that is too big is not read to its end."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        size = max(path.stat().st_size, len(data))
    except OSError as error:
        raise click.ClickException(f"{path}: nicht lesbar ({error.strerror})") from error
    if size > LARGEST_FILE:
        return too_large(size, str(path)).sorted()
    return check_bytes(data, str(path)).problems


def _is_usable(problems: tuple[Problem, ...]) -> bool:
    return not any(problem.is_error for problem in problems)


def _data(path: Path, problems: tuple[Problem, ...], language: Language) -> dict[str, object]:
    return {
        "file": str(path),
        "valid": _is_usable(problems),
        "problems": [as_data(problem, language) for problem in problems[:SHOWN]],
        "more": max(0, len(problems) - SHOWN),
    }
