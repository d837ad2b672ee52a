"""The words in which the definition format is described: what a value in a file can be.

Rule: a kind only describes. `shape` reads documents by these descriptions and the JSON Schema is
derived from them, so both always say the same. Every `help` is a German text for authors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text for people. In a flow list, `prose` makes a cut sentence suspicious."""

    maximum: int
    prose: bool = False


@dataclass(frozen=True, slots=True)
class Identifier:
    """A new id; `reserved` forbids the words that mean something else."""

    reserved: bool = True


@dataclass(frozen=True, slots=True)
class Reference:
    """The name of something declared elsewhere (`id`, `step.id`, `profile.id`)."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within limits."""

    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Flag:
    """`true` or `false`."""


@dataclass(frozen=True, slots=True)
class Word:
    """One of a few fixed words; `message` is what an unknown one gets."""

    words: tuple[str, ...]
    message: str = "E038"


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, date, option or text: typed by what it is compared with."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one kind, with the fewest and the most entries it may have."""

    kind: Kind
    maximum: int
    minimum: int = 0


@dataclass(frozen=True, slots=True)
class OneOf:
    """A value whose form decides what it is."""

    scalar: Kind | None = None
    mapping: Kind | None = None
    list: Kind | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a record; `default` is the word that holds where it is not written, if there is one."""

    kind: Kind
    help: str
    required: bool = False
    default: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with fixed keys; `one_of` lists keys of which at least one has to be there."""

    keys: Mapping[str, Key]
    one_of: tuple[str, ...] = ()
    unknown: str = "E035"


@dataclass(frozen=True, slots=True)
class Variants:
    """A mapping that holds exactly one of the head keys and then the keys of that record."""

    heads: Mapping[str, Record]


@dataclass(frozen=True, slots=True)
class ByName:
    """A mapping from ids to one kind; `special` names ids that have a kind of their own.

    `identifier` None: the keys are references to something declared elsewhere.
    """

    kind: Kind
    maximum: int
    identifier: Identifier | None = Identifier()
    special: Mapping[str, Kind] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Named:
    """A kind by its name in `format.KINDS`: how the format refers to itself."""

    name: str


@dataclass(frozen=True, slots=True)
class Operations:
    """What an overlay does, by path; `verb` says what. The merge reads it, path by path."""

    verb: str
    maximum: int


Kind = (
    Text
    | Identifier
    | Reference
    | Whole
    | Flag
    | Word
    | Literal
    | ListOf
    | OneOf
    | Record
    | Variants
    | ByName
    | Named
    | Operations
)
