"""Seeds the demo: municipalities, accounts, the published process, then tale by tale.

Rule: all days are counted from today, so that the demo is always of today.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta

from argon2 import PasswordHasher

from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.municipality import GrantRole
from workflow.core.municipality_settings import ChangeSettings
from workflow.core.policy import CONSULTANT, COORDINATOR, DEVELOPER, MANAGER
from workflow.core.state import StepStatus
from workflow.definitions.catalogue import shipped
from workflow.demo.definitions import write_definitions
from workflow.demo.gates import Gates
from workflow.demo.people import MUNICIPALITIES, PASSWORD, PEOPLE, TOWN, Person
from workflow.demo.tale import Moment, Now, Tale
from workflow.demo.teller import Teller, Town
from workflow.demo.work import Work
from workflow.service import Service
from workflow.storage.sign_ins import SignIns

PROCESS = "kda-10-schritte"
LAND = "BW"
_BEFORE_THE_FIRST = timedelta(days=30)
_TO_COMPLETE = timedelta(days=12)
# As the web makes them: one argon2id at OWASP's minimum, over the NFKD form.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)


def seed(service: Service, tales: Iterable[Tale], today: date) -> Iterator[Tale]:
    """Seed an empty database; yields each tale when it is told."""
    tales = tuple(tales)
    first = today - timedelta(days=max(tale.days_ago for tale in tales)) - _BEFORE_THE_FIRST
    process = next(each for each in shipped() if each.definition and each.definition.id == PROCESS)
    towns = {slug: _found(service, slug, process.data, first, today) for slug in MUNICIPALITIES}
    _grant_elsewhere(towns, _at(first))
    for tale in tales:
        _tell(towns[tale.municipality], tale)
        yield tale
    town = towns[TOWN]
    advises = next(each.name for each in PEOPLE if each.role == CONSULTANT)
    write_definitions(
        service,
        town.municipality,
        process.data.decode(),
        account=town.accounts[advises],
        at=_at(today),
    )
    service.tick(_at(today))


def _found(service: Service, slug: str, process: bytes, first: date, today: date) -> Town:
    at = _at(first)
    municipality = service.found_municipality(MUNICIPALITIES[slug], slug, at=at)
    people = [person for person in PEOPLE if person.municipality == slug]
    accounts = {each.name: _settle(service, municipality, each, at) for each in people}
    coordinator = next(accounts[each.name] for each in people if each.role == COORDINATOR)
    service.govern(municipality, ChangeSettings(land=LAND), account=coordinator, at=at)
    published = service.workbench.publish(municipality, process, account=None, at=at)
    return Town(service, municipality, accounts, published.definition, today)


def _settle(service: Service, municipality: int, person: Person, at: datetime) -> int:
    account = service.add_account(municipality, person.email, person.name, at=at)
    if person.is_for_all:
        grant = GrantRole(account=account, role=person.role)
        service.govern(municipality, grant, account=None, at=at)
    hashed = _HASHER.hash(unicodedata.normalize("NFKD", PASSWORD))
    SignIns(service.database).set_password(account, hashed)
    return account


def _grant_elsewhere(towns: Mapping[str, Town], at: datetime) -> None:
    for person in PEOPLE:
        if person.also:
            grant = GrantRole(
                account=towns[person.municipality].accounts[person.name], role=person.role
            )
            place = towns[person.also]
            place.service.govern(place.municipality, grant, account=None, at=at)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(6), UTC)


def _tell(town: Town, tale: Tale) -> None:
    teller = Teller(town, tale)
    work = Work(teller)
    gates = Gates(teller, work)
    teller.listener = lambda event: _follow(teller, work, gates, event)
    teller.begin(_start(town, tale, teller))
    for moment in tale.moments:
        _plan_moment(teller, moment)
    teller.tell()
    gates.confirm_stale()


def _start(town: Town, tale: Tale, teller: Teller) -> c.StartInstance:
    team = [(town.accounts[tale.manager], MANAGER)] if tale.manager else []
    if tale.developer:
        team.append((town.accounts[tale.developer], DEVELOPER))
    return c.StartInstance(
        name=teller.script.facts["name"],
        municipality=town.municipality,
        profile={
            name: tuple(value) if isinstance(value, list) else teller.text(str(value))
            for name, value in teller.script.profile.items()
        },
        team=tuple(team),
    )


def _plan_moment(teller: Teller, moment: Moment) -> None:
    day = teller.town.today - timedelta(days=moment.days_ago)
    now = Now(teller.town.accounts, day)
    teller.on(day, lambda: teller.do(now.accounts[moment.who], moment.command(now)))


def _follow(teller: Teller, work: Work, gates: Gates, event: e.Event) -> None:
    """Plan what follows from what happened."""
    match event:
        case e.StepOpened():
            work.open_step(event)
        case e.RoundStarted():
            work.open_round(event)
        case e.RecordAdded():
            work.open_entry(event)
        case e.ItemCompleted() | e.ItemSetAside():
            _go_on(work, gates, event)
        case e.GateReturned():
            gates.look(event.step)
        case e.GateRequested() | e.ExceptionGranted() | e.ApprovalRecorded() | e.StepPassed():
            gates.next_turn(event.step)
            _close(teller, gates)
        case e.ObligationImposed():
            gates.oblige(event)
        case _:
            return


def _go_on(work: Work, gates: Gates, event: e.ItemCompleted | e.ItemSetAside) -> None:
    if isinstance(event, e.ItemCompleted):
        work.again(event)
    if "/" not in event.holder:
        gates.look(event.holder)


def _close(teller: Teller, gates: Gates) -> None:
    steps = teller.state.instance.steps.values()
    closed = {StepStatus.PASSED, StepStatus.SKIPPED}
    if teller.tale.completes and all(step.status in closed for step in steps):
        teller.on(teller.day + _TO_COMPLETE, lambda: _complete(teller, gates))


def _complete(teller: Teller, gates: Gates) -> None:
    if teller.is_running:
        gates.confirm_stale()
        teller.do(teller.acting(COORDINATOR), c.CompleteProcess())
