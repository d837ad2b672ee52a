"""What an operator sets, and where an installation's database and files are.

Rule: this is the one place that reads it, so that the server and every command of an installation
find the same. The environment comes first, then the file that QUARTIERSWEG_CONFIG names (TOML).
Everything that is wrong is said at once, in German and English, with the code of the handbook.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

EXIT_CODE = 78  # EX_CONFIG of sysexits.h
CONFIG_FILE = "QUARTIERSWEG_CONFIG"
KEYS: Mapping[str, str] = {
    "SECRET_KEY": "",
    "SECRET_KEY_FALLBACKS": "",
    "BASE_URL": "",
    "TRUSTED_HOSTS": "",
    "DATABASE_URL": "",
    "ATTACHMENTS_DIR": "",
    "TRUST_PROXY": "0",
    "CONTACT_NAME": "",
    "CONTACT_PHONE": "",
    "CONTACT_EMAIL": "",
    "IMPRINT_URL": "",
    "PRIVACY_URL": "",
    "ACCESSIBILITY_URL": "",
    "SMTP_HOST": "",
    "SMTP_PORT": "",
    "SMTP_TLS": "starttls",
    "SMTP_USER": "",
    "SMTP_PASSWORD": "",
    "SMTP_SENDER": "",
}

_SQLITE, _POSTGRES = "sqlite", "postgresql+psycopg"
# How the way to the mail server is kept secret, and the port that goes with it.
_MAIL_PORTS: Mapping[str, int] = {"starttls": 587, "tls": 465, "none": 25}
_LAST_PORT = 65535
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with the settings."""

    code: str
    german: str
    english: str

    def __str__(self) -> str:
        return f"{self.code} {self.german} / {self.english}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """The mail server that takes what we send, and where links in mails lead."""

    host: str
    port: int
    tls: str
    user: str
    password: str
    sender: str
    base_url: str


class ConfigurationError(Exception):
    """The settings cannot be used; `faults` has all of them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def refuse(faults: list[Fault]) -> None:
    """Raise ConfigurationError if there is a fault, sorted by its code."""
    if faults:
        raise ConfigurationError(tuple(sorted(faults, key=lambda fault: fault.code)))


def read(environ: Mapping[str, str]) -> tuple[dict[str, str], list[Fault]]:
    """Return every setting as it was written, unchecked, and what is wrong with the file."""
    from_file, faults = _read_file(environ.get(CONFIG_FILE, ""))
    raw = {key: environ.get(key, from_file.get(key, default)) for key, default in KEYS.items()}
    return raw, faults


def place(environ: Mapping[str, str]) -> tuple[str, Path]:
    """Return an installation's database and folder of files; raises ConfigurationError."""
    raw, faults = read(environ)
    url, folder = raw["DATABASE_URL"], raw["ATTACHMENTS_DIR"]
    refuse([*faults, *database_faults(url), *attachment_faults(folder)])
    return url, Path(folder)


def mail_server(environ: Mapping[str, str]) -> MailSettings | None:
    """Return the mail server, None if none is set; raises ConfigurationError."""
    raw, faults = read(environ)
    faults += mail_faults(raw)
    if raw["SMTP_HOST"] and not raw["BASE_URL"]:
        german = "BASE_URL fehlt: Ohne die Adresse führt kein Link einer Nachricht zu einer Seite"
        faults.append(Fault("C-02", german, "BASE_URL is missing: links in mails need it"))
    refuse(faults)
    if not raw["SMTP_HOST"]:
        return None
    return MailSettings(
        host=raw["SMTP_HOST"],
        port=int(raw["SMTP_PORT"] or _MAIL_PORTS[raw["SMTP_TLS"]]),
        tls=raw["SMTP_TLS"],
        user=raw["SMTP_USER"],
        password=raw["SMTP_PASSWORD"],
        sender=raw["SMTP_SENDER"],
        base_url=raw["BASE_URL"].rstrip("/"),
    )


def _read_file(name: str) -> tuple[dict[str, str], list[Fault]]:
    if not name:
        return {}, []
    try:
        found = tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return {}, [
            Fault(
                "C-18",
                f"Die Einstellungsdatei {name} ist nicht lesbar: {error}",
                f"the settings file {name} cannot be read: {error}",
            )
        ]
    faults = [_unknown_key(key) for key in found if key not in KEYS]
    faults += [
        _wrong_type(key) for key, value in found.items() if not isinstance(value, str | list)
    ]
    return {key: _as_text(value) for key, value in found.items()}, faults


def _as_text(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _unknown_key(key: str) -> Fault:
    near = difflib.get_close_matches(key.upper(), KEYS, n=1)
    german = f" Meinten Sie {near[0]}?" if near else ""
    english = f" Did you mean {near[0]}?" if near else ""
    return Fault(
        "C-18", f"Die Einstellung {key} gibt es nicht.{german}", f"unknown setting {key}.{english}"
    )


def _wrong_type(key: str) -> Fault:
    return Fault(
        "C-19",
        f"{key} muss ein Text in Anführungszeichen sein",
        f"{key} must be a text in quotation marks",
    )


def database_faults(url: str) -> list[Fault]:
    """C-05, C-07: a database we can use, and a folder for SQLite's files."""
    scheme, separator, rest = url.partition("://")
    if not separator or scheme not in {_SQLITE, "postgresql", _POSTGRES}:
        return [
            Fault(
                "C-05",
                "DATABASE_URL fehlt oder beginnt nicht mit sqlite:/// oder postgresql://",
                "DATABASE_URL is missing or starts with neither sqlite:/// nor postgresql://",
            )
        ]
    if scheme == _SQLITE:
        return _folder_faults("C-07", "DATABASE_URL", Path(rest.removeprefix("/")).parent)
    return []


def attachment_faults(name: str) -> list[Fault]:
    """C-12: a folder for files."""
    if not name:
        return [
            Fault(
                "C-12",
                "ATTACHMENTS_DIR fehlt: das Verzeichnis für Nachweise",
                "ATTACHMENTS_DIR is missing: the directory for files",
            )
        ]
    return _folder_faults("C-12", "ATTACHMENTS_DIR", Path(name))


def _folder_faults(code: str, key: str, folder: Path) -> list[Fault]:
    if not folder.is_dir():
        return [
            Fault(
                code,
                f"{key}: Das Verzeichnis {folder} gibt es nicht",
                f"{key}: there is no directory {folder}",
            )
        ]
    if not os.access(folder, os.W_OK | os.X_OK):
        return [
            Fault(
                code,
                f"{key}: In das Verzeichnis {folder} kann nicht geschrieben werden",
                f"{key}: the directory {folder} is not writable",
            )
        ]
    return []


def mail_faults(raw: Mapping[str, str]) -> list[Fault]:
    """C-14: a mail server that is told nothing in the clear, and from whom the mails are."""
    if not raw["SMTP_HOST"]:
        return []
    checks = (
        (
            raw["SMTP_TLS"] not in _MAIL_PORTS,
            "SMTP_TLS muss starttls, tls oder none sein",
            "SMTP_TLS must be starttls, tls or none",
        ),
        (
            raw["SMTP_TLS"] == "none" and raw["SMTP_HOST"] not in _LOCAL,
            "SMTP_TLS = none gilt nur für einen Mailserver auf diesem Rechner selbst",
            "SMTP_TLS = none is for a mail server on this very machine only",
        ),
        (
            not _is_port(raw["SMTP_PORT"]),
            f"SMTP_PORT muss eine Zahl von 1 bis {_LAST_PORT} sein",
            f"SMTP_PORT must be a number from 1 to {_LAST_PORT}",
        ),
        (
            not _ADDRESS.fullmatch(raw["SMTP_SENDER"]),
            "SMTP_SENDER fehlt oder ist keine Adresse wie quartiersweg@example.org",
            "SMTP_SENDER is missing or no address like quartiersweg@example.org",
        ),
    )
    return [Fault("C-14", german, english) for wrong, german, english in checks if wrong]


def _is_port(raw: str) -> bool:
    return not raw or (raw.isascii() and raw.isdigit() and 0 < int(raw) <= _LAST_PORT)
