"""Registers: the list, an entry, and the forms to add, change and archive one."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from web import paths
from web.answers import done
from web.input import Submission
from web.presenters.forms import field_inputs, open_fields
from web.presenters.forms_page import FormPage
from web.presenters.inputs import Input, Option, Typed, filled, select_input, summary, text_input
from web.presenters.item_page import holder_place, register_crumbs
from web.presenters.parts import Crumb
from web.presenters.records import record_page, register_page, registers_page
from web.presenters.scene import Scene, new_entry
from web.presenters.values import record_title
from web.restored import typed_before
from web.rooms.scenes import load, load_record, load_register
from web.rooms.sending import entered, form_or_answer, send
from web.rooms.steps import reasons
from workflow.core import commands as c
from workflow.core.state import StepStatus, record_key

blueprint = Blueprint("records", __name__)
_LIST = "/quartiere/<slug:q>/register/<slug:register>"
_ONE = f"{_LIST}/<number:number>"


@blueprint.get("/quartiere/<slug:q>/register")
def show_registers(q: str) -> str:
    """Show all registers of a quartier."""
    return render_template("register/alle.html", page=registers_page(load(q)))


@blueprint.get(_LIST)
def show_all(q: str, register: str) -> str:
    """Show a register."""
    page = register_page(load_register(q, register), register)
    return render_template("register/liste.html", page=page)


@blueprint.get(_ONE)
def show(q: str, register: str, number: int) -> str:
    """Show an entry."""
    scene = load_record(q, record_key(register, number))
    page = record_page(scene, register, number, typed_before())
    return render_template("register/eintrag.html", page=page)


@blueprint.route(f"{_LIST}/neu", methods=["GET", "POST"])
def add(q: str, register: str) -> ResponseReturnValue:
    """Ask for a new entry and add it."""
    scene = load_register(q, register)

    def show_form(typed: Typed) -> str:
        page = new_page(scene, register, typed, request.args.get("schritt", ""))
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
        return done(
            f"{scene.definition.registers[register].singular} ist gespeichert.",
            paths.register(q, register),
        )

    return form_or_answer(q, show_form, save)


def new_page(scene: Scene, register_id: str, typed: Typed, step: str) -> FormPage:
    """Return the form for a new entry; `step` is where it came up."""
    register = scene.definition.registers[register_id]
    inputs = (
        *filled((_step_input(scene, step),), typed, scene),
        *field_inputs(scene, new_entry(register_id), typed),
    )
    inputs = (*inputs[1:], inputs[0])
    may = scene.may(c.AddRecord, register_id)
    url = paths.register(scene.q, register_id)
    heading = f"{register.singular} anlegen"
    return FormPage(
        title=f"{heading} – {scene.name}",
        place=scene.place("register", *register_crumbs(scene, register), Crumb(heading)),
        over=register.title,
        heading=heading,
        says=(*_paragraph(register.help), *scene.why_not(c.AddRecord, register_id)),
        errors=summary(typed, scene, inputs, new_entry(register_id)),
        inputs=inputs if may else (),
        files=True,
        all_required=may,
        action="",
        button=f"{register.singular} speichern" if may else "",
        cancel=url,
    )


def _paragraph(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _step_input(scene: Scene, chosen: str) -> Input:
    lives = scene.state.instance.steps
    open_steps = [s for s in scene.definition.steps if lives[s].status is StepStatus.ACTIVE]
    chosen = chosen or (open_steps[0] if open_steps else "")
    options = [
        Option(step.id, f"{scene.number_of(step.id)} {step.short or step.title}", step.id == chosen)
        for step in scene.definition.steps.values()
    ]
    return select_input("step", "In welchem Schritt entstanden?", options)


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
        return done("Der Eintrag ist gespeichert.", paths.record(q, register, number))

    return form_or_answer(q, show_form, save)


def change_page(scene: Scene, register_id: str, number: int, typed: Typed) -> FormPage:
    """Return the form with an entry's fields."""
    key = record_key(register_id, number)
    record = scene.state.register(register_id)[number]
    may = scene.may(c.ChangeRecord, key)
    inputs = field_inputs(scene, key, typed) if may else ()
    return FormPage(
        title=f"{record_title(scene, record)} bearbeiten – {scene.name}",
        place=holder_place(scene, key, Crumb("Bearbeiten")),
        over=f"{scene.definition.registers[register_id].singular} {number}",
        heading=record_title(scene, record),
        says=scene.why_not(c.ChangeRecord, key),
        errors=summary(typed, scene, inputs, key),
        inputs=inputs,
        seen=scene.state.seq,
        files=True,
        all_required=may,
        action="",
        button="Eintrag speichern" if may else "",
        cancel=paths.record(scene.q, register_id, number),
    )


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
        return done("Der Eintrag ist archiviert.", paths.register(q, register))

    return form_or_answer(q, show_form, save)


def archive_page(scene: Scene, register_id: str, number: int, typed: Typed) -> FormPage:
    """Return the page that asks once more before archiving."""
    key = record_key(register_id, number)
    record = scene.state.register(register_id)[number]
    may = scene.may(c.ArchiveRecord, key)
    inputs = filled((text_input("reason", "Begründung"),), typed, scene) if may else ()
    return FormPage(
        title=f"{record_title(scene, record)} archivieren – {scene.name}",
        place=holder_place(scene, key, Crumb("Archivieren")),
        over=f"{scene.definition.registers[register_id].singular} {number}",
        heading=f"{record_title(scene, record)} archivieren",
        says=(
            "Der Eintrag zählt danach nirgends mehr mit. Er bleibt lesbar, wo auf ihn verwiesen wird.",
            *scene.why_not(c.ArchiveRecord, key),
        ),
        errors=summary(typed, scene, inputs),
        inputs=inputs,
        action="",
        button="Eintrag archivieren" if may else "",
        cancel=paths.record(scene.q, register_id, number),
    )
