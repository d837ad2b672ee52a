"""Moving quartiere: the question before it happens, and how far a run is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from web import paths
from web.language import plural, say, spoken
from web.presenters import dates
from web.presenters.forms_page import FormPage
from web.presenters.move_plan import CAN_MOVE, REASON, TELLS, TOLD, verdict_counts
from web.presenters.parts import Fact, Link, Place
from web.presenters.status import Status
from workflow.core.definition import ProcessDefinition
from workflow.core.moving.preview import Verdict
from workflow.core.sentences import blocker_sentence
from workflow.moving import Line, LineStatus, Preview, Run

SLICE = 25  # quartiere that one request moves
Hidden = tuple[tuple[str, str], ...]


def confirm_page(
    preview: Preview, hidden: Hidden, place: Place, here: str, *, sends_mail: bool
) -> FormPage:
    """Return the last look before quartiere are moved; `hidden` is the form that was filled in."""
    answers = dict(hidden)
    count = sum(preview.counts.get(each, 0) for each in CAN_MOVE)
    version, heading = preview.target.version, say("Umstellung bestätigen")
    verdicts = ", ".join(each.word for each in verdict_counts(preview.counts))
    return FormPage(
        title=f"{heading} – {preview.target.title}",
        place=place,
        over=preview.target.title,
        heading=heading,
        says=(
            *_when(preview, count),
            _letters(preview, tells=answers[TELLS] == TOLD, sends_mail=sends_mail),
            say(
                "Der Überblick jedes Quartiers sagt 14 Tage lang, was sich geändert hat. So lange "
                "können Sie jede Umstellung zurücknehmen."
            ),
        ),
        facts=(
            Fact(label=say("Neue Version"), value=str(version)),
            Fact(label=say("Quartiere"), value=str(count)),
            Fact(label=say("Bewertung"), value=verdicts),
            *(Fact(label=label, value=value) for label, value in _decided(preview, hidden)),
            Fact(label=say("Anlass"), value=answers[REASON]),
        ),
        action=paths.move_start(here),
        button=say("Quartiere umstellen"),
        cancel=here,
        leave=say("Abbrechen, nichts umstellen"),
        hidden=hidden,
    )


def _when(preview: Preview, count: int) -> Iterator[str]:
    """Yield how many are moved at once, and how many later."""
    waiting = preview.counts.get(Verdict.WAITS, 0)
    if count > waiting:
        yield say(
            "{count} danach mit Version {number}. Erst beim Umstellen wird für jedes "
            "noch einmal geprüft, ob es geht.",
            count=plural(count - waiting, "Quartier arbeitet", "Quartiere arbeiten"),
            number=preview.target.version,
        )
    if waiting:
        yield say(
            "{count}: Der tägliche Lauf stellt um, sobald es geht.",
            count=plural(waiting, "Quartier wartet noch", "Quartiere warten noch"),
        )


def _letters(preview: Preview, *, tells: bool, sends_mail: bool) -> str:
    """Return who is written to."""
    if not sends_mail:
        return say("Von hier gehen keine E-Mails hinaus: Niemand bekommt deshalb eine.")
    if not tells:
        return say("Niemand bekommt deshalb eine E-Mail.")
    if not preview.letters:
        return say("In diesen Teams ist sonst niemand, der eine E-Mail bekommen könnte.")
    return say(
        "{letters} an {people}: jede, sobald das Quartier umgestellt ist. Nehmen Sie die Umstellung "
        "zurück, bekommen die Teams noch eine.",
        letters=plural(preview.letters, "E-Mail geht", "E-Mails gehen"),
        people=plural(preview.people, "Person im Team", "Personen in den Teams"),
    )


def _decided(preview: Preview, hidden: Hidden) -> Iterator[tuple[str, str]]:
    answers = sum(1 for name, value in hidden if ":" in name and value)
    if preview.decisions or answers:
        said = plural(answers, "anders als empfohlen", "anders als empfohlen")
        yield say("Entscheidungen"), said if answers else say("wie empfohlen")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """A quartier of a run: how far it is, and why not; `link` leads to what has changed there."""

    name: str
    url: str
    status: Status
    why: str
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPage:
    """How far a run is; `go_on` where the next ones are moved, `stop` where that ends, if any are left."""

    title: str
    over: str
    heading: str
    says: str
    more: str
    letters: str
    done: int
    total: int
    rows: tuple[RunRow, ...]
    here: str
    go_on: str
    button: str
    stop: str
    back: str
    place: Place


def run_page(
    run: Run,
    lines: Sequence[Line],
    definition_of: Callable[[str], ProcessDefinition],
    place: Place,
    town: str,
) -> RunPage:
    """Return how far a run is; `definition_of` gives a version by its digest, `town` is its address."""
    target = definition_of(run.definition)
    here = paths.move_run(town, target.id, target.version, run.id)
    shown = {each.instance: _standing(each, run) for each in lines}
    counts = Counter(shown.values())
    waiting, total = counts[LineStatus.OPEN], len(lines)
    is_left = waiting or counts[LineStatus.WAITS]
    heading = say("Umstellung auf Version {number}", number=target.version)
    return RunPage(
        title=f"{heading} – {target.title}",
        over=target.title,
        heading=heading,
        says=_says(counts, total),
        more=_more(counts),
        letters=say("Jede Person im Team bekommt eine E-Mail, wenn ihr Quartier umgestellt ist.")
        if run.tells
        else say("Die Teams bekommen dazu keine E-Mail."),
        done=total - waiting,
        total=total,
        rows=tuple(_row(each, shown[each.instance], definition_of) for each in lines),
        here=here,
        go_on=f"{here}/weiter" if is_left else "",
        button=_button(waiting),
        stop=f"{here}/ende" if is_left else "",
        back=paths.version(town, target.id, target.version),
        place=place,
    )


def run_links(runs: Iterable[Run], town: str, v: str, number: int) -> tuple[Link, ...]:
    """Return where one sees how far each run is, by when it was begun."""
    return tuple(
        Link(
            say(
                "Umstellung vom {day}, {clock} Uhr",
                day=dates.long_day(dates.day_of(run.begun_at)),
                clock=dates.clock(run.begun_at),
            ),
            paths.move_run(town, v, number, run.id),
        )
        for run in runs
    )


def moved_on(moved: int, incidents: Sequence[str]) -> str:
    """Return what one request has done; `incidents` are the numbers of what went wrong."""
    count = plural(moved, "Quartier ist", "Quartiere sind")
    said = say("{count} umgestellt.", count=count)
    if not incidents:
        return said
    broken = say(
        "Bei {count} ist etwas schiefgegangen. Das liegt an der Anwendung, nicht an Ihnen: Der "
        "tägliche Lauf versucht es wieder. Vorgang {numbers}.",
        count=plural(len(incidents), "Quartier", "Quartieren"),
        numbers=", ".join(incidents),
    )
    return f"{said} {broken}"


def _button(waiting: int) -> str:
    if not waiting:
        return say("Wartende Quartiere noch einmal umstellen")
    number = min(waiting, SLICE)
    return say("{count} umstellen", count=plural(number, "weiteres Quartier", "weitere Quartiere"))


def _standing(line: Line, run: Run) -> LineStatus:
    """Return how far a quartier is: taken back also if that was done in the quartier itself."""
    moved_on = line.status is LineStatus.MOVED and line.definition != run.definition
    return LineStatus.UNDONE if moved_on else line.status


def _says(counts: Mapping[LineStatus, int], total: int) -> str:
    parts = [
        say(
            "{done} von {total} umgestellt",
            done=counts[LineStatus.MOVED],
            total=plural(total, "Quartier ist", "Quartieren sind"),
        )
    ]
    said: tuple[tuple[LineStatus, str, str], ...] = (
        (LineStatus.OPEN, say("steht aus"), say("stehen aus")),
        (LineStatus.WAITS, say("wartet"), say("warten")),
        (LineStatus.REFUSED, say("nicht möglich"), say("nicht möglich")),
        (LineStatus.UNDONE, say("zurückgenommen"), say("zurückgenommen")),
        (
            LineStatus.STAYS,
            say("bleibt bei seiner Version"),
            say("bleiben bei ihrer Version"),
        ),
    )
    for status, one, many in said:
        number = counts.get(status, 0)
        if number:
            parts.append(f"{number} {one if number == 1 else many}")
    return f"{', '.join(parts)}."


def _more(counts: Mapping[LineStatus, int]) -> str:
    if counts.get(LineStatus.OPEN):
        return say(
            "Was aussteht, stellt spätestens der tägliche Lauf um. Sie können auch gleich weitermachen."
        )
    if counts.get(LineStatus.WAITS):
        return say(
            "Was wartet, wird jeden Tag noch einmal versucht, bis die Entscheidung im Quartier da ist."
        )
    if counts.get(LineStatus.MOVED):
        return say(
            "Zurücknehmen lässt sich eine Umstellung 14 Tage lang, je Quartier: auf der Seite, die "
            "zeigt, was sich ändert."
        )
    return ""


def _status(standing: LineStatus) -> Status:
    return {
        LineStatus.OPEN: Status("open", say("Steht aus")),
        LineStatus.MOVED: Status("done", say("Umgestellt")),
        LineStatus.WAITS: Status("waiting", say("Wartet")),
        LineStatus.REFUSED: Status("critical", say("Nicht möglich")),
        LineStatus.UNDONE: Status("returned", say("Zurückgenommen")),
        LineStatus.STAYS: Status("dropped", say("Bleibt bei seiner Version")),
    }[standing]


def _row(
    line: Line, standing: LineStatus, definition_of: Callable[[str], ProcessDefinition]
) -> RunRow:
    why = ""
    if line.blockers:
        definition = definition_of(line.definition)
        why = ". ".join(blocker_sentence(each, definition, spoken()) for each in line.blockers)
    elif standing is LineStatus.REFUSED:
        why = say("Das ist keine neuere Version seiner Vorlage")
    moved = standing is LineStatus.MOVED
    link = Link(say("Ansehen, was sich ändert"), paths.moved(line.slug)) if moved else None
    return RunRow(
        name=line.name or say("Name gelöscht"),
        url=paths.quarter(line.slug),
        status=_status(standing),
        why=why,
        link=link,
    )
