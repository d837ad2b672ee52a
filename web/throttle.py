"""How often somebody may try to sign in (T-13).

Rule: an attempt is counted before the password is looked at, in the database, so that parallel
tries and several servers change nothing; one that succeeds is taken back. The limit hangs on what
was typed, whether or not there is such an account: being refused tells nobody anything.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from workflow.storage.sign_ins import Attempts, SignIns

WINDOW = timedelta(minutes=5)
HOUR = timedelta(hours=1)
PER_ACCOUNT = 10
# A whole town hall sits behind one address; only failures stay counted.
PER_NETWORK = 100
# From everywhere together: many networks that each guess a little.
IN_ALL = 1000
_EVERYWHERE = "everywhere"
_IPV6_PREFIX = 64


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to sign in: under which counters, and how many seconds to wait (0: go ahead).

    `own`: the counter of the account or the device; `shared`: those that others count up too.
    """

    own: str
    shared: tuple[str, ...]
    wait: int


def count_attempt(
    sign_ins: SignIns,
    who: str,
    address: str,
    at: datetime,
    *,
    door: str = "account",
    device: str = "",
) -> Attempt:
    """Count an attempt and say whether it may go on.

    `door`: which question was answered; each counts apart, so that nothing typed at one of them fills
    the counter of another. `device`: a browser that the account knows; it has a counter of its own, so
    that nobody else's guessing keeps its owner out. What all the world guesses together keeps out
    only strangers: who neither knows a password already nor comes with such a browser.
    """
    own, network = f"device:{device}" if device else _key(door, who), _network_key(address)
    limits = {own: PER_ACCOUNT, network: PER_NETWORK}
    if door == "account" and not device:
        limits[_EVERYWHERE] = IN_ALL
    counted = sign_ins.count_attempts(tuple(limits), at=at, window=WINDOW)
    waits = [_wait(each, limit, at) for each, limit in zip(counted, limits.values(), strict=True)]
    return Attempt(own, tuple(limits)[1:], max(waits))


def count_deed(sign_ins: SignIns, deed: str, key: str, limit: int, at: datetime) -> int:
    """Count one more of what may be done only so often in an hour; returns the seconds to wait."""
    (counted,) = sign_ins.count_attempts((_key(deed, key),), at=at, window=HOUR)
    return _wait(counted, limit, at, HOUR)


def is_sent_again(sign_ins: SignIns, command_id: str, at: datetime) -> bool:
    """Return whether a form that nothing but a letter follows from was sent before: a double click."""
    return count_deed(sign_ins, "form", command_id, 1, at) > 0


def count_from(sign_ins: SignIns, deed: str, address: str, at: datetime) -> int:
    """Count one more deed of a network, whoever it is; returns the seconds to wait."""
    key = _network_key(address)
    (counted,) = sign_ins.count_attempts((f"{deed}:{key}",), at=at, window=WINDOW)
    return _wait(counted, PER_NETWORK, at)


def forgive(sign_ins: SignIns, attempt: Attempt) -> None:
    """Take back an attempt that succeeded."""
    sign_ins.forgive_attempts(whole=attempt.own, one_of=attempt.shared)


def _wait(attempts: Attempts, limit: int, at: datetime, window: timedelta = WINDOW) -> int:
    if attempts.count <= limit:
        return 0
    return max(1, int((attempts.since + window - at).total_seconds()))


def _key(deed: str, typed: str) -> str:
    # Hashed: people type their password into the wrong box.
    return f"{deed}:{hashlib.sha256(typed.encode('utf-8', 'replace')).hexdigest()}"


def _network_key(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return "network:unknown"
    if known.version == 6:  # noqa: PLR2004 - one household or office has a whole /64
        return f"network:{ip_network((known, _IPV6_PREFIX), strict=False)}"
    return f"network:{known}"
