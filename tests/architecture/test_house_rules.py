"""The house rules a reader can rely on: names, docstrings, sizes, and no process in the code."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = sorted(path for folder in ("workflow", "web") for path in (ROOT / folder).rglob("*.py"))
CATCH_ALL = {"utils", "util", "helpers", "helper", "common", "base", "misc"}
LONGEST_MODULE = 350
# Past that length only with a reason.
LONG_FOR_A_REASON = {
    "workflow/core/definition.py": "the whole format as types, read beside the format's page",
    "workflow/core/conditions.py": "one language: its answers and its values call each other",
    "workflow/core/commands.py": "a closed union stands in one place",
    "workflow/core/events.py": "a closed union stands in one place",
    "workflow/core/state.py": "the whole state as types",
    "workflow/definitions/format.py": "the whole format as data",
    "workflow/service.py": "the one door: each thing it does is said once",
    "workflow/storage/tables.py": "all tables as data, compared with the migrations as a whole",
    "workflow/definitions/messages_content.py": "a catalogue of texts",
    "workflow/storage/migrations/versions/0001_the_first_tables.py": "one step, taken as a whole",
}
TEST_FOLDERS = {
    "architecture",
    "benchmarks",
    "browser",
    "corpus",
    "definitions",
    "demo",
    "property",
    "storage",
    "unit",
    "web",
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_file_or_folder_is_a_catch_all(tracked_files):
    parts = {part.split(".")[0] for path in tracked_files for part in path.relative_to(ROOT).parts}
    assert not parts & CATCH_ALL


def test_tests_stand_in_the_folders_that_contributing_names(tracked_files):
    tests = ROOT / "tests"
    folders = {path.relative_to(tests).parts[0] for path in tracked_files if tests in path.parents}
    assert {folder for folder in folders if "." not in folder} <= TEST_FOLDERS


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_a_module_says_what_it_is(path):
    assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), "the module has no docstring"


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_a_module_stays_readable(path):
    lines = len(path.read_text("utf-8").splitlines())
    reason = LONG_FOR_A_REASON.get(name_of(path))
    assert lines <= LONGEST_MODULE or reason, f"{lines} lines: split it by what it decides"


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_imports_stand_at_the_top(path):
    if name_of(path).startswith("workflow/cli/"):
        return  # one module per command, imported when called
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    late = [
        inner.lineno
        for function in functions
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not late


def test_no_process_is_named_in_the_code():
    """The engine runs any definition: only the demo, which is data, may know the ten steps."""
    source = ROOT / "process_definitions" / "kda-10-schritte.yaml"
    steps = source.read_text("utf-8").split("\nsteps:\n")[1].split("\n")
    ids = {match[1] for line in steps if (match := re.match(r"  ([a-z][a-z0-9-]+):$", line))}
    assert len(ids) == 10
    quoted = re.compile(rf"""["'](kda-10-schritte|{"|".join(sorted(ids))})["']""")
    named = [
        f"{name_of(path)}: {match[0]}"
        for path in CODE
        if not name_of(path).startswith("workflow/demo")
        for match in quoted.finditer(path.read_text("utf-8"))
    ]
    assert not named


DATED = {"reading", "load_whole", "open_file", "store_file"}


def test_the_web_reads_in_one_way_which_says_the_day():
    """Whoever acts for somebody today sees nothing where a room forgets which day it is."""
    asked = {
        name_of(path)
        for path in (ROOT / "web").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in DATED
    }
    assert asked == {"web/reading.py"}
    tree = ast.parse((ROOT / "web" / "reading.py").read_text("utf-8"))
    calls = [
        {keyword.arg for keyword in node.keywords}
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in DATED
    ]
    assert len(calls) == len(DATED)
    assert all("today" in call for call in calls)
