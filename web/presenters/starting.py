"""Starting a quartier: from which procedure, under which name, with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from web import paths
from web.language import say
from web.presenters.forms import FEW, field_inputs
from web.presenters.inputs import (
    UNTYPED,
    Input,
    Option,
    Typed,
    choice_input,
    filled,
    line_input,
    select_input,
    summary,
)
from web.presenters.parts import Errors
from web.presenters.scene import Scene
from workflow.core.commands import Actor
from workflow.core.definition import ProcessDefinition
from workflow.core.municipality_settings import Settings
from workflow.core.state import InstancePart, ProcessState, StepLife, StepPart
from workflow.storage.queries import VersionRow

NAME, TEMPLATE = "name", "vorlage"
TEAM: Mapping[str, str] = {"manager": "team-management", "developer": "team-entwicklung"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """The form for a new quartier; first the procedure is chosen, where there are several."""

    title: str
    says: str
    choice: Input | None
    action: str
    inputs: tuple[Input, ...]
    hidden: tuple[tuple[str, str], ...]
    button: str
    cancel: str = paths.QUARTERS
    errors: Errors | None
    place: None = None


def blank_scene(
    definition: ProcessDefinition, municipality: int, actor: Actor, today: date
) -> Scene:
    """Return the scene of a quartier that is not there yet."""
    instance = InstancePart(
        name="",
        municipality=municipality,
        definition=definition.digest,
        started_on=today,
        steps={step: StepLife() for step in definition.steps},
    )
    state = ProcessState(
        instance=instance, steps={step: StepPart() for step in definition.steps}, records={}
    )
    return Scene(
        q="",
        definition=definition,
        state=state,
        actor=actor,
        actions={},
        today=today,
        people={},
        settings=Settings(),  # nothing rests or is due before the start
    )


def start_page(
    scene: Scene, versions: Sequence[VersionRow], people: Mapping[int, str], typed: Typed = UNTYPED
) -> StartPage:
    """Return the form; `versions` are those to choose from, `people` those for the team."""
    own = filled(_questions(scene, people), typed, scene)
    inputs = (*own, *field_inputs(scene, "profile", typed))
    chosen = scene.definition
    return StartPage(
        title=say("Quartier anlegen"),
        button=say("Quartier anlegen"),
        says=say(
            "Der Weg folgt der Vorlage „{title}“, Version {version}.",
            title=chosen.title,
            version=chosen.version,
        ),
        choice=_choice(versions, chosen.digest),
        action="",
        inputs=inputs,
        hidden=((TEMPLATE, chosen.digest),),
        errors=summary(typed, scene, inputs, "profile"),
    )


def _choice(versions: Sequence[VersionRow], chosen: str) -> Input | None:
    """Return the question which one: a list cuts long titles off, so only many become one."""
    if len(versions) < 2:  # noqa: PLR2004 - one needs no choice
        return None
    options = [Option(v.digest, _version(v), v.digest == chosen) for v in versions]
    if len(options) <= FEW:
        return choice_input(TEMPLATE, say("Vorlage"), options)
    return select_input(TEMPLATE, say("Vorlage"), options, width="")


def _version(row: VersionRow) -> str:
    return say("{title}, Version {version}", title=row.title, version=row.version)


def _questions(scene: Scene, people: Mapping[int, str]) -> tuple[Input, ...]:
    options = [Option("", say("Noch niemand"), chosen=True)]
    options += [Option(str(account), name) for account, name in people.items()]
    team = (
        select_input(name, scene.role(role), options, optional=True) for role, name in TEAM.items()
    )
    return (line_input(NAME, say("Name des Quartiers")), *team)
