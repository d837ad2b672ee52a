"""Whoever asks a command for help gets an answer on everything it takes."""

import click
import pytest

from workflow.cli.main import main


def commands(group, name="quartiersweg"):
    for word in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), word)
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {word}")
        else:
            yield pytest.param(command, id=f"{name} {word}")


@pytest.mark.parametrize("command", list(commands(main)))
def test_a_command_and_each_of_its_options_is_explained(command):
    assert command.help
    options = [each for each in command.params if isinstance(each, click.Option)]
    assert [each.name for each in options if not each.help] == []
