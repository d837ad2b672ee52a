"""A new base under an overlay: without conflicts the result has what both have changed, and no more.

The base is mutated as authors do it, the overlay is drawn from operations that its base allows.
"""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.property.test_comparing_definitions import HAUS, TEXTS, mutate, written
from workflow.core.sentences import LANGUAGES
from workflow.definitions.comparing import Kind, changes
from workflow.definitions.library import check
from workflow.definitions.overlay.bases import Base
from workflow.definitions.rebasing import Reason, rebase
from workflow.definitions.rebasing.rendering import rebased_as_text

OLD = json.loads(TEXTS[HAUS.stem])
HEAD = "format: 1\nid: anbau\nversion: 1\nextends: nachbarschaftshaus@3\ntitle: Mit Anbau\n"
HAUS_ITEM = "{text: Den Garten ansehen, role: developer, insert_after: geld}"
OPERATIONS = {
    "add": {
        "bodies.bauamt": "{title: Bauamt, recorded_by: coordinator}",
        "steps.haus.checklist.garten": HAUS_ITEM,
        "steps.oeffnung.gate.approvals.beirat": "{body: beirat, as: opinion}",
        "profile.traeger.options.stiftung": "Stiftung",
        "registers.geld.fields.zweck": "{type: text, label: Zweck}",
    },
    "change": {
        "steps.haus.title": "Ein Haus mieten",
        "steps.haus.duration.weeks": "30",
        "steps.haus.checklist.geld.required": "false",
        "steps.haus.gate.conditions.gedeckt.at_least": "18",
        "registers.helfer.fields.stunden.max": "40",
        "bodies.rat.title": "Gemeinderat",
        "profile.traeger.label": "Wer trägt es",
    },
    "remove": {
        "steps.haus.checklist.besuch": "Das Haus steht fest.",
        "steps.haus.gate.conditions.frueh": "Das ist geklärt.",
        "registers.geld.checklist.nachweis": "Das macht die Kämmerei.",
    },
}
# What a base may do just where overlays do something, too: say otherwise, take away, rename.
MEETING = {
    "bodies.rat.title": "Rat der Stadt",
    "steps.haus.title": "Ein Haus finden",
    "steps.haus.duration": {"weeks": "30"},
    "steps.haus.checklist.geld.required": "false",
    "steps.haus.gate.conditions.gedeckt.at_least": "6",
    "registers.helfer.fields.stunden.max": "50",
    "profile.traeger.label": "Träger des Hauses",
    "profile.traeger.options.stiftung": "Stiftung",
    "steps.haus.checklist.garten": {"text": "Den Hof ansehen", "role": "manager"},
    "steps.haus.checklist.besuch.text": "Häuser besuchen",
    "steps.haus.checklist.besuch": None,
    "steps.haus.gate.conditions.frueh": None,
    "registers.geld.checklist.nachweis": None,
    "registers.geld.checklist.antrag": "anders",
    "steps.haus.checklist.geld": "mittel",
    "registers.helfer.fields.stunden": None,
    "locked": ["steps.wunsch.gate", "steps.haus.checklist"],
}
EVERY = [(verb, path) for verb, paths in OPERATIONS.items() for path in paths]
OWN = {"id", "title"}
THOROUGH = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@st.composite
def newer_bases(draw):
    chance, document = draw(st.randoms(use_true_random=False)), OLD
    for _ in range(draw(st.integers(1, 4))):
        changed = json.loads(json.dumps(document))
        if chance.random() < 0.7:
            meet(changed, *chance.choice(list(MEETING.items())))
        else:
            mutate(changed, chance)
        changed |= {"id": "nachbarschaftshaus", "version": "4", "format": "1"}
        if check(json.dumps(changed).encode(), "neu").is_valid:
            document = changed
    return document | {"version": "4"}


def meet(document, path, value):
    """Do to the base at a path what `value` says: None takes away, a plain word renames a thing."""
    *way, last = path.split(".")
    holder = written(document, way)
    if not isinstance(holder, dict) or (value is None and last not in holder):
        return
    if value is None:
        del holder[last]
    elif isinstance(value, str) and isinstance(holder.get(last), dict):
        holder[value] = {**holder.pop(last), "was": [last]}
    else:
        holder[last] = value


def overlay_of(chosen):
    lines = [
        line
        for verb in OPERATIONS
        if any(each == verb for each, _ in chosen)
        for line in (f"{verb}:", *(f"  {p}: {OPERATIONS[v][p]}" for v, p in chosen if v == verb))
    ]
    return HEAD + "\n".join(lines) + "\n"


def put(document, chosen):
    texts = {3: TEXTS[HAUS.stem], 4: json.dumps(document).encode()}

    def bases(name, version):
        return Base(f"{name}@{version}", texts[version]) if version in texts else ()

    return rebase(overlay_of(chosen).encode(), "anbau.yaml", "nachbarschaftshaus@4", bases)


@THOROUGH
@given(newer_bases(), st.lists(st.sampled_from(EVERY), unique=True, max_size=6))
def test_without_conflicts_the_result_has_all_that_both_have_changed(document, chosen):
    rebased = put(document, chosen)
    for language in LANGUAGES:
        assert rebased_as_text(rebased, "nachbarschaftshaus@4", language)
    if rebased.after is None:
        assert rebased.has_conflicts
        return
    assert "extends: nachbarschaftshaus@4\n" in rebased.text
    holds_all_of_the_base(rebased)
    holds_all_of_the_overlay(rebased, chosen)


def holds_all_of_the_base(rebased):
    """What still differs from the new base is the overlay's doing."""
    own = {each.path for each in changes(rebased.old, rebased.before)} - OWN
    left = {each.path for each in changes(rebased.new, rebased.after)} - OWN
    followed = {
        ".".join(each.operation.path): ".".join(each.now)
        for each in rebased.findings
        if each.reason is Reason.FOLLOWED
    }
    now = {moved(path, followed) for path in own}
    assert {path for path in left if not belongs(path, now)} == set()


def moved(path, followed):
    for old, new in followed.items():
        if path == old or old.startswith(f"{path}."):
            return new[: len(new) - len(old.removeprefix(path))] if path != old else new
    return path


def belongs(path, others):
    return any(path == other or path.startswith(f"{other}.") for other in others)


def holds_all_of_the_overlay(rebased, chosen):
    """What the overlay did to the old base is done to the new one, or the new one has it itself."""
    from_old = {(each.kind, each.path) for each in changes(rebased.new, rebased.after)}
    same = {
        ".".join(each.operation.path) for each in rebased.findings if each.reason is Reason.SAME
    }
    followed = {
        ".".join(each.operation.path): ".".join(each.now)
        for each in rebased.findings
        if each.reason is Reason.FOLLOWED
    }
    kinds = {"add": Kind.ADDED, "change": Kind.CHANGED, "remove": Kind.REMOVED}
    for verb, path in chosen:
        if path in same:
            continue
        at = followed.get(path, path)
        paths = {found for kind, found in from_old if kind is kinds[verb]}
        assert any(at == found or at.startswith(f"{found}.") for found in paths), (at, paths)
