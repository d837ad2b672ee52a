"""Overlays as the engine has them: what they say, what is wrong with them, what comes out."""

from __future__ import annotations

from dataclasses import dataclass, field

from features.drivers.desk import TEXT
from workflow.core.definition import ProcessDefinition
from workflow.definitions.library import Checked, check, open_document
from workflow.definitions.message import Language
from workflow.definitions.overlay.bases import Base
from workflow.definitions.overlay.explaining import explain, told

BASE = "kleines-quartier"
NAMES = ("erste", "zweite")
_HEAD = "format: 1\nid: {name}\nversion: 1\nextends: {base}@1\ntitle: Bei uns\n"


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is said about a place of an overlay."""

    path: str
    line: int
    text: str


@dataclass(slots=True)
class Adapting:
    """The overlays of a scenario by id, each building on the one before; the last is in question."""

    texts: dict[str, str] = field(default_factory=lambda: {BASE: TEXT})

    def write(self, says: str) -> None:
        """Write an overlay on what is there."""
        name, base = NAMES[len(self.texts) - 1], self.name
        self.texts[name] = f"{_HEAD.format(name=name, base=base)}{says}\n"

    @property
    def name(self) -> str:
        """The id of the last one."""
        return list(self.texts)[-1]

    def check(self) -> None:
        """Have the last one checked."""

    def mistakes(self) -> list[Mistake]:
        """Return all that is said about it."""
        return [
            Mistake(each.path, each.place.line, each.text(Language.DE))
            for each in self._checked().problems
        ]

    def is_usable(self) -> bool:
        """Return whether it can be published."""
        return self._checked().is_valid

    def title(self, step: str) -> str:
        """Return what a step is called."""
        return self._definition().steps[step].title

    def items(self, step: str) -> list[str]:
        """Return what stands in the checklist of a step."""
        return [item.text for item in self._definition().steps[step].checklist.values()]

    def explanation(self, path: str) -> str:
        """Return where a value comes from."""
        opened = open_document(self.texts[self.name].encode(), f"{self.name}.yaml", self._base)
        assert opened is not None
        return "\n".join(told(path, explain(opened.root, opened.merged, opened.name, path)))

    def _checked(self) -> Checked:
        return check(self.texts[self.name].encode(), f"{self.name}.yaml", self._base)

    def _definition(self) -> ProcessDefinition:
        definition = self._checked().definition
        assert definition is not None
        return definition

    def _base(self, name: str, _version: int) -> Base:
        return Base("prozess.yaml" if name == BASE else f"{name}.yaml", self.texts[name].encode())
