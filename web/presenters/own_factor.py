"""The second factor, as its owner sets it up and looks after it."""

from __future__ import annotations

from dataclasses import dataclass

from web import paths
from web.language import plural, say
from web.presenters.inputs import UNTYPED, Input, Typed, filled, password_input, summary
from web.presenters.parts import Errors
from web.presenters.passwords import CURRENT_PASSWORD


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A new secret: as the form carries it, as text, and as a QR code."""

    carried: str
    key: str
    side: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupPage:
    """What one needs to set a second factor up."""

    title: str
    says: str
    secret: Secret
    inputs: tuple[Input, ...]
    errors: Errors | None
    cancel: str
    place: None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorPage:
    """A second factor that is set up; `codes` stand there once, when they were just made."""

    title: str
    left: str
    codes: tuple[str, ...]
    may_turn_off: bool
    place: None = None


def setup_page(secret: Secret, typed: Typed = UNTYPED, *, is_owed: bool = False) -> SetupPage:
    """Return the page on which a second factor is set up; who owes it does nothing else before."""
    code = Input(
        name="code",
        label=say("Code aus der App"),
        hint=say("6 Ziffern, sie wechseln alle 30 Sekunden"),
        width="short",
        inputmode="numeric",
        autocomplete="one-time-code",
    )
    inputs = filled((code, password_input("current", say(CURRENT_PASSWORD), new=False)), typed)
    return SetupPage(
        title=say("Zweiten Faktor einrichten"),
        says=say("Ihre Kommune verlangt für Ihr Konto einen zweiten Faktor. Richten Sie ihn jetzt ein: "
                 "Danach steht Ihnen alles andere offen.") if is_owed else "",
        secret=secret,
        inputs=inputs,
        errors=summary(typed, None, inputs),
        cancel="" if is_owed else paths.OWN_ACCOUNT,
    )  # fmt: skip


def factor_page(left: int, codes: tuple[str, ...], *, is_needed: bool = False) -> FactorPage:
    """Return the page of a second factor that is set up."""
    return FactorPage(
        title=say("Zweiter Faktor"),
        left=plural(
            left,
            "Wiederherstellungscode ist noch unbenutzt.",
            "Wiederherstellungscodes sind noch unbenutzt.",
        ),
        codes=codes,
        may_turn_off=not is_needed,
    )
