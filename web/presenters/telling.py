"""Each event as a sentence of the history.

Rule: every event has its sentence (a test walks the union); what a newer definition has dropped is
told by its id. Nothing is hidden: values stand there as they were recorded, erased words as deleted.
"""

from __future__ import annotations

from web.presenters.scene import Scene
from web.presenters.told import Told
from web.presenters.told_course import tell_course
from web.presenters.told_data import tell_data
from web.presenters.told_gates import tell_gate
from web.presenters.told_items import tell_item
from web.presenters.told_reminders import tell_reminder
from workflow.core import events as e


def tell(scene: Scene, event: e.Event, before: Scene | None = None) -> Told:
    """Return an event as a sentence; `before` is the quartier before it, None if there was none."""
    was = before or scene
    match event:
        case (
            e.ItemCompleted()
            | e.EvidenceAdded()
            | e.EvidenceRemoved()
            | e.ItemReopened()
            | e.ItemSetAside()
            | e.ItemAssigned()
            | e.ItemDueSet()
            | e.DueDatesMoved()
        ):
            return tell_item(scene, event, was)
        case e.ValuesRecorded() | e.RecordAdded() | e.RecordChanged() | e.RecordArchived():
            return tell_data(scene, event, was)
        case (
            e.GateRequested()
            | e.RequestWithdrawn()
            | e.ExceptionGranted()
            | e.ApprovalRecorded()
            | e.ObligationImposed()
            | e.GateReturned()
            | e.StepPassed()
            | e.ApprovalBecameStale()
            | e.ApprovalConfirmed()
            | e.ObligationFulfilled()
            | e.ObligationReopened()
        ):
            return tell_gate(scene, event)
        case e.Reminded():
            return tell_reminder(scene, event)
        case _:
            return tell_course(scene, event, was)
