"""The way down to a page of a quartier: the step, the register or the entry it stands beneath."""

from __future__ import annotations

from web import paths
from web.language import say
from web.presenters.parts import Crumb, Place
from web.presenters.scene import Scene
from web.presenters.values import record_title
from workflow.core.definition import Register
from workflow.core.state import split_key


def step_crumb(scene: Scene, step_id: str, *, linked: bool = True) -> Crumb:
    """Return the crumb of a step."""
    url = paths.step(scene.q, step_id) if linked else ""
    return Crumb(say("Schritt {number}", number=scene.number_of(step_id)), url)


def register_crumbs(scene: Scene, register: Register, *, linked: bool = True) -> tuple[Crumb, ...]:
    """Return the crumbs down to a register."""
    url = paths.register(scene.q, register.id) if linked else ""
    return Crumb(say("Register"), paths.registers(scene.q)), Crumb(register.title, url)


def holder_place(scene: Scene, holder: str, *last: Crumb) -> Place:
    """Return the place of a page beneath a step or an entry."""
    key = split_key(holder)
    if key is None:
        return scene.place("", step_crumb(scene, holder), *last)
    register = scene.definition.registers[key[0]]
    record = scene.state.record(*key)
    title = record_title(scene, record) if record else str(key[1])
    own = Crumb(title, paths.record(scene.q, *key) if last else "")
    return scene.place("register", *register_crumbs(scene, register), own, *last)
