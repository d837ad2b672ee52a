"""`quartiersweg move`, as the operator meets it."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, update

from tests.storage.test_move_runs import NEXT
from tests.storage.world import AT, HELPER, World
from workflow.cli.main import main
from workflow.core import commands as c
from workflow.definitions.canonical import digest_of
from workflow.definitions.library import check, compile_definition
from workflow.service import Service
from workflow.storage.database import Database
from workflow.storage.tables import instance, outbox

VERSION = "nachbarschaftshaus@4"


@pytest.fixture
def town(sqlite_url, tmp_path):
    service = Service(Database(sqlite_url), tmp_path / "files", compile_definition)
    world = World.found(service)
    stored = check(NEXT.encode(), "nachbarschaftshaus.yaml").stored
    service.publish(world.place, stored, account=None, at=AT)
    north, south = (world.start(name).instance for name in ("Nord", "Süd"))
    helper = c.AddRecord(register="helfer", step="wunsch", values={**HELPER, "stunden": "5"})
    world.do(north, helper)
    world.work_a_while(south)
    yield world
    service.close()


def quartiersweg(town, *words, wanted=VERSION):
    url = town.service.database.url
    files = Path(url.database).parent / "files"
    files.mkdir(exist_ok=True)
    place = ["--for", "musterstadt", "--database", str(url), "--files", str(files)]
    return CliRunner().invoke(main, ["move", wanted, *words, *place])


def test_a_trial_run_says_what_it_means_and_changes_nothing(town):
    ran = quartiersweg(town, "--dry-run")
    assert ran.exit_code == 0, ran.output
    assert "Nord  Mehr Aufwand" in ran.output
    assert "1 neuer Pflichtpunkt. 1 Eintragung steht danach unter „Früher erfasst“" in ran.output
    assert "Süd   Wartet" in ran.output
    assert (
        "2 Quartiere. Ohne Folgen: 0, Mehr Aufwand: 1, Wartet: 1, Nicht möglich: 0." in ran.output
    )
    same = "--same registers.helfer.fields.stunden=registers.helfer.fields.zeit"
    assert same in ran.output
    assert ran.output.endswith("Es wurde nichts geändert.\n")


def test_it_moves_goes_on_and_takes_back(town):
    ran = quartiersweg(town, "--reason", "Neue Richtlinie")
    assert ran.exit_code == 1
    assert "Süd: Für den Schritt „Wunsch“ läuft eine Freigabe." in ran.output
    assert "1 Quartier umgestellt." in ran.output
    assert "--resume" in ran.output
    town.do(2, c.WithdrawRequest(step="wunsch"))
    again = quartiersweg(town, "--resume")
    assert again.exit_code == 0, again.output
    assert "1 Quartier umgestellt." in again.output
    assert "Kein laufendes Quartier ist umzustellen." in quartiersweg(town, "--dry-run").output
    back = quartiersweg(town, "--undo", "--reason", "Zu früh")
    assert back.exit_code == 0, back.output
    assert "2 Quartiere zurückgenommen." in back.output
    assert town.state(1).records["helfer"][1].values["stunden"].value == "5"


def test_the_teams_are_told_unless_it_is_quiet(town):
    assert "2 Personen bekommen zusammen 4 E-Mails; mit --quiet niemand." in (
        quartiersweg(town, "--dry-run").output
    )
    ran = quartiersweg(town, "--dry-run", "--quiet")
    assert "Niemand bekommt deshalb eine E-Mail." in ran.output
    quartiersweg(town, "--reason", "Neue Richtlinie", "--quiet")
    town.do(2, c.WithdrawRequest(step="wunsch"))
    quartiersweg(town, "--resume")
    quartiersweg(town, "--undo", "--reason", "Zu früh")
    assert waiting(town) == 0
    quartiersweg(town, "--reason", "Neue Richtlinie")
    assert waiting(town) == 4
    quartiersweg(town, "--undo", "--reason", "Zu früh")
    assert waiting(town) == 8


def test_no_run_begins_beside_one_that_was_cut_off(town):
    """Else what the first has moved could not be taken back any more."""
    stored = check(NEXT.encode(), "nachbarschaftshaus.yaml").stored
    digest = digest_of(stored)
    town.service.moves.begin(town.place, digest, reason="Neu", account=None, at=AT)
    ran = quartiersweg(town, "--reason", "Neue Richtlinie")
    assert ran.exit_code == 1
    assert "nicht zu Ende, 2 Quartiere stehen noch aus" in ran.output
    assert "1 Quartier umgestellt." in quartiersweg(town, "--resume").output
    again = quartiersweg(town, "--reason", "Neue Richtlinie")  # what waits may be moved anew
    assert "0 Quartiere umgestellt." in again.output


def test_one_quartier_is_counted_as_one(town):
    ran = quartiersweg(town, "--dry-run", "--only", "nord")
    assert "\n1 Quartier. Ohne Folgen: 0, " in ran.output


def test_a_run_is_stopped(town):
    quartiersweg(town, "--reason", "Neue Richtlinie")
    ran = quartiersweg(town, "--stop")
    assert (ran.exit_code, ran.output) == (
        0,
        "1 Quartier bleibt bei der bisherigen Version. Der Lauf ist beendet.\n",
    )
    town.do(2, c.WithdrawRequest(step="wunsch"))
    assert "0 Quartiere umgestellt." in quartiersweg(town, "--resume").output


def test_what_fails_is_said_and_the_others_are_moved(town):
    broken = update(instance).where(instance.c.slug == "nord").values(part="{")
    town.do(2, c.WithdrawRequest(step="wunsch"))
    with town.service.database.maintain() as connection:
        connection.execute(broken)
    ran = quartiersweg(town, "--reason", "Neue Richtlinie")
    assert ran.exit_code == 1
    assert "Nord: Nicht gelungen: DecodeError: " in ran.output
    assert "1 Quartier umgestellt." in ran.output
    assert "nicht gelungen ist, geht später mit --resume weiter" in ran.output


def waiting(town):
    """Return how many letters wait."""
    with town.service.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(outbox))


def test_what_is_said_wrongly_is_said_back(town):
    says = {
        ("--dry-run", "--undo"): "Nennen Sie nur eines",
        (): "Sagen Sie mit --reason in einem Satz, warum.",
        ("--resume",): "noch keinen Lauf",
        ("--undo", "--reason", "Ja"): "noch keinen Lauf",
        ("--same", "x"): "--same braucht zwei Pfade",
        ("--only", "nie", "--reason", "Ja"): "Kein laufendes Quartier, das umzustellen wäre: nie",
        ("--resume", "--quiet", "--only", "nord"): "Lassen Sie weg: --only, --quiet",
        ("--undo", "--reason", "Ja", "--quiet"): "Lassen Sie weg: --quiet",
        ("--resume", "--reason", "Ja"): "Lassen Sie weg: --reason",
        ("--stop", "--undo"): "Nennen Sie nur eines",
        ("--only", "nie", "--dry-run"): "Kein laufendes Quartier, das umzustellen wäre: nie",
    }
    for words, sentence in says.items():
        ran = quartiersweg(town, *words)
        assert ran.exit_code == 1
        assert sentence in ran.output
    unknown = quartiersweg(town, "--dry-run", wanted="nachbarschaftshaus@9")
    assert "ist hier nicht veröffentlicht" in unknown.output


def test_a_quartier_with_another_definition_is_none_of_those_that_can_be_moved(town):
    stored = check(NEXT.replace("id: nachbarschaftshaus", "id: anderes").encode(), "x.yaml").stored
    town.service.publish(town.place, stored, account=None, at=AT)
    for words in (["--dry-run"], ["--reason", "Ja"]):
        ran = quartiersweg(town, "--only", "nord", *words, wanted="anderes@4")
        assert ran.exit_code == 1
        assert ran.output == "Fehler: Kein laufendes Quartier, das umzustellen wäre: nord\n"


STUNDEN, ZEIT = "registers.helfer.fields.stunden", "registers.helfer.fields.zeit"


@pytest.mark.parametrize("words", [("--dry-run",), ("--reason", "Ja")])
@pytest.mark.parametrize(
    ("choice", "says"),
    [
        (
            ("--same", f"{STUNDEN}x={ZEIT}"),
            f"--same: {STUNDEN}x ist nichts, was in der neuen Version fehlt. Meinten Sie {STUNDEN}?",
        ),
        (
            ("--same", f"{STUNDEN}=registers.helfer.fields.zet"),
            f"ist nichts Neues, das {STUNDEN} sein könnte. Meinten Sie {ZEIT}?",
        ),
        (("--same", f"{STUNDEN}=profile.traeger"), f"Zur Wahl steht: {ZEIT}."),
        (
            ("--owed", "steps.wunsch.checklist.plaene"),
            (
                "ist kein neuer Pflichtpunkt eines bestehenden Schritts. "
                "Meinten Sie steps.wunsch.checklist.plan?"
            ),
        ),
        (
            ("--give-up", "steps.wunsch"),
            "ist kein Schritt, der in der neuen Version fehlt. So etwas gibt es hier nicht.",
        ),
    ],
)
def test_a_choice_that_is_none_is_refused_with_what_was_meant(town, words, choice, says):
    ran = quartiersweg(town, *choice, *words)
    assert ran.exit_code == 1
    assert says in ran.output
    assert town.state(1).moved() == ()


def test_all_choices_that_are_none_are_said_at_once_and_those_of_others_are_taken(town):
    ran = quartiersweg(town, "--owed", "a", "--owed", "b", "--give-up", "c", "--dry-run")
    assert ran.output.count("ist kein") == 3
    moved = quartiersweg(town, "--same", f"{STUNDEN}={ZEIT}", "--only", "sued", "--reason", "Ja")
    assert "Wahl" not in moved.output  # Nord has such an entry, Süd has not
