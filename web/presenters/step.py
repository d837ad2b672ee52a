"""The page of one step: purpose, guidance folded, checklist, values, gate."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from web import paths
from web.language import plural, say
from web.presenters import dates, gate
from web.presenters.comments import CommentBox, comment_box
from web.presenters.crumbs import step_crumb
from web.presenters.inputs import UNTYPED, Typed
from web.presenters.items import checklist
from web.presenters.life import rests
from web.presenters.parts import Checklist, Fact, Link, Place
from web.presenters.scene import Scene, quote
from web.presenters.status import Status
from web.presenters.steering import step_links
from web.presenters.values import facts
from web.presenters.way import opening, sign_of, way
from workflow.core import commands as c
from workflow.core.definition import Method, Step
from workflow.core.state import StepLife, StepStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """What a step knows about the work: read when needed."""

    questions: tuple[str, ...]
    methods: tuple[Method, ...]
    pitfalls: tuple[str, ...]
    deliverables: tuple[str, ...]
    principles: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.questions or self.methods or self.pitfalls or self.deliverables)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPage:
    """One step as a page."""

    title: str
    place: Place
    over: str
    heading: str
    status: Status
    says: tuple[str, ...]
    locked: str
    purpose: str
    shortcut: Link | None
    guidance: Guidance
    checklist: Checklist
    facts: tuple[Fact, ...]
    edit: Link | None
    panel: gate.Panel
    links: tuple[Link, ...]
    comment: CommentBox | None
    history: Link | None


def step_page(scene: Scene, step_id: str, typed: Typed = UNTYPED) -> StepPage:
    """Return the page of a step."""
    step = scene.definition.steps[step_id]
    number, total = scene.number_of(step_id), len(scene.definition.steps)
    phase = scene.definition.phases[step.phase].title
    panel = gate.panel(scene, step_id)
    editable = scene.may(c.RecordValues, step_id)
    edit_url = paths.step_values(scene.q, step_id) if editable else ""
    return StepPage(
        title=say(
            "Schritt {number}: {title} – {quarter}",
            number=number,
            title=step.title,
            quarter=scene.name,
        ),
        place=replace(
            scene.place("schritt", step_crumb(scene, step_id, linked=False)),
            path=way(scene, step_id),
        ),
        over=say("Schritt {number} von {total} · {phase}", number=number, total=total, phase=phase),
        heading=step.title,
        status=sign_of(scene, step_id),
        says=_says(scene, step),
        locked=_locked(scene, step),
        purpose=step.purpose,
        shortcut=_shortcut(panel),
        guidance=_guidance(scene, step),
        checklist=checklist(scene, step_id),
        facts=facts(scene, step_id, edit_url),
        edit=Link(say("Angaben bearbeiten"), edit_url) if editable and step.fields else None,
        panel=panel,
        links=step_links(scene, step_id),
        comment=comment_box(scene, step_id, typed),
        history=Link(
            say("Was in diesem Schritt geschah"), f"{paths.history(scene.q)}?schritt={step_id}"
        ),
    )


def _says(scene: Scene, step: Step) -> tuple[str, ...]:
    life = scene.state.instance.steps[step.id]
    lead = scene.who_can((step.lead,))
    says = [say("Leitung: {who}", who=lead)]
    if life.status in (StepStatus.ACTIVE, StepStatus.IN_REVIEW) and life.since:
        says.append(say("offen seit {day}", day=dates.short_day(life.since, scene.today)))
    if step.weeks:
        says.append(_aim(scene, step, life))
    if life.round > 1:
        says.append(say("Runde {number}", number=life.round))
    return tuple(says)


def _aim(scene: Scene, step: Step, life: StepLife) -> str:
    """Return how long the step takes as a rule, and until when that is here."""
    span = plural(step.weeks, "Woche", "Wochen")
    if life.status is not StepStatus.ACTIVE or life.since is None:
        return say("Richtwert: {span}", span=span)
    day = dates.short_day(life.since + timedelta(weeks=step.weeks), scene.today)
    return say("Richtwert: {span}, also bis {day}", span=span, day=day)


def _locked(scene: Scene, step: Step) -> str:
    life = scene.state.instance.steps[step.id]
    if said := rests(scene):
        return said
    if life.status is StepStatus.WAITING:
        return say(
            "{opening}. Bis dahin können Sie den Schritt lesen.", opening=opening(scene, step)
        )
    if life.status is StepStatus.ACTIVE and life.reason:
        return say("Wieder geöffnet: {reason}", reason=quote(life.reason))
    return ""


def _shortcut(panel: gate.Panel) -> Link | None:
    lacking = len(panel.missing)
    if lacking:
        what = plural(lacking, "Bedingung fehlt", "Bedingungen fehlen")
        return Link(say("{what} bis zur Freigabe", what=what), "#freigabe")
    return Link(panel.heading, "#freigabe")


def _guidance(scene: Scene, step: Step) -> Guidance:
    return Guidance(
        questions=step.questions,
        methods=step.methods,
        pitfalls=step.pitfalls,
        deliverables=step.deliverables,
        principles=tuple(scene.definition.principles[p] for p in step.principles),
    )
