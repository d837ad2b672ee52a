"""Newer versions of a definition, drawn: renamed, gone, new, retyped, moved and in another order.

What refers to something is not kept in order: where everything goes follows from ids alone, and no
condition is asked on the way.
"""

from dataclasses import replace
from itertools import count

from hypothesis import strategies as st

from workflow.core.definition import ChecklistItem, Field, FieldType, Gate, Step

_NUMBERS = count(1)
NEW = ("neu-a", "neu-b", "neu-c", "neu-d")
TYPES = list(FieldType)


@st.composite
def newer_versions(draw, definition):
    """Draw a version in which something is different."""
    drawn = replace(definition, version=definition.version + 1)
    for _ in range(draw(st.integers(1, 8))):
        change = draw(st.sampled_from(CHANGES))
        drawn = change(draw, drawn)
    return numbered(drawn)


def numbered(drawn):
    """Return a definition with a digest of its own: what follows from one is remembered by it."""
    return replace(drawn, digest=f"gezogen-{next(_NUMBERS)}")


def _one(draw, things):
    return draw(st.sampled_from(sorted(things))) if things else None


def _fresh(draw, things):
    free = [name for name in NEW if name not in things]
    return draw(st.sampled_from(free)) if free else None


def _renamed(things, old, new):
    """Return the things with one under another id, in its place, saying what it was."""
    found = {}
    for name, thing in things.items():
        if name == old:
            found[new] = replace(thing, id=new, was=(old, *thing.was))
        else:
            found[name] = thing
    return found


def _without(things, name):
    return {key: thing for key, thing in things.items() if key != name}


def _shuffled(draw, things):
    return {name: things[name] for name in draw(st.permutations(list(things)))}


# --- homes: steps and registers -------------------------------------------------------------------


def _rename_home(draw, drawn):
    kind = draw(st.sampled_from(["steps", "registers"]))
    things = getattr(drawn, kind)
    old, new = _one(draw, _without(things, "beschluss")), _fresh(draw, things)
    return drawn if not (old and new) else replace(drawn, **{kind: _renamed(things, old, new)})


def _drop_home(draw, drawn):
    kind = draw(st.sampled_from(["steps", "registers"]))
    things = getattr(drawn, kind)
    name = _one(draw, _without(things, "beschluss"))
    return drawn if name is None else replace(drawn, **{kind: _without(things, name)})


def _add_step(draw, drawn):
    name = _fresh(draw, drawn.steps)
    if name is None:
        return drawn
    step = Step(
        id=name,
        phase="weg",
        title=name,
        short=name,
        lead="manager",
        purpose="",
        fields={},
        checklist={},
        gate=Gate(),
    )
    return replace(drawn, steps={**drawn.steps, name: step})


def _shuffle_steps(draw, drawn):
    return replace(drawn, steps=_shuffled(draw, drawn.steps))


# --- what lies in them -----------------------------------------------------------------------------


def _inside(draw, drawn, change):
    """Change the fields or the checklist of one step, register or of the profile."""
    home = draw(st.sampled_from(["profile", "steps", "registers"]))
    if home == "profile":
        return replace(drawn, profile=change(draw, drawn.profile, Field))
    holders = getattr(drawn, home)
    name = _one(draw, holders)
    if name is None:
        return drawn
    key, kind = draw(st.sampled_from([("fields", Field), ("checklist", ChecklistItem)]))
    holder = holders[name]
    changed = replace(holder, **{key: change(draw, getattr(holder, key), kind)})
    return replace(drawn, **{home: {**holders, name: changed}})


def _rename(draw, things, _):
    old, new = _one(draw, things), _fresh(draw, things)
    return things if not (old and new) else _renamed(things, old, new)


def _drop(draw, things, _):
    return _without(things, _one(draw, things)) if things else things


def _add(draw, things, kind):
    name = _fresh(draw, things)
    if name is None:
        return things
    if kind is Field:
        return {**things, name: Field(id=name, type=draw(st.sampled_from(TYPES)), label=name)}
    required = draw(st.booleans())
    return {**things, name: ChecklistItem(id=name, text=name, role="manager", required=required)}


def _retype(draw, things, kind):
    name = _one(draw, things)
    if name is None or kind is not Field:
        return things
    field = things[name]
    if field.options and draw(st.booleans()):
        options = {"anders": "Anders", **_without(field.options, _one(draw, field.options))}
        old = draw(st.sampled_from(sorted(field.options)))
        were = {} if old in options else {"anders": (old,)}
        return {**things, name: replace(field, options=options, options_were=were)}
    changed = replace(
        field,
        type=draw(st.sampled_from(TYPES)),
        personal=draw(st.sampled_from([field.personal, not field.personal])),
        max_length=draw(st.sampled_from([0, 3])),
    )
    return {**things, name: changed}


def _change_sides(draw, things, kind):
    """Make a fact a word or a word a fact: nothing else is different."""
    name = _one(draw, things)
    if name is None or kind is not Field:
        return things
    return {**things, name: replace(things[name], personal=not things[name].personal)}


def _reorder(draw, things, _):
    return _shuffled(draw, things)


def _within(change):
    return lambda draw, drawn: _inside(draw, drawn, change)


def _move_between_steps(draw, drawn):
    key = draw(st.sampled_from(["fields", "checklist"]))
    source, goal = _one(draw, drawn.steps), _one(draw, drawn.steps)
    if source is None or source == goal:
        return drawn
    things = getattr(drawn.steps[source], key)
    name, there = _one(draw, things), getattr(drawn.steps[goal], key)
    if name is None or name in there:
        return drawn
    taken = replace(things[name], was=(f"{source}.{name}",))
    steps = dict(drawn.steps)
    steps[source] = replace(steps[source], **{key: _without(things, name)})
    steps[goal] = replace(steps[goal], **{key: {**there, name: taken}})
    return replace(drawn, steps=steps)


CHANGES = (
    _rename_home,
    _drop_home,
    _add_step,
    _shuffle_steps,
    _move_between_steps,
    *map(_within, (_rename, _drop, _add, _retype, _change_sides, _reorder)),
)
