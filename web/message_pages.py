"""`quartiersweg definition message CODE...`: what messages of the checker mean, in a terminal.

Rule: it says what the handbook says, as it is written there.
"""

from __future__ import annotations

import click

from web.handbook import FOLDER, MESSAGE_CODES, MESSAGES, chapter


@click.command(name="message")
@click.argument("codes", metavar="[NUMMER...]", nargs=-1)
def command(codes: tuple[str, ...]) -> None:
    """Sagt, woher eine Meldung der Prüfung kommt und was hilft.

    Ohne Angabe zählt es alle Meldungen auf.
    """
    for code in codes:
        click.echo(_page(code.upper()))
    if not codes:
        for code in MESSAGE_CODES:
            click.echo(chapter(f"{MESSAGES}/{code}").title)


def _page(code: str) -> str:
    if code not in MESSAGE_CODES:
        raise click.ClickException(
            f"Eine Meldung „{code}“ gibt es nicht. Welche es gibt, sagt: "
            "quartiersweg definition message"
        )
    return (FOLDER / MESSAGES / f"{code}.md").read_text(encoding="utf-8")
