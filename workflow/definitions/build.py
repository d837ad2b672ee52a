"""The whole definition: from plain data to `ProcessDefinition`.

Rule: everything is built that can be, so that all problems come to light at once; whether the
result may be used is decided by the report, not here.
"""

from __future__ import annotations

from workflow.core.definition import (
    DECISION_RESULTS,
    DECISIONS,
    Body,
    Condition,
    Field,
    FieldType,
    GateCondition,
    Method,
    Phase,
    ProcessDefinition,
    Register,
    Reporting,
    ReportPart,
    RoleTitle,
    Step,
    TaskRule,
)
from workflow.definitions.conditions import condition
from workflow.definitions.fields import fields
from workflow.definitions.format import ACTING_ROLES
from workflow.definitions.gates import check_decides, gate, gate_conditions
from workflow.definitions.items import checklist
from workflow.definitions.names import Data, Scope, column_named, known, names_of
from workflow.definitions.nodes import Path
from workflow.definitions.problems import Report, listed


def build(data: Data, digest: str, report: Report) -> ProcessDefinition:
    """Build a definition from data that has the form of the format."""
    scope = Scope(names_of(data), report)
    shared = gate_conditions(data.get("every_gate"), ("every_gate",), scope, shared=True)
    _check_locked(data, report)
    if data.get("steps") == {}:
        report.add_at_key("E044", ("steps",))
    return ProcessDefinition(
        id=data.get("id", ""),
        version=data.get("version", 0),
        title=data.get("title", ""),
        language=data.get("language", "de"),
        digest=digest,
        summary=data.get("summary", ""),
        sources=_texts(data, "sources"),
        roles=_roles(data, report),
        bodies=_bodies(data, scope),
        phases={
            name: Phase(name, part.get("title", ""), part.get("purpose", ""))
            for name, part in _parts(data, "phases")
        },
        principles={name: title for name, title in (data.get("principles") or {}).items() if title},
        profile=fields(
            data.get("profile"), ("profile",), Scope(scope.names, report, in_profile=True)
        ),
        registers=_registers(data, scope),
        steps={name: _step(name, part, shared, scope) for name, part in _parts(data, "steps")},
        locked=_texts(data, "locked"),
    )


def _check_locked(data: Data, report: Report) -> None:
    for index, name in enumerate(_texts(data, "locked")):
        here: object = data
        for part in name.split("."):
            here = here.get(part) if isinstance(here, dict) else None
        if here is None:
            report.add_at("E041/path", ("locked", index), name=name)


def _parts(data: Data, key: str) -> list[tuple[str, Data]]:
    """The named parts under a key that have content."""
    return [(name, part) for name, part in (data.get(key) or {}).items() if part is not None]


def _texts(data: Data, key: str) -> tuple[str, ...]:
    return tuple(text for text in data.get(key) or () if text is not None)


def _roles(data: Data, report: Report) -> dict[str, RoleTitle]:
    roles: dict[str, RoleTitle] = {}
    for name, part in _parts(data, "roles"):
        acts_for = _texts(part, "acts_for")
        if acts_for and name not in ACTING_ROLES:
            at = ("roles", name, "acts_for")
            report.add_at("E053/acts", at, allowed=listed(ACTING_ROLES))
        roles[name] = RoleTitle(name, part.get("title", ""), part.get("does", ""), acts_for)
    return roles


def _bodies(data: Data, scope: Scope) -> dict[str, Body]:
    bodies: dict[str, Body] = {}
    for name, part in _parts(data, "bodies"):
        recorded_by = part.get("recorded_by", "")
        check_decides(recorded_by, ("bodies", name, "recorded_by"), scope)
        bodies[name] = Body(name, part.get("title", ""), recorded_by, part.get("does", ""))
    return bodies


# --- registers -----------------------------------------------------------------------------------


def _registers(data: Data, scope: Scope) -> dict[str, Register]:
    registers = {name: _register(name, part, scope) for name, part in _parts(data, "registers")}
    if DECISIONS not in registers:
        registers[DECISIONS] = _register(DECISIONS, {}, scope)
    return registers


def _register(name: str, data: Data, scope: Scope) -> Register:
    path: Path = ("registers", name)
    inside = scope.at_register(name)
    own = fields(data.get("fields"), (*path, "fields"), inside)
    is_decisions = name == DECISIONS
    built_in = _decision_fields(scope) if is_decisions else {}
    for taken in own.keys() & built_in.keys():
        at = (*path, "fields", taken)
        scope.report.add_at_key("E040", at, id=taken, other=built_in[taken].label)
    return Register(
        id=name,
        title=data.get("title", "Beschlüsse" if is_decisions else ""),
        singular=data.get("singular", "Beschluss" if is_decisions else ""),
        help=data.get("help", ""),
        fields={**built_in, **own},
        checklist=checklist(data.get("checklist"), (*path, "checklist"), inside),
        report=_reporting(name, data.get("report") or {}, (*path, "report"), scope),
        task=_task(data.get("task") or {}, (*path, "task"), inside),
        was=tuple(data.get("was") or ()),
    )


def _reporting(register: str, data: Data, path: Path, scope: Scope) -> Reporting | None:
    if data.get("as") not in tuple(ReportPart):
        return None
    named = {key: data[key] for key in ("day", "status", "amount", "spent", "text") if key in data}
    for key, column in named.items():
        column_named(register, column, (*path, key), scope)
    return Reporting(part=ReportPart(data["as"]), **named)


def _task(data: Data, path: Path, scope: Scope) -> TaskRule | None:
    named = {"person": FieldType.PERSON, "due": FieldType.DATE}
    for key, kind in named.items():
        if key not in data:
            continue
        column = data[key]
        facts = column_named(scope.register, column, (*path, key), scope)
        if facts is not None and facts.type not in (None, kind):
            scope.report.add_at(f"E047/{key}", (*path, key), name=column)
    until = condition(data.get("until"), (*path, "until"), scope)
    if until is None or not data.get("person"):
        return None
    return TaskRule(person=data["person"], until=until, due=data.get("due", ""))


def _decision_fields(scope: Scope) -> dict[str, Field]:
    """What every register of decisions records; the engine fills these itself (DESIGN 3)."""
    kinds = FieldType
    built = (
        Field(id="gremium", type=kinds.CHOICE, label="Gremium", options=scope.names.bodies),
        Field(id="datum", type=kinds.DATE, label="Datum", required=True),
        Field(id="vorlage", type=kinds.TEXT, label="Vorlage"),
        Field(id="gegenstand", type=kinds.TEXT, label="Gegenstand", required=True),
        Field(id="ergebnis", type=kinds.CHOICE, label="Ergebnis", options=DECISION_RESULTS),
        Field(id="stimmen", type=kinds.TEXT, label="Stimmen"),
        Field(id="dokument", type=kinds.FILE, label="Dokument"),
    )
    return {field.id: field for field in built}


# --- steps ---------------------------------------------------------------------------------------


def _step(name: str, data: Data, shared: tuple[GateCondition, ...], scope: Scope) -> Step:
    path: Path = ("steps", name)
    inside = scope.at_step(name)
    _check_names(data, path, inside)
    return Step(
        id=name,
        phase=data.get("phase", ""),
        title=data.get("title", ""),
        short=data.get("short", ""),
        lead=data.get("lead", ""),
        purpose=data.get("purpose", ""),
        questions=_texts(data, "questions"),
        methods=tuple(
            Method(method, part.get("title", ""), part.get("text", ""))
            for method, part in _parts(data, "methods")
        ),
        pitfalls=_texts(data, "pitfalls"),
        principles=_texts(data, "principles"),
        deliverables=_texts(data, "deliverables"),
        weeks=(data.get("duration") or {}).get("weeks", 0),
        opens_when=_opens_when(data, path, inside),
        ongoing=data.get("ongoing", False),
        skippable=data.get("skippable", True),
        fields=fields(data.get("fields"), (*path, "fields"), inside),
        checklist=checklist(data.get("checklist"), (*path, "checklist"), inside),
        gate=gate(data.get("gate"), shared, (*path, "gate"), inside),
        was=tuple(data.get("was") or ()),
    )


def _opens_when(data: Data, path: Path, scope: Scope) -> Condition | None:
    written = data.get("opens_when")
    if isinstance(written, list):
        return None
    return condition(written, (*path, "opens_when"), scope)


def _check_names(data: Data, path: Path, scope: Scope) -> None:
    names, report = scope.names, scope.report
    if phase := data.get("phase"):
        known(phase, names.phases, "E041/phase", (*path, "phase"), report)
    for index, principle in enumerate(data.get("principles") or ()):
        if principle:
            at = (*path, "principles", index)
            known(principle, names.principles, "E041/principle", at, report)
