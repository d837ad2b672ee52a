"""The pages that ask once more: deeds of the coordination, proposals, the Lage, obligations."""

from __future__ import annotations

from collections.abc import Iterator

from web import paths
from web.presenters import blockers, dates, gate_names
from web.presenters.decision import obligation_proofs
from web.presenters.forms_page import FormPage
from web.presenters.inputs import (
    UNTYPED,
    Input,
    Option,
    Typed,
    choice_input,
    day_input,
    filled,
    select_input,
    summary,
    text_input,
    ways_to_prove,
)
from web.presenters.parts import Crumb, Fact, Place
from web.presenters.scene import Scene, quote, word
from web.presenters.steering import ABANDON, ACTION_NAMES, COMPLETE, PAUSE, RESUME, Deed
from web.presenters.step import step_crumb
from workflow.core import commands as c
from workflow.core.state import Level

_LEVELS = (
    Option(Level.ON_TRACK.value, "Im Plan", hint="Es geht voran, Termine sind zu halten"),
    Option(Level.AT_RISK.value, "Gefährdet", hint="Es hakt, mit Hilfe ist das Ziel zu erreichen"),
    Option(Level.CRITICAL.value, "Kritisch", hint="Ohne eine Entscheidung geht es nicht weiter"),
)


def deed_page(scene: Scene, deed: Deed, step: str, typed: Typed = UNTYPED) -> FormPage:
    """Return the page of something the coordination decides, or why it cannot be now."""
    may = scene.may(deed.command, step)
    inputs = filled(tuple(_deed_inputs(deed)), typed, scene) if may else ()
    return FormPage(
        title=f"{deed.heading} – {scene.name}",
        place=_place(scene, step, deed.heading),
        over=scene.holder_name(step) if step else scene.name,
        heading=deed.heading,
        says=deed.says if may else (),
        errors=summary(typed, scene, inputs),
        refused=blockers.against(scene, deed.command, step),
        inputs=inputs,
        action="",
        button=deed.button if may else "",
        cancel=paths.step(scene.q, step) if step else paths.quarter(scene.q),
    )


def _place(scene: Scene, step: str, label: str) -> Place:
    crumbs = (step_crumb(scene, step),) if step else ()
    return scene.place("", *crumbs, Crumb(label))


def _deed_inputs(deed: Deed) -> Iterator[Input]:
    if deed == PAUSE:
        yield day_input("until", "Pause bis voraussichtlich")
    if deed not in (RESUME, COMPLETE):
        hint = (
            "Erscheint im Verlauf" if deed != ABANDON else "Erscheint im Verlauf und bleibt stehen"
        )
        yield text_input("reason", "Begründung", hint)


def assess_page(scene: Scene, typed: Typed = UNTYPED) -> FormPage:
    """Return the page on which the Lage is judged."""
    may = scene.may(c.AssessSituation)
    questions = (
        choice_input("level", "Wie steht es um das Quartier?", _LEVELS),
        text_input(
            "reason", "Woran machen Sie das fest?", "Ein bis drei Sätze, die andere verstehen"
        ),
    )
    inputs = filled(questions, typed, scene) if may else ()
    return FormPage(
        title=f"Lage einschätzen – {scene.name}",
        place=_place(scene, "", "Lage einschätzen"),
        over=scene.name,
        heading="Lage einschätzen",
        says=(
            "Die Lage ist Ihr Urteil, nicht das Ergebnis einer Rechnung. Nach 60 Tagen gilt sie als veraltet.",
        ),
        errors=summary(typed, scene, inputs),
        refused=blockers.against(scene, c.AssessSituation),
        inputs=inputs,
        action="",
        button="Einschätzung speichern" if may else "",
        cancel=paths.quarter(scene.q),
    )


def propose_page(scene: Scene, step: str, typed: Typed = UNTYPED) -> FormPage:
    """Return the page on which the team proposes what only the coordination decides."""
    may = scene.may(c.Propose)
    actions = [Option(action.value, name) for action, name in ACTION_NAMES.items()]
    steps = [Option("", "Das ganze Quartier", not step)]
    steps += [
        Option(each.id, f"{scene.number_of(each.id)} {each.short or each.title}", each.id == step)
        for each in scene.definition.steps.values()
    ]
    questions = (
        choice_input("action", "Was schlagen Sie vor?", actions),
        select_input("step", "Für welchen Schritt?", steps),
        text_input("text", "Warum?", "Die Koordination sieht Ihren Vorschlag als Aufgabe"),
    )
    inputs = filled(questions, typed, scene) if may else ()
    return FormPage(
        title=f"Der Koordination etwas vorschlagen – {scene.name}",
        place=_place(scene, "", "Vorschlag"),
        over=scene.name,
        heading="Der Koordination etwas vorschlagen",
        errors=summary(typed, scene, inputs),
        refused=blockers.against(scene, c.Propose),
        inputs=inputs,
        action="",
        button="Vorschlag senden" if may else "",
        cancel=paths.step(scene.q, step)
        if step in scene.definition.steps
        else paths.quarter(scene.q),
    )


def proposal_page(scene: Scene, key: str, typed: Typed = UNTYPED) -> FormPage:
    """Return the page on which a proposal is answered."""
    found = scene.state.instance.proposals.get(key)
    may = scene.may(c.SettleProposal, "", key)
    questions = (
        choice_input(
            "accepted",
            "Was antworten Sie?",
            (
                Option(
                    "ja",
                    "Aufgegriffen",
                    hint="Die Änderung selbst nehmen Sie am Schritt oder Quartier vor",
                ),
                Option("nein", "Abgelehnt", hint="Mit einer Begründung"),
            ),
        ),
        text_input("reason", "Begründung", "Nötig, wenn Sie ablehnen", optional=True),
    )
    inputs = filled(questions, typed, scene) if may else ()
    facts: tuple[Fact, ...] = ()
    if found is not None:
        facts = (
            Fact(label="Vorschlag", value=ACTION_NAMES[found.action]),
            Fact(label="Für", value=scene.holder_name(found.step) if found.step else scene.name),
            Fact(label="Warum", value=quote(found.text)),
            Fact(label="Von", value=f"{scene.person(found.by)}, {dates.long_day(found.on)}"),
        )
    return FormPage(
        title=f"Vorschlag beantworten – {scene.name}",
        place=_place(scene, "", "Vorschlag beantworten"),
        over=scene.name,
        heading="Vorschlag beantworten",
        errors=summary(typed, scene, inputs),
        refused=blockers.against(scene, c.SettleProposal, "", key),
        facts=facts,
        inputs=inputs,
        action="",
        button="Antwort speichern" if may else "",
        cancel=paths.quarter(scene.q),
    )


def obligation_page(scene: Scene, key: str, typed: Typed = UNTYPED) -> FormPage:
    """Return an obligation with the question whether it is met."""
    found = scene.state.instance.obligations[key]
    may = scene.may(c.FulfilObligation, "", key)
    questions = ways_to_prove()
    inputs = filled(questions, typed, scene) if may else ()
    why = () if may or found.fulfilled_on else scene.why_not(c.FulfilObligation, "", key)
    return FormPage(
        title=f"Auflage {key} – {scene.name}",
        place=_place(scene, "", f"Auflage {key}"),
        over=scene.name,
        heading=f"Auflage {key}",
        says=(word(found.text), *why),
        errors=summary(typed, scene, inputs),
        facts=tuple(_obligation_facts(scene, key)),
        proofs=obligation_proofs(scene, key),
        inputs=inputs,
        seen=found.seq or None,
        files=True,
        action="",
        button="Auflage als erfüllt melden" if may else "",
        cancel=paths.quarter(scene.q),
    )


def _obligation_facts(scene: Scene, key: str) -> Iterator[Fact]:
    found = scene.state.instance.obligations[key]
    step = scene.definition.steps.get(found.step)
    if step is not None:
        by = gate_names.approval_name(scene, step, found.approval)
        yield Fact(label="Aus der Freigabe", value=f"{gate_names.title(step)}, {by}")
    yield Fact(label="Zu erfüllen bis", value=dates.long_day(found.due))
    yield Fact(label="Zuständig", value=scene.role(found.role))
    if found.fulfilled_on is not None:
        day = dates.long_day(found.fulfilled_on)
        yield Fact(label="Erfüllt", value=f"am {day} von {scene.by(found.fulfilled_by)}")
        if scene.may(c.ReopenObligation, "", key):
            url = f"{paths.obligation(scene.q, key)}/offen"
            yield Fact(label="Nicht erfüllt?", value="Auflage wieder öffnen", url=url)


def reopen_obligation_page(scene: Scene, key: str, typed: Typed = UNTYPED) -> FormPage:
    """Return the page that asks why an obligation is open after all."""
    may = scene.may(c.ReopenObligation, "", key)
    inputs = filled((text_input("reason", "Begründung"),), typed, scene) if may else ()
    return FormPage(
        title=f"Auflage {key} wieder öffnen – {scene.name}",
        place=_place(scene, "", "Auflage wieder öffnen"),
        over=scene.name,
        heading=f"Auflage {key} wieder öffnen",
        says=(word(scene.state.instance.obligations[key].text),),
        errors=summary(typed, scene, inputs),
        refused=blockers.against(scene, c.ReopenObligation, "", key),
        inputs=inputs,
        action="",
        button="Auflage wieder öffnen" if may else "",
        cancel=paths.obligation(scene.q, key),
    )
