"""The `quartiersweg` command and the table of what it can do.

Rule: a subcommand is one module, imported when it is called, so that `--help` and every other
command start fast. Whoever adds a command adds one line to a table below.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping

import click

# What can be called, and where it stands: name -> "module:function". The function is a click
# command. A command with parts of its own (`definition check`) has a table of its own.
COMMANDS: Mapping[str, str] = {
    "export": "workflow.cli.export:export",
    "migrate": "workflow.cli.migrate:migrate",
    "rebuild": "workflow.cli.rebuild:rebuild",
    "serve": "web.serve:command",
    "tick": "workflow.cli.tick:tick",
    "verify": "workflow.cli.verify:verify",
}

GROUPS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "definition": (
        "Prozessvorlagen prüfen und ansehen.",
        {
            "check": "workflow.cli.definition_check:check",
            "graph": "workflow.cli.definition_graph:graph",
            "list": "workflow.cli.definition_list:list_definitions",
            "schema": "workflow.cli.definition_schema:schema",
            "show": "workflow.cli.definition_show:show",
        },
    ),
}


class LazyGroup(click.Group):
    """A group that imports a command only when it is called."""

    def __init__(self, name: str, help: str, table: Mapping[str, str]) -> None:  # noqa: A002
        super().__init__(name, help=help)
        self._table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, without importing them."""
        return sorted({*super().list_commands(ctx), *self._table})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; its module is imported now."""
        place = self._table.get(cmd_name)
        if place is None:
            return super().get_command(ctx, cmd_name)
        module, _, function = place.partition(":")
        command = getattr(importlib.import_module(module), function)
        if not isinstance(command, click.Command):
            raise TypeError(f"{place} is no click command")
        return command


main = LazyGroup("quartiersweg", "Führt Quartiere durch ihre Entwicklung.", COMMANDS)
for _name, (_help, _table) in GROUPS.items():
    main.add_command(LazyGroup(_name, _help, _table))
