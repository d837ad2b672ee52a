"""The second factor: codes from an app (TOTP), and recovery codes for the day the phone is lost.

Rule: flask-security's TOTP makes and checks the codes; a secret is encrypted before it leaves this
module, with the server's own key, and signed where a form carries it: nobody brings their own. A code is taken once, at the app's own hour and the half minute on
either side of it. Recovery codes are random enough that a plain hash hides them.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence

import segno
from flask_security.totp import Totp
from itsdangerous import Signer
from passlib.exc import TokenError
from passlib.totp import TOTP, AppWallet, TotpMatch

from web.context import now, surroundings

ISSUER = "Quartiersweg"
CODES = 8
_CODE_BYTES = 10
_GROUP = 4
_TOLERATED = 30  # seconds
_DIGITS = 6


class Codes(Totp):
    """The library's codes with our keys, our clock and no code twice."""

    def __init__(self, keys: Sequence[str]) -> None:
        # The newest key encrypts, the former ones still open what they once closed.
        named = {_name(key): key for key in keys}
        wallet = AppWallet(named, default_tag=_name(keys[0]))
        self._totp = TOTP.using(issuer=ISSUER, wallet=wallet, now=lambda: now().timestamp())

    def match(self, typed: str, secret: str) -> int | None:
        """Return the counter of the moment this code belongs to; None if it is not right now.

        A secret whose key this server no longer has fits no code: recovery codes still open.
        """
        try:
            found: TotpMatch = self._totp.verify(typed, secret, window=_TOLERATED)
        except (TokenError, ValueError, KeyError):
            return None
        return int(found.counter)


def codes() -> Codes:
    """Return the codes under the keys of this server."""
    settings = surroundings().settings
    return Codes((settings.secret_key, *settings.secret_key_fallbacks))


def offered(account: int) -> str:
    """Return a new secret as the form carries it in which this account sets its factor up."""
    return _signer(account).sign(codes().generate_totp_secret()).decode()


def accepted(account: int, carried: str) -> str:
    """Return the secret that was offered to this account; raises BadSignature for any other."""
    return _signer(account).unsign(carried).decode()


def take(account: int, secret: str, typed: str) -> bool:
    """Whether what was typed opens the account now: a code, or a recovery code; each works once."""
    plain = "".join(typed.split()).lower()
    if len(plain) == _DIGITS and plain.isascii() and plain.isdecimal():
        counter = codes().match(plain, secret)
        return counter is not None and surroundings().own.take_counter(account, counter)
    return surroundings().own.take_code(account, plain.replace("-", ""))


def new_recovery_codes() -> tuple[str, ...]:
    """Return fresh recovery codes as they are stored; `grouped` writes them for people."""
    return tuple(secrets.token_hex(_CODE_BYTES) for _ in range(CODES))


def grouped(code: str) -> str:
    """Return a recovery code in groups of four."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def picture(uri: str) -> tuple[int, str]:
    """Return the QR code of an address as the side and the path of an SVG drawing."""
    rows = list(segno.make(uri, error="m").matrix_iter(border=4))
    drawn = (
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return len(rows), "".join(drawn)


def _signer(account: int) -> Signer:
    return Signer(surroundings().settings.signing_keys, salt=f"factor {account}")


def _name(key: str) -> str:
    """Return what a key is called beside what it encrypts; it tells nothing about the key."""
    return hashlib.sha256(b"totp" + key.encode()).hexdigest()[:12]
