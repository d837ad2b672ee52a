"""Quartiere in every state that pages have to show: what tests of all pages look at.

Rule: by real commands alone, as in the scenarios; told once, and copied for each test.
"""

from dataclasses import replace
from datetime import timedelta

from features.drivers.world import World, opinion, resolution
from workflow.core import commands as c
from workflow.core.state import Action, Level, Outcome


def tell(world: World) -> None:
    """Let quartiere come into the states that pages have to show."""
    world.begin("Rosenau")  # with an exception, in review
    world.finish("leitbild", but="zusagen")
    asked = c.RequestGate(step="leitbild", exceptions={"zusagen": "Die Zusage folgt im Juli."})
    world.do("Tom Brandt", asked)
    world.do("Tom Brandt", c.AssessSituation(level=Level.ON_TRACK, reason="Alle ziehen mit."))
    world.begin("Kreuzfeld")  # with an obligation and a proposal, returned in the second step
    world.finish("leitbild")
    world.do("Tom Brandt", c.RequestGate(step="leitbild"))
    world.do("Petra Voss", opinion(world, "leitbild"))
    world.do("Petra Voss", _with_obligation(world))
    world.do("Lena Fuchs", c.Propose(action=Action.PAUSE, text="Die Stelle ist unbesetzt."))
    world.finish("analyse")
    world.do("Tom Brandt", c.RequestGate(step="analyse"))
    world.do("Petra Voss", _returned())
    world.do("Tom Brandt", _report(world))  # reported once, being written again
    world.do("Tom Brandt", c.FreezeReport())
    world.do("Tom Brandt", _report(world))
    world.begin("Bahnhofsviertel")  # paused
    until = world.today + timedelta(days=90)
    world.do("Petra Voss", c.PauseProcess(until=until, reason="Der Bahnhof wird umgebaut."))
    world.begin("Südhang")  # ready to ask for the first gate
    world.finish("leitbild")
    world.do("Tom Brandt", c.AddRecord(register="ziel", step="leitbild", values={"ziel": "Nähe"}))
    measure = {"titel": "Mittagstisch", "ziel": 1, "kosten": "1200", "stand": "laeuft"}
    add = c.AddRecord(register="massnahme", step="leitbild", values=measure)
    world.do("Tom Brandt", add)
    world.do("Tom Brandt", replace(add, values=measure | {"titel": "Gemeinsam kochen"}))
    world.do(
        "Tom Brandt", c.CompleteItem(holder="massnahme/1", item="auftrag", note="Alle wissen es.")
    )
    for holder in ("massnahme/1", "massnahme/2"):
        paper = (world.paper("Tom Brandt"),)
        done = c.CompleteItem(holder=holder, item="bescheid", documents=paper)
        world.do("Tom Brandt", done)
    world.begin("Oststadt")  # its approval is stale, its obligation was met
    world.finish("leitbild")
    world.do("Tom Brandt", c.RequestGate(step="leitbild"))
    world.do("Petra Voss", opinion(world, "leitbild"))
    world.do("Petra Voss", _with_obligation(world))
    world.do("Tom Brandt", c.FulfilObligation(obligation="1", note="Liegt im Plan."))
    less = c.ChangeRecord(register="partner", number=1, values={"stand": "angesprochen"})
    world.do("Tom Brandt", less)
    world.let_act_for("Tom Brandt", "Lena Fuchs", 150)
    world.begin("Alte Weberei")  # ready for the coordination, nothing but a role decides
    world.finish("analyse")
    world.do("Tom Brandt", c.RequestGate(step="analyse"))


def _with_obligation(world: World) -> c.DecideApproval:
    duty = c.NewObligation(
        text="Den Zeitplan nachreichen.", due=world.today + timedelta(days=20), role="manager"
    )
    yes = resolution(world, "leitbild")
    return c.DecideApproval(
        step=yes.step,
        approval=yes.approval,
        outcome=Outcome.APPROVED_WITH_OBLIGATIONS,
        obligations=(duty,),
        decision=yes.decision,
    )


def _report(world: World) -> c.DraftReport:
    texts = {
        "body": "Sozialausschuss, 30. Juni 2026, öffentlich, zur Kenntnis",
        "proposal": "Der Sozialausschuss nimmt den Sachstandsbericht zur Kenntnis.",
        "summary": "Das Leitbild steht. Die Analyse wird überarbeitet.",
        "outlook": "- Daten ergänzen\n- Zeitplan nachreichen",
        "finance": "Keine.",
    }
    return c.DraftReport(since=world.today - timedelta(days=150), until=world.today, texts=texts)


def _returned() -> c.DecideApproval:
    text = "Bitte die Daten für 2025 ergänzen."
    return c.DecideApproval(
        step="analyse", approval="koordination", outcome=Outcome.RETURNED, text=text
    )
