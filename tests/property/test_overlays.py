"""The laws of overlays, over the ten steps as they ship and over a small process.

Whatever an overlay says, it is answered, soon; what it comes to does not depend on how its lines are
ordered, nor on whether a chain is merged at once or step by step.
"""

import json
import time
from dataclasses import replace
from functools import reduce
from pathlib import Path

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workflow.definitions.library import check, compile_definition, open_document
from workflow.definitions.message import Language
from workflow.definitions.nodes import Mapping
from workflow.definitions.overlay.bases import Base
from workflow.definitions.overlay.targets import Sort, every_target, target
from workflow.definitions.rendering import as_text
from workflow.definitions.writing import as_yaml

SMALL = Path("tests/definitions/nachbarschaftshaus.yaml").read_bytes()
LARGE = Path("process_definitions/kda-10-schritte.yaml").read_bytes()
SECONDS = 5  # a bound against the hopeless, not a measurement
NONSENSE = [
    *["", "x", "0", "-1", "true", "today", "manager", "a.b", "Ä", "x" * 300],
    *[[], {}, [[]], {"x": "y"}, {"field": "plaetze"}, {"insert_after": "x"}, ["a", "b"]],
    *[{"insert_after": "x", "insert_before": "y"}, {"insert_after": {}}, {"all_of": []}],
    {"text": "T", "role": "manager"},
    {"type": "text", "label": "L"},
]
PROTECTED = ("steps.wunsch", "every_gate")  # of SMALL: a gate is, so what all gates share is too
ANY_SPEED = settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])


def paths_of(data: bytes) -> list[str]:
    """Every path of a document that leads to a mapping's key."""
    found: list[str] = []

    def walk(node, path):
        if isinstance(node, Mapping):
            for name, inner in node.entries.items():
                found.append(".".join((*path, name)))
                walk(inner, (*path, name))

    walk(open_document(data, "x").root, ())
    return found


PATHS = {data: paths_of(data) for data in (SMALL, LARGE)}


def things(data: bytes) -> list[str]:
    return [each for each in PATHS[data] if target(tuple(each.split("."))).sort is Sort.THING]


def text_of(body: dict, *, name: str = "oben", base: str = "unten@1") -> bytes:
    head = {"format": "1", "id": name, "version": "1", "extends": base, "title": "Oben"}
    return json.dumps({**head, **body}, ensure_ascii=False).encode()


def over(data: bytes, body: dict):
    return check(text_of(body), "oben", lambda *_: Base("unten.yaml", data))


def document(answer) -> dict:
    return {key: value for key, value in json.loads(answer.stored).items() if key not in OWN}


OWN = ("id", "version", "title")


BASES = st.sampled_from([SMALL, SMALL, SMALL, LARGE])  # the large one costs ten times as much


# --- any overlay ---------------------------------------------------------------------------------


def any_path(data: bytes):
    known = st.sampled_from(PATHS[data])
    part = st.sampled_from(
        ["x", "title", "gate", "fields", "0", "label", "checklist", "", "options"]
    )
    longer = st.builds(lambda path, more: f"{path}.{more}", known, part)
    shorter = st.builds(lambda path: path.rpartition(".")[0], known)
    return st.one_of(known, longer, shorter, st.text(max_size=8))


def any_overlay(data: bytes):
    path, value = any_path(data), st.sampled_from(NONSENSE)
    operations = st.dictionaries(path, value, max_size=6)
    return st.fixed_dictionaries(
        {},
        optional={
            "add": st.one_of(operations, value),
            "change": operations,
            "remove": st.dictionaries(path, st.sampled_from(["Darum.", "", [], {}]), max_size=6),
            "locked": st.sampled_from([["steps"], "x", [[]]]),
            "sources": st.sampled_from([["Q"], "x", {}]),
            "extends": st.sampled_from(["unten@1", "oben@1", "x", "", [], {}]),
        },
    )


@ANY_SPEED
@given(st.data(), BASES)
def test_any_overlay_is_answered(draw, data):
    body = draw.draw(any_overlay(data))
    start = time.process_time()
    answer = over(data, body)
    assert time.process_time() - start < SECONDS
    assert answer.is_valid or any(problem.is_error for problem in answer.problems)
    for language in Language:
        assert "Traceback" not in as_text(answer.problems, language)
    if answer.definition is not None:
        assert compile_definition(answer.stored) == answer.definition


@ANY_SPEED
@given(st.data())
def test_any_overlay_is_placed_in_its_own_file(draw):
    """Whatever is wrong, the author is led to a line of what they wrote."""
    body = draw.draw(any_overlay(SMALL))
    text = yaml.safe_dump(json.loads(text_of(body)), allow_unicode=True, width=10_000)
    answer = check(text.encode(), "oben.yaml", lambda *_: Base("unten.yaml", SMALL))
    lines = text.count("\n")
    assert all(problem.file == "oben.yaml" for problem in answer.problems)
    assert all(0 <= problem.place.line <= lines for problem in answer.problems)


# --- what merging keeps --------------------------------------------------------------------------


def test_an_overlay_that_says_nothing_changes_nothing():
    for data in (SMALL, LARGE):
        answer = over(data, {})
        assert answer.problems == ()
        assert document(answer) == document(check(data, "x"))


def renamings(data: bytes):
    """Changes that are always possible: titles and labels."""
    names = [each for each in PATHS[data] if each.rpartition(".")[2] in ("title", "label", "short")]
    free = [each for each in names if "." in each and ".gate" not in each and "lock" not in each]
    return st.dictionaries(
        st.sampled_from(free), st.text("abcäß", min_size=3, max_size=9), max_size=8
    )


def test_what_holds_anyway_changes_nothing_when_it_is_said():
    said = dict(left_unsaid())
    keys = {path.rpartition(".")[2] for path in said}
    with_default = {path[-1] for path, found in every_target() if found.default}
    assert keys == with_default - {"many"}  # for references, of which it has none to one entry
    answer, base = over(SMALL, {"change": said}), check(SMALL, "x").definition
    doubted = [each.path for each in answer.problems if each.code == "W111"]
    assert sorted(doubted) == sorted(said)
    head = {key: getattr(base, key) for key in (*OWN, "digest")}
    assert replace(answer.definition, **head) == base


def left_unsaid():
    """Every key with a default that a thing of the small process does not write."""
    whole = json.loads(check(SMALL, "x").stored)
    for thing in (each for each in things(SMALL) if not each.startswith(PROTECTED)):
        written = reduce(dict.__getitem__, thing.split("."), whole)
        for name, key in (target(tuple(thing.split("."))).keys or {}).items():
            if key.default and name not in {*written, "many"}:
                yield f"{thing}.{name}", key.default


@ANY_SPEED
@given(st.data(), BASES)
def test_the_order_of_independent_lines_does_not_matter(draw, data):
    changes = draw.draw(renamings(data))
    items = list(changes.items())
    other = dict(draw.draw(st.permutations(items)))
    one, two = over(data, {"change": changes}), over(data, {"change": other})
    assert one.is_valid
    assert one.stored == two.stored


@ANY_SPEED
@given(st.data())
def test_neighbours_may_be_added_in_any_order(draw):
    """Each stands beside one that is there or is added too: a line of dominoes."""
    names = [f"neu-{number}" for number in range(6)]
    body = {"title": "T", "recorded_by": "coordinator"}
    after = dict(zip(names, ["beirat", *names], strict=False))
    bodies = {f"bodies.{name}": {"insert_after": after[name], **body} for name in names}
    shuffled = dict(draw.draw(st.permutations(list(bodies.items()))))
    answer = over(SMALL, {"add": shuffled})
    assert list(answer.definition.bodies) == ["beirat", *names, "rat"]


@ANY_SPEED
@given(st.sampled_from([each for each in things(SMALL) if not each.startswith(PROTECTED)]))
def test_what_is_removed_and_added_as_it_was_changes_nothing(path):
    whole = json.loads(check(SMALL, "x").stored)
    for part in path.split("."):
        whole = whole[part]
    answer = over(SMALL, {"remove": {path: "Anders."}, "add": {path: whole}})
    assert answer.is_valid
    assert document(answer) == document(check(SMALL, "x"))
    assert list(answer.definition.steps) == list(check(SMALL, "x").definition.steps)


@ANY_SPEED
@given(st.data(), st.just(SMALL))
def test_a_chain_comes_to_what_its_overlays_come_to_one_by_one(draw, data):
    first, second = draw.draw(renamings(data)), draw.draw(renamings(data))
    middle = text_of({"change": first}, name="mitte", base="unten@1")
    files = {"unten": Base("unten.yaml", data), "mitte": Base("mitte.yaml", middle)}
    top = text_of({"change": second}, base="mitte@1")
    chain = check(top, "oben", lambda name, _: files[name])
    merged = check(middle, "mitte", lambda name, _: files[name]).stored
    stored = Base("mitte@1", merged, is_canonical=True)
    step_by_step = check(top, "oben", lambda *_: stored)
    assert chain.is_valid
    assert chain.stored == step_by_step.stored == over(data, {"change": first | second}).stored


@ANY_SPEED
@given(renamings(SMALL))
def test_a_merged_overlay_written_as_one_text_says_the_same(changes):
    data, text = SMALL, text_of({"change": changes})
    opened = open_document(text, "oben", lambda *_: Base("unten.yaml", data))
    written = as_yaml(opened.root, "oben.yaml")
    bases = check(text, "oben", lambda *_: Base("unten.yaml", data))
    assert check(written.encode(), "x").stored == bases.stored
