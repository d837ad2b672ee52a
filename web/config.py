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

from web import config_checks as checks
from web.config_checks import Fault

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
        *checks.secret_faults(raw["SECRET_KEY"]),
        *checks.address_faults(raw["BASE_URL"], _parts(raw["TRUSTED_HOSTS"])),
        *checks.database_faults(raw["DATABASE_URL"]),
        *checks.attachment_faults(raw["ATTACHMENTS_DIR"]),
        *checks.proxy_faults(raw["TRUST_PROXY"]),
        *checks.link_faults(raw),
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
