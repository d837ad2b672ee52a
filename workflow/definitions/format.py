"""The definition format, written down once: keys, types, limits and what each key is for.

Rule: nothing about the form of a file is written anywhere else. `shape` checks documents by
`DOCUMENT`, the JSON Schema is derived from it; what a form cannot say (names, types of literals,
cycles) is checked in `checks` and the builders. The help texts are read by authors: German.
"""

from __future__ import annotations

from collections.abc import Mapping

from workflow.core.definition import (
    NUMBER_TYPES,
    WORD_TYPES,
    ApprovalKind,
    FieldType,
    ReportPart,
    Strength,
)
from workflow.definitions.kinds import (
    ByName,
    Flag,
    Identifier,
    Key,
    Kind,
    ListOf,
    Literal,
    Named,
    OneOf,
    Operations,
    Record,
    Reference,
    Text,
    Variants,
    Whole,
    Word,
)

FORMAT = 1
YES, NO = "true", "false"
ID_PATTERN = r"[a-z][a-z0-9-]{0,63}"
# Words with a meaning of their own in conditions, in addresses or on a disk.
RESERVED = frozenset(
    ["profile", "step", "round", "checklist", "today", "new", "index", "edit"]
    + ["con", "nul", "aux", "prn"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)]
)
ROLES = ("developer", "manager", "coordinator")
# What the table of roles allows (DESIGN 3): a definition cannot grant more.
DECIDING_ROLES = ("coordinator",)
ACTING_ROLES = ("manager",)

TITLE = Text(200)
SHORT = Text(40)
LINE = Text(400)
PROSE = Text(6000)
POINTS = ListOf(Text(1000, prose=True), maximum=50)
IDS = ListOf(Reference(), maximum=50)
OLD_IDS = ListOf(Reference(), maximum=50)
ONE_OR_MORE = OneOf(scalar=Reference(), list=IDS)
ROLE = Word(ROLES, message="E051")
WHERE = ByName(Named("where-test"), maximum=20, identifier=None)
CONDITION = Named("condition")
OPERAND = Named("operand")
TERM = Named("term")
WAS = Key(OLD_IDS, "Frühere Ids nach einer Umbenennung, damit Werte mitgehen.")
APPLIES_WHEN = Key(CONDITION, "Gilt nur, wenn diese Bedingung zutrifft.")


# --- values, tests, conditions -----------------------------------------------------------------

TESTS: Mapping[str, Key] = {
    "filled": Key(Flag(), "true: ausgefüllt, false: leer."),
    "is": Key(OPERAND, "Der Wert ist genau dieser."),
    "one_of": Key(ListOf(Literal(), maximum=500, minimum=1), "Der Wert ist einer von diesen."),
    "at_least": Key(OPERAND, "Der Wert ist mindestens so groß oder so spät."),
    "at_most": Key(OPERAND, "Der Wert ist höchstens so groß oder so früh."),
}

_WHERE = Key(WHERE, "Nur Einträge, die dazu passen: Angabe und Wert oder Test.")
_PAIR = ListOf(TERM, maximum=2, minimum=2)
_SEVERAL = ListOf(TERM, maximum=20, minimum=2)

SPAN = Record(
    {
        "months": Key(Whole(-1200, 1200), "Monate, auch negativ."),
        "days": Key(Whole(-3650, 3650), "Tage, auch negativ."),
    },
    one_of=("months", "days"),
)

_VALUES: Mapping[str, Mapping[str, Key]] = {
    "field": {
        "field": Key(Reference(), "Eine Angabe: id, schritt.id oder profile.id.", required=True)
    },
    "count": {
        "count": Key(Reference(), "Zahl der Einträge in diesem Register.", required=True),
        "distinct": Key(Reference(), "Zählt die verschiedenen Werte dieser Angabe."),
        "where": _WHERE,
    },
    "share": {
        "share": Key(Reference(), "Anteil der Einträge in Prozent.", required=True),
        "of": Key(WHERE, "Welche Einträge das Ganze sind."),
        "where": Key(WHERE, "Welche davon zählen.", required=True),
    },
    "sum": {"sum": Key(Reference(), "Summe von register.angabe.", required=True), "where": _WHERE},
    "earliest": {
        "earliest": Key(Reference(), "Frühestes Datum von register.angabe.", required=True),
        "where": _WHERE,
    },
    "latest": {
        "latest": Key(Reference(), "Spätestes Datum von register.angabe.", required=True),
        "where": _WHERE,
    },
    "ratio": {"ratio": Key(_PAIR, "Der erste Wert geteilt durch den zweiten.", required=True)},
    "percent": {"percent": Key(_PAIR, "Der erste Wert in Prozent des zweiten.", required=True)},
    "difference": {
        "difference": Key(_SEVERAL, "Der erste Wert minus alle weiteren.", required=True)
    },
    "product": {"product": Key(_SEVERAL, "Alle Werte miteinander multipliziert.", required=True)},
    "total": {"total": Key(_SEVERAL, "Die Summe der Werte.", required=True)},
    "months": {
        "months": Key(
            Record(
                {
                    "from": Key(TERM, "Beginn.", required=True),
                    "to": Key(TERM, "Ende.", required=True),
                }
            ),
            "Volle Monate von einem Datum bis zu einem anderen.",
            required=True,
        )
    },
}
VALUE_HEADS = tuple(_VALUES)

_PROGRESS: Mapping[str, Record] = {
    "every": Record(
        {
            "every": Key(Reference(), "Jeder Eintrag dieses Registers ...", required=True),
            "where": _WHERE,
            "has": Key(
                ListOf(Reference(), maximum=50, minimum=1),
                "... hat das alles: eine Angabe, register.angabe (ein Eintrag dort verweist "
                "hierher) oder checklist.",
                required=True,
            ),
        }
    ),
    "item": Record(
        {
            "item": Key(Reference(), "Ein Punkt: id oder schritt.id.", required=True),
            "is": Key(Word(("done",)), "done: erledigt.", required=True),
        }
    ),
    "step": Record(
        {
            "step": Key(Reference(), "Ein Schritt.", required=True),
            "is": Key(Word(("started", "passed")), "Begonnen oder abgeschlossen.", required=True),
        }
    ),
    "elapsed": Record(
        {
            "elapsed": Key(Reference(), "Zeit seit dieser Schritt begonnen hat.", required=True),
            "at_least": Key(SPAN, "So viel Zeit ist mindestens vergangen.", required=True),
        }
    ),
    "all_of": Record(
        {
            "all_of": Key(
                ListOf(CONDITION, maximum=50, minimum=1), "Alle Bedingungen.", required=True
            )
        }
    ),
    "any_of": Record(
        {
            "any_of": Key(
                ListOf(CONDITION, maximum=50, minimum=1), "Eine der Bedingungen.", required=True
            )
        }
    ),
}


def _conditions(more: Mapping[str, Key], *, tested: bool) -> Variants:
    """Every form of a condition, with further keys; `tested`: a value needs a test beside it."""
    one_of = tuple(TESTS) if tested else ()
    values = {
        head: Record({**keys, **TESTS, **more}, one_of=one_of) for head, keys in _VALUES.items()
    }
    progress = {head: Record({**record.keys, **more}) for head, record in _PROGRESS.items()}
    return Variants({**values, **progress})


_TODAY = Record(
    {"today": Key(Named("span"), "Heute, verschoben um Monate oder Tage.", required=True)}
)
_PLAIN_VALUES = {head: Record(keys) for head, keys in _VALUES.items()}

GATE_CONDITION = _conditions(
    {
        "strength": Key(
            Word(tuple(Strength)),
            "mandatory (Regelfall): ohne sie keine Freigabe; waivable: mit Ausnahme; "
            "advice: nur ein Hinweis.",
            default=Strength.MANDATORY,
        ),
        "waived_by": Key(ROLE, "Wer die Ausnahme gewährt; sonst die Freigabe selbst."),
        "say": Key(Text(1000), "Ersetzt den erzeugten Satz."),
        "applies_when": APPLIES_WHEN,
    },
    tested=True,
)


# --- fields, items, registers ------------------------------------------------------------------

LIMIT = OneOf(scalar=Literal(), mapping=_TODAY)
_FIELD_TYPES = tuple(FieldType)
_DATES_AND_NUMBERS = NUMBER_TYPES | {FieldType.DATE}
_REFERENCES = frozenset({FieldType.REFERENCE})

# Keys that only make sense with certain types; `required` ones have to be there with them.
KEYS_BY_TYPE: Mapping[str, frozenset[FieldType]] = {
    "unit": NUMBER_TYPES,
    "min": _DATES_AND_NUMBERS,
    "max": _DATES_AND_NUMBERS,
    "usual": _DATES_AND_NUMBERS,
    "options": frozenset({FieldType.CHOICE, FieldType.CHOICES}),
    "min_length": WORD_TYPES,
    "max_length": WORD_TYPES,
    "register": _REFERENCES,
    "many": _REFERENCES,
    "where": _REFERENCES,
    "calculate": _DATES_AND_NUMBERS | {FieldType.YES_NO},
}
REQUIRED_BY_TYPE: Mapping[FieldType, str] = {
    FieldType.CHOICE: "options",
    FieldType.CHOICES: "options",
    FieldType.REFERENCE: "register",
}

OPTIONS = ByName(
    OneOf(
        scalar=TITLE,
        mapping=Record({"label": Key(TITLE, "Was man liest.", required=True), "was": WAS}),
    ),
    maximum=500,
    identifier=Identifier(reserved=False),
)

FIELD = Record(
    {
        "type": Key(Word(_FIELD_TYPES), "Art der Angabe.", required=True),
        "label": Key(TITLE, "Beschriftung.", required=True),
        "unit": Key(SHORT, "Einheit, zum Beispiel Personen oder ha."),
        "help": Key(Text(2000), "Hilfe für die, die ausfüllen."),
        "required": Key(Flag(), "Ohne diese Angabe keine Freigabe.", default=NO),
        "personal": Key(Flag(), "Personenbezogen: wird löschbar gespeichert.", default=NO),
        "min": Key(LIMIT, "Kleinster Wert: Zahl, Datum, today oder eine Angabe daneben."),
        "max": Key(LIMIT, "Größter Wert."),
        "usual": Key(
            OneOf(
                list=ListOf(LIMIT, maximum=2, minimum=2),
                mapping=Record(
                    {"min": Key(LIMIT, "Von."), "max": Key(LIMIT, "Bis.")}, one_of=("min", "max")
                ),
            ),
            "Üblicher Bereich: [von, bis]. Außerhalb wird nach dem Grund gefragt.",
        ),
        "options": Key(OPTIONS, "Auswahl: id und was man liest."),
        "min_length": Key(Whole(0, 20_000), "Mindestens so viele Zeichen."),
        "max_length": Key(Whole(1, 20_000), "Höchstens so viele Zeichen."),
        "applies_when": APPLIES_WHEN,
        "calculate": Key(Named("calculation"), "Die Angabe wird berechnet."),
        "register": Key(Reference(), "Auf welches Register verwiesen wird."),
        "many": Key(Flag(), "Mehrere Einträge können gewählt werden.", default=NO),
        "where": Key(WHERE, "Nur passende Einträge stehen zur Wahl."),
        "was": WAS,
    }
)
FIELDS = ByName(Named("field"), maximum=200)

PROOF = OneOf(
    scalar=Word(("none", "note", "document"), message="E041/proof"),
    mapping=Variants(
        {
            "field": Record(
                {"field": Key(Reference(), "Diese Angabe ist ausgefüllt.", required=True)}
            ),
            "register": Record(
                {
                    "register": Key(Reference(), "Einträge in diesem Register.", required=True),
                    "where": _WHERE,
                    "distinct": Key(Reference(), "Zählt verschiedene Werte dieser Angabe."),
                    "at_least": Key(Whole(1, 10_000), "Mindestens so viele."),
                }
            ),
            "any_of": Record(
                {
                    "any_of": Key(
                        ListOf(Named("proof"), maximum=20, minimum=1),
                        "Einer dieser Nachweise genügt.",
                        required=True,
                    )
                }
            ),
        }
    ),
)

DUE = Variants(
    {
        "after": Record(
            {
                "after": Key(
                    Word(("step", "record")),
                    "Ab Beginn des Schritts (step) oder ab Anlage des Eintrags (record).",
                    required=True,
                ),
                "days": Key(Whole(0, 3650), "Tage."),
                "months": Key(Whole(0, 120), "Monate."),
            },
            one_of=("days", "months"),
        ),
        "field": Record(
            {
                "field": Key(Reference(), "Ab diesem Datum.", required=True),
                "days": Key(Whole(-3650, 3650), "Tage; negativ: davor."),
                "months": Key(Whole(-120, 120), "Monate; negativ: davor."),
            }
        ),
    }
)

ITEM = Record(
    {
        "text": Key(LINE, "Was zu tun ist.", required=True),
        "help": Key(Text(4000), "Wie man es macht."),
        "role": Key(ROLE, "Wer dafür verantwortlich ist.", required=True),
        "required": Key(Flag(), "Pflichtpunkt (true) oder empfohlener Punkt (false).", default=NO),
        "evidence": Key(
            OneOf(
                scalar=PROOF.scalar,
                mapping=PROOF.mapping,
                list=ListOf(Named("proof"), maximum=20, minimum=1),
            ),
            "Nachweis: none, note, document, {field: ...}, {register: ...}; "
            "eine Liste verlangt alle, any_of einen.",
        ),
        "due": Key(DUE, "Bis wann."),
        "repeat": Key(
            Record({"months": Key(Whole(1, 120), "Alle so viele Monate.", required=True)}),
            "Ist nach dieser Zeit erneut zu tun.",
        ),
        "applies_when": APPLIES_WHEN,
        "was": WAS,
    }
)
CHECKLIST = ByName(Named("item"), maximum=200)

REPORT = Record(
    {
        "as": Key(
            Word(tuple(ReportPart)),
            "work: was getan wird; event: was stattfand; contact: wer mitmacht; funds: woher Geld "
            "kommt; risk: was schiefgehen kann; promise: was zugesagt ist; place: wo etwas liegt.",
            required=True,
        ),
        "day": Key(Reference(), "Die Angabe mit dem Tag: bis wann, oder wann es war."),
        "status": Key(Reference(), "Die Angabe, die den Stand sagt."),
        "amount": Key(Reference(), "Die Angabe mit der Summe: Kosten, Menschen, Bewilligtes."),
        "spent": Key(Reference(), "Die Angabe mit dem, was ausgegeben ist."),
        "text": Key(Reference(), "Die Angabe, die statt des Titels gezeigt wird."),
    }
)
TASK = Record(
    {
        "person": Key(Reference(), "Die Angabe, deren Person zuständig ist.", required=True),
        "due": Key(Reference(), "Die Angabe mit dem Tag, bis zu dem es getan sein soll."),
        "until": Key(
            CONDITION,
            "Trifft diese Bedingung zu, ist nichts mehr zu tun. Sie fragt nur nach Angaben des "
            "Eintrags.",
            required=True,
        ),
    }
)
_REGISTER_KEYS: Mapping[str, Key] = {
    "help": Key(PROSE, "Wozu das Register dient."),
    "fields": Key(FIELDS, "Angaben zu jedem Eintrag.", required=True),
    "checklist": Key(CHECKLIST, "Checkliste, die jeder Eintrag bekommt."),
    "task": Key(TASK, "Wessen Aufgabe ein Eintrag ist und bis wann."),
    "report": Key(REPORT, "Was Einträge im Sachstandsbericht und in der Übergabeakte sind."),
    "was": WAS,
}
REGISTER = Record(
    {
        "title": Key(TITLE, "Titel in der Mehrzahl.", required=True),
        "singular": Key(TITLE, "Wie ein einzelner Eintrag heißt.", required=True),
        **_REGISTER_KEYS,
    }
)
# The register of decisions always exists: a definition adds to it.
DECISION_REGISTER = Record(
    {
        "title": Key(TITLE, "Anderer Titel als Beschlüsse."),
        "singular": Key(TITLE, "Anderer Name als Beschluss."),
        **_REGISTER_KEYS,
        "fields": Key(FIELDS, "Weitere Angaben zu jedem Beschluss."),
    }
)


# --- steps and gates ---------------------------------------------------------------------------

APPROVAL = Record(
    {
        "body": Key(Reference(), "Dieses Gremium beschließt."),
        "role": Key(ROLE, "Diese Rolle gibt frei."),
        "as": Key(
            Word(tuple(ApprovalKind)),
            "decision (Regelfall): Beschluss; opinion: Stellungnahme; notice: Kenntnisnahme.",
            default=ApprovalKind.DECISION,
        ),
        "after": Key(ONE_OR_MORE, "Erst nach dieser Freigabe."),
        "applies_when": APPLIES_WHEN,
    },
    one_of=("body", "role"),
)
GATE_CONDITIONS = ByName(Named("gate-condition"), maximum=50)
GATE = Record(
    {
        "title": Key(TITLE, "Wie die Freigabe heißt."),
        "weigh": Key(POINTS, "Was ein Gremium selbst abwägt; wird gezeigt, nicht berechnet."),
        "conditions": Key(GATE_CONDITIONS, "Was erfüllt sein muss."),
        "approvals": Key(ByName(APPROVAL, maximum=20), "Wer freigibt, in dieser Folge."),
    }
)
METHOD = Record(
    {
        "title": Key(TITLE, "Name der Methode.", required=True),
        "text": Key(PROSE, "Wie sie geht.", required=True),
    }
)
STEP = Record(
    {
        "phase": Key(Reference(), "Zu welcher Phase der Schritt gehört.", required=True),
        "title": Key(TITLE, "Titel des Schritts.", required=True),
        "short": Key(SHORT, "Kurzer Name für die Schrittleiste.", required=True),
        "lead": Key(ROLE, "Welche Rolle führt.", required=True),
        "purpose": Key(PROSE, "Wozu der Schritt dient.", required=True),
        "questions": Key(POINTS, "Leitfragen."),
        "methods": Key(ByName(METHOD, maximum=50), "Methoden, die sich bewährt haben."),
        "pitfalls": Key(POINTS, "Stolpersteine."),
        "principles": Key(IDS, "Ids der Prinzipien, die hier zählen."),
        "duration": Key(
            Record({"weeks": Key(Whole(1, 520), "Wochen.", required=True)}), "Übliche Dauer."
        ),
        "deliverables": Key(POINTS, "Was am Ende vorliegt."),
        "ongoing": Key(Flag(), "Läuft nach der Freigabe weiter.", default=NO),
        "skippable": Key(Flag(), "false: kann nicht übersprungen werden.", default=YES),
        "opens_when": Key(
            OneOf(mapping=CONDITION, list=ListOf(CONDITION, maximum=0)),
            "Wann der Schritt beginnt; [] heißt: sofort.",
            required=True,
        ),
        "fields": Key(FIELDS, "Angaben, die in diesem Schritt entstehen."),
        "checklist": Key(CHECKLIST, "Punkte, die zu erledigen sind."),
        "gate": Key(GATE, "Freigabe am Ende des Schritts."),
        "was": WAS,
    }
)


# --- the document ------------------------------------------------------------------------------

ROLE_TITLE = Record(
    {
        "title": Key(TITLE, "Wie die Rolle hier heißt.", required=True),
        "does": Key(Text(1000), "Was sie tut."),
        "acts_for": Key(
            ListOf(ROLE, maximum=3), "Für welche Rollen sie Punkte mit erledigen darf."
        ),
    }
)
BODY = Record(
    {
        "title": Key(TITLE, "Name des Gremiums.", required=True),
        "recorded_by": Key(ROLE, "Wer seine Beschlüsse einträgt.", required=True),
        "does": Key(Text(1000), "Was es entscheidet."),
    }
)
PHASE = Record(
    {
        "title": Key(TITLE, "Name der Phase.", required=True),
        "purpose": Key(PROSE, "Wozu die Phase dient."),
    }
)
DOCUMENT = Record(
    {
        "format": Key(Whole(FORMAT, FORMAT), "Fassung des Formats: 1.", required=True),
        "id": Key(Identifier(), "Id der Prozessvorlage; bleibt für immer.", required=True),
        "version": Key(Whole(1, 100_000), "Fassung der Prozessvorlage.", required=True),
        "title": Key(TITLE, "Titel der Prozessvorlage.", required=True),
        "language": Key(Word(("de", "en")), "Sprache der Texte.", required=True),
        "summary": Key(PROSE, "Worum es geht."),
        "sources": Key(POINTS, "Quellen."),
        "roles": Key(
            Record(
                {
                    "developer": Key(ROLE_TITLE, "Quartiersentwicklung.", required=True),
                    "manager": Key(ROLE_TITLE, "Quartiersmanagement.", required=True),
                    "coordinator": Key(ROLE_TITLE, "Quartierskoordination.", required=True),
                },
                unknown="E051",
            ),
            "Die drei Rollen und wie sie hier heißen.",
            required=True,
        ),
        "bodies": Key(ByName(BODY, maximum=50), "Gremien, die beschließen."),
        "phases": Key(ByName(PHASE, maximum=20), "Phasen des Wegs.", required=True),
        "principles": Key(ByName(TITLE, maximum=50), "Prinzipien: id und Name."),
        "profile": Key(FIELDS, "Eckdaten des Quartiers."),
        "registers": Key(
            ByName(REGISTER, maximum=100, special={"beschluss": DECISION_REGISTER}),
            "Register: Listen über alle Schritte hinweg.",
        ),
        "every_gate": Key(GATE_CONDITIONS, "Bedingungen, die jede Freigabe hat."),
        "steps": Key(ByName(STEP, maximum=200), "Die Schritte, in ihrer Folge.", required=True),
        "locked": Key(ListOf(Reference(), maximum=500), "Pfade, die niemand anpassen darf."),
    }
)

# An adaptation of another definition: what is not said here is as the base has it.
VERBS = ("remove", "add", "change")  # in the order in which they are applied
MOST_OPERATIONS = 1_000
# What stands at the top of an overlay as it does of any definition.
HEAD = ("format", "id", "version", "title", "language", "summary", "sources", "locked")
OVERLAY = Record(
    {
        "extends": Key(
            Reference(), "Die Grundlage: id@version einer Prozessvorlage.", required=True
        ),
        **{name: DOCUMENT.keys[name] for name in HEAD if name not in ("language", "sources")},
        "language": Key(Word(("de", "en")), "Sprache der Texte, wenn sie eine andere ist."),
        "sources": Key(POINTS, "Eigene Quellen; die der Grundlage stehen davor."),
        "add": Key(Operations("add", MOST_OPERATIONS), "Pfad und Inhalt von Neuem."),
        "change": Key(Operations("change", MOST_OPERATIONS), "Pfad und neuer Wert."),
        "remove": Key(Operations("remove", MOST_OPERATIONS), "Pfad und Grund."),
    },
    unknown="E064/root",
)
# Where an added thing stands among those beside it.
INSERT: Mapping[str, Key] = {
    "insert_after": Key(Reference(), "Steht hinter diesem; sonst am Ende."),
    "insert_before": Key(Reference(), "Steht vor diesem."),
}

# Kinds that refer to each other or to themselves, by name.
KINDS: Mapping[str, Kind] = {
    "span": SPAN,
    "condition": _conditions({}, tested=True),
    "calculation": _conditions({}, tested=False),
    "gate-condition": GATE_CONDITION,
    # What a value is compared with: written out, today, or another value.
    "operand": OneOf(scalar=Literal(), mapping=Variants({**_PLAIN_VALUES, "today": _TODAY})),
    # What is calculated with: a name, a number, today, or another value.
    "term": OneOf(scalar=Reference(), mapping=Variants({**_PLAIN_VALUES, "today": _TODAY})),
    # The value itself, or a test of it.
    "where-test": OneOf(scalar=Literal(), mapping=Record(TESTS, one_of=tuple(TESTS))),
    "field": FIELD,
    "item": ITEM,
    "proof": PROOF,
}
