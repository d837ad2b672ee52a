"""The reference: SpiffWorkflow doing W, its state loaded, changed and saved for every command.

`in_order` is its cheapest model: all items in a chain, the state as one JSON text. `any_order` is
the faithful one: a step is a call activity with its items in parallel, and the state is kept in
rows as its documentation shows (spiff_rows.py).

Rule: what is measured is a whole W in a database of its own, because a command costs the more the
further a workflow has come, and the more workflows there are beside it. Building the workflow and
saving it first are not timed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from lxml import etree
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.serializer.workflow import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

from tests.benchmarks.spiff_rows import Rows
from tests.benchmarks.timing import seconds
from tests.benchmarks.workload import ITEMS, STEPS

_NAMESPACE = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_HEAD = f'<definitions xmlns="{_NAMESPACE}" targetNamespace="w">'


class Kept(Protocol):
    """A workflow that lives in a database between two commands."""

    def load(self) -> BpmnWorkflow:
        """Return the workflow as it was saved last."""

    def save(self, workflow: BpmnWorkflow) -> None:
        """Save the workflow in one transaction."""


class Text:
    """A workflow as one JSON text."""

    def __init__(self, connection: sqlite3.Connection, workflow: BpmnWorkflow) -> None:
        self._serializer = BpmnWorkflowSerializer()
        self._connection = connection
        connection.execute("CREATE TABLE state (workflow TEXT)")
        connection.execute("INSERT INTO state VALUES ('')")
        self.save(workflow)

    def load(self) -> BpmnWorkflow:
        """Return the workflow as it was saved last."""
        ((text,),) = self._connection.execute("SELECT workflow FROM state")
        return self._serializer.deserialize_json(text)

    def save(self, workflow: BpmnWorkflow) -> None:
        """Save the workflow in one transaction."""
        text = self._serializer.serialize_json(workflow)
        with self._connection:
            self._connection.execute("UPDATE state SET workflow = ?", (text,))


Keep = Callable[[sqlite3.Connection, BpmnWorkflow], Kept]


def in_order(folder: Path, synchronous: str) -> Callable[[], float]:
    """Return a measurement of W by the chained model, in seconds."""
    return _measured(folder, synchronous, chained(), Text)


def any_order(folder: Path, synchronous: str) -> Callable[[], float]:
    """Return a measurement of W by the any-order model, in seconds."""
    return _measured(folder, synchronous, parallel(), Rows)


def _measured(folder: Path, synchronous: str, model: str, keep: Keep) -> Callable[[], float]:
    def measure() -> float:
        with (
            TemporaryDirectory(dir=folder) as place,
            closing(sqlite3.connect(Path(place) / "spiff.db")) as connection,
        ):
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA synchronous = {synchronous}")
            kept = keep(connection, begun(model))
            return seconds(lambda: walk(kept))

    return measure


def walk(kept: Kept) -> int:
    """Give commands until the workflow is completed; returns how many it took."""
    commands = 1
    while not command(kept):
        commands += 1
    return commands


def command(kept: Kept) -> bool:
    """Do what the next person has to do, from loading to saving; returns whether it was the last."""
    workflow = kept.load()
    advance(workflow)
    kept.save(workflow)
    return workflow.completed


def advance(workflow: BpmnWorkflow) -> None:
    """Do the next task a person has to do, and what the engine does after it."""
    workflow.get_next_task(state=TaskState.READY, manual=True).run()
    workflow.do_engine_steps()


def begun(model: str) -> BpmnWorkflow:
    """Return a workflow of the model that waits for its first task."""
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.fromstring(model.encode()))
    workflow = BpmnWorkflow(parser.get_spec("main"), parser.get_subprocess_specs("main"))
    workflow.do_engine_steps()
    return workflow


def chained(steps: int = STEPS, items: int = ITEMS) -> str:
    """Return W as one process of tasks, one after the other."""
    names = [f"t{n}" for n in range(steps * (items + 2))]
    return _model([_process("main", _tasks(names) + _flows(["start", *names, "end"]))])


def parallel(steps: int = STEPS, items: int = ITEMS) -> str:
    """Return W as a process that calls one for each step, with its items in any order."""
    names = [f"s{n}" for n in range(steps)]
    calls = "".join(f'<callActivity id="{name}" calledElement="{name}"/>' for name in names)
    main = _process("main", calls + _flows(["start", *names, "end"]))
    return _model([main, *(_process(name, _step(items)) for name in names)])


def _step(items: int) -> str:
    names = [f"i{n}" for n in range(items)]
    tasks = _tasks([*names, "request", "approve"])
    gates = '<parallelGateway id="split"/><parallelGateway id="join"/>'
    ways = "".join(_flows(["split", name, "join"]) for name in names)
    ends = _flows(["start", "split"]) + _flows(["join", "request", "approve", "end"])
    return tasks + gates + ways + ends


def _model(processes: list[str]) -> str:
    return _HEAD + "".join(processes) + "</definitions>"


def _process(name: str, inside: str) -> str:
    ends = '<startEvent id="start"/><endEvent id="end"/>'
    return f'<process id="{name}" isExecutable="true">{ends}{inside}</process>'


def _tasks(names: list[str]) -> str:
    return "".join(f'<manualTask id="{name}"/>' for name in names)


def _flows(names: list[str]) -> str:
    return "".join(
        f'<sequenceFlow id="{a}-{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in pairwise(names)
    )
