"""The stylesheet holds what the design promises: contrast, weight, nothing from elsewhere."""

import re
from pathlib import Path

import pytest

import web

WEB = Path(web.__file__).parent
CSS = (WEB / "static" / "stil.css").read_text(encoding="utf-8")
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
TOKENS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})\b", CSS))
LARGEST = 40_000

TEXT = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink-soft", "paper"),
    ("ink-soft", "surface"),
    ("action", "paper"),
    ("action", "surface"),
    ("paper", "action"),
    ("paper", "band"),
    ("band-soft", "band"),
    ("done", "done-tint"),
    ("working", "working-tint"),
    ("waiting", "waiting-tint"),
    ("warn", "warn-tint"),
    ("critical", "critical-tint"),
    ("calm", "paper"),
    ("ink", "target"),
    ("ink", "working-tint"),
]
GRAPHICS = [("edge", "paper"), ("edge", "surface"), ("focus", "band"), ("done", "paper")]


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(front: str, back: str) -> float:
    light, dark = sorted((luminance(TOKENS[front]), luminance(TOKENS[back])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_reaches_seven_to_one(front, back):
    assert contrast(front, back) >= 7


@pytest.mark.parametrize(("front", "back"), GRAPHICS)
def test_graphics_reach_three_to_one(front, back):
    assert contrast(front, back) >= 3


def test_the_stylesheet_is_light_and_brings_nothing_along():
    assert len(CSS.encode()) <= LARGEST
    assert "url(" not in CSS
    assert "@import" not in CSS
    assert "@font-face" not in CSS


def test_narrow_rules_are_for_screens_so_that_paper_gets_no_cards():
    narrow = [line for line in CSS.splitlines() if "max-width:" in line and "@media" in line]
    assert narrow
    assert all("@media screen" in line for line in narrow)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_script_no_style_and_stay_short(path):
    text = path.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "javascript:" not in text
    assert " style=" not in text
    assert not re.search(r"\son[a-z]+=", text)
    assert len(text.splitlines()) <= 60


def test_every_class_of_the_templates_is_known_to_the_stylesheet():
    known = set(re.findall(r"\.([a-z][a-z0-9-]*)", CSS))
    used = set()
    for path in TEMPLATES:
        for value in re.findall(r'class="([^"{}]*)"', path.read_text(encoding="utf-8")):
            used.update(value.split())
    assert used - known <= {"word", "wait"}


def test_every_class_of_the_stylesheet_stands_in_a_template():
    """Those that begin with one of `made` come from a presenter: a sign, a width, part of a bar."""
    made = ("is-", "was-", "tag-", "field-", "way-", "full")
    text = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    used = set(re.findall(r"[a-z][a-z0-9-]*", text))
    known = set(re.findall(r"\.([a-z][a-z0-9-]*)", CSS))
    assert {each for each in known - used if not each.startswith(made)} == set()
