"""A change as a sentence that people understand who have never seen a definition.

Rule: every sentence names the thing as it is called on the pages, says where it stands, and what
was and what is. German and English; the texts of a definition stay in its language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from workflow.core.definition import ChecklistItem, GateCondition, ProcessDefinition, Step, Strength
from workflow.core.sentences import Language
from workflow.core.sentences.language import all_of_words, as_sentence
from workflow.definitions.captions import caption
from workflow.definitions.comparing.changes import Change, Kind, changes
from workflow.definitions.comparing.keys import KEYS, LISTS, NAMING, PROSE, VALUES
from workflow.definitions.comparing.things import Path, Sort, Thing
from workflow.definitions.comparing.values import names_of, text_of, value_of
from workflow.definitions.comparing.view import View
from workflow.definitions.comparing.words import SENTENCES


@dataclass(frozen=True, slots=True)
class Told:
    """A change and its sentence; `before` and `after` are what was and is said, in words."""

    change: Change
    sentence: str
    before: str = ""
    after: str = ""

    @property
    def group(self) -> Kind:
        """What a page puts it under: new, changed, renamed or gone."""
        return Kind.CHANGED if self.change.kind is Kind.MOVED else self.change.kind


def told(
    before: ProcessDefinition, after: ProcessDefinition, language: Language
) -> tuple[Told, ...]:
    """Return every difference between two definitions with its sentence."""
    teller = Teller(View(before, language), View(after, language))
    return tuple(teller.tell(each) for each in changes(before, after))


@dataclass(frozen=True)
class Teller:
    """Says changes between two definitions, each seen in one language."""

    before: View
    after: View

    def tell(self, change: Change) -> Told:
        """Return a change with its sentence."""
        before = _said(self.before, change.former, change)
        after = _said(self.after, change.thing, change)
        return Told(change, self.sentence(change), before, after)

    def sentence(self, change: Change) -> str:
        """Return what has changed."""
        match change.kind:
            case Kind.ADDED:
                said = self._added(change)
            case Kind.REMOVED:
                said = self._removed(change)
            case Kind.RENAMED | Kind.MOVED:
                said = self._elsewhere(change)
            case Kind.CHANGED:
                said = self._changed(change)
            case _:
                assert_never(change.kind)
        return as_sentence(said)

    # --- new, gone, elsewhere ---

    def _added(self, change: Change) -> str:
        thing, view = self.after.things[change.thing], self.after
        details = _in_brackets(_details(thing, view))
        if _in_gate(thing):
            return self._in_gate("added", thing, view, details)
        return self._say(
            "added", where=_led(view.where(thing)), name=_new_name(thing, view), details=details
        )

    def _removed(self, change: Change) -> str:
        thing, view = self.before.things[change.former], self.before
        if _in_gate(thing):
            return self._in_gate("removed", thing, view, "")
        return self._say("removed", where=_led(view.where(thing)), name=view.name(thing))

    def _in_gate(self, what: str, thing: Thing, view: View, details: str) -> str:
        is_advice = (
            isinstance(thing.value, GateCondition) and thing.value.strength is Strength.ADVICE
        )
        kind = VALUES[view.language].get(f"a.{thing.says.get('as')}", "")
        return self._say(
            f"{what}.{'advice' if is_advice else thing.sort.value}",
            gate=view.gate(thing),
            name=view.title(thing),
            kind=kind,
            details=details,
        )

    def _elsewhere(self, change: Change) -> str:
        old, new = self.before.things[change.former], self.after.things[change.thing]
        name, where = self.after.name(new), self.after.where(new)
        if change.kind is Kind.RENAMED:
            ids = {"before": self._quoted(old.id), "after": self._quoted(new.id)}
            return self._say("renamed", where=_led(where), name=name, **ids)
        if old.group != new.group and where != self.before.where(old):
            return self._say("moved", name=name, where=where, before=self.before.where(old))
        behind = self.after.behind(_path(change.after))
        return self._say("reordered", name=name, where=_led(where), behind=behind)

    # --- keys ---

    def _changed(self, change: Change) -> str:
        old, new, key = (
            self.before.things[change.former],
            self.after.things[change.thing],
            change.key,
        )
        parts = {"name": self.after.name(new), "where": _led(self.after.where(new))}
        if key in LISTS:
            return self._say(
                "list", **parts, key=self._key(key), details=self._listed(old, new, key)
            )
        if key in NAMING and not (new.sort is Sort.METHOD and key == "text"):
            return self._called(old, new, key, parts)
        if key in PROSE or key == "text":
            ending = ".new" if not change.before else ".gone" if not change.after else ""
            return self._say(f"prose{ending}", **parts, key=self._key(key))
        said = {"before": value_of(old, key, self.before), "after": value_of(new, key, self.after)}
        if key == "condition":
            parts = {"name": self.before.name(old), "where": parts["where"]}
        return self._say("value", **parts, key=self._now(key), **said)

    def _called(self, old: Thing, new: Thing, key: str, parts: dict[str, str]) -> str:
        before, after = self._quoted(str(old.says[key])), self._quoted(str(new.says[key]))
        if new.sort is Sort.PROCESS:
            return self._say("label", where="", before=before, after=after)
        return self._say(
            "label", where=parts["where"], before=self._before(old, before), after=after
        )

    def _before(self, old: Thing, said: str) -> str:
        """The thing by its former name; a step by the title that has changed, not the short one."""
        if old.sort is Sort.STEP:
            return self.before.name(old).replace(self.before.title(old), said)
        return self.before.name(old)

    def _listed(self, old: Thing, new: Thing, key: str) -> str:
        before, after = names_of(old, key, self.before), names_of(new, key, self.after)
        added = [text for entry, text in after.items() if entry not in before]
        gone = [text for entry, text in before.items() if entry not in after]
        language = self.after.language
        parts = [
            self._say(f"list.{what}", names=all_of_words(names, language))
            for what, names in (("new", added), ("gone", gone))
            if names
        ]
        return "; ".join(parts) or self._say("list.order")

    # --- words ---

    def _say(self, sentence: str, /, **parts: str) -> str:
        return SENTENCES[self.after.language][sentence].format(**parts)

    def _quoted(self, text: str) -> str:
        return self.after.quoted(text)

    def _key(self, key: str) -> str:
        return KEYS[self.after.language][key]

    def _now(self, key: str) -> str:
        """The name of a key with the word for now; a colon behind it closes both."""
        name = self._key(key)
        said = KEYS[self.after.language]["now"].format(key=name.rstrip(":")).strip()
        return f"{said}:" if name.endswith(":") else said


def _said(view: View, path: Path, change: Change) -> str:
    """What one of the two says there: a key in words, else the name of the thing."""
    thing = view.things.get(path) if path or change.sort is Sort.PROCESS else None
    if thing is None:
        return ""
    if change.kind is Kind.RENAMED:
        return thing.id
    if change.kind is not Kind.CHANGED:
        return view.name(thing)
    return text_of(thing, change.key, view)


def _path(found: object) -> Path | None:
    return found if isinstance(found, tuple) else None


def _in_gate(thing: Thing) -> bool:
    return thing.sort in (Sort.CONDITION, Sort.APPROVAL)


def _new_name(thing: Thing, view: View) -> str:
    if isinstance(thing.value, ChecklistItem):
        return view.name(thing, "item.required" if thing.value.required else "item.optional")
    return view.name(thing)


def _details(thing: Thing, view: View) -> Sequence[str]:
    """What is worth saying of something new beside its name."""
    if isinstance(thing.value, Step):
        return (caption(thing.value, view.definition, view.language),)
    keys = _TOLD.get(thing.sort, ())
    return tuple(_detail(thing, key, view) for key in keys if thing.says[key])


def _detail(thing: Thing, key: str, view: View) -> str:
    return f"{KEYS[view.language][key]} {value_of(thing, key, view)}".strip()


_TOLD = {
    Sort.BODY: ("recorded_by",),
    Sort.FIELD: ("type", "required", "min", "max", "personal", "calculate", "applies_when"),
    Sort.ITEM: ("role", "evidence", "due", "repeat", "applies_when"),
    Sort.CONDITION: ("waived_by", "applies_when"),
    Sort.APPROVAL: ("after", "applies_when"),
}


def _led(where: str) -> str:
    return f" {where}" if where else ""


def _in_brackets(details: Sequence[str]) -> str:
    return f" ({'; '.join(details)})" if details else ""
