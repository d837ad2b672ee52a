"""The command line speaks German, also where Click speaks by itself."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner

from workflow.cli import main as module
from workflow.cli.main import main

CATALOGUE = Path(module.__file__).parent / "locale" / "de" / "LC_MESSAGES" / "messages.po"
ENGLISH = re.compile(
    r"\b(Usage|Options?:|OPTIONS|Show|Error|Try|Missing|Invalid|COMMAND|ARGS|TEXT|INTEGER|FILE\w*"
    r"|DIRECTORY|RANGE|PATH|required|default)\b"
)


def commands(group, words=()):
    for word in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), word)
        if isinstance(command, click.Group):
            yield from commands(command, (*words, word))
        yield (*words, word)


@pytest.mark.parametrize("words", [(), *commands(main)], ids=" ".join)
def test_help_is_german(words):
    said = CliRunner().invoke(main, [*words, "--help"]).output
    assert said.startswith("Aufruf: ")
    assert "Zeigt diese Hilfe." in said
    assert ENGLISH.findall(said) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("nichts", "Fehler: Den Befehl 'nichts' gibt es nicht."),
        ("definition check", "Fehler: Es fehlt die Angabe 'DATEI...'."),
        ("definition check x --langu y", "Die Option '--langu' gibt es nicht. Meinten Sie"),
        ("definition check x --format y", "geht nicht für '--format': 'y' ist keines von"),
        ("definition show nichts", "Fehler: Eine Prozessvorlage „nichts“ gibt es nicht."),
        ("definition list --folder /nirgends", "Ordner '/nirgends' gibt es nicht."),
        ("export x", "Fehler: Es fehlt die Option '--to'."),
        ("export x --to", "Fehler: Die Option '--to' braucht einen Wert."),
        ("tick x", "Fehler: Diese Angabe ist zu viel: x"),
        ("tick x y", "Fehler: Diese Angaben sind zu viel: x y"),
        ("demo --port x", "'x' ist keine Zahl"),
        ("serve --processes 99", "99 liegt nicht im Bereich"),
    ],
)
def test_a_mistake_is_told_in_german(words, says):
    said = CliRunner().invoke(main, words.split()).output
    assert says in said
    assert ENGLISH.findall(said) == []


def test_it_does_not_depend_on_the_surroundings():
    code = "from workflow.cli.main import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", code, "--help"],
        env={"LANG": "C", "LANGUAGE": "en"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert ran.stdout.startswith("Aufruf: ")


def test_the_compiled_catalogue_is_the_written_one(tmp_path):
    compiled = tmp_path / "messages.mo"
    with CATALOGUE.open("rb") as written, compiled.open("wb") as file:
        write_mo(file, read_po(written))
    with compiled.open("rb") as expected, CATALOGUE.with_suffix(".mo").open("rb") as found:
        same = texts(read_mo(expected)) == texts(read_mo(found))
    assert same, "run: pybabel compile -d workflow/cli/locale -l de"


def texts(catalogue):
    return [(message.id, message.string) for message in catalogue if message.id]


def test_each_text_of_the_catalogue_is_one_that_click_says():
    said = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        found = ast.walk(ast.parse(path.read_text("utf-8")))
        said |= {each.value for each in found if isinstance(each, ast.Constant)}
    with CATALOGUE.open("rb") as file:
        asked = [message.id for message in read_po(file) if message.id]
    names = {name for each in asked for name in ([each] if isinstance(each, str) else each)}
    assert names - said == set()
