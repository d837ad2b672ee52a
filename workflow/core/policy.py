"""Who may what: the table of DESIGN section 3 as data.

Rule: everything is refused unless a row allows it. `decide` and `actions` both ask here and nowhere
else; a definition can name who is meant (`role`, `acts_for`, `waived_by`), never grant more.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from workflow.core import commands as c
from workflow.core.definition import DECISIONS, ProcessDefinition
from workflow.core.state import InstancePart

DEVELOPER, MANAGER, COORDINATOR = "developer", "manager", "coordinator"
CONSULTANT, ADMIN = "consultant", "admin"
SYSTEM = "system"  # no role of people
ROLES = (DEVELOPER, MANAGER, COORDINATOR, CONSULTANT, ADMIN)
# Held in a quartier's own stream; the others are held in a whole municipality.
TEAM_ROLES = frozenset({DEVELOPER, MANAGER})


class Rule(StrEnum):
    """What a cell of the table says beyond a plain yes."""

    YES = "yes"
    OWN_ITEM = "own-item"  # items of the own role and of those it acts for
    OWN_ITEM_OR_REASON = "own-item-or-reason"  # others' items with a reason
    NOT_OWN_REQUEST = "not-own-request"  # four eyes


_TEAM = {DEVELOPER: Rule.YES, MANAGER: Rule.YES, COORDINATOR: Rule.YES}
_STEER = {MANAGER: Rule.YES, COORDINATOR: Rule.YES}
_COORDINATE = {COORDINATOR: Rule.YES}
_MOVE = {COORDINATOR: Rule.YES, SYSTEM: Rule.YES}  # the command line of the operator moves many
_DECIDE = {COORDINATOR: Rule.NOT_OWN_REQUEST}
_ITEMS = {
    DEVELOPER: Rule.OWN_ITEM,
    MANAGER: Rule.OWN_ITEM,
    COORDINATOR: Rule.OWN_ITEM_OR_REASON,
}

ALLOWED: Mapping[type, Mapping[str, Rule]] = MappingProxyType(
    {
        c.StartInstance: _COORDINATE,
        c.OpenSteps: {SYSTEM: Rule.YES},
        c.CompleteItem: _ITEMS,
        c.ReopenItem: _ITEMS,
        c.SetItemAside: _ITEMS,
        c.AddEvidence: _TEAM,
        c.RemoveEvidence: _TEAM,
        c.AssignItem: _STEER,
        c.SetItemDue: _STEER,
        c.RecordValues: _TEAM,
        c.AddRecord: _TEAM,
        c.ChangeRecord: _TEAM,
        c.ArchiveRecord: _TEAM,
        c.ImportRecords: _TEAM,
        c.RequestGate: _STEER,
        c.WithdrawRequest: _STEER,
        c.GrantException: _DECIDE,
        c.RefuseException: _DECIDE,
        c.DecideApproval: _DECIDE,  # recording what a body decided: see `may_record`
        c.ConfirmApproval: _COORDINATE,
        c.FulfilObligation: _ITEMS,
        c.ReopenObligation: _COORDINATE,
        c.SkipStep: _COORDINATE,
        c.ReopenStep: _COORDINATE,
        c.StartRound: _COORDINATE,
        c.PauseProcess: _COORDINATE,
        c.ResumeProcess: _COORDINATE,
        c.CompleteProcess: _COORDINATE,
        c.AbandonProcess: _COORDINATE,
        c.JoinTeam: _COORDINATE,
        c.LeaveTeam: _COORDINATE,
        c.HandOver: _COORDINATE,
        c.AssessSituation: _STEER,
        c.DraftReport: _STEER,
        c.FreezeReport: _STEER,
        # A consultant sees and comments only with a grant; the service adds the role then.
        c.AddComment: {**_TEAM, CONSULTANT: Rule.YES},
        c.Remind: _TEAM,
        c.Propose: {DEVELOPER: Rule.YES, MANAGER: Rule.YES},
        c.SettleProposal: _COORDINATE,
        c.MoveToVersion: _MOVE,
        c.UndoMove: _MOVE,
        c.EraseWords: _COORDINATE,
    }
)

# Who changes the settings of a municipality.
SETTINGS_WRITERS = frozenset({COORDINATOR, ADMIN})

# Whoever of these holds a role sees the whole quartier.
READERS = frozenset({DEVELOPER, MANAGER, COORDINATOR, CONSULTANT})


_ON_RECORDS = frozenset({c.AddRecord, c.ChangeRecord, c.ArchiveRecord, c.ImportRecords})


def _row(command: type, register: str) -> Mapping[str, Rule]:
    """Return a row of the table; entering by hand what a body decided is recording it."""
    if register == DECISIONS and command in _ON_RECORDS:
        return _COORDINATE
    return ALLOWED.get(command, {})


def who_may(command: type, register: str = "") -> tuple[str, ...]:
    """Return the roles that may ask for this at all, in the order of the table: people's if any."""
    row = _row(command, register)
    return tuple(role for role in row if role != SYSTEM) or tuple(row)


def rules_for(command: type, actor: c.Actor, register: str = "") -> frozenset[Rule]:
    """Return what the actor's roles say about a command; empty: refused."""
    row = _row(command, register)
    return frozenset(row[role] for role in actor.roles if role in row)


def acts_as(definition: ProcessDefinition, actor: c.Actor, role: str) -> bool:
    """Return whether one of the actor's roles is this role or may act for it."""
    if role in actor.roles:
        return True
    return any(role in _acts_for(definition, held) for held in actor.roles)


def who_acts_as(definition: ProcessDefinition, role: str) -> tuple[str, ...]:
    """Return the roles that may do the work of a role, the role itself first."""
    others = (held for held in definition.roles if role in _acts_for(definition, held))
    return (role, *(other for other in others if other != role))


def _acts_for(definition: ProcessDefinition, role: str) -> tuple[str, ...]:
    """Return whose items a role does as its own. The table knows this of the manager alone."""
    title = definition.roles.get(role)
    return title.acts_for if title is not None and role == MANAGER else ()


def may_record(definition: ProcessDefinition, actor: c.Actor, body: str) -> bool:
    """Return whether the actor may enter what a body decided.

    Recording is not deciding: it is allowed on one's own request too (DESIGN 3, four eyes), but
    only to the coordination, and only if the definition has it record this body.
    """
    return COORDINATOR in actor.roles and definition.bodies[body].recorded_by in actor.roles


def members_with(instance: InstancePart, role: str) -> tuple[int, ...]:
    """Return the accounts that hold a team role in this quartier."""
    return tuple(member.account for member in instance.team if member.role == role)
