"""What every page about a quartier starts from: who looks, at what, on which day.

Rule: a scene only finds and names things. It never decides: `offer` hands on what the engine said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from web import paths
from web.language import say, spoken
from web.presenters.parts import Crumb, Place, Tab
from web.presenters.past import past_day
from workflow.core.actions import AvailableAction
from workflow.core.commands import Actor
from workflow.core.conditions import Scope
from workflow.core.definition import Approval, ChecklistItem, Field, ProcessDefinition
from workflow.core.errors import Blocker
from workflow.core.limits import Limits
from workflow.core.municipality_settings import Settings
from workflow.core.policy import acts_as, members_with, who_acts_as
from workflow.core.sentences import blocker_sentence, role_name
from workflow.core.sentences.language import one_of_words, quoted
from workflow.core.state import (
    ERASED,
    Document,
    Erased,
    FieldValue,
    ItemState,
    ProcessState,
    split_key,
)
from workflow.storage.queries import SubstituteRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A quartier as one person sees it on a day. `people` are the names by account."""

    q: str
    definition: ProcessDefinition
    state: ProcessState
    actor: Actor
    actions: Mapping[tuple[type, str, str], AvailableAction]
    today: date
    people: Mapping[int, str]
    settings: Settings  # of the municipality
    coordinators: tuple[int, ...] = ()
    substitutes: tuple[SubstituteRow, ...] = ()
    former: Mapping[str, ProcessDefinition] = field(default_factory=dict)  # before moves, by digest
    is_past: bool = False  # as it stood at the end of `today`, which is over: nothing can be done

    def at(self, state: ProcessState) -> Scene:
        """Return the same quartier in another state, under the definition of that time."""
        return replace(self.under(state.instance.definition), state=state)

    def under(self, digest: str) -> Scene:
        """Return the same quartier with the names of a definition from which it was moved."""
        return replace(self, definition=self.former.get(digest, self.definition))

    @property
    def name(self) -> str:
        """The quartier's name."""
        return word(self.state.instance.name)

    @property
    def file_name(self) -> str:
        """How a file about the quartier begins: by its key, and by the day if that is over."""
        return f"{self.q}-{self.today.isoformat()}" if self.is_past else self.q

    @property
    def limits(self) -> Limits:
        """How long things may rest here."""
        return self.settings.limits

    @property
    def land(self) -> str:
        """Whose holidays hold here."""
        return self.settings.land

    @property
    def scope(self) -> Scope:
        """Where conditions are asked."""
        return Scope(self.definition, self.state, self.today)

    def offer(self, command: type, holder: str = "", thing: str = "") -> AvailableAction | None:
        """Return what the engine says about a command here; None if it is no matter of this page."""
        return self.actions.get((command, holder, thing))

    def may(self, command: type, holder: str = "", thing: str = "") -> bool:
        """Return whether the engine would take the command now."""
        action = self.offer(command, holder, thing)
        return action is not None and not action.blockers

    def why_not(self, command: type, holder: str = "", thing: str = "") -> tuple[str, ...]:
        """Return the sentences that say why not."""
        action = self.offer(command, holder, thing)
        return self.sentences(action.blockers) if action else ()

    def sentences(self, blockers: Iterable[Blocker]) -> tuple[str, ...]:
        """Return each blocker as a sentence."""
        return tuple(blocker_sentence(each, self.definition, spoken()) for each in blockers)

    # --- names ---

    def person(self, account: int | None) -> str:
        """Return how a person is called here: Sie, their name, or that they are gone."""
        if account is None:
            return say("noch niemand")
        return say("Sie") if account == self.actor.account else self.named(account)

    def by(self, account: int | None) -> str:
        """Return who did something, in the dative: von Ihnen, von Tom Brandt."""
        return say("Ihnen") if account == self.actor.account else self.person(account)

    def named(self, account: int) -> str:
        """Return a person's name; the system acts as Quartiersweg."""
        if not account:
            return say("Automatisch")
        return self.people.get(account) or say("gelöschte Person")

    def role(self, role: str) -> str:
        """Return the title of a role."""
        return role_name(role, self.definition, spoken())

    def body(self, approval: Approval) -> str:
        """Return who is asked for an approval: a body or a role."""
        if approval.body:
            return self.definition.bodies[approval.body].title
        return self.role(approval.role)

    def holders_of(self, role: str) -> tuple[int, ...]:
        """Return who holds a role here: from the team, or the coordination of the municipality."""
        if role == "coordinator":
            return self.coordinators
        return members_with(self.state.instance, role)

    def who_can(self, roles: Iterable[str], *, but: int = 0) -> str:
        """Return who of these roles can do it: Sie, Tom Brandt, or the role nobody holds yet.

        `but` is who may not although they hold a role (four eyes).
        """
        roles, me = tuple(roles), self.actor.account
        accounts = dict.fromkeys(
            account for role in roles for account in self.holders_of(role) if account != but
        )
        mine = me != but and (me in accounts or bool(self.actor.roles & set(roles)))
        names = [self.reached(account) for account in accounts if account != me]
        if mine:
            names.insert(0, say("Sie"))
        return one_of_words(names, spoken()) if names else self.no_one(roles)

    def reached(self, account: int) -> str:
        """Return a person's name, with who acts for them today if somebody does."""
        others = [self.named(each.substitute) for each in self.substitutes_of(account)]
        if not others:
            return self.named(account)
        who = one_of_words(others, spoken())
        return say("{person} (vertreten durch {others})", person=self.named(account), others=who)

    def substitutes_of(self, account: int) -> tuple[SubstituteRow, ...]:
        """Return who acts today for a member of the team."""
        return tuple(each for each in self.substitutes if each.person == account)

    def no_one(self, roles: tuple[str, ...]) -> str:
        """Return that nobody holds these roles yet."""
        titles = one_of_words([self.role(role) for role in roles], spoken())
        if not titles:
            return say("noch niemand")
        return say("{roles} (noch niemand benannt)", roles=titles)

    def who_owes(self, item: ChecklistItem, state: ItemState) -> str:
        """Return who works on an item, with the role that answers for it."""
        if state.assigned is not None:
            return f"{self.person(state.assigned)} ({self.role(item.role)})"
        if self.owes(item, state):
            return say("Sie ({role})", role=self.role(item.role))
        holders = self.holders_of(item.role)
        if len(holders) == 1:
            return f"{self.named(holders[0])} ({self.role(item.role)})"
        return self.role(item.role)

    def owes(self, item: ChecklistItem, state: ItemState) -> bool:
        """Return whether the reader is the one to work on an item, not only free to.

        Who may act for a role owes its work only while nobody holds it.
        """
        me = self.actor.account
        if state.assigned is not None:
            standing_in = (each.substitute for each in self.substitutes_of(state.assigned))
            return me in {state.assigned, *standing_in}
        if item.role in self.actor.roles:
            return True
        return self.acts_as(item.role) and not self.holders_of(item.role)

    def acts_as(self, role: str) -> bool:
        """Return whether the reader does the work of a role as their own."""
        return acts_as(self.definition, self.actor, role)

    def helpers(self, role: str) -> str:
        """Return who may do the work of a role."""
        return self.who_can(who_acts_as(self.definition, role))

    # --- things ---

    def fields_of(self, holder: str) -> Mapping[str, Field]:
        """Return the fields of a step, the profile, or a register's entries."""
        if holder in ("", "profile"):
            return self.definition.profile
        if register := register_of(holder):
            return self.definition.registers[register].fields
        return self.definition.steps[holder].fields

    def values_of(self, holder: str) -> Mapping[str, FieldValue]:
        """Return what is recorded there."""
        key = split_key(holder)
        if key:
            record = self.state.record(*key)
            return record.values if record else {}
        if holder in ("", "profile"):
            return self.state.instance.profile
        return {} if register_of(holder) else self.state.step(holder).values

    def checklist_of(self, holder: str) -> Mapping[str, ChecklistItem]:
        """Return the checklist of a step or of a register's entries."""
        key = split_key(holder)
        if key:
            return self.definition.registers[key[0]].checklist
        return self.definition.steps[holder].checklist

    def item_of(self, holder: str, item: str) -> ItemState:
        """Return how an item stands today."""
        return self._items_of(holder).get(item, ItemState()).on_day(self.today)

    def _items_of(self, holder: str) -> Mapping[str, ItemState]:
        key = split_key(holder)
        if key is None:
            return self.state.step(holder).items
        record = self.state.record(*key)
        return record.items if record else {}

    def number_of(self, step: str) -> int:
        """Return which of the steps it is, counted from 1."""
        return list(self.definition.steps).index(step) + 1

    def holder_name(self, holder: str) -> str:
        """Return how a step or an entry is called: Schritt 4 Partner, Maßnahme 3."""
        key = split_key(holder)
        if key:
            register = self.definition.registers.get(key[0])
            return f"{register.singular} {key[1]}" if register else holder
        if holder in self.definition.steps:
            step = self.definition.steps[holder]
            named = step.short or step.title
            return say("Schritt {number} {name}", number=self.number_of(holder), name=named)
        return say("Eckdaten") if holder == "profile" else self.name

    # --- frame ---

    def place(self, tab: str, *crumbs: Crumb, exact: bool = False) -> Place:
        """Return where the page stands: crumbs, and the tabs of the quartier."""
        trail = (Crumb(self.name, paths.quarter(self.q) if crumbs else ""), *crumbs)
        tabs = tuple(self._tabs(tab, exact=exact))
        past = past_day(self.today) if self.is_past else None
        return Place(name=self.name, crumbs=trail, tabs=tabs, past=past)

    def _tabs(self, current: str, *, exact: bool) -> Iterator[Tab]:
        yield Tab(say("Überblick"), paths.quarter(self.q), current == "überblick", exact)
        yield Tab(say("Register"), paths.registers(self.q), current == "register", exact)
        yield Tab(say("Berichte"), paths.reports(self.q), current == "berichte", exact)
        yield Tab(say("Team"), paths.about(self.q, "team"), current == "team", exact)
        yield Tab(say("Verlauf"), paths.history(self.q), current == "verlauf", exact)


def new_entry(register: str) -> str:
    """Return the holder of an entry that is not there yet: "ziel/"."""
    return f"{register}/"


def register_of(holder: str) -> str:
    """Return the register of an entry, there or not; "" for a step and the profile.

    A step and a register may have the same id: only the stroke tells them apart.
    """
    register, stroke, _ = holder.partition("/")
    return register if stroke else ""


def by_target(
    *groups: Iterable[AvailableAction],
) -> Mapping[tuple[type, str, str], AvailableAction]:
    """Return the actions by what they are aimed at."""
    return {(a.command, a.holder, a.thing): a for group in groups for a in group}


def word(text: str | Erased | None) -> str:
    """Return a word; an erased one is said to be deleted."""
    if text is None:
        return ""
    return say("gelöscht") if isinstance(text, Erased) else text


def quote(text: str | Erased | None) -> str:
    """Return a word in quotation marks; "" if there is none."""
    if isinstance(text, Erased):
        return say("gelöscht")
    return quoted(text, spoken()) if text else ""


def is_erased(document: Document) -> bool:
    """Return whether the name of a document was erased."""
    return document.name == ERASED
