"""`verify` finds what was changed behind the program's back, and `rebuild` brings rows back."""

import json
import os
import re
from io import BytesIO

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, select, update

from tests.storage.world import AT
from workflow.cli.main import main
from workflow.cli.verify import counted
from workflow.core import commands as c
from workflow.core.errors import ChainBroken, FolderNotEmpty, NotFound
from workflow.core.municipality import GrantRole
from workflow.core.state import StepStatus
from workflow.storage import queries, tables, triggers
from workflow.storage.verify import Verified

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def instance(world):
    """A quartier that has been worked in for a while, with a file."""
    instance = world.start().instance
    world.work_a_while(instance)
    paper = world.service.store_file(instance, BytesIO(PDF), "Plan.pdf", account=world.manager)
    world.do(instance, c.AddComment(text="Der Plan", documents=(paper,)))
    return instance


def found(world):
    return [(finding.where, finding.what) for finding in world.service.verify().findings]


def change(world, statement):
    with world.service.database.maintain() as connection:
        connection.execute(statement)


def test_an_untouched_database_is_in_order(world, instance):
    verified = world.service.verify()
    assert verified.findings == ()
    assert (verified.streams, verified.files) == (2, 1)
    assert verified.events > 15
    assert verified == world.service.verify()


def test_files_are_compared_in_the_order_in_which_they_came(world, instance):
    """Their digests sort differently from the events that brought them."""
    for number in range(4):
        content = BytesIO(b"%b%%%d" % (PDF, number))
        paper = world.service.store_file(instance, content, "Plan.pdf", account=world.manager)
        world.do(instance, c.AddComment(text="Noch ein Plan", documents=(paper,)))
    assert found(world) == []


def test_the_digest_changes_with_every_event(world, instance):
    before = world.service.verify().digest
    world.do(instance, c.AddComment(text="Noch etwas"))
    assert world.service.verify().digest != before


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        (update(tables.instance).values(name="Anders"), "instance"),
        (update(tables.step_row).values(done=7), "step_row wunsch"),
        (delete(tables.record).where(tables.record.c.number == 1), "record helfer/1"),
        (delete(tables.task_row), "task_row"),
        (update(tables.membership).values(role="developer"), "membership"),
        (update(tables.attachment).values(size=1), "attachment"),
        (update(tables.instance).values(slug="Mühl/burg"), "its slug cannot stand in an address"),
        (update(tables.municipality).values(name="Anderswo"), "municipality differs"),
        (update(tables.municipality).values(slug="Muster stadt"), "its slug cannot"),
        (delete(tables.municipality_role), "municipality_role"),
        (update(tables.municipality_role).values(role="consultant"), "municipality_role"),
        (update(tables.definition_version).values(title="Anders"), "definition_version"),
        (update(tables.definition_version).values(version=7), "definition_version"),
        (update(tables.definition_version).values(definition_id="x"), "definition_version"),
        (update(tables.definition_version).values(digest="0" * 64), "definition_version"),
        (update(tables.definition_version).values(published_at="2020"), "definition_version"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_changed_row_is_named_and_brought_back(world, instance, statement, place):
    change(world, statement)
    assert any(place in what for _, what in found(world))
    world.service.rebuild()
    assert found(world) == []


def unguarded(world, *statements):
    """Change the history itself, as somebody with the file in their hands could."""
    with world.service.database.maintain() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        else:
            for name in triggers.TRIGGERS["sqlite"]:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        # The word that it erased is the first that shows it.
        ("UPDATE event SET facts = '{' WHERE type = 'WordsErased'", "the word text is gone"),
        ("UPDATE event SET digests = '{' WHERE seq = 1", "the event is not what was written"),
        ("UPDATE event_payload SET words = '[]'", "its words cannot be read"),
        ("UPDATE event_payload SET words = '{'", "its words cannot be read"),
    ],
)
def test_what_cannot_be_read_any_more_is_named(world, instance, statement, what):
    said = world.do(instance, c.AddComment(text="Name")).seq
    world.do(instance, c.EraseWords(words=((said, "text"),), reason="x"), by="coordinator")
    unguarded(world, statement)
    assert what in [finding for _, finding in found(world)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE step_row SET part = '{'",
        "UPDATE instance SET part = '{'",
        "UPDATE instance SET definition = 'x'",
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_brought_back(world, instance, statement):
    unguarded(world, statement)
    assert any("something cannot be read" in what for _, what in found(world))
    world.service.rebuild()
    assert found(world) == []


def test_a_definition_that_was_changed_is_named(world, instance):
    unguarded(world, "UPDATE definition_version SET canonical = '{}'")
    assert any("definition_version differs" in what for _, what in found(world))


def test_a_definition_whose_text_is_gone_is_not_dropped_by_a_repair(world):
    unguarded(world, "UPDATE definition_version SET canonical = '{}'")
    world.service.rebuild()
    assert found(world) == [
        (f"kommune/{world.place}", "definition_version differs from the events")
    ]
    with world.service.reading(world.coordinator) as reading:
        assert len(queries.definitions(reading)) == 1


def test_a_quartier_that_was_moved_to_another_town_is_named_and_brought_back(world, instance):
    other = world.service.found_municipality("Anderswo", "anderswo", at=AT)
    change(world, update(tables.instance).values(municipality_id=other))
    assert any("its municipality differs" in what for _, what in found(world))
    world.service.rebuild()
    assert found(world) == []


def test_a_slug_is_chosen_anew_beside_those_that_are_taken(world, instance):
    world.start("Mühlburg")
    change(
        world,
        update(tables.instance).values(slug="").where(tables.instance.c.id == instance),
    )
    world.service.rebuild()
    assert world.service.load_whole("muehlburg", account=world.manager).instance == instance


def test_a_cut_off_stream_of_a_municipality_is_nothing_to_build_on(world):
    change(world, update(tables.municipality).values(seq=9))
    assert found(world) == [(f"kommune/{world.place}", "its row does not name the last event")]
    with pytest.raises(ChainBroken):
        world.service.rebuild()


def test_the_end_of_a_municipality_is_written_down_again(world):
    change(world, update(tables.municipality).values(seq=1, head=bytes(32)))
    assert found(world) != []
    world.service.rebuild()
    assert found(world) == []
    grant = GrantRole(account=world.manager, role="coordinator")
    world.service.govern(world.place, grant, account=None, at=AT)
    assert found(world) == []


def test_a_municipality_gets_a_slug_that_can_stand_in_an_address(world):
    world.service.found_municipality("Bad Überfluß", "Bad Überfluß", at=AT)
    assert found(world) == []
    assert slugs_of(world) == {"musterstadt", "bad-ueberfluss"}


def slugs_of(world):
    with world.service.database.read() as connection:
        return set(connection.execute(select(tables.municipality.c.slug)).scalars())


def test_a_missing_file_is_named(world, instance, tmp_path):
    for path in (tmp_path / "files").rglob("*"):
        if path.is_file():
            path.unlink()
    [(where, what)] = found(world)
    assert where == f"quartier/{instance}"
    assert "is missing" in what


def test_a_damaged_file_is_named(world, instance, tmp_path):
    for path in (tmp_path / "files").rglob("*"):
        if path.is_file():
            path.write_bytes(b"something else")
    [(_, what)] = found(world)
    assert "is damaged" in what


def test_a_cut_off_stream_is_named_and_nothing_is_rebuilt_from_it(world, instance):
    # The row of the quartier still knows that there was more.
    change(world, update(tables.instance).values(seq=tables.instance.c.seq + 1))
    assert found(world) == [(f"quartier/{instance}", "its row does not name the last event")]
    with pytest.raises(ChainBroken):
        world.service.rebuild()


def test_an_export_holds_everything(world, instance, tmp_path):
    target = tmp_path / "export"
    number = world.service.export(instance, target)
    assert number == len([path for path in target.rglob("*") if path.is_file()])
    events = json.loads((target / "ereignisse.json").read_text())
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert {"Der Plan", "80 Antworten"} <= {w for event in events for w in event["words"].values()}
    [file] = json.loads((target / "dateien.json").read_text())
    assert file["name"] == "Plan.pdf"
    assert (target / "dateien" / file["sha256"]).read_bytes() == PDF
    people = json.loads((target / "personen.json").read_text())
    assert {"Coordinator", "Manager", "Developer"} == set(people.values())
    assert json.loads((target / "prozessvorlage.json").read_text())["id"] == "nachbarschaftshaus"


def test_an_export_overwrites_nothing(world, instance, tmp_path):
    (tmp_path / "mine.txt").write_text("Meins")
    with pytest.raises(FolderNotEmpty):
        world.service.export(instance, tmp_path)
    with pytest.raises(NotFound):
        world.service.export("gibt-es-nicht", tmp_path / "export")


# --- at the command line -----------------------------------------------------------------------


@pytest.fixture
def run(world, database_url, tmp_path):
    """Run a command on the installation of the test."""
    (tmp_path / "files").mkdir(exist_ok=True)

    def running(*arguments):
        environment = {"DATABASE_URL": database_url, "ATTACHMENTS_DIR": str(tmp_path / "files")}
        return CliRunner().invoke(main, arguments, env=environment)

    return running


def test_verify_answers_with_the_place_of_the_break(world, instance, run):
    fine = run("verify")
    assert fine.exit_code == 0, fine.output
    assert re.match(r"Geprüft: \d+ Verläufe, \d+ Einträge, 1 Datei\.$", fine.output, re.MULTILINE)
    digest = fine.output.split()[-1]
    assert run("verify", "--expect", digest).exit_code == 0
    assert run("verify", "--expect", "0" * 64).exit_code == 1
    change(world, update(tables.step_row).values(done=7))
    broken = run("verify")
    assert broken.exit_code == 1
    assert f"quartier/{instance}: step_row wunsch" in broken.output
    assert run("rebuild").exit_code == 0
    assert run("verify").exit_code == 0


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((1, 1, 1), "1 Verlauf, 1 Eintrag, 1 Datei"),
        ((2, 0, 3), "2 Verläufe, 0 Einträge, 3 Dateien"),
    ],
)
def test_one_is_counted_as_one(counts, said):
    streams, events, files = counts
    found = Verified(findings=(), digest="", streams=streams, events=events, files=files)
    assert counted(found) == said


def test_export_writes_the_folder_or_says_why_not(world, instance, run, tmp_path):
    target = str(tmp_path / "export")
    assert run("export", "muehlburg", "--to", target).exit_code == 0
    assert "nicht leer" in run("export", "muehlburg", "--to", target).output
    assert "gibt es nicht" in run("export", "fremd", "--to", str(tmp_path / "other")).output


def test_tick_opens_what_time_has_made_ready(world, instance, run):
    assert world.service.tick(AT).opened == 0
    # The quartier's first step opened in March 2026: more than six months ago, whatever today is.
    assert run("tick").output.startswith("In 1 Quartier hat sich ein Schritt geöffnet.\n")
    assert run("tick").output.startswith("In keinem Quartier hat sich ein Schritt geöffnet.\n")


def test_tick_says_how_many_files_it_cleared_away(world, instance, run):
    def said():
        return run("tick").output.splitlines()[1]

    def forget(*contents):
        for content in contents:
            paper = world.service.store_file(
                instance, BytesIO(PDF + content), "Plan.pdf", account=world.manager
            )
            os.utime(world.service.files.path(instance, paper.sha256), (0, 0))

    assert said() == "Keine Datei war wegzuräumen."
    forget(b"1")
    assert said() == "1 Datei, die zu keinem Eintrag gehört, ist weggeräumt."
    forget(b"2", b"3")
    assert said() == "2 Dateien, die zu keinem Eintrag gehören, sind weggeräumt."


def test_a_quartier_that_cannot_be_read_does_not_hold_up_the_others(world, instance):
    other = world.start("Später").instance
    world.work_a_while(other)
    # Both wait for something that time alone fulfils; the first of them has lost its part.
    change(world, update(tables.instance).values(part="{").where(tables.instance.c.id == instance))
    done = world.service.tick(AT.replace(year=2027))
    [failure] = done.failures
    assert (done.opened, failure.__notes__) == (1, [f"in quartier/{instance}"])
    assert world.state(other).instance.steps["haus"].status is StepStatus.ACTIVE


def test_tick_names_the_quartier_that_failed_and_ends_with_1(world, instance, run):
    change(world, update(tables.instance).values(part="{"))
    answer = run("tick")
    assert answer.exit_code == 1
    assert f"Nicht gelungen in quartier/{instance}" in answer.output
    assert answer.output.startswith("In keinem Quartier")


def test_another_schema_is_refused(world, run):
    with world.service.database.maintain() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'fremd'")
    answer = run("verify")
    assert answer.exit_code == 78
    assert "quartiersweg migrate" in answer.output
    with world.service.database.maintain() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    assert run("migrate").exit_code == 0
