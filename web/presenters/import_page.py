"""Entries from a CSV file: the page that asks for it, and the one that shows what it would do.

Rule: nothing is done before somebody has seen what: what is new, what changes from what to what,
what is refused and in which row. What would happen the engine says, not this page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from web import paths
from web.language import plural, say, spoken
from web.presenters.crumbs import register_crumbs
from web.presenters.inputs import Input, file_input, select_input
from web.presenters.parts import Crumb, ErrorLine, Errors, Line, Link, Place
from web.presenters.record_forms import refused, step_options
from web.presenters.register_file import column_names, own_columns
from web.presenters.registers import entries
from web.presenters.scene import Scene, new_entry
from web.presenters.values import record_title, scope_of, shown, text_of, title_field
from workflow.core import commands as c
from workflow.core.commands import Entered, ImportedRecord
from workflow.core.definition import Field, FieldType, Register
from workflow.core.errors import InputProblem
from workflow.core.foresight import wrong_with
from workflow.core.sentences import problem_sentence
from workflow.core.state import Document

ROWS, STEP, FILE = "rows", "step", "file"
SEEN = "seen"  # always what this very preview shows, never what an earlier one did
MOST_ROWS, MOST_BYTES = 2000, 1024 * 1024
_MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as it was read: rows for the engine, what could not be read, what is left out.

    A row with a problem is there too, without what could not be read: the engine judges the rest.
    """

    records: tuple[ImportedRecord, ...]
    problems: tuple[InputProblem, ...] = ()
    wrong: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    same: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a row would do: a new entry with its values, or a change of some, before and after."""

    row: str
    title: str
    url: str = ""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPage:
    """The page on which a file is chosen, or on which it is shown what it would do."""

    title: str
    place: Place
    over: str
    heading: str
    says: tuple[str, ...]
    refused: tuple[Line, ...] = ()
    errors: Errors | None
    notice: str
    inputs: tuple[Input, ...]
    columns: tuple[tuple[str, str], ...]
    file: Link
    new: tuple[Change, ...] = ()
    more_new: str = ""
    changed: tuple[Change, ...] = ()
    more_changed: str = ""
    summary: str = ""
    same: str = ""
    left_out: str = ""
    hidden: tuple[tuple[str, str], ...] = ()
    button: str = ""
    cancel: str


def import_page(
    scene: Scene, register_id: str, *, wrong: Sequence[str] = (), step: str = ""
) -> ImportPage:
    """Return the page that asks for a file; `wrong` says what was the matter with the last one."""
    register = scene.definition.registers[register_id]
    may = scene.may(c.ImportRecords, register_id)
    heading = say("{what} aus einer CSV-Datei übernehmen", what=register.title)
    lines = tuple(ErrorLine(text=text, url=f"#{FILE}") for text in wrong)
    return ImportPage(
        title=f"{heading} – {scene.name}",
        place=scene.place("register", *register_crumbs(scene, register), Crumb(say("Übernehmen"))),
        over=register.title,
        heading=heading,
        says=(_explained(),),
        refused=refused(scene, c.ImportRecords, register_id),
        errors=Errors(heading=say("Bitte prüfen Sie die Datei"), lines=lines) if lines else None,
        notice="",
        inputs=tuple(_questions(scene, step)) if may else (),
        columns=tuple(_columns(register)),
        file=Link(
            say("Das Register als CSV-Datei herunterladen"),
            paths.register_file(scene.q, register_id),
        ),
        cancel=paths.register(scene.q, register_id),
    )


def _explained() -> str:
    return say(
        "Zuerst sehen Sie, was sich ändern würde. Übernommen wird erst, wenn Sie zustimmen, und dann "
        "alles oder nichts."
    )


def _questions(scene: Scene, step: str) -> Iterator[Input]:
    yield file_input(
        FILE,
        say("CSV-Datei"),
        hint=say(
            "Höchstens {rows} Zeilen und 1 MB. Die erste Zeile nennt die Spalten.", rows=MOST_ROWS
        ),
    )
    yield select_input(
        STEP,
        say("In welchem Schritt entstanden neue Einträge?"),
        step_options(scene, step),
        hint=say("Gilt für Zeilen, in denen die Spalte Schritt fehlt oder leer ist."),
    )


def _columns(register: Register) -> Iterator[tuple[str, str]]:
    yield own_columns()[0], say("Leer: neuer Eintrag. Mit Nummer: dieser Eintrag wird geändert.")
    names = column_names(register)
    for field in register.fields.values():
        if field.calculate is None and field.type is not FieldType.FILE:
            need = say("Pflichtangabe") if field.required else say("freiwillig")
            yield (
                names[field.id],
                ": ".join(filter(None, (need, ", ".join(field.options.values())))),
            )


# --- what it would do ------------------------------------------------------------------------------


def preview_page(
    scene: Scene, register_id: str, sheet: Sheet, *, rows: str, step: str, notice: str = ""
) -> ImportPage:
    """Return the page that shows what a file would do; `rows` carries it on to the next answer."""
    register = scene.definition.registers[register_id]
    problems = (*sheet.problems, *_refused(scene, register_id, sheet))
    errors = _errors(scene, register, sheet.wrong, problems)
    page = import_page(scene, register_id, step=step)
    new = [each for each in sheet.records if not each.number]
    changed = [each for each in sheet.records if each.number]
    if errors or not sheet.records:
        return _again(page, sheet, errors)
    return ImportPage(
        title=page.title,
        place=page.place,
        over=page.over,
        heading=page.heading,
        says=(say("Noch ist nichts geändert. Prüfen Sie, was die Datei bewirkt."),),
        errors=None,
        notice=notice,
        inputs=(),
        columns=(),
        file=page.file,
        new=tuple(_new(scene, register, each) for each in new[:_MOST_SHOWN]),
        more_new=_more(new),
        changed=tuple(_changed(scene, register, each) for each in changed[:_MOST_SHOWN]),
        more_changed=_more(changed),
        summary=say("{new} neu, {changed} geändert", new=entries(len(new)), changed=len(changed)),
        same=_same(sheet),
        left_out=_left_out(sheet),
        hidden=((ROWS, rows), (STEP, step), (SEEN, str(scene.state.seq))),
        button=say("{entries} übernehmen", entries=entries(len(sheet.records))),
        cancel=page.cancel,
    )


def _again(page: ImportPage, sheet: Sheet, errors: Errors | None) -> ImportPage:
    """Return the page that asks for a better file."""
    nothing = say("Die Datei sagt nichts Neues. Es gibt nichts zu übernehmen.")
    return replace(page, errors=errors, notice="" if errors else nothing, same=_same(sheet))


def _same(sheet: Sheet) -> str:
    if not sheet.same:
        return ""
    rows = plural(sheet.same, "Zeile sagt", "Zeilen sagen")
    return say("{rows}, was schon im Register steht.", rows=rows)


def _left_out(sheet: Sheet) -> str:
    if not sheet.left_out:
        return ""
    names = ", ".join(sheet.left_out)
    return say("Dateien und Berechnetes werden nicht übernommen: {columns}.", columns=names)


def _refused(scene: Scene, register_id: str, sheet: Sheet) -> tuple[InputProblem, ...]:
    """Return what the engine would refuse of what could be read."""
    command = c.ImportRecords(register=register_id, records=sheet.records)
    unread = {(each.row, each.name) for each in sheet.problems}
    found = wrong_with(scene.definition, scene.state, command, scene.actor, scene.today)
    return tuple(each for each in found if (each.row, each.name) not in unread)


def _errors(
    scene: Scene, register: Register, wrong: Sequence[str], problems: Sequence[InputProblem]
) -> Errors | None:
    if not wrong and not problems:
        return None
    ordered = sorted(problems, key=lambda problem: problem.row)
    lines = [ErrorLine(text=text) for text in wrong]
    lines += [ErrorLine(text=text) for text in _sentences(scene, register, ordered)]
    shown_lines = lines[:_MOST_SHOWN]
    if more := _more(lines):
        shown_lines.append(ErrorLine(text=more))
    places = plural(len(lines), "Stelle", "Stellen")
    heading = say("Es wird nichts übernommen: Bitte prüfen Sie {places} der Datei", places=places)
    return Errors(heading=heading, lines=tuple(shown_lines))


def _more(things: Sequence[object]) -> str:
    """Return how many are not shown; "" if all are."""
    more = len(things) - _MOST_SHOWN
    return say("Und {more} weitere.", more=more) if more > 0 else ""


def _sentences(scene: Scene, register: Register, problems: Sequence[InputProblem]) -> Iterator[str]:
    """Yield what is wrong in which row; the first of a choice names what can be chosen."""
    named = set[str]()
    for each in problems:
        text = problem_sentence(each, scene.definition, spoken(), holder=new_entry(register.id))
        field = register.fields.get(each.name)
        if field is not None and field.options and field.id not in named:
            named.add(field.id)
            text = f"{text}: {', '.join(field.options.values())}"
        yield say("Zeile {row}: {problem}", row=each.row, problem=text)


def _new(scene: Scene, register: Register, each: ImportedRecord) -> Change:
    named = title_field(register.fields)
    title = each.values.get(named)
    details = (
        (register.fields[name].label, _text(scene, register.fields[name], value))
        for name, value in each.values.items()
        if name != named
    )
    return Change(
        row=say("Zeile {row}", row=each.row),
        title=title if isinstance(title, str) else register.singular,
        details=tuple((label, text) for label, text in details if text),
    )


def _changed(scene: Scene, register: Register, each: ImportedRecord) -> Change:
    record = scene.state.register(register.id)[each.number]
    details = []
    for name, value in each.values.items():
        field = register.fields[name]
        before = shown(scene, field, record.values.get(name), scope_of(scene, record.key))
        after = _text(scene, field, value)
        told = say("{before} → {after}", before=before or "–", after=after or "–")
        details.append((field.label, told))
    return Change(
        row=say("Zeile {row}", row=each.row),
        title=say("Nr. {number} {title}", number=each.number, title=record_title(scene, record)),
        url=paths.record(scene.q, register.id, each.number),
        details=tuple(details),
    )


def _text(scene: Scene, field: Field, value: Entered) -> str:
    if value is None or isinstance(value, Document):
        return ""
    return text_of(scene, field, value)
