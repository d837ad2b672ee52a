"""A definition is proved by a course that the engine walked, or the gate that blocks is named."""

import re
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from workflow.cli.main import main
from workflow.core.commands import SYSTEM, Actor, CompleteProcess, Context
from workflow.core.decide import decide
from workflow.core.events import Recorded
from workflow.core.evolve import evolve
from workflow.core.state import ProcessLife, StepStatus
from workflow.definitions.library import check
from workflow.definitions.message import Language
from workflow.definitions.proof.run import ACCOUNTS
from workflow.definitions.proof.telling import tell
from workflow.definitions.proof.verdict import prove
from workflow.definitions.proof.witness import find_witness

ROOT = Path(__file__).parents[3]
SHIPPED = sorted((ROOT / "process_definitions").glob("*.yaml"))

PROCESS = """\
format: 1
id: probe
version: 1
title: Probe
language: de
roles:
  developer: {title: Entwicklung}
  manager: {title: Management}
  coordinator: {title: Koordination}
bodies: {rat: {title: Rat, recorded_by: coordinator}}
phases: {planung: {title: Planung}}
profile:
  traeger: {type: choice, label: Träger, options: {stadt: Stadt, verein: Verein}}
  ende: {type: date, label: Ende}
  rest: {type: integer, label: Rest, calculate: {months: {from: today, to: profile.ende}}}
registers:
  ziel:
    title: Ziele
    singular: Ziel
    fields:
      name: {type: text, label: Name, required: true, min_length: 12, max_length: 20}
      ebene: {type: choice, label: Ebene, required: true, options: {oben: Oben, unten: Unten}}
      feld: {type: choice, label: Feld, options: {a: A, b: B, c: C}}
      ort: {type: choices, label: Ort, options: {nord: Nord, mitte: Mitte}}
      fertig: {type: yes-no, label: Fertig}
      grund: {type: text, label: Grund, required: true, applies_when: {field: fertig, is: true}}
      tag: {type: date, label: Tag, max: today}
      kosten: {type: money, label: Kosten, min: 0, max: 5000}
      wer: {type: person, label: Wer}
    checklist:
      klar: {text: Ist klar, role: developer, required: true, evidence: {field: feld}}
  mittel:
    title: Mittel
    singular: Mittel
    fields:
      ziel: {type: reference, register: ziel, label: Für, required: true, where: {ebene: unten}}
      hoehe: {type: integer, label: Höhe, min: 1, max: 5}
      dauer: {type: integer, label: Dauer, min: 1, max: 5}
      gewicht: {type: integer, label: Gewicht, calculate: {product: [hoehe, dauer]}}
steps:
  anfang:
    phase: planung
    title: Anfang
    short: Anfang
    lead: manager
    purpose: Es beginnt.
    opens_when: []
    fields:
      zahl: {type: integer, label: Zahl, min: 1, max: 100, usual: [5, 10]}
      ganz: {type: integer, label: Ganz, min: 0}
      teil: {type: integer, label: Teil, min: 0, max: ganz}
      anteil: {type: percent, label: Anteil, calculate: {percent: [teil, ganz]}}
      rest: {type: integer, label: Rest, calculate: {difference: [ganz, teil]}}
      tag: {type: date, label: Tag}
      art: {type: choice, label: Art, options: {a: A, b: B}}
      orte: {type: choices, label: Orte, options: {nord: Nord, mitte: Mitte}}
      alt: {type: yes-no, label: Alt, calculate: {field: zahl, at_least: 50}}
    checklist:
      tun: {text: Tun, role: developer, required: true, evidence: [note, document]}
    gate:
      title: Geschafft
      conditions:
        probe: CONDITION
      approvals:
        rat: {body: rat}
        leitung: {role: coordinator, after: rat}
  ende:
    phase: planung
    title: Ende
    short: Ende
    lead: manager
    purpose: Es endet.
    opens_when: OPENING
    checklist:
      tun: {text: Tun, role: coordinator, required: true}
"""


def definition_with(condition="{field: zahl, filled: true}", opening="{step: anfang, is: passed}"):
    text = PROCESS.replace("CONDITION", condition).replace("OPENING", opening)
    checked = check(text.encode(), "probe.yaml")
    assert checked.definition is not None, [p.text(Language.DE) for p in checked.problems]
    return text, checked


POSSIBLE = [
    "{field: zahl, at_least: 60}",
    "{field: zahl, is: 7}",
    "{field: alt, is: true}",
    "{field: art, is: b}",
    "{all_of: [{field: orte, is: nord}, {field: orte, is: mitte}]}",
    "{field: tag, at_least: {today: {months: 6}}}",
    "{field: tag, at_most: {earliest: ziel.tag, where: {ebene: oben}}}",
    "{field: anteil, at_least: 80, at_most: 90}",
    "{field: rest, at_least: 20}",
    "{field: profile.rest, at_most: 24, at_least: 12}",
    "{field: profile.traeger, is: verein}",
    "{count: ziel, at_least: 12}",
    "{count: ziel, where: {ebene: unten, fertig: true, step: anfang, round: current}, at_least: 2}",
    "{count: ziel, distinct: feld, at_least: 3}",
    "{count: ziel, where: {ort: mitte}, distinct: feld, at_least: 2}",
    "{count: ziel, where: {feld: {filled: false}}, at_least: 1}",
    "{count: mittel, where: {gewicht: {at_least: 20}}, at_least: 1}",
    "{all_of: [{count: ziel, at_least: 2}, {count: ziel, where: {ebene: oben}, at_most: 0}]}",
    "{share: ziel, of: {ebene: unten}, where: {fertig: true}, at_least: 80}",
    "{all_of: [{count: ziel, at_least: 5}, {share: ziel, where: {fertig: true}, at_least: 60}]}",
    "{all_of: [{count: ziel, at_least: 3}, {share: ziel, where: {fertig: true}, at_most: 40}]}",
    "{sum: ziel.kosten, at_least: 3000}",
    "{latest: ziel.tag, at_least: {today: {months: -3}}}",
    "{percent: [teil, {count: ziel}], at_least: 50}",
    "{ratio: [ganz, zahl], at_least: 3}",
    "{total: [ganz, teil], at_least: 9}",
    "{months: {from: tag, to: profile.ende}, at_least: 12}",
    "{all_of: [{count: ziel, at_least: 2}, {every: ziel, has: [tag, wer, checklist, mittel.ziel]}]}",
    "{item: tun, is: done}",
    "{elapsed: anfang, at_least: {months: 12}}",
    (
        "{any_of: [{count: ziel, where: {tag: {at_least: {today: {days: 2}}}}, at_least: 1}, "
        "{field: art, is: a}]}"
    ),
]


@pytest.mark.parametrize("condition", POSSIBLE)
def test_what_people_can_bring_about_the_search_brings_about(condition):
    _, checked = definition_with(condition)
    witness = find_witness(checked.definition)
    assert witness.is_complete, witness.stuck


def from_another_step(condition):
    for name in ("zahl", "alt", "art", "orte", "tag", "anteil", "rest"):
        condition = condition.replace(f"field: {name},", f"field: anfang.{name},")
    for name in ("teil", "ganz", "zahl"):
        condition = re.sub(rf"(\[|, ){name}([],])", rf"\1anfang.{name}\2", condition)
    condition = condition.replace("from: tag", "from: anfang.tag")
    return condition.replace("item: tun", "item: anfang.tun")


@pytest.mark.parametrize("condition", [from_another_step(each) for each in POSSIBLE])
def test_what_opens_a_step_is_brought_about_too(condition):
    _, checked = definition_with(opening=condition)
    assert find_witness(checked.definition).is_complete


IMPOSSIBLE = {
    "{count: ziel, where: {tag: {at_least: {today: {days: 2}}}}, at_least: 1}": "Tag",
    "{sum: ziel.kosten, where: {kosten: {at_least: 6000}}, at_least: 1}": "Kosten",
    "{count: mittel, where: {gewicht: {at_least: 26}}, at_least: 1}": "Gewicht",
    "{count: ziel, distinct: feld, at_least: 4}": "Feld",
    "{field: anteil, at_least: 101}": "Anteil",
}


@pytest.mark.parametrize("condition", IMPOSSIBLE)
def test_a_gate_that_nobody_can_reach_is_named_with_the_reason(condition):
    text, checked = definition_with(condition)
    proof = prove(text.encode(), "probe.yaml", checked)
    assert not proof.witness.is_complete
    assert [(problem.code, problem.path) for problem in proof.problems] == [
        ("E045", "steps.anfang.gate.conditions.probe")
    ]
    problem = proof.problems[0]
    assert text.splitlines()[problem.place.line - 1].strip().startswith("probe:")
    assert IMPOSSIBLE[condition] in problem.text(Language.DE)


def test_an_item_that_nobody_can_prove_is_named_with_its_proof():
    proof = "{register: ziel, distinct: feld, at_least: 4}"
    text = definition_with()[0].replace("[note, document]", proof)
    found = prove(text.encode(), "probe.yaml", check(text.encode(), "probe.yaml")).problems
    assert [problem.path for problem in found] == ["steps.anfang.checklist.tun"]
    assert found[0].text(Language.DE) == (
        "Diese Freigabe ist mit keiner Folge von Eingaben zu erreichen: Für den Punkt „Tun“ fehlt "
        "der Nachweis: Ziele: mindestens 4 verschiedene Angaben zu „Feld“. Jetzt: 3."
    )


@pytest.mark.parametrize(
    ("before", "after", "path"),
    [
        ("evidence: [note, document]}", "applies_when: LATE}", "checklist.tun"),
        (
            "label: Tag}\n      art",
            "label: Tag, required: true, applies_when: LATE}\n      art",
            "fields.tag",
        ),
        ("filled: true}", "filled: true, applies_when: LATE}", "gate.conditions.probe"),
        ("{body: rat}", "{body: rat, applies_when: LATE}", "gate.approvals.rat"),
    ],
)
def test_what_waits_for_an_answer_that_never_comes_is_named_with_that(before, after, path):
    late = "    fields: {spaet: {type: yes-no, label: Spät}}\n    checklist:\n"
    start, found, end = definition_with()[0].rpartition("    checklist:\n")
    assert found
    text = (start + late + end).replace(before, after, 1)
    text = text.replace("LATE", "{field: ende.spaet, is: true}")
    (problem,) = prove(text.encode(), "probe.yaml", check(text.encode(), "probe.yaml")).problems
    assert (problem.code, problem.path) == ("E045", f"steps.anfang.{path}.applies_when")
    assert text.splitlines()[problem.place.line - 1][problem.place.column - 1 :].startswith("appl")
    said = problem.text(Language.DE)
    assert "steht noch nicht fest. Es hängt ab von: „Spät“ (Schritt „Ende“)" in said


def test_a_step_that_never_opens_is_named_and_not_the_one_behind_it():
    opening = "{count: ziel, where: {tag: {at_least: {today: {days: 2}}}}, at_least: 1}"
    text, checked = definition_with(opening=opening)
    behind = text + (
        "  danach:\n    phase: planung\n    title: Danach\n    short: Danach\n    lead: manager\n"
        "    purpose: Es endet.\n    opens_when: {step: ende, is: passed}\n"
    )
    proof = prove(behind.encode(), "probe.yaml", check(behind.encode(), "probe.yaml"))
    assert set(proof.witness.stuck) == {"ende", "danach"}
    assert [(problem.code, problem.path) for problem in proof.problems] == [
        ("E043", "steps.ende.opens_when")
    ]
    assert checked.is_valid


def test_what_a_later_gate_asks_of_a_step_is_done_before_the_step_is_locked():
    text, _ = definition_with()
    later = text.replace(
        "      tun: {text: Tun, role: coordinator, required: true}\n",
        "      tun: {text: Tun, role: coordinator, required: true}\n"
        "    gate: {conditions: {frueh: {field: anfang.tag, at_most: {earliest: ziel.tag}}}}\n",
    )
    assert later != text
    assert find_witness(check(later.encode(), "probe.yaml").definition).is_complete


def test_a_long_chain_in_the_wrong_order_is_walked_in_decent_time():
    steps = PROCESS.partition("steps:\n")[2].partition("\n  ende:\n")[0]
    head = PROCESS.partition("steps:\n")[0] + "steps:\n"
    one = steps.replace("CONDITION", "{field: zahl, filled: true}")
    chain = [one.replace("anfang", f"schritt-{number}") for number in range(60)]
    for number in range(59):
        opening = f"opens_when: {{step: schritt-{number + 1}, is: passed}}"
        chain[number] = chain[number].replace("opens_when: []", opening)
    text = head + "\n".join(chain) + "\n"
    started = time.process_time()
    assert find_witness(check(text.encode(), "kette.yaml").definition).is_complete
    assert time.process_time() - started < 5


def test_an_exception_is_only_used_where_the_condition_cannot_be_met():
    wanted = "{count: ziel, at_least: 3, strength: waivable, waived_by: coordinator}"
    _, checked = definition_with(wanted)
    assert exceptions_in(witness_of(checked)) == []
    never = "{count: ziel, where: {tag: {at_least: {today: {days: 2}}}}, at_least: 1, "
    _, checked = definition_with(f"{never} strength: waivable, waived_by: coordinator}}")
    witness = witness_of(checked)
    assert witness.is_complete
    assert exceptions_in(witness) == ["probe"]


def exceptions_in(witness):
    return [name for deed in witness.deeds for name in getattr(deed.command, "exceptions", {})]


def witness_of(checked):
    return find_witness(checked.definition)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_what_ships_is_proved(path):
    data = path.read_bytes()
    checked = check(data, path.name)
    # What is derived from a definition is remembered by its digest: here nothing is known yet.
    fresh = replace(checked.definition, digest="fresh")
    proof = prove(data, path.name, replace(checked, definition=fresh))
    assert proof.problems == ()
    assert proof.witness.is_complete


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_what_ships_is_proved_for_every_carrier(path):
    """Who carries the process decides who approves, and what else there is to do."""
    definition = check(path.read_bytes(), path.name).definition
    asked = definition.profile.get("traegertyp")
    for carrier in asked.options if asked else ():
        witness = find_witness(definition, {"traegertyp": carrier})
        assert witness.deeds[0].command.profile["traegertyp"] == carrier
        assert witness.is_complete, (carrier, witness.stuck)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_engine_follows_the_course_again_to_the_end(path):
    definition = replace(check(path.read_bytes(), path.name).definition, digest="again")
    witness = find_witness(definition)
    state = None
    for deed in witness.deeds:
        at = datetime(deed.on.year, deed.on.month, deed.on.day, 9, tzinfo=UTC)
        account = ACCOUNTS.get(deed.role)
        actor = Actor(account=account, roles=frozenset({deed.role})) if account else SYSTEM
        events = decide(definition, state, deed.command, Context(actor=actor, at=at, today=deed.on))
        assert events
        for event in events:
            seq = state.seq + 1 if state else 1
            recorded = Recorded(seq=seq, at=at, on=deed.on, by=actor.account, event=event)
            state = evolve(state, recorded)
    assert isinstance(witness.deeds[-1].command, CompleteProcess)
    assert state.instance.life is ProcessLife.COMPLETED
    assert {life.status for life in state.instance.steps.values()} == {StepStatus.PASSED}
    days = [deed.on for deed in witness.deeds]
    assert days == sorted(days)


def test_the_same_definition_is_walked_the_same_way():
    _, checked = definition_with("{count: ziel, distinct: feld, at_least: 3}")
    again = replace(checked.definition)
    assert find_witness(checked.definition) == find_witness(again)


def test_the_course_is_told_line_by_line():
    _, checked = definition_with()
    lines = tell(witness_of(checked), checked.definition).splitlines()
    assert lines[0] == "   1  05.01.2026  Koordination: startet das Quartier"
    assert "Entwicklung: „Anfang“: „Tun“ erledigt" in lines[1]
    assert any("Koordination: „Anfang“: Rat stimmt zu" in line for line in lines)
    assert lines[-1].endswith("beendet das Quartier: Alle Schritte sind abgeschlossen")


def run(*words):
    return CliRunner().invoke(main, ["definition", "check", *map(str, words)])


def test_the_command_proves_and_shows_the_course(tmp_path):
    good, bad = tmp_path / "gut.yaml", tmp_path / "schlecht.yaml"
    good.write_text(definition_with()[0], "utf-8")
    bad.write_text(definition_with(next(iter(IMPOSSIBLE)))[0], "utf-8")
    shown = run("--witness", good)
    assert shown.exit_code == 0
    assert "beendet das Quartier" in shown.output
    assert "beendet das Quartier" not in run(good).output
    assert '"witness": [' in run("--witness", "--format", "json", good).output
    refused = run(bad)
    assert refused.exit_code == 1
    assert "E045 steps.anfang.gate.conditions.probe" in refused.output


def test_what_cannot_be_opened_does_not_keep_the_others_from_their_answer(tmp_path):
    good = tmp_path / "gut.yaml"
    good.write_text(definition_with()[0], "utf-8")
    shown = run(tmp_path / "fehlt.yaml", tmp_path, good)
    assert shown.exit_code == 1
    assert "fehlt.yaml: E022 Diese Datei gibt es nicht." in shown.output
    assert f"{tmp_path}: E022 Das ist ein Ordner." in shown.output
    assert f"{good}: Fehler: 0" in shown.output
    assert "There is no such file." in run("--language", "en", tmp_path / "fehlt.yaml").output


def test_what_was_said_about_the_text_is_not_said_again_by_the_proof(tmp_path):
    marked = tmp_path / "markiert.yaml"
    marked.write_text("\ufeff" + definition_with()[0], "utf-8")
    assert run(marked).output.count(": W107 ") == 1


@pytest.mark.parametrize(
    ("approval", "codes"),
    [
        ("{role: coordinator}", ["W110"]),
        ("{role: coordinator, as: opinion}", ["W110"]),
        ("{role: coordinator, as: notice}", []),
        ("{body: rat}", []),
    ],
)
def test_an_approval_that_locks_out_a_single_person_is_pointed_out(approval, codes):
    text = definition_with()[0]
    rat = re.search(r"rat: (\{body: rat[^}]*\})", text)
    assert rat
    problems = check(text.replace(rat[1], approval, 1).encode(), "probe.yaml").problems
    assert [p.code for p in problems if p.path == "steps.anfang.gate.approvals.rat"] == codes


def test_a_gate_that_cannot_be_passed_is_told_by_what_is_computed_not_by_what_is_said():
    condition = "{count: ziel, where: {name: {filled: false}}, at_least: 1, say: Alles ist gut.}"
    text, checked = definition_with(condition)
    said = [p.text(Language.DE) for p in prove(text.encode(), "probe.yaml", checked).problems]
    assert said
    assert not any("Alles ist gut" in each for each in said)
