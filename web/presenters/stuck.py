"""Was gerade stockt: a row each, with its reason, who is to act, since when, and one thing to do.

Rule: order and reason come from the query, what the reader may do from the policy; here they are put
into words. Names, not roles: somebody has to know that it is their turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web import paths
from web.language import plural, said_later, say, spoken
from web.presenters import dates
from web.presenters.around import Around
from web.presenters.dates import When
from web.presenters.parts import Action
from web.presenters.reminding import NONE, Reminder, remind_button, reminded_says, staying
from web.presenters.scene import word
from web.presenters.status import (
    LEVELS,
    NO_SITUATION,
    OVERDUE,
    RETURNED,
    STILL,
    UNLED,
    WAITING,
)
from web.presenters.status import Status as Sign
from web.presenters.stuck_case import Case
from workflow.core import commands as c
from workflow.core.sentences.language import all_of_words
from workflow.core.state import Level
from workflow.core.tasks import TaskKind
from workflow.storage.queries import Reason, Stuck

SHOWN, LISTED = 4, 20
_SIGNS = {
    Reason.LATE_DECISION: WAITING,
    Reason.CRITICAL: LEVELS[Level.CRITICAL],
    Reason.UNLED: UNLED,
    Reason.STILL: STILL,
    Reason.OVERDUE: OVERDUE,
    Reason.RETURNED: RETURNED,
    Reason.OLD_SITUATION: NO_SITUATION,
}
_SINCE = {
    Reason.LATE_DECISION: said_later("angefragt"),
    Reason.CRITICAL: said_later("eingeschätzt"),
    Reason.UNLED: said_later("letzte Änderung"),
    Reason.STILL: said_later("letzte Änderung"),
    Reason.OVERDUE: said_later("fällig"),
    Reason.RETURNED: said_later("zurückgegeben"),
    Reason.OLD_SITUATION: said_later("eingeschätzt"),
}
_BEGUN = said_later("begonnen")


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckRow:
    """A quartier that is stuck."""

    status: Sign
    title: str
    url: str
    where: str
    when: When
    action: Action | None
    after: str = ""
    quote: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckList:
    """What is stuck: some at once, the rest folded. `count` says how many there are."""

    count: str
    rows: tuple[StuckRow, ...]
    rest: tuple[StuckRow, ...]
    folded: str


def stuck_list(found: Sequence[Stuck], around: Around) -> StuckList:
    """Return the list; more than `LISTED` are not counted."""
    rows = tuple(_row(Case(each, around)) for each in found[:LISTED])
    many = len(found) > LISTED
    return StuckList(
        count=say("mehr als {number}", number=LISTED) if many else str(len(rows)),
        rows=rows[:SHOWN],
        rest=rows[SHOWN:],
        folded=say("{number} weitere anzeigen", number=len(rows[SHOWN:])),
    )


def _row(case: Case) -> StuckRow:
    name = word(case.quarter.name)
    asked = _reminder(case)
    never = case.reason is Reason.OLD_SITUATION and case.quarter.situation is None
    since = say(_BEGUN if never else _SINCE[case.reason])
    return StuckRow(
        status=_SIGNS[case.reason],
        title=say("{quarter}: {what}", quarter=name, what=_what(case)),
        url=_url(case),
        where=" · ".join(part for part in (_place(case), case.turn()) if part),
        when=dates.since(case.stuck.since, case.around.today, since),
        action=asked.action if asked != NONE else _lead(case, name),
        after=asked.after,
    )


def _lead(case: Case, name: str) -> Action:
    label, url = _action(case)
    return Action(label=label, context=name, url=url, first=case.reason is Reason.LATE_DECISION)


def _reminder(case: Case) -> Reminder:
    """Return how the reader reminds of what is overdue, or of a decision they may not take."""
    owed, names = case.waited_for(), [each.name for each in case.actors()]
    if owed is None or not names or not case.around.may(case.quarter, c.Remind):
        return NONE
    if said := reminded_says(owed.reminded_on, case.around.today):
        return Reminder(after=said)
    holder = "" if owed.kind is TaskKind.OBLIGATION else owed.holder
    button = remind_button(
        case.quarter.slug,
        holder,
        f"{owed.kind.value}:{owed.thing}",
        people=all_of_words(list(dict.fromkeys(names)), spoken()),
        what=f"{word(case.quarter.name)}, {_what(case)}",
    )
    return Reminder(action=staying(button, paths.QUARTERS))


def _what(case: Case) -> str:
    match case.reason:
        case Reason.LATE_DECISION:
            return _decision(case)
        case Reason.CRITICAL:
            return _critical(case)
        case Reason.UNLED:
            return say("niemand leitet")
        case Reason.STILL:
            days = (case.around.today - case.stuck.since).days
            return say("{time} ohne Bewegung", time=plural(days, "Tag", "Tage"))
        case Reason.OVERDUE:
            return _late(case)
        case Reason.RETURNED:
            return say("Schritt {number} zurückgegeben", number=case.number)
        case Reason.OLD_SITUATION:
            return _situation(case)


def _critical(case: Case) -> str:
    return say("Lage kritisch, {late}", late=_late(case)) if case.late else say("Lage kritisch")


def _late(case: Case) -> str:
    return say("{late} überfällig", late=plural(case.late, "Pflichtpunkt", "Pflichtpunkte"))


def _situation(case: Case) -> str:
    if case.quarter.situation is None:
        return say("Lage noch nie eingeschätzt")
    return say("Einschätzung der Lage veraltet")


def _decision(case: Case) -> str:
    approval, number = case.approval(), case.number
    if approval is not None and approval.body:
        body = case.definition.bodies[approval.body].title
        return say(
            "Freigabe von Schritt {number} wartet auf einen Beschluss ({body})",
            number=number,
            body=body,
        )
    if case.may_decide():
        return say("Freigabe von Schritt {number} wartet auf Sie", number=number)
    return say("Freigabe von Schritt {number} wartet auf eine Entscheidung", number=number)


def _place(case: Case) -> str:
    step = case.step()
    if step is None:
        return ""
    found = case.definition.steps[step.step]
    return say("Schritt {number} {name}", number=case.number, name=found.short or found.title)


def _url(case: Case) -> str:
    step, q = case.step(), case.quarter.slug
    if case.reason is Reason.UNLED:
        return paths.about(q, "team")
    if step is None:
        return paths.quarter(q)
    gate = case.reason in (Reason.LATE_DECISION, Reason.RETURNED)
    return paths.gate(q, step.step) if gate else paths.step(q, step.step)


def _action(case: Case) -> tuple[str, str]:
    """Return the one thing to do, and where."""
    q, may = case.quarter.slug, case.around.may
    if case.reason is Reason.LATE_DECISION and case.may_decide():
        return _decide(case)
    if not case.around.leads(case.quarter) and may(case.quarter, c.JoinTeam):
        return say("Leitung zuweisen"), paths.about(q, "team")
    if case.is_up_to_me():
        judged = case.reason in (Reason.CRITICAL, Reason.OLD_SITUATION)
        if judged and may(case.quarter, c.AssessSituation):
            return say("Lage einschätzen"), paths.about(q, "lage")
        return say("Ansehen"), _url(case)
    return say("Rückfrage stellen"), paths.about(q, paths.COMMENT)


def _decide(case: Case) -> tuple[str, str]:
    decision, approval, q = case.decision(), case.approval(), case.quarter.slug
    if decision is None or approval is None:
        return say("Entscheiden"), _url(case)
    label = say("Beschluss eintragen") if approval.body else say("Entscheiden")
    return label, paths.decision(q, decision.holder, approval.id)
