"""A definition as changes name its things: „Luftbild ablegen“, in Schritt 2 „Quartier“.

Rule: a thing is named as people know it, with its id only where it has no other name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from workflow.core.definition import Approval, GateCondition, ProcessDefinition, Step
from workflow.core.sentences import Language, Place, gate_condition_sentence
from workflow.core.sentences.language import quoted
from workflow.core.sentences.scope import short_name
from workflow.definitions.comparing.things import Path, Sort, Thing, tree
from workflow.definitions.comparing.words import NAMES, PLACES, SENTENCES

_INNER = str.maketrans("„“”", "‚‘’")


@dataclass(frozen=True)
class View:
    """One of the two definitions, in the language of the reader."""

    definition: ProcessDefinition
    language: Language

    @cached_property
    def things(self) -> dict[Path, Thing]:
        """Every thing by its path."""
        return {each.path: each for each in tree(self.definition).inside()}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each step."""
        return {step: number for number, step in enumerate(self.definition.steps, start=1)}

    def place(self, thing: Thing) -> Place:
        """Return where the names a thing uses are looked up."""
        match thing.path:
            case ("profile", *_):
                holder = "profile"
            case ("registers", register, *_):
                holder = f"{register}/"
            case ("steps", step, *_):
                holder = step
            case _:
                holder = ""
        return Place(definition=self.definition, language=self.language, holder=holder)

    def title(self, thing: Thing) -> str:
        """Return a thing's own name in quotes."""
        match thing.value:
            case str(label):
                name = label
            case Step():
                name = short_name(thing.value)
            case GateCondition():
                place = self.place(thing)
                name = gate_condition_sentence(
                    thing.value, self.definition, self.language, place=place.step
                )
            case Approval():
                name = self.place(thing).approval_name(thing.id)
            case value:
                names = (getattr(value, key, "") for key in ("label", "title", "text"))
                name = next(filter(None, names), thing.id)
        return self.quoted(name)

    def quoted(self, text: str) -> str:
        """Return a text in quotes, what is quoted in it in single ones."""
        return quoted(text.translate(_INNER), self.language)

    def name(self, thing: Thing, key: str = "") -> str:
        """Return a thing with its article: der Punkt „Luftbild ablegen“."""
        words = NAMES[self.language]
        number = str(self.numbers.get(thing.id, "")) if thing.sort is Sort.STEP else ""
        return words[key or thing.sort.value].format(name=self.title(thing), number=number)

    def at(self, path: Path) -> str:
        """Return what stands at a path, with its place; the path itself if no thing stands there."""
        found = self.things.get(path)
        if found is not None:
            return " ".join(filter(None, (self.name(found), self.where(found))))
        step = self.things.get(path[:-1])
        if path[-1:] == ("gate",) and step is not None:
            return NAMES[self.language]["gate"].format(of=self.gate(step))
        return self.quoted(".".join(path))

    def where(self, thing: Thing) -> str:
        """Return where a thing stands: in Schritt 2 „Quartier“; "" if in the definition itself."""
        words = PLACES[self.language]
        match thing.path:
            case (*around, "options", _):
                field = self.things[tuple(around)]
                within = self.where(field)
                return f"{words['field'].format(name=self.title(field))} {within}"
            case ("steps", step, "gate", _, _):
                return words["gate"].format(**self._step(step))
            case ("steps", step, _, *_):
                return words["step"].format(**self._step(step))
            case ("registers", register, _, *_):
                return words["register"].format(name=self.title(self.things["registers", register]))
            case ("profile", _):
                return words["profile"]
            case ("every_gate", _):
                return words["every_gate"]
            case _:
                return ""

    def gate(self, thing: Thing) -> str:
        """Return whose gate a condition or an approval belongs to."""
        words = SENTENCES[self.language]
        if thing.path[0] == "every_gate":
            return words["of_every"]
        return words["of_step"].format(**self._step(thing.path[1]))

    def behind(self, path: Path | None) -> str:
        """Return what a thing stands behind."""
        words = PLACES[self.language]
        if path is None:
            return words["first"]
        return words["behind"].format(name=self.title(self.things[path]))

    def _step(self, step: str) -> dict[str, str]:
        name = quoted(short_name(self.definition.steps[step]), self.language)
        return {"number": str(self.numbers[step]), "name": name}
