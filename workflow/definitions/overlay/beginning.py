"""The text with which somebody begins an overlay: sound as it is, with examples to uncomment.

Rule: the examples name places that the base has and lets go of, so each of them works when the
`#` before it is gone.
"""

from __future__ import annotations

import json

from workflow.core.definition import ProcessDefinition, Step
from workflow.definitions.overlay.merge import lock_on

_HEAD = """\
# Eine Anpassung. Hier steht nur, was anders ist als in der Grundlage „{base.title}“.
# Jede Id der Grundlage: in der Anwendung „Aufbau mit Ids ansehen“, im Terminal \
quartiersweg definition show {base.id}@{base.version}
format: 1
id: {name}
version: 1
extends: {base.id}@{base.version}
title: {title}
"""
# No blank behind the `#`: whether an editor takes it away too or not, what is left is sound.
_EXAMPLES = """
# Beispiele: Nehmen Sie das # am Anfang der Zeilen weg und ändern Sie, was dahinter steht.

# Neu ist etwas mit eigener Id. Ohne insert_after oder insert_before steht es zuletzt.
#add:
#  steps.{step}.checklist.eigener-punkt:
#    text: Was zu tun ist
#    role: manager
"""
_CHANGE = """
# Anders ist ein einzelner Wert; Listen und Bedingungen werden als Ganzes ersetzt.
#change:
#  steps.{step}.title: Ein anderer Titel
"""
_REMOVE = """
# Entfallen kann etwas mit eigener Id. Dahinter steht der Grund.
#remove:
#  steps.{step}.checklist.{item}: Warum das bei Ihnen entfällt
"""


def beginning(name: str, base: ProcessDefinition, title: str = "") -> str:
    """Return the text of an overlay of that id on a base; without a title it has the base's."""
    called = json.dumps(title or f"{base.title[:180]}, angepasst", ensure_ascii=False)
    text = _HEAD.format(name=name, base=base, title=called)
    locked = [tuple(each.split(".")) for each in base.locked]
    free = [
        step for step in base.steps.values() if not lock_on("remove", ("steps", step.id), locked)
    ]
    if not free:
        return text
    text += _EXAMPLES.format(step=free[0].id) + _CHANGE.format(step=free[0].id)
    spare = next(((step.id, item) for step in free if (item := _spare(step))), None)
    return text + (_REMOVE.format(step=spare[0], item=spare[1]) if spare else "")


def _spare(step: Step) -> str:
    """Return an item that nobody has to do, the last one; what all have to do is often asked for."""
    return next(
        (item.id for item in reversed(tuple(step.checklist.values())) if not item.required), ""
    )
