"""Where a page about process definitions stands, and how their versions are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from web import paths
from web.language import plural, say
from web.presenters import dates
from web.presenters.parts import Crumb, Link, Place
from workflow.core.municipality_settings import Settings
from workflow.storage.queries import DraftRow, Town, VersionRow
from workflow.workbench import Awaited, Draft, Shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What a municipality has of definitions, as one person sees it on a day.

    `is_one_of_several`: the person works for other municipalities too, so its name has to be in sight;
    `running`: how many quartiere are under way, by digest; `people`: names by account.
    """

    town: Town
    is_one_of_several: bool = False
    account: int
    may_write: bool
    today: date
    versions: Sequence[VersionRow] = ()
    drafts: Sequence[DraftRow] = ()
    running: Mapping[str, int]
    people: Mapping[int, str]
    settings: Settings
    shipped: Sequence[Shipped] = ()

    def of(self, v: str) -> tuple[VersionRow, ...]:
        """Return the versions of a definition, the newest first."""
        return tuple(row for row in self.versions if row.id == v)

    def newest(self, v: str) -> VersionRow | None:
        """Return the newest version that can be used."""
        return next((row for row in self.of(v) if row.withdrawn_at is None), None)

    def known(self, v: str, number: int) -> VersionRow | None:
        """Return a published version, if it is one."""
        return next((row for row in self.of(v) if row.version == number), None)

    def comes_along(self, v: str, number: int) -> Shipped | None:
        """Return a version that comes with the program, if it is one."""
        key = (v, number)
        return next(
            (s for s in self.shipped if (s.definition.id, s.definition.version) == key), None
        )

    def quartiere(self, v: str) -> int:
        """Return how many quartiere are under way with any version of a definition."""
        return sum(self.running.get(row.digest, 0) for row in self.of(v))

    def by(self, account: int) -> str:
        """Return who did something, in the dative."""
        if account == self.account:
            return say("Ihnen")
        if not account:
            return say("der Betriebsstelle")
        return self.people.get(account) or say("gelöschter Person")

    def titled(self, v: str) -> str:
        """Return what a definition is called; its id if it has no version yet."""
        rows = self.of(v)
        if rows:
            return rows[0].title
        ships = [each.definition.title for each in self.shipped if each.definition.id == v]
        return ships[0] if ships else v

    def running_says(self, digest: str) -> str:
        """Return how many quartiere are under way with a version."""
        return plural(self.running.get(digest, 0), "Quartier", "Quartiere")

    def runs(self, v: str) -> str:
        """Return how many quartiere are under way with a definition, and with which versions."""
        found = [(self.running.get(row.digest, 0), row.version) for row in self.of(v)]
        found = [(count, version) for count, version in found if count]
        total = plural(self.quartiere(v), "Quartier", "Quartiere")
        if not found:
            return total
        if len(found) == 1:
            return say("{count} mit {version}", count=total, version=version_name(found[0][1]))
        parts = ", ".join(
            say("{count} mit {version}", count=count, version=version_name(version))
            for count, version in found
        )
        return say("{count}: {parts}", count=total, parts=parts)

    def when(self, day: date) -> str:
        """Return a day as it stands in a sentence."""
        return dates.short_day(day, self.today)


def place(bench: Bench, name: str, *crumbs: Crumb) -> Place:
    """Return the place of a page beneath the list of definitions."""
    here, label = paths.templates(bench.town.slug), say("Prozessvorlagen")
    if not bench.is_one_of_several:
        return Place(name=name, crumbs=crumbs, tabs=(), root=Link(label, here))
    town = Crumb(bench.town.name, here if crumbs else "")
    return Place(
        name=name,
        crumbs=(town, *crumbs),
        tabs=(),
        root=Link(label, paths.TEMPLATES),
        town=bench.town.name,
    )


def draft_name(draft: Draft | DraftRow | Awaited) -> str:
    """Return how a draft is called: by the id in its text, and by its address if that is another."""
    return draft.name if draft.slug == draft.name else f"{draft.name} ({draft.slug})"


def version_name(number: int) -> str:
    """Return how a version is called."""
    return say("Version {number}", number=number)
