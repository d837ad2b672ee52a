"""What somebody may have in mind, for the tables of who may what: one command each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType

from features.drivers.world import World, approved, partner
from workflow.core import commands as c
from workflow.core.commands import Command
from workflow.core.state import Action, Level, Outcome

REASON = "Das Klinikum schließt."


def _pause(world: World) -> c.PauseProcess:
    return c.PauseProcess(until=world.today + timedelta(days=90), reason=REASON)


def _due(world: World) -> c.SetItemDue:
    due = world.today + timedelta(days=10)
    return c.SetItemDue(holder="leitbild", item="besuch", due=due)


def _assign(world: World) -> c.AssignItem:
    account = world.accounts["Tom Brandt"]
    return c.AssignItem(holder="leitbild", item="besuch", account=account)


def _join(world: World) -> c.JoinTeam:
    return c.JoinTeam(account=world.accounts["Jan Roth"], role="developer")


def _give_back(_world: World) -> c.DecideApproval:
    returned = Outcome.RETURNED
    return c.DecideApproval(step="analyse", approval="koordination", outcome=returned, text=REASON)


DEEDS: Mapping[str, Callable[[World], Command]] = MappingProxyType(
    {
        "eine Angabe einzutragen": lambda _: c.RecordValues(
            holder="leitbild", values={"zeithorizont": 7}
        ),
        "einen Partner einzutragen": lambda _: partner(3),
        "einen Kommentar zu schreiben": lambda _: c.AddComment(holder="leitbild", text=REASON),
        "etwas vorzuschlagen": lambda _: c.Propose(action=Action.PAUSE, text=REASON),
        "einen Punkt zuzuweisen": _assign,
        "einen Termin zu setzen": _due,
        "die Lage einzuschätzen": lambda _: c.AssessSituation(level=Level.AT_RISK, reason=REASON),
        "die Freigabe anzufragen": lambda _: c.RequestGate(step="leitbild"),
        "eine neue Runde zu beginnen": lambda _: c.StartRound(step="leitbild", reason=REASON),
        "das Quartier zu pausieren": _pause,
        "das Quartier abzubrechen": lambda _: c.AbandonProcess(reason=REASON),
        "jemanden in das Team aufzunehmen": _join,
        "die Analyse freizugeben": lambda _: approved("analyse"),
        "die Analyse zurückzugeben": _give_back,
    }
)
