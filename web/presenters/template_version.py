"""A version of a process definition, to read: who published it, and the process step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from web import paths
from web.language import plural, say, spoken
from web.presenters import dates
from web.presenters.forms_page import FormPage
from web.presenters.inputs import UNTYPED, Typed, filled, summary, text_input
from web.presenters.parts import Crumb, Fact, Link, Place
from web.presenters.templates_page import published_says, standing
from web.presenters.templates_place import Bench, place, version_name
from workflow.core.definition import (
    Approval,
    ApprovalKind,
    ChecklistItem,
    GateCondition,
    ProcessDefinition,
    Step,
    Strength,
)
from workflow.core.sentences import (
    condition_sentence,
    due_sentence,
    evidence_sentence,
    gate_condition_sentence,
    role_name,
)
from workflow.storage.queries import VersionRow
from workflow.workbench import Shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadItem:
    """An item of a checklist, and what belongs to it."""

    text: str
    duty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStep:
    """A step as it reads."""

    number: int
    id: str
    title: str
    says: tuple[str, ...]
    purpose: str
    items_title: str
    items: tuple[ReadItem, ...]
    fields_title: str
    fields: tuple[str, ...]
    gate_title: str
    conditions: tuple[str, ...]
    approvals: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPhase:
    """A phase with its steps."""

    title: str
    steps: tuple[ReadStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage:
    """The page; `copy`: what a draft would be a copy of, begun `copy_at`; `withdraw`: where it is withdrawn."""

    title: str
    over: str
    heading: str
    summary: str
    facts: tuple[Fact, ...]
    file: str
    copy: str
    copy_at: str
    withdraw: str
    links: tuple[Link, ...]
    phases: tuple[ReadPhase, ...]
    sources: tuple[str, ...]
    place: Place


def version_page(
    bench: Bench, definition: ProcessDefinition, row: VersionRow | None, ships: Shipped | None
) -> VersionPage:
    """Return the page of a version; `row`: published here, `ships`: comes with the program."""
    v, number = definition.id, definition.version
    name = version_name(number)
    gone = row is not None and row.withdrawn_at is not None
    return VersionPage(
        title=f"{name} – {definition.title}",
        over=definition.title,
        heading=name,
        summary=definition.summary,
        facts=tuple(_facts(bench, definition, row, ships)),
        file=paths.version_file(bench.town.slug, v, number),
        copy=f"{v}@{number}" if bench.may_write else "",
        copy_at=paths.new_draft(bench.town.slug, "kopie"),
        withdraw=paths.withdrawal(bench.town.slug, v, number)
        if row is not None and not gone
        else "",
        links=tuple(_links(bench, v, number, row)) if row is not None else (),
        phases=tuple(_phases(definition)),
        sources=definition.sources,
        place=version_place(bench, v, Crumb(name)),
    )


def _links(bench: Bench, v: str, number: int, row: VersionRow) -> Iterator[Link]:
    """Yield what can be looked at from a version: what it changes, whom it would move."""
    before = next((each.version for each in bench.of(v) if each.version < number), 0)
    if before:
        url = paths.side_by_side(bench.town.slug, v, str(before), str(number))
        yield Link(say("Mit Version {number} vergleichen", number=before), url)
    others = bench.quartiere(v) - bench.running.get(row.digest, 0)
    if others and row.withdrawn_at is None:
        yield Link(say("Laufende Quartiere umstellen"), paths.move(bench.town.slug, v, number))


def version_place(bench: Bench, v: str, *crumbs: Crumb) -> Place:
    """Return the place of a page beneath a definition."""
    return place(bench, v, Crumb(bench.titled(v), paths.template(bench.town.slug, v)), *crumbs)


def withdrawal_page(bench: Bench, row: VersionRow, typed: Typed = UNTYPED) -> FormPage:
    """Return the page on which a version is withdrawn."""
    heading, name = say("Version zurückziehen"), version_name(row.version)
    url = paths.version(bench.town.slug, row.id, row.version)
    inputs = filled(
        (
            text_input(
                "reason",
                say("Begründung"),
                say("Steht bei der Version, damit andere wissen, warum sie nicht mehr gilt"),
            ),
        ),
        typed,
    )
    return FormPage(
        title=f"{heading} – {row.title}",
        place=version_place(bench, row.id, Crumb(name, url), Crumb(heading)),
        over=f"{row.title}, {name}",
        heading=heading,
        says=(
            say(
                "Mit dieser Version beginnt dann kein neues Quartier, und nichts baut auf ihr auf. "
                "Das lässt sich nicht zurücknehmen."
            ),
            say(
                "Was läuft, läuft weiter: {count}.",
                count=bench.running_says(row.digest),
            ),
        ),
        errors=summary(typed, None, inputs),
        inputs=inputs,
        action="",
        button=heading,
        cancel=url,
        leave=say("Abbrechen, nichts zurückziehen"),
    )


# --- what is known of it ---------------------------------------------------------------------


def _facts(
    bench: Bench, definition: ProcessDefinition, row: VersionRow | None, ships: Shipped | None
) -> Iterator[Fact]:
    yield Fact(label=say("Id"), value=f"{definition.id}@{definition.version}")
    base = row.extends if row is not None else ships.base if ships is not None else ""
    if base:
        v, _, number = base.partition("@")
        yield Fact(
            label=say("Baut auf"), value=base, url=paths.version(bench.town.slug, v, int(number))
        )
    if row is None:
        yield Fact(label=say("Stand"), value=say("wird mitgeliefert, ist nicht veröffentlicht"))
        return
    yield Fact(label=say("Stand"), value=standing(bench, row).word)
    yield Fact(label=say("Veröffentlicht"), value=published_says(bench, row))
    yield Fact(label=say("Läuft in"), value=bench.running_says(row.digest))
    if bench.quartiere(row.id) > bench.running.get(row.digest, 0):
        yield Fact(label=say("Alle Versionen"), value=bench.runs(row.id))
    if row.withdrawn_at is not None:
        day = bench.when(dates.day_of(row.withdrawn_at))
        who = bench.by(row.withdrawn_by or 0)
        yield Fact(label=say("Zurückgezogen"), value=say("{day}, von {who}", day=day, who=who))
        yield Fact(label=say("Begründung"), value=row.withdrawn_reason or say("gelöscht"))


# --- the process -----------------------------------------------------------------------------


def _phases(definition: ProcessDefinition) -> Iterator[ReadPhase]:
    numbered = list(enumerate(definition.steps.values(), start=1))
    for phase in definition.phases.values():
        own = [(number, step) for number, step in numbered if step.phase == phase.id]
        if own:
            steps = tuple(_step(number, step, definition) for number, step in own)
            yield ReadPhase(title=phase.title, steps=steps)


def _step(number: int, step: Step, definition: ProcessDefinition) -> ReadStep:
    gate = step.gate
    return ReadStep(
        number=number,
        id=step.id,
        title=step.title,
        says=tuple(_says(step, definition)),
        purpose=step.purpose,
        items_title=plural(len(step.checklist), "Punkt", "Punkte"),
        items=tuple(_item(item, step.id, definition) for item in step.checklist.values()),
        fields_title=plural(len(step.fields), "Angabe", "Angaben"),
        fields=tuple(field.label for field in step.fields.values()),
        gate_title=say("Freigabe: {title}", title=gate.title or step.title),
        conditions=tuple(_condition(each, step.id, definition) for each in gate.conditions),
        approvals=tuple(_approval(each, definition) for each in gate.approvals)
        or (say("Niemand muss zustimmen: Ist alles erfüllt, ist der Schritt abgeschlossen."),),
    )


def _says(step: Step, definition: ProcessDefinition) -> Iterator[str]:
    yield say("Leitung: {who}", who=role_name(step.lead, definition, spoken()))
    if step.weeks:
        yield say("Richtwert: {span}", span=plural(step.weeks, "Woche", "Wochen"))
    if step.opens_when is None:
        yield say("Öffnet sofort")
    else:
        said = condition_sentence(step.opens_when, definition, spoken(), place=step.id)
        yield say("Öffnet, wenn: {condition}", condition=said)


def _item(item: ChecklistItem, step: str, definition: ProcessDefinition) -> ReadItem:
    proof = evidence_sentence(item, definition, spoken(), place=step) if item.evidence else ""
    due = due_sentence(item.due, definition, spoken(), place=step) if item.due else ""
    parts = (
        say("Pflicht") if item.required else say("Empfohlen"),
        role_name(item.role, definition, spoken()),
        say("Nachweis: {proof}", proof=proof) if proof else "",
        due,
    )
    return ReadItem(text=item.text, duty=" · ".join(filter(None, parts)))


def _condition(each: GateCondition, step: str, definition: ProcessDefinition) -> str:
    said = gate_condition_sentence(each, definition, spoken(), place=step)
    if each.strength is Strength.ADVICE:
        return say("{condition} (Rat)", condition=said)
    if each.strength is Strength.WAIVABLE:
        return say("{condition} (Ausnahme möglich)", condition=said)
    return said


def _approval(each: Approval, definition: ProcessDefinition) -> str:
    who = (
        definition.bodies[each.body].title
        if each.body
        else role_name(each.role, definition, spoken())
    )
    kinds = {
        ApprovalKind.DECISION: say("{who} entscheidet", who=who),
        ApprovalKind.OPINION: say("{who} nimmt Stellung", who=who),
        ApprovalKind.NOTICE: say("{who} nimmt zur Kenntnis", who=who),
    }
    return kinds[each.kind]
