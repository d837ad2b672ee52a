"""The second version of the small procedure: renamed, moved, gone, new and retyped, all at once.

`netz` is called `netzwerk`; `umsetzung` keeps its id and loses and gains items; `schluss` is gone and
`bilanz` new; an item of `start` has moved to `netzwerk`, a field of `start` to the profile.
"""

from dataclasses import replace

from tests.unit.core.small import (
    MASSNAHME,
    NETZ,
    PARTNER,
    PROFILE,
    SMALL,
    START,
    UMSETZUNG,
    by_id,
    passed,
)
from workflow.core.definition import (
    ChecklistItem,
    DocumentProof,
    DueRule,
    Every,
    Field,
    FieldType,
    Gate,
    GateCondition,
    Has,
    NoteProof,
    Step,
)

WITHOUT = {"vorstand", "felder", "horizont"}
SECTORS = {"stadt": "Stadt", "wohnen": "Wohnen"}

NEWER_START = replace(
    START,
    fields={
        **{name: field for name, field in START.fields.items() if name not in WITHOUT},
        # Was an integer: what was entered is written as an amount.
        "horizont": replace(START.fields["horizont"], type=FieldType.DECIMAL),
        "felder": replace(
            START.fields["felder"], options=SECTORS, options_were={"stadt": ("kommune",)}
        ),
    },
    checklist={
        **{name: item for name, item in START.checklist.items() if name != "unterlage"},
        "protokoll": ChecklistItem(
            id="protokoll",
            text="Protokoll ablegen",
            role="manager",
            required=True,
            evidence=(DocumentProof(),),
            due=DueRule(days=30),
        ),
    },
)
NETZWERK = replace(
    NETZ,
    id="netzwerk",
    title="Ein Netzwerk knüpfen",
    fields=by_id(Field(id="runden", type=FieldType.INTEGER, label="Runden", was=("treffen",))),
    checklist=by_id(
        replace(NETZ.checklist["runde"], id="einladung", was=("runde",)),
        ChecklistItem(
            id="ablage",
            text="Unterlage ablegen",
            role="manager",
            required=False,
            was=("start.unterlage",),
        ),
        ChecklistItem(
            id="verteiler",
            text="Verteiler pflegen",
            role="developer",
            required=True,
            evidence=(NoteProof(),),
            due=DueRule(days=10),
        ),
    ),
    was=("netz",),
)
NEWER_UMSETZUNG = replace(
    UMSETZUNG,
    checklist=by_id(
        ChecklistItem(
            id="abnahme", text="Abnehmen", role="manager", required=True, due=DueRule(days=20)
        )
    ),
    gate=Gate(
        conditions=(
            GateCondition(id="fertig", condition=Every("vorhaben", (), (Has(checklist=True),))),
        ),
    ),
    fields=by_id(UMSETZUNG.fields["ergebnis-am"]),
    opens_when=passed("start"),
)
BILANZ = Step(
    id="bilanz",
    phase="weg",
    title="Bilanz ziehen",
    short="Bilanz",
    lead="manager",
    purpose="Ende.",
    opens_when=passed("start"),
    fields=by_id(Field(id="fazit", type=FieldType.TEXT, label="Fazit")),
    checklist=by_id(ChecklistItem(id="lesen", text="Lesen", role="manager", required=False)),
    gate=Gate(title="Bilanz"),
)
VORHABEN = replace(
    MASSNAHME,
    id="vorhaben",
    was=("massnahme",),
    fields={
        **{name: field for name, field in MASSNAHME.fields.items() if name != "stand"},
        # Was a text: what is too long for it has no place.
        "titel": replace(MASSNAHME.fields["titel"], max_length=12),
    },
    checklist={"auftrag": MASSNAHME.checklist["auftrag"]},
    report=None,
    task=None,
)
NEWER_PARTNER = replace(
    PARTNER,
    fields={name: field for name, field in PARTNER.fields.items() if name != "seit"},
    report=None,
)
NEWER = replace(
    SMALL,
    version=2,
    digest="klein-neu",
    profile={
        **PROFILE,
        "vorstand": Field(
            id="vorstand", type=FieldType.TEXT, label="Vorstand", was=("start.vorstand",)
        ),
    },
    registers={**by_id(VORHABEN, NEWER_PARTNER), "beschluss": SMALL.registers["beschluss"]},
    steps=by_id(NEWER_START, BILANZ, NETZWERK, NEWER_UMSETZUNG),
)
