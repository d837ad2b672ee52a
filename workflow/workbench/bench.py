"""The bench itself: drafts, publishing, withdrawing.

Rule: a draft is a paper, publishing is an event. What is published is checked at that moment, the
whole walk included, outside the transaction that writes it; what can have changed meanwhile is
decided again inside. The texts of a draft and of a version are kept as they were written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from workflow.core import municipality_definitions as d
from workflow.core.commands import SYSTEM, Actor
from workflow.core.definition import ProcessDefinition
from workflow.core.errors import InputProblem, InvalidInput, NotFound, Problem
from workflow.core.sentences import Language
from workflow.core.text import required_text
from workflow.definitions.decoding import LARGEST_FILE
from workflow.definitions.library import DefinitionInvalid
from workflow.definitions.problems import Problem as Finding
from workflow.definitions.publishing import Examined, written_id
from workflow.storage import admission, drafts, governing, municipalities, versions
from workflow.storage.database import Database
from workflow.storage.drafts import Draft
from workflow.storage.handling import Outcome
from workflow.storage.municipalities import LoadedMunicipality
from workflow.storage.queries.definitions import VersionRow, published, published_text
from workflow.storage.statements import Transaction
from workflow.workbench.comparing import Rebased, rebased
from workflow.workbench.examining import Tries, bases_of, digest_of_text
from workflow.workbench.review import Awaited, Review

LONGEST_NAME = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What came of publishing (or asking for it); `findings` holds warnings alone.

    `is_new`: False if this very version was published (asked for) before and nothing has changed.
    """

    definition: ProcessDefinition
    findings: tuple[Finding, ...]
    is_new: bool


class Workbench:
    """The part of the service that writes definitions, over the same database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tries = Tries()

    # --- drafts --------------------------------------------------------------------------------

    def create_draft(
        self, municipality: int, name: str, text: str, *, account: int, at: datetime
    ) -> Draft:
        """Begin a draft; the id that stands in the text goes before `name`.

        If this person has one of that name with this very text, it is that: a form may be sent twice.
        Raises NotFound, Forbidden, InvalidInput.
        """
        written = _typed(text)
        called = written_id(written) or required_text("name", name, limit=LONGEST_NAME, lines=False)
        errors = self._errors(municipality, written, account)
        with self._database.write() as tx:
            d.check_drafting(_actor(tx, municipality, account))
            _loaded(tx, municipality)  # locked, so that two who begin at once get two addresses
            return drafts.find_like(
                tx, municipality, called, written, account=account
            ) or drafts.create(
                tx, municipality, called, written, errors=errors, account=account, at=at
            )

    def save_draft(
        self, municipality: int, slug: str, text: str, *, seen: int, account: int, at: datetime
    ) -> Draft:
        """Keep another text; `seen` is the edition that was shown. The same text changes nothing.

        Raises NotFound, Forbidden, InvalidInput, and ConflictingChange if somebody has saved since.
        """
        written = _typed(text)
        errors = self._errors(municipality, written, account)
        with self._database.write() as tx:
            d.check_drafting(_actor(tx, municipality, account))
            found = drafts.find(tx, municipality, slug)
            if found.text == written:
                return found
            drafts.check_unchanged(found, seen)
            saved = replace(
                found,
                name=written_id(written) or found.name,
                text=written,
                edition=found.edition + 1,
                errors=errors,
                changed_by=account,
                changed_at=at,
            )
            drafts.replace(tx, municipality, saved)
            return saved

    def discard_draft(self, municipality: int, slug: str, *, seen: int, account: int) -> None:
        """Throw a draft away for good; raises as `save_draft` does."""
        with self._database.write() as tx:
            d.check_drafting(_actor(tx, municipality, account))
            drafts.check_unchanged(drafts.find(tx, municipality, slug), seen)
            drafts.discard(tx, municipality, slug)

    # --- versions ------------------------------------------------------------------------------

    def check(
        self, municipality: int, text: bytes, name: str = "", *, account: int | None
    ) -> Examined:
        """Return all there is to say about a text if it were published here. Raises NotFound."""
        with self._reading() as tx:
            d.check_reading(_actor(tx, municipality, account))
            return self._tries.examine(tx, _loaded(tx, municipality), text, name)

    def review(self, municipality: int, slug: str, *, account: int) -> Review:
        """Return a draft with all there is to say about it, as this person finds it.

        Raises NotFound, Forbidden.
        """
        with self._reading() as tx:
            actor = _actor(tx, municipality, account)
            d.check_reading(actor)
            loaded, draft = _loaded(tx, municipality), drafts.find(tx, municipality, slug)
            examined = self._tries.examine(tx, loaded, draft.text.encode())
        known, four_eyes = loaded.state.definitions, loaded.state.settled.settings.four_eyes
        found = Review(
            draft=draft,
            examined=examined,
            known=known,
            may_write=not actor.roles.isdisjoint(d.DEFINITION_WRITERS),
            four_eyes=four_eyes,
        )
        if examined.definition is None:
            return found
        wanted = _wanted(examined, examined.definition, draft.text.encode())
        return replace(
            found,
            blocker=d.why_not_publish(known, wanted, actor, four_eyes=four_eyes),
            request=known.request_for(wanted),
            is_published=known.standing(wanted.definition, wanted.version, wanted.digest)
            is d.Standing.SAME,
        )

    def awaited(self, municipality: int, *, account: int) -> tuple[Awaited, ...]:
        """Return the drafts that others asked for and this person may publish; raises NotFound."""
        with self._reading() as tx:
            actor, state = _actor(tx, municipality, account), _loaded(tx, municipality).state
            asked = {each.source: each for each in state.definitions.requests.values()}
            known = drafts.written(tx, municipality) if asked else ()
        four_eyes = state.settled.settings.four_eyes
        return tuple(
            Awaited(slug=slug, name=name, version=request.version, by=request.account)
            for slug, name, text in known
            if (request := asked.get(digest_of_text(text.encode()))) is not None
            and request.account != account
            and d.may_publish(state.definitions, request, actor, four_eyes=four_eyes)
        )

    def publish(
        self, municipality: int, text: bytes, name: str = "", *, account: int | None, at: datetime
    ) -> Publication:
        """Publish a written text; `account` None is the operator. `name` is only shown.

        Raises NotFound, Forbidden, Rejected, and DefinitionInvalid with all there is to say.
        """
        return self._publish(municipality, text, name, account=account, at=at)

    def publish_draft(
        self, municipality: int, slug: str, *, seen: int, account: int, at: datetime
    ) -> Publication:
        """Publish a draft as it was shown; it stays, for the next version.

        Raises as `publish` and `save_draft` do.
        """
        text = self._draft(municipality, slug, seen, account)

        def still(tx: Transaction) -> None:
            drafts.check_unchanged(drafts.find(tx, municipality, slug), seen)

        return self._publish(municipality, text, account=account, at=at, still=still)

    def request_publication(
        self, municipality: int, slug: str, *, seen: int, account: int, at: datetime
    ) -> Publication:
        """Ask somebody else to publish a draft as it was shown; another text is another request.

        Raises as `publish_draft` does.
        """
        text = self._draft(municipality, slug, seen, account)
        examined, definition = self._usable(municipality, text, account)
        command = d.RequestPublication(
            definition=definition.id,
            version=definition.version,
            digest=definition.digest,
            source=digest_of_text(text),
        )
        with self._database.write() as tx:
            drafts.check_unchanged(drafts.find(tx, municipality, slug), seen)
            outcome = governing.govern(tx, municipality, command, account, at)
        return Publication(
            definition=definition, findings=examined.problems, is_new=bool(outcome.events)
        )

    def withdraw(
        self,
        municipality: int,
        definition: str,
        version: int,
        reason: str,
        *,
        account: int | None,
        at: datetime,
    ) -> Outcome:
        """Withdraw a version for good: nothing new starts with it or builds on it.

        Raises NotFound, Forbidden, InvalidInput.
        """
        command = d.WithdrawDefinition(definition=definition, version=version, reason=reason)
        with self._database.write() as tx:
            return governing.govern(tx, municipality, command, account, at)

    def versions(self, municipality: int) -> list[VersionRow]:
        """Return everything a municipality has published. The operator's job: asks nobody's role."""
        with self._database.read() as connection:
            return published(connection, municipality)

    def version_text(self, municipality: int, definition: str, version: int) -> str:
        """Return a version as it was written; raises NotFound. The operator's job as well."""
        with self._database.read() as connection:
            return published_text(connection, municipality, definition, version)

    def rebase(
        self, municipality: int, slug: str, onto: str, *, account: int, language: Language
    ) -> Rebased:
        """Put a draft onto another version of its base, keep nothing; raises NotFound, Forbidden."""
        with self._reading() as tx:
            d.check_reading(_actor(tx, municipality, account))
            found = drafts.find(tx, municipality, slug)
            return rebased(found.text.encode(), onto, bases_of(tx, municipality), language)

    # --- within --------------------------------------------------------------------------------

    def _publish(
        self,
        municipality: int,
        text: bytes,
        name: str = "",
        *,
        account: int | None,
        at: datetime,
        still: Callable[[Transaction], None] = lambda _tx: None,
    ) -> Publication:
        examined, definition = self._usable(municipality, text, account, name)
        command = _wanted(examined, definition, text)
        texts = versions.Texts(
            title=definition.title, canonical=examined.checked.stored, source=text.decode("utf-8")
        )
        with self._database.write() as tx:
            still(tx)
            outcome = governing.govern(tx, municipality, command, account, at, texts=texts)
        return Publication(
            definition=definition, findings=examined.problems, is_new=bool(outcome.events)
        )

    def _usable(
        self, municipality: int, text: bytes, account: int | None, name: str = ""
    ) -> tuple[Examined, ProcessDefinition]:
        examined = self.check(municipality, text, name, account=account)
        if examined.definition is None:
            raise DefinitionInvalid(examined.problems)
        return examined, examined.definition

    def _errors(self, municipality: int, text: str, account: int) -> int:
        # Nameless like everywhere a draft is tried out: so its page need not try it out again.
        found = self.check(municipality, text.encode(), account=account)
        return sum(each.is_error for each in found.problems)

    def _draft(self, municipality: int, slug: str, seen: int, account: int) -> bytes:
        with self._reading() as tx:
            d.check_reading(_actor(tx, municipality, account))
            found = drafts.find(tx, municipality, slug)
            drafts.check_unchanged(found, seen)
            return found.text.encode()

    @contextmanager
    def _reading(self) -> Iterator[Transaction]:
        with self._database.read() as connection:
            yield Transaction.within(connection)


def _actor(tx: Transaction, municipality: int, account: int | None) -> Actor:
    if account is None:
        return SYSTEM
    return admission.actor_in_municipality(tx, municipality, account)


def _wanted(examined: Examined, definition: ProcessDefinition, text: bytes) -> d.PublishDefinition:
    return d.PublishDefinition(
        definition=definition.id,
        version=definition.version,
        digest=definition.digest,
        source=digest_of_text(text),
        extends=examined.checked.base,
        base=examined.checked.base_digest,
    )


def _loaded(tx: Transaction, municipality: int) -> LoadedMunicipality:
    found = municipalities.load(tx, municipality)
    if found is None:
        raise NotFound(f"municipality {municipality}")
    return found


def _typed(text: str) -> str:
    """Return a text as it is kept, with Unix line ends; raises InvalidInput for what cannot be."""
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        size = len(unix.encode())
    except UnicodeEncodeError as problem:  # half a surrogate pair
        raise InvalidInput(InputProblem(name="text", problem=Problem.BAD_CHARACTER)) from problem
    if "\0" in unix:  # no database can hold it
        raise InvalidInput(InputProblem(name="text", problem=Problem.BAD_CHARACTER))
    if size > LARGEST_FILE:
        too_long = InputProblem(name="text", problem=Problem.TOO_LONG, limit=str(LARGEST_FILE))
        raise InvalidInput(too_long)
    return unix
