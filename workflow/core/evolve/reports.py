"""What events about the Sachstandsbericht do: a draft while it is written, then a line for good."""

from __future__ import annotations

from dataclasses import replace

from workflow.core import events as e
from workflow.core.events import Recorded
from workflow.core.state import FrozenReport, ProcessState, ReportDraft


def drafted(state: ProcessState, recorded: Recorded, event: e.ReportDrafted) -> ProcessState:
    """The draft is what was written last; earlier ones are history."""
    draft = ReportDraft(
        since=event.since,
        until=event.until,
        texts=event.words,
        by=recorded.by,
        on=recorded.on,
        seq=recorded.seq,
    )
    return state.with_instance(replace(state.instance, draft=draft))


def frozen(state: ProcessState, recorded: Recorded, event: e.ReportFrozen) -> ProcessState:
    """The report is there for good, and nothing is being written any more."""
    report = FrozenReport(
        number=event.number,
        since=event.since,
        until=event.until,
        by=recorded.by,
        on=recorded.on,
        seq=recorded.seq,
        roles=event.roles,
        definition=state.instance.definition,
    )
    reports = (*state.instance.reports, report)
    return state.with_instance(replace(state.instance, draft=None, reports=reports))
