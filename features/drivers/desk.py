"""The workbench as the engine has it: what people have in front of them, and what they do there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from features.drivers.driver import Answer
from features.drivers.world import PROCESS, World
from workflow.core.errors import ConflictingChange, Forbidden, NotFound, Rejected
from workflow.definitions.message import Language
from workflow.storage import drafts, queries
from workflow.storage.drafts import Draft
from workflow.storage.statements import Transaction
from workflow.workbench import DefinitionInvalid, Stage, moments

TEXT = PROCESS.read_text("utf-8")
NAME = "kleines-quartier"
NEXT = TEXT.replace("version: 1", "version: 2", 1)


@dataclass(slots=True)
class Desk:
    """What the people at the workbench have in front of them."""

    world: World
    told: list[Answer]
    opened: dict[str, Draft] = field(default_factory=dict)

    def next_door(self, name: str, town: str) -> Desk:
        """Return the workbench of another town, which is founded for it."""
        return Desk(self.world.next_door(name, town), self.told)

    def draft(self) -> Draft:
        """Return the draft as it is kept."""
        with self.world.service.database.read() as connection:
            return drafts.find(Transaction.within(connection), self.world.municipality, NAME)

    def read(self, person: str) -> None:
        """Look at the draft."""
        self._try(
            lambda: self.world.service.workbench.review(
                self.world.municipality, NAME, account=self.world.accounts[person]
            )
        )

    def save(self, person: str, text: str, seen: int) -> None:
        """Save a text."""
        self._try(
            lambda: self.world.service.workbench.save_draft(
                self.world.municipality,
                NAME,
                text,
                seen=seen,
                account=self.world.accounts[person],
                at=self.world.now,
            )
        )

    def publish(self, person: str, text: str = "") -> None:
        """Publish the draft as it is now, or a text."""
        bench, place = self.world.service.workbench, self.world.municipality
        account, at = self.world.accounts[person], self.world.now
        if text:
            self._try(lambda: bench.publish(place, text.encode(), account=account, at=at))
            return
        seen = self.draft().edition
        self._try(lambda: bench.publish_draft(place, NAME, seen=seen, account=account, at=at))

    def request(self, person: str) -> None:
        """Ask for the draft to be published."""
        self._try(
            lambda: self.world.service.workbench.request_publication(
                self.world.municipality,
                NAME,
                seen=self.draft().edition,
                account=self.world.accounts[person],
                at=self.world.now,
            )
        )

    def begin(self, person: str, text: str) -> None:
        """Begin a draft with a text."""
        self._try(
            lambda: self.world.service.workbench.create_draft(
                self.world.municipality,
                "",
                text,
                account=self.world.accounts[person],
                at=self.world.now,
            )
        )

    def open(self, person: str) -> None:
        """Let somebody have the draft in front of them."""
        self.opened[person] = self.draft()

    def save_opened(self, person: str, text: str) -> None:
        """Save what somebody made of the draft that they opened before."""
        self.save(person, text, self.opened[person].edition)

    def withdraw(self, person: str, version: int, reason: str) -> None:
        """Withdraw a version."""
        self._try(
            lambda: self.world.service.workbench.withdraw(
                self.world.municipality,
                NAME,
                version,
                reason,
                account=self.world.accounts[person],
                at=self.world.now,
            )
        )

    def preview(self, step: str) -> str:
        """Return what somebody reads who looks at a step just opened; "" if that cannot be shown."""
        review = self.world.service.workbench.review(
            self.world.municipality, NAME, account=self.world.accounts["Samir Haddad"]
        )
        definition, witness = review.definition, review.examined.witness
        if definition is None or witness is None:
            return ""
        assert Stage.OPENED in moments(definition, witness, step)
        return "\n".join(item.text for item in definition.steps[step].checklist.values())

    def versions(self) -> dict[int, queries.VersionRow]:
        """Return what is published."""
        found = self.world.service.workbench.versions(self.world.municipality)
        return {row.version: row for row in found if row.id == NAME}

    def begin_with(self, version: int) -> None:
        """Let the coordination begin a quartier with a version."""
        self.world.digest = self.versions()[version].digest
        self.world.begin("Neubau")

    def _try(self, does: Callable[[], object]) -> None:
        try:
            does()
        except DefinitionInvalid as no:
            said = (f"{each.code} {each.text(Language.DE)}" for each in no.problems)
            self.told.append(Answer(accepted=False, told="\n".join(said)))
        except (Rejected, ConflictingChange, Forbidden, NotFound) as no:
            self.told.append(Answer(accepted=False, told=str(no)))
        else:
            self.told.append(Answer(accepted=True))
