"""What can be wrong with a server's settings, one check for each code of the handbook.

Rule: a check looks at one setting and says what is wrong in German and English, with what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from workflow import settings
from workflow.settings import Fault

_SECRET_BYTES = 32
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


def secret_faults(secret: str) -> list[Fault]:
    """C-01: the key that signs cookies is long and nobody else knows it."""
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


def address_faults(base_url: str, hosts: tuple[str, ...]) -> list[Fault]:
    """C-02, C-03: people reach us by https, under names that we know."""
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


def attachment_faults(name: str) -> list[Fault]:
    """C-12: a folder for files that the web does not hand out by itself."""
    if name and Path(name).resolve().is_relative_to(Path(__file__).parent / "static"):
        return [
            Fault(
                "C-12",
                "ATTACHMENTS_DIR darf nicht in static/ liegen",
                "ATTACHMENTS_DIR must not lie inside static/",
            )
        ]
    return settings.attachment_faults(name)


def proxy_faults(raw: str) -> list[Fault]:
    """C-15: how many proxies are believed."""
    if raw.isascii() and raw.isdigit() and int(raw) <= _MOST_PROXIES:
        return []
    return [
        Fault(
            "C-15",
            f"TRUST_PROXY muss eine Zahl von 0 bis {_MOST_PROXIES} sein",
            f"TRUST_PROXY must be a number from 0 to {_MOST_PROXIES}",
        )
    ]


def link_faults(raw: Mapping[str, str]) -> list[Fault]:
    """C-02: the links at the foot of each page lead to https addresses."""
    keys = ("IMPRINT_URL", "PRIVACY_URL", "ACCESSIBILITY_URL")
    return [
        Fault("C-02", f"{key} ist keine Adresse mit https://", f"{key} is no https:// address")
        for key in keys
        if raw[key] and not raw[key].startswith("https://")
    ]
