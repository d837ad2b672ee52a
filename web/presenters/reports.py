"""The pages around a report: the list, the form of the draft, and what freezing means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from web import paths
from web.conflict import Compared
from web.language import said_later, say
from web.presenters import blockers, dates
from web.presenters.forms_page import FormPage
from web.presenters.inputs import (
    UNTYPED,
    Input,
    Typed,
    day_input,
    filled,
    line_input,
    summary,
    text_input,
)
from web.presenters.parts import Crumb, Fact, Link, Place
from web.presenters.report import author
from web.presenters.report_texts import TEXT_NAMES
from web.presenters.scene import Scene, word
from workflow.core import commands as c
from workflow.core.figures import ReportText, text_key
from workflow.core.state import FrozenReport, Words

_HINTS: Mapping[ReportText, str] = {
    ReportText.BODY: said_later(
        "Gremium, Tag, öffentlich oder nicht, zur Kenntnis oder zum Beschluss"
    ),
    ReportText.REFERENCE: said_later("Der Beschluss, auf den sich der Bericht bezieht"),
    ReportText.PROPOSAL: said_later(
        "Ein Satz, über den abgestimmt werden kann. Nötig zum Festschreiben"
    ),
    ReportText.SUMMARY: said_later(
        "Worum geht es, in höchstens fünf Sätzen? Nötig zum Festschreiben"
    ),
    ReportText.OUTLOOK: said_later(
        "Was brauchen Sie, und was kommt als Nächstes? Punkte beginnen mit einem Strich"
    ),
    ReportText.FINANCE: said_later(
        "Was kostet es die Kommune, einmalig und im Jahr? Auch „Keine“ ist eine Antwort"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A frozen report in the list."""

    title: str
    url: str
    period: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsPage:
    """The reports of a quartier."""

    title: str
    place: Place
    draft: str
    draft_url: str
    live: Link | None
    write: Link | None
    why_not: tuple[str, ...]
    reports: tuple[ReportLine, ...]
    handover: str


def reports_page(scene: Scene) -> ReportsPage:
    """Return the draft, if one is being written, and every frozen report, the newest first."""
    draft = scene.state.instance.draft
    return ReportsPage(
        title=say("Berichte – {name}", name=scene.name),
        place=scene.place("berichte", exact=True),
        draft=say(
            "{person} hat am {day} zuletzt daran geschrieben.",
            person=scene.named(draft.by),
            day=dates.long_day(draft.on),
        )
        if draft
        else "",
        draft_url=paths.report(scene.q, "entwurf") if draft else "",
        live=None if draft else Link(_live(scene), paths.report(scene.q, "entwurf")),
        write=Link(say("Bericht beginnen"), paths.report(scene.q, "neu"))
        if scene.may(c.DraftReport) and not draft
        else None,
        why_not=() if draft else scene.why_not(c.DraftReport),
        reports=tuple(_line(scene, each) for each in reversed(scene.state.instance.reports)),
        handover=paths.handover_file(scene.q),
    )


def _live(scene: Scene) -> str:
    if scene.is_past:
        return say("Bericht mit den Zahlen dieses Tages ansehen")
    return say("Bericht mit den Zahlen von heute ansehen")


def _line(scene: Scene, report: FrozenReport) -> ReportLine:
    return ReportLine(
        title=say(
            "Sachstandsbericht Nr. {number} vom {day}",
            number=report.number,
            day=dates.long_day(report.on),
        ),
        url=paths.report(scene.q, str(report.number)),
        period=period(report.since, report.until),
        by=author(scene.under(report.definition), report.by, report.roles),
    )


def period(since: date, until: date) -> str:
    """Return the time of a report."""
    return say("{since} bis {until}", since=dates.long_day(since), until=dates.long_day(until))


# --- the draft -----------------------------------------------------------------------------------


def draft_page(scene: Scene, before: Words, typed: Typed = UNTYPED) -> FormPage:
    """Return the form of the draft; `before` are the texts to start from."""
    may = scene.may(c.DraftReport)
    inputs = filled(tuple(_questions(scene, before)), typed, scene) if may else ()
    heading = say("Texte des Berichts")
    return FormPage(
        title=f"{heading} – {scene.name}",
        place=scene.place(
            "berichte", Crumb(say("Berichte"), paths.reports(scene.q)), Crumb(heading)
        ),
        over=say("Sachstandsbericht Quartier {name}", name=scene.name),
        heading=heading,
        says=_says(scene, before) if may else (),
        errors=summary(typed, scene, inputs),
        refused=blockers.against(scene, c.DraftReport),
        inputs=inputs,
        seen=_seen(scene, typed),
        action=paths.report(scene.q, "neu"),
        button=say("Entwurf speichern") if may else "",
        cancel=paths.report(scene.q, "entwurf")
        if scene.state.instance.draft
        else paths.reports(scene.q),
    )


def _seen(scene: Scene, typed: Typed) -> int:
    """Return what was shown with the form first: a mistake in it must not hide what others wrote."""
    shown = typed.one("seen")
    return int(shown) if shown.isdecimal() else scene.state.seq


def _says(scene: Scene, before: Words) -> tuple[str, ...]:
    figures = say(
        "Alle Zahlen, Schritte, Beschlüsse und Maßnahmen kommen aus den Daten. Sie schreiben nur, "
        "was keine Zahl sagen kann."
    )
    if before and not scene.state.instance.draft:
        return (figures, say("Vorausgefüllt mit den Texten des letzten Berichts."))
    return (figures,)


def _questions(scene: Scene, before: Words) -> Iterator[Input]:
    since, until = period_of(scene)
    yield day_input("since", say("Berichtszeitraum von"), dates.table_day(since))
    until_input = day_input("until", say("Berichtszeitraum bis"), dates.table_day(until))
    yield replace(until_input, hint=say("TT.MM.JJJJ. Die Zahlen zeigen den Stand dieses Tages"))
    for text, name in TEXT_NAMES.items():
        value = word(before.get(text_key(text)))
        yield replace(_question(text, say(name)), value=value)


def period_of(scene: Scene) -> tuple[date, date]:
    """Return the period: that of the draft, else from the last report's last day on.

    That day is told twice rather than not: something can have happened after the report.
    """
    instance = scene.state.instance
    if instance.draft is not None:
        return instance.draft.since, instance.draft.until
    since = instance.reports[-1].until if instance.reports else instance.started_on
    return since, scene.today


def _question(text: ReportText, name: str) -> Input:
    kind = line_input if text in (ReportText.BODY, ReportText.REFERENCE) else text_input
    return kind(text.value, name, say(_HINTS[text]), optional=True)


def compared(typed: Typed, stored: Words) -> Sequence[Compared]:
    """Return what differs between the texts that were typed and those that are stored now."""
    rows = [
        Compared(
            label=say(name),
            typed=typed.one(text.value),
            stored=word(stored.get(text_key(text))),
        )
        for text, name in TEXT_NAMES.items()
    ]
    return [row for row in rows if row.typed.split() != row.stored.split()]


# --- freezing ------------------------------------------------------------------------------------


def freeze_page(scene: Scene) -> FormPage:
    """Return the page that says what freezing means, before it happens."""
    may, draft = scene.may(c.FreezeReport), scene.state.instance.draft
    heading = say("Bericht festschreiben")
    facts: tuple[Fact, ...] = ()
    if draft is not None:
        number = len(scene.state.instance.reports) + 1
        facts = (
            Fact(label=say("Nummer"), value=str(number)),
            Fact(label=say("Berichtszeitraum"), value=period(draft.since, draft.until)),
            Fact(label=say("Zuletzt geschrieben"), value=_written(scene)),
        )
    return FormPage(
        title=f"{heading} – {scene.name}",
        place=scene.place(
            "berichte", Crumb(say("Berichte"), paths.reports(scene.q)), Crumb(heading)
        ),
        over=say("Sachstandsbericht Quartier {name}", name=scene.name),
        heading=heading,
        says=_meaning() if may else (),
        refused=blockers.against(scene, c.FreezeReport),
        facts=facts,
        seen=scene.state.seq,
        action=paths.report(scene.q, "festschreiben"),
        button=say("Bericht festschreiben") if may else "",
        cancel=paths.report(scene.q, "entwurf") if draft else paths.reports(scene.q),
    )


def _written(scene: Scene) -> str:
    draft = scene.state.instance.draft
    if draft is None:
        return ""
    return say("{person}, {day}", person=scene.named(draft.by), day=dates.long_day(draft.on))


def _meaning() -> tuple[str, ...]:
    return (
        say(
            "Alle Zahlen und Texte werden eingefroren, und der Bericht bekommt eine Nummer. Was "
            "sich später im Quartier ändert, ändert den Bericht nicht mehr."
        ),
        say(
            "Das lässt sich nicht zurücknehmen. Ist etwas falsch, schreiben Sie einen neuen "
            "Bericht; der alte bleibt lesbar."
        ),
    )
