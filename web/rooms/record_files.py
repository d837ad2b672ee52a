"""A register as a CSV file, out and in: what is sent is shown before anything is done."""

from __future__ import annotations

import json

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from web import paths
from web.answers import done, table_file
from web.csv_text import Line, NoTable, read, written
from web.input import Submission
from web.language import say
from web.presenters.import_page import (
    FILE,
    MOST_BYTES,
    MOST_ROWS,
    ROWS,
    STEP,
    import_page,
    preview_page,
)
from web.presenters.register_file import table
from web.presenters.register_order import chosen_records, ordered
from web.presenters.register_wanted import wanted
from web.presenters.scene import Scene
from web.rooms.record_rows import known_columns, sheet
from web.rooms.scenes import load_register
from web.rooms.sending import CONFLICT, INVALID, answer, send
from web.security_log import record
from workflow.core import commands as c
from workflow.core.errors import ConflictingChange, InvalidInput

blueprint = Blueprint("record_files", __name__)
_LIST = "/quartiere/<slug:q>/register/<slug:register>"


@blueprint.get(f"{_LIST}.csv")
def download(q: str, register: str) -> Response:
    """Hand out a register as the address asks for it, all pages of it."""
    scene = load_register(q, register)
    found = scene.definition.registers[register]
    asked = wanted(found, request.args)
    record("sensitive_read", file=f"{register}.csv")
    records = ordered(scene, found, asked, chosen_records(scene, found, asked))
    return table_file(written(table(scene, found, records)), f"{scene.file_name}-{register}.csv")


@blueprint.route(f"{_LIST}/uebernehmen", methods=["GET", "POST"])
def bring(q: str, register: str) -> ResponseReturnValue:
    """Ask for a file, show what it would do, and, once somebody said yes, do it."""
    scene = load_register(q, register)
    if request.method != "POST":
        return _shown(import_page(scene, register))
    if not scene.may(c.ImportRecords, register):
        return answer(q, lambda _: "", lambda form: _refuse(q, register, form))
    if ROWS in request.form:
        return answer(q, lambda _: "", lambda form: _take_over(scene, register, form))
    return _preview(scene, register)


def _shown(page: object) -> str:
    return render_template("register/uebernehmen.html", page=page)


def _refuse(q: str, register: str, form: Submission) -> AnyResponse:
    """Let the engine say why not."""
    for name in (ROWS, STEP):
        form.raw(name)
    send(q, c.ImportRecords(register=register, records=()), form)
    raise BadRequest


def _preview(scene: Scene, register: str) -> ResponseReturnValue:
    form = Submission(request.form)
    step = form.raw(STEP)
    form.nothing_else()
    try:
        lines = _uploaded(scene, register)
    except InvalidFile as error:
        return _shown(import_page(scene, register, wrong=(str(error),), step=step)), INVALID
    return _judged(scene, register, lines, step)


def _judged(
    scene: Scene, register: str, lines: list[Line], step: str, notice: str = ""
) -> AnyResponse:
    """Return what the lines would do, or what is wrong with them; `notice`: why once more (409)."""
    found = sheet(scene, scene.definition.registers[register], lines, step)
    page = preview_page(scene, register, found, rows=_packed(lines), step=step, notice=notice)
    status = CONFLICT if notice else 200
    return make_response(_shown(page), INVALID if page.errors else status)


class InvalidFile(ValueError):
    """A file that cannot be taken, and why."""


def _uploaded(scene: Scene, register: str) -> list[Line]:
    """Return the lines of the file that was sent; raises InvalidFile."""
    sent = request.files.get(FILE)
    content = sent.stream.read(MOST_BYTES + 1) if sent is not None and sent.filename else b""
    if not content:
        raise InvalidFile(say("Wählen Sie eine CSV-Datei aus"))
    if len(content) > MOST_BYTES:
        raise InvalidFile(say("Die Datei ist zu groß. Erlaubt ist höchstens 1 MB"))
    found = scene.definition.registers[register]
    try:
        lines = read(content, lambda head: known_columns(found, head))
    except NoTable as error:
        raise InvalidFile(
            say("Die Datei ist keine Tabelle. Speichern Sie sie als „CSV UTF-8“")
        ) from error
    if len(lines) > MOST_ROWS + 1:
        raise InvalidFile(
            say(
                "Die Datei ist zu lang. Teilen Sie sie in Teile mit höchstens {rows} Zeilen",
                rows=MOST_ROWS,
            )
        )
    if len(lines) == 1:
        raise InvalidFile(
            say("Die Datei hat nur eine Kopfzeile. Tragen Sie darunter die Einträge ein")
        )
    return lines


def _take_over(scene: Scene, register: str, form: Submission) -> AnyResponse:
    """Do what was shown; show it anew if the register has changed since."""
    lines, step = _unpacked(form.raw(ROWS)), form.raw(STEP)
    found = sheet(scene, scene.definition.registers[register], lines, step)
    if found.problems or found.wrong:
        return _judged(scene, register, lines, step)
    command = c.ImportRecords(register=register, records=found.records)
    try:
        send(scene.q, command, form)
    except InvalidInput:
        return _judged(scene, register, lines, step)
    except ConflictingChange:
        notice = say(
            "Das Register hat sich geändert, seit Sie die Vorschau gesehen haben. Noch ist nichts "
            "übernommen. Hier steht, was die Datei jetzt bewirkt."
        )
        return _judged(scene, register, lines, step, notice)
    new = sum(1 for each in found.records if not each.number)
    changed = len(found.records) - new
    message = say("Übernommen: {new} neu, {changed} geändert.", new=new, changed=changed)
    return done(message, paths.register(scene.q, register))


def _packed(lines: list[Line]) -> str:
    """Return lines as a form carries them on."""
    rows = [[line.number, list(line.cells)] for line in lines]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _unpacked(text: str) -> list[Line]:
    """Return the lines that a form carried; 400 if it never carried them."""
    try:
        rows = json.loads(text)
        lines = [Line(_whole(number), tuple(map(_text, cells))) for number, cells in rows]
    except (ValueError, TypeError, RecursionError) as error:
        raise BadRequest("rows are malformed") from error
    if not 1 < len(lines) <= MOST_ROWS + 1:
        raise BadRequest("too many rows")
    return lines


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
