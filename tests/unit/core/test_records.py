"""Registers: entries with a number, references between them, an archive instead of deletion."""

from dataclasses import replace

import pytest

from tests.unit.core.story import DAY, DEV, KO, MAN, begun, measure, partner, start_is_asked
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.errors import ConflictingChange, NotFound, Reason
from workflow.core.state import PartNotLoaded, ProcessState, record_key, split_key

CHANGE = c.ChangeRecord(register="partner", number=1, values={"name": "Wohnbau"})
ARCHIVE = c.ArchiveRecord(register="partner", number=1, reason="Doppelt")


def test_an_entry_knows_its_number_origin_and_author():
    record = begun().do(partner(), partner(), by=DEV).state.records["partner"][2]
    assert (record.number, record.step, record.round) == (2, "start", 1)
    assert (record.by, record.on) == (DEV.account, DAY)


def test_required_fields_of_an_entry_are_asked():
    command = c.AddRecord(register="partner", step="start", values={"seit": "2026-01-01"})
    begun().when(command).then_invalid(name="empty", sektor="empty")


def test_a_field_that_applies_through_another_is_required_then():
    begun().when(measure(kosten="500")).then_invalid(quelle="empty")
    begun().when(measure(kosten="500", quelle="Stiftung")).then_kinds(e.RecordAdded)


def test_a_change_cannot_empty_what_is_required():
    emptied = replace(CHANGE, values={"name": ""})
    begun().do(partner()).when(emptied).then_invalid(name="empty")


def test_only_what_is_named_changes():
    story = begun().do(partner(beitrag="5"), CHANGE)
    values = story.state.records["partner"][1].values
    assert {name: value.value for name, value in values.items()} == {
        "name": "Wohnbau",
        "sektor": "kommune",
        "beitrag": "5.00",
    }
    story.when(CHANGE).then_nothing()


def test_a_field_of_an_entry_is_cleared():
    story = begun().do(partner(beitrag="5"), replace(CHANGE, values={"beitrag": None}))
    assert "beitrag" not in story.state.records["partner"][1].values


def test_references_name_entries_that_are_there_and_match():
    story = begun().do(partner("verein"), partner("kommune"))
    story.when(measure(partner=("1",))).then_kinds(e.RecordAdded)
    for wrong in ("2", "3", "0", "01x"):
        story.when(measure(partner=(wrong,))).then_invalid(partner="no-such-record")


def test_an_archived_entry_cannot_be_referred_to_anew_and_stays_where_it_is():
    story = begun().do(partner("verein"), measure(partner=("1",)), ARCHIVE)
    story.when(measure(partner=("1",))).then_invalid(partner="no-such-record")
    renamed = c.ChangeRecord(register="massnahme", number=1, values={"titel": "Neu"})
    story.when(renamed).then_kinds(e.RecordChanged)


def test_an_entry_is_archived_with_a_reason_and_stays_readable():
    story = begun().do(partner(), ARCHIVE)
    record = story.state.records["partner"][1]
    assert (record.archived.reason, record.values["name"].value) == ("Doppelt", "Stadtwerke")
    begun().do(partner()).when(replace(ARCHIVE, reason=" ")).then_invalid(reason="empty")


def test_archiving_twice_is_harmless():
    begun().do(partner(), ARCHIVE).when(ARCHIVE).then_nothing()


def test_an_archived_entry_is_not_changed():
    begun().do(partner(), ARCHIVE).when(CHANGE).then_rejected(Reason.RECORD_ARCHIVED)


def test_numbers_are_never_given_twice():
    assert begun().do(partner(), ARCHIVE, partner()).state.instance.numbers == {"partner": 2}


def test_registers_stay_open_while_a_step_is_in_review():
    start_is_asked().when(partner("verein")).then_kinds(e.RecordAdded)


def test_registers_stay_open_while_the_process_is_paused():
    story = begun().do(c.PauseProcess(until=DAY.replace(day=30), reason="Urlaub"), by=KO)
    story.do(partner(), CHANGE, ARCHIVE)


def test_registers_close_with_the_process():
    story = begun().do(partner()).do(c.AbandonProcess(reason="Kein Geld"), by=KO)
    for command in (partner(), CHANGE, ARCHIVE):
        story.when(command).then_rejected(Reason.PROCESS_CLOSED)


@pytest.mark.parametrize(
    "command",
    [
        c.AddRecord(register="nie", step="start", values={}),
        c.AddRecord(register="partner", step="nie", values={"name": "A", "sektor": "wohnen"}),
        c.ChangeRecord(register="nie", number=1, values={}),
        c.ChangeRecord(register="partner", number=9, values={}),
        c.ArchiveRecord(register="partner", number=0, reason="x"),
        c.ArchiveRecord(register="partner", number=-1, reason="x"),
    ],
)
def test_what_does_not_exist_is_not_found(command):
    with pytest.raises(NotFound):
        _ = begun().do(partner()).when(command).events


def test_only_the_same_field_of_the_same_entry_is_in_conflict():
    story = begun().do(partner(), partner())
    shown = story.state.seq
    story = story.do(CHANGE)
    story.when(replace(CHANGE, number=2), seen=shown).then_kinds(e.RecordChanged)
    story.when(replace(CHANGE, values={"sektor": "wohnen"}), seen=shown).then_kinds(e.RecordChanged)
    with pytest.raises(ConflictingChange):
        _ = story.when(replace(CHANGE, values={"name": "GAG"}), seen=shown).events
    with pytest.raises(ConflictingChange):
        _ = story.when(ARCHIVE, seen=shown).events


def test_a_field_of_an_entry_that_somebody_emptied_is_in_conflict():
    story = begun().do(partner(email="a@example.org"))
    shown = story.state.seq
    emptied = story.do(replace(CHANGE, values={"email": ""}))
    with pytest.raises(ConflictingChange) as conflict:
        _ = emptied.when(replace(CHANGE, values={"email": "b@example.org"}), seen=shown).events
    assert conflict.value.thing == "email"


def test_a_record_has_exactly_one_name_as_a_holder():
    assert split_key(record_key("partner", 12)) == ("partner", 12)
    for other in ("partner", "partner/", "partner/01", "partner/0", "partner/x", "partner/٣"):
        assert split_key(other) is None
    assert split_key("partner/" + "9" * 5000) is None


def test_a_part_that_is_not_loaded_is_no_empty_answer():
    whole = begun().do(partner()).state
    part = ProcessState(instance=whole.instance, steps={}, records={}, registers=frozenset())
    with pytest.raises(PartNotLoaded):
        part.step("start")
    with pytest.raises(PartNotLoaded):
        part.record("partner", 1)
    with pytest.raises(PartNotLoaded):
        part.register("partner")
    assert part.record("partner", 2) is None


def test_everybody_of_the_team_may_record():
    for by in (DEV, MAN, KO):
        begun().when(partner(), by=by).then_kinds(e.RecordAdded)
