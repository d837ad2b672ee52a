"""What a move would do to one quartier: the outcome that its event carries.

Rule: pure, and asked by the preview and by `decide` alike, so that nobody is told anything else than
what happens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workflow.core.commands import Choices
from workflow.core.definition import ChecklistItem, Field, ProcessDefinition, Value
from workflow.core.errors import InputProblem, Problem
from workflow.core.moving.fitting import fitted, is_the_same
from workflow.core.moving.mapping import VersionMap, mapping, things
from workflow.core.moving.places import (
    Places,
    field_path,
    holders,
    home_of,
    item_path,
    register_path,
    step_path,
)
from workflow.core.state import FieldValue, Move, ProcessState, StepStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What happens to one quartier: as in `MovedToVersion`."""

    places: Places
    retyped: tuple[str, ...]
    unfit: Mapping[str, tuple[str, ...]]
    rewritten: Mapping[str, Mapping[str, Value]]
    added: Mapping[str, Mapping[str, bool]]
    new_items: Mapping[str, tuple[str, ...]]  # of steps that go on, by their new id
    new_items_of_records: Mapping[str, tuple[str, ...]]  # by their register, by its new id


def plan(versions: VersionMap, state: ProcessState, choices: Choices) -> Plan:
    """Return what moving along `versions` does to a state."""
    places = versions.places
    changed = _changed_fields(versions, places)
    unfit, rewritten = _values(changed, places, state)
    return Plan(
        places=places,
        retyped=tuple(changed),
        unfit=unfit,
        rewritten=rewritten,
        added=_added(versions, places, state, choices),
        new_items=_new_items(versions, places, state),
        new_items_of_records=_new_items_of_records(versions),
    )


def plan_back(versions: VersionMap, state: ProcessState, move: Move) -> Plan:
    """Return what taking a move back does: what was not changed since is as it was before."""
    there = plan(versions, state, Choices())
    unfit = {holder: set(names) for holder, names in there.unfit.items()}
    rewritten = {holder: dict(values) for holder, values in there.rewritten.items()}
    for holder, field, found, value in _unchanged(state, move):
        del found
        unfit.get(holder, set()).discard(field)
        to = there.places.field(holder, field)
        if to is not None:
            rewritten.setdefault(_holder(there.places, holder, to[0]), {})[to[1]] = value
    return Plan(
        places=there.places,
        retyped=there.retyped,
        unfit={holder: tuple(sorted(names)) for holder, names in unfit.items() if names},
        rewritten=rewritten,
        added={},
        new_items={},
        new_items_of_records={},
    )


def _unchanged(state: ProcessState, move: Move) -> Iterator[tuple[str, str, FieldValue, Value]]:
    """Yield the values that the move wrote in another form and nobody has written since."""
    for holder, values in holders(state):
        for field, was in move.before.get(holder, {}).items():
            found = values.get(field)
            if found is not None and found.seq < move.seq:
                yield holder, field, found, was


def _values(
    changed: Mapping[str, tuple[Field, Field]], places: Places, state: ProcessState
) -> tuple[dict[str, tuple[str, ...]], dict[str, dict[str, Value]]]:
    """Return the values that fit no more, and those that are written in another form."""
    unfit: dict[str, tuple[str, ...]] = {}
    rewritten: dict[str, dict[str, Value]] = {}
    if not changed:
        return unfit, rewritten
    for holder, values in holders(state):
        for name, found in values.items():
            pair = changed.get(field_path(holder, name))
            if pair is None:
                continue
            value = fitted(*pair, found.value, places)
            if value is None:
                unfit[holder] = (*unfit.get(holder, ()), name)
            elif value != found.value and not hasattr(value, "erased"):
                to, field = places.field(holder, name) or ("", "")
                rewritten.setdefault(_holder(places, holder, to), {})[field] = value
    return unfit, rewritten


def _holder(places: Places, holder: str, to: str) -> str:
    """Return the new holder of a value: a record stays in its register."""
    return places.record(holder) if "/" in holder else to


def _changed_fields(versions: VersionMap, places: Places) -> dict[str, tuple[Field, Field]]:
    """Return the fields that stay and take other values now, by their former path."""
    old, new = things(versions.before), things(versions.after)
    found: dict[str, tuple[Field, Field]] = {}
    for path, to in versions.kept.items():
        one, other = old[path], new[to]
        if not isinstance(one, Field) or not isinstance(other, Field):
            continue
        if not is_the_same(one, other, places):
            found[path] = (one, other)
    return found


# --- new work ------------------------------------------------------------------------------------


def _new_items(
    versions: VersionMap, places: Places, state: ProcessState
) -> dict[str, tuple[str, ...]]:
    """Return the new items of the steps that go on, by their new id."""
    new = set(versions.new)
    found: dict[str, tuple[str, ...]] = {}
    for step in state.instance.steps:
        to = places.step(step)
        if to is None:
            continue
        checklist = versions.after.steps[to].checklist
        items = tuple(item for item in checklist if item_path(to, item) in new)
        if items:
            found[to] = items
    return found


def _new_items_of_records(versions: VersionMap) -> dict[str, tuple[str, ...]]:
    """Return the new items of the registers that stay, by their new id."""
    new = set(versions.new)
    found = {
        register.id: tuple(
            item for item in register.checklist if item_path(f"{register.id}/", item) in new
        )
        for register in versions.after.registers.values()
        if register_path(register.id) not in new
    }
    return {register: items for register, items in found.items() if items}


def _added(
    versions: VersionMap, places: Places, state: ProcessState, choices: Choices
) -> dict[str, dict[str, bool]]:
    """Return the new items of steps that have passed, and whether they are owed at once."""
    names = {to: step for step in state.instance.steps if (to := places.step(step))}
    return {
        to: {item: item_path(to, item) in choices.owed for item in items}
        for to, items in _new_items(versions, places, state).items()
        if state.instance.steps[names[to]].status is StepStatus.PASSED
    }


def not_given_up(places: Places, state: ProcessState, choices: Choices) -> tuple[str, ...]:
    """Return the active steps that are gone and that nobody has given up."""
    return tuple(
        step
        for step, life in state.instance.steps.items()
        if life.status is StepStatus.ACTIVE
        and places.step(step) is None
        and step_path(step) not in choices.given_up
    )


def relevant(before: ProcessDefinition, after: ProcessDefinition, choices: Choices) -> Choices:
    """Return the choices that these two versions know of: quartiere come from different ones."""
    old, new = things(before), things(after)
    same = {at: to for at, to in choices.same.items() if at in old and to in new}
    versions = mapping(before, after, same)
    owed, gone = new_required(versions), gone_steps(versions)
    return Choices(
        same={at: to for at, to in same.items() if versions.kept.get(at) == to},
        owed=tuple(path for path in choices.owed if path in owed),
        given_up=tuple(path for path in choices.given_up if path in gone),
    )


def unfounded(
    befores: Iterable[ProcessDefinition], after: ProcessDefinition, choices: Choices
) -> tuple[InputProblem, ...]:
    """Return a problem for each choice that a move from none of these versions leaves open.

    Each by kind and path: "same:...", "owed:...", "given-up:...".
    """
    known = [relevant(before, after, choices) for before in befores]
    wrong = (
        *(f"same:{path}" for path in choices.same if not any(path in each.same for each in known)),
        *(f"owed:{path}" for path in choices.owed if not any(path in each.owed for each in known)),
        *(
            f"given-up:{path}"
            for path in choices.given_up
            if not any(path in each.given_up for each in known)
        ),
    )
    return tuple(InputProblem(name=name, problem=Problem.NO_SUCH_CHOICE) for name in wrong)


def gone_steps(versions: VersionMap) -> tuple[str, ...]:
    """Return the paths of the steps that are gone: what can be given up."""
    steps = {step_path(step) for step in versions.before.steps}
    return tuple(path for path in versions.gone if path in steps)


def new_required(versions: VersionMap) -> tuple[str, ...]:
    """Return the paths of new required items in steps that stay: what can be owed at once."""
    there = things(versions.after)
    stays = set(versions.kept.values())
    return tuple(
        path
        for path in versions.new
        if isinstance(item := there[path], ChecklistItem)
        and item.required
        and path.startswith("steps.")
        and home_of(path) in stays
    )
