"""What an overlay does to its base, and what the checker says about the result."""

import json
from pathlib import Path

import pytest

from workflow.core.definition import StepMilestone, StepReached
from workflow.definitions.library import check, compile_definition
from workflow.definitions.message import Language
from workflow.definitions.overlay.bases import Base, bases_in, shipped_bases
from workflow.definitions.proof.verdict import prove

FOLDER = Path("tests/definitions")
BASES = bases_in([FOLDER])
HEAD = "format: 1\nid: anbau\nversion: 1\nextends: nachbarschaftshaus@3\ntitle: Mit Anbau\n"
BASE = check((FOLDER / "nachbarschaftshaus.yaml").read_bytes(), "haus.yaml")


def checked(body, bases=BASES, head=HEAD):
    return check((head + body).encode(), "anbau.yaml", bases)


def definition(body):
    answer = checked(body)
    assert answer.is_valid, [problem.text(Language.DE) for problem in answer.problems]
    return answer.definition


def problems(body):
    return [(problem.code, problem.path, problem.place.line) for problem in checked(body).problems]


def document(answer):
    return json.loads(answer.stored)


# --- what is merged ------------------------------------------------------------------------------


def test_an_overlay_that_says_nothing_is_its_base_under_another_name():
    merged = document(checked(""))
    own = {"id": "anbau", "version": "1", "title": "Mit Anbau"}
    assert merged == {**document(BASE), **own}


def test_what_is_stored_knows_nothing_of_the_overlay_and_compiles_again():
    answer = check((FOLDER / "anbau.yaml").read_bytes(), "anbau.yaml", BASES)
    assert answer.base == "nachbarschaftshaus@3"
    assert not document(answer).keys() & {"extends", "add", "change", "remove"}
    assert compile_definition(answer.stored) == answer.definition


def test_things_are_added_where_they_shall_stand():
    text = "{insert_%s: geld, text: T, role: manager}"
    items = definition(
        "add:\n"
        f"  steps.haus.checklist.davor: {text % 'before'}\n"
        f"  steps.haus.checklist.eins: {text % 'after'}\n"
        f"  steps.haus.checklist.zwei: {text % 'after'}\n"
        "  steps.haus.checklist.letzter: {text: T, role: manager}\n"
    )
    order = list(items.steps["haus"].checklist)
    assert order == ["davor", "geld", "eins", "zwei", "besuch", "letzter"]


def test_a_thing_can_stand_beside_one_that_is_added_further_down():
    bodies = definition(
        "add:\n"
        "  bodies.b: {insert_before: a, title: B, recorded_by: coordinator}\n"
        "  bodies.a: {insert_before: rat, title: A, recorded_by: coordinator}\n"
    ).bodies
    assert list(bodies) == ["beirat", "b", "a", "rat"]


def test_what_is_removed_and_added_anew_keeps_its_place():
    steps = definition(
        "add:\n  steps.haus.checklist.geld: {text: Neu, role: manager}\n"
        "remove:\n  steps.haus.checklist.geld: Wird anders gefragt.\n"
    ).steps
    assert list(steps["haus"].checklist) == ["geld", "besuch"]
    assert steps["haus"].checklist["geld"].text == "Neu"


def test_a_whole_step_comes_in_with_what_it_needs():
    merged = definition(
        "add:\n"
        "  steps.umzug: {insert_after: haus, phase: betrieb, title: Umziehen, short: Umzug,"
        " lead: manager, purpose: Alles ist drüben., opens_when: {step: haus, is: passed}}\n"
        "  steps.umzug.checklist.kisten: {text: Packen, role: developer}\n"
    )
    assert list(merged.steps) == ["wunsch", "haus", "umzug", "oeffnung"]
    assert merged.steps["umzug"].checklist["kisten"].text == "Packen"


def test_a_change_reaches_what_the_base_leaves_at_its_default():
    step = definition(
        "change:\n"
        "  steps.haus.duration.weeks: 30\n"
        "  steps.oeffnung.gate.title: Tür auf\n"
        "  steps.haus.questions: [Wem gehört es?]\n"
    ).steps
    assert step["haus"].weeks == 30
    assert step["oeffnung"].gate.title == "Tür auf"
    assert step["haus"].questions == ("Wem gehört es?",)


def test_lists_and_conditions_are_replaced_whole():
    steps = definition("change:\n  steps.haus.opens_when: {step: wunsch, is: started}\n").steps
    assert steps["haus"].opens_when == StepReached("wunsch", StepMilestone.STARTED)


@pytest.mark.parametrize(
    ("path", "value", "label", "was"),
    [
        ("stadt", "Kommune", "Kommune", None),
        ("stadt.label", "Kommune", "Kommune", None),
        ("stadt.was", "[gemeinde]", "Stadt", ["gemeinde"]),
    ],
)
def test_an_option_can_be_called_something_else(path, value, label, was):
    answer = checked(f"change:\n  profile.traeger.options.{path}: {value}\n")
    assert answer.definition.profile["traeger"].options["stadt"] == label
    option = document(answer)["profile"]["traeger"]["options"]["stadt"]
    assert option == ({"label": label, "was": was} if was else label)


def test_an_option_with_former_ids_keeps_them_when_it_is_called_something_else():
    answer = checked("change:\n  profile.zielgruppen.options.jung: Kinder\n")
    option = document(answer)["profile"]["zielgruppen"]["options"]["jung"]
    assert option == {"label": "Kinder", "was": ["kinder"]}


def test_the_register_of_decisions_takes_fields_even_if_the_base_says_nothing_of_it():
    sound = (Path("tests/corpus/definitions/Y-00_ok_sound.yaml")).read_bytes()
    head = HEAD.replace("nachbarschaftshaus@3", "bank@1")
    body = "add:\n  registers.beschluss.fields.mittel: {type: yes-no, label: Mittel}\n"
    answer = checked(body, lambda *_: Base("bank.yaml", sound), head)
    assert "mittel" in answer.definition.registers["beschluss"].fields


def test_sources_and_locks_stand_after_those_of_the_base():
    merged = definition("sources: [Eigene]\nlocked: [steps.haus]\n")
    assert merged.sources == ("Erfahrungen aus drei Stadtteilen", "Eigene")
    assert merged.locked == ("steps.wunsch.gate", "steps.haus")


SHARED = "{count: beschluss, where: {round: current}, at_most: 9}"


@pytest.mark.parametrize(
    ("lock", "refused"),
    [
        ("steps.wunsch.gate", True),
        ("steps.wunsch", True),
        ("steps.wunsch.gate.conditions", True),
        ("' steps.wunsch.gate '", True),
        ("every_gate", True),
        ("every_gate.abgelehnt", False),
        ("steps.wunsch.gate.title", False),
        ("steps.wunsch.gate.conditions.kueche", False),
        ("steps.wunsch.checklist", False),
    ],
)
def test_what_every_gate_asks_for_does_not_get_past_a_protected_gate(lock, refused):
    text = (FOLDER / "nachbarschaftshaus.yaml").read_text("utf-8")
    assert "locked: [steps.wunsch.gate]" in text
    text = text.replace("locked: [steps.wunsch.gate]", f"locked: [{lock}]")
    base = Base("haus.yaml", text.encode())
    answer = checked(f"add:\n  every_gate.neu: {SHARED}\n", lambda *_: base)
    found = [(each.code, each.path) for each in answer.problems if each.is_error]
    assert found == ([("E065", "every_gate.neu")] if refused else [])


def test_a_chain_is_merged_from_the_bottom():
    top = "format: 1\nid: oben\nversion: 2\nextends: anbau@1\ntitle: Oben\n"
    answer = checked("change:\n  steps.haus.title: Ganz anders\n", BASES, top)
    assert answer.definition.steps["haus"].title == "Ganz anders"
    assert "garten" in answer.definition.steps["haus"].checklist
    locked = checked("change:\n  steps.haus.gate.title: Anders\n", BASES, top)
    assert [problem.code for problem in locked.problems] == ["E065"]


# --- what is said --------------------------------------------------------------------------------


def test_what_a_removal_leaves_without_counterpart_is_said_at_the_removal_with_all_that_need_it():
    (problem,) = checked("remove:\n  registers.helfer: Es hilft niemand.\n").problems
    assert (problem.code, problem.path, problem.place.line) == ("E064", "registers.helfer", 7)
    said = problem.text(Language.DE)
    assert "steps.wunsch.fields.anteil.calculate.share" in said
    assert "steps.wunsch.gate.conditions.kueche.count" in said
    assert "registers.geld.fields.betreut.register" in said


@pytest.mark.parametrize(
    ("beside", "needed"),
    [
        ("steps.haus.gate.approvals.rat", "bodies.rat"),  # both are called rat
        ("steps.oeffnung", "steps.wunsch.fields.plaetze"),
    ],
)
def test_a_removal_is_not_blamed_for_what_another_leaves_without_counterpart(beside, needed):
    found = problems(f"remove:\n  {beside}: Nein.\n  {needed}: Nein.\n")
    assert ("E064", needed, 8) in found
    assert beside not in [path for _, path, _ in found]


def test_of_two_things_with_the_same_id_the_removal_of_the_one_that_is_needed_is_named():
    text = (FOLDER / "nachbarschaftshaus.yaml").read_text("utf-8")
    base = text.replace(
        "      miete: {", "      start: {type: date, label: Einzug}\n      miete: {"
    )
    body = "remove:\n  steps.haus.fields.start: Nein.\n  steps.wunsch.fields.start: Nein.\n"
    (problem,) = checked(body, lambda *_: Base("haus.yaml", base.encode())).problems
    assert problem.path == "steps.wunsch.fields.start"


def test_what_is_added_without_a_value_is_called_empty_also_where_the_base_has_braces():
    """No comma of the overlay's has cut a sentence there."""
    assert problems("add:\n  profile.traeger.options.stiftung:\n") == [
        ("E033", "profile.traeger.options.stiftung", 7)
    ]


def test_what_is_wrong_with_a_new_value_stands_where_it_is_written():
    assert problems("change:\n  steps.haus.title: Haus\n  steps.haus.lead: manger\n") == [
        ("E051", "steps.haus.lead", 8)
    ]


def test_what_a_change_does_elsewhere_in_the_base_is_said_at_the_change():
    body = "change:\n  steps.haus.title: Haus\n  registers.geld.fields.betrag.type: date\n"
    found = problems(body)
    assert found
    at = {path: line for _, path, line in found}
    assert at["registers.geld.fields.betrag.min"] == 8  # beside what was changed
    assert at["steps.haus.fields.summe.calculate.sum"] == 7  # the nearest there is


def test_what_no_operation_is_near_to_is_said_at_the_base():
    found = problems("change:\n  registers.geld.fields.betrag.type: date\n")
    at = {path: line for _, path, line in found}
    assert at["steps.haus.fields.summe.calculate.sum"] == 4


def test_a_broken_base_says_so_once_however_much_is_wrong_with_it():
    broken = (FOLDER / "nachbarschaftshaus.yaml").read_bytes().replace(b"manager", b"manger")
    assert len(check(broken, "haus.yaml").problems) > 5
    (problem,) = checked("", lambda *_: Base("haus.yaml", broken)).problems
    assert (problem.code, problem.place.line) == ("E063", 4)


def test_a_base_that_is_too_large_is_broken_like_any_other(tmp_path):
    sound = (FOLDER / "nachbarschaftshaus.yaml").read_bytes()
    (tmp_path / "haus.yaml").write_bytes(sound + b"#" * 1_048_576)
    (problem,) = checked("", bases_in([tmp_path])).problems
    assert problem.message.key == "E063/broken"


def test_a_base_that_two_files_claim_to_be_is_refused(tmp_path):
    sound = (FOLDER / "nachbarschaftshaus.yaml").read_bytes()
    (tmp_path / "haus.yaml").write_bytes(sound)
    (tmp_path / "kopie.yaml").write_bytes(sound)
    assert checked("", bases_in([tmp_path])).problems == ()
    (tmp_path / "kopie.yaml").write_bytes(sound.replace(b"Das Haus finden", b"Ein Haus finden"))
    (problem,) = checked("", bases_in([tmp_path])).problems
    assert problem.message.key == "E063/twice"
    assert f"haus.yaml und {tmp_path / 'kopie.yaml'}. " in problem.text(Language.DE)


def test_a_changed_copy_of_what_ships_is_no_base_under_its_name(tmp_path):
    shipped = Path("process_definitions/kda-10-schritte.yaml").read_bytes()
    (tmp_path / "kda-10-schritte.yaml").write_bytes(shipped + b"# geprobt\n")
    head = HEAD.replace("nachbarschaftshaus@3", "kda-10-schritte@1")
    (problem,) = checked("", bases_in([tmp_path]), head).problems
    assert problem.message.key == "E063/twice"


def test_a_base_can_be_what_is_stored_of_it():
    stored = Base("nachbarschaftshaus@3", BASE.stored, is_canonical=True)
    body = "change:\n  steps.haus.title: Haus\n"
    assert checked(body, lambda *_: stored).stored == checked(body).stored
    answer = checked("remove:\n  steps.haus: Fertig.\n", lambda *_: stored)
    assert {problem.place.line for problem in answer.problems} == {7}


def test_a_withdrawn_base_is_refused():
    data = (FOLDER / "nachbarschaftshaus.yaml").read_bytes()
    (problem,) = checked("", lambda *_: Base("haus.yaml", data, withdrawn=True)).problems
    assert problem.message.key == "E063/withdrawn"


def test_an_unknown_base_is_answered_alike_whoever_has_it():
    """Who gives no names away is not asked for any: the answer is the same sentence."""
    (unknown,) = checked("", lambda *_: ()).problems
    (near,) = checked("", lambda *_: ("nachbarschaftshaus@4",)).problems
    assert unknown.text(Language.DE) == (
        "Eine Prozessvorlage „nachbarschaftshaus@3“ gibt es hier nicht."
    )
    assert near.suggestion == "nachbarschaftshaus@4"


@pytest.mark.parametrize(
    "written",
    [
        "nachbarschaftshaus",
        "nachbarschaftshaus@",
        "nachbarschaftshaus@v3",
        "Nachbarschaftshaus@3",
        "../vorlagen/nachbarschaftshaus.yaml",
        "nachbarschaftshaus @3",
    ],
)
def test_whoever_nearly_names_a_base_is_told_its_name(written):
    (problem,) = checked("", head=HEAD.replace("nachbarschaftshaus@3", written)).problems
    assert (problem.code, problem.suggestion) == ("E060", "nachbarschaftshaus@3")


def test_nobody_is_sent_back_to_the_overlay_itself():
    (problem,) = checked("", head=HEAD.replace("nachbarschaftshaus@3", "anbau@2")).problems
    assert (problem.code, problem.suggestion) == ("E061", "")


@pytest.mark.parametrize(
    ("body", "key", "meant"),
    [
        ("change:\n  steps: {haus: {title: Haus}}\n", "E064/all", "steps.haus.title"),
        ("change:\n  steps.haus.gate: {title: Haus}\n", "E064/all", "steps.haus.gate.title"),
        ("change:\n  profile.traeger.options: [a]\n", "E064/all", ""),
        ("remove:\n  roles.manager: Gibt es nicht.\n", "E064/value", ""),
        (
            "add:\n  steps: {haus: {checklist: {neu: {text: Neu, role: manager}}}}\n",
            "E064/holder",
            "steps.haus.checklist.neu",
        ),
    ],
)
def test_whoever_writes_a_nest_is_told_the_path(body, key, meant):
    (problem,) = checked(body).problems
    assert (problem.message.key, problem.suggestion) == (key, meant)


def test_the_example_for_a_change_is_a_value_that_the_author_wrote():
    body = "change:\n  steps.wunsch.checklist.team: {help: Fragen Sie herum.}\n"
    (problem,) = checked(body).problems
    assert "steps.wunsch.checklist.team.help" in problem.text(Language.DE)


def test_what_leads_to_nothing_and_resembles_nothing_is_answered_with_what_there_is():
    (problem,) = checked("change:\n  steps.haus.checklist.xyz.text: Neu\n").problems
    assert problem.text(Language.DE).endswith("Dort gibt es: geld, besuch.")


def test_part_of_a_list_is_answered_with_the_list():
    (problem,) = checked("change:\n  steps.wunsch.questions[0]: Wer?\n").problems
    assert "Ändern Sie „steps.wunsch.questions“." in problem.text(Language.DE)


def test_only_what_can_be_changed_is_offered_at_the_top():
    (problem,) = checked("change:\n  xyz.haus: Neu\n").problems
    assert "Möglich: roles, bodies," in problem.text(Language.DE)


def test_one_place_cannot_be_written_in_two_ways():
    body = "change:\n  steps.haus.title: A\n  steps. haus.title: B\n"
    assert problems(body) == [("E064", "steps. haus.title", 8)]


def test_what_ships_can_be_built_on_by_name():
    found = shipped_bases("kda-10-schritte", 1)
    assert isinstance(found, Base)
    assert "kda-10-schritte@1" in shipped_bases("kda-10-schritte", 99)
    head = HEAD.replace("nachbarschaftshaus@3", "kda-10-schritte@1")
    assert check(head.encode(), "x.yaml").is_valid


def test_a_town_adapts_the_ten_steps_as_they_ship():
    data = (FOLDER / "staedtisch.yaml").read_bytes()
    answer = check(data, "staedtisch.yaml")
    assert answer.problems == ()
    assert prove(data, "staedtisch.yaml", answer).problems == ()
    steps = answer.definition.steps
    assert [approval.id for approval in steps["analyse"].gate.approvals][:2] == ["ag", "lenkung"]
    assert steps["verstetigung"].weeks == 160
    assert "laendlich" not in steps["quartier"].checklist


def test_what_the_proof_finds_stands_in_the_overlay():
    body = (
        "change:\n  steps.haus.title: Haus\n"
        "  steps.haus.opens_when: {count: helfer, where: {seit: {at_least: {today: {months: 1}}}},"
        " at_least: 1}\n"
    )
    data = (HEAD + body).encode()
    answer = check(data, "anbau.yaml", BASES)
    assert answer.is_valid
    (problem,) = prove(data, "anbau.yaml", answer).problems
    assert (problem.code, problem.place.line, problem.file) == ("E043", 8, "anbau.yaml")
