"""A small procedure that has every construct once: what the tests of the core run.

Four steps: `start` cannot be skipped and has the full gate, `netz` is ongoing, `umsetzung` has a gate
without approvals, `schluss` one by a body alone.
"""

from dataclasses import replace
from itertools import count

from workflow.core.definition import (
    DECISION_RESULTS,
    Aggregate,
    AggregateKind,
    AllOf,
    AnyOf,
    AnyProof,
    Approval,
    ApprovalKind,
    Body,
    ChecklistItem,
    Compare,
    Count,
    DocumentProof,
    DueRule,
    Elapsed,
    Every,
    Field,
    FieldProof,
    FieldRef,
    FieldType,
    Gate,
    GateCondition,
    Has,
    Literal,
    NoteProof,
    Phase,
    ProcessDefinition,
    RecordsProof,
    Register,
    Reporting,
    ReportPart,
    RoleTitle,
    Sibling,
    Step,
    StepMilestone,
    StepReached,
    Strength,
    TaskRule,
    Test,
    TestKind,
    Today,
    WhereTest,
)

_NUMBERS = count(1)


def variant(definition=None, **changes):
    """The small procedure with something else in it, and so another digest."""
    return replace(definition or SMALL, digest=f"klein-{next(_NUMBERS)}", **changes)


def by_id(*things):
    return {thing.id: thing for thing in things}


def is_(value, operand):
    return Compare(value, (Test(TestKind.IS, Literal(operand)),))


def at_least(value, operand):
    return Compare(value, (Test(TestKind.AT_LEAST, Literal(operand)),))


def at_most(value, operand):
    return Compare(value, (Test(TestKind.AT_MOST, Literal(operand)),))


def where(**tests):
    return tuple(
        WhereTest(name, (Test(TestKind.IS, Literal(value)),)) for name, value in tests.items()
    )


def passed(step):
    return StepReached(step, StepMilestone.PASSED)


IS_KOMMUNE = is_(FieldRef("profile", "traeger"), "kommune")
IS_VEREIN = is_(FieldRef("profile", "traeger"), "verein")
SEKTOREN = {"kommune": "Kommune", "wohnen": "Wohnen", "verein": "Verein"}

PROFILE = by_id(
    Field(
        id="traeger",
        type=FieldType.CHOICE,
        label="Träger",
        options={"kommune": "Kommune", "verein": "Verein"},
    ),
    Field(id="foerderende", type=FieldType.DATE, label="Ende der Förderung"),
    Field(id="leitung", type=FieldType.PERSON, label="Leitung"),
    Field(id="kontakt", type=FieldType.TEXT, label="Kontakt", personal=True),
)

PARTNER = Register(
    id="partner",
    title="Partner*innen",
    singular="Partner*in",
    fields=by_id(
        Field(id="name", type=FieldType.TEXT, label="Name", required=True, max_length=50),
        Field(id="sektor", type=FieldType.CHOICE, label="Sektor", required=True, options=SEKTOREN),
        Field(id="seit", type=FieldType.DATE, label="Seit", maximum=Today()),
        Field(id="beitrag", type=FieldType.MONEY, label="Beitrag", usual_maximum=Literal("9000")),
        Field(id="email", type=FieldType.EMAIL, label="E-Mail", personal=True),
        Field(id="alter", type=FieldType.INTEGER, label="Alter", personal=True),
    ),
    checklist={},
    report=Reporting(part=ReportPart.CONTACT, status="sektor", day="seit"),
)

MASSNAHME = Register(
    id="massnahme",
    title="Maßnahmen",
    singular="Maßnahme",
    fields=by_id(
        Field(id="titel", type=FieldType.TEXT, label="Titel", required=True),
        Field(
            id="partner",
            type=FieldType.REFERENCE,
            label="Mit",
            register="partner",
            many=True,
            where=where(sektor="verein"),
        ),
        Field(id="kosten", type=FieldType.MONEY, label="Kosten", minimum=Literal(0)),
        Field(
            id="quelle",
            type=FieldType.TEXT,
            label="Geld von",
            required=True,
            applies_when=at_least(FieldRef("", "kosten"), 1),
        ),
        Field(id="beginn", type=FieldType.DATE, label="Beginn"),
        Field(id="ende", type=FieldType.DATE, label="Ende", minimum=Sibling("beginn")),
        Field(id="bilder", type=FieldType.FILE, label="Bilder"),
        Field(id="wer", type=FieldType.PERSON, label="Verantwortlich"),
        Field(
            id="stand",
            type=FieldType.CHOICE,
            label="Stand",
            options={"laeuft": "Läuft", "fertig": "Fertig"},
        ),
    ),
    checklist=by_id(
        ChecklistItem(
            id="auftrag",
            text="Auftrag ist klar",
            role="manager",
            required=True,
            evidence=(NoteProof(),),
            due=DueRule(days=14),
        ),
        ChecklistItem(
            id="abrechnung",
            text="Abgerechnet",
            role="developer",
            required=True,
            evidence=(FieldProof("ende"),),
            due=DueRule(field=FieldRef("", "ende"), months=1),
            applies_when=at_least(FieldRef("", "kosten"), 1),
        ),
    ),
    report=Reporting(part=ReportPart.WORK, day="ende", amount="kosten", status="stand"),
    task=TaskRule(person="wer", due="ende", until=is_(FieldRef("", "stand"), "fertig")),
)

BESCHLUSS = Register(
    id="beschluss",
    title="Beschlüsse",
    singular="Beschluss",
    fields=by_id(
        Field(
            id="gremium",
            type=FieldType.CHOICE,
            label="Gremium",
            required=True,
            options={"beirat": "Beirat", "rat": "Rat"},
        ),
        Field(id="datum", type=FieldType.DATE, label="Datum", required=True),
        Field(id="vorlage", type=FieldType.TEXT, label="Vorlage"),
        Field(id="gegenstand", type=FieldType.TEXT, label="Gegenstand", required=True),
        Field(
            id="ergebnis", type=FieldType.CHOICE, label="Ergebnis", options=dict(DECISION_RESULTS)
        ),
        Field(id="stimmen", type=FieldType.TEXT, label="Stimmen"),
        Field(id="dokument", type=FieldType.FILE, label="Dokument"),
    ),
    checklist=by_id(
        ChecklistItem(
            id="aushang",
            text="Aushängen",
            role="developer",
            required=False,
            due=DueRule(field=FieldRef("", "datum"), days=7),
        )
    ),
)

START = Step(
    id="start",
    phase="weg",
    title="Den Anfang machen",
    short="Anfang",
    lead="coordinator",
    purpose="Los geht es.",
    skippable=False,
    fields=by_id(
        Field(
            id="horizont",
            type=FieldType.INTEGER,
            label="Horizont",
            required=True,
            minimum=Literal(1),
            maximum=Literal(20),
            usual_minimum=Literal(3),
            usual_maximum=Literal(10),
        ),
        Field(
            id="sektoren",
            type=FieldType.INTEGER,
            label="Sektoren",
            calculate=Count("partner", (), "sektor"),
            usual_maximum=Literal(2),
        ),
        Field(
            id="viele",
            type=FieldType.YES_NO,
            label="Viele",
            calculate=at_least(Count("partner"), 5),
        ),
        Field(
            id="vorstand",
            type=FieldType.TEXT,
            label="Vorstand",
            required=True,
            applies_when=IS_VEREIN,
        ),
        Field(id="felder", type=FieldType.CHOICES, label="Felder", options=SEKTOREN),
    ),
    checklist=by_id(
        ChecklistItem(
            id="anlass",
            text="Anlass klären",
            role="coordinator",
            required=True,
            evidence=(NoteProof(),),
            due=DueRule(days=14),
        ),
        ChecklistItem(
            id="partner",
            text="Partner gewinnen",
            role="developer",
            required=True,
            evidence=(RecordsProof("partner", where(sektor="kommune")),),
        ),
        ChecklistItem(
            id="unterlage",
            text="Unterlage ablegen",
            role="manager",
            required=False,
            evidence=(AnyProof((DocumentProof(), RecordsProof("partner", (), None, 3))),),
        ),
        ChecklistItem(
            id="satzung",
            text="Satzung prüfen",
            role="manager",
            required=True,
            applies_when=IS_VEREIN,
            evidence=(DocumentProof(),),
        ),
        ChecklistItem(
            id="folgeantrag",
            text="Folgeantrag stellen",
            role="manager",
            required=False,
            due=DueRule(field=FieldRef("profile", "foerderende"), months=-24),
        ),
    ),
    gate=Gate(
        title="Anfang gemacht",
        conditions=(
            GateCondition(id="einer", condition=at_least(Count("partner"), 1)),
            GateCondition(
                id="partner",
                condition=at_least(Count("partner", where(sektor="kommune")), 2),
                strength=Strength.WAIVABLE,
                waived_by="coordinator",
            ),
            GateCondition(
                id="breite",
                condition=at_least(Count("partner", (), "sektor"), 2),
                strength=Strength.WAIVABLE,
            ),
            GateCondition(
                id="lang",
                condition=at_least(FieldRef("start", "horizont"), 5),
                strength=Strength.ADVICE,
            ),
        ),
        approvals=(
            Approval(id="beirat", body="beirat", kind=ApprovalKind.OPINION),
            Approval(id="leitung", role="coordinator", after=("beirat",)),
            Approval(id="rat", body="rat", after=("leitung",), applies_when=IS_KOMMUNE),
            Approval(id="presse", body="beirat", kind=ApprovalKind.NOTICE, after=("leitung",)),
        ),
    ),
)

NETZ = Step(
    id="netz",
    phase="weg",
    title="Netz knüpfen",
    short="Netz",
    lead="manager",
    purpose="Gemeinsam.",
    ongoing=True,
    opens_when=passed("start"),
    fields=by_id(Field(id="treffen", type=FieldType.INTEGER, label="Treffen")),
    checklist=by_id(
        ChecklistItem(
            id="runde",
            text="Runde einladen",
            role="developer",
            required=True,
            evidence=(NoteProof(),),
            repeat_months=3,
        ),
    ),
    gate=Gate(title="Netz steht", approvals=(Approval(id="leitung", role="coordinator"),)),
)

UMSETZUNG = Step(
    id="umsetzung",
    phase="weg",
    title="Umsetzen",
    short="Umsetzen",
    lead="developer",
    purpose="Machen.",
    opens_when=AllOf(
        (
            passed("start"),
            AnyOf((Elapsed("start", months=1), at_least(Count("massnahme"), 1))),
        )
    ),
    fields=by_id(
        Field(id="ergebnis-am", type=FieldType.DATE, label="Ergebnis am"),
        Field(
            id="kosten",
            type=FieldType.MONEY,
            label="Kosten",
            calculate=Aggregate(AggregateKind.SUM, "massnahme", "kosten"),
        ),
    ),
    checklist=by_id(
        ChecklistItem(
            id="ergebnis",
            text="Ergebnis prüfen",
            role="manager",
            required=True,
            evidence=(FieldProof("ergebnis-am"),),
            due=DueRule(months=6),
        ),
    ),
    gate=Gate(
        conditions=(
            GateCondition(id="fertig", condition=Every("massnahme", (), (Has(checklist=True),))),
            GateCondition(
                id="billig",
                condition=at_most(FieldRef("umsetzung", "kosten"), 50000),
                strength=Strength.WAIVABLE,
            ),
        ),
    ),
)

SCHLUSS = Step(
    id="schluss",
    phase="weg",
    title="Zum Schluss kommen",
    short="Schluss",
    lead="manager",
    purpose="Ende.",
    opens_when=AllOf((passed("netz"), passed("umsetzung"))),
    fields=by_id(Field(id="bilanz", type=FieldType.LONG_TEXT, label="Bilanz")),
    checklist={},
    gate=Gate(title="Bilanz", approvals=(Approval(id="rat", body="rat"),)),
)

SMALL = ProcessDefinition(
    id="klein",
    version=1,
    title="Klein",
    language="de",
    digest="klein",
    roles=by_id(
        RoleTitle("developer", "Entwicklung"),
        RoleTitle("manager", "Management", acts_for=("developer",)),
        RoleTitle("coordinator", "Koordination"),
    ),
    bodies=by_id(Body("beirat", "Beirat", "coordinator"), Body("rat", "Rat", "coordinator")),
    phases=by_id(Phase("weg", "Weg")),
    profile=PROFILE,
    registers=by_id(PARTNER, MASSNAHME, BESCHLUSS),
    steps=by_id(START, NETZ, UMSETZUNG, SCHLUSS),
)


def counting_from(field):
    """The small procedure, with the order of a measure counted from a date elsewhere."""
    order = replace(MASSNAHME.checklist["auftrag"], due=DueRule(field=field, days=-10))
    register = replace(MASSNAHME, checklist={**MASSNAHME.checklist, "auftrag": order})
    return variant(registers={**SMALL.registers, "massnahme": register})
