"""The demo comes about by real commands, shows every stage, and nothing in it is an accident."""

import time
import unicodedata
from datetime import date, timedelta

import pytest
from argon2 import PasswordHasher
from click.testing import CliRunner

from workflow.cli.main import main
from workflow.core import tasks
from workflow.core.errors import NotFound
from workflow.core.policy import ADMIN, CONSULTANT
from workflow.core.state import Level, ProcessLife, StepStatus
from workflow.demo.folder import DemoFolder
from workflow.demo.people import PASSWORD, PEOPLE, TOWN, VILLAGE
from workflow.demo.script import Script
from workflow.demo.tales import TALES
from workflow.service import Service
from workflow.storage import queries
from workflow.storage.sign_ins import SignIns

TODAY = date(2026, 6, 9)
ACTIVE, REVIEW, PASSED = StepStatus.ACTIVE, StepStatus.IN_REVIEW, StepStatus.PASSED


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = DemoFolder(tmp_path_factory.mktemp("demo") / "demo-data")
    begun = time.perf_counter()
    told = list(place.renew(TODAY))
    print(f"seeded {len(told)} quartiere in {time.perf_counter() - begun:.1f} s")
    return place


@pytest.fixture(scope="module")
def service(place):
    service = Service.open(place.database_url, place.files)
    yield service
    service.close()


@pytest.fixture(scope="module")
def accounts(service):
    sign_ins = SignIns(service.database)
    return {each.name: sign_ins.by_email(each.email).account for each in PEOPLE}


@pytest.fixture(scope="module")
def wholes(service, accounts):
    """Every quartier as its coordination sees it."""
    return {
        tale.key: service.load_whole(tale.key, account=accounts[tale.coordinator]) for tale in TALES
    }


def status(wholes, quartier, step):
    return wholes[quartier].state.instance.steps[step].status


@pytest.mark.parametrize(
    ("quartier", "step", "expected"),
    [
        ("talaue", "leitbild", ACTIVE),
        ("ziegelhuette", "leitbild", ACTIVE),
        ("weststadt", "analyse", ACTIVE),
        ("am-muehlbach", "analyse", ACTIVE),
        ("bahnhofsviertel", "partner", REVIEW),
        ("lindenhof", "partner", ACTIVE),
        ("ortskern", "quartier", StepStatus.SKIPPED),
        ("kreuzfeld", "netzwerk", ACTIVE),
        ("hafenviertel", "ziele", ACTIVE),
        ("alte-weberei", "massnahmen", ACTIVE),
        ("rosenau", "massnahmen", REVIEW),
        ("oberdorf", "verstetigung", ACTIVE),
        ("oberdorf", "evaluation", ACTIVE),
        ("suedstadt", "ziele", ACTIVE),
        ("suedstadt", "evaluation", StepStatus.WAITING),
        ("gartenstadt", "verstetigung", PASSED),
    ],
)
def test_every_stage_is_there(wholes, quartier, step, expected):
    assert status(wholes, quartier, step) is expected


def test_every_life_and_every_judgement_is_there(wholes):
    instances = [whole.state.instance for whole in wholes.values()]
    lives = {instance.life for instance in instances}
    assert lives == {ProcessLife.RUNNING, ProcessLife.PAUSED, ProcessLife.COMPLETED}
    assert {each.situation.level for each in instances if each.situation} == set(Level)
    assert any(instance.situation is None for instance in instances)
    assert wholes["suedstadt"].state.instance.round == 2
    stale = TODAY - wholes["weststadt"].state.instance.situation.on
    assert stale > timedelta(days=60)


def test_what_is_stuck_is_stuck_for_its_reason(wholes):
    returned = wholes["am-muehlbach"].state.step("analyse").returned
    assert "Begehung" in returned.text
    waiting = wholes["bahnhofsviertel"].state.step("partner").request.exceptions
    assert [name for name, each in waiting.items() if each.role and not each.granted_on]
    assert wholes["rosenau"].state.step("massnahmen").request.on < TODAY - timedelta(days=28)
    assert wholes["lindenhof"].state.step("analyse").passed.stale
    duties = wholes["hafenviertel"].state.instance.obligations.values()
    assert sorted(duty.due < TODAY for duty in duties if not duty.fulfilled_on) == [False, True]
    assert any(duty.fulfilled_on for duty in duties)
    assert wholes["kreuzfeld"].state.instance.proposals
    assert wholes["oberdorf"].state.step("verstetigung").items["agenda"].on


def overdue(whole):
    """Return the items of a running quartier that are late."""
    instance, definition = whole.state.instance, whole.definition
    open_work = [
        task
        for step in definition.steps
        for task in tasks.step_tasks(definition, instance, step, whole.state.step(step))
    ]
    for records in whole.state.records.values():
        for record in records.values():
            open_work.extend(tasks.record_tasks(definition, instance, record))
    begun = [task for task in open_work if task.start is None or task.start <= TODAY]
    return {f"{task.holder}.{task.thing}" for task in begun if task.due and task.due < TODAY}


def test_nothing_is_overdue_by_accident(wholes):
    running = {
        name: late
        for name, whole in wholes.items()
        if whole.state.instance.life is ProcessLife.RUNNING and (late := overdue(whole))
    }
    assert running == {
        "weststadt": {"analyse.strukturdaten", "analyse.maengel"},
        "kreuzfeld": {
            "netzwerk.vereinbarung",
            "netzwerk.sprecher",
            "netzwerk.arbeitsgruppen",
            "netzwerk.beitraege",
            "risiko/2.",
        },
        "bahnhofsviertel": {"risiko/2."},
        "alte-weberei": {"massnahmen.barrierefrei"},
    }


def test_the_measures_stand_in_every_state(wholes):
    measures = wholes["alte-weberei"].state.records["massnahme"].values()
    states = {measure.values["status"].value for measure in measures}
    assert states == {"abgeschlossen", "umsetzung", "geplant", "idee", "abgebrochen"}
    assert any(item.note for measure in measures for item in measure.items.values())


def test_every_register_has_something_to_show(wholes):
    definition = wholes["talaue"].definition
    filled = {name for whole in wholes.values() for name in whole.state.records}
    assert filled == set(definition.registers)


def test_everything_is_as_it_was_written(service):
    verified = service.verify()
    assert verified.findings == ()
    assert verified.files > 20


def test_it_all_happened_before_today(wholes):
    assert max(whole.state.last_at.date() for whole in wholes.values()) <= TODAY


def test_no_text_has_a_gap(service):
    with service.database.read() as connection:
        texts = connection.exec_driver_sql("SELECT words FROM event_payload").scalars().all()
    assert len(texts) > 500
    # The words of an event are one JSON object; a fact nobody filled in would leave braces inside.
    assert not [text for text in texts if "{" in text[1:]]


def test_everybody_can_sign_in(service):
    sign_ins, hasher = SignIns(service.database), PasswordHasher()
    typed = unicodedata.normalize("NFKD", PASSWORD)
    for person in PEOPLE:
        found = sign_ins.by_email(person.email)
        assert found.active
        assert hasher.verify(found.password, typed)


def test_nobody_sees_what_is_foreign(service, accounts):
    own = {tale.key: tale for tale in TALES}
    for person in PEOPLE:
        for key, tale in own.items():
            foreign = (tale.municipality == VILLAGE) != (person.municipality == VILLAGE)
            if foreign or person.role in {ADMIN, CONSULTANT}:
                with pytest.raises(NotFound):
                    service.load_whole(key, account=accounts[person.name])


def test_the_script_names_only_what_the_process_has(wholes):
    definition = wholes["talaue"].definition
    for tale in TALES:
        script = Script(tale.key, tale.variant)
        for at in script.places():
            holder, _, item = at.partition(".")
            in_step = holder in definition.steps and item in definition.steps[holder].checklist
            register = definition.registers.get(holder)
            assert in_step or (register and item in register.checklist), f"{tale.key}: {at}"


def test_the_command_line_seeds_once_and_names_the_sign_ins(place):
    before = (place.path / "daten.db").stat().st_ino
    shown = CliRunner().invoke(main, ["demo", "--no-serve", "--folder", str(place.path)])
    assert shown.exit_code == 0, shown.output
    assert PASSWORD in shown.output
    assert not [person.email for person in PEOPLE if person.email not in shown.output]
    assert (place.path / "daten.db").stat().st_ino == before


def test_a_folder_that_holds_something_else_is_not_touched(tmp_path):
    (tmp_path / "brief.txt").write_text("wichtig", "utf-8")
    shown = CliRunner().invoke(main, ["demo", "--fresh", "--no-serve", "--folder", str(tmp_path)])
    assert shown.exit_code == 78
    assert [path.name for path in tmp_path.iterdir()] == ["brief.txt"]


def test_the_consultant_has_published_a_second_version_and_writes_the_third(service, accounts):
    samir = accounts["Samir Haddad"]
    with service.reading(samir) as reading:
        place = reading.reach.home
        assert [row.version for row in queries.versions(reading, place)] == [2, 1]
        (draft,) = queries.drafts(reading, place)
        towns = [each.slug for each in queries.definition_towns(reading)]
    assert (draft.changed_by, draft.errors) == (samir, 2)
    assert towns == [VILLAGE, TOWN]  # by name: a Gemeinde before a Stadt
