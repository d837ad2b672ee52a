"""What an operator sets, checked before the server starts.

Rule: a server that would run with a weak secret or a lost file does not start, and says everything
that is wrong at once. Where the settings come from is `workflow.settings`: every command asks there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from web import config_checks as checks
from web.language import say
from workflow.settings import (
    EXIT_CODE,
    ConfigurationError,
    database_faults,
    mail_faults,
    read,
    refuse,
)


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
    sends_mail: bool = False

    @property
    def https(self) -> bool:
        """Whether people reach us by https only: then cookies and HSTS insist on it."""
        return self.base_url.startswith("https://")

    @property
    def signing_keys(self) -> list[str]:
        """The keys for what browsers carry: the newest signs, and comes last; the others still prove."""
        return [*reversed(self.secret_key_fallbacks), self.secret_key]

    @property
    def contact(self) -> str:
        """Whom people ask for help, as one line; "" if nobody is named."""
        phone = say("Telefon {number}", number=self.contact_phone) if self.contact_phone else ""
        known = [part for part in (self.contact_name, phone, self.contact_email) if part]
        return say("Fragen zur Anwendung: {contact}", contact=", ".join(known)) if known else ""


def settings_or_exit(environ: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings, or print what is wrong and leave with exit code 78."""
    try:
        return read_settings(environ)
    except ConfigurationError as error:
        print(error, file=sys.stderr)  # noqa: T201 - there is no log yet
        raise SystemExit(EXIT_CODE) from None


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Return the checked settings; raises ConfigurationError with every fault."""
    raw, faults = read(environ)
    faults += [
        *checks.secret_faults(raw["SECRET_KEY"]),
        *checks.address_faults(raw["BASE_URL"], _parts(raw["TRUSTED_HOSTS"])),
        *database_faults(raw["DATABASE_URL"]),
        *checks.attachment_faults(raw["ATTACHMENTS_DIR"]),
        *checks.proxy_faults(raw["TRUST_PROXY"]),
        *checks.link_faults(raw),
        *mail_faults(raw),
    ]
    refuse(faults)
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
        sends_mail=bool(raw["SMTP_HOST"]),
    )


def _parts(raw: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in raw.split(",") if part.strip())
