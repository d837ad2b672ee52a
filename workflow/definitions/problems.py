"""What is wrong with a definition, and where.

Rule: a problem is data (message key, place, arguments); sentences are made when it is shown. At
most `KEPT` errors and as many warnings are collected, so that a hopeless file costs no more than
a bad one.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from workflow.definitions.message import Language, Message
from workflow.definitions.messages import MESSAGES
from workflow.definitions.nodes import Mapping, Node, Path, dotted, find

SHOWN = 50
KEPT = 200
# What a text that was already refused for another reason gives rise to at the same place.
_ECHOES = frozenset({"E009", "E030", "E033", "E034", "E035"})
_STAND_INS = {"\t": " ", "\n": " ", "\u00a0": "␣", "\u202f": "␣"}
LONGEST_QUOTE = 100
LONGEST_LIST = 20
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a line, counted from 1; line 0 is the file as a whole."""

    line: int = 0
    column: int = 0
    width: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong (or, as a warning, doubtful) in a file.

    `inherited`: what is wrong stands in the base of an overlay; the place is what brought it about.
    """

    message: Message
    file: str
    place: Place = Place()
    path: str = ""
    args: dict[str, str] = field(default_factory=dict)
    suggestion: str = ""
    quote: str = ""
    caret: int = 0  # where in the quote the place begins
    inherited: bool = False

    @property
    def code(self) -> str:
        """The stable code."""
        return self.message.code

    @property
    def is_error(self) -> bool:
        """Whether the file cannot be used because of it."""
        return not self.message.is_warning

    def text(self, language: Language) -> str:
        """Return the sentence, with the suggestion where there is one."""
        said = self.message.text(language, self.args)
        if not self.suggestion:
            return said
        if language is Language.DE:
            return f"{said} Meinten Sie „{self.suggestion}“?"
        return f'{said} Did you mean "{self.suggestion}"?'


class Report:
    """Collects the problems of one file."""

    def __init__(self, file: str, text: str = "") -> None:
        self.file = visible(file, 200)
        self.problems: list[Problem] = []
        self.lines = text.split("\n") if text else []
        self._root: Node | None = None
        self._cause: Callable[[Path], Node] | None = None
        self._counts = {True: 0, False: 0}  # warnings and errors: neither crowds out the other

    def about(self, root: Node, cause: Callable[[Path], Node] | None = None) -> None:
        """Know the document, so that problems can be placed by their path alone.

        `cause` says what in this file brought about a problem at a node of another file.
        """
        self._root = root
        self._cause = cause

    @property
    def has_errors(self) -> bool:
        """Whether something was found that makes the file unusable."""
        return self._counts[False] > 0

    @property
    def is_full(self) -> bool:
        """Whether no more errors are collected."""
        return self._counts[False] >= KEPT

    def add(
        self,
        message: str,
        at: Node | Place,
        path: Path = (),
        suggestion: str = "",
        **args: str | int,
    ) -> None:
        """Note a problem at a node or a place."""
        said = MESSAGES[message]
        if self._counts[said.is_warning] >= KEPT:
            return
        self._counts[said.is_warning] += 1
        inherited = not isinstance(at, Place) and at.file != ""
        place = self.place(at, path)
        quote, caret = self._quote(place)
        self.problems.append(
            Problem(
                message=said,
                file=self.file,
                place=place,
                path=visible(dotted(path), 120),
                args={name: _argument(value) for name, value in args.items()},
                suggestion=visible(suggestion, LONGEST_QUOTE),
                quote=quote,
                caret=caret,
                inherited=inherited,
            )
        )

    def replace(self, problems: Iterable[Problem]) -> None:
        """Go on with other problems."""
        self.problems = list(problems)
        errors = sum(problem.is_error for problem in self.problems)
        self._counts = {True: len(self.problems) - errors, False: errors}

    def place(self, at: Node | Place, path: Path) -> Place:
        """Return the place in this file for what is found at a path."""
        if isinstance(at, Place):
            return at
        if at.file and self._cause is not None:
            return place_of(self._cause(path))
        return place_of(at)

    def add_at(self, message: str, path: Path, suggestion: str = "", **args: str | int) -> None:
        """Note a problem at the value that a path leads to."""
        self.add(message, self.value_at(path), path, suggestion, **args)

    def add_at_key(self, message: str, path: Path, suggestion: str = "", **args: str | int) -> None:
        """Note a problem at the key that a path ends with."""
        self.add(message, self.key_at(path), path, suggestion, **args)

    def value_at(self, path: Path) -> Node | Place:
        """Return where the value of a path stands, or the nearest thing around it."""
        return Place() if self._root is None else find(self._root, path)

    def key_at(self, path: Path) -> Node | Place:
        """Return where the last key of a path stands, or the nearest thing around it."""
        if self._root is None or not path:
            return Place()
        parent = find(self._root, path[:-1])
        if isinstance(parent, Mapping) and path[-1] in parent.keys:
            return parent.keys[str(path[-1])]
        return find(self._root, path)

    def line_of(self, path: Path) -> str:
        """Return the line on which the thing at a path begins; with its file, if it is another."""
        at = self.key_at(path)
        return f"{at.file}:{at.line}" if not isinstance(at, Place) and at.file else str(at.line)

    def sorted(self) -> tuple[Problem, ...]:
        """Return every problem once: errors before warnings, then in the order of the file."""
        first_at: dict[Place, str] = {}
        unique: dict[tuple[str, Place, str], Problem] = {}
        for problem in self.problems:
            first = first_at.setdefault(problem.place, problem.code)
            if problem.code not in _ECHOES or first == problem.code:
                said = problem.text(Language.EN)
                unique.setdefault((problem.message.key, problem.place, said), problem)
        order = sorted(
            unique.values(),
            key=lambda p: (not p.is_error, p.place.line, p.place.column, p.message.key),
        )
        return tuple(order)

    def _quote(self, place: Place) -> tuple[str, int]:
        """The line of a place, cut to a readable length around it."""
        if not 0 < place.line <= len(self.lines):
            return "", 0
        line = self.lines[place.line - 1]
        start = max(0, place.column - 1 - LONGEST_QUOTE // 2) if len(line) > LONGEST_QUOTE else 0
        quote = visible(line[start : start + LONGEST_QUOTE], LONGEST_QUOTE)
        return quote, max(0, place.column - 1 - start)


def place_of(node: Node) -> Place:
    """Return where a node stands; one that spans lines is marked at its first character."""
    width = node.end_column - node.column if node.end_line == node.line else 1
    return Place(node.line, node.column, max(1, width))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that was probably meant, or nothing."""
    if not 0 < len(word) <= LONGEST_VALUE:
        return ""
    plain = word.lower().translate(UMLAUTS)
    found = difflib.get_close_matches(plain, list(known)[:2000], n=1, cutoff=0.65)
    return found[0] if found else ""


def listed(words: Sequence[str]) -> str:
    """Return words as an enumeration of bearable length."""
    shown = ", ".join(words[:LONGEST_LIST])
    return f"{shown}, …" if len(words) > LONGEST_LIST else shown


def visible(text: str, longest: int) -> str:
    """Return text that can be printed on any terminal: nothing invisible, nothing endless."""
    if len(text) > longest:
        text = text[: longest - 1] + "…"
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _STAND_INS.get(char, "�") for char in text)


def _argument(value: str | int) -> str:
    if isinstance(value, str) and type(value) is not str:
        return value  # a term: translated when it is shown
    return visible(str(value), LONGEST_VALUE * 4)
