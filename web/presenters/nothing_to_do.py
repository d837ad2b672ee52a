"""What stands on Meine Aufgaben when nothing is to be done, by who looks.

Rule: it says what comes next, or whom to ask, or where this person's work is instead; never just
that there is nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web import paths
from web.language import say, spoken
from web.presenters.desk import Desk
from web.presenters.parts import Link
from web.presenters.scene import word
from workflow.core.policy import ADMIN, CONSULTANT, COORDINATOR
from workflow.core.sentences.language import one_of_words
from workflow.core.state import ProcessLife, StepStatus
from workflow.storage.queries import InstanceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """What stands there instead of tasks."""

    heading: str
    lines: tuple[str, ...]
    link: Link | None = None


def nothing_to_do(
    quarters: Sequence[InstanceRow], desk: Desk, coordinators: Sequence[str], contact: str
) -> Nothing:
    """Return what to tell somebody who owes nothing; `contact` is whom anybody can ask."""
    if quarters:
        soon = say("Sobald ein Punkt oder eine Freigabe auf Sie wartet, steht sie hier.")
        return Nothing(
            heading=say("Keine offenen Aufgaben"),
            lines=(_next_gate(quarters, desk) or soon,),
            link=Link(say("Quartiere ansehen"), paths.QUARTERS),
        )
    if desk.reach.places(COORDINATOR):
        return Nothing(
            heading=say("Noch gibt es kein Quartier"),
            lines=(
                say("Legen Sie das erste an. Dann stehen hier Ihre Aufgaben und Entscheidungen."),
            ),
            link=Link(say("Quartiere ansehen"), paths.QUARTERS),
        )
    if desk.reach.places(CONSULTANT):
        return _for_consultants()
    if desk.reach.places(ADMIN):
        return Nothing(
            heading=say("Sie verwalten die Konten"),
            lines=(say("Aufgaben aus Quartieren hat nur, wer in einem Team ist."),),
            link=Link(say("Konten ansehen"), paths.ACCOUNTS),
        )
    return _without_quarter(coordinators, contact)


def _for_consultants() -> Nothing:
    return Nothing(
        heading=say("Keine offenen Aufgaben"),
        lines=(
            say(
                "Hier stehen Ihre Entwürfe mit Fehlern, und was andere veröffentlicht haben wollen."
            ),
            say("Was in den Quartieren steht, sieht die Beratung nicht."),
        ),
        link=Link(say("Prozessvorlagen ansehen"), paths.TEMPLATES),
    )


def _without_quarter(coordinators: Sequence[str], contact: str) -> Nothing:
    names = one_of_words(tuple(coordinators), spoken())
    ask = say("Zuständig: {names}, Quartierskoordination.", names=names) if names else ""
    told = say("Die Koordination nimmt Sie in ein Team auf. Dann stehen hier Ihre Aufgaben.")
    return Nothing(
        heading=say("Sie gehören noch zu keinem Quartier"),
        lines=tuple(filter(None, (told, ask, contact))),
    )


def _next_gate(quarters: Sequence[InstanceRow], desk: Desk) -> str:
    """Return which gate comes next in the first quartier that is under way."""
    for row in quarters:
        steps = desk.definition(row).steps
        for summary in row.steps:
            active = summary.status in (StepStatus.ACTIVE, StepStatus.IN_REVIEW)
            if row.life is ProcessLife.RUNNING and active and summary.step in steps:
                step = steps[summary.step]
                return say(
                    "Als Nächstes steht in {quarter} die Freigabe „{gate}“ an.",
                    quarter=word(row.name),
                    gate=step.gate.title or step.title,
                )
    return ""
