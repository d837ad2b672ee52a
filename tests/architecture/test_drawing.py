"""The drawing of the house in the README is the house: it shows every way, and only real ones."""

import re
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[2]
ARROW = re.compile(r"^\s*(\w+)(?:\[[^\]]*\])? --> (\w+)", re.MULTILINE)


def drawn_arrows():
    drawing = (ROOT / "README.md").read_text("utf-8").split("```mermaid")[1].split("```")[0]
    return set(ARROW.findall(drawing))


def imported():
    """Which package of the house imports which, read from the code."""
    graph = grimp.build_graph("workflow", "web", cache_dir=None)
    pairs = set()
    for importer in graph.modules:
        for target in graph.find_modules_directly_imported_by(importer):
            pairs.add((package_of(importer), package_of(target)))
    return {(one, other) for one, other in pairs if one != other and "workflow" not in {one, other}}


def package_of(module):
    return module.split(".")[0 if module.startswith("web") or "." not in module else 1]


def reachable(arrows):
    ways = set(arrows)
    while more := {(a, d) for a, b in ways for c, d in ways if b == c} - ways:
        ways |= more
    return ways


def test_every_import_between_packages_follows_the_drawing():
    assert imported() - reachable(drawn_arrows()) == set()


def test_every_arrow_of_the_drawing_is_in_the_code():
    assert drawn_arrows() - imported() == set()
