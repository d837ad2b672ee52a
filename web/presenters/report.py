"""The Sachstandsbericht as a page: head, texts of people, and what the figures say.

Rule: a draft and a frozen report are made the same way, from figures and words alone; the state of
the quartier is never asked. So what a frozen report says cannot change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from web import paths
from web.language import plural, say
from web.presenters import dates
from web.presenters.parts import Crumb, Fact, Link, Place
from web.presenters.report_parts import Row, Told, involved, tables
from web.presenters.report_texts import Block, blocks
from web.presenters.reported import deed_sentences, duty_sentences, step_rows
from web.presenters.scene import Scene, quote
from web.presenters.status import (
    DONE,
    DROPPED,
    LEVELS,
    LOCKED,
    OPEN,
    OVERDUE,
    RETURNED,
    WAITING,
    WORKING,
    Status,
)
from workflow.core.definition import ReportPart
from workflow.core.figures import Figures, ReportText, text_key, word
from workflow.core.state import Word, Words

LEGEND = (DONE, WORKING, WAITING, RETURNED, OPEN, LOCKED, DROPPED, OVERDUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a report is made of; `number` 0: it is no more than a draft, `by` 0: of figures alone.

    Erased words are missing from `words`. `roles` are those of who froze it, on that day.
    """

    number: int
    since: date
    until: date
    by: int
    on: date
    figures: Figures
    words: Words
    roles: tuple[str, ...] = ()

    def text(self, text: ReportText) -> tuple[Block, ...]:
        """Return what people wrote under a name."""
        return blocks(self.words.get(text_key(text)))

    def line(self, text: ReportText) -> str:
        """Return one line that people wrote; "" if there is none."""
        return self.said(text_key(text))

    def said(self, key: str) -> str:
        """Return a word; "" if there is none, or that it was deleted."""
        found: Word | None = self.words.get(key)
        return found if isinstance(found, str) else say("gelöscht") if found else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report as a page, and as paper."""

    title: str
    place: Place
    heading: str
    draft: str
    draft_says: str
    freeze: Link | None
    edit: Link | None
    why_not: tuple[str, ...]
    facts: tuple[Fact, ...]
    proposal: tuple[Block, ...]
    summary: tuple[Block, ...]
    counted: str
    situation: Status | None
    situation_says: str
    steps_title: str
    steps: tuple[Row, ...]
    deeds: tuple[str, ...]
    works: tuple[Told, ...]
    involved: tuple[str, ...]
    outlook: tuple[Block, ...]
    finance: tuple[Block, ...]
    funds: tuple[Told, ...]
    made_with: str
    legend: tuple[Status, ...] = LEGEND


def report_page(
    scene: Scene,
    report: Report,
    *,
    freeze: Link | None = None,
    edit: Link | None = None,
    why_not: tuple[str, ...] = (),
) -> ReportPage:
    """Return a report; `freeze` and `edit` are what can be done with a draft."""
    figures = report.figures
    heading = say("Sachstandsbericht Quartier {name}", name=scene.name)
    label = _label(report)
    level = figures.situation
    return ReportPage(
        title=f"{heading}, {label}",
        place=scene.place("berichte", Crumb(say("Berichte"), paths.reports(scene.q)), Crumb(label)),
        heading=heading,
        draft="" if report.number else say("Entwurf.") if report.by else say("Nur Zahlen."),
        draft_says="" if report.number else _about_draft(report),
        freeze=freeze,
        edit=edit,
        why_not=why_not,
        facts=tuple(_head(scene, report)),
        proposal=report.text(ReportText.PROPOSAL),
        summary=report.text(ReportText.SUMMARY),
        counted=_counted(figures),
        situation=LEVELS[level.level] if level else None,
        situation_says=_situation(report),
        steps_title=say("Stand der {number} Schritte", number=len(figures.steps)),
        steps=tuple(step_rows(figures, report.words)),
        deeds=(*deed_sentences(scene, figures, report.said), *duty_sentences(figures, report.said)),
        works=tuple(tables(figures, ReportPart.WORK, report.until, report.said)),
        involved=tuple(involved(figures, report.said)),
        outlook=report.text(ReportText.OUTLOOK),
        finance=report.text(ReportText.FINANCE),
        funds=tuple(tables(figures, ReportPart.FUNDS, report.until, report.said)),
        made_with=_made_with(figures, report),
    )


def _label(report: Report) -> str:
    day = dates.long_day(report.on)
    if report.number:
        return say("Nr. {number} vom {day}", number=report.number, day=day)
    return say("Entwurf vom {day}", day=day) if report.by else say("Zahlen vom {day}", day=day)


def _about_draft(report: Report) -> str:
    if not report.by:
        return say(
            "Ein Entwurf ist nicht begonnen. So stünden die Zahlen im Bericht, Stand {day}.",
            day=dates.long_day(report.until),
        )
    return say(
        "Die Zahlen stammen aus den Daten des Quartiers, Stand {day}. Beim Festschreiben friert "
        "die Anwendung alle Zahlen und Texte ein und vergibt eine Nummer.",
        day=dates.long_day(report.until),
    )


def _head(scene: Scene, report: Report) -> Iterator[Fact]:
    period = say(
        "{since} bis {until}",
        since=dates.long_day(report.since),
        until=dates.long_day(report.until),
    )
    yield Fact(label=say("Berichtszeitraum"), value=period)
    body = report.line(ReportText.BODY)
    yield Fact(label=say("Vorlage an"), value=body or say("noch nicht angegeben"))
    if report.by:
        who = author(scene, report.by, report.roles)
        yield Fact(label=say("Verfasst von"), value=who)
    if reference := report.line(ReportText.REFERENCE):
        yield Fact(label=say("Bezug"), value=reference)
    if report.number:
        frozen = say("Nr. {number} am {day}", number=report.number, day=dates.long_day(report.on))
        yield Fact(label=say("Festgeschrieben"), value=frozen)


def author(scene: Scene, account: int, then: tuple[str, ...] = ()) -> str:
    """Return a person with what they are here, or were `then`."""
    roles = list(then) or [m.role for m in scene.state.instance.team if m.account == account]
    if not then and account in scene.coordinators:
        roles.append("coordinator")
    titles = ", ".join(scene.role(role) for role in roles)
    return f"{scene.named(account)}, {titles}" if titles else scene.named(account)


def _counted(figures: Figures) -> str:
    closed = sum(1 for step in figures.steps if step.closed_on is not None)
    total = plural(len(figures.steps), "Schritt", "Schritten")
    return say("{closed} von {total} abgeschlossen.", closed=closed, total=total)


def _situation(report: Report) -> str:
    found = report.figures.situation
    if found is None:
        return say("noch nicht eingeschätzt")
    since = dates.long_day(found.since)
    reason = quote(report.words.get(word("reason", "situation")))
    if found.before is None:
        text = say("seit {day}.", day=since)
    else:
        text = say("seit {day}, vorher: {before}.", day=since, before=LEVELS[found.before].word)
    return f"{text} {reason}".rstrip()


def _made_with(figures: Figures, report: Report) -> str:
    made = say(
        "Erstellt mit Quartiersweg, Vorlage {definition}, Version {version}.",
        definition=figures.definition,
        version=figures.version,
    )
    frozen = (
        say("Festgeschrieben am {day}.", day=dates.long_day(report.on))
        if report.number
        else say("Entwurf, nicht festgeschrieben.")
        if report.by
        else say("Nur Zahlen, nicht festgeschrieben.")
    )
    return f"{made} {frozen}"
