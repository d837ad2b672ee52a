"""What an operator sets: every fault at once, in two languages, and no start with a bad one."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import web
from web.app import create_app
from web.config import read_settings
from workflow import settings as shared
from workflow.settings import EXIT_CODE, KEYS, ConfigurationError

GOOD_SECRET = "b6e0b4b1d8f34c0e9c2a7f5d1e8a3c4f"


@pytest.fixture
def good(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "dateien").mkdir()
    return {
        "SECRET_KEY": GOOD_SECRET,
        "BASE_URL": "https://quartiersweg.example.org",
        "TRUSTED_HOSTS": "quartiersweg.example.org, www.example.org",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'daten.db'}",
        "ATTACHMENTS_DIR": str(tmp_path / "dateien"),
    }


def codes(environ: dict[str, str]) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        read_settings(environ)
    return [fault.code for fault in caught.value.faults]


def test_good_settings_are_read(good):
    settings = read_settings(good | {"TRUST_PROXY": "1", "CONTACT_PHONE": "01234 56-789"})
    assert settings.trusted_hosts == ("quartiersweg.example.org", "www.example.org")
    assert settings.https
    assert settings.trust_proxy == 1
    assert settings.contact == "Fragen zur Anwendung: Telefon 01234 56-789"


BAD = {
    "C-01": {
        "SECRET_KEY": ["", "dev", "x" * 31, "changeme" * 8, "secret-secret-secret-secret-secret", "a" * 64]
    },
    "C-02": {
        "BASE_URL": [
            "", "quartiersweg.example.org", "http://quartiersweg.example.org", "https://a:b@example.org",
            "https://example.org/weg", "ftp://example.org", "https://", "https://example.org:x",
        ],
        "IMPRINT_URL": ["javascript:alert(1)", "http://example.org"],
    },
    "C-03": {"TRUSTED_HOSTS": ["", " , ", "*"]},
    "C-05": {"DATABASE_URL": ["", "mysql://x", "daten.db", "sqlite:daten.db"]},
    "C-07": {"DATABASE_URL": ["sqlite:////nirgends/daten.db"]},
    "C-12": {"ATTACHMENTS_DIR": ["", "/nirgends", str(Path("web/static").resolve())]},
    "C-15": {"TRUST_PROXY": ["-1", "6", "x", "1.0", "٣"]},
}  # fmt: skip
CASES = [
    (code, key, value)
    for code, keys in BAD.items()
    for key, values in keys.items()
    for value in values
]


@pytest.mark.parametrize(("code", "key", "value"), CASES)
def test_a_bad_setting_has_its_code(good, code, key, value):
    assert codes(good | {key: value}) == [code]


def test_http_is_for_this_very_machine_only(good):
    assert read_settings(good | {"BASE_URL": "http://127.0.0.1:8000"}).https is False


def test_everything_that_is_wrong_is_said_at_once():
    assert codes({"TRUST_PROXY": "viele"}) == ["C-01", "C-02", "C-03", "C-05", "C-12", "C-15"]


def test_each_fault_is_one_line_in_two_languages(good):
    with pytest.raises(ConfigurationError) as caught:
        read_settings(good | {"SECRET_KEY": "dev"})
    (line,) = str(caught.value).splitlines()
    assert "zu kurz" in line
    assert "shorter" in line


def test_the_environment_comes_before_the_file(good, tmp_path):
    file = tmp_path / "quartiersweg.toml"
    file.write_text('CONTACT_NAME = "Aus der Datei"\nCONTACT_PHONE = "1"\n', encoding="utf-8")
    settings = read_settings(good | {"QUARTIERSWEG_CONFIG": str(file), "CONTACT_PHONE": "2"})
    assert (settings.contact_name, settings.contact_phone) == ("Aus der Datei", "2")


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("SECRET_KEYS = 'x'", "C-18", "Meinten Sie SECRET_KEY?"),
        ("TRUST_PROXY = 1", "C-19", "Anführungszeichen"),
        ("nicht [ toml", "C-18", "nicht lesbar"),
    ],
)
def test_a_bad_settings_file_says_what_is_wrong(good, tmp_path, text, code, says):
    file = tmp_path / "quartiersweg.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        read_settings(good | {"QUARTIERSWEG_CONFIG": str(file)})
    assert [fault.code for fault in caught.value.faults] == [code]
    assert says in str(caught.value)


def test_a_settings_file_that_is_not_there_is_a_fault(good):
    assert codes(good | {"QUARTIERSWEG_CONFIG": "/nirgends.toml"}) == ["C-18"]


def serve(environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    code = "from web.serve import command; command([])"
    return subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": "/usr/bin", **environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_server_leaves_with_78_and_says_why():
    ran = serve({"SECRET_KEY": "dev"})
    assert ran.returncode == EXIT_CODE
    assert ran.stderr.startswith("C-01 ")
    assert "Traceback" not in ran.stderr


def test_the_server_does_not_start_on_a_database_without_its_tables(good):
    ran = serve(good)
    assert ran.returncode == EXIT_CODE
    assert ran.stderr.startswith("C-10 ")
    assert "quartiersweg migrate" in ran.stderr


def test_T24_no_variable_of_flask_switches_debugging_on(settings, service, monkeypatch):
    monkeypatch.setenv("FLASK_DEBUG", "1")
    app = create_app(settings, service)
    assert app.debug is False
    assert app.testing is False


HANDBOOK = Path(__file__).parents[2] / "docs" / "betrieb.md"


def test_the_handbook_names_every_setting_every_fault_and_every_line_of_the_log():
    handbook = HANDBOOK.read_text(encoding="utf-8")
    files = [*Path(web.__file__).parent.glob("*.py"), Path(shared.__file__)]
    sources = "".join(file.read_text(encoding="utf-8") for file in files)
    expected = {
        *KEYS,
        *re.findall(r'"(C-\d\d)"', sources),
        *re.findall(r'record\("(\w+)"', sources),
    }
    named = set(re.findall(r"`(\w+)`|\| (C-\d\d) \|", handbook))
    assert expected - {a or b for a, b in named} == set()
