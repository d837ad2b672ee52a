"""Every address of the rooms, written in one place.

Rule: German, lower case, no number that can change: steps, items and registers stand in an address
by their key in the definition, records by the number they keep. A test holds that each path built
here leads to a view.
"""

from __future__ import annotations

from urllib.parse import quote

from workflow.core.state import split_key

TASKS = "/aufgaben"
QUARTERS = "/quartiere"
HELP = "/hilfe"
NEW_QUARTER = f"{QUARTERS}/neu"
COLLECTIVE_REPORT = f"{QUARTERS}/bericht"
QUARTERS_FILE = f"{QUARTERS}.csv"
COMMENT = "kommentar"  # where a page takes a comment
ACCOUNTS = "/konten"
INVITE = f"{ACCOUNTS}/einladung"
OWN_ACCOUNT = "/konto"
SETTINGS = "/einstellungen"
SUBSTITUTES = "/vertretungen"
OWN_FACTOR = f"{OWN_ACCOUNT}/zweiter-faktor"
TEMPLATES = "/vorlagen"


def account(number: int) -> str:
    """Return the page of an account, for those who keep accounts."""
    return f"{ACCOUNTS}/{number}"


def account_deed(number: int, what: str) -> str:
    """Return where a deed on an account is sent: name, rollen, schliessen, oeffnen, einladung."""
    return f"{account(number)}/{what}"


def templates(town: str) -> str:
    """Return all process definitions of a municipality."""
    return f"{TEMPLATES}/{town}"


def new_draft(town: str, way: str = "neu") -> str:
    """Return where a draft begins; `way` is where a form is sent: neu, kopie, datei."""
    return f"{templates(town)}/entwuerfe/{way}"


def template(town: str, v: str) -> str:
    """Return all versions of a process definition."""
    return f"{templates(town)}/{v}"


def version(town: str, v: str, number: int) -> str:
    """Return a version of a process definition, to read."""
    return f"{template(town, v)}/versionen/{number}"


def version_file(town: str, v: str, number: int) -> str:
    """Return a version as it was written."""
    return f"{version(town, v, number)}.yaml"


def withdrawal(town: str, v: str, number: int) -> str:
    """Return the page on which a version is withdrawn."""
    return f"{version(town, v, number)}/rueckzug"


def draft(town: str, v: str, station: str = "") -> str:
    """Return a draft, or a station of it: vorschau, veroeffentlichung ..."""
    return f"{template(town, v)}/entwurf/{station}".rstrip("/")


def outline(here: str, path: str = "") -> str:
    """Return how a version or draft is made, at a path of it."""
    return f"{here}/aufbau{f'?pfad={quote(path)}' if path else ''}"


def merged_file(here: str) -> str:
    """Return a version or draft together with what it builds on, as a file."""
    return f"{here}/mit-grundlage.yaml"


def draft_file(town: str, v: str) -> str:
    """Return a draft as a file."""
    return f"{draft(town, v)}.yaml"


def side_by_side(town: str, v: str, before: str = "", after: str = "") -> str:
    """Return two of a definition side by side: numbers of versions, "entwurf", "grundlage"."""
    query = "&".join(f"{name}={key}" for name, key in (("von", before), ("nach", after)) if key)
    return f"{template(town, v)}/vergleich{f'?{query}' if query else ''}"


def move(town: str, v: str, number: int) -> str:
    """Return what moving the quartiere under way to a version would mean."""
    return f"{version(town, v, number)}/umstellung"


def move_start(here: str) -> str:
    """Return where a run begins, from the address of its plan."""
    return f"{here}/lauf"


def move_run(town: str, v: str, number: int, run: int) -> str:
    """Return how far a run is."""
    return f"{move(town, v, number)}/{run}"


def message(code: str) -> str:
    """Return what a message of the checker means and what helps."""
    return f"{HELP}/meldungen/{code}"


def public(slug: str) -> str:
    """Return a page that is open to everybody: impressum, datenschutz, barriere-melden ..."""
    return f"/{slug}"


def help_on(chapter: str) -> str:
    """Return a chapter of the handbook."""
    return f"{HELP}/{chapter}"


def picture(name: str) -> str:
    """Return a picture of the handbook."""
    return f"{HELP}/bilder/{name}"


def quarter(q: str) -> str:
    """Return the overview of a quartier."""
    return f"{QUARTERS}/{q}"


def history(q: str) -> str:
    """Return what has happened in a quartier."""
    return f"{quarter(q)}/verlauf"


def reports(q: str) -> str:
    """Return the reports of a quartier."""
    return f"{quarter(q)}/berichte"


def report(q: str, which: str) -> str:
    """Return a report: the draft ("entwurf"), a frozen one by its number, "neu", its freezing."""
    return f"{reports(q)}/{which}"


def handover_file(q: str) -> str:
    """Return what a successor needs."""
    return f"{quarter(q)}/uebergabeakte"


def recorded_earlier(q: str) -> str:
    """Return what has no place in the present version of the definition."""
    return f"{history(q)}/frueher-erfasst"


def moved(q: str) -> str:
    """Return what another version of the definition has changed for a quartier."""
    return f"{quarter(q)}/umstellung"


def history_table(q: str) -> str:
    """Return the history as a file."""
    return f"{history(q)}.csv"


def comparison(q: str) -> str:
    """Return what has changed between two days."""
    return f"{history(q)}/vergleich"


def about(q: str, what: str) -> str:
    """Return a page about the quartier as a whole: lage, eckdaten, team, vorschlag, ablauf/..."""
    return f"{quarter(q)}/{what}"


def step(q: str, step_id: str) -> str:
    """Return the page of a step."""
    return f"{quarter(q)}/schritte/{step_id}"


def step_values(q: str, step_id: str) -> str:
    """Return the form with the fields of a step."""
    return f"{step(q, step_id)}/angaben"


def gate(q: str, step_id: str) -> str:
    """Return the gate panel on the page of its step."""
    return f"{step(q, step_id)}#freigabe"


def gate_page(q: str, step_id: str, what: str) -> str:
    """Return a page of the gate: anfrage, rueckzug, bestaetigung."""
    return f"{quarter(q)}/freigaben/{step_id}/{what}"


def decision(q: str, step_id: str, approval: str) -> str:
    """Return the page on which an approval is decided or recorded."""
    return f"{quarter(q)}/freigaben/{step_id}/entscheidung/{approval}"


def exception(q: str, step_id: str, exception_id: str) -> str:
    """Return where an exception is granted."""
    return f"{quarter(q)}/freigaben/{step_id}/ausnahmen/{exception_id}"


def registers(q: str) -> str:
    """Return all registers of a quartier."""
    return f"{quarter(q)}/register"


def register(q: str, register_id: str) -> str:
    """Return the list of a register."""
    return f"{quarter(q)}/register/{register_id}"


def new_record(q: str, register_id: str) -> str:
    """Return the form for a new entry."""
    return f"{register(q, register_id)}/neu"


def register_file(q: str, register_id: str) -> str:
    """Return a register as a CSV file."""
    return f"{register(q, register_id)}.csv"


def bring_records(q: str, register_id: str) -> str:
    """Return the page that takes entries from a CSV file."""
    return f"{register(q, register_id)}/uebernehmen"


def record(q: str, register_id: str, number: int) -> str:
    """Return the page of an entry."""
    return f"{register(q, register_id)}/{number}"


def record_form(q: str, key: str) -> str:
    """Return the form for an entry that is there, by its key ("partner/3")."""
    return f"{holder(q, key)}/bearbeiten"


def holder(q: str, holder_id: str) -> str:
    """Return the page of whatever holds items and fields: a step, an entry, the quartier."""
    key = split_key(holder_id)
    if key:
        return record(q, *key)
    return quarter(q) if holder_id in ("", "profile") else step(q, holder_id)


def item(q: str, holder_id: str, item_id: str) -> str:
    """Return the page on which an item is worked on."""
    return f"{holder(q, holder_id)}/punkte/{item_id}"


def item_anchor(item_id: str) -> str:
    """Return the name of an item's row on the page of its holder."""
    return f"punkt-{item_id}"


def item_row(q: str, holder_id: str, item_id: str) -> str:
    """Return an item's row on the page of its holder."""
    return f"{holder(q, holder_id)}#{item_anchor(item_id)}"


def field_anchor(field_id: str) -> str:
    """Return the name of a field in forms and lists of values."""
    return f"feld-{field_id}"


def obligation(q: str, obligation_id: str) -> str:
    """Return the page on which an obligation is met."""
    return f"{quarter(q)}/auflagen/{obligation_id}"


def proposal(q: str, proposal_id: str) -> str:
    """Return the page on which a proposal is settled."""
    return f"{quarter(q)}/vorschlaege/{proposal_id}"


def files(q: str) -> str:
    """Return the list of all files of a quartier."""
    return f"{quarter(q)}/dateien"


def reminder(q: str) -> str:
    """Return where a reminder is sent."""
    return about(q, "erinnerung")


def owed(q: str, holder_id: str, thing: str) -> str:
    """Return where that is done which somebody is reminded of ("item:x", "approval:x" ...)."""
    kind, _, name = thing.partition(":")
    if kind == "item":
        return item(q, holder_id, name)
    return obligation(q, name) if kind == "obligation" else gate(q, holder_id)


def waited_for(q: str, holder_id: str, thing: str) -> str:
    """Return where the same thing stands for those who wait for it."""
    kind, _, name = thing.partition(":")
    if kind == "item":
        return item_row(q, holder_id, name)
    return f"{quarter(q)}#auflagen" if kind == "obligation" else gate(q, holder_id)


def file(q: str, sha256: str, name: str) -> str:
    """Return the address of an attachment; the name is there for people."""
    return f"{quarter(q)}/dateien/{sha256}/{quote(name, safe='') or 'datei'}"
