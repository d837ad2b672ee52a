"""The `quartiersweg` command and the table of what it can do.

Rule: a subcommand is one module, imported when it is called, so that `--help` and every other
command start fast. Whoever adds a command adds one line to a table below. Everything it says is
German, also what Click says by itself.
"""

from __future__ import annotations

import gettext
import importlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

# Click asks gettext for its words and brings none in German. gettext knows only the surroundings,
# and a server's often name no language.
os.environ["LANGUAGE"] = "de"
gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command stands ("module:function") and the line it has in the list of commands."""

    at: str
    line: str


# What can be called, and where it stands. The function is a click command. A command with parts of
# its own (`definition check`) has a table of its own.
COMMANDS: Mapping[str, Place] = {
    "create-admin": Place(
        "web.first_admin:command", "Kommune und ihre erste Kontenverwaltung anlegen."
    ),
    "demo": Place("workflow.cli.demo:demo", "Eine erfundene Kommune anlegen und anbieten."),
    "doctor": Place("web.doctor:command", "Sagen, was der Installation fehlt."),
    "export": Place(
        "workflow.cli.export:export", "Ein Quartier mit allem in einen Ordner schreiben."
    ),
    "grant-role": Place(
        "web.role_grant:command", "Jemandem aus einer anderen Kommune eine Rolle geben."
    ),
    "mail": Place("workflow.cli.mail:mail", "Nachrichten verschicken, die warten."),
    "migrate": Place("workflow.cli.migrate:migrate", "Die Datenbank auf den Stand bringen."),
    "move": Place("workflow.cli.move:move", "Quartiere auf eine neuere Version umstellen."),
    "rebuild": Place("workflow.cli.rebuild:rebuild", "Übersichten aus dem Verlauf herstellen."),
    "recovery-link": Place(
        "web.recovery_link:command", "Einen Link für ein vergessenes Passwort machen."
    ),
    "serve": Place("web.serve:command", "Die Anwendung im Browser anbieten."),
    "tick": Place("workflow.cli.tick:tick", "Täglich: öffnen und wegräumen, was an der Zeit ist."),
    "verify": Place("workflow.cli.verify:verify", "Verlauf, Stand und Dateien prüfen."),
}

GROUPS: Mapping[str, tuple[str, Mapping[str, Place]]] = {
    "definition": (
        "Prozessvorlagen prüfen und veröffentlichen.",
        {
            "check": Place("workflow.cli.definition_check:check", "Alle Fehler auf einmal nennen."),
            "diff": Place("workflow.cli.definition_diff:diff", "Sagen, was sich ändert."),
            "download": Place(
                "workflow.cli.definition_download:download",
                "Eine veröffentlichte Version ausgeben, wie sie geschrieben wurde.",
            ),
            "explain": Place(
                "workflow.cli.definition_explain:explain", "Sagen, woher ein Wert kommt."
            ),
            "graph": Place("workflow.cli.definition_graph:graph", "Den Prozess als SVG zeichnen."),
            "list": Place(
                "workflow.cli.definition_list:list_definitions",
                "Mitgelieferte oder veröffentlichte Vorlagen nennen.",
            ),
            "message": Place(
                "web.message_pages:command", "Sagen, was eine Meldung bedeutet und was hilft."
            ),
            "new": Place("workflow.cli.definition_new:new", "Eine Anpassung beginnen."),
            "publish": Place(
                "workflow.cli.definition_publish:publish",
                "Einer Kommune eine Vorlage zur Verfügung stellen.",
            ),
            "rebase": Place(
                "workflow.cli.definition_rebase:rebase_overlay",
                "Eine Anpassung auf eine neue Grundlage stellen.",
            ),
            "schema": Place("workflow.cli.definition_schema:schema", "Das JSON Schema ausgeben."),
            "show": Place("workflow.cli.definition_show:show", "Den Prozess lesbar ausgeben."),
            "withdraw": Place(
                "workflow.cli.definition_withdraw:withdraw", "Eine Version zurückziehen."
            ),
        },
    ),
}


class LazyGroup(click.Group):
    """A group that imports a command only when it is called."""

    def __init__(self, name: str, help: str, table: Mapping[str, Place]) -> None:  # noqa: A002
        super().__init__(
            name, help=help, options_metavar="[OPTIONEN]", subcommand_metavar="BEFEHL [ANGABEN]..."
        )
        self._table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, without importing them."""
        return sorted({*super().list_commands(ctx), *self._table})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; its module is imported now."""
        place = self._table.get(cmd_name)
        if place is None:
            return super().get_command(ctx, cmd_name)
        module, _, function = place.at.partition(":")
        command = getattr(importlib.import_module(module), function)
        if not isinstance(command, click.Command):
            raise TypeError(f"{place.at} is no click command")
        command.options_metavar = "[OPTIONEN]"
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table, without importing them."""
        del ctx
        groups = ((name, command.get_short_help_str()) for name, command in self.commands.items())
        lines = sorted([*groups, *((name, place.line) for name, place in self._table.items())])
        with formatter.section("Befehle"):
            formatter.write_dl(lines)


main = LazyGroup("quartiersweg", "Führt Quartiere durch ihre Entwicklung.", COMMANDS)
for _name, (_help, _table) in GROUPS.items():
    main.add_command(LazyGroup(_name, _help, _table))
