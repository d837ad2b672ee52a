"""What the figures of a report say about steps and about decisions, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from web.language import plural, said_later, say
from web.presenters import dates
from web.presenters.report_parts import Cell, Row
from web.presenters.scene import Scene, quote
from web.presenters.status import status_of
from workflow.core.figures import Deed, DeedFigure, Figures, StepFigure, word
from workflow.core.state import Outcome, StepStatus, Words

Said = Callable[[str], str]

_OUTCOMES: Mapping[Outcome, str] = {
    Outcome.APPROVED: said_later("{title}: freigegeben am {day}, {by}"),
    Outcome.APPROVED_WITH_OBLIGATIONS: said_later(
        "{title}: mit Auflagen freigegeben am {day}, {by}"
    ),
    Outcome.DEFERRED: said_later("{title}: vertagt am {day}, {by}"),
    Outcome.RETURNED: said_later("{title}: zur Überarbeitung zurückgegeben am {day}, {by}"),
    Outcome.REJECTED: said_later("{title}: abgelehnt am {day}, {by}"),
    Outcome.GIVEN: said_later("{title}: Stellungnahme vom {day}, {by}"),
    Outcome.NOTED: said_later("{title}: zur Kenntnis genommen am {day}, {by}"),
}
_AGAIN = said_later("{title}: nach Überarbeitung freigegeben am {day}, {by}")
_DEEDS: Mapping[Deed, str] = {
    Deed.PASSED: said_later("{title}: abgeschlossen am {day}"),
    Deed.SKIPPED: said_later("{title}: ausgelassen am {day}"),
    Deed.REOPENED: said_later("{title}: wieder geöffnet am {day}"),
    Deed.ROUND: said_later("{title}: neue Runde begonnen am {day}"),
}


def step_rows(figures: Figures, words: Words) -> Iterator[Row]:
    """Yield each step with its status and its day."""
    for number, step in enumerate(figures.steps, 1):
        status = status_of(step.status, returned=step.returned, touched=step.touched)
        stands = status.word
        if step.status in (StepStatus.ACTIVE, StepStatus.IN_REVIEW):
            of_all = plural(step.total, "Pflichtpunkt", "Pflichtpunkten")
            stands = say("{status}, {done} von {all}", status=stands, done=step.done, all=of_all)
        elif step.status is StepStatus.SKIPPED:
            stands = f"{stands}: {quote(words.get(word('reason', step.step)))}".rstrip(": ")
        cells = (
            Cell(label=say("Stand"), text=stands, sign=status.key),
            Cell(label=say("Datum"), text=_day(step), number=True),
        )
        yield Row(title=f"{number} {step.title}", cells=cells)


def _day(step: StepFigure) -> str:
    if step.closed_on is not None:
        return dates.table_day(step.closed_on)
    if step.asked_on is not None:
        return say("angefragt {day}", day=dates.table_day(step.asked_on))
    if step.planned is not None and step.status is StepStatus.ACTIVE:
        return say("Ziel {day}", day=dates.table_day(step.planned))
    return say("offen")


def deed_sentences(scene: Scene, figures: Figures, said: Said) -> Iterator[str]:
    """Yield what was decided in the period, then what waits for a decision."""
    for deed in figures.deeds:
        yield _deed(scene, deed, said)
    for step in figures.steps:
        if step.status is StepStatus.IN_REVIEW and step.asked_on is not None:
            yield say(
                "{title}: Freigabe angefragt am {day}, noch nicht entschieden",
                title=step.title,
                day=dates.long_day(step.asked_on),
            )


def _deed(scene: Scene, deed: DeedFigure, said: Said) -> str:
    day, paper = dates.long_day(deed.on), said(word("paper", deed.key))
    by = deed.body or (scene.role(deed.role) if deed.role else "")
    by = f"{by} {paper}".strip()
    if deed.deed is Deed.DECIDED and deed.outcome is not None:
        template = _AGAIN if _is_again(deed) else _OUTCOMES[deed.outcome]
        return say(template, title=deed.title, day=day, by=by)
    if deed.deed is Deed.RESOLVED:
        subject = said(word("subject", deed.key)) or say("Beschluss")
        text = say("{subject}: Beschluss vom {day}, {by}", subject=subject, day=day, by=by)
        return f"{text} ({deed.result})" if deed.result else text
    text = say(_DEEDS[deed.deed], title=deed.title, day=day)
    reason = said(word("reason", deed.key))
    return f"{text}. {quote(reason)}" if reason else text


def _is_again(deed: DeedFigure) -> bool:
    return deed.again and deed.outcome is Outcome.APPROVED


def duty_sentences(figures: Figures, said: Said) -> Iterator[str]:
    """Yield each obligation that is still open."""
    for duty in figures.duties:
        yield say(
            "Offene Auflage bis {day}: {text}",
            day=dates.long_day(duty.due),
            text=said(word("text", duty.key)) or say("gelöscht"),
        )
