"""What moving the quartiere under way would mean, and what is to be decided before: a trial run.

Rule: nothing is decided here but what is recommended, and that is always to change nothing more than
needed. Who moves no quartier is shown numbers and the questions, but no form and no quartier.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from web import paths
from web.language import plural, said_later, say, spoken
from web.presenters.draft_stations import Station
from web.presenters.inputs import Input, Option, Typed, choice_input, filled, summary, text_input
from web.presenters.move_words import thing_name, thing_place
from web.presenters.parts import Errors, Link, Place
from web.presenters.status import Status
from workflow.core.commands import Choices
from workflow.core.definition import ProcessDefinition
from workflow.core.moving.preview import Decision, DecisionKind, Verdict
from workflow.core.sentences.moving import consequences_sentence, verdict_name
from workflow.moving import Preview, Previewed

REASON, ONLY, WHICH, ALL, SOME = "reason", "auswahl", "welche", "alle", "gewaehlt"
TELLS, TOLD, QUIET = "nachricht", "ja", "nein"
SAME, OWED, GIVEN_UP = "ist-jetzt:", "nachholen:", "aufgeben:"
DECIDED = (SAME, OWED, GIVEN_UP)
YES = "ja"
PER_PAGE = 100
MOST_NAMED = 4
SIGNS = {
    Verdict.NONE: "on-track",
    Verdict.MORE: "at-risk",
    Verdict.WAITS: "waiting",
    Verdict.IMPOSSIBLE: "critical",
}
# What can be asked for at all; what waits is moved when it no longer has to.
CAN_MOVE = (Verdict.NONE, Verdict.MORE, Verdict.WAITS)
_ERASED = said_later("Name gelöscht")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A quartier, what moving means for it, and whether it is ticked (None: it cannot be)."""

    slug: str
    name: str
    url: str
    version: str
    says: str
    verdict: Status
    ticked: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """The page; without `button` it only tells."""

    title: str
    heading: str
    says: str
    stations: tuple[Station, ...]
    counts: tuple[Status, ...]
    questions_title: str
    questions: tuple[Input, ...]
    caption: str
    rows: tuple[PlanRow, ...]
    pages: tuple[Link, ...]
    file: str
    runs: tuple[Link, ...]
    asks: tuple[Input, ...]
    errors: Errors | None
    action: str
    button: str
    note: str
    place: Place


def plan_page(
    preview: Preview,
    where: tuple[Place, tuple[Station, ...]],
    urls: tuple[str, str],
    typed: Typed,
    *,
    start: int = 0,
    note: str = "",
    runs: tuple[Link, ...] = (),
    sends_mail: bool = False,
) -> PlanPage:
    """Return the page; `urls`: of this page and of its table; `note`: why nobody moves from here.

    `runs` to this version there were already, the newest first.

    Where nothing `sends_mail`, nobody is asked whether the teams shall get one.
    """
    version, total = preview.target.version, sum(preview.counts.values())
    here, file = urls
    may = bool(preview.rows) and not note
    shown = preview.rows[start : start + PER_PAGE]
    questions = filled(tuple(_questions(preview)), typed)
    asks = filled(tuple(_asks(preview, version, sends_mail=sends_mail)), typed) if may else ()
    heading = say("Laufende Quartiere umstellen")
    return PlanPage(
        title=" – ".join((heading, *((say("Entwurf"),) if where[1] else ()), preview.target.title)),
        heading=heading,
        says=say(
            "Probelauf für Version {number}: Es wurde nichts geändert. Erteilte Freigaben, erledigte "
            "Punkte und Nachweise bleiben in jedem Fall erhalten.",
            number=version,
        ),
        stations=where[1],
        counts=verdict_counts(preview.counts),
        questions_title=plural(
            len(preview.decisions), "Entscheidung ist nötig", "Entscheidungen sind nötig"
        ),
        questions=questions,
        caption=say(
            "{count}. Nicht ausgewählte Quartiere arbeiten mit ihrer Version weiter.",
            count=plural(total, "Quartier", "Quartiere"),
        )
        if may
        else plural(total, "Quartier", "Quartiere"),
        rows=tuple(_row(each, typed, may=may) for each in shown),
        pages=tuple(_pages(here, start, len(preview.rows))),
        file=file if preview.rows else "",
        runs=runs,
        asks=asks,
        errors=summary(typed, None, (*questions, _ticks(), *asks)),
        action=here,
        button=say("Umstellung prüfen") if may else "",
        note=note or _note(preview, total),
        place=where[0],
    )


def _note(preview: Preview, total: int) -> str:
    if not total:
        return say("Kein laufendes Quartier arbeitet mit einer anderen Version dieser Vorlage.")
    if not preview.rows:
        return say("Umgestellt werden Quartiere von der Quartierskoordination. Sie lesen mit.")
    return ""


def verdict_counts(counts: Mapping[Verdict, int]) -> tuple[Status, ...]:
    """Return how many quartiere there are of each verdict, each under its sign."""
    return tuple(
        Status(SIGNS[each], f"{verdict_name(each, spoken())}: {counts[each]}")
        for each in Verdict
        if counts.get(each)
    )


def verdict_status(verdict: Verdict) -> Status:
    """Return a verdict under its sign."""
    return Status(SIGNS[verdict], verdict_name(verdict, spoken()))


def plan_table(preview: Preview) -> Iterator[tuple[str, ...]]:
    """Yield the trial run as a table, with its head."""
    yield (say("Quartier"), say("Version"), say("Bewertung"), say("Folge der Umstellung"))
    for row in preview.rows:
        yield (
            row.name or say(_ERASED),
            str(row.before.version),
            verdict_name(row.consequences.verdict, spoken()),
            consequences_sentence(row.consequences, row.before, spoken()),
        )


def _row(row: Previewed, typed: Typed, *, may: bool) -> PlanRow:
    verdict = row.consequences.verdict
    usual = verdict in {Verdict.NONE, Verdict.MORE}
    ticked = row.slug in typed.values.get(ONLY, ()) if typed else usual
    return PlanRow(
        slug=row.slug,
        name=row.name or say(_ERASED),
        url=paths.quarter(row.slug),
        version=str(row.before.version),
        says=consequences_sentence(row.consequences, row.before, spoken()),
        verdict=verdict_status(verdict),
        ticked=ticked if may and verdict in CAN_MOVE else None,
    )


def _pages(here: str, start: int, total: int) -> Iterator[Link]:
    if start:
        yield Link(say("Vorige Quartiere"), f"{here}?ab={max(start - PER_PAGE, 0)}")
    if start + PER_PAGE < total:
        yield Link(say("Weitere Quartiere"), f"{here}?ab={start + PER_PAGE}")


# --- what is asked ---------------------------------------------------------------------------


def _ticks() -> Input:
    """Return the boxes of the table, as a question that an error leads to."""
    return Input(name=ONLY, id="folgen", label=say("Folgen je Quartier"), kind="checkbox")


def _asks(preview: Preview, version: int, *, sends_mail: bool) -> Iterator[Input]:
    if len(preview.rows) > PER_PAGE:
        every = sum(preview.counts.get(each, 0) for each in CAN_MOVE)
        count = plural(every, "Quartier", "Quartiere")
        yield choice_input(
            WHICH,
            say("Welche Quartiere werden umgestellt?"),
            (
                Option(ALL, say("Alle {count}, bei denen es geht", count=count), chosen=True),
                Option(SOME, say("Nur die oben angekreuzten")),
            ),
        )
    yield text_input(
        REASON,
        say("Anlass der Umstellung auf Version {number}", number=version),
        say("Steht im Verlauf jedes Quartiers"),
    )
    if sends_mail:
        yield choice_input(
            TELLS,
            say("Sollen die Teams eine E-Mail bekommen?"),
            (
                Option(TOLD, say("Ja, jede Person im Team"), chosen=True),
                Option(QUIET, say("Nein, niemand")),
            ),
            hint=say("Der Überblick jedes Quartiers sagt in jedem Fall, was sich geändert hat"),
        )


def _questions(preview: Preview) -> Iterator[Input]:
    names = {row.slug: row.name or say(_ERASED) for row in preview.rows}
    before = [row.before for row in preview.rows]
    for decision, slugs in preview.decisions.items():
        former = before or [preview.target]
        label, options = _asked(decision, former, preview)
        yield choice_input(
            f"{_PREFIX[decision.kind]}{decision.path}",
            label,
            options,
            hint=_about([names[slug] for slug in slugs if slug in names]),
        )


_PREFIX = {
    DecisionKind.SAME: SAME,
    DecisionKind.OWED: OWED,
    DecisionKind.GIVEN_UP: GIVEN_UP,
}


def _asked(
    decision: Decision, former: Sequence[ProcessDefinition], preview: Preview
) -> tuple[str, tuple[Option, ...]]:
    recommended = say("Empfohlen")
    path = decision.path
    match decision.kind:
        case DecisionKind.SAME:
            name = thing_name(path, former)
            new = (
                Option(
                    each,
                    say("Nach „{name}“ übernehmen", name=thing_name(each, [preview.target])),
                    hint=thing_place(each, preview.target),
                )
                for each in decision.candidates
            )
            keep = Option(
                "", say("Unter „Früher erfasst“ lesbar behalten"), chosen=True, hint=recommended
            )
            return say("„{name}“ gibt es nicht mehr", name=name), (keep, *new)
        case DecisionKind.OWED:
            name = thing_name(path, [preview.target])
            label = say("Neuer Pflichtpunkt „{name}“ in einem abgeschlossenen Schritt", name=name)
            later = say("Gilt erst, wenn der Schritt wieder geöffnet wird")
            return label, (
                Option("", later, chosen=True, hint=recommended),
                Option(YES, say("Gleich nachholen lassen")),
            )
        case DecisionKind.GIVEN_UP:
            name = thing_name(path, former)
            label = say("Schritt „{name}“ ist in Arbeit und gibt es nicht mehr", name=name)
            wait = say("Warten: Diese Quartiere bleiben bei ihrer Version")
            return label, (
                Option("", wait, chosen=True, hint=recommended),
                Option(YES, say("Schritt aufgeben"), hint=say("Alles bleibt lesbar")),
            )


def _about(names: Sequence[str]) -> str:
    """Return which quartiere a question is about."""
    if not names:
        return ""
    shown = ", ".join(names[:MOST_NAMED])
    if len(names) <= MOST_NAMED:
        return say("Betrifft {names}", names=shown)
    return say("Betrifft {names} und {count} weitere", names=shown, count=len(names) - MOST_NAMED)


def chosen(decided: Iterable[tuple[str, str]]) -> Choices:
    """Return what was answered, by the names of the questions; the engine looks whether it can be."""
    same: dict[str, str] = {}
    owed, gone = list[str](), list[str]()
    for name, answer in decided:
        if not answer:
            continue
        if name.startswith(SAME):
            same[name.removeprefix(SAME)] = answer
        elif name.startswith(OWED):
            owed.append(name.removeprefix(OWED))
        elif name.startswith(GIVEN_UP):
            gone.append(name.removeprefix(GIVEN_UP))
    return Choices(same=same, owed=tuple(owed), given_up=tuple(gone))


def question_of(name: str) -> str:
    """Return the question of the form that the engine means by a name."""
    kind, colon, path = name.partition(":")
    asked = {"same": SAME, "owed": OWED, "given-up": GIVEN_UP}.get(kind)
    if asked and colon:
        return f"{asked}{path}"
    return ONLY if name == "only" else name
