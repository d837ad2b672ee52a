"""`quartiersweg move`: move the quartiere of a municipality to another version of their definition.

Rule: without `--dry-run` it says nothing that a trial run does not say. Cut off at any place, it goes
on with `--resume` until `--stop` ends it; what it has moved, `--undo` takes back. Teams are told of both
or of neither.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NoReturn

import click

from workflow.cli.definition_named import no_such_version, version_named
from workflow.cli.installation import (
    for_a_municipality,
    municipality,
    now,
    on_an_installation,
    opened,
)
from workflow.cli.move_choices import why_no_choice
from workflow.core.commands import Choices
from workflow.core.definition import ProcessDefinition
from workflow.core.errors import InvalidInput
from workflow.core.moving.mapping import name_of, things
from workflow.core.moving.preview import Decision, DecisionKind, Verdict
from workflow.core.sentences import blocker_sentence
from workflow.core.sentences.moving import consequences_sentence, verdict_name
from workflow.moving import Line, LineStatus, Moves, Preview
from workflow.service import Service

_ERASED = "(Name gelöscht)"
_LEFT = (LineStatus.OPEN, LineStatus.WAITS)
_NOT_TO_BE_HAD = "Diese Version ist keine neuere seiner Vorlage, oder sie ist zurückgezogen"


@click.command()
@click.argument("wanted", metavar="ID@VERSION")
@for_a_municipality
@click.option("--dry-run", "trial", is_flag=True, help="Nur sagen, was geschähe.")
@click.option("--reason", metavar="GRUND", default="", help="Warum; steht in jedem Verlauf.")
@click.option("--only", metavar="QUARTIER", multiple=True, help="Nur dieses, auch mehrmals.")
@click.option("--same", metavar="ALT=NEU", multiple=True, help="ALT heißt jetzt NEU (Pfade).")
@click.option("--owed", metavar="PFAD", multiple=True, help="Neuer Punkt, sofort nachzuholen.")
@click.option("--give-up", "gone", metavar="PFAD", multiple=True, help="Schritt wird aufgegeben.")
@click.option("--quiet", is_flag=True, help="Die Teams bekommen keine E-Mail.")
@click.option("--resume", is_flag=True, help="Den letzten Lauf fortsetzen.")
@click.option("--stop", is_flag=True, help="Den letzten Lauf beenden: Der Rest bleibt, wie er ist.")
@click.option("--undo", is_flag=True, help="Den letzten Lauf zurücknehmen, 14 Tage lang.")
@on_an_installation
def move(
    wanted: str,
    slug: str,
    *,
    trial: bool,
    reason: str,
    only: tuple[str, ...],
    same: tuple[str, ...],
    owed: tuple[str, ...],
    gone: tuple[str, ...],
    quiet: bool,
    resume: bool,
    stop: bool,
    undo: bool,
    database: str,
    files: Path,
) -> None:
    """Stellt laufende Quartiere einer Kommune auf eine neuere Version ihrer Vorlage um.

    Erst mit --dry-run ansehen, was es für jedes Quartier bedeutet. Freigaben, erledigte Punkte und
    Nachweise bleiben; was in der neuen Version keinen Platz hat, bleibt unter „Früher erfasst“ lesbar.
    Ein Quartier mit angefragter Freigabe wartet: nach der Entscheidung mit --resume fortsetzen.
    Jede Person im Team bekommt eine E-Mail, auch wenn es mit --undo zurückgeht; mit --quiet keine.
    """
    if resume + stop + undo + trial > 1:
        raise click.ClickException("Nennen Sie nur eines: --dry-run, --resume, --stop oder --undo.")
    if resume or stop or undo:
        late = "" if undo else reason
        _nothing_new(reason=late, only=only, same=same, owed=owed, give_up=gone, quiet=quiet)
    choices = Choices(same=dict(_pair(each) for each in same), owed=owed, given_up=gone)
    with opened(database, files) as service:
        place = municipality(service, slug)
        digest = _digest(service, place, wanted)
        moves, at = service.moves, now()
        try:
            if trial:
                found = moves.preview(
                    place, digest, account=None, at=at, choices=choices, only=only
                )
                _show(found, quiet=quiet)
            elif undo:
                run = _last(moves, place, digest)
                _undo(service, moves.undo(place, run, reason=reason, account=None, at=at))
            elif stop:
                left = moves.stop(place, _last(moves, place, digest), account=None)
                click.echo(f"{_quarters(left)} bei der bisherigen Version. Der Lauf ist beendet.")
            elif resume:
                _carry_on(service, place, _last(moves, place, digest))
            else:
                _refuse_beside_another(moves, place, digest)
                run = moves.begin(
                    place,
                    digest,
                    reason=reason,
                    account=None,
                    at=at,
                    choices=choices,
                    only=only,
                    tells=not quiet,
                )
                _carry_on(service, place, run)
        except InvalidInput as wrong:
            _refuse(wrong, choices, lambda: moves.preview(place, digest, account=None, at=at))


def _nothing_new(**said: object) -> None:
    """Refuse what only the beginning of a run can say."""
    late = [f"--{name.replace('_', '-')}" for name, value in said.items() if value]
    if late:
        raise click.ClickException(
            f"Das steht fest, seit der Lauf begonnen hat. Lassen Sie weg: {', '.join(late)}"
        )


def _pair(text: str) -> tuple[str, str]:
    old, sign, new = text.partition("=")
    if not (old and sign and new):
        raise click.ClickException(f"--same braucht zwei Pfade, ALT=NEU. Da steht: {text}")
    return old, new


def _digest(service: Service, place: int, wanted: str) -> str:
    definition, version = version_named(wanted)
    rows = service.workbench.versions(place)
    for row in rows:
        if (row.id, row.version) == (definition, version):
            if row.withdrawn_at is not None:
                raise click.ClickException(f"{wanted} ist zurückgezogen.")
            return row.digest
    raise no_such_version(wanted, rows)


# --- looking first ---------------------------------------------------------------------------------


def _show(found: Preview, *, quiet: bool) -> None:
    if not found.rows:
        click.echo("Kein laufendes Quartier ist umzustellen.")
        return
    widths = (
        max(len(row.name or _ERASED) for row in found.rows),
        max(len(verdict_name(each, "de")) for each in Verdict),
    )
    for row in found.rows:
        why = consequences_sentence(row.consequences, row.before, "de")
        verdict = verdict_name(row.consequences.verdict, "de")
        click.echo(f"{row.name or _ERASED:{widths[0]}}  {verdict:{widths[1]}}  {why}")
    counted = (f"{verdict_name(each, 'de')}: {found.counts[each]}" for each in Verdict)
    number = len(found.rows)
    click.echo(f"\n{number} {'Quartier' if number == 1 else 'Quartiere'}. {', '.join(counted)}.")
    click.echo(_told(found, quiet=quiet))
    if found.decisions:
        click.echo("\nZu entscheiden, wenn es nicht bleiben soll wie empfohlen:")
    before = {path: text for row in found.rows for path, text in _names(row.before).items()}
    for decision, slugs in found.decisions.items():
        click.echo(f"- {_said(decision, {**_names(found.target), **before})}")
        click.echo(f"  {', '.join(slugs)}")
    click.echo("\nEs wurde nichts geändert.")


def _told(found: Preview, *, quiet: bool) -> str:
    """Return how many would be written to."""
    if quiet:
        return "Niemand bekommt deshalb eine E-Mail."
    people = "1 Person bekommt" if found.people == 1 else f"{found.people} Personen bekommen"
    letters = "1 E-Mail" if found.letters == 1 else f"{found.letters} E-Mails"
    return f"{people} zusammen {letters}; mit --quiet niemand."


def _names(definition: ProcessDefinition) -> Mapping[str, str]:
    return {path: name_of(thing) for path, thing in things(definition).items()}


def _said(decision: Decision, names: Mapping[str, str]) -> str:
    path, name = decision.path, names.get(decision.path, decision.path)
    match decision.kind:
        case DecisionKind.OWED:
            return f"Neu: „{name}“. Empfohlen: gilt, wenn der Schritt wieder geöffnet wird. Sofort: --owed {path}"
        case DecisionKind.GIVEN_UP:
            return f"In Arbeit und fehlt: „{name}“. Empfohlen: warten. Aufgeben: --give-up {path}"
        case DecisionKind.SAME:
            same = " oder ".join(f"--same {path}={each}" for each in decision.candidates)
            return (
                f"Fehlt: „{name}“ ({path}). Empfohlen: bleibt unter „Früher erfasst“ lesbar. "
                f"Heißt es jetzt anders: {same}"
            )


# --- doing it --------------------------------------------------------------------------------------


def _refuse(wrong: InvalidInput, choices: Choices, look: Callable[[], Preview]) -> NoReturn:
    """Say everything that was said wrongly; `look` shows what could be chosen."""
    problem = wrong.problems[0]
    if problem.name == "reason":
        raise click.ClickException("Sagen Sie mit --reason in einem Satz, warum.") from wrong
    if problem.name == "only":
        raise click.ClickException(
            f"Kein laufendes Quartier, das umzustellen wäre: {problem.limit}"
        ) from wrong
    found = look()
    said = (why_no_choice(each, choices, found) for each in wrong.problems)
    raise click.ClickException("\n".join(said)) from wrong


def _last(moves: Moves, place: int, digest: str) -> int:
    runs = moves.runs(place, digest, account=None)
    if not runs:
        raise click.ClickException("Zu dieser Version gibt es noch keinen Lauf.")
    return runs[0].id


def _refuse_beside_another(moves: Moves, place: int, digest: str) -> None:
    """Refuse to begin while the last run was cut off: only the newest can be gone on with or undone."""
    runs = moves.runs(place, digest, account=None)
    lines = moves.lines(place, runs[0].id, account=None) if runs else ()
    number = sum(line.status is LineStatus.OPEN for line in lines)
    if number:
        left = "1 Quartier steht" if number == 1 else f"{number} Quartiere stehen"
        raise click.ClickException(
            f"Der letzte Lauf ist nicht zu Ende, {left} noch aus. Setzen Sie ihn mit --resume fort, "
            "oder beenden Sie ihn mit --stop."
        )


def _carry_on(service: Service, place: int, run: int) -> None:
    moves = service.moves
    left = [each for each in moves.lines(place, run, account=None) if each.status in _LEFT]
    done: list[Line] = []
    with click.progressbar(length=len(left), label="Umstellen", file=sys.stderr) as bar:
        for line in moves.carry_on(place, run, account=None, at=now()):
            done.append(line)
            bar.update(1)
    _tell(service, done, LineStatus.MOVED, "umgestellt")
    if any(line.status in _LEFT for line in done):
        click.echo(
            "Was wartet oder nicht gelungen ist, geht später mit --resume weiter, mit --stop nicht mehr."
        )
    _end(done, LineStatus.MOVED)


def _undo(service: Service, lines: Iterable[Line]) -> None:
    done = list(lines)
    _tell(service, done, LineStatus.UNDONE, "zurückgenommen")
    _end(done, LineStatus.UNDONE)


def _tell(service: Service, done: list[Line], status: LineStatus, word: str) -> None:
    """Say of each that is not done why, and how many are."""
    others = [line for line in done if line.status is not status]
    for line in others:
        click.echo(f"{line.name or _ERASED}: {_why_not(service, line)}")
    number = len(done) - len(others)
    click.echo(f"{number} {'Quartier' if number == 1 else 'Quartiere'} {word}.")


def _quarters(number: int) -> str:
    return "1 Quartier bleibt" if number == 1 else f"{number} Quartiere bleiben"


def _why_not(service: Service, line: Line) -> str:
    if line.failure:
        return f"Nicht gelungen: {type(line.failure).__name__}: {line.failure}"
    definition = service.definition(line.definition)
    why = ". ".join(blocker_sentence(each, definition, "de") for each in line.blockers)
    return why or _NOT_TO_BE_HAD


def _end(done: list[Line], status: LineStatus) -> None:
    if any(line.status is not status for line in done):
        sys.exit(1)
