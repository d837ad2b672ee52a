"""No document breaks the checker: whatever comes in, an answer comes out, soon and in little space.

Three ways to make documents that nobody foresaw: change bytes of real ones, exchange parts of real
ones for other parts and for nonsense, and make up small YAML.
"""

import json
import random
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workflow.definitions.library import Checked, check, compile_definition, open_document
from workflow.definitions.message import Language
from workflow.definitions.outlining import outline
from workflow.definitions.overlay.explaining import PathUnknown
from workflow.definitions.rendering import as_data, as_text

DOCUMENTS = [
    Path("tests/definitions/nachbarschaftshaus.yaml").read_bytes(),
    Path("tests/corpus/definitions/Y-00_ok_sound.yaml").read_bytes(),
    Path("process_definitions/kda-10-schritte.yaml").read_bytes(),
    Path("process_definitions/karlsruhe-muehlburg.yaml").read_bytes(),
]
STORED = [json.loads(check(document, "x").stored) for document in DOCUMENTS[:2]]
SNIPPETS = [
    *["[", "]", "{", "}", ":", ": ", "- ", "? ", "#", " #", "&a ", "*a", "!x ", "|", ">", "%", "@"],
    *["\n", "\t", "  ", "'", '"', ",", "---\n", "...\n", "<<: ", "\\0", "\0", "\ufeff", "\u202e"],
    *["\ud800", "\xff", "\u00a0", "\u2028", "null", "true", "no", "1e9", "2026-02-30", "today"],
]
NONSENSE = [
    *["", "x", "a b", "0", "-1", "12.5", "true", "today", "2026-02-30", "step", "wunsch.plaetze"],
    *["profile.traeger", "geld.betrag", "helfer", "beschluss", "a.b.c", ".", "x" * 300, "Ä"],
    *[[], {}, [[]], [{}], {"x": "y"}, {"field": "plaetze"}, {"count": "helfer"}, ["a", "b"]],
    *[{"all_of": []}, {"all_of": [{"any_of": [{"field": "x", "is": "y"}]}]}, {"today": {}}],
    *[
        {"ratio": ["plaetze", "plaetze"]},
        {"months": {"from": "today", "to": "x"}},
        {"every": "geld"},
    ],
]


# What a request may cost at most, whatever else the machine does. The second that a document is
# promised is taken of the heaviest ones, in a process of their own.
SECONDS = 5


def answered(data: bytes) -> Checked:
    """The answer to a document, looked at from every side."""
    start = time.process_time()
    checked = check(data, "any.yaml")
    assert time.process_time() - start < SECONDS
    assert checked.definition is not None or any(p.is_error for p in checked.problems)
    look_around(data)
    for language in Language:
        assert isinstance(as_text(checked.problems, language), str)
        json.dumps([as_data(problem, language) for problem in checked.problems]).encode()
    if checked.definition is not None:
        assert compile_definition(checked.stored) == checked.definition
    return checked


def look_around(data: bytes) -> None:
    """Look at the first levels of a document as far as it can be read."""
    found = open_document(data, "any.yaml")
    for part in outline(found).parts if found is not None else ():
        with suppress(PathUnknown):  # a key with a dot in it, or an empty one
            for inner in outline(found, part.path).parts[:3]:
                outline(found, inner.path)


ANY_SPEED = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])


@ANY_SPEED
@given(
    st.sampled_from(DOCUMENTS),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(SNIPPETS)), max_size=8),
)
def test_real_documents_with_damaged_bytes(document, damages):
    for where, length, snippet in damages:
        start = int(where * len(document))
        new = snippet.encode("utf-8", "surrogatepass")
        document = document[:start] + new + document[start + length :]
    answered(document)


@ANY_SPEED
@given(st.sampled_from(STORED), st.randoms(use_true_random=False), st.integers(1, 6))
def test_real_documents_with_exchanged_parts(stored, chance, times):
    document = json.loads(json.dumps(stored))
    for _ in range(times):
        _exchange(document, chance)
    answered(json.dumps(document, ensure_ascii=False).encode())


def _exchange(document: dict, chance: random.Random) -> None:
    """Put a part of the document, or nonsense, somewhere else; or lose or rename something."""
    places = list(_places(document))
    if not places:
        return
    holder, key = chance.choice(places)
    other_holder, other_key = chance.choice(places)
    match chance.randrange(4):
        case 0:
            holder[key] = json.loads(json.dumps(other_holder[other_key]))
        case 1 if isinstance(holder, dict):
            holder[chance.choice([str(other_key), "x", "field", "when", "is"])] = holder.pop(key)
        case 2:
            del holder[key]
        case _:
            holder[key] = json.loads(json.dumps(chance.choice(NONSENSE)))


def _places(part, depth=0):
    if depth > 12:
        return
    keys = list(part) if isinstance(part, dict) else range(len(part))
    for key in keys:
        yield part, key
        if isinstance(part[key], dict | list):
            yield from _places(part[key], depth + 1)


@ANY_SPEED
@given(st.lists(st.sampled_from([*SNIPPETS, "format", "id", "steps", "x", "fields"]), max_size=40))
def test_made_up_yaml(parts):
    answered("".join(parts).encode("utf-8", "surrogatepass"))


@ANY_SPEED
@given(st.binary(max_size=300))
def test_any_bytes(data):
    answered(data)


def _heavy() -> dict[str, bytes]:
    head = DOCUMENTS[1]
    full = 1_048_000
    option = "o{n}: [a, b, c]\n"
    return {
        "many lists": ("x:\n" + "".join(f" {option.format(n=n)}" for n in range(24_000))).encode(),
        "unknown keys": head + "".join(f"k{n}: v\n" for n in range(45_000)).encode(),
        "upper keys": "".join(f"K{n}: v\n" for n in range(45_000)).encode(),
        "empty keys in braces": ("{" + ",".join(f"k{n}" for n in range(49_000)) + "}").encode(),
        "one long line of text": b"title: " + b"x" * full,
        "one long line of dashes": b"-" * full,
        "spaces": b"a:" + b" " * full,
        "lines": b"\n" * full,
        "hashes": b"a: b #c\n" * 100_000,
        "quotes": b'a: "' + b"\\n" * (full // 2) + b'"',
        "special spaces": ("a:\u00a0b\n" * 150_000).encode(),
        "invisible characters": ("\u200b" * (full // 3)).encode(),
        "combining marks": ("\u0308" * (full // 2)).encode(),
        "decomposed": ("x: " + "a\u0308" * (full // 4)).encode(),
        "brackets": b"[" * full,
        "question marks": b"? " * (full // 2),
        "items": head.replace(
            b"    gate:\n", b"    questions: [" + b"a," * 60_000 + b"]\n    gate:\n", 1
        ),
        "deep conditions": head.replace(
            b"opens_when: []", b"opens_when: " + b"{all_of: [" * 12 + b"]}" * 12, 1
        ),
        "duplicates": b"a: b\n" * 49_000,
    }


# Asked in a process of its own: neither what the tests have loaded nor the measuring of coverage
# counts. The kernel's high-water mark of that process begins anew with it, other than `getrusage`.
_PROGRAM = """
import json, sys, time
from pathlib import Path
from workflow.definitions.library import check
spent = {}
for name in sys.argv[1:]:
    data = Path(name).read_bytes()
    start = time.process_time()
    check(data, name)
    spent[Path(name).stem] = time.process_time() - start
lines = Path("/proc/self/status").read_text().splitlines()
peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
print(json.dumps({"spent": spent, "peak": peak // 1024}))
"""


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """What the heaviest documents cost: CPU seconds each, and the peak in megabytes."""
    folder = tmp_path_factory.mktemp("heavy")
    names = []
    for name, data in _heavy().items():
        names.append(folder / f"{name}.yaml")
        names[-1].write_bytes(data)
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *names], capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)


@pytest.mark.parametrize("name", _heavy())
def test_the_heaviest_documents_are_answered_within_a_second(name, alone):
    data = _heavy()[name]
    assert len(data) <= 1_048_576
    answered(data)
    assert alone["spent"][name] < 1


def test_no_document_needs_more_than_300_megabytes(alone):
    assert alone["peak"] < 300
