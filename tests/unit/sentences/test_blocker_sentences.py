"""Every reason and every problem is a sentence, in German and English."""

import pytest

from workflow.core.errors import Blocker, InputProblem, Problem, Reason
from workflow.core.sentences import (
    LANGUAGES,
    blocker_help,
    blocker_sentence,
    problem_sentence,
)

FORBIDDEN = ("ungültig", "fehlerhaft", "Pflichtfeld", "Fehler", "!", "{", "invalid")
THINGS = ["vorlage", "jahre", "partner", "lenkung", "manager", "unbekannt", ""]
HOLDERS = ["anfang", "massnahme/3", "profile", "gibt-es-nicht", ""]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_a_sentence(definition, reason, language):
    for holder in HOLDERS:
        for thing in THINGS:
            blocker = Blocker(reason=reason, holder=holder, thing=thing, have="2", need="3")
            sentence = blocker_sentence(blocker, definition, language)
            assert sentence
            assert sentence[0] != "."
            assert sentence[-1] != "."
            assert not any(word in sentence for word in FORBIDDEN)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("problem", Problem)
def test_every_problem_is_a_sentence(definition, problem, language):
    for name in ("jahre", "tag", "frei", "reason", "reason:jahre", "documents", "unbekannt"):
        for holder in HOLDERS:
            found = InputProblem(name=name, problem=problem, limit="3")
            sentence = problem_sentence(found, definition, language, holder=holder)
            assert sentence
            assert not any(word in sentence for word in FORBIDDEN)


BLOCKERS = [
    (
        Blocker(
            reason=Reason.CONDITION_NOT_MET, holder="anfang", thing="partner", have="2", need="3"
        ),
        "Mindestens 3 Kooperationspartner*innen mit Stand Zugesagt oder Unterzeichnet. Jetzt: 2",
    ),
    (
        Blocker(reason=Reason.CONDITION_NOT_MET, holder="anfang", thing="eigen"),
        "Drei tragen besser als einer. Das steht noch nicht fest",
    ),
    (
        Blocker(reason=Reason.STEP_WAITING, holder="ende"),
        (
            "Der Schritt „Ende“ ist noch nicht offen. Er öffnet, wenn gilt: "
            "Schritt „Anfang“ ist abgeschlossen"
        ),
    ),
    (
        Blocker(reason=Reason.PROOF_MISSING, holder="anfang", thing="vorlage"),
        (
            "Für den Punkt „Vorlage einbringen“ fehlt der Nachweis: eine Notiz, ein Dokument (Datei, "
            "Link oder Ort in der Akte) und mindestens 2 Kooperationspartner*innen mit Stand Zugesagt "
            "oder Unterzeichnet"
        ),
    ),
    (
        Blocker(reason=Reason.ITEM_OPEN, holder="massnahme/3", thing="auftrag"),
        "Der Punkt „Auftrag ist klar“ ist noch offen (Maßnahme 3)",
    ),
    (
        Blocker(reason=Reason.DEPENDS, holder="anfang", thing="vorstand"),
        (
            "Ob „Vorstand“ hier gebraucht wird, steht noch nicht fest. Es hängt ab von: "
            "„Träger“ (Eckdaten) ist Verein"
        ),
    ),
    (
        Blocker(reason=Reason.REASON_MISSING, holder="anfang", thing="jahre", have="15"),
        (
            "Die Angabe „Zeithorizont“ liegt außerhalb des Üblichen. Schreiben Sie dazu, warum. "
            "Jetzt: 15\u00a0Jahre, üblich: 3\u00a0Jahre bis 10\u00a0Jahre"
        ),
    ),
    (
        Blocker(reason=Reason.OBLIGATION_OVERDUE, holder="anfang", thing="o1", need="2026-03-31"),
        "Eine Auflage zum Schritt „Anfang“ ist überfällig (Frist 31.03.2026)",
    ),
    (
        Blocker(reason=Reason.APPROVAL_NOT_YET, holder="anfang", thing="lenkung"),
        "Zuerst ist dran: Lenkungsgruppe",
    ),
    (
        Blocker(reason=Reason.PROOF_MISSING, holder="anfang", thing="vorlage", have="1", need="2"),
        (
            "Für den Punkt „Vorlage einbringen“ fehlt der Nachweis: mindestens 2 "
            "Kooperationspartner*innen mit Stand Zugesagt oder Unterzeichnet. Jetzt: 1"
        ),
    ),
]


@pytest.mark.parametrize(("blocker", "german"), BLOCKERS)
def test_a_blocker_says_what_is_there_and_what_to_do(definition, blocker, german):
    assert blocker_sentence(blocker, definition, "de") == german


def test_help_names_the_roles_as_the_definition_does(definition):
    blocker = Blocker(reason=Reason.NOT_ALLOWED, roles=("manager", "coordinator", "admin"))
    german = "Das kann: Quartiersmanagement, Sozialraumkoordination oder Verwaltung der Konten"
    assert blocker_help(blocker, definition, "de") == german
    assert blocker_help(Blocker(reason=Reason.ITEM_OPEN), definition, "de") == ""


PROBLEMS = [
    (InputProblem(name="jahre", problem=Problem.EMPTY), "Geben Sie „Zeithorizont“ ein"),
    (InputProblem(name="frei", problem=Problem.EMPTY), "Wählen Sie „Mittel sind frei“ aus"),
    (
        InputProblem(name="jahre", problem=Problem.TOO_LARGE, limit="20"),
        "„Zeithorizont“ darf höchstens 20\u00a0Jahre sein",
    ),
    (
        InputProblem(name="tag", problem=Problem.TOO_LARGE, limit="2026-03-31"),
        "„Stichtag“ darf nicht nach dem 31.03.2026 liegen",
    ),
    (
        InputProblem(name="documents", problem=Problem.TOO_LARGE, limit="20"),
        "Höchstens 20 Dokumente auf einmal",
    ),
    (InputProblem(name="reason", problem=Problem.EMPTY), "Geben Sie „Begründung“ ein"),
    (
        InputProblem(name="reason:jahre", problem=Problem.EMPTY),
        "Geben Sie Begründung zu „Zeithorizont“ ein",
    ),
    (
        InputProblem(name="on", problem=Problem.TOO_LARGE, limit="2026-03-31"),
        "„Datum der Entscheidung“ darf nicht nach dem 31.03.2026 liegen",
    ),
    (
        InputProblem(name="exception:vorlage", problem=Problem.EMPTY),
        "Geben Sie Begründung der Ausnahme „Vorlage einbringen“ ein",
    ),
    (
        InputProblem(name="file", problem=Problem.FILE_TOO_LARGE, limit="20"),
        "Die Datei ist zu groß. Erlaubt sind höchstens 20 MB",
    ),
]


@pytest.mark.parametrize(("problem", "german"), PROBLEMS)
def test_a_problem_says_what_to_type(definition, problem, german):
    assert problem_sentence(problem, definition, "de", holder="anfang") == german


def test_a_problem_is_told_in_the_words_of_the_form(definition):
    problem = InputProblem(name="due", problem=Problem.NOT_A_DATE)
    said = problem_sentence(problem, definition, "de", label="Fällig am")
    assert said == "Geben Sie „Fällig am“ als Datum so ein: 15.06.2026"


def test_the_end_of_a_period_is_told_as_a_day(definition):
    problem = InputProblem(name="since", problem=Problem.TOO_LARGE, limit="2026-03-31")
    said = problem_sentence(problem, definition, "de", label="Von")
    assert said == "„Von“ darf nicht nach dem 31.03.2026 liegen"


def test_a_question_of_the_form_is_no_name_for_what_is_missing(definition):
    problem = InputProblem(name="reason", problem=Problem.EMPTY)
    said = problem_sentence(problem, definition, "de", label="Woran machen Sie das fest?")
    assert said == "Geben Sie „Begründung“ ein"
