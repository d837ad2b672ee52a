"""A tiny room for testing the shell without any of the real ones."""

from flask import Blueprint, render_template, request

from web.access import SIGNED_IN, UPLOAD
from web.answers import done
from web.errors import ErrorPage
from web.input import Submission

blueprint = Blueprint("probe", __name__)
ROUTES = {
    ("probe.show", "GET"): SIGNED_IN,
    ("probe.save", "POST"): SIGNED_IN,
    ("probe.upload", "POST"): UPLOAD,
    ("probe.numbered", "GET"): SIGNED_IN,
    ("probe.fail", "GET"): SIGNED_IN,
    ("probe.fail", "POST"): SIGNED_IN,
}
saved: list[str] = []
failing: list[BaseException] = []


def page(title: str) -> str:
    return render_template("errors/page.html", page=ErrorPage(title=title, lines=()))


@blueprint.get("/probe")
def show():
    return page("Probe")


@blueprint.post("/probe")
def save():
    form = Submission(request.form)
    text = form.text("text", required=True)
    form.nothing_else()
    form.check()
    saved.append(text)
    return done("Der Text ist gespeichert.", "/probe")


@blueprint.post("/probe/datei")
def upload():
    return page(f"{len(request.files['datei'].read())} Bytes")


@blueprint.get("/probe/<number:n>/<slug:s>")
def numbered(n: int, s: str):
    return page(f"Probe {n} {s}")


@blueprint.route("/probe/fehler", methods=["GET", "POST"])
def fail():
    raise failing[-1]


@blueprint.get("/probe/vergessen")
def forgotten():
    return page("Vergessen")
