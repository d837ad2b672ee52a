"""Registers: all of them, one as a list, one entry, and the forms to add, change, archive one."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from web import paths
from web.answers import done
from web.input import Submission
from web.language import say
from web.presenters.forms import open_fields
from web.presenters.inputs import Typed
from web.presenters.record_forms import archive_page, change_page, new_page
from web.presenters.records import record_page
from web.presenters.register_list import register_page
from web.presenters.register_wanted import wanted
from web.presenters.registers import registers_page
from web.presenters.scene import new_entry
from web.restored import typed_before
from web.rooms.scenes import load, load_record, load_register
from web.rooms.sending import entered, form_or_answer, send
from web.rooms.steps import reasons
from workflow.core import commands as c
from workflow.core.events import Recorded
from workflow.core.state import record_key
from workflow.storage import queries

blueprint = Blueprint("records", __name__)
_LIST = "/quartiere/<slug:q>/register/<slug:register>"
_ONE = f"{_LIST}/<number:number>"


@blueprint.get("/quartiere/<slug:q>/register")
def show_registers(q: str) -> str:
    """Show all registers of a quartier."""
    return render_template("register/alle.html", page=registers_page(load(q)))


@blueprint.get(_LIST)
def show_all(q: str, register: str) -> str:
    """Show a register as the address asks for it."""
    scene = load_register(q, register)
    asked = wanted(scene.definition.registers[register], request.args)
    page = register_page(scene, register, asked)
    return render_template("register/liste.html", page=page)


@blueprint.get(_ONE)
def show(q: str, register: str, number: int) -> str:
    """Show an entry with what has happened to it."""
    found: list[Recorded] = []

    def read(reading: queries.Reading) -> set[int]:
        found.extend(queries.record_history(reading, q, register, number))
        return {each.by for each in found}

    def read_all(reading: queries.Reading) -> set[int]:
        found[:] = queries.stream(reading, q)
        return {each.by for each in found}

    scene = load_record(q, record_key(register, number), also=read)
    if scene.state.moved():  # it may have had another name: the whole course says
        scene = load_record(q, record_key(register, number), also=read_all)
    page = record_page(scene, register, number, typed_before(), found)
    return render_template("register/eintrag.html", page=page)


@blueprint.route(f"{_LIST}/neu", methods=["GET", "POST"])
def add(q: str, register: str) -> ResponseReturnValue:
    """Ask for a new entry and add it."""
    scene = load_register(q, register)

    def show_form(typed: Typed) -> str:
        page = new_page(scene, register, typed, request.args)
        return render_template("formulare/seite.html", page=page)

    def save(form: Submission) -> Response:
        fields = open_fields(scene, new_entry(register))
        command = c.AddRecord(
            register=register,
            step=form.line("step", required=True),
            values=entered(q, form, fields),
            reasons=reasons(form),
        )
        send(q, command, form)
        what = scene.definition.registers[register].singular
        return done(say("{what} ist gespeichert.", what=what), paths.register(q, register))

    return form_or_answer(q, show_form, save)


@blueprint.route(f"{_ONE}/bearbeiten", methods=["GET", "POST"])
def change(q: str, register: str, number: int) -> ResponseReturnValue:
    """Ask for an entry's fields and change them."""
    key = record_key(register, number)
    scene = load_record(q, key)

    def show_form(typed: Typed) -> str:
        page = change_page(scene, register, number, typed)
        return render_template("formulare/seite.html", page=page)

    def save(form: Submission) -> Response:
        fields = open_fields(scene, key)
        command = c.ChangeRecord(
            register=register,
            number=number,
            values=entered(q, form, fields),
            reasons=reasons(form),
        )
        send(q, command, form)
        return done(say("Der Eintrag ist gespeichert."), paths.record(q, register, number))

    return form_or_answer(q, show_form, save)


@blueprint.route(f"{_ONE}/archiv", methods=["GET", "POST"])
def archive(q: str, register: str, number: int) -> ResponseReturnValue:
    """Ask why an entry is to be archived, and archive it."""
    key = record_key(register, number)
    scene = load_record(q, key)

    def show_form(typed: Typed) -> str:
        page = archive_page(scene, register, number, typed)
        return render_template("formulare/seite.html", page=page)

    def save(form: Submission) -> Response:
        reason = form.text("reason", required=True)
        send(q, c.ArchiveRecord(register=register, number=number, reason=reason), form)
        return done(say("Der Eintrag ist archiviert."), paths.register(q, register))

    return form_or_answer(q, show_form, save)
