"""The handover file: what a successor has to know, made from what is recorded.

Rule: nothing is invented and nothing hidden. A part without an entry says so, so that whoever hands
over sees what is still in their head only; what no data can hold is left free to be written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from web import paths
from web.language import plural, say
from web.presenters import dates
from web.presenters.handover_registers import (
    by_part,
    contacts,
    decisions,
    funds,
    personal,
    places,
    promises,
    risks,
    works,
)
from web.presenters.parts import Crumb, Place
from web.presenters.report import author
from web.presenters.report_parts import Cell, Row
from web.presenters.scene import Scene, quote, word
from web.presenters.status import status_of_situation, step_status
from web.presenters.values import record_title
from workflow.core.definition import Field, FieldType
from workflow.core.state import FieldValue, StepLife, StepPart, StepStatus
from workflow.core.tasks import Task, TaskKind, progress, record_tasks, step_tasks

_AHEAD = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the file: a table, points, or neither (`nothing` says so)."""

    title: str
    nothing: str
    head: str = ""
    rows: tuple[Row, ...] = ()
    points: tuple[str, ...] = ()

    @property
    def is_filled(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.rows or self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverPage:
    """The handover file as a page, and as paper."""

    title: str
    place: Place
    heading: str
    says: str
    filled: str
    lacking: str
    parts: tuple[Part, ...]
    by_hand: tuple[str, ...]
    signed_by: tuple[str, ...]


def handover_page(scene: Scene) -> HandoverPage:
    """Return the handover file of a quartier as it stands today."""
    heading = say("Übergabeakte Quartier {name}", name=scene.name)
    parts = tuple(_parts(scene))
    lacking = [part.title for part in parts if not part.is_filled]
    return HandoverPage(
        title=heading,
        place=scene.place(
            "team", Crumb(say("Team"), paths.about(scene.q, "team")), Crumb(say("Übergabeakte"))
        ),
        heading=heading,
        says=say(
            "Stand {day}. Alles hier stammt aus den Daten des Quartiers.",
            day=dates.long_day(scene.today),
        ),
        filled=say(
            "{filled} von {all} Teilen haben Einträge.",
            filled=len(parts) - len(lacking),
            all=len(parts),
        ),
        lacking=say("Ohne Eintrag: {parts}.", parts=", ".join(lacking)) if lacking else "",
        parts=parts,
        by_hand=(
            say("Konflikte und heikle Themen, sachlich"),
            say("Zugänge, Schlüssel und Konten, ohne Passwörter"),
            say("Datenschutz: weitere Listen und Löschfristen"),
            say("Vorschläge für die ersten 30 Tage"),
        ),
        signed_by=(say("Übergeben von"), say("Übernommen von"), say("Koordination")),
    )


def _parts(scene: Scene) -> Iterator[Part]:
    nothing = say("Dazu ist nichts eingetragen.")
    yield Part(title=say("Kurzlage"), nothing=nothing, points=tuple(_in_short(scene)))
    yield Part(title=say("Wer hier arbeitet"), nothing=nothing, points=tuple(_team(scene)))
    yield Part(
        title=say("Stand der Schritte"),
        nothing=nothing,
        head=say("Schritt"),
        rows=tuple(_steps(scene)),
    )
    yield Part(
        title=say("Offene Pflichtpunkte"),
        nothing=say("Kein Pflichtpunkt ist offen."),
        head=say("Punkt"),
        rows=tuple(_open_items(scene)),
    )
    yield Part(title=say("Offene Auflagen"), nothing=nothing, points=tuple(_duties(scene)))
    yield by_part(scene, works, say("Laufende Maßnahmen"), say("Maßnahme"), Part)
    yield by_part(scene, promises, say("Zusagen an Menschen"), say("Zusage"), Part)
    yield by_part(scene, contacts, say("Kontakte"), say("Kontakt"), Part)
    yield Part(
        title=say("Termine der nächsten 90 Tage"),
        nothing=nothing,
        head=say("Termin"),
        rows=tuple(_days_ahead(scene)),
    )
    yield by_part(scene, funds, say("Finanzen und Fristen"), say("Quelle"), Part)
    yield by_part(scene, risks, say("Risiken"), say("Risiko"), Part)
    yield by_part(scene, decisions, say("Beschlüsse"), say("Beschluss"), Part)
    yield by_part(scene, personal, say("Listen mit personenbezogenen Angaben"), say("Liste"), Part)
    yield by_part(scene, places, say("Wo etwas liegt"), say("Dokument"), Part)


def _in_short(scene: Scene) -> Iterator[str]:
    instance = scene.state.instance
    status = status_of_situation(
        instance.situation, instance.life, today=scene.today, limits=scene.limits
    )
    reason = quote(instance.situation.reason) if instance.situation else ""
    yield say("Lage: {level}. {reason}", level=status.word, reason=reason).rstrip()
    closed = sum(1 for life in instance.steps.values() if life.closed_on is not None)
    total = plural(len(instance.steps), "Schritt", "Schritten")
    yield say("{closed} von {total} abgeschlossen.", closed=closed, total=total)
    due = list(_required(scene))
    late = sum(1 for task in due if task.due and task.due < scene.today)
    count = plural(len(due), "Pflichtpunkt ist offen", "Pflichtpunkte sind offen")
    yield say("{count}, davon {late} überfällig.", count=count, late=late)
    if instance.reports:
        last = instance.reports[-1]
        yield say(
            "Letzter Sachstandsbericht: Nr. {number} vom {day}.",
            number=last.number,
            day=dates.long_day(last.on),
        )


def _team(scene: Scene) -> Iterator[str]:
    people = dict.fromkeys(
        [*(member.account for member in scene.state.instance.team), *scene.coordinators]
    )
    yield from (author(scene, account) for account in people)


def _steps(scene: Scene) -> Iterator[Row]:
    instance = scene.state.instance
    for number, step in enumerate(scene.definition.steps.values(), 1):
        life, part = instance.steps[step.id], scene.state.step(step.id)
        status = step_status(life, part)
        done = progress(scene.definition, instance, step.id, part)
        items = say("{done} von {total}", done=done.done, total=done.total)
        yield Row(
            title=f"{number} {step.title}",
            cells=(
                Cell(label=say("Stand"), text=status.word, sign=status.key),
                Cell(label=say("Pflichtpunkte"), text=items, number=True),
                Cell(label=say("Freigabe"), text=_gate(life, part)),
            ),
        )


def _gate(life: StepLife, part: StepPart) -> str:
    """Return how the exit of a step stands: passed, left out, asked for, sent back; "–" before."""
    if life.status is StepStatus.SKIPPED:
        return quote(life.reason) or "–"
    if life.closed_on is not None:
        return dates.table_day(life.closed_on)
    if part.request is not None:
        return say("angefragt {day}", day=dates.table_day(part.request.on))
    if part.returned is not None:
        day = dates.table_day(part.returned.on)
        return say("zurückgegeben {day}: {text}", day=day, text=quote(part.returned.text))
    return "–"


def _required(scene: Scene) -> Iterator[Task]:
    for task in _tasks(scene):
        if task.kind is TaskKind.ITEM and task.required and not task.start:
            yield task


def _open_items(scene: Scene) -> Iterator[Row]:
    for task in sorted(_required(scene), key=lambda t: (t.due or date.max, t.holder, t.thing)):
        item = scene.checklist_of(task.holder)[task.thing]
        due = dates.table_day(task.due) if task.due else say("ohne Termin")
        who = scene.person(task.person) if task.person is not None else scene.role(task.role)
        yield Row(
            title=item.text,
            cells=(
                Cell(label=say("Wo"), text=scene.holder_name(task.holder)),
                Cell(label=say("Wer"), text=who),
                Cell(label=say("Bis"), text=due, number=True),
            ),
        )


def _tasks(scene: Scene) -> Iterator[Task]:
    instance = scene.state.instance
    for step in scene.definition.steps:
        yield from step_tasks(scene.definition, instance, step, scene.state.step(step))
    for register in scene.definition.registers:
        for record in scene.state.register(register).values():
            yield from record_tasks(scene.definition, instance, record)


def _duties(scene: Scene) -> Iterator[str]:
    for duty in scene.state.instance.obligations.values():
        if duty.fulfilled_on is None:
            yield say(
                "Bis {day}, {role}: {text}",
                day=dates.long_day(duty.due),
                role=scene.role(duty.role),
                text=word(duty.text),
            )


def _days_ahead(scene: Scene) -> Iterator[Row]:
    found = [(day, label, where) for day, label, where in _days(scene)]
    for day, label, where in sorted(found):
        yield Row(
            title=label,
            cells=(
                Cell(label=say("Wo"), text=where),
                Cell(label=say("Tag"), text=dates.table_day(day), number=True),
            ),
        )


def _days(scene: Scene) -> Iterator[tuple[date, str, str]]:
    """Yield every recorded day that lies in the next months: in steps, entries and key facts."""
    for register in scene.definition.registers.values():
        for record in scene.state.register(register.id).values():
            if record.archived is None:
                where = f"{register.singular}: {record_title(scene, record)}"
                for field in register.fields.values():
                    yield from _ahead(scene, field, record.values.get(field.id), where)
    for holder in ("profile", *scene.definition.steps):
        values = scene.values_of(holder)
        for field in scene.fields_of(holder).values():
            yield from _ahead(scene, field, values.get(field.id), scene.holder_name(holder))


def _ahead(
    scene: Scene, field: Field, found: FieldValue | None, where: str
) -> Iterator[tuple[date, str, str]]:
    if field.type is not FieldType.DATE or found is None or not isinstance(found.value, str):
        return
    if (
        found.value
        and scene.today <= (day := date.fromisoformat(found.value)) <= scene.today + _AHEAD
    ):
        yield day, field.label, where
