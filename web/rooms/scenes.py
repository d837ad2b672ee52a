"""Loading what a page about a quartier starts from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NoReturn

from flask import abort, make_response, render_template, request

from web.as_of import Shown, asked_day, show_as_of
from web.context import signed_in, today
from web.presenters.looking_back import DAYS, no_such_day
from web.presenters.past import (
    before_the_start,
    in_the_future,
    not_a_day,
    not_there_yet,
)
from web.presenters.scene import Scene, by_target
from web.reading import load_whole, open_view, read_definition
from web.typed import Unreadable, printable, read_day
from workflow.core.actions import (
    AvailableAction,
    available_actions,
    process_actions,
    record_actions,
    step_actions,
)
from workflow.core.definition import Field, FieldType, ProcessDefinition
from workflow.core.errors import NotFound
from workflow.core.evolve import replay
from workflow.core.evolve.along import taken_along
from workflow.core.municipality_settings import Settings
from workflow.core.policy import COORDINATOR
from workflow.core.state import FieldValue, ItemState, ProcessState, Request, StepPart, split_key
from workflow.service import Whole
from workflow.storage import queries

Actions = Callable[[Whole], tuple[AvailableAction, ...]]
Also = Callable[[queries.Reading], Iterable[int]]


def load(q: str, actions: Actions | None = None, *, also: Also = lambda _: ()) -> Scene:
    """Return the scene of a quartier with the actions a page needs; raises NotFound.

    `also` reads what else the page shows, through the same view, and returns the accounts to be
    named beside those that stand in the state. Where the address asks for a day that is over, the
    scene is that of its end: nobody has any actions or roles there.
    """
    day = _day_asked_for(q)
    if day is None:
        return _today(q, actions, also)
    scene = scene_on(q, day, actions, also=also)
    show_as_of(Shown(scene.q, day, replace(scene, is_past=False).place("verlauf")))
    return scene


def _today(q: str, actions: Actions | None, also: Also) -> Scene:
    whole = load_whole(q)
    found = (actions or _of_process)(whole)
    return _scene(whole, today(), also, found)


def scene_on(
    q: str, day: date, actions: Actions | None = None, *, also: Also = lambda _: ()
) -> Scene:
    """Return the scene of a quartier at the end of a day that is over.

    Raises NotFound; ends the request with a page that says so if there was nothing to show then.
    `actions` only says whether what the page shows was there.
    """
    whole = _whole_on(q, day)
    try:
        (actions or _none)(whole)
    except NotFound:
        refuse_day(q, not_there_yet(day))
    return replace(_scene(whole, day, also, ()), is_past=True)


def _scene(whole: Whole, day: date, also: Also, found: Iterable[AvailableAction]) -> Scene:
    account = signed_in()
    is_over = day < today()
    with open_view() as now:
        reading = replace(now, until=day) if is_over else now
        coordinators = _coordinators(reading, whole)
        acting = _acting(reading, whole, day)
        named = {*accounts_in(whole), *coordinators, *(each.substitute for each in acting)}
        settings = queries.settings(reading, whole.state.instance.municipality)
        people = queries.names(reading, {*named, account, *also(reading)})
    return Scene(
        q=whole.slug,
        definition=whole.definition,
        state=whole.state,
        actor=whole.actor,
        actions=by_target(found),
        today=day,
        people=people,
        settings=settings,
        coordinators=coordinators,
        substitutes=acting,
        former=_former(whole, settings),
    )


def _former(whole: Whole, settings: Settings) -> dict[str, ProcessDefinition]:
    """Return the definitions from which the quartier was moved: what was then is told by them."""
    moves = whole.state.moved()
    digests = {each.former for each in moves} | {each.definition for each in moves}
    now = whole.state.instance.definition
    return {each: read_definition(each, settings) for each in digests - {now}}


def _coordinators(reading: queries.Reading, whole: Whole) -> tuple[int, ...]:
    municipality = whole.state.instance.municipality
    return queries.role_holders(reading, municipality, COORDINATOR)


def _acting(reading: queries.Reading, whole: Whole, day: date) -> tuple[queries.SubstituteRow, ...]:
    """Return who acts on a day for somebody in the team: roles for a whole town are not lent."""
    instance = whole.state.instance
    team = {member.account for member in instance.team}
    found = queries.substitutes(reading, instance.municipality, today=day)
    return tuple(each for each in found if each.person in team)


# --- a day that is over --------------------------------------------------------------------------


def _day_asked_for(q: str) -> date | None:
    try:
        return asked_day()
    except Unreadable:
        refuse_day(q, not_a_day())


def day_of(q: str, raw: str) -> date | None:
    """Return a day as somebody wrote it, None if nothing; ends the request if it is none."""
    try:
        return read_day(raw) if raw.strip() else None
    except Unreadable:
        refuse_day(q, not_a_day())


def _whole_on(q: str, day: date) -> Whole:
    if day > today():
        refuse_day(q, in_the_future(day))
    try:
        whole = load_whole(q, on=day)
    except NotFound:
        refuse_day(q, before_the_start(day, load_whole(q).state.instance.started_on))
    return replace(whole, actor=replace(whole.actor, roles=frozenset()))


def refuse_day(q: str, why: str) -> NoReturn:
    """End the request with a page (404) that says why a day cannot be shown; raises NotFound."""
    scene = _today(q, _none, lambda _: ())
    typed = {name: printable(request.args[name]) for name in DAYS if name in request.args}
    page = no_such_day(scene.place("verlauf"), scene.q, why, typed)
    abort(make_response(render_template("verlauf/kein_stand.html", page=page), 404))


def _none(whole: Whole) -> tuple[AvailableAction, ...]:
    del whole
    return ()


def scene_at(scene: Scene, seq: int, day: date) -> Scene:
    """Return the quartier as it was after an event of that day, as the same person reads it now."""
    with open_view() as reading:
        happened = queries.stream(reading, scene.q)
    then = replay(each for each in happened if each.seq <= seq)
    return replace(scene, state=taken_along(then, scene.state), today=day, actions={})


# --- what the pages need -------------------------------------------------------------------------


def load_all(q: str, *, also: Also = lambda _: ()) -> Scene:
    """Return the scene with every action on the process and its steps; `also` as in `load`."""
    return load(q, lambda w: available_actions(w.definition, w.state, w.actor, today()), also=also)


def load_step(q: str, step: str) -> Scene:
    """Return the scene of a step; raises NotFound if there is none."""

    def actions(whole: Whole) -> tuple[AvailableAction, ...]:
        if step not in whole.definition.steps:
            raise NotFound(step)
        steps = step_actions(whole.definition, whole.state, whole.actor, today(), step)
        return (*_of_process(whole), *steps)

    return load(q, actions)


def load_register(q: str, register: str) -> Scene:
    """Return the scene of a register; raises NotFound if there is none."""

    def actions(whole: Whole) -> tuple[AvailableAction, ...]:
        if register not in whole.definition.registers:
            raise NotFound(register)
        return _of_process(whole)

    return load(q, actions)


def load_record(q: str, record: str, *, also: Also = lambda _: ()) -> Scene:
    """Return the scene of a register entry; raises NotFound if there is none; `also` as in `load`."""

    def actions(whole: Whole) -> tuple[AvailableAction, ...]:
        found = record_actions(whole.definition, whole.state, whole.actor, today(), record)
        return (*_of_process(whole), *found)

    return load(q, actions, also=also)


def load_holder(q: str, holder: str) -> Scene:
    """Return the scene of a step, an entry or the profile; raises NotFound."""
    if holder == "profile":
        return load(q)
    return load_record(q, holder) if split_key(holder) else load_step(q, holder)


def _of_process(whole: Whole) -> tuple[AvailableAction, ...]:
    return process_actions(whole.definition, whole.state, whole.actor, today())


# --- who stands in a state ---------------------------------------------------------------------


def accounts_in(whole: Whole) -> frozenset[int]:
    """Return everybody whose name a page about this quartier may need."""
    found = {*_in_instance(whole.state), *_in_steps(whole), *_in_records(whole)}
    return frozenset(account for account in found if account)


def _in_instance(state: ProcessState) -> Iterator[int]:
    instance = state.instance
    yield from (member.account for member in instance.team)
    yield from (proposal.by for proposal in instance.proposals.values())
    yield from (duty.fulfilled_by or 0 for duty in instance.obligations.values())
    if instance.situation:
        yield instance.situation.by
    if instance.draft:
        yield instance.draft.by
    yield from (report.by for report in instance.reports)


def _in_steps(whole: Whole) -> Iterator[int]:
    for name, step in whole.state.steps.items():
        yield from _in_items(step.items.values())
        yield from _in_gate(step)
        if name in whole.definition.steps:
            yield from _in_values(whole.definition.steps[name].fields, step.values)
    yield from _in_values(whole.definition.profile, whole.state.instance.profile)


def _in_gate(step: StepPart) -> Iterator[int]:
    for each in (step.request, step.passed):
        yield from _in_request(each) if each else ()
    if step.returned:
        yield step.returned.by


def _in_request(request: Request) -> Iterator[int]:
    yield request.by
    yield from (said.by for said in request.decided.values())
    yield from (found.granted_by or 0 for found in request.exceptions.values())


def _in_items(items: Iterable[ItemState]) -> Iterator[int]:
    for item in items:
        yield item.by
        yield item.assigned or 0


def _in_records(whole: Whole) -> Iterator[int]:
    for register, records in whole.state.records.items():
        fields = _fields(whole.definition, register)
        for record in records.values():
            yield record.by
            yield record.archived.by if record.archived else 0
            yield from _in_items(record.items.values())
            yield from _in_values(fields, record.values)


def _fields(definition: ProcessDefinition, register: str) -> Mapping[str, Field]:
    found = definition.registers.get(register)
    return found.fields if found else {}


def _in_values(fields: Mapping[str, Field], values: Mapping[str, FieldValue]) -> Iterator[int]:
    for name, field in fields.items():
        found = values.get(name)
        if found and field.type is FieldType.PERSON and str(found.value).isdecimal():
            yield int(str(found.value))
