"""A small procedure that has every kind of thing a sentence can name."""

from workflow.core.definition import (
    Approval,
    Body,
    ChecklistItem,
    Compare,
    Count,
    DocumentProof,
    DueRule,
    Field,
    FieldRef,
    FieldType,
    Gate,
    GateCondition,
    Literal,
    NoteProof,
    Phase,
    ProcessDefinition,
    RecordsProof,
    Register,
    RoleTitle,
    Step,
    StepMilestone,
    StepReached,
    Test,
    TestKind,
    Today,
    WhereTest,
)


def by_id(*things):
    return {thing.id: thing for thing in things}


STAND = {"angefragt": "Angefragt", "zugesagt": "Zugesagt", "unterzeichnet": "Unterzeichnet"}
AGREED = (WhereTest("stand", (Test(TestKind.ONE_OF, Literal(("zugesagt", "unterzeichnet"))),)),)


def small_procedure():
    partner = Register(
        id="partner",
        title="Kooperationspartner*innen",
        singular="Kooperationspartner*in",
        fields=by_id(
            Field(id="stand", type=FieldType.CHOICE, label="Stand", options=STAND),
            Field(id="zivil", type=FieldType.YES_NO, label="Zivilgesellschaftlich"),
            Field(id="brief", type=FieldType.FILE, label="Absichtserklärung"),
            Field(id="kontakt", type=FieldType.DATE, label="Letzter Kontakt"),
            Field(id="beitrag", type=FieldType.MONEY, label="Beitrag"),
        ),
        checklist={},
    )
    massnahme = Register(
        id="massnahme",
        title="Maßnahmen",
        singular="Maßnahme",
        fields=by_id(
            Field(id="stand", type=FieldType.CHOICE, label="Stand", options=STAND),
            Field(id="partner", type=FieldType.REFERENCE, label="Mit", register="partner"),
            Field(id="ergebnis", type=FieldType.LONG_TEXT, label="Ergebnis"),
            Field(
                id="grund",
                type=FieldType.TEXT,
                label="Grund",
                applies_when=Compare(
                    FieldRef("", "stand"), (Test(TestKind.IS, Literal("angefragt")),)
                ),
            ),
        ),
        checklist=by_id(
            ChecklistItem(
                id="auftrag",
                text="Auftrag ist klar",
                role="manager",
                required=True,
                evidence=(NoteProof(),),
            )
        ),
    )
    count = Compare(Count("partner", AGREED), (Test(TestKind.AT_LEAST, Literal(3)),))
    first = Step(
        id="anfang",
        phase="planung",
        title="Den Anfang machen",
        short="Anfang",
        lead="coordinator",
        purpose="Los geht es.",
        fields=by_id(
            Field(
                id="jahre",
                type=FieldType.INTEGER,
                label="Zeithorizont",
                unit="Jahre",
                minimum=Literal(1),
                maximum=Literal(20),
                usual_minimum=Literal(3),
                usual_maximum=Literal(10),
            ),
            Field(
                id="mittel",
                type=FieldType.MONEY,
                label="Mittel",
                usual_maximum=Literal("120000"),
            ),
            Field(id="quote", type=FieldType.PERCENT, label="Quote"),
            Field(id="tag", type=FieldType.DATE, label="Stichtag", maximum=Today()),
            Field(id="frei", type=FieldType.YES_NO, label="Mittel sind frei"),
            Field(id="felder", type=FieldType.CHOICES, label="Felder", options=STAND),
            Field(
                id="vorstand",
                type=FieldType.TEXT,
                label="Vorstand",
                applies_when=Compare(
                    FieldRef("profile", "traeger"), (Test(TestKind.IS, Literal("verein")),)
                ),
            ),
        ),
        checklist=by_id(
            ChecklistItem(
                id="vorlage",
                text="Vorlage einbringen",
                role="coordinator",
                required=True,
                evidence=(NoteProof(), DocumentProof(), RecordsProof("partner", AGREED, None, 2)),
                due=DueRule(days=14),
            )
        ),
        gate=Gate(
            conditions=(
                GateCondition(id="partner", condition=count),
                GateCondition(id="eigen", condition=count, say="Drei tragen besser als einer."),
            ),
            approvals=(
                Approval(id="lenkung", body="lenkung"),
                Approval(id="leitung", role="coordinator", after=("lenkung",)),
            ),
        ),
    )
    second = Step(
        id="ende",
        phase="planung",
        title="Zum Ende kommen",
        short="Ende",
        lead="manager",
        purpose="Es geht zu Ende.",
        opens_when=StepReached("anfang", StepMilestone.PASSED),
        fields={},
        checklist={},
        gate=Gate(),
    )
    return ProcessDefinition(
        id="muster",
        version=1,
        title="Muster",
        language="de",
        digest="muster",
        roles=by_id(
            RoleTitle("developer", "Quartiersentwicklung"),
            RoleTitle("manager", "Quartiersmanagement"),
            RoleTitle("coordinator", "Sozialraumkoordination"),
        ),
        bodies=by_id(Body("lenkung", "Lenkungsgruppe", "coordinator")),
        phases=by_id(Phase("planung", "Planungsphase")),
        profile=by_id(
            Field(
                id="traeger",
                type=FieldType.CHOICE,
                label="Träger",
                options={"kommune": "Kommune", "verein": "Verein"},
            ),
            Field(id="ende", type=FieldType.DATE, label="Ende der Förderung"),
        ),
        registers=by_id(partner, massnahme),
        steps=by_id(first, second),
    )
