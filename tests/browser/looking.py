"""Looking at one page in every way that the acceptance list asks for, loading it once.

Rule: here is measured, in `test_every_page.py` is judged. Scripts are on for measuring alone; the
page brings none.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HEIGHT = 900
NORMAL, NARROW, PHONE = 1280, 320, 390
WIDTHS = (1920, 768, PHONE, NARROW)  # besides the normal one
SMALLEST_TARGET = 24
TABLE_ROLES = {"table", "row", "cell", "gridcell", "rowheader", "columnheader"}

SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
 word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
LARGER = "html { font-size: 200% }"
# Written by script, so that our own policy, which forbids styles in the page, stays in force.
WEAR = """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
  document.adoptedStyleSheets = css ? [sheet] : []; }"""
OPEN_ALL = "() => { for (const each of document.querySelectorAll('details')) each.open = true }"
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# A new width reaches the page some time after it is set, and moves how far it is scrolled. Whoever
# measures meanwhile compares boxes of before and after, and finds parts that cover each other.
SETTLE = """async width => {
  while (innerWidth !== width) await new Promise(requestAnimationFrame);
  scrollTo(0, 0);
  for (let frames = 2; frames; frames--) await new Promise(requestAnimationFrame) }"""
AXE = "tags => axe.run({runOnly: tags, resultTypes: ['violations'], preload: false})"
FETCHED = """() => performance.getEntries().filter(each => 'decodedBodySize' in each)
  .map(each => ({url: each.name, kind: each.entryType, size: each.decodedBodySize}))"""
SMALL_TARGETS = """least => [...document.querySelectorAll('button, select, input, summary, a')]
  .filter(each => !each.closest('p, dd, li > span, td, .skip') || each.matches('.button'))
  .filter(each => each.type !== 'hidden' && !each.matches('.skip'))
  .map(each => [each.getBoundingClientRect(), each.outerHTML.slice(0, 90)])
  .filter(([box]) => box.width > 0 && (box.height < least || box.width < least))
  .map(([box, html]) => `${box.width}x${box.height} ${html}`)"""
LOW_CONTROLS = """() => [...document.querySelectorAll(
    'main .button:not(.button-small), main select, main textarea, ' +
    'main input:not([type=hidden]):not([type=radio]):not([type=checkbox]), main .choice label')]
  .filter(each => each.checkVisibility())
  .map(each => [each.getBoundingClientRect().height, each.outerHTML.slice(0, 90)])
  .filter(([height]) => height < 44).map(([height, html]) => `${height} ${html}`)"""
SCROLLING_PARTS = """() => [...document.querySelectorAll('body *')]
  .filter(each => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 1)
  .filter(each => ['auto', 'scroll'].includes(getComputedStyle(each).overflowX))
  .filter(each => !each.matches('textarea, [tabindex="0"][aria-label], [tabindex="0"][aria-labelledby]'))
  .map(each => each.outerHTML.slice(0, 90))"""
# Radio buttons of one name are one stop of the keyboard.
FOCUSABLE = """() => new Set([...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter(each => each.type !== 'hidden' && !each.disabled && each.checkVisibility())
  .map(each => each.type === 'radio' ? (each.form?.action || '') + each.name : each)).size"""
NOTE_FOCUS = """() => { window.reached = new Map(); document.addEventListener('focusin', event => {
  const each = event.target, style = getComputedStyle(each);
  const asked = each.matches('input, select, textarea') && each.closest('main form[method=post]');
  if (!window.reached.has(each)) window.reached.set(each, {
    html: each.outerHTML.slice(0, 90), inside: !!each.closest('main'),
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    acts: each.matches('.button') || !!asked}) }) }"""
REACHED = "() => { document.activeElement.blur(); return [...window.reached.values()] }"
# Down is what moves the focus: half the messages of a key that is pressed and let go.
TAB = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
ACTS = (
    """() => [...document.querySelectorAll('main .button')].some(each => each.checkVisibility())"""
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was measured on one page."""

    title: str
    axe: tuple[str, ...]
    fetched: tuple[dict[str, Any], ...]
    sideways: tuple[str, ...]
    scrolling_parts: tuple[str, ...]
    small_targets: tuple[str, ...]
    low_controls: tuple[str, ...]
    focusable: int
    reached: tuple[dict[str, Any], ...]
    acts: bool
    tables: dict[str, Counter[str]]


def look_at(page: Page) -> Look:
    """Measure everything on the page that is open; its folds are opened on the way."""
    fetched = page.evaluate(FETCHED)
    acts, focusable, reached = page.evaluate(ACTS), *_walked(page)
    page.evaluate(OPEN_ALL)
    small, low = page.evaluate(SMALL_TARGETS, SMALLEST_TARGET), page.evaluate(LOW_CONTROLS)
    tables = {"wide": _tables(page)}
    page.evaluate(_axe_source())
    found = _violations(page, NORMAL)
    sideways = [
        *_sideways(page, f"{NORMAL} px"),
        *_worn(page, LARGER, f"{NORMAL} px, letters of 32 px"),
    ]
    parts: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        sideways += _sideways(page, f"{width} px")
        if width == PHONE:
            tables["narrow"] = _tables(page)
    sideways += _worn(page, SPACING, f"{NARROW} px, wide spacing")
    parts += page.evaluate(SCROLLING_PARTS)
    small += page.evaluate(SMALL_TARGETS, SMALLEST_TARGET)
    found += _violations(page, NARROW)
    page.set_viewport_size({"width": NORMAL, "height": HEIGHT})
    return Look(
        title=page.title(),
        axe=tuple(found),
        fetched=tuple(fetched),
        sideways=tuple(sideways),
        scrolling_parts=tuple(parts),
        small_targets=tuple(small),
        low_controls=tuple(low),
        focusable=focusable,
        reached=tuple(reached),
        acts=acts,
        tables=tables,
    )


def _walked(page: Page) -> tuple[int, list[dict[str, Any]]]:
    """Walk the page with the keyboard, once round; returns how much there is, and what was reached."""
    focusable = page.evaluate(FOCUSABLE)
    page.evaluate(NOTE_FOCUS)
    session = page.context.new_cdp_session(page)
    for _ in range(focusable + 1):
        session.send("Input.dispatchKeyEvent", TAB)
    session.detach()
    return focusable, page.evaluate(REACHED)


def _violations(page: Page, width: int) -> list[str]:
    page.evaluate(SETTLE, width)
    report = page.evaluate(AXE, TAGS)
    wrong = report["violations"]
    return [f"{width} px: {each['id']}: {each['nodes'][0]['html']}" for each in wrong]


def _sideways(page: Page, when: str) -> list[str]:
    over = page.evaluate(SIDEWAYS)
    return [f"{when}: {over} px too wide"] if over > 0 else []


def _worn(page: Page, css: str, when: str) -> list[str]:
    """Look whether the page scrolls sideways under a reader's own style."""
    page.evaluate(WEAR, css)
    found = _sideways(page, when)
    page.evaluate(WEAR, "")
    return found


def _tables(page: Page) -> Counter[str]:
    """How many tables, rows and cells a screen reader hears."""
    if not page.evaluate("() => document.querySelector('main table') !== null"):
        return Counter()
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    roles = (each["role"]["value"] for each in nodes if not each["ignored"])
    return Counter(role for role in roles if role in TABLE_ROLES)


@cache
def _axe_source() -> str:
    package = Path(axe_playwright_python.__file__).parent
    return (package / "axe.min.js").read_text(encoding="utf-8")
