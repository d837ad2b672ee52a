"""Two definitions compared: the same gives nothing, nothing that differs is left out.

Real definitions are mutated in their written form; those that can still be used are compared.
"""

import json
import random
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from workflow.core.sentences import LANGUAGES
from workflow.definitions.comparing import Kind, changes, told
from workflow.definitions.library import DefinitionInvalid, check, compile_definition

HAUS = Path("tests/definitions/nachbarschaftshaus.yaml")
FILES = [HAUS, Path("tests/definitions/alle_angaben.yaml")]
TEXTS = {path.stem: check(path.read_bytes(), "x").stored for path in FILES}
MAPPINGS = {
    *("fields", "checklist", "methods", "conditions", "approvals", "options", "profile"),
    *("registers", "steps", "roles", "bodies", "phases", "principles", "every_gate"),
}
THOROUGH = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def usable(document):
    return compiled(json.dumps(document))


@lru_cache(64)
def compiled(text):
    try:
        return compile_definition(text.encode())
    except DefinitionInvalid:
        return None


def places(part, within=""):
    for key in list(part) if isinstance(part, dict) else range(len(part)):
        yield part, key, within
        if isinstance(part[key], dict | list):
            yield from places(part[key], key if isinstance(key, str) else within)


def mutate(document, chance):
    """Do to one place what an author might do."""
    holder, key, within = chance.choice(list(places(document)))
    named = isinstance(holder, dict) and within in MAPPINGS
    match chance.randrange(5):
        case 0:
            del holder[key]
        case 1 if named:
            holder[f"{key}-neu"] = json.loads(json.dumps(holder[key]))
        case 2 if named:
            entries = list(holder.items())
            chance.shuffle(entries)
            holder.clear()
            holder.update(entries)
        case 3 if named and isinstance(holder[key], dict):
            holder[f"{key}-neu"] = {**holder.pop(key), "was": [key]}
        case _:
            others = [h[k] for h, k, _ in places(document) if k == key]
            others += [key, "true", "false", "7", "Anders"]
            holder[key] = json.loads(json.dumps(chance.choice(others)))


@st.composite
def mutants(draw):
    """Two definitions that have a past in common, with their written form."""
    first = json.loads(TEXTS[draw(st.sampled_from(sorted(TEXTS)))])
    chance = draw(st.randoms(use_true_random=False))
    document = first
    for _ in range(draw(st.integers(1, 4))):
        changed = json.loads(json.dumps(document))
        mutate(changed, chance)
        if usable(changed) is not None:
            document = changed
    return first, document


def said_by(definition):
    return repr(replace(definition, version=0, digest=""))


def written(document, path):
    for part in path:
        document = document.get(part, {}) if isinstance(document, dict) else {}
    return document


@THOROUGH
@given(mutants())
def test_it_tells_nothing_exactly_if_both_say_the_same(pair):
    before, after = map(usable, pair)
    assert (changes(before, after) == ()) == (said_by(before) == said_by(after))
    assert (changes(after, before) == ()) == (said_by(before) == said_by(after))
    assert changes(before, before) == changes(after, after) == ()


@THOROUGH
@given(mutants())
def test_each_change_names_a_path_that_differs(pair):
    old, new = pair
    for change in changes(usable(old), usable(new)):
        here, there = change.thing, change.former
        match change.kind:
            case Kind.ADDED:
                assert written(new, here)
                assert not there
            case Kind.REMOVED:
                assert written(old, there) != {}
                assert written(new, there) == {} or change_took(new, old, there)
            case Kind.RENAMED:
                assert here[-1] != there[-1]
                assert there[-1] in " ".join(written(new, here)["was"])
            case Kind.MOVED:
                assert list(written(old, there[:-1])) != list(written(new, here[:-1]))
            case Kind.CHANGED:
                key = tuple(filter(None, change.key.replace("condition", "").split(".")))
                assert written(old, (*there, *key)) != written(new, (*here, *key))


def change_took(new, old, path):
    """Whether what stands there now is another thing, known by its `was`."""
    return written(new, path) != written(old, path)


@THOROUGH
@given(mutants())
def test_every_change_is_a_sentence(pair):
    before, after = map(usable, pair)
    for language in LANGUAGES:
        for each in told(before, after, language):
            assert each.sentence.endswith(".")
            assert not any(sign in each.sentence for sign in ("{", "  ", "None", ": .", ":: "))


@THOROUGH
@given(mutants())
def test_what_is_new_one_way_is_gone_the_other_way(pair):
    before, after = map(usable, pair)
    assume(" was" not in str(pair[1]))
    forth, back = changes(before, after), changes(after, before)
    assume(not any(each.kind is Kind.RENAMED for each in forth))
    assert sorted(each.path for each in forth if each.kind is Kind.ADDED) == sorted(
        each.path for each in back if each.kind is Kind.REMOVED
    )


RENAMED = {
    "helfer": ("registers",),
    "bereich": ("registers", "helfer", "fields"),
    "stunden": ("registers", "helfer", "fields"),
    "seit": ("registers", "helfer", "fields"),
    "betrag": ("registers", "geld", "fields"),
    "geber": ("registers", "geld", "fields"),
    "zustaendig": ("registers", "geld", "fields"),
    "betreut": ("registers", "geld", "fields"),
    "nachweis": ("registers", "geld", "checklist"),
    "traeger": ("profile",),
    "geld-bis": ("profile",),
    "wunsch": ("steps",),
    "haus": ("steps",),
    "miete": ("steps", "haus", "fields"),
    "summe": ("steps", "haus", "fields"),
    "start": ("steps", "wunsch", "fields"),
    "team": ("steps", "wunsch", "checklist"),
    "besuch": ("steps", "haus", "checklist"),
}


def renamed(part, old, new):
    """The document with an id replaced wherever it is named."""
    if isinstance(part, dict):
        return {renamed(key, old, new): renamed(value, old, new) for key, value in part.items()}
    if isinstance(part, list):
        return [renamed(each, old, new) for each in part]
    return ".".join(new if word == old else word for word in part.split("."))


@pytest.mark.parametrize("old", RENAMED)
def test_a_rename_is_one_change_whatever_refers_to_it(old):
    document = json.loads(TEXTS[HAUS.stem])
    # "betreut" and "umfrage" are ids of conditions too, which have no former ids.
    del document["steps"]["haus"]["gate"]["conditions"]["betreut"]
    before = usable(document)
    document = renamed(document, old, f"{old}-neu")
    written(document, (*RENAMED[old], f"{old}-neu"))["was"] = [old]
    (found,) = changes(before, usable(document))
    assert found.kind is Kind.RENAMED
    assert (found.former[-1], found.thing[-1]) == (old, f"{old}-neu")


def test_an_option_with_another_id_is_one_change_too():
    document = json.loads(TEXTS[HAUS.stem])
    before = usable(document)
    text = json.dumps(document).replace(
        '"stadt": "Stadt"', '"ort": {"label": "Stadt", "was": ["stadt"]}'
    )
    text = text.replace('"buero": "B', '"amt": "B').replace('"is": "stadt"', '"is": "ort"')
    text = text.replace('"buero"', '"amt"')
    text = re.sub(r'"amt": ("B[^"]+")', r'"amt": {"label": \1, "was": ["buero"]}', text)
    found = changes(before, usable(json.loads(text)))
    assert [(each.kind, each.path) for each in found] == [
        (Kind.RENAMED, "profile.traeger.options.ort"),
        (Kind.RENAMED, "registers.helfer.fields.bereich.options.amt"),
    ]


@settings(THOROUGH, max_examples=30)
@given(st.randoms(use_true_random=False), st.integers(2, 30))
def test_the_fewest_things_are_told_to_have_moved(chance: random.Random, length):
    document = json.loads(TEXTS[HAUS.stem])
    options = {f"wert-{n}": f"Wert {n}" for n in range(length)}
    document["profile"]["zielgruppen"]["options"] = options
    before = usable(document)
    names = list(options)
    moving = names.pop(chance.randrange(length))
    names.insert(chance.randrange(length), moving)
    document["profile"]["zielgruppen"]["options"] = {name: options[name] for name in names}
    found = changes(before, usable(document))
    assert len(found) == (names != list(options))
    assert all(each.kind is Kind.MOVED for each in found)
