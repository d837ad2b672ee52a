"""The questions of a form: what is asked, what was typed, what is wrong with it.

Rule: required is the norm, the rest is marked "(freiwillig)". What was typed stands there again,
whatever was wrong with it; the summary above and the words beside a question are the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from web.language import plural, said_later, say, spoken
from web.presenters.parts import ErrorLine, Errors
from web.presenters.scene import Scene
from workflow.core.definition import ProcessDefinition
from workflow.core.errors import InputProblem
from workflow.core.sentences import problem_sentence

# Fields of a definition carry a prefix, so that none can be taken for a question of ours.
VALUE, REASON = "feld-", "grund-"
# In which way something is proved: the engine calls what is given so "documents".
WAY, FILE, LINK, PLACE = "documents", "file", "link", "place"
_FILES = said_later("PDF, Bild, Office-Datei oder Text, höchstens 20 MB")


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen."""

    value: str
    label: str
    chosen: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One question of a form with what stands in it and what is wrong with it."""

    name: str
    label: str
    kind: str = "text"
    id: str = ""
    value: str = ""
    hint: str = ""
    optional: bool = False
    error: str = ""
    options: tuple[Option, ...] = ()
    unit: str = ""
    width: str = ""
    inputmode: str = ""
    autocomplete: str = ""
    way: str = ""  # shown where it is chosen, if the browser can do that

    def __post_init__(self) -> None:
        """Give it an id, if none was given: its name."""
        if not self.id:
            object.__setattr__(self, "id", self.name)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into the form that is shown again: all values by name."""

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    problems: tuple[InputProblem, ...] = ()
    with_files: bool = False  # files were sent along; a browser never fills them in again

    def __bool__(self) -> bool:
        """Whether there is a form to show again."""
        return bool(self.values)

    def one(self, name: str) -> str:
        """Return the typed value of a name, "" if there is none; no page can hold a NUL."""
        found = self.values.get(name, ())
        return found[0].replace("\0", "") if found else ""


UNTYPED = Typed()
# What a form that is about no quartier is read with: it has no fields of a definition.
NO_DEFINITION = ProcessDefinition(
    id="", version=0, title="", language="de", digest="",
    roles={}, bodies={}, phases={}, profile={}, registers={}, steps={},
)  # fmt: skip


def filled(inputs: Sequence[Input], typed: Typed, scene: Scene | None = None) -> tuple[Input, ...]:
    """Return the inputs with what was typed into them and what is wrong with it."""
    if not typed:
        return tuple(inputs)
    return tuple(_filled(each, typed, scene) for each in inputs)


def _filled(each: Input, typed: Typed, scene: Scene | None) -> Input:
    sent = typed.values.get(each.name, ())
    options = tuple(replace(o, chosen=o.value in sent) for o in each.options)
    problem = next((p for p in typed.problems if p.name == each.name), None)
    error = _sentence(problem, scene, each.label) if problem else ""
    # A password never comes back to the page.
    value = "" if each.kind == "password" else typed.one(each.name)
    return replace(each, value=value, options=options, error=error)


def _sentence(problem: InputProblem, scene: Scene | None, label: str, holder: str = "") -> str:
    definition = scene.definition if scene else NO_DEFINITION
    return problem_sentence(problem, definition, spoken(), holder=holder, label=label)


def summary(
    typed: Typed, scene: Scene | None, inputs: Sequence[Input], holder: str = ""
) -> Errors | None:
    """Return the summary of what is wrong with a form, in its order; None if nothing is."""
    if not typed.problems:
        return None
    asked = {each.name: (place, each) for place, each in enumerate(inputs)}
    lines: list[tuple[int, ErrorLine]] = []
    for problem in typed.problems:
        keys = (problem.name, VALUE + problem.name, problem.name.replace("reason:", REASON))
        place, found = next((asked[key] for key in keys if key in asked), (-1, None))
        text = _sentence(problem, scene, found.label if found else "", holder)
        lines.append((place, ErrorLine(text=text, url=f"#{found.id}" if found else "")))
    ordered = sorted(lines, key=lambda line: line[0])  # what has no question of its own first
    unique = tuple(dict.fromkeys(line for _, line in ordered))
    what = plural(len(unique), "Angabe", "Angaben")
    return Errors(
        heading=say("Bitte prüfen Sie {what}", what=what),
        lines=(*unique, *(_files_again() if typed.with_files else ())),
    )


def password_input(name: str, label: str, hint: str = "", *, new: bool = True) -> Input:
    """Return an input for a password: a new one, or the one that is known."""
    known = "new-password" if new else "current-password"
    return Input(
        name=name, label=label, kind="password", hint=hint, width="middle", autocomplete=known
    )


def _files_again() -> tuple[ErrorLine, ...]:
    return (ErrorLine(text=say("Wählen Sie Ihre Dateien danach noch einmal aus")),)


def text_input(name: str, label: str, hint: str = "", *, optional: bool = False) -> Input:
    """Return an input for a few sentences."""
    return Input(name=name, label=label, kind="textarea", hint=hint, optional=optional)


def line_input(name: str, label: str, hint: str = "", *, optional: bool = False) -> Input:
    """Return an input for one line."""
    return Input(name=name, label=label, hint=hint, optional=optional, width="middle")


def day_input(name: str, label: str, value: str = "", *, optional: bool = False) -> Input:
    """Return an input for a day."""
    return Input(
        name=name,
        label=label,
        value=value,
        hint=say("TT.MM.JJJJ"),
        optional=optional,
        width="short",
    )


def file_input(name: str, label: str, *, optional: bool = False, hint: str = "") -> Input:
    """Return an input for a file."""
    return Input(name=name, label=label, kind="file", hint=hint or say(_FILES), optional=optional)


def choice_input(
    name: str, label: str, options: Sequence[Option], *, hint: str = "", optional: bool = False
) -> Input:
    """Return radios for a few choices."""
    return Input(
        name=name, label=label, kind="radio", options=tuple(options), hint=hint, optional=optional
    )


def checkbox_input(
    name: str, label: str, options: Sequence[Option], *, hint: str = "", optional: bool = False
) -> Input:
    """Return boxes to tick, as many as one likes."""
    return Input(
        name=name,
        label=label,
        kind="checkbox",
        options=tuple(options),
        hint=hint,
        optional=optional,
    )


def select_input(
    name: str,
    label: str,
    options: Sequence[Option],
    *,
    hint: str = "",
    optional: bool = False,
    width: str = "middle",
) -> Input:
    """Return a list to choose from."""
    return Input(
        name=name,
        label=label,
        kind="select",
        options=tuple(options),
        hint=hint,
        optional=optional,
        width=width,
    )


def ways_to_prove(*, needed: bool = False) -> tuple[Input, ...]:
    """Return what can prove something: a note, and a document in one of three ways.

    What is filled in counts, whatever is chosen; what is chosen has to be filled in. `needed`: the
    document is asked for.
    """
    place = say("Zum Beispiel ein Aktenzeichen")
    ways = (
        Option(FILE, say("Datei hochladen"), hint=say(_FILES)),
        Option(LINK, say("Link eintragen")),
        Option(PLACE, say("Fundort in der Akte nennen"), hint=place),
    )
    asked = say("Was möchten Sie als Nachweis angeben?")
    inputs = (
        file_input(FILE, say("Datei")),
        line_input(LINK, say("Link"), say("Adresse einer Webseite, beginnt mit https://")),
        line_input(PLACE, say("Fundort in der Akte"), place),
    )
    return (
        text_input("note", say("Notiz"), say("Was wurde getan, mit wem, mit welchem Ergebnis?")),
        choice_input(WAY, asked, ways if needed else (*ways, _no_document()), optional=not needed),
        *(replace(each, way=each.name) for each in inputs),
    )


def _no_document() -> Option:
    return Option("", say("Kein Dokument"))
