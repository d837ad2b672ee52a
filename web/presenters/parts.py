"""The small parts that pages are made of.

Rule: frozen, finished text. Whoever draws a part decides nothing but its look.
"""

from __future__ import annotations

from dataclasses import dataclass

from web.presenters.dates import When
from web.presenters.status import Status


@dataclass(frozen=True, slots=True)
class Link:
    """A link, with what follows it in the sentence."""

    label: str
    url: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the trail; the last one has no address."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A room of the quartier; `exact`: this very page, not one beneath it."""

    label: str
    url: str
    current: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GateStop:
    """The gate behind a step, as the diamond on the way."""

    title: str
    url: str
    status: Status
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A step as a station on the way."""

    number: int
    title: str
    short: str
    url: str
    status: Status
    note: str = ""
    here: bool = False
    after_done: bool = False
    gate: GateStop | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A phase with its stations."""

    title: str
    short: str
    stops: tuple[Stop, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """That a page shows a day that is over, why nothing can be done on it, and the way back."""

    heading: str
    says: str
    back: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a page stands in its quartier; `past`: it shows how that stood on another day.

    A page of another room names the `root` of its trail; it has no tabs, and `name` stands there.
    `town` is the municipality it is about, where the reader could take it for another one.
    """

    name: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    path: tuple[Stretch, ...] = ()
    past: Past | None = None
    root: Link | None = None
    town: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something to do: a link, or (`post`) a button that sends a command at once."""

    label: str
    context: str
    url: str
    post: bool = False
    first: bool = False
    seen: int | None = None
    data: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A thing that is missing or met: what, who can do it, where; `after` stands for an action."""

    status: Status
    text: str
    who: str = ""
    url: str = ""
    action: Action | None = None
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLine:
    """A note, a document or an entry that proves something."""

    sign: str
    kind: str
    text: str
    url: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What proved an item in the round before."""

    title: str
    proofs: tuple[ProofLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """A checklist item in its list. `after` stands in the place of an action.

    `news`: what a preview says about it.
    """

    anchor: str
    status: Status
    text: str
    duty: str
    required: bool
    own: bool
    item: str
    when: When
    who: str = ""
    needs: str = ""
    depends: str = ""
    reason: str = ""
    proofs: tuple[ProofLine, ...] = ()
    earlier: Earlier | None = None
    action: Action | None = None
    after: str = ""
    more: Link | None = None
    news: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A checklist: what is open above, what is settled folded beneath."""

    says: str
    counted: str
    bar: tuple[str, ...]
    open: tuple[ItemRow, ...]
    settled: tuple[ItemRow, ...]
    folded: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A value with its label and what can be done about it."""

    label: str
    value: str
    missing: bool = False
    link: Link | None = None
    note: str = ""
    anchor: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorLine:
    """One thing that keeps a form from being taken."""

    text: str
    url: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """The summary on top of a page whose form was not taken."""

    heading: str
    lines: tuple[ErrorLine, ...]
