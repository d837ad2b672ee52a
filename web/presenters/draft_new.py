"""How a draft begins: as an overlay, as a copy of a version, or from a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from web import paths
from web.language import plural, said_later, say
from web.presenters.draft_text import FILE_NAME
from web.presenters.inputs import (
    UNTYPED,
    Input,
    Option,
    Typed,
    file_input,
    filled,
    line_input,
    select_input,
)
from web.presenters.parts import Crumb, ErrorLine, Errors, Place
from web.presenters.templates_place import Bench, place, version_name
from workflow.workbench import can_be_id

LONGEST_TITLE = 200
BASE, TITLE, IDENTITY, VERSION = "base", "title", "identity", "version"
_WHOLE = ""  # as wide as a field gets: the version stands last in its name
_NO_ID = said_later(
    "Schreiben Sie die Id mit Kleinbuchstaben, Ziffern und Bindestrichen, am Anfang ein "
    "Buchstabe, höchstens 64 Zeichen, zum Beispiel: weststadt"
)
_NO_TITLE = said_later("Geben Sie einen Titel in einer Zeile ein, mit höchstens 200 Zeichen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """One way to begin: its heading, its questions, its button."""

    id: str
    heading: str
    says: str
    action: str
    inputs: tuple[Input, ...]
    button: str
    files: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDraftPage:
    """All ways to begin."""

    title: str
    says: str
    ways: tuple[Beginning, ...]
    errors: Errors | None
    cancel: str
    place: Place


def new_draft_page(
    bench: Bench,
    typed: Typed = UNTYPED,
    way: str = "",
    wrong: Mapping[str, str] = MappingProxyType({}),
) -> NewDraftPage:
    """Return the page; `way` is the address of the form that was sent, `wrong` what to mend in it."""
    ways = tuple(
        _again(each, typed, wrong) if each.action == way else each for each in _ways(bench)
    )
    title = say("Entwurf beginnen")
    return NewDraftPage(
        title=title,
        says=say("Ein Entwurf gilt für niemanden. Erst was Sie veröffentlichen, steht zur Wahl."),
        ways=ways,
        errors=_errors([each for way in ways for each in way.inputs if each.error]),
        cancel=paths.templates(bench.town.slug),
        place=place(bench, say("Entwurf einer Prozessvorlage"), Crumb(title)),
    )


def wrong_start(title: str, identity: str, base: str) -> dict[str, str]:
    """Return what to mend in a title and an id that no adaptation of that base can have."""
    found = {}
    if not title or not title.isprintable() or len(title) > LONGEST_TITLE:
        found[TITLE] = say(_NO_TITLE)
    if not can_be_id(identity):
        found[IDENTITY] = say(_NO_ID)
    elif identity == base.partition("@")[0]:
        found[IDENTITY] = say(
            "So heißt schon die Grundlage. Geben Sie der Anpassung eine eigene Id"
        )
    return found


def _again(way: Beginning, typed: Typed, wrong: Mapping[str, str]) -> Beginning:
    inputs = filled(way.inputs, typed)
    told = tuple(replace(each, error=wrong.get(each.name, "")) for each in inputs)
    return replace(way, inputs=told)


def _errors(wrong: Sequence[Input]) -> Errors | None:
    if not wrong:
        return None
    lines = tuple(ErrorLine(text=each.error, url=f"#{each.id}") for each in wrong)
    what = plural(len(wrong), "Angabe", "Angaben")
    return Errors(heading=say("Bitte prüfen Sie {what}", what=what), lines=lines)


def _ways(bench: Bench) -> Iterator[Beginning]:
    yield Beginning(
        id="anpassung",
        heading=say("Eine Vorlage anpassen"),
        says=say(
            "Sie schreiben nur, was anders ist. Was Sie nicht nennen, gilt wie in der Grundlage."
        ),
        action=paths.new_draft(bench.town.slug),
        inputs=(
            select_input(
                BASE,
                say("Grundlage"),
                list(_options(bench)),
                hint=say("Wird sie später neu gefasst, bleibt Ihre Anpassung bei dieser Version"),
                width=_WHOLE,
            ),
            line_input(TITLE, say("Titel"), say("So heißt die Vorlage, wo man sie auswählt")),
            line_input(
                IDENTITY,
                say("Id"),
                say("Kurz, klein geschrieben, ohne Umlaute. Sie bleibt für immer"),
            ),
        ),
        button=say("Anpassung beginnen"),
    )
    yield Beginning(
        id="kopie",
        heading=say("Eine Version weiterschreiben"),
        says=say("Der Entwurf beginnt mit ihrem Text und zählt die Version um eins weiter."),
        action=paths.new_draft(bench.town.slug, "kopie"),
        inputs=(select_input(VERSION, say("Version"), list(_options(bench)), width=_WHOLE),),
        button=say("Kopie beginnen"),
    )
    yield Beginning(
        id="datei",
        heading=say("Eine Datei hochladen"),
        says=say("Mit Fehlern darf sie sein: Die Prüfung nennt sie danach alle."),
        action=paths.new_draft(bench.town.slug, "datei"),
        inputs=(
            file_input(
                FILE_NAME,
                say("Datei"),
                hint=say("Eine Textdatei (YAML, UTF-8), höchstens 1 MB. Wie sie heißt, ist gleich"),
            ),
        ),
        button=say("Datei hochladen"),
        files=True,
    )


def named_versions(bench: Bench) -> dict[str, str]:
    """Return how every version that can be used is called, by `id@version`."""
    found: dict[str, str] = {}
    for row in bench.versions:
        if row.withdrawn_at is None:
            found[f"{row.id}@{row.version}"] = f"{row.title}, {version_name(row.version)}"
    gone = {f"{row.id}@{row.version}" for row in bench.versions} - found.keys()
    for each in bench.shipped:
        if each.name not in found.keys() | gone:
            name = f"{each.definition.title}, {version_name(each.definition.version)}"
            found[each.name] = say("{version} (mitgeliefert)", version=name)
    return found


def _options(bench: Bench) -> Iterator[Option]:
    for number, (name, label) in enumerate(named_versions(bench).items()):
        yield Option(name, label, chosen=not number)
