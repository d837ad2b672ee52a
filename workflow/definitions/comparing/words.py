"""The words in which changes are told, German and English side by side.

Rule: a test holds both tables to the same keys. `{...}` are filled with names and values only.
"""

from __future__ import annotations

from collections.abc import Mapping

from workflow.core.sentences import Language

Words = Mapping[Language, Mapping[str, str]]

# A thing with its name, as the subject of a sentence; where it stands follows.
NAMES: Words = {
    "de": {
        "process": "die Vorlage",
        "role": "die Rolle {name}",
        "body": "das Gremium {name}",
        "phase": "die Phase {name}",
        "principle": "das Prinzip {name}",
        "register": "das Register {name}",
        "field": "die Angabe {name}",
        "option": "die Auswahl {name}",
        "item": "der Punkt {name}",
        "item.required": "der Pflichtpunkt {name}",
        "item.optional": "der empfohlene Punkt {name}",
        "step": "Schritt {number} {name}",
        "method": "die Methode {name}",
        "condition": "die Bedingung {name}",
        "approval": "die Beteiligung {name}",
        "gate": "die Freigabe{of}",
    },
    "en": {
        "process": "the definition",
        "role": "the role {name}",
        "body": "the body {name}",
        "phase": "the phase {name}",
        "principle": "the principle {name}",
        "register": "the register {name}",
        "field": "the entry {name}",
        "option": "the option {name}",
        "item": "the item {name}",
        "item.required": "the required item {name}",
        "item.optional": "the recommended item {name}",
        "step": "step {number} {name}",
        "method": "the method {name}",
        "condition": "the condition {name}",
        "approval": "the approval by {name}",
        "gate": "the gate{of}",
    },
}

PLACES: Words = {
    "de": {
        "step": "in Schritt {number} {name}",
        "profile": "in den Eckdaten",
        "register": "im Register {name}",
        "gate": "in der Freigabe von Schritt {number} {name}",
        "every_gate": "in jeder Freigabe",
        "field": "bei der Angabe {name}",
        "first": "an erster Stelle",
        "behind": "hinter {name}",
    },
    "en": {
        "step": "in step {number} {name}",
        "profile": "in the key data",
        "register": "in the register {name}",
        "gate": "in the gate of step {number} {name}",
        "every_gate": "in every gate",
        "field": "of the entry {name}",
        "first": "in first place",
        "behind": "behind {name}",
    },
}

SENTENCES: Words = {
    "de": {
        "added": "Neu{where}: {name}{details}.",
        "removed": "{name} entfällt{where}.",
        "added.condition": "Die Freigabe{gate} verlangt jetzt zusätzlich: {name}{details}.",
        "removed.condition": "Die Freigabe{gate} verlangt nicht mehr: {name}.",
        "added.advice": "Die Freigabe{gate} gibt jetzt den Hinweis: {name}{details}.",
        "removed.advice": "Die Freigabe{gate} gibt nicht mehr den Hinweis: {name}.",
        "added.approval": "Die Freigabe{gate} braucht jetzt zusätzlich {kind}: {name}{details}.",
        "removed.approval": "Die Freigabe{gate} braucht nicht mehr {kind}: {name}.",
        "renamed": "Neue Id{where}: {name} hat jetzt die Id {after}, bisher {before}.",
        "moved": "{name} steht jetzt {where}, bisher {before}.",
        "reordered": "{name}{where} steht jetzt {behind}.",
        "label": "Bezeichnung geändert{where}: {before} heißt jetzt {after}.",
        "value": "{name}{where}: {key} {after}, bisher {before}.",
        "prose": "{name}{where}: {key} anders gefasst.",
        "prose.new": "{name}{where}: {key} ergänzt.",
        "prose.gone": "{name}{where}: {key} gestrichen.",
        "list": "{name}{where}: {key}: {details}.",
        "list.new": "neu {names}",
        "list.gone": "entfällt {names}",
        "list.order": "in anderer Reihenfolge",
        "of_step": " von Schritt {number} {name}",
        "of_every": " jedes Schritts",
    },
    "en": {
        "added": "New{where}: {name}{details}.",
        "removed": "{name} is dropped{where}.",
        "added.condition": "The gate{gate} now also asks for: {name}{details}.",
        "removed.condition": "The gate{gate} no longer asks for: {name}.",
        "added.advice": "The gate{gate} now gives the advice: {name}{details}.",
        "removed.advice": "The gate{gate} no longer gives the advice: {name}.",
        "added.approval": "The gate{gate} now also needs {kind}: {name}{details}.",
        "removed.approval": "The gate{gate} no longer needs {kind}: {name}.",
        "renamed": "New id{where}: {name} now has the id {after}, before {before}.",
        "moved": "{name} now stands {where}, before {before}.",
        "reordered": "{name}{where} now stands {behind}.",
        "label": "New name{where}: {before} is now called {after}.",
        "value": "{name}{where}: {key} {after}, before {before}.",
        "prose": "{name}{where}: {key} put differently.",
        "prose.new": "{name}{where}: {key} added.",
        "prose.gone": "{name}{where}: {key} taken out.",
        "list": "{name}{where}: {key}: {details}.",
        "list.new": "new {names}",
        "list.gone": "dropped {names}",
        "list.order": "in another order",
        "of_step": " of step {number} {name}",
        "of_every": " of every step",
    },
}

# How a page or a terminal puts changes together.
GROUPS: Words = {
    "de": {
        "added": "Neu",
        "changed": "Geändert",
        "renamed": "Umbenannt",
        "removed": "Entfernt",
        "stricter": "strenger",
        "looser": "lockerer",
        "head": "{before} und {after}: {count}",
        "none": "nichts ist anders",
        "one": "1 Änderung",
        "many": "{n} Änderungen",
    },
    "en": {
        "added": "New",
        "changed": "Changed",
        "renamed": "Renamed",
        "removed": "Removed",
        "stricter": "stricter",
        "looser": "looser",
        "head": "{before} and {after}: {count}",
        "none": "nothing differs",
        "one": "1 change",
        "many": "{n} changes",
    },
}
