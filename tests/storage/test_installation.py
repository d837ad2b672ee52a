"""Every command of an installation finds the database and the files that its server serves."""

import pytest
from click.testing import CliRunner

from web.config import read_settings
from workflow.cli.main import main
from workflow.settings import CONFIG_FILE, EXIT_CODE, ConfigurationError, place

COMMANDS = ["migrate", "tick", "verify", "rebuild", "export"]
NOWHERE = "sqlite:////nirgends/daten.db"


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    return folder


@pytest.fixture
def settings_file(tmp_path, database_url, files):
    """A settings file as a server has it."""
    file = tmp_path / "quartiersweg.toml"
    file.write_text(
        f'SECRET_KEY = "b6e0b4b1d8f34c0e9c2a7f5d1e8a3c4f"\n'
        f'BASE_URL = "https://quartiersweg.example.org"\n'
        f'TRUSTED_HOSTS = ["quartiersweg.example.org"]\n'
        f'DATABASE_URL = "{database_url}"\n'
        f'ATTACHMENTS_DIR = "{files}"\n',
        "utf-8",
    )
    return file


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run a command with these environment variables alone."""
    for name in ("DATABASE_URL", "ATTACHMENTS_DIR", CONFIG_FILE):
        monkeypatch.delenv(name, raising=False)

    def running(*arguments, **environment):
        more = ["muehlburg", "--to", str(tmp_path / "out")] if arguments[0] == "export" else []
        return CliRunner().invoke(main, [*arguments, *more], env=environment)

    return running


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_finds_what_the_settings_file_names(world, instance, settings_file, run, command):
    ran = run(command, **{CONFIG_FILE: str(settings_file)})
    assert ran.exit_code == 0, ran.output


def test_the_server_and_the_commands_find_the_same(settings_file, database_url, files):
    environ = {CONFIG_FILE: str(settings_file)}
    served = read_settings(environ)
    assert place(environ) == (served.database_url, served.attachments) == (database_url, files)


def test_the_environment_comes_before_the_file(settings_file, run):
    ran = run("verify", **{CONFIG_FILE: str(settings_file), "DATABASE_URL": NOWHERE})
    assert ran.exit_code == EXIT_CODE
    assert ran.output.startswith("C-07 ")


def test_an_option_comes_before_the_environment(world, files, database_url, run):
    options = ("--database", database_url, "--files", str(files))
    ran = run("verify", *options, DATABASE_URL=NOWHERE, ATTACHMENTS_DIR="/nirgends")
    assert ran.exit_code == 0, ran.output


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_finds_nothing_says_all_that_is_missing(run, command):
    ran = run(command)
    assert ran.exit_code == EXIT_CODE
    assert [line[:4] for line in ran.output.splitlines()] == ["C-05", "C-12"]


def test_a_settings_file_that_is_not_there_is_said(files, run):
    with pytest.raises(ConfigurationError, match="C-18"):
        place({CONFIG_FILE: "/nirgends.toml"})
    ran = run("tick", **{CONFIG_FILE: "/nirgends.toml"})
    assert "Die Einstellungsdatei /nirgends.toml ist nicht lesbar" in ran.output
