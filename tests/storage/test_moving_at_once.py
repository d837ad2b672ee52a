"""Two runs, somebody at work and somebody who takes moves back, all at the same time."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.storage.test_move_runs import NEXT, REASON, letters_of, moves
from tests.storage.world import AT, HELPER
from workflow.core import commands as c
from workflow.core.errors import Rejected
from workflow.definitions.library import check
from workflow.storage.move_runs import LineStatus

TEAM = 2  # people who get a letter about a quartier


@pytest.fixture
def runs(world):
    """Two runs to the newer version, about the same quartiere."""
    stored = check(NEXT.encode(), "nachbarschaftshaus.yaml").stored
    newer = world.service.publish(world.place, stored, account=None, at=AT)
    instances = [world.start(f"Quartier {number}").instance for number in range(8)]
    begun = [moves(world).begin(world.place, newer.digest, **REASON) for _ in range(2)]
    return instances, begun


def test_nobody_meets_a_run_and_nothing_is_moved_or_told_twice_for_one_move(world, runs):
    instances, begun = runs

    def mover(run):
        return list(moves(world).carry_on(world.place, run, account=None, at=AT))

    def works():
        for each in instances:
            world.do(each, c.AddRecord(register="helfer", step="wunsch", values=dict(HELPER)))

    def takes_back():
        for each in instances * 2:
            try:
                world.do(each, c.UndoMove(reason="Zu früh"), by="coordinator")
            except Rejected:  # not moved yet, or taken back already
                continue

    with ThreadPoolExecutor(max_workers=4) as pool:
        done = [pool.submit(mover, run) for run in begun]
        others = [pool.submit(works), pool.submit(takes_back)]
        lines = [line for each in done for line in each.result()]
        assert [each.result() for each in others] == [None, None]
    assert {(line.status, line.failure) for line in lines} == {(LineStatus.MOVED, None)}
    assert [moves(world).run(world.place, each, account=None).reason for each in begun] == ["", ""]
    letters = letters_of(world)
    for each in instances:
        state = world.state(each)
        assert list(state.records["helfer"]) == [1]
        assert letters[each] == TEAM * len(state.moves)
        assert world.problems(each) == []
