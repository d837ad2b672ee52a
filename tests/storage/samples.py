"""One event of each kind, with everything a quartier or a municipality can record in it.

The golden file beside holds what they looked like when they were first stored. It only ever grows:
what it holds must be readable for ever.
"""

from datetime import date

from workflow.core import events as e
from workflow.core import municipality as m
from workflow.core.definition import FieldType, ReportPart
from workflow.core.figures import (
    AmountFigure,
    Deed,
    DeedFigure,
    DutyFigure,
    Figures,
    RecordFigure,
    RegisterFigure,
    SituationFigure,
    StepFigure,
)
from workflow.core.municipality_definitions import DefinitionWithdrawn, PublicationRequested
from workflow.core.municipality_settings import SettingsChanged
from workflow.core.state import (
    Action,
    Answer,
    Document,
    DocumentKind,
    Level,
    Outcome,
    ProcessLife,
    Sheet,
    SheetLine,
    SheetProof,
    StepStatus,
)
from workflow.core.substitution import SubstituteNamed, SubstitutionEnded

DAY = date(2026, 3, 31)
FILE = Document(
    kind=DocumentKind.FILE, name="", sha256="ab" * 32, size=1234, media_type="application/pdf"
)
PLACE = Document(kind=DocumentKind.PLACE, name="")
SHEET = Sheet(
    lines=(SheetLine(condition="aemter", answer=Answer.NO, have="1", need="2"),),
    values={"zeithorizont": 4},
    proofs={"aemter": SheetProof(seq=5, records={"partner/1": 6})},
    digest="cd" * 32,
)

FIGURES = Figures(
    definition="Zehn Schritte",
    version=1,
    life=ProcessLife.RUNNING,
    round=1,
    steps=(
        StepFigure(
            step="leitbild",
            title="Leitbild abstimmen",
            status=StepStatus.ACTIVE,
            done=6,
            total=9,
            touched=True,
            returned=True,
            opened_on=DAY,
            closed_on=DAY,
            planned=DAY,
            asked_on=DAY,
        ),
    ),
    deeds=(
        DeedFigure(
            deed=Deed.DECIDED,
            key="seq-4",
            on=DAY,
            title="Leitbild beschlossen",
            role="coordinator",
            body="Gemeinderat",
            outcome=Outcome.APPROVED,
            result="Zugestimmt",
            again=True,
        ),
    ),
    registers=(
        RegisterFigure(
            register="massnahme",
            part=ReportPart.WORK,
            title="Maßnahmen",
            singular="Maßnahme",
            records=(
                RecordFigure(
                    key="massnahme/1",
                    number=1,
                    day=DAY,
                    status="Geplant",
                    amount="9600",
                    spent="12.50",
                    items=10,
                    open=3,
                    touched=True,
                    late_since=DAY,
                    added=True,
                ),
            ),
            count=1,
            added=1,
            by_status=(("Geplant", 1),),
            day="Ende geplant",
            amount=AmountFigure(label="Kosten", kind=FieldType.MONEY, unit="€", total="9600"),
            spent=AmountFigure(label="Ausgegeben", kind=FieldType.MONEY, total="12.50"),
        ),
    ),
    duties=(DutyFigure(key="1", due=DAY, role="manager"),),
    situation=SituationFigure(level=Level.AT_RISK, since=DAY, on=DAY, before=Level.ON_TRACK),
)

SAMPLES = (
    e.InstanceStarted(
        municipality=1, definition="ef" * 32, steps=("leitbild",), words={"name": "Mühlburg"}
    ),
    e.StepOpened(step="leitbild", dues={"anlass": DAY}),
    e.ItemCompleted(
        holder="leitbild",
        item="anlass",
        round=1,
        documents=(FILE, PLACE),
        records=("partner/1",),
        again_on=DAY,
        words={"note": "Fünf Gespräche", "document:0": "Anlass.pdf", "document:1": "Regal 3"},
    ),
    e.EvidenceAdded(holder="leitbild", item="anlass", documents=(FILE,), words={"note": "Mehr"}),
    e.EvidenceRemoved(holder="leitbild", item="anlass", document=0),
    e.ItemReopened(holder="leitbild", item="anlass", words={"reason": "Zu früh"}),
    e.ItemSetAside(holder="leitbild", item="anlass", round=1, words={"reason": "Passt nicht"}),
    e.ItemAssigned(holder="leitbild", item="anlass", account=None),
    e.ItemDueSet(holder="leitbild", item="anlass", due=DAY),
    e.DueDatesMoved(holder="leitbild", dues={"anlass": DAY, "aemter": None}),
    e.ValuesRecorded(
        holder="profile",
        facts={"traegertyp": "kommune", "einwohner": 7200, "ziele": ("a", 2), "offen": True},
        cleared=("foerderende",),
        files=(FILE,),
        words={"value:notiz": "Zwei Häuser", "reason:einwohner": "Zählung", "file:abab": "B.pdf"},
    ),
    e.RecordAdded(
        register="partner",
        number=1,
        step="leitbild",
        round=1,
        facts={"sektor": "kommune"},
        dues={"auftrag": DAY},
        files=(FILE,),
        words={"value:organisation": "Stadtwerke"},
    ),
    e.RecordChanged(
        register="partner",
        number=1,
        facts={"sektor": "wohnen"},
        cleared=("email",),
        files=(FILE,),
        words={"value:organisation": "Baugenossenschaft"},
    ),
    e.RecordArchived(register="partner", number=1, words={"reason": "Doppelt"}),
    e.GateRequested(
        step="leitbild",
        round=1,
        sheet=SHEET,
        approvals=("rat",),
        exceptions={"aemter": e.RequestedException(is_item=True, role="coordinator")},
        words={"exception:aemter": "Nur ein Amt ist zuständig"},
    ),
    e.RequestWithdrawn(step="leitbild", words={"reason": "Es fehlt etwas"}),
    e.ExceptionGranted(step="leitbild", exception="aemter"),
    e.ApprovalRecorded(
        step="leitbild",
        approval="rat",
        outcome=Outcome.APPROVED_WITH_OBLIGATIONS,
        record="beschluss/1",
        words={"text": "Mit Auflage"},
    ),
    e.ObligationImposed(
        obligation="auflage-1",
        step="leitbild",
        approval="rat",
        due=DAY,
        role="manager",
        words={"text": "Bericht vorlegen"},
    ),
    e.GateReturned(
        step="leitbild", approval="rat", outcome=Outcome.RETURNED, words={"text": "Nacharbeiten"}
    ),
    e.StepPassed(step="leitbild"),
    e.ApprovalBecameStale(step="leitbild", thing="value:zeithorizont"),
    e.ApprovalConfirmed(step="leitbild", words={"reason": "Nur ein Tippfehler"}),
    e.ObligationFulfilled(
        obligation="auflage-1",
        documents=(FILE,),
        words={"note": "Vorgelegt", "document:0": "Bericht.pdf"},
    ),
    e.ObligationReopened(obligation="auflage-1", words={"reason": "Unvollständig"}),
    e.StepSkipped(step="leitbild", words={"reason": "Gibt es schon"}),
    e.StepReopened(step="leitbild", words={"reason": "Fehler gefunden"}),
    e.RoundStarted(
        step="leitbild",
        round=2,
        active=("leitbild",),
        waiting=("ziele",),
        dues={"leitbild": {"anlass": DAY}},
        words={"reason": "Neuer Beschluss"},
    ),
    e.ProcessPaused(until=DAY, words={"reason": "Elternzeit"}),
    e.ProcessResumed(days=30),
    e.ProcessCompleted(),
    e.ProcessAbandoned(words={"reason": "Förderung endet"}),
    e.MemberJoined(account=4, role="manager"),
    e.MemberLeft(account=4, role="manager"),
    e.RoleHandedOver(role="manager", giver=4, taker=5, words={"note": "Übergabe am Montag"}),
    e.SituationAssessed(level=Level.AT_RISK, words={"reason": "Personal fehlt"}),
    e.ReportDrafted(
        since=DAY,
        until=DAY,
        words={"text:summary": "Es geht voran", "text:proposal": "Wir bitten um Kenntnisnahme"},
    ),
    e.ReportFrozen(
        number=1,
        since=DAY,
        until=DAY,
        figures=FIGURES,
        words={
            "text:summary": "Es geht voran",
            "title:massnahme/1": "Mittagstisch",
            "paper:seq-4": "12/2026",
        },
    ),
    e.CommentAdded(
        holder="leitbild",
        thing="anlass",
        documents=(PLACE,),
        words={"text": "Bitte prüfen", "document:0": "Schrank 2"},
    ),
    e.Reminded(holder="leitbild", thing="item:anlass", whom=(3, 5)),
    e.ProposalMade(
        proposal="vorschlag-1",
        action=Action.HAND_OVER,
        step="leitbild",
        words={"text": "Bitte übernehmen"},
    ),
    e.ProposalSettled(proposal="vorschlag-1", accepted=False, words={"reason": "Noch nicht"}),
    e.MovedToVersion(
        definition="ef" * 32,
        version=2,
        former="cd" * 32,
        former_version=1,
        steps=("leitbild", "ziele"),
        renamed={"steps.start": "steps.leitbild"},
        gone=("registers.partner.fields.seit", "steps.schluss"),
        retyped=("registers.partner.fields.name",),
        unfit={"partner/1": ("name",)},
        rewritten={"profile": {"traeger": "stadt"}, "leitbild": {"felder": ("stadt", "wohnen")}},
        added={"leitbild": {"protokoll": True}},
        dues={"leitbild": {"protokoll": DAY}},
        undoes=17,
        words={"reason": "Neue Richtlinie"},
    ),
    e.WordsErased(erased=((3, "note"), (12, "value:organisation")), words={"reason": "Antrag"}),
    m.MunicipalityFounded(name="Musterstadt"),
    m.RoleGranted(account=1, role="admin"),
    m.RoleRevoked(account=1, role="admin"),
    m.DefinitionPublished(definition="kda", version=1, digest="ef" * 32),
    PublicationRequested(
        definition="kda", version=2, digest="ab" * 32, source="cd" * 32, account=4
    ),
    DefinitionWithdrawn(definition="kda", version=1, words={"reason": "Ein Schritt fehlt"}),
    m.PageWritten(page="imprint", words={"text": "Stadt Musterstadt, Marktplatz 1"}),
    SettingsChanged(land="BW", still_days=45, second_factor=("coordinator", "admin")),
    SubstituteNamed(number=1, person=2, substitute=3, since=DAY, until=DAY),
    SubstitutionEnded(number=1),
)
