"""What the README shows is what the program says."""

import re
from pathlib import Path

from click import Context, Group
from click.testing import CliRunner

from workflow.cli.main import main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
SOUND = (ROOT / "tests" / "definitions" / "nachbarschaftshaus.yaml").read_text("utf-8")


def command_named(words):
    """The command at the end of words, and the words that are left."""
    command = main
    for number, word in enumerate(words):
        if not isinstance(command, Group):
            return command, words[number:]
        command = command.get_command(Context(command), word)
        assert command is not None, word
    return command, []


def test_every_command_of_the_readme_exists():
    lines = re.findall(r"(?m)^quartiersweg ([^#\n]+)", README)
    assert lines
    for line in lines:
        command, left = command_named([word for word in line.split() if not word.startswith("-")])
        assert not isinstance(command, Group), line
        known = {name for parameter in command.params for name in parameter.opts}
        assert {word for word in line.split() if word.startswith("-")} <= known
        assert len(left) <= len(command.params)


def test_the_message_of_the_readme_is_the_checkers(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    right, wrong = "An der Haustür., role: developer", "An der Haustür., role: developper"
    Path("haus.yaml").write_text(SOUND.replace(right, wrong), "utf-8")
    output = CliRunner().invoke(main, ["definition", "check", "--language", "en", "haus.yaml"])
    (shown,) = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
    assert output.output.startswith(shown)
