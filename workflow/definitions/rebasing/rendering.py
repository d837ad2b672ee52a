"""An overlay on its new base as people read it in a terminal, and as programs read it.

Rule: what wants a decision comes first; what changes in the result is told like any comparison.
"""

from __future__ import annotations

from collections.abc import Iterator

from workflow.core.sentences import Language
from workflow.definitions.comparing import told
from workflow.definitions.comparing.rendering import FILL, as_data, as_text
from workflow.definitions.comparing.words import Words
from workflow.definitions.rebasing.findings import Finding, Level, Rebased
from workflow.definitions.rebasing.telling import sentence

LEVELS: Words = {
    "de": {
        "conflict": "Nicht zu vereinen",
        "look": "Bitte ansehen",
        "settled": "Geht von selbst",
        "result": "Ihre Anpassung bisher",
        "on": "auf {base}",
        "line": "Zeile {line}",
        "nothing": "Nichts davon berührt Ihre Anpassung.",
        "version": "Zählen Sie `version` hoch, bevor Sie die Anpassung veröffentlichen.",
    },
    "en": {
        "conflict": "Cannot be had together",
        "look": "Please look at",
        "settled": "Goes by itself",
        "result": "Your overlay so far",
        "on": "on {base}",
        "line": "line {line}",
        "nothing": "Nothing of it touches your overlay.",
        "version": "Raise `version` before you publish the overlay.",
    },
}


_SIGNS = {Level.CONFLICT: "!", Level.LOOK: "?", Level.SETTLED: "*"}


def rebased_as_text(rebased: Rebased, onto: str, language: Language) -> str:
    """Return all findings by level and, where nothing is in the way, what changes by it."""
    words = LEVELS[language]
    lines = [] if rebased.findings else [words["nothing"]]
    for level, sign in _SIGNS.items():
        lines += _block(words[level.value], sign, rebased, level, language)
    if rebased.after is not None:
        found = told(rebased.before, rebased.after, language)
        lines += [
            "",
            as_text(found, words["result"], words["on"].format(base=onto), language),
            words["version"],
        ]
    return "\n".join(lines).lstrip("\n") + "\n"


def rebased_as_data(rebased: Rebased, language: Language) -> dict[str, object]:
    """Return all there is to say as plain data for JSON."""
    after = rebased.after
    changes = told(rebased.before, after, language) if after is not None else ()
    return {
        "findings": [_data(each, rebased, language) for each in rebased.findings],
        "changes": [as_data(each) for each in changes],
        "text": rebased.text,
    }


def _block(
    title: str, sign: str, rebased: Rebased, level: Level, language: Language
) -> Iterator[str]:
    here = [each for each in rebased.findings if each.level is level]
    if here:
        yield from ("", title)
    for each in here:
        yield FILL.fill(f"{sign} {_line(each, language)}{sentence(each, rebased, language)}")


def _line(found: Finding, language: Language) -> str:
    return f"{LEVELS[language]['line'].format(line=found.line)}: " if found.line else ""


def _data(found: Finding, rebased: Rebased, language: Language) -> dict[str, object]:
    return {
        "level": found.level.value,
        "reason": found.reason.value,
        "line": found.line,
        "path": ".".join(found.operation.path) if found.operation else "",
        "now": ".".join(found.now),
        "sentence": sentence(found, rebased, language),
    }
