"""What an operator sets, read once and checked before anything starts.

Rule: environment first, then the instance file (TOML); everything that is wrong is said at once, in
German and English, one line each, with the code of the handbook. A server that would run with a
weak secret or a lost file does not start.
"""

from __future__ import annotations

import difflib
import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

EXIT_CODE = 78  # EX_CONFIG of sysexits.h
CONFIG_FILE = "QUARTIERSWEG_CONFIG"
_SECRET_BYTES = 32
_SQLITE, _POSTGRES = "sqlite", "postgresql+psycopg"
_MOST_PROXIES = 5
# Words that stand in examples and tutorials; a longer secret that consists of them is none.
_KNOWN_SECRETS = (
    "changeme",
    "change-me",
    "secret",
    "geheim",
    "password",
    "passwort",
    "example",
    "dev",
)

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
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Checked settings of one installation."""

    secret_key: str
    base_url: str
    trusted_hosts: tuple[str, ...]
    database_url: str
    attachments: Path
    secret_key_fallbacks: tuple[str, ...] = ()
    trust_proxy: int = 0
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    imprint_url: str = ""
    privacy_url: str = ""
    accessibility_url: str = ""

    @property
    def https(self) -> bool:
        """Whether people reach us by https only: then cookies and HSTS insist on it."""
        return self.base_url.startswith("https://")

    @property
    def contact(self) -> str:
        """Whom people ask for help, as one line; "" if nobody is named."""
        phone = f"Telefon {self.contact_phone}" if self.contact_phone else ""
        known = [part for part in (self.contact_name, phone, self.contact_email) if part]
        return f"Fragen zur Anwendung: {', '.join(known)}" if known else ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with the settings."""

    code: str
    german: str
    english: str

    def __str__(self) -> str:
        return f"{self.code} {self.german} / {self.english}"


class ConfigurationError(Exception):
    """The settings cannot be used; `faults` has all of them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def settings_or_exit(environ: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings, or print what is wrong and leave with exit code 78."""
    try:
        return read_settings(environ)
    except ConfigurationError as error:
        print(error, file=sys.stderr)  # noqa: T201 - there is no log yet
        raise SystemExit(EXIT_CODE) from None


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Return the checked settings; raises ConfigurationError with every fault."""
    from_file, faults = _read_file(environ.get(CONFIG_FILE, ""))
    raw = {key: environ.get(key, from_file.get(key, default)) for key, default in KEYS.items()}
    faults += [
        *_secret_faults(raw["SECRET_KEY"]),
        *_address_faults(raw["BASE_URL"], _parts(raw["TRUSTED_HOSTS"])),
        *_database_faults(raw["DATABASE_URL"]),
        *_attachment_faults(raw["ATTACHMENTS_DIR"]),
        *_proxy_faults(raw["TRUST_PROXY"]),
        *_link_faults(raw),
    ]
    if faults:
        raise ConfigurationError(tuple(sorted(faults, key=lambda fault: fault.code)))
    return Settings(
        secret_key=raw["SECRET_KEY"],
        secret_key_fallbacks=_parts(raw["SECRET_KEY_FALLBACKS"]),
        base_url=raw["BASE_URL"].rstrip("/"),
        trusted_hosts=_parts(raw["TRUSTED_HOSTS"]),
        database_url=raw["DATABASE_URL"],
        attachments=Path(raw["ATTACHMENTS_DIR"]),
        trust_proxy=int(raw["TRUST_PROXY"]),
        contact_name=raw["CONTACT_NAME"],
        contact_phone=raw["CONTACT_PHONE"],
        contact_email=raw["CONTACT_EMAIL"],
        imprint_url=raw["IMPRINT_URL"],
        privacy_url=raw["PRIVACY_URL"],
        accessibility_url=raw["ACCESSIBILITY_URL"],
    )


def _parts(raw: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in raw.split(",") if part.strip())


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


def _secret_faults(secret: str) -> list[Fault]:
    if not secret:
        return [
            Fault(
                "C-01",
                "SECRET_KEY fehlt. Erzeugen Sie einen mit: "
                'python3 -c "import secrets; print(secrets.token_hex(32))"',
                "SECRET_KEY is missing; make one with the command given",
            )
        ]
    if len(secret.encode()) < _SECRET_BYTES:
        return [
            Fault(
                "C-01",
                f"SECRET_KEY ist zu kurz, es müssen mindestens {_SECRET_BYTES} Bytes sein",
                f"SECRET_KEY is shorter than {_SECRET_BYTES} bytes",
            )
        ]
    if _is_known(secret):
        return [
            Fault(
                "C-01",
                "SECRET_KEY ist ein bekannter Beispielwert",
                "SECRET_KEY is a known example value",
            )
        ]
    return []


def _is_known(secret: str) -> bool:
    left = secret.lower()
    for word in _KNOWN_SECRETS:
        left = left.replace(word, "")
    return len(set(left)) < _SECRET_BYTES // 4


def _address_faults(base_url: str, hosts: tuple[str, ...]) -> list[Fault]:
    faults = []
    if not _is_plain_address(base_url):
        faults.append(
            Fault(
                "C-02",
                "BASE_URL fehlt oder ist keine Adresse wie https://quartiersweg.example.org "
                "(http nur auf diesem Rechner selbst)",
                "BASE_URL is missing or no address like https://quartiersweg.example.org "
                "(http only on this very machine)",
            )
        )
    if not hosts or "*" in hosts:
        faults.append(
            Fault(
                "C-03",
                "TRUSTED_HOSTS fehlt. Nennen Sie die Rechnernamen, unter denen man Sie erreicht",
                "TRUSTED_HOSTS is missing: name the hosts under which people reach you",
            )
        )
    return faults


def _is_plain_address(base_url: str) -> bool:
    try:
        parts = urlsplit(base_url)
        local = parts.hostname in {"localhost", "127.0.0.1", "::1"}
        _ = parts.port  # raises if it is none
    except ValueError:
        return False
    scheme = parts.scheme == "https" or (parts.scheme == "http" and local)
    plain = parts.path in {"", "/"} and not (parts.username or parts.query or parts.fragment)
    return bool(scheme and parts.hostname and plain)


def _database_faults(url: str) -> list[Fault]:
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


def _attachment_faults(name: str) -> list[Fault]:
    if not name:
        return [
            Fault(
                "C-12",
                "ATTACHMENTS_DIR fehlt: das Verzeichnis für Nachweise",
                "ATTACHMENTS_DIR is missing: the directory for files",
            )
        ]
    folder = Path(name)
    if folder.resolve().is_relative_to(Path(__file__).parent / "static"):
        return [
            Fault(
                "C-12",
                "ATTACHMENTS_DIR darf nicht in static/ liegen",
                "ATTACHMENTS_DIR must not lie inside static/",
            )
        ]
    return _folder_faults("C-12", "ATTACHMENTS_DIR", folder)


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


def _proxy_faults(raw: str) -> list[Fault]:
    if raw.isascii() and raw.isdigit() and int(raw) <= _MOST_PROXIES:
        return []
    return [
        Fault(
            "C-15",
            f"TRUST_PROXY muss eine Zahl von 0 bis {_MOST_PROXIES} sein",
            f"TRUST_PROXY must be a number from 0 to {_MOST_PROXIES}",
        )
    ]


def _link_faults(raw: Mapping[str, str]) -> list[Fault]:
    keys = ("IMPRINT_URL", "PRIVACY_URL", "ACCESSIBILITY_URL")
    return [
        Fault("C-02", f"{key} ist keine Adresse mit https://", f"{key} is no https:// address")
        for key in keys
        if raw[key] and not raw[key].startswith("https://")
    ]
