"""Many entries at once: by the rules of one, all of them or none."""

from dataclasses import replace

import pytest

from tests.unit.core.story import DEV, KO, MAN, begun, measure, partner, start_is_asked
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.errors import ConflictingChange, InvalidInput, NotFound, Reason

NEW = {"name": "Chor", "sektor": "verein"}


def row(number=0, /, *, at=2, step="start", **values):
    return c.ImportedRecord(row=at, number=number, step="" if number else step, values=values)


def importing(*rows, register="partner"):
    return c.ImportRecords(register=register, records=rows)


def problems(story, command, **more):
    with pytest.raises(InvalidInput) as refusal:
        story.decide(command, **more)
    return {(p.row, p.name, p.problem.value) for p in refusal.value.problems}


def test_each_row_writes_what_the_command_for_one_entry_writes():
    story = begun().do(partner())
    add = c.AddRecord(register="partner", step="start", values=NEW)
    change = c.ChangeRecord(register="partner", number=1, values={"name": "Wohnbau"})
    events = story.decide(importing(row(1, name="Wohnbau"), row(at=3, **NEW)))
    assert events == (*story.decide(change), *story.decide(add))


def test_new_entries_are_numbered_in_the_order_of_the_file():
    story = begun().do(partner(), importing(row(**NEW), row(at=3, **NEW)), by=DEV)
    found = story.state.records["partner"]
    assert [(r.number, r.step, r.by) for r in found.values()] == [
        (1, "start", DEV.account), (2, "start", DEV.account), (3, "start", DEV.account),
    ]  # fmt: skip


def test_a_row_may_refer_to_what_an_earlier_row_adds_elsewhere_never():
    story = begun().do(partner("verein"))
    values = {"titel": "Chor", "kosten": "0", "partner": ("1",)}
    story.when(importing(row(step="umsetzung", **values), register="massnahme")).then_kinds(
        e.RecordAdded
    )
    wrong = row(step="umsetzung", **{**values, "partner": ("2",)})
    assert problems(story, importing(wrong, register="massnahme")) == {
        (2, "partner", "no-such-record")
    }


def test_one_wrong_row_refuses_all_and_every_problem_names_its_row():
    command = importing(row(**NEW), row(at=3, name="Ohne Sektor"), row(at=5, name="", sektor="nie"))
    assert problems(begun(), command) == {
        (3, "sektor", "empty"),
        (5, "sektor", "not-an-option"),
    }


def test_an_entry_stands_in_a_file_once_is_there_and_counts():
    archive = c.ArchiveRecord(register="partner", number=2, reason="Doppelt")
    story = begun().do(partner(), partner(), archive)
    command = importing(
        row(1, name="Neu"), row(1, at=3, name="Anders"), row(2, at=4, name="x"), row(9, at=5)
    )
    assert problems(story, command) == {
        (3, "number", "twice"),
        (4, "number", "archived"),
        (5, "number", "no-such-record"),
    }


def test_a_new_entry_needs_a_step_that_there_is():
    assert problems(begun(), importing(row(step="nie", **NEW))) == {(2, "step", "no-such-choice")}


def test_nothing_new_in_the_file_is_nothing_done():
    begun().do(partner()).when(importing(row(1, name="Stadtwerke"))).then_nothing()
    begun().when(importing()).then_nothing()


def test_any_change_in_the_register_since_it_was_shown_is_a_conflict():
    story = begun().do(partner(), partner())
    shown = story.state.seq
    changed = story.do(c.ChangeRecord(register="partner", number=2, values={"name": "Chor"}))
    with pytest.raises(ConflictingChange):
        changed.decide(importing(row(1, name="Neu")), seen=shown)
    changed.when(importing(row(1, name="Neu")), seen=changed.state.seq).then_kinds(e.RecordChanged)
    changed.when(importing(row(2, name="Chor")), seen=shown).then_nothing()


def test_a_change_elsewhere_is_none():
    story = begun().do(partner("verein"))
    shown = story.state.seq
    story.do(measure()).when(importing(row(1, name="Neu")), seen=shown).then_kinds(e.RecordChanged)


def test_who_may_add_an_entry_may_bring_many_and_the_end_closes_both():
    command = importing(row(**NEW))
    for actor in (DEV, MAN, KO):
        begun().when(command, by=actor).then_kinds(e.RecordAdded)
    start_is_asked().when(command).then_kinds(e.RecordAdded)
    ended = begun().do(c.AbandonProcess(reason="Kein Geld"), by=KO)
    ended.when(command).then_rejected(Reason.PROCESS_CLOSED)
    with pytest.raises(NotFound):
        begun().decide(replace(command, register="nie"))
