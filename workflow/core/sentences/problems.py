"""What is wrong with what was typed, and what to type instead.

Rule: in the words of the label, no blame, with an example where a form is asked for. A test asks
for every problem in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping

from workflow.core.definition import Field, FieldType, ProcessDefinition
from workflow.core.errors import InputProblem, Problem
from workflow.core.sentences.have import canonical_text
from workflow.core.sentences.language import Language, Phrases, phrase, quoted
from workflow.core.sentences.places import Place

_CHOSEN = frozenset(
    {
        FieldType.CHOICE,
        FieldType.CHOICES,
        FieldType.YES_NO,
        FieldType.PERSON,
        FieldType.REFERENCE,
        FieldType.FILE,
    }
)
_CHOSEN_PARTS = frozenset(
    {
        "role",
        "account",
        "giver",
        "taker",
        "outcome",
        "level",
        "action",
        "step",
        "document",
        "documents",
        "file",
    }
)

_DAYS = frozenset({"on", "due", "since", "until"})
_DAY = Field(id="day", type=FieldType.DATE, label="")

_PHRASES: Phrases = {
    "de": {
        Problem.EMPTY: "Geben Sie {field} ein",
        "choose": "Wählen Sie {field} aus",
        Problem.TOO_LONG: "{field} darf höchstens {limit} Zeichen haben",
        Problem.TOO_SHORT: "{field} braucht mindestens {limit} Zeichen",
        Problem.NOT_A_NUMBER: "Geben Sie {field} als Zahl ein, zum Beispiel 9600 oder 12,5",
        Problem.NOT_A_WHOLE_NUMBER: "Geben Sie {field} als ganze Zahl ein, zum Beispiel 12",
        Problem.NOT_A_DATE: "Geben Sie {field} als Datum so ein: 15.06.2026",
        Problem.NOT_AN_OPTION: "Wählen Sie bei {field} eine der angebotenen Möglichkeiten",
        Problem.NOT_AN_EMAIL: "Geben Sie {field} so ein: name@beispiel.de",
        Problem.NOT_A_URL: "Geben Sie {field} als Adresse ein, zum Beispiel https://www.beispiel.de",
        Problem.NOT_A_PHONE: "Geben Sie {field} mit Ziffern ein, zum Beispiel 0721 1234567",
        Problem.NOT_IN_TEAM: "Wählen Sie bei {field} eine Person aus dem Team des Quartiers",
        Problem.NO_SUCH_RECORD: (
            "Den Eintrag bei {field} gibt es nicht oder er passt hier nicht. Wählen Sie einen anderen"
        ),
        Problem.TOO_SMALL: "{field} muss mindestens {limit} sein",
        Problem.TOO_LARGE: "{field} darf höchstens {limit} sein",
        "too_early": "{field} darf nicht vor {limit} liegen",
        "too_late": "{field} darf nicht nach {limit} liegen",
        "the_day": "dem {day}",
        Problem.BAD_CHARACTER: (
            "{field} enthält ein unsichtbares Zeichen. Tippen Sie die Stelle neu, statt sie einzufügen"
        ),
        Problem.CALCULATED: "{field} wird berechnet. Ändern Sie die Angaben, aus denen es entsteht",
        Problem.DOES_NOT_APPLY: "{field} wird hier nicht gebraucht. Lassen Sie es leer",
        Problem.UNKNOWN: "Eine Angabe {field} gibt es hier nicht",
        Problem.IN_THE_PAST: "{field} liegt in der Vergangenheit. Wählen Sie einen Tag ab heute",
        Problem.IN_THE_FUTURE: "{field} liegt in der Zukunft. Wählen Sie einen Tag bis heute",
        Problem.NO_SUCH_CHOICE: "Wählen Sie bei {field} eine der angebotenen Möglichkeiten",
        Problem.NOT_CHOSEN: (
            "{field} gehört zu einer Möglichkeit, die nicht gewählt ist. Wählen Sie diese, oder "
            "lassen Sie das Feld leer"
        ),
        Problem.TWICE: "Den Eintrag Nr. {limit} gibt es in der Datei zweimal. Lassen Sie eine Zeile weg",
        Problem.ARCHIVED: (
            "Der Eintrag Nr. {limit} ist archiviert und ändert sich nicht mehr. Lassen Sie die "
            "Zeile weg"
        ),
        "too_many": "Höchstens {limit} Dokumente auf einmal",
        Problem.NOT_POSSIBLE: (
            "{field} lässt sich nicht einladen. Sehen Sie in der Liste nach, ob es das Konto schon "
            "gibt; sonst hilft der Betrieb dieser Anwendung"
        ),
        Problem.GUESSABLE: (
            "{field} ist zu leicht zu erraten. Nehmen Sie zum Beispiel vier Wörter, die nichts "
            "miteinander und nichts mit Ihnen zu tun haben"
        ),
        Problem.NOT_THE_SAME: "{field} stimmt nicht überein. Schreiben Sie beide Male dasselbe",
        Problem.WRONG: "{field} stimmt nicht. Geben Sie es noch einmal ein",
        Problem.FILE_EMPTY: "Die Datei ist leer. Wählen Sie eine andere",
        Problem.FILE_TOO_LARGE: "Die Datei ist zu groß. Erlaubt sind höchstens {limit} MB",
        Problem.FILE_NAME: "Geben Sie der Datei einen Namen mit höchstens {limit} Zeichen",
        Problem.FILE_TYPE: (
            "Diese Art von Datei wird hier nicht angenommen. Möglich sind PDF, Bilder, "
            "Text, CSV, Office-Dateien ohne Makros, Ton und Video"
        ),
        Problem.FILE_MISMATCH: (
            "Der Inhalt der Datei passt nicht zu ihrem Namen. Speichern Sie sie neu, "
            "zum Beispiel als PDF"
        ),
        Problem.FILE_UNSAFE: (
            "Die Datei enthält Makros, ein Kennwort oder zu viel Verpacktes. Speichern Sie sie "
            "ohne das, zum Beispiel als PDF"
        ),
        "reason": "Begründung zu {field}",
        "exception": "Begründung der Ausnahme {field}",
    },
    "en": {
        Problem.EMPTY: "Enter {field}",
        "choose": "Choose {field}",
        Problem.TOO_LONG: "{field} may have at most {limit} characters",
        Problem.TOO_SHORT: "{field} needs at least {limit} characters",
        Problem.NOT_A_NUMBER: "Enter {field} as a number, for example 9600 or 12.5",
        Problem.NOT_A_WHOLE_NUMBER: "Enter {field} as a whole number, for example 12",
        Problem.NOT_A_DATE: "Enter {field} as a date like this: 2026-06-15",
        Problem.NOT_AN_OPTION: "Choose one of the options offered for {field}",
        Problem.NOT_AN_EMAIL: "Enter {field} like this: name@example.org",
        Problem.NOT_A_URL: "Enter {field} as an address, for example https://www.example.org",
        Problem.NOT_A_PHONE: "Enter {field} in digits, for example 0721 1234567",
        Problem.NOT_IN_TEAM: "For {field} choose a person from the team of this neighbourhood",
        Problem.NO_SUCH_RECORD: (
            "The record at {field} does not exist or does not fit here. Choose another one"
        ),
        Problem.TOO_SMALL: "{field} must be at least {limit}",
        Problem.TOO_LARGE: "{field} may be at most {limit}",
        "too_early": "{field} must not be before {limit}",
        "too_late": "{field} must not be after {limit}",
        "the_day": "{day}",
        Problem.BAD_CHARACTER: (
            "{field} contains an invisible character. Type that part again instead of pasting it"
        ),
        Problem.CALCULATED: "{field} is calculated. Change the entries it comes from",
        Problem.DOES_NOT_APPLY: "{field} is not needed here. Leave it empty",
        Problem.UNKNOWN: "There is no entry {field} here",
        Problem.IN_THE_PAST: "{field} lies in the past. Choose a day from today on",
        Problem.IN_THE_FUTURE: "{field} lies in the future. Choose a day up to today",
        Problem.NO_SUCH_CHOICE: "Choose one of the options offered for {field}",
        Problem.NOT_CHOSEN: (
            "{field} belongs to an option that is not chosen. Choose that one, or leave the field "
            "empty"
        ),
        Problem.TWICE: "The file holds record no. {limit} twice. Leave one of the rows out",
        Problem.ARCHIVED: (
            "Record no. {limit} is archived and does not change any more. Leave the row out"
        ),
        "too_many": "At most {limit} documents at a time",
        Problem.NOT_POSSIBLE: (
            "{field} cannot be invited. See in the list whether there is an account already; if "
            "not, ask whoever runs this application"
        ),
        Problem.GUESSABLE: (
            "{field} is too easy to guess. Take for example four words that have nothing to do with "
            "each other or with you"
        ),
        Problem.NOT_THE_SAME: "{field} differs. Write the same both times",
        Problem.WRONG: "{field} is not right. Enter it once more",
        Problem.FILE_EMPTY: "The file is empty. Choose another one",
        Problem.FILE_TOO_LARGE: "The file is too large. At most {limit} MB are allowed",
        Problem.FILE_NAME: "Give the file a name of at most {limit} characters",
        Problem.FILE_TYPE: (
            "This kind of file is not taken here. Possible are PDF, pictures, text, CSV, office "
            "files without macros, sound and video"
        ),
        Problem.FILE_MISMATCH: (
            "The content of the file does not fit its name. Save it anew, for example as PDF"
        ),
        Problem.FILE_UNSAFE: (
            "The file holds macros, a password or too much packed content. Save it without, for "
            "example as PDF"
        ),
        "reason": "Reason for {field}",
        "exception": "Reason for the exception {field}",
    },
}

# The parts of commands that are no fields of a definition.
_PARTS: Mapping[Language, Mapping[str, str]] = {
    "de": {
        "name": "Name des Quartiers",
        "note": "Notiz",
        "text": "Text",
        "reason": "Begründung",
        "document": "Dokument",
        "documents": "Dokument",
        "file": "Datei",
        "due": "Frist",
        "until": "Geplantes Ende der Pause",
        "on": "Datum der Entscheidung",
        "paper": "Nummer der Vorlage",
        "votes": "Abstimmung",
        "role": "Rolle",
        "account": "Person",
        "giver": "Person, die abgibt",
        "taker": "Person, die übernimmt",
        "outcome": "Ergebnis",
        "decision": "Beschluss",
        "obligations": "Auflagen",
        "exceptions": "Begründung der Ausnahme",
        "level": "Lage",
        "step": "Schritt",
        "action": "Vorschlag",
        "team": "Team",
        "version": "Version",
        "words": "Texte, die gelöscht werden",
        "number": "Nummer",
    },
    "en": {
        "name": "Name of the neighbourhood",
        "note": "Note",
        "text": "Text",
        "reason": "Reason",
        "document": "Document",
        "documents": "Document",
        "file": "File",
        "due": "Due date",
        "until": "Planned end of the pause",
        "on": "Date of the decision",
        "paper": "Number of the paper",
        "votes": "Votes",
        "role": "Role",
        "account": "Person",
        "giver": "Person who hands over",
        "taker": "Person who takes over",
        "outcome": "Result",
        "decision": "Decision",
        "obligations": "Obligations",
        "exceptions": "Reason for the exception",
        "level": "Situation",
        "step": "Step",
        "action": "Proposal",
        "team": "Team",
        "version": "Version",
        "words": "Texts to delete",
        "number": "Number",
    },
}


def problem_sentence(
    problem: InputProblem,
    definition: ProcessDefinition,
    language: Language,
    *,
    holder: str = "",
    label: str = "",
) -> str:
    """Return what to type instead; `holder` is the step, profile or record the field stands in.

    `label` is what the form calls the part, for parts that are no fields of the definition.
    """
    place = Place(definition=definition, language=language, holder=holder)
    field = place.fields.get(problem.name)
    names = {
        "field": _name(problem.name, place, label),
        "limit": _limit(problem, field, place),
    }
    return phrase(_PHRASES, language, _key(problem, field), **names)


def _key(problem: InputProblem, field: Field | None) -> str:
    if problem.problem is Problem.EMPTY:
        chosen = field.type in _CHOSEN if field else problem.name in _CHOSEN_PARTS
        return "choose" if chosen else Problem.EMPTY
    if problem.problem is Problem.TOO_LARGE and problem.name == "documents":
        return "too_many"
    if _is_day(problem, field):
        return {Problem.TOO_SMALL: "too_early", Problem.TOO_LARGE: "too_late"}.get(
            problem.problem, problem.problem
        )
    return problem.problem


def _is_day(problem: InputProblem, field: Field | None) -> bool:
    return field.type is FieldType.DATE if field else problem.name in _DAYS


def _name(name: str, place: Place, label: str) -> str:
    """Return the label in quotes; "reason:x" and "exception:x" are reasons."""
    kind, _, field = name.partition(":")
    if field and kind == "reason":
        return phrase(_PHRASES, place.language, "reason", field=place.field_name(field))
    if field and kind == "exception":
        return phrase(_PHRASES, place.language, "exception", field=place.any_name(field))
    if name in place.fields:
        return place.field_name(name)
    known = _PARTS[place.language].get(name, "")
    if known and label.endswith("?"):
        label = known  # a question is no name for what is missing
    return quoted(label or known or name, place.language)


def _limit(problem: InputProblem, field: Field | None, place: Place) -> str:
    if problem.problem not in (Problem.TOO_SMALL, Problem.TOO_LARGE):
        return problem.limit
    if _is_day(problem, field):
        day = canonical_text(problem.limit, _DAY, place.language)
        return phrase(_PHRASES, place.language, "the_day", day=day)
    return canonical_text(problem.limit, field, place.language) if field else problem.limit
