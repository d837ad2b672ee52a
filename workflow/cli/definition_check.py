"""`quartiersweg definition check FILE...`: every problem of every file, in text or as JSON.

Rule: the answers are those that the workbench shows and publishing asks for, in the same order; this
module only reads files and prints. Exit 0 if all files can be used
(warnings included), else 1.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from workflow.cli.definition_named import file_beside, folders_for, in_folder_too
from workflow.definitions.decoding import LARGEST_FILE, not_opened, too_large
from workflow.definitions.message import Language
from workflow.definitions.overlay.bases import bases_in
from workflow.definitions.problems import SHOWN, Problem
from workflow.definitions.proof.telling import tell
from workflow.definitions.publishing import Surroundings, examine
from workflow.definitions.rendering import as_data, as_text, hint, summary


@dataclass(frozen=True, slots=True)
class Answer:
    """What there is to say about one file."""

    path: Path
    problems: tuple[Problem, ...]
    course: str = ""  # a way through the process, line by line
    stored: bytes = b""  # its canonical form

    @property
    def is_usable(self) -> bool:
        """Whether the file can be used; there may be warnings."""
        return not any(problem.is_error for problem in self.problems)


@click.command()
@click.argument(
    "files", metavar="DATEI...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Text für Menschen, JSON für Programme.",
)
@click.option(
    "--language",
    type=click.Choice([each.value for each in Language]),
    default="de",
    help="Sprache der Meldungen.",
)
@in_folder_too
@click.option("--witness", is_flag=True, help="Zeigt einen Weg durch den ganzen Prozess.")
def check(
    files: tuple[Path, ...], form: str, language: str, folder: Path | None, *, witness: bool
) -> None:
    """Prüft Prozessvorlagen und nennt alle Fehler auf einmal."""
    spoken = Language(language)
    answers = [answer_to(path, folder) for path in files]
    if form == "json":
        data = [_data(answer, spoken, witness=witness) for answer in answers]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for answer in answers:
            click.echo(as_text(answer.problems, spoken), nl=False)
            click.echo(summary(str(answer.path), answer.problems, spoken))
            click.echo(answer.course if witness else "", nl=False)
        more = hint((problem for each in answers for problem in each.problems), spoken)
        click.echo(f"{more}\n" if more else "", nl=False)
    sys.exit(0 if all(answer.is_usable for answer in answers) else 1)


def answer_to(path: Path, folder: Path | None = None) -> Answer:
    """Check a file and prove it; what it builds on may stand beside it or in the folder.

    One that cannot be opened does not keep the others from their answer; one that is too big is
    not read to its end.
    """
    data = content_of(path)
    if isinstance(data, tuple):
        return Answer(path, data)
    around = Surroundings(bases=bases_in(folders_for(path, folder)))
    found = examine(data, str(path), around)
    definition = found.checked.definition
    course = tell(found.witness, definition) if found.witness and definition else ""
    return Answer(path, found.problems, course, found.checked.stored)


def content_of(path: Path) -> bytes | tuple[Problem, ...]:
    """Return the bytes of a file, or why there are none to be had."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        size = max(path.stat().st_size, len(data))
    except OSError as error:
        return not_opened(error, str(path), file_beside(path)).sorted()
    return too_large(size, str(path)).sorted() if size > LARGEST_FILE else data


def _data(answer: Answer, language: Language, *, witness: bool) -> dict[str, object]:
    problems = answer.problems
    data: dict[str, object] = {
        "file": str(answer.path),
        "valid": answer.is_usable,
        "problems": [as_data(problem, language) for problem in problems[:SHOWN]],
        "more": max(0, len(problems) - SHOWN),
    }
    return {**data, "witness": answer.course.splitlines()} if witness else data
