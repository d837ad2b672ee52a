"""A fresh installation, on both databases: from nothing to a quartier, by commands and in the browser."""

import re
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.web.conftest import HOST, PASSWORD, CheckedClient
from tests.web.page import Page
from web.app import create_app
from web.config import read_settings
from workflow.cli.main import main
from workflow.service import Service
from workflow.settings import CONFIG_FILE, EXIT_CODE

HOUSE = Path(__file__).parents[1] / "definitions" / "nachbarschaftshaus.yaml"
TOWN = ("--municipality", "Stadt Musterhausen")
HOLGER = ("musterhausen", "--name", "Holger Stein", "--email", "Holger.Stein@example.org")
LINK = re.compile(rf"https://{HOST}(/einladung/\S+)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def environment(request, tmp_path) -> dict[str, str]:
    """What an operator sets before anything is there."""
    url = f"sqlite:///{tmp_path / 'neu.db'}"
    if request.param == "postgres":
        url = request.getfixturevalue("own_url")
    (tmp_path / "neue-dateien").mkdir()
    return {
        "SECRET_KEY": "b6e0b4b1d8f34c0e9c2a7f5d1e8a3c4f",
        "BASE_URL": f"https://{HOST}",
        "TRUSTED_HOSTS": HOST,
        "DATABASE_URL": url,
        "ATTACHMENTS_DIR": str(tmp_path / "neue-dateien"),
        CONFIG_FILE: "",
    }


@pytest.fixture
def run(environment):
    """Run a command in this installation; it must not fail."""

    def running(*arguments: str, exit_code: int = 0) -> str:
        ran = CliRunner().invoke(main, arguments, env=environment)
        assert ran.exit_code == exit_code, ran.output
        return ran.output

    return running


@pytest.fixture
def served(run, environment):
    """Return new browsers before the installation."""
    run("migrate")
    settings = read_settings(environment)
    with closing(Service.open(settings.database_url, settings.attachments)) as service:
        # By the machine's clock, as the commands are.
        app = create_app(settings, service, clock=lambda: datetime.now(UTC))
        app.testing = True
        app.test_client_class = CheckedClient
        yield app.test_client


def opened(visitor: CheckedClient, link: str) -> int:
    form = {"password": PASSWORD, "repeat": PASSWORD, "command_id": "0" * 32}
    return visitor.send(link, form, token_from=link).status_code


def test_T24_from_nothing_to_a_quartier(run, served):
    link = LINK.search(run("create-admin", *HOLGER, *TOWN))[1]
    run("definition", "publish", "kda-10-schritte", "--for", "musterhausen")
    holger = served()
    assert "Stadt Musterhausen hat Sie eingeladen" in holger.get(link).text
    assert opened(holger, link) == 303
    again = served()
    assert again.sign_in("holger.stein@example.org").status_code == 303

    form = {"email": "petra@example.org", "name": "Petra Voss", "roles": "coordinator"}
    invited = again.send("/konten/einladung", form, token_from="/konten")
    petras = LINK.search(again.get(invited.location).text.replace('"', " "))[1]
    petra = served()
    assert opened(petra, petras) == 303

    page = Page(petra.get("/quartiere/neu").text)
    hidden = next(each for each in page.forms() if "vorlage" in each)
    started = petra.send(
        "/quartiere/neu",
        hidden | {"name": "Lindenhof", "feld-traegertyp": "kommune", "feld-bundesland": "nw"},
        token_from="/quartiere/neu",
    )
    assert started.location.startswith("/quartiere/lindenhof")
    assert "Stadt Musterhausen (musterhausen): 1 Version" in run("doctor")
    run("verify")


def test_the_command_can_be_run_again_and_changes_nothing_that_is_there(run, served):
    first = LINK.search(run("create-admin", *HOLGER, *TOWN))[1]
    said = run("create-admin", *HOLGER, "--municipality", "Anders")
    second = LINK.search(said)[1]
    assert "„Stadt Musterhausen“ (musterhausen) gibt es schon" in said
    assert (served().get(first).status_code, served().get(second).status_code) == (404, 200)
    assert opened(served(), second) == 303
    said = run("create-admin", *HOLGER)
    assert "Ein Passwort ist schon festgelegt" in said
    assert not LINK.search(said)
    assert served().sign_in("holger.stein@example.org").status_code == 303


def test_who_has_an_account_elsewhere_gets_a_role_and_the_municipality_takes_it_away(run, served):
    link = LINK.search(run("create-admin", *HOLGER, *TOWN))[1]
    ina = ("talheim", "--name", "Ina Öz", "--email", "ina@example.org", "--municipality", "Talheim")
    inas = LINK.search(run("create-admin", *ina))[1]
    grant = ("grant-role", "consultant", "--email", "Holger.Stein@example.org", "--for")
    assert "Holger Stein hat jetzt" in run(*grant, "talheim")
    assert "hatte schon in der Kommune „talheim“ die Rolle Beratung" in run(*grant, "talheim")
    assert "gibt es nicht" in run(*grant, "nirgends", exit_code=1)
    unknown = ("grant-role", "consultant", "--for", "talheim", "--email", "niemand@example.org")
    assert "Ein offenes Konto" in run(*unknown, exit_code=1)
    run("grant-role", "boss", *grant[2:], "talheim", exit_code=2)

    keeper, holger = served(), served()
    assert (opened(keeper, inas), opened(holger, link)) == (303, 303)
    keeper = served()
    assert keeper.sign_in("ina@example.org").status_code == 303
    assert "Holger Stein" in keeper.get("/konten").text


def test_a_new_municipality_has_to_be_named(run, served):
    assert "ist neu" in run("create-admin", *HOLGER, exit_code=1)
    assert "noch keine Kommune" in run("doctor", exit_code=EXIT_CODE)


def test_an_account_of_another_municipality_is_not_taken_over(run, served):
    run("create-admin", *HOLGER, *TOWN)
    other = ("beispielbach", *HOLGER[1:], "--municipality", "Beispielbach")
    assert "gehört zu" in run("create-admin", *other, exit_code=1)
    assert "beispielbach" not in run("doctor", exit_code=EXIT_CODE)


@pytest.mark.parametrize(
    ("option", "value"), [("--email", "keine"), ("--name", "x" * 201), ("--name", "a\nb")]
)
def test_what_cannot_be_kept_is_refused(run, served, option, value):
    run("create-admin", *HOLGER, *TOWN, option, value, exit_code=2)
    assert "noch keine Kommune" in run("doctor", exit_code=EXIT_CODE)


def test_C25_nobody_who_could_sign_in_and_keep_accounts_is_said(run, served):
    assert "C-25" in run("doctor", exit_code=EXIT_CODE)
    link = LINK.search(run("create-admin", *HOLGER, *TOWN))[1]
    said = run("doctor", exit_code=EXIT_CODE)
    assert "C-25 Stadt Musterhausen" in said
    assert "quartiersweg create-admin musterhausen" in said
    assert "noch keine Prozessvorlage" in said
    opened(served(), link)
    assert "C-25" not in run("doctor")


def test_who_forgot_their_password_gets_a_link_from_the_operator(run, served):
    link = LINK.search(run("create-admin", *HOLGER, *TOWN))[1]
    assert "noch kein Passwort" in run("recovery-link", HOLGER[-1], exit_code=1)
    opened(served(), link)
    links = [re.search(r"/passwort/\S+", run("recovery-link", HOLGER[-1]))[0] for _ in range(2)]
    assert [served().get(link).status_code for link in links] == [404, 200]
    form = {"password": "vier woerter ohne sinn", "repeat": "vier woerter ohne sinn"}
    assert served().send(links[1], form | {"command_id": "0" * 32}).status_code == 303
    assert served().sign_in("holger.stein@example.org", PASSWORD).status_code == 422
    assert "gibt es nicht" in run("recovery-link", "niemand@example.org", exit_code=1)


def test_C10_comes_before_anything_is_looked_for(run):
    assert "C-10" in run("doctor", exit_code=EXIT_CODE)
    assert "C-10" in run("create-admin", *HOLGER, *TOWN, exit_code=EXIT_CODE)


def test_doctor_says_every_fault_of_the_settings_at_once(run, environment):
    environment |= {"SECRET_KEY": "kurz", "BASE_URL": "http://example.org"}
    said = run("doctor", exit_code=EXIT_CODE)
    assert [line[:4] for line in said.splitlines()] == ["C-01", "C-02"]


def test_only_what_can_be_used_is_published_and_a_version_only_once(run, served, tmp_path):
    run("create-admin", *HOLGER, *TOWN)
    house = str(HOUSE)
    run("definition", "publish", house, "--for", "musterhausen")
    assert "1 Version" in run("doctor", exit_code=EXIT_CODE)
    changed, broken = tmp_path / "anders.yaml", tmp_path / "kaputt.yaml"
    text = HOUSE.read_text("utf-8")
    changed.write_text(text.replace("An der Haustür", "Am Gartentor"), "utf-8")
    broken.write_text(text.replace("role: developer", "role: developper"), "utf-8")
    again = run("definition", "publish", house, "--for", "musterhausen")
    assert "hat das schon" in again
    refused = run("definition", "publish", str(changed), "--for", "musterhausen", exit_code=1)
    assert "anders.yaml:5:1: E070 version:" in refused
    assert "quartiersweg definition message E070" in refused
    assert "Schreiben Sie `version: 4`" in refused
    nowhere = str(tmp_path / "nirgends.yaml")
    assert "E022" in run("definition", "publish", nowhere, "--for", "musterhausen", exit_code=1)
    assert "E051" in run("definition", "publish", str(broken), "--for", "musterhausen", exit_code=1)
    assert "gibt es nicht" in run("definition", "publish", house, "--for", "nirgends", exit_code=1)
    assert "gibt es nicht" in run(
        "definition", "publish", "kda", "--for", "musterhausen", exit_code=1
    )
    assert "1 Version" in run("doctor", exit_code=EXIT_CODE)


def test_a_version_is_listed_read_again_and_withdrawn(run, served, tmp_path):
    run("create-admin", *HOLGER, *TOWN)
    here = ("--for", "musterhausen")
    assert "noch nichts" in run("definition", "list", *here)
    run("definition", "publish", str(HOUSE), *here)
    run("definition", "publish", str(HOUSE.with_name("anbau.yaml")), *here)
    overlay, house = run("definition", "list", *here).splitlines()
    assert overlay.startswith("anbau@1  Mit Anbau (veröffentlicht am ")
    assert overlay.endswith("baut auf nachbarschaftshaus@3 auf)")
    assert house.startswith("nachbarschaftshaus@3  Ein Nachbarschaftshaus gründen (")
    run("definition", "download", "nachbarschaftshaus@3", *here, "-o", str(tmp_path / "neu.yaml"))
    assert (tmp_path / "neu.yaml").read_bytes() == HOUSE.read_bytes()
    why = ("--reason", "Ein Schritt fehlt")
    withdraw = ("definition", "withdraw", "nachbarschaftshaus@3", *here, *why)
    assert "ist zurückgezogen" in run(*withdraw)
    assert "war schon zurückgezogen" in run(*withdraw)
    assert run("definition", "list", *here).endswith(": Ein Schritt fehlt)\n")
    back = run("definition", "publish", str(HOUSE), *here, exit_code=1)
    assert "kommt nicht wieder" in back


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("download", "haus", "--for", "musterhausen"), "zum Beispiel haus@1"),
        (("download", "@x", "--for", "musterhausen"), "zum Beispiel meine-vorlage@1"),
        (("download", "haus@7", "--for", "musterhausen"), "Veröffentlicht ist: noch nichts"),
        (("withdraw", "haus@7", "--reason", "x", "--for", "musterhausen"), "nicht veröffentlicht"),
        (("list", "--for", "nirgends"), "Die Kommune „nirgends“ gibt es nicht"),
    ],
)
def test_what_is_not_published_is_told(run, served, words, says):
    run("create-admin", *HOLGER, *TOWN)
    assert says in run("definition", *words, exit_code=1)
