"""The references do W: all its commands, each saved so that the next finds what it left."""

import sqlite3
from contextlib import closing

import pytest
from SpiffWorkflow.bpmn.serializer.workflow import BpmnWorkflowSerializer

from tests.benchmarks.spiff import Text, advance, begun, chained, command, parallel, walk
from tests.benchmarks.spiff_rows import Rows
from tests.benchmarks.workload import COMMANDS

STEPS, ITEMS = 3, 2
REFERENCES = pytest.mark.parametrize(
    ("model", "keep"), [(chained, Text), (parallel, Rows)], ids=["in order", "any order"]
)


@pytest.fixture
def connection(tmp_path):
    with closing(sqlite3.connect(tmp_path / "spiff.db")) as connection:
        yield connection


def said(workflow):
    return BpmnWorkflowSerializer().to_dict(workflow)


@REFERENCES
def test_a_walk_is_one_command_for_each_item_and_two_for_each_gate(model, keep, connection):
    kept = keep(connection, begun(model(STEPS, ITEMS)))
    assert walk(kept) == STEPS * (ITEMS + 2)
    assert kept.load().completed


@pytest.mark.parametrize("model", [chained, parallel])
def test_a_model_of_w_holds_a_task_for_each_command(model):
    assert model().count("<manualTask ") == COMMANDS


def test_the_whole_of_w_is_walked(connection):
    assert walk(Text(connection, begun(chained()))) == COMMANDS


@REFERENCES
def test_what_is_saved_is_what_is_loaded(model, keep, connection):
    workflow = begun(model(STEPS, ITEMS))
    kept = keep(connection, workflow)
    assert said(kept.load()) == said(workflow)
    while not workflow.completed:
        advance(workflow)
        kept.save(workflow)
        assert said(kept.load()) == said(workflow)


@REFERENCES
def test_a_command_is_one_commit(model, keep, connection):
    kept = keep(connection, begun(model(STEPS, ITEMS)))
    statements = []
    connection.set_trace_callback(statements.append)
    command(kept)
    assert statements.count("COMMIT") == 1


def test_only_rows_of_tasks_that_changed_are_written(connection):
    workflow = begun(parallel(STEPS, ITEMS))
    kept = Rows(connection, workflow)
    connection.executescript("""
        CREATE TEMP TABLE written (id TEXT);
        CREATE TEMP TRIGGER watch AFTER UPDATE ON main.task BEGIN
          INSERT INTO written VALUES (new.id);
        END;
    """)
    before = {task.id: task.last_state_change for task in workflow.get_tasks()}
    advance(workflow)
    kept.save(workflow)
    after = {task.id: task.last_state_change for task in workflow.get_tasks()}
    changed = {str(name) for name in before.keys() & after.keys() if after[name] > before[name]}
    assert {name for (name,) in connection.execute("SELECT id FROM written")} == changed
    assert 0 < len(changed) < len(before)


def test_data_is_kept_in_rows(connection):
    workflow = begun(parallel(STEPS, ITEMS))
    kept = Rows(connection, workflow)
    for values in ({"ort": "Süd", "zahl": 3, "teile": [1, None, True]}, {"zahl": "3"}):
        workflow.data = dict(values)
        workflow.task_tree.data = dict(values)
        workflow.task_tree.last_state_change += 1
        kept.save(workflow)
        assert kept.load().data == values
        assert kept.load().task_tree.data == values
