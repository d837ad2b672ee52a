"""The reference: SpiffWorkflow doing W, its state saved to SQLite after every task.

`in_order` is its cheapest model: all items of a step in a chain, the state as one JSON text.
`any_order` is the faithful one: a step is a call activity with its items in parallel, and the state
is saved task by task, a row each, as its documentation suggests for a database.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from lxml import etree
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.serializer.workflow import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

from tests.benchmarks.timing import seconds
from tests.benchmarks.workload import ITEMS, STEPS

_NAMESPACE = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_HEAD = f'<definitions xmlns="{_NAMESPACE}" targetNamespace="w">'
# How many of the 120 commands are timed: they cost about the same, and there is a life beside this.
TIMED = 12


def in_order(folder: Path, synchronous: str) -> Callable[[], float]:
    """Return a measurement of one command of the chained model, in seconds."""
    workflow = _workflow([_process("main", _chain())])
    return _timed(folder, synchronous, workflow, _save_whole)


def any_order(folder: Path, synchronous: str) -> Callable[[], float]:
    """Return a measurement of one command of the any-order model, in seconds."""
    calls = "".join(f'<callActivity id="c{n}" calledElement="s{n}"/>' for n in range(STEPS))
    names = ["start", *(f"c{n}" for n in range(STEPS)), "end"]
    main = _process("main", calls + _flows(names))
    steps = [_process(f"s{n}", _parallel()) for n in range(STEPS)]
    return _timed(folder, synchronous, _workflow([main, *steps]), _save_tasks)


def _process(name: str, inside: str) -> str:
    ends = '<startEvent id="start"/><endEvent id="end"/>'
    return f'<process id="{name}" isExecutable="true">{ends}{inside}</process>'


def _flows(names: list[str]) -> str:
    return "".join(
        f'<sequenceFlow id="{a}-{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in pairwise(names)
    )


def _chain() -> str:
    names = [f"t{n}" for n in range(STEPS * (ITEMS + 2))]
    tasks = "".join(f'<manualTask id="{name}"/>' for name in names)
    return tasks + _flows(["start", *names, "end"])


def _parallel() -> str:
    items = [f"i{n}" for n in range(ITEMS)]
    tasks = "".join(f'<manualTask id="{name}"/>' for name in [*items, "request", "approve"])
    gates = '<parallelGateway id="split"/><parallelGateway id="join"/>'
    ways = "".join(_flows(["split", item, "join"]) for item in items)
    ends = _flows(["start", "split"]) + _flows(["join", "request", "approve", "end"])
    return tasks + gates + ways + ends


def _workflow(processes: list[str]) -> BpmnWorkflow:
    parser = BpmnParser()
    text = _HEAD + "".join(processes) + "</definitions>"
    parser.add_bpmn_xml(etree.fromstring(text.encode()))
    return BpmnWorkflow(parser.get_spec("main"), parser.get_subprocess_specs("main"))


Save = Callable[[sqlite3.Connection, dict[str, Any]], None]


def _timed(
    folder: Path, synchronous: str, workflow: BpmnWorkflow, save: Save
) -> Callable[[], float]:
    registry = BpmnWorkflowSerializer.configure()
    serializer = BpmnWorkflowSerializer(registry)
    connection = sqlite3.connect(folder / "spiff.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    connection.execute("CREATE TABLE state (id TEXT PRIMARY KEY, part TEXT)")
    workflow.do_engine_steps()
    save(connection, serializer.to_dict(workflow))

    def command() -> None:
        loaded = serializer.from_dict(_load(connection))
        task = next(iter(loaded.get_tasks(state=TaskState.READY, manual=True)))
        task.run()
        loaded.do_engine_steps()
        save(connection, serializer.to_dict(loaded))

    def measure() -> float:
        return seconds(lambda: [command() for _ in range(TIMED)]) / TIMED

    return measure


def _load(connection: sqlite3.Connection) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for name, text in connection.execute("SELECT id, part FROM state"):
        parts[name] = json.loads(text)
    state: dict[str, Any] = parts.pop("")
    for name, part in parts.items():
        owner, task = name.split("/")
        where = state["subprocesses"][owner] if owner else state
        where["tasks"][task] = part
    return state


def _save_whole(connection: sqlite3.Connection, state: dict[str, Any]) -> None:
    connection.execute("BEGIN")
    connection.execute("INSERT OR REPLACE INTO state VALUES ('', ?)", (json.dumps(state),))
    connection.execute("COMMIT")


def _save_tasks(connection: sqlite3.Connection, state: dict[str, Any]) -> None:
    rows: list[tuple[str, str]] = []
    for owner, where in [("", state), *state["subprocesses"].items()]:
        rows += [(f"{owner}/{task}", json.dumps(part)) for task, part in where["tasks"].items()]
        where["tasks"] = {}
    rows.append(("", json.dumps(state)))
    connection.execute("BEGIN")
    connection.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", rows)
    connection.execute("COMMIT")
