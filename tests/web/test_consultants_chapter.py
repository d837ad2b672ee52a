"""The consultants' chapter can be followed to the letter: each command says what the chapter shows."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from web.handbook import FOLDER
from workflow.cli.main import main
from workflow.settings import CONFIG_FILE

BLOCK = re.compile(r"```(yaml|sh|text)\n(.*?)```", re.DOTALL)
FILE = "musterhausen.yaml"
# The first version has a mistake, and the chapter says how to put it right.
MISTAKE, CURE = "role: koordinator", "role: coordinator"
DIFFERENT = {
    0,
    1,
}  # `diff` says by its end whether anything differs, `check` whether there are errors
# What a newer base calls the item that the adaptation takes away.
SHIPPED = Path("process_definitions/kda-10-schritte.yaml")
BEFORE = "Klären, ob das Quartier für die Förderung als ländlich gilt"
AFTER = "Klären, ob das Quartier ländlich ist"
SET_UP = (
    "migrate",
    "create-admin musterhausen --municipality Musterhausen --name Holger --email h@example.org",
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run commands in a folder of one's own, on an installation of one's own."""
    newer = SHIPPED.read_text("utf-8").replace("version: 1", "version: 2", 1)
    assert BEFORE in newer
    (tmp_path / "grundlage.yaml").write_text(newer.replace(BEFORE, AFTER), "utf-8")
    (tmp_path / "dateien").mkdir()
    monkeypatch.chdir(tmp_path)
    environment = {
        "SECRET_KEY": "b6e0b4b1d8f34c0e9c2a7f5d1e8a3c4f",
        "BASE_URL": "https://quartier.example",
        "TRUSTED_HOSTS": "quartier.example",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'neu.db'}",
        "ATTACHMENTS_DIR": str(tmp_path / "dateien"),
        CONFIG_FILE: "",
    }

    def running(command: str) -> str:
        ran = CliRunner().invoke(main, shlex.split(command), env=environment)
        assert ran.exit_code in DIFFERENT, ran.output
        assert not ran.output.startswith(("Aufruf", "Fehler")), ran.output
        return ran.output

    return running


def test_the_chapter_can_be_followed_to_the_letter(run, tmp_path):
    for command in SET_UP:
        run(command)
    said, compared = "", 0
    for kind, content in BLOCK.findall((FOLDER / "beratung.md").read_text("utf-8")):
        if kind == "yaml" and content.startswith("format:"):
            Path(FILE).write_text(content, "utf-8")
        elif kind == "sh":
            commands = re.findall(r"(?m)^quartiersweg (.+)$", content)
            said = "".join(run(command) for command in commands)
        elif kind == "text":
            for part in content.split("...\n"):
                assert part in said
            compared += 1
            if MISTAKE in content:
                written = Path(FILE).read_text("utf-8")
                Path(FILE).write_text(written.replace(MISTAKE, CURE), "utf-8")
    assert compared > 5
    assert {path.name for path in tmp_path.iterdir()} >= {
        FILE,
        "musterhausen.svg",
        "neu.yaml",
        "schema.json",
    }
