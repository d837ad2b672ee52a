"""Overlays as the engine has them: what they say, what is wrong with them, what comes out."""

from __future__ import annotations

from dataclasses import dataclass, field

from features.drivers.desk import TEXT
from workflow.core.definition import ProcessDefinition
from workflow.definitions.library import Checked, Opened, check, open_document
from workflow.definitions.message import Language
from workflow.definitions.outlining import Outline, kind_name, likely, outline
from workflow.definitions.overlay.bases import Base
from workflow.definitions.overlay.explaining import DEEDS, Stage, shown

BASE = "kleines-quartier"
NAMES = ("erste", "zweite")
Rows = list[list[str]]
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

    def value(self, path: str) -> str:
        """Return the value that stands at a path."""
        return self._outline(path).value

    def story(self, path: str) -> Rows:
        """Return what was done to a path, by whom, and what stood there before, or why it is gone."""
        found = self._outline(path).stages
        return [
            [DEEDS[each.verb], each.file.partition(".")[0], each.reason or _former(each, index)]
            for index, each in enumerate(found)
        ]

    def parts(self, path: str) -> Rows:
        """Return what stands beneath a path: id, kind, title, what was done to it."""
        return [
            [each.name, kind_name(each.kind, "de"), each.text, DEEDS.get(each.deed, "")]
            for each in self._outline(path).parts
        ]

    def found(self, word: str) -> list[str]:
        """Return the paths that somebody may have meant."""
        return [each.path for each in likely(self._opened(), word)]

    def _outline(self, path: str) -> Outline:
        return outline(self._opened(), path)

    def _opened(self) -> Opened:
        opened = open_document(self.texts[self.name].encode(), f"{self.name}.yaml", self._base)
        assert opened is not None
        return opened

    def _checked(self) -> Checked:
        return check(self.texts[self.name].encode(), f"{self.name}.yaml", self._base)

    def _definition(self) -> ProcessDefinition:
        definition = self._checked().definition
        assert definition is not None
        return definition

    def _base(self, name: str, _version: int) -> Base:
        return Base(f"{name}.yaml", self.texts[name].encode())


def _former(stage: Stage, index: int) -> str:
    return shown(stage.value).strip("„“") if index and stage.value is not None else ""
