"""The pages that ask once more: deeds of the coordination, proposals, the Lage, obligations."""

from __future__ import annotations

from collections.abc import Iterator

from web import paths
from web.language import said_later, say
from web.presenters import blockers, dates, gate_names
from web.presenters.consequences import follows
from web.presenters.crumbs import step_crumb
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
from web.presenters.status import LEVELS
from web.presenters.steering import ABANDON, ACTION_NAMES, COMPLETE, PAUSE, RESUME, Deed
from web.presenters.workdays import with_free_day
from workflow.core import commands as c
from workflow.core.state import Level, Proposal

_LEVELS = {
    Level.ON_TRACK: said_later("Es geht voran, Termine sind zu halten"),
    Level.AT_RISK: said_later("Es hakt, mit Hilfe ist das Ziel zu erreichen"),
    Level.CRITICAL: said_later("Ohne eine Entscheidung geht es nicht weiter"),
}
_IN_HISTORY = said_later("Erscheint im Verlauf")


def deed_page(scene: Scene, deed: Deed, step: str, typed: Typed = UNTYPED) -> FormPage:
    """Return the page of something the coordination decides, or why it cannot be now."""
    may = scene.may(deed.command, step)
    inputs = filled(tuple(_deed_inputs(deed)), typed, scene) if may else ()
    return FormPage(
        title=f"{say(deed.heading)} – {scene.name}",
        place=_place(scene, step, say(deed.heading)),
        over=scene.holder_name(step) if step else scene.name,
        heading=say(deed.heading),
        says=_deed_says(scene, deed, step) if may else (),
        errors=summary(typed, scene, inputs),
        refused=blockers.against(scene, deed.command, step),
        inputs=inputs,
        action="",
        button=say(deed.button) if may else "",
        cancel=paths.step(scene.q, step) if step else paths.quarter(scene.q),
        # "Abbrechen" would be the deed itself here.
        leave=say("Zurück zum Quartier, nichts ändern") if deed == ABANDON else "",
    )


def _deed_says(scene: Scene, deed: Deed, step: str) -> tuple[str, ...]:
    """Return what the deed means in general, and what it would change here."""
    return (*(say(text) for text in deed.says), *follows(scene, deed.command, step))


def _place(scene: Scene, step: str, label: str) -> Place:
    crumbs = (step_crumb(scene, step),) if step else ()
    return scene.place("", *crumbs, Crumb(label))


def _deed_inputs(deed: Deed) -> Iterator[Input]:
    if deed == PAUSE:
        yield day_input("until", say("Pause bis voraussichtlich"))
    if deed not in (RESUME, COMPLETE):
        stays = deed == ABANDON
        hint = say("Erscheint im Verlauf und bleibt stehen") if stays else say(_IN_HISTORY)
        yield text_input("reason", say("Begründung"), hint)


def assess_page(scene: Scene, typed: Typed = UNTYPED) -> FormPage:
    """Return the page on which the Lage is judged."""
    may, heading = scene.may(c.AssessSituation), say("Lage einschätzen")
    levels = [
        Option(each.value, LEVELS[each].word, hint=say(hint)) for each, hint in _LEVELS.items()
    ]
    questions = (
        choice_input("level", say("Wie steht es um das Quartier?"), levels),
        text_input(
            "reason",
            say("Woran machen Sie das fest?"),
            say("Ein bis drei Sätze, die andere verstehen"),
        ),
    )
    inputs = filled(questions, typed, scene) if may else ()
    return FormPage(
        title=f"{heading} – {scene.name}",
        place=_place(scene, "", heading),
        over=scene.name,
        heading=heading,
        says=(
            say(
                "Die Lage ist Ihr Urteil, nicht das Ergebnis einer Rechnung. "
                "Nach {days} Tagen gilt sie als veraltet.",
                days=scene.limits.situation_days,
            ),
        ),
        errors=summary(typed, scene, inputs),
        refused=blockers.against(scene, c.AssessSituation),
        inputs=inputs,
        action="",
        button=say("Einschätzung speichern") if may else "",
        cancel=paths.quarter(scene.q),
    )


def propose_page(scene: Scene, step: str, typed: Typed = UNTYPED) -> FormPage:
    """Return the page on which the team proposes what only the coordination decides."""
    may, heading = scene.may(c.Propose), say("Der Koordination etwas vorschlagen")
    actions = [Option(action.value, say(name)) for action, name in ACTION_NAMES.items()]
    steps = [Option("", say("Das ganze Quartier"), not step)]
    steps += [
        Option(each.id, f"{scene.number_of(each.id)} {each.short or each.title}", each.id == step)
        for each in scene.definition.steps.values()
    ]
    questions = (
        choice_input("action", say("Was schlagen Sie vor?"), actions),
        select_input("step", say("Für welchen Schritt?"), steps),
        text_input(
            "text", say("Warum?"), say("Die Koordination sieht Ihren Vorschlag als Aufgabe")
        ),
    )
    inputs = filled(questions, typed, scene) if may else ()
    return FormPage(
        title=f"{heading} – {scene.name}",
        place=_place(scene, "", say("Vorschlag")),
        over=scene.name,
        heading=heading,
        errors=summary(typed, scene, inputs),
        refused=blockers.against(scene, c.Propose),
        inputs=inputs,
        action="",
        button=say("Vorschlag senden") if may else "",
        cancel=paths.step(scene.q, step)
        if step in scene.definition.steps
        else paths.quarter(scene.q),
    )


def _answers() -> tuple[Input, ...]:
    yes = Option(
        "ja",
        say("Aufgegriffen"),
        hint=say("Die Änderung selbst nehmen Sie am Schritt oder Quartier vor"),
    )
    no = Option("nein", say("Abgelehnt"), hint=say("Mit einer Begründung"))
    hint = say("Nötig, wenn Sie ablehnen")
    return (
        choice_input("accepted", say("Was antworten Sie?"), (yes, no)),
        text_input("reason", say("Begründung"), hint, optional=True),
    )


def _proposal_facts(scene: Scene, found: Proposal) -> tuple[Fact, ...]:
    about = scene.holder_name(found.step) if found.step else scene.name
    return (
        Fact(label=say("Vorschlag"), value=say(ACTION_NAMES[found.action])),
        Fact(label=say("Für"), value=about),
        Fact(label=say("Warum"), value=quote(found.text)),
        Fact(label=say("Von"), value=f"{scene.person(found.by)}, {dates.long_day(found.on)}"),
    )


def proposal_page(scene: Scene, key: str, typed: Typed = UNTYPED) -> FormPage:
    """Return the page on which a proposal is answered."""
    found = scene.state.instance.proposals.get(key)
    may, heading = scene.may(c.SettleProposal, "", key), say("Vorschlag beantworten")
    inputs = filled(_answers(), typed, scene) if may else ()
    return FormPage(
        title=f"{heading} – {scene.name}",
        place=_place(scene, "", heading),
        over=scene.name,
        heading=heading,
        errors=summary(typed, scene, inputs),
        refused=blockers.against(scene, c.SettleProposal, "", key),
        facts=_proposal_facts(scene, found) if found else (),
        inputs=inputs,
        action="",
        button=say("Antwort speichern") if may else "",
        cancel=paths.quarter(scene.q),
    )


def obligation_page(scene: Scene, key: str, typed: Typed = UNTYPED) -> FormPage:
    """Return an obligation with the question whether it is met."""
    found = scene.state.instance.obligations[key]
    may, heading = scene.may(c.FulfilObligation, "", key), say("Auflage {number}", number=key)
    questions = ways_to_prove()
    inputs = filled(questions, typed, scene) if may else ()
    why = () if may or found.fulfilled_on else scene.why_not(c.FulfilObligation, "", key)
    return FormPage(
        title=f"{heading} – {scene.name}",
        place=_place(scene, "", heading),
        over=scene.name,
        heading=heading,
        says=(word(found.text), *why),
        errors=summary(typed, scene, inputs),
        facts=tuple(_obligation_facts(scene, key)),
        proofs=obligation_proofs(scene, key),
        inputs=inputs,
        seen=found.seq or None,
        files=True,
        action="",
        button=say("Auflage als erfüllt melden") if may else "",
        cancel=paths.quarter(scene.q),
    )


def _obligation_facts(scene: Scene, key: str) -> Iterator[Fact]:
    found = scene.state.instance.obligations[key]
    step = scene.definition.steps.get(found.step)
    if step is not None:
        by = gate_names.approval_name(scene, step, found.approval)
        yield Fact(label=say("Aus der Freigabe"), value=f"{gate_names.title(step)}, {by}")
    due = with_free_day(dates.long_day(found.due), found.due, scene.today, scene.land)
    yield Fact(label=say("Zu erfüllen bis"), value=due)
    yield Fact(label=say("Zuständig"), value=scene.role(found.role))
    if found.reopened:
        yield Fact(label=say("Wieder geöffnet"), value=quote(found.reopened))
    if found.fulfilled_on is not None:
        day = dates.long_day(found.fulfilled_on)
        said = say("am {day} von {person}", day=day, person=scene.by(found.fulfilled_by))
        yield Fact(label=say("Erfüllt"), value=said)
        if scene.may(c.ReopenObligation, "", key):
            url = f"{paths.obligation(scene.q, key)}/offen"
            yield Fact(label=say("Nicht erfüllt?"), value=say("Auflage wieder öffnen"), url=url)


def reopen_obligation_page(scene: Scene, key: str, typed: Typed = UNTYPED) -> FormPage:
    """Return the page that asks why an obligation is open after all."""
    may = scene.may(c.ReopenObligation, "", key)
    heading = say("Auflage {number} wieder öffnen", number=key)
    inputs = filled((text_input("reason", say("Begründung")),), typed, scene) if may else ()
    return FormPage(
        title=f"{heading} – {scene.name}",
        place=_place(scene, "", say("Auflage wieder öffnen")),
        over=scene.name,
        heading=heading,
        says=(word(scene.state.instance.obligations[key].text),),
        errors=summary(typed, scene, inputs),
        refused=blockers.against(scene, c.ReopenObligation, "", key),
        inputs=inputs,
        action="",
        button=say("Auflage wieder öffnen") if may else "",
        cancel=paths.obligation(scene.q, key),
    )
