"""A step of a draft as it would look in a quartier: for any role, at any stage of its course.

Rule: the page is the real one, over a quartier that the proof has walked there; nothing on it acts.
What is new or changed against the version before carries a label.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from web import paths
from web.language import said_later, say
from web.presenters.draft_stations import PREVIEW, Station, draft_place, stations
from web.presenters.inputs import Option
from web.presenters.parts import Checklist, ItemRow, Place
from web.presenters.roles import ROLE_NAMES
from web.presenters.scene import Scene, by_target
from web.presenters.standing_still import still
from web.presenters.step import StepPage, step_page
from web.presenters.templates_place import Bench, draft_name
from workflow.core.actions import process_actions, step_actions
from workflow.core.commands import Actor
from workflow.core.definition import ProcessDefinition
from workflow.workbench import EXAMPLE_PEOPLE, Change, Kind, Moment, Review, Stage

STEP, ROLE, STAGE = "schritt", "rolle", "zustand"
# What stands in the address, and how a stage is called.
STAGES: Mapping[Stage, tuple[str, str]] = {
    Stage.WAITING: ("wartet", said_later("Noch nicht geöffnet")),
    Stage.OPENED: ("offen", said_later("Gerade geöffnet")),
    Stage.FINISHED: ("erledigt", said_later("Alles erledigt")),
    Stage.REQUESTED: ("angefragt", said_later("Freigabe angefragt")),
    Stage.PASSED: ("freigegeben", said_later("Freigegeben")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody wants to see; what there is not falls back to the first there is."""

    step: str
    role: str
    stage: Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the lists above the preview."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage:
    """The station; without a `step` there is nothing to show yet, and `says` says why."""

    title: str
    over: str
    heading: str
    says: str
    stations: tuple[Station, ...]
    action: str
    choices: tuple[Choice, ...]
    step: StepPage | None
    place: Place


def wanted(definition: ProcessDefinition, asked: Mapping[str, str]) -> Wanted:
    """Return what an address asks for."""
    step, role = asked.get(STEP, ""), asked.get(ROLE, "")
    named = {word: stage for stage, (word, _) in STAGES.items()}
    return Wanted(
        step=step if step in definition.steps else next(iter(definition.steps)),
        role=role if role in EXAMPLE_PEOPLE else "manager",
        stage=named.get(asked.get(STAGE, ""), Stage.OPENED),
    )


def no_preview(bench: Bench, review: Review) -> PreviewPage:
    """Return the station of a draft that cannot be shown yet."""
    return PreviewPage(
        title=f"{say('Vorschau')} – {draft_name(review.draft)}",
        over=draft_name(review.draft),
        heading=say("Vorschau"),
        says=say(
            "Der Text hat noch Fehler. Die Vorschau zeigt ihn, sobald die Prüfung keine findet."
        ),
        stations=stations(bench, review, PREVIEW),
        action="",
        choices=(),
        step=None,
        place=draft_place(bench, review, say("Vorschau")),
    )


def preview_page(
    bench: Bench,
    review: Review,
    definition: ProcessDefinition,
    asked: Wanted,
    *,
    moments: Mapping[Stage, Moment],
    changes: Collection[Change] = (),
) -> PreviewPage:
    """Return the station; `moments` are those of the step, `changes` against the version before."""
    stage = asked.stage if asked.stage in moments else next(iter(moments), asked.stage)
    found = moments.get(stage)
    number = list(definition.steps).index(asked.step) + 1
    heading = say("Vorschau: Schritt {number}", number=number)
    page = _shown(bench, definition, asked, found, changes) if found is not None else None
    return PreviewPage(
        title=f"{heading} – {draft_name(review.draft)}",
        over=definition.title,
        heading=heading,
        says=say(
            "So sieht der Schritt in einem neuen Quartier aus. Die Daten sind Beispiele, nichts wird gespeichert."
        ),
        stations=stations(bench, review, PREVIEW),
        action=paths.draft(bench.town.slug, review.draft.slug, PREVIEW),
        choices=tuple(_choices(definition, asked, stage, moments)),
        step=page,
        place=draft_place(bench, review, say("Vorschau")),
    )


def _shown(
    bench: Bench,
    definition: ProcessDefinition,
    asked: Wanted,
    moment: Moment,
    changes: Collection[Change],
) -> StepPage:
    page = still(step_page(_scene(bench, definition, asked.role, asked.step, moment), asked.step))
    news = _news(asked.step, definition, changes)
    return replace(page, comment=None, links=(), checklist=_labelled(page.checklist, news))


def _scene(
    bench: Bench, definition: ProcessDefinition, role: str, step: str, moment: Moment
) -> Scene:
    actor = Actor(account=EXAMPLE_PEOPLE[role], roles=frozenset({role}))
    here = (definition, moment.state, actor, moment.today)
    return Scene(
        q="beispiel",
        definition=definition,
        state=moment.state,
        actor=actor,
        actions=by_target(process_actions(*here), step_actions(*here, step)),
        today=moment.today,
        people={
            account: say("{role} (Beispiel)", role=say(ROLE_NAMES[each]))
            for each, account in EXAMPLE_PEOPLE.items()
        },
        settings=bench.settings,
        coordinators=(EXAMPLE_PEOPLE["coordinator"],),
    )


def _news(
    step: str, definition: ProcessDefinition, changes: Collection[Change]
) -> Mapping[str, str]:
    """Return what is new or has changed among the items of a step, by id."""
    number, home = definition.version, ("steps", step, "checklist")
    new = say("neu in Version {number}", number=number)
    changed = say("geändert in Version {number}", number=number)
    added = {change.thing for change in changes if change.kind is Kind.ADDED}
    if ("steps", step) in added:
        return dict.fromkeys(definition.steps[step].checklist, new)
    touched = {
        change.thing[3] for change in changes if change.thing[:3] == home and change.thing[3:]
    }
    return {item: new if (*home, item) in added else changed for item in touched}


def _labelled(checklist: Checklist, news: Mapping[str, str]) -> Checklist:
    def labelled(rows: tuple[ItemRow, ...]) -> tuple[ItemRow, ...]:
        return tuple(replace(row, news=news.get(row.item, "")) for row in rows)

    return replace(checklist, open=labelled(checklist.open), settled=labelled(checklist.settled))


def _choices(
    definition: ProcessDefinition, asked: Wanted, stage: Stage, moments: Collection[Stage]
) -> Iterator[Choice]:
    steps = enumerate(definition.steps.values(), start=1)
    yield Choice(
        name=STEP,
        label=say("Schritt"),
        options=tuple(
            Option(step.id, f"{number} {step.short or step.title}", chosen=step.id == asked.step)
            for number, step in steps
        ),
    )
    yield Choice(
        name=ROLE,
        label=say("Ansicht als"),
        options=tuple(
            Option(role, say(ROLE_NAMES[role]), chosen=role == asked.role)
            for role in EXAMPLE_PEOPLE
        ),
    )
    yield Choice(
        name=STAGE,
        label=say("Zustand"),
        options=tuple(
            Option(word, say(label), chosen=each is stage)
            for each, (word, label) in STAGES.items()
            if each in moments
        ),
    )
