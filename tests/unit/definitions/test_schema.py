"""The JSON Schema ships as it is derived, and says about form what the reader says."""

import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from workflow.definitions.decoding import decode
from workflow.definitions.format import DOCUMENT
from workflow.definitions.library import check
from workflow.definitions.nodes import List, Mapping
from workflow.definitions.overlay.bases import bases_in
from workflow.definitions.problems import Report
from workflow.definitions.reader import read_nodes
from workflow.definitions.schema import as_json, schema
from workflow.definitions.shape import read

ROOT = Path(__file__).parents[3]
CORPUS = ROOT / "tests" / "corpus" / "definitions"
SHIPPED = ROOT / "process_definitions"
# What a schema can see: the form of one place. Names, types of literals and wholes are the checker's.
FORM = re.compile(r"E0(08|09|18|19|30|32|33|34|35|36|38|39|41|48|50|51)\b")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")


@pytest.fixture(scope="module")
def validator():
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema())


def as_an_editor_reads(node):
    """The values an editor sees (YAML 1.2): plain numbers and truth values are typed."""
    if isinstance(node, Mapping):
        return {name: as_an_editor_reads(value) for name, value in node.entries.items()}
    if isinstance(node, List):
        return [as_an_editor_reads(value) for value in node.entries]
    if node.is_empty:
        return None
    if node.style:
        return node.value
    if node.value in ("true", "false"):
        return node.value == "true"
    if _NUMBER.fullmatch(node.value):
        return float(node.value) if "." in node.value else int(node.value)
    return node.value


def nodes_and_codes(text):
    report = Report("x.yaml", text)
    root = read_nodes(text, report)
    if root is not None:
        read(DOCUMENT, root, (), report)
    codes = [problem.code for problem in report.problems]
    # Which keys fit which type the reader says only when it builds.
    built = [problem.code for problem in check(text.encode(), "x.yaml").problems]
    return root, [*codes, *(code for code in built if code in ("E036", "E039"))]


def test_the_shipped_schema_is_the_derived_one():
    assert (SHIPPED / "schema.json").read_text("utf-8") == as_json(), (
        "run: quartiersweg definition schema -o process_definitions/schema.json"
    )


def test_every_key_is_explained():
    def properties(part):
        if isinstance(part, dict):
            for name, each in part.get("properties", {}).items():
                if each is not False and "enum" not in each:
                    yield name, each
            for each in part.values():
                yield from properties(each)
        elif isinstance(part, list):
            for each in part:
                yield from properties(each)

    silent = {name for name, each in properties(schema()) if not each.get("description")}
    assert silent <= {"beschluss"}


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.name)
def test_what_ships_has_the_form(validator, path):
    root, _ = nodes_and_codes(path.read_text("utf-8"))
    assert [error.message for error in validator.iter_errors(as_an_editor_reads(root))] == []


SMALL = """\
format: 1
id: klein
version: 1
title: Klein
language: de
roles:
  developer: {title: Entwicklung}
  manager: {title: Management}
  coordinator: {title: Koordination}
phases: {planung: {title: Planung}}
registers:
  ziel: {title: Ziele, singular: Ziel, fields: {name: {type: text, label: Name}}}
steps:
  anfang:
    phase: planung
    title: Anfang
    short: Anfang
    lead: manager
    purpose: Es beginnt.
    opens_when: []
    fields:
      zahl: {type: integer, label: Zahl, min: 1, usual: [2, 4]}
      art: {type: choice, label: Art, options: {a: A, b: B}}
    checklist:
      punkt: {text: Tun, role: manager, required: true, evidence: [note, {field: zahl}]}
    gate:
      conditions:
        ziele: {count: ziel, where: {name: {filled: true}}, at_least: 3, strength: advice}
"""

CHANGES = [
    ("title: Klein", "titel: Klein"),
    ("title: Klein", "title: [Klein]"),
    ("title: Klein", "title:"),
    ("title: Klein", f"title: {'K' * 201}"),
    ("title: Klein", "title: 2024"),
    ("id: klein", "id: Klein"),
    ("id: klein", "id: profile"),
    ("format: 1", "format: eins"),
    ("language: de", "language: fr"),
    ("lead: manager", "lead: manger"),
    ("    purpose: Es beginnt.\n", ""),
    ("opens_when: []", "opens_when: {step: anfang, is: passed}"),
    ("opens_when: []", "opens_when: {step: anfang}"),
    ("opens_when: []", "opens_when: [{step: anfang, is: passed}]"),
    ("type: integer", "type: zahl"),
    ("type: integer", "type: text"),
    ("usual: [2, 4]", "usual: [2]"),
    ("usual: [2, 4]", "usual: {max: 4}"),
    ("usual: [2, 4]", "usual: {}"),
    (", options: {a: A, b: B}", ""),
    ("options: {a: A, b: B}", "options: {a: {label: A, was: [c]}}"),
    ("required: true", "required: vielleicht"),
    ("evidence: [note, {field: zahl}]", "evidence: foto"),
    ("evidence: [note, {field: zahl}]", "evidence: {any_of: [document, {register: ziel}]}"),
    ("evidence: [note, {field: zahl}]", "evidence: {register: ziel, at_least: 0}"),
    ("count: ziel, ", ""),
    ("count: ziel, ", "count: ziel, field: zahl, "),
    ("at_least: 3, ", ""),
    ("at_least: 3, ", "at_least: {today: {months: -3}}, "),
    ("name: {filled: true}", "name: {is_filled: true}"),
    ("name: {filled: true}", "name: Leitziel"),
    ("strength: advice", "strength: weich"),
]


@pytest.mark.parametrize(("old", "new"), [("", ""), *CHANGES])
def test_schema_and_reader_agree_about_form(validator, old, new):
    assert old in SMALL
    root, codes = nodes_and_codes(SMALL.replace(old, new, 1))
    accepted = validator.is_valid(as_an_editor_reads(root))
    assert accepted is not any(FORM.match(code) for code in codes), codes


def corpus(*, overlays=False):
    """The documents of the corpus that can be read as a tree at all."""
    for path in sorted(CORPUS.glob("*.yaml")):
        text, report = decode(path.read_bytes(), path.name)
        root = read_nodes(text, report) if text is not None else None
        readable = isinstance(root, Mapping) and not report.has_errors
        if readable and ("extends" in root.entries) is overlays:
            yield pytest.param(path, id=path.stem)


@pytest.mark.parametrize("path", list(corpus()))
def test_schema_and_reader_agree_on_the_corpus(validator, path):
    text, _ = decode(path.read_bytes(), path.name)
    root, codes = nodes_and_codes(text)
    accepted = validator.is_valid(as_an_editor_reads(root))
    if "W101" in codes:  # an editor asks for true or false where the reader only doubts
        assert not accepted
    else:
        assert accepted is not any(FORM.match(code) for code in codes), codes


# What an editor sees of an overlay: which paths there are, and what can stand at them.
PATHS = re.compile(r"E064/(root|head|key|inside|thing|value|holder|reason)$|E013")
OVERLAYS = [*corpus(overlays=True), pytest.param(ROOT / "tests/definitions/anbau.yaml", id="anbau")]


@pytest.mark.parametrize("path", OVERLAYS)
def test_schema_and_checker_agree_about_the_form_of_overlays(validator, path):
    text, _ = decode(path.read_bytes(), path.name)
    root = read_nodes(text, Report(path.name, text))
    folders = [CORPUS / "grundlagen", ROOT / "tests" / "definitions"]
    problems = check(text.encode(), path.name, bases_in(folders)).problems
    keys = [problem.message.key for problem in problems]
    accepted = validator.is_valid(as_an_editor_reads(root))
    wrong = any(FORM.match(key) or PATHS.match(key) for key in keys)
    assert accepted is not wrong or keys == ["E013"], keys  # an editor sees no key twice


@pytest.mark.parametrize(
    ("body", "accepted"),
    [
        ("add:\n  steps.a.checklist.b: {insert_after: c, text: T, role: manager}\n", True),
        ("add:\n  steps.a.checklist.b: {insert_behind: c, text: T, role: manager}\n", False),
        ("add:\n  steps.a.checklist.b: {insert_after: c, text: T}\n", False),
        ("add:\n  steps.a.checklist.B: {text: T, role: manager}\n", False),
        ("add:\n  steps.a.fields.b: {type: text, label: B, options: {a: A}}\n", False),
        ("add:\n  steps.a.gate.conditions.b: {insert_before: c, count: d, at_least: 1}\n", True),
        ("add:\n  profile.a.options.b: {insert_after: c, label: B}\n", True),
        ("add:\n  registers.beschluss: {fields: {a: {type: text, label: A}}}\n", True),
        ("add:\n  registers.anderes: {fields: {a: {type: text, label: A}}}\n", False),
        ("change:\n  steps.a.gate.conditions.b.at_least: 3\n", True),
        ("change:\n  steps.a.duration: {weeks: 3}\n", True),
        ("change:\n  steps.a.duration.weeks: lang\n", False),
        ("change:\n  principles.a: Anders\n", True),
        ("change:\n  roles.manager.title: Anders\n", True),
        ("change:\n  roles.manager: {title: Anders}\n", False),
        ("remove:\n  steps.a: Entfällt.\n", True),
        ("remove:\n  steps.a: ' '\n", False),
    ],
)
def test_an_editor_knows_what_an_overlay_can_say(validator, body, accepted):
    head = "format: 1\nid: x\nversion: 1\nextends: y@1\ntitle: X\n"
    root = read_nodes(head + body, Report("x.yaml"))
    assert validator.is_valid(as_an_editor_reads(root)) is accepted
