"""What moving to another version means for a quartier, before anybody does it."""

from dataclasses import replace

import pytest

from tests.unit.core import story as tell
from tests.unit.core.newer import NEWER
from tests.unit.core.small import IS_VEREIN, SMALL, at_least, variant
from tests.unit.core.story import KO, begun
from tests.unit.core.test_moving import MOVE, PROTOKOLL, VERTEILER, expected, with_start
from workflow.core import commands as c
from workflow.core.definition import (
    Approval,
    ApprovalKind,
    ChecklistItem,
    Count,
    DocumentProof,
    DueRule,
    Field,
    FieldRef,
    FieldType,
    Strength,
)
from workflow.core.moving.mapping import mapping
from workflow.core.moving.preview import Decision, DecisionKind, Effect, Verdict, decisions
from workflow.core.sentences.moving import EFFECTS, consequences_sentence, verdict_name


def test_a_quartier_that_has_just_begun_has_more_to_do():
    found = expected(begun())
    assert found.verdict is Verdict.MORE
    assert [(each.effect, each.count) for each in found.effects] == [
        (Effect.NEW_ITEMS, 1),
        (Effect.NEW_STEPS, 1),
    ]
    said = consequences_sentence(found, SMALL, "de")
    assert said == "1 neuer Pflichtpunkt. 1 neuer Schritt"


def test_a_version_that_says_the_same_has_no_consequences():
    found = expected(begun(), variant(version=2, title="Neuer Titel"))
    assert (found.verdict, found.effects) == (Verdict.NONE, ())
    assert consequences_sentence(found, SMALL, "de") == "Alles behält seinen Platz"


def test_a_request_makes_the_quartier_wait():
    found = expected(tell.start_is_asked())
    assert found.verdict is Verdict.WAITS
    assert consequences_sentence(found, SMALL, "de").startswith("Für den Schritt „Anfang“ läuft")


@pytest.mark.parametrize(
    ("story", "definition", "effect"),
    [
        (begun(), SMALL, Effect.THERE),
        (begun(), variant(version=1, title="x"), Effect.NOT_NEWER),
        (begun(), variant(id="anders", version=9), Effect.NOT_NEWER),
        (begun().do(c.AbandonProcess(reason="Ende"), by=KO), NEWER, Effect.CLOSED),
    ],
)
def test_what_makes_it_impossible(story, definition, effect):
    found = expected(story, definition)
    assert found.verdict is Verdict.IMPOSSIBLE
    assert [each.effect for each in found.effects] == [effect]


def test_what_has_no_place_any_more_is_counted_and_can_be_decided():
    story = begun().do(tell.partner(seit="2025-05-01"), tell.measure(titel="Ein Mittagstisch"))
    effects = {each.effect: each.count for each in expected(story).effects}
    assert effects[Effect.LEFT] == 2  # a day that is asked no more, a title that is too long
    assert decisions(mapping(SMALL, NEWER), story.state) == ()  # nothing new it could be now
    asked = decisions(mapping(SMALL, NEWER), tell.all_have_passed().state)
    [found] = (each for each in asked if each.kind is DecisionKind.SAME)
    assert found == Decision(
        kind=DecisionKind.SAME,
        path="steps.umsetzung.checklist.ergebnis",
        candidates=("steps.umsetzung.checklist.abnahme",),
    )


def test_new_items_of_a_passed_step_are_to_be_decided_and_not_owed_by_default():
    story = tell.netz_has_passed()
    found = decisions(mapping(SMALL, NEWER), story.state)
    assert {each.path for each in found if each.kind is DecisionKind.OWED} == {PROTOKOLL, VERTEILER}
    effects = {each.effect: each.count for each in expected(story).effects}
    assert effects[Effect.LATER] == 2
    assert Effect.OWED not in effects
    assert Effect.OWED in {e.effect for e in expected(story, owed=(PROTOKOLL,)).effects}


def gate_of_start(**parts):
    return with_start(gate=replace(GATE, **parts))


def required(item, **parts):
    checklist = SMALL.steps["start"].checklist
    return with_start(
        checklist={**checklist, item: replace(checklist[item], required=True, **parts)}
    )


GATE = SMALL.steps["start"].gate
STRICTER = replace(GATE.conditions[0], condition=at_least(Count("partner"), 5))
OPINION = Approval(id="verein", body="rat", kind=ApprovalKind.OPINION)
NOTICE = replace(OPINION, kind=ApprovalKind.NOTICE)


@pytest.mark.parametrize(
    ("definition", "count"),
    [
        (gate_of_start(conditions=(STRICTER,)), 1),
        (gate_of_start(conditions=()), None),
        (gate_of_start(conditions=(replace(STRICTER, strength=Strength.ADVICE),)), None),
        (gate_of_start(approvals=(*GATE.approvals, OPINION)), 1),
        (gate_of_start(approvals=(*GATE.approvals, NOTICE)), None),
        (required("unterlage"), 1),
        (required("anlass", evidence=(DocumentProof(),)), 1),
    ],
)
def test_a_gate_that_asks_for_more_is_more_to_do(definition, count):
    done = begun().do(tell.completing("start", "anlass", note="Der Rat will es."), by=KO)
    found = expected(done.do(tell.partner()), definition)
    assert ("verlangt mehr" in consequences_sentence(found, SMALL, "de")) is bool(count)
    assert {each.effect: each.count for each in found.effects}.get(Effect.ASKED_MORE) == count
    assert found.verdict is (Verdict.MORE if count else Verdict.NONE)


NEW_ITEM = ChecklistItem(id="neu", text="Neu", role="manager", required=True, due=DueRule(days=5))


def with_item(register, item):
    registers = SMALL.registers
    checklist = {**registers[register].checklist, item.id: item}
    changed = replace(registers[register], checklist=checklist)
    return variant(version=2, registers={**registers, register: changed})


def test_a_waiting_step_that_opens_at_once_is_more_to_do():
    netz = replace(SMALL.steps["netz"], opens_when=None)
    found = expected(begun(), variant(version=2, steps={**SMALL.steps, "netz": netz}))
    assert found.verdict is Verdict.MORE
    assert consequences_sentence(found, SMALL, "de") == "Der Schritt „Netz“ öffnet sich"


def test_what_entries_are_asked_for_is_more_to_do_and_due_from_now():
    story = begun().do(tell.measure(), tell.measure(), tell.measure()).later(100)
    story = story.do(c.ArchiveRecord(register="massnahme", number=3, reason="Doppelt"))
    newer = with_item("massnahme", NEW_ITEM)
    found = expected(story, newer)
    assert found.verdict is Verdict.MORE
    assert consequences_sentence(found, SMALL, "de") == "2 neue Pflichtpunkte in Einträgen"
    there = replace(story, other=newer).do(replace(MOVE, definition=newer.digest), by=KO)
    assert (there.item("massnahme/2", "neu").due - there.today).days == 5
    assert "neu" not in there.state.records["massnahme"][3].items


def test_entries_without_new_duties_are_no_more_to_do():
    story = begun().do(tell.measure())
    advised = replace(NEW_ITEM, required=False)
    ruled_out = replace(NEW_ITEM, applies_when=at_least(FieldRef("", "kosten"), 1))
    for item in (advised, ruled_out):
        assert expected(story, with_item("massnahme", item)).verdict is Verdict.NONE


@pytest.mark.parametrize(
    ("traeger", "effects"), [("verein", {Effect.NEW_ITEMS, Effect.NEW_FIELDS}), ("kommune", set())]
)
def test_what_does_not_apply_is_no_more_to_do(traeger, effects):
    field = Field(id="neu", type=FieldType.TEXT, label="Neu", required=True)
    start = SMALL.steps["start"]
    newer = with_start(
        checklist={**start.checklist, "neu": replace(NEW_ITEM, applies_when=IS_VEREIN)},
        fields={**start.fields, "neu": replace(field, applies_when=IS_VEREIN)},
    )
    found = expected(begun(traeger=traeger), newer)
    assert {each.effect for each in found.effects} == effects


def test_a_step_that_has_passed_is_asked_for_nothing_more():
    found = expected(tell.netz_has_passed(), gate_of_start(conditions=(STRICTER,)))
    assert found.verdict is Verdict.NONE


def test_every_effect_and_verdict_has_its_words():
    for language, phrases in EFFECTS.items():
        assert all(effect in phrases for effect in Effect)
        assert all(verdict_name(verdict, language) for verdict in Verdict)
    assert EFFECTS["de"].keys() == EFFECTS["en"].keys()
