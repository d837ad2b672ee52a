"""What has changed in a quartier between two days: meaning first, in sentences, by step and register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from web import paths
from web.language import plural, said_later, say
from web.presenters import dates
from web.presenters.compared import Said, sentence
from web.presenters.history import SINCE, UNTIL
from web.presenters.looking_back import FROM, TO, Question, between_days
from web.presenters.parts import Crumb, Link, Place
from web.presenters.scene import Scene
from workflow.core.compare import (
    Difference,
    EntryDiffers,
    Moment,
    WholeDiffers,
    compare,
)
from workflow.core.evolve.along import taken_along
from workflow.core.state import split_key
from workflow.storage.queries import Tally

_HOLDS = {True: said_later("ja"), False: said_later("nein")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What has changed in a step, in a register or in the quartier as a whole."""

    title: str
    url: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """The changes between two days as a page; without days, only the question for them."""

    title: str
    heading: str
    place: Place
    question: Question
    says: str = ""
    groups: tuple[Group, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The quartier at the end of a day: what the state says, and what it does not count."""

    scene: Scene
    tally: Tally


def question_page(scene: Scene) -> ComparisonPage:
    """Return the page that asks which two days are meant."""
    heading = say("Was sich geändert hat")
    trail = Crumb(say("Verlauf"), paths.history(scene.q)), Crumb(heading)
    return ComparisonPage(
        title=say("{page} – {quarter}", page=heading, quarter=scene.name),
        heading=heading,
        place=scene.place("verlauf", *trail),
        question=between_days(scene.q, {TO: dates.table_day(scene.today)} if scene.is_past else {}),
    )


def comparison_page(first: Snapshot, last: Snapshot) -> ComparisonPage:
    """Return what differs between the quartier at the end of one day and of a later one."""
    people = {**first.scene.people, **last.scene.people}
    before, after = (replace(each.scene, people=people) for each in (first, last))
    groups = tuple(_groups(before, after, _beside(before, after, first.tally, last.tally)))
    count = sum(len(group.said) for group in groups)
    found = plural(count, "Unterschied", "Unterschiede") if count else say("Kein Unterschied")
    page = question_page(after)
    days = {FROM: dates.table_day(before.today), TO: dates.table_day(after.today)}
    return replace(
        page,
        place=replace(page.place, past=None),  # it shows two days, each with its own link
        question=between_days(after.q, days),
        says=say(
            "{found} zwischen dem Ende des {before} und dem Ende des {after}.",
            found=found,
            before=dates.long_day(before.today),
            after=dates.long_day(after.today),
        ),
        groups=groups,
        links=(
            _stand(before),
            _stand(after),
            Link(
                say("Wer das wann und warum geändert hat"),
                f"{paths.history(after.q)}?{SINCE}={before.today}&{UNTIL}={after.today}",
            ),
        ),
    )


def _stand(scene: Scene) -> Link:
    day = dates.long_day(scene.today)
    return Link(say("Stand vom {day}", day=day), f"{paths.quarter(scene.q)}?stand={scene.today}")


def _beside(before: Scene, after: Scene, was: Tally, now: Tally) -> Iterator[Said]:
    """Yield what no state of the quartier holds: people of the town, what was said and brought."""
    yield from _switched(_coordination(before), _coordination(after))
    yield from _switched(_substitutes(before), _substitutes(after))
    if was.comments != now.comments:
        yield Said(text=say("Kommentare"), was=str(was.comments), now=str(now.comments))
    if was.files != now.files:
        yield Said(text=say("Dateien"), was=str(was.files), now=str(now.files))


def _coordination(scene: Scene) -> list[str]:
    return [say("In der Koordination: {name}", name=scene.named(a)) for a in scene.coordinators]


def _substitutes(scene: Scene) -> list[str]:
    return [
        say(
            "{substitute} vertritt {person}",
            substitute=scene.named(each.substitute),
            person=scene.named(each.person),
        )
        for each in scene.substitutes
    ]


def _switched(was: Sequence[str], now: Sequence[str]) -> Iterator[Said]:
    for text in dict.fromkeys((*now, *was)):
        if (text in was) != (text in now):
            yield Said(text=text, was=say(_HOLDS[text in was]), now=say(_HOLDS[text in now]))


def _groups(before: Scene, after: Scene, beside: Iterable[Said]) -> Iterator[Group]:
    found = compare(Moment(before.state, before.today), Moment(after.state, after.today))
    # Things stand where they are later; only the version is told as it was.
    state = taken_along(before.state, after.state)
    along = replace(before, state=state, definition=after.definition)
    places: dict[str, list[Said]] = {}
    for place in ("", *after.definition.steps, *_registers(after)):
        places[place] = []
    for difference in found:
        was = before if isinstance(difference, WholeDiffers) else along
        places.setdefault(_place(difference), []).append(sentence(was, after, difference))
    places[""].extend(beside)
    for place, said in places.items():
        if said:
            yield Group(title=_title(after, place), url=_url(after, place), said=tuple(said))


def _registers(scene: Scene) -> Iterable[str]:
    return (f"{register}/" for register in scene.definition.registers)


def _place(difference: Difference) -> str:
    """Return where a difference belongs: a step, a register ("ziel/") or "" for the whole."""
    if isinstance(difference, EntryDiffers):
        return f"{difference.register}/"
    holder = getattr(difference, "holder", "") or getattr(difference, "step", "")
    key = split_key(holder)
    if key:
        return f"{key[0]}/"
    return "" if holder == "profile" else holder


def _title(scene: Scene, place: str) -> str:
    if not place:
        return say("Quartier als Ganzes")
    register = scene.definition.registers.get(place.removesuffix("/"))
    if place.endswith("/"):
        return register.title if register else place.removesuffix("/")
    return scene.holder_name(place) if place in scene.definition.steps else place


def _url(scene: Scene, place: str) -> str:
    if place.endswith("/"):
        return paths.register(scene.q, place.removesuffix("/"))
    return paths.holder(scene.q, place)
