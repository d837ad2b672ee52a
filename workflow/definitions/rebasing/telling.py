"""What was found when an overlay got another base, in sentences; German and English.

Rule: each sentence says what the base does, what the overlay does, and what follows or is to be done.
"""

from __future__ import annotations

from workflow.core.sentences import Language
from workflow.core.sentences.language import as_sentence
from workflow.definitions.comparing.keys import NAMING, PROSE
from workflow.definitions.comparing.things import Path, said_at
from workflow.definitions.comparing.values import text_of
from workflow.definitions.comparing.view import View
from workflow.definitions.comparing.words import Words
from workflow.definitions.message import Language as Spoken
from workflow.definitions.overlay.operations import Operation
from workflow.definitions.rebasing.findings import Finding, Reason, Rebased

SENTENCES: Words = {
    "de": {
        "followed": "Ihre Zeile {path} heißt jetzt {now}, wie das, was dort in der Grundlage "
        "steht.",
        "same.add": "{name} steht jetzt in der Grundlage selbst: Ihre Zeile {path} entfällt.",
        "same.change": "Die Grundlage sagt jetzt dasselbe wie Ihre Anpassung: Ihre Zeile {path} "
        "entfällt.",
        "same.remove": "{name} steht auch in der neuen Grundlage nicht mehr: Ihre Zeile {path} "
        "entfällt.",
        "named": "{name} heißt in der Grundlage jetzt {theirs}, in Ihrer Anpassung {mine}: Ihre "
        "gilt weiter.",
        "overrides": "Die Grundlage ändert, was auch Ihre Anpassung ändert. {change} Ihre "
        "Anpassung sagt: {mine}. Ihre gilt weiter.",
        "removes_changed": "Die Grundlage ändert, was Ihre Anpassung streicht. {change} Es bleibt "
        "gestrichen.",
        "replaces_changed": "Die Grundlage ändert, was Ihre Anpassung durch Eigenes ersetzt. {change} "
        "Ihres gilt weiter.",
        "gone": "{name} steht in der neuen Grundlage nicht mehr, Ihre Anpassung ändert dort aber "
        "etwas. Streichen Sie {path}, oder fügen Sie selbst hinzu, was fehlt.",
        "added_both": "Die Grundlage und Ihre Anpassung fügen beide etwas unter {path} hinzu. In "
        "der Grundlage ist es {name}. Geben Sie Ihrem eine andere Id, oder streichen Sie es.",
        "locked": "{name} ist in der neuen Grundlage geschützt. Ihre Anpassung darf dort nichts mehr ändern. "
        "Streichen Sie {path}.",
        "problem": "{code} {path}: {text}",
    },
    "en": {
        "followed": "Your line {path} is now called {now}, as is what stands there in the base.",
        "same.add": "{name} is now in the base itself: your line {path} is dropped.",
        "same.change": "The base now says the same as your overlay: your line {path} is dropped.",
        "same.remove": "{name} is no longer in the new base either: your line {path} is dropped.",
        "named": "{name} is now called {theirs} in the base, {mine} in your overlay: yours goes on "
        "holding.",
        "overrides": "The base changes what your overlay changes too. {change} Your overlay says: "
        "{mine}. Yours goes on holding.",
        "removes_changed": "The base changes what your overlay removes. {change} It stays removed.",
        "replaces_changed": "The base changes what your overlay replaces with its own. {change} Yours "
        "goes on holding.",
        "gone": "{name} is no longer in the new base, but your overlay changes something there. "
        "Delete {path}, or add yourself what is missing.",
        "added_both": "The base and your overlay both add something at {path}. In the base it is "
        "{name}. Give yours another id, or delete it.",
        "locked": "{name} is locked in the new base. Your overlay may change nothing there any more. "
        "Delete {path}.",
        "problem": "{code} {path}: {text}",
    },
}


def sentence(found: Finding, rebased: Rebased, language: Language) -> str:
    """Return one finding as a sentence."""
    words = SENTENCES[language]
    if found.problem is not None:
        problem = found.problem
        said = problem.text(Spoken(language))
        return words["problem"].format(code=problem.code, path=problem.path, text=said)
    operation = found.operation
    assert operation is not None  # noqa: S101 - only the checker finds without one
    key = _key(found, operation, rebased, language)
    return as_sentence(
        words[key].format(
            name=_name(found, rebased, language),
            path=".".join(operation.path),
            now=".".join(found.now),
            change=found.change.sentence if found.change else "",
            theirs=View(rebased.new, language).quoted(found.change.after if found.change else ""),
            mine=_mine(operation.path, rebased, language),
        )
    )


def _key(found: Finding, operation: Operation, rebased: Rebased, language: Language) -> str:
    match found.reason:
        case Reason.SAME:
            return f"same.{operation.verb}"
        case Reason.OVERRIDES if found.change and found.change.change.key in NAMING:
            return "named"
        case Reason.REMOVES_CHANGED if operation.path in View(rebased.before, language).things:
            return "replaces_changed"
    return found.reason.value


def _name(found: Finding, rebased: Rebased, language: Language) -> str:
    """The thing it is about, as the base calls it that has it."""
    operation = found.operation
    old, new = View(rebased.old, language), View(rebased.new, language)
    if found.lock:
        return new.at(found.lock)
    if operation is not None and operation.verb == "add" and found.now and found.now in new.things:
        return new.at(found.now)
    thing, _ = said_at(old.things, operation.path if operation else ())
    return old.at(thing.path)


def _mine(path: Path, rebased: Rebased, language: Language) -> str:
    view = View(rebased.before, language)
    thing, key = said_at(view.things, path)
    if key not in thing.says:
        return ""
    said = text_of(thing, key, view).replace("\n", ", ")
    return view.quoted(said) if key in NAMING | PROSE else said
