"""Every text that people read passes the one door that can translate it: `web.language`.

Rule: what looks like German prose stands in `say`, `plural` or `said_later`, nowhere else. What does
not belong there (what a terminal says, what a file is called) is named here with its reason.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.architecture.conftest import ROOT

WEB = ROOT / "web"
MODULES = sorted(WEB.rglob("*.py"))
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SAID = {"say": (0,), "said_later": (0,), "plural": (1, 2)}

# Speak to whoever runs the server, not to people in front of a page.
TERMINAL = {
    "serve.py",
    "config_checks.py",
    "doctor.py",
    "first_admin.py",
    "recovery_link.py",
    "role_grant.py",
}
# Languages and the product are called the same everywhere; words of HTTP are no words of ours.
# So are keys, even one with an umlaut.
NAMES = {"Deutsch", "English", "Quartiersweg", "Allow", "Cookie", "Lax", "Strict", "überblick"}
UMLAUT = re.compile(r"[äöüÄÖÜß„“]")
HEADER = re.compile(r"[A-Z][A-Za-z]*(-[A-Z][A-Za-z]*)+")
WORD = re.compile(r"(?:^|[\s(„])[A-Z][a-z]+(?:[\s,.:?*-]|$)")
KEPT_APART = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
SPOKEN_ATTRIBUTES = re.compile(r'\b(?:aria-label|title|alt|placeholder|content)="([^"]*)"')


def is_prose(text: str) -> bool:
    """Whether somebody would read it: an umlaut, a German sign, or a word with a capital."""
    text = text.strip(" –·\n")
    if (
        len(text) == 1
        or text in NAMES
        or HEADER.fullmatch(text)
        or text.startswith(("/", "#", "http"))
    ):
        return False
    return bool(UMLAUT.search(text) or WORD.search(text))


def unsaid(tree: ast.Module) -> Iterator[str]:
    """The prose of a module that no door leads out of."""
    excused = {id(each) for each in _docstrings(tree)} | {id(each) for each in _said(tree)}
    excused |= {id(each) for each in _unread(tree)}
    for each in ast.walk(tree):
        text = each.value if isinstance(each, ast.Constant) else None
        if isinstance(text, str) and id(each) not in excused and is_prose(text):
            yield f"{each.lineno}: {text}"


def _docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    for each in ast.walk(tree):
        if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant):
            yield each.value


def _said(tree: ast.Module) -> Iterator[ast.expr]:
    for each in ast.walk(tree):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name):
            for place in SAID.get(each.func.id, ()):
                yield from each.args[place : place + 1]


def _unread(tree: ast.Module) -> Iterator[ast.AST]:
    """What an error says to developers, names of types, the page of last resort."""
    for each in ast.walk(tree):
        match each:
            case (
                ast.Raise()
                | ast.Call(func=ast.Name("cast" | "TypeVar"))
                | ast.Assign(targets=[ast.Name("_FIXED")])
            ):
                yield from ast.walk(each)


def unsaid_in_template(text: str) -> Iterator[str]:
    """The prose of a template that is neither said nor put in."""
    bare = KEPT_APART.sub("", text)
    spoken = [*SPOKEN_ATTRIBUTES.findall(bare), *re.split(r"<[^>]*>", bare)]
    yield from (each.strip() for each in spoken if is_prose(each) or re.search(r"[a-z]{3} ", each))
    tree = Environment(autoescape=True).parse(text)
    said = {
        id(each.args[place])
        for each in tree.find_all(nodes.Call)
        if isinstance(each.node, nodes.Name)
        for place in SAID.get(each.node.name, ())
        if place < len(each.args)
    }
    for const in tree.find_all(nodes.Const):
        if isinstance(const.value, str) and id(const) not in said and is_prose(const.value):
            yield const.value


def found_in(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        return list(unsaid_in_template(text))
    return list(unsaid(ast.parse(text)))


def name_of(path: Path) -> str:
    return path.relative_to(WEB).as_posix()


@pytest.mark.parametrize("path", [*MODULES, *TEMPLATES], ids=name_of)
def test_every_text_that_people_read_can_be_translated(path):
    if name_of(path) not in TERMINAL:
        assert found_in(path) == []
