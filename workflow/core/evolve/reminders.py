"""What a reminder does: the day stands with what it was about, until that is done."""

from __future__ import annotations

from dataclasses import replace

from workflow.core import events as e
from workflow.core.events import Recorded
from workflow.core.evolve import items
from workflow.core.state import ProcessState, Request


def reminded(state: ProcessState, recorded: Recorded, event: e.Reminded) -> ProcessState:
    """Note the day with the item, the request or the obligation."""
    kind, _, name = event.thing.partition(":")
    if kind == "item":
        return items.reminded(state, recorded, event.holder, name)
    if kind == "obligation":
        return _obligation(state, recorded, name)
    return _request(state, recorded, event)


def _obligation(state: ProcessState, recorded: Recorded, number: str) -> ProcessState:
    duty = replace(state.instance.obligations[number], reminded_on=recorded.on)
    duties = {**state.instance.obligations, number: duty}
    return state.with_instance(replace(state.instance, obligations=duties))


def _request(state: ProcessState, recorded: Recorded, event: e.Reminded) -> ProcessState:
    """Note it with the open request, or with the passed one that still lacks a notice."""
    part = state.step(event.holder)

    def noted(request: Request) -> Request:
        return replace(request, reminded={**request.reminded, event.thing: recorded.on})

    if part.request is not None:
        return state.with_step(event.holder, replace(part, request=noted(part.request)))
    if part.passed is not None:
        return state.with_step(event.holder, replace(part, passed=noted(part.passed)))
    return state
