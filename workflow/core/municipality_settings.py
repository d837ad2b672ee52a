"""What a municipality settles for itself: Land, gender form, limits, whose sign-in needs a second factor.

Rule: a change says what changes and nothing else, so that two people who change different things
never meet; who changes the very thing that somebody else has just changed is told so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace

from workflow.core.commands import SYSTEM, Actor
from workflow.core.definition import GenderForm
from workflow.core.errors import (
    Blocker,
    ConflictingChange,
    Forbidden,
    InputProblem,
    InvalidInput,
    Problem,
    Reason,
)
from workflow.core.limits import Limits
from workflow.core.policy import ADMIN, CONSULTANT, COORDINATOR, SETTINGS_WRITERS

# ISO 3166-2:DE without the country.
LANDS = (
    "BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH",
)  # fmt: skip
SHORTEST, LONGEST = 1, 365
EVERYBODY = "everybody"
# Whose sign-in needs a second factor whatever is settled, and whose can be settled to need one.
ALWAYS_OWED = frozenset({CONSULTANT})
FACTOR_OWERS = (COORDINATOR, ADMIN, EVERYBODY)

Value = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds in a municipality. `land` "": not said, only holidays of the whole country count.

    `second_factor`: the FACTOR_OWERS who need one. `four_eyes`: whether nobody publishes a
    definition alone.
    """

    land: str = ""
    gender_form: GenderForm = GenderForm.STAR
    still_days: int = Limits().still_days
    situation_days: int = Limits().situation_days
    decision_days: int = Limits().decision_days
    second_factor: tuple[str, ...] = ()
    four_eyes: bool = False

    @property
    def limits(self) -> Limits:
        """The limits that hold here."""
        return Limits(
            still_days=self.still_days,
            situation_days=self.situation_days,
            decision_days=self.decision_days,
        )

    def needs_factor(self, roles: Iterable[str], always: frozenset[str] = ALWAYS_OWED) -> bool:
        """Whether somebody with these roles here needs a second factor."""
        asked = {*always, *self.second_factor}
        return EVERYBODY in asked or not asked.isdisjoint(roles)


# What holds in each of several municipalities.
Local = Mapping[int, Settings]
NAMES = tuple(each.name for each in fields(Settings))
DAYS = ("still_days", "situation_days", "decision_days")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSettings:
    """Change what is named (None: stays). `seen`: how often they had been changed when shown."""

    land: str | None = None
    gender_form: GenderForm | None = None
    still_days: int | None = None
    situation_days: int | None = None
    decision_days: int | None = None
    second_factor: tuple[str, ...] | None = None
    four_eyes: bool | None = None
    seen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChanged:
    """What is named has changed (None: stays)."""

    land: str | None = None
    gender_form: GenderForm | None = None
    still_days: int | None = None
    situation_days: int | None = None
    decision_days: int | None = None
    second_factor: tuple[str, ...] | None = None
    four_eyes: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The settings, how often they were changed, and the number of the last change of each."""

    settings: Settings = field(default_factory=Settings)
    edition: int = 0
    editions: Mapping[str, int] = field(default_factory=dict)


def named(change: ChangeSettings | SettingsChanged) -> dict[str, Value]:
    """Return the settings that a change names, with their new values."""
    found = ((name, getattr(change, name)) for name in NAMES)
    return {name: value for name, value in found if value is not None}


def decide_settings(
    settled: Settled, command: ChangeSettings, actor: Actor
) -> tuple[SettingsChanged, ...]:
    """Return what follows; raises Forbidden, InvalidInput or ConflictingChange."""
    if actor != SYSTEM and actor.roles.isdisjoint(SETTINGS_WRITERS):
        blocker = Blocker(reason=Reason.NOT_ALLOWED, roles=tuple(sorted(SETTINGS_WRITERS)))
        raise Forbidden(blocker)
    wanted = _canonical(named(command))
    if problems := tuple(problems_in(wanted)):
        raise InvalidInput(*problems)
    changed = {
        name: value for name, value in wanted.items() if value != getattr(settled.settings, name)
    }
    if command.seen is not None:
        _check_unchanged(settled, changed, command.seen)
    return (SettingsChanged(**changed),) if changed else ()  # type: ignore[arg-type]  # by name


def evolve_settings(settled: Settled, event: SettingsChanged) -> Settled:
    """Return the settings after a change."""
    changed, edition = named(event), settled.edition + 1
    return Settled(
        settings=replace(settled.settings, **changed),  # type: ignore[arg-type]  # by name
        edition=edition,
        editions={**settled.editions, **dict.fromkeys(changed, edition)},
    )


def _canonical(wanted: Mapping[str, Value]) -> dict[str, Value]:
    """Return the values as they are kept: a form as ours, who needs a factor once, in one order."""
    kept = dict(wanted)
    form, owers = wanted.get("gender_form"), wanted.get("second_factor")
    if form in tuple(GenderForm):
        kept["gender_form"] = GenderForm(str(form))
    if isinstance(owers, tuple) and set(owers) <= set(FACTOR_OWERS):
        kept["second_factor"] = tuple(each for each in FACTOR_OWERS if each in owers)
    return kept


def problems_in(wanted: Mapping[str, Value]) -> Iterator[InputProblem]:
    """Yield everything that is wrong with values for settings."""
    if wanted.get("land", "") not in ("", *LANDS):
        yield InputProblem(name="land", problem=Problem.NO_SUCH_CHOICE)
    if wanted.get("gender_form", GenderForm.STAR) not in tuple(GenderForm):
        yield InputProblem(name="gender_form", problem=Problem.NO_SUCH_CHOICE)
    owers = wanted.get("second_factor", ())
    if isinstance(owers, tuple) and not set(owers) <= set(FACTOR_OWERS):
        yield InputProblem(name="second_factor", problem=Problem.NO_SUCH_CHOICE)
    for name in DAYS:
        days = wanted.get(name)
        if isinstance(days, int) and days < SHORTEST:
            yield InputProblem(name=name, problem=Problem.TOO_SMALL, limit=str(SHORTEST))
        if isinstance(days, int) and days > LONGEST:
            yield InputProblem(name=name, problem=Problem.TOO_LARGE, limit=str(LONGEST))


def _check_unchanged(settled: Settled, changed: Iterable[str], seen: int) -> None:
    for name in changed:
        if settled.editions.get(name, 0) > seen:
            raise ConflictingChange("", name, settled.edition)
