"""People in German texts, as a pair: the rule, and every sentence that ships, read by eye."""

import re
from dataclasses import replace

import pytest

from tests.unit.core.small import SMALL
from workflow.core.definition import GenderForm
from workflow.core.gender_form import in_gender_form, in_pairs
from workflow.core.shown_texts import each_text
from workflow.definitions.catalogue import shipped

SHIPPED = {each.file: each.definition for each in shipped()}
SENTENCES = {
    "Ist sie noch nicht gegründet, entscheidet die Runde der Kooperationspartner*innen.":
        "Ist sie noch nicht gegründet, entscheidet die Runde der Kooperationspartnerinnen und Kooperationspartner.",
    "Bewohner*innen entscheiden über kleine Beträge, schnell und ohne lange Anträge.":
        "Bewohnerinnen und Bewohner entscheiden über kleine Beträge, schnell und ohne lange Anträge.",
    "Kooperationspartner*innen":
        "Kooperationspartnerinnen und Kooperationspartner",
    "Kooperationspartner*in":
        "Kooperationspartnerin oder Kooperationspartner",
    "Bewohner*in":
        "Bewohnerin oder Bewohner",
    "Kernpartner*in":
        "Kernpartnerin oder Kernpartner",
    "Fachpartner*in":
        "Fachpartnerin oder Fachpartner",
    "Multiplikator*in":
        "Multiplikatorin oder Multiplikator",
    "Empfänger*in":
        "Empfängerin oder Empfänger",
    "Jedes Amt steht im Register „Kooperationspartner*innen“.":
        "Jedes Amt steht im Register „Kooperationspartnerinnen und Kooperationspartner“.",
    "Rufen Sie Bewohner*innen selbst an und holen Sie sie notfalls ab.":
        "Rufen Sie Bewohnerinnen und Bewohner selbst an und holen Sie sie notfalls ab.",
    "Ein Platz gehört den Bewohner*innen.":
        "Ein Platz gehört den Bewohnerinnen und Bewohnern.",
    "Mindestens eine Stimme der Menschen, um die es geht, steht im Register „Kooperationspartner*innen“.":
        "Mindestens eine Stimme der Menschen, um die es geht, steht im Register „Kooperationspartnerinnen und Kooperationspartner“.",
    "Befragte Bewohner*innen":
        "Befragte Bewohnerinnen und Bewohner",
    "Bewohner*innen zeigen lassen, wo ihr Quartier aufhört":
        "Bewohnerinnen und Bewohner zeigen lassen, wo ihr Quartier aufhört",
    "Bewohner*innen sind zur Abgrenzung mindestens einmal gefragt worden.":
        "Bewohnerinnen und Bewohner sind zur Abgrenzung mindestens einmal gefragt worden.",
    "In Goch gingen die Bürger*innen mit durch ihr Quartier, das KDA nennt es als Beispiel.":
        "In Goch gingen die Bürgerinnen und Bürger mit durch ihr Quartier, das KDA nennt es als Beispiel.",
    "Tragen Sie sie als Kooperationspartner*innen mit der Rolle „Schlüsselperson“ und dem Tag des Interviews ein.":
        "Tragen Sie sie als Kooperationspartnerinnen und Kooperationspartner mit der Rolle „Schlüsselperson“ und dem Tag des Interviews ein.",
    "Die Bewohner*innen sind in diesem Schritt mindestens einmal befragt worden.":
        "Die Bewohnerinnen und Bewohner sind in diesem Schritt mindestens einmal befragt worden.",
    "Kooperationspartner*innen finden und das Quartier informieren":
        "Kooperationspartnerinnen und Kooperationspartner finden und das Quartier informieren",
    "Übersicht der Kooperationspartner*innen mit Interesse und Einfluss":
        "Übersicht der Kooperationspartnerinnen und Kooperationspartner mit Interesse und Einfluss",
    "Bewohner*innen durften Karten kleben, aber nichts entscheiden.":
        "Bewohnerinnen und Bewohner durften Karten kleben, aber nichts entscheiden.",
    "Die Ziele in einer Werkstatt mit Bewohner*innen entwickeln":
        "Die Ziele in einer Werkstatt mit Bewohnerinnen und Bewohnern entwickeln",
    "Die Ziele mit den Kooperationspartner*innen abstimmen":
        "Die Ziele mit den Kooperationspartnerinnen und Kooperationspartnern abstimmen",
    "Wie wird entschieden, und wie sitzen Bewohner*innen mit am Tisch?":
        "Wie wird entschieden, und wie sitzen Bewohnerinnen und Bewohner mit am Tisch?",
    "Bewohner*innen sind eingeladen, verstehen aber die Abkürzungen nicht.":
        "Bewohnerinnen und Bewohner sind eingeladen, verstehen aber die Abkürzungen nicht.",
    "Bewohner*innen im Netzwerk":
        "Bewohnerinnen und Bewohner im Netzwerk",
    "Reden die Bewohner*innen mit, oder hören sie zu?":
        "Reden die Bewohnerinnen und Bewohner mit, oder hören sie zu?",
    "Kleine Beträge, über die Bewohner*innen selbst entscheiden.":
        "Kleine Beträge, über die Bewohnerinnen und Bewohner selbst entscheiden.",
    "Bewohner*innen mitplanen und mitmachen lassen":
        "Bewohnerinnen und Bewohner mitplanen und mitmachen lassen",
    "Alle sollen sehen, was sich verändert hat: die Bewohner*innen, die Partner, die Politik, die Förderer.":
        "Alle sollen sehen, was sich verändert hat: die Bewohnerinnen und Bewohner, die Partner, die Politik, die Förderer.",
    "Bewohner*innen führen, Sie gehen hinterher.":
        "Bewohnerinnen und Bewohner führen, Sie gehen hinterher.",
    "Vier Seiten zweimal im Jahr, große Schrift, von Bewohner*innen mitgeschrieben.":
        "Vier Seiten zweimal im Jahr, große Schrift, von Bewohnerinnen und Bewohnern mitgeschrieben.",
    "Den Bewohner*innen sagen, was aus ihren Vorschlägen wurde":
        "Den Bewohnerinnen und Bewohnern sagen, was aus ihren Vorschlägen wurde",
    "Zufriedenheit der Bewohner*innen":
        "Zufriedenheit der Bewohnerinnen und Bewohner",
    "Die Sicht der Bewohner*innen ist in dieser Runde erhoben.":
        "Die Sicht der Bewohnerinnen und Bewohner ist in dieser Runde erhoben.",
    "Die Gemeinde stellt die Gebäude, Bürger*innen betreiben sie, verbindliche Dienste werden bezahlt.":
        "Die Gemeinde stellt die Gebäude, Bürgerinnen und Bürger betreiben sie, verbindliche Dienste werden bezahlt.",
    "Prüfen, was Bewohner*innen selbst tragen wollen":
        "Prüfen, was Bewohnerinnen und Bewohner selbst tragen wollen",
    "Die Kommune steht im Register „Kooperationspartner*innen“, die Vereinbarung legen Sie dort ab.":
        "Die Kommune steht im Register „Kooperationspartnerinnen und Kooperationspartner“, die Vereinbarung legen Sie dort ab.",
    "Mieter*innen ab 65":
        "Mieterinnen und Mieter ab 65",
    "Jede Stelle steht im Register „Kooperationspartner*innen“.":
        "Jede Stelle steht im Register „Kooperationspartnerinnen und Kooperationspartner“.",
    "Kooperationspartner*innen finden und das Dorf informieren":
        "Kooperationspartnerinnen und Kooperationspartner finden und das Dorf informieren",
}  # fmt: skip


def sentences(definition) -> set[str]:
    """Every sentence of a definition that has a sign within a word."""
    found: list[str] = []

    def keep(text: str) -> str:
        found.extend(re.split(r"(?<=[.?!])\s+", text))
        return text

    each_text(definition, keep)
    return {sentence for sentence in found if re.search(r"\w[*:_]\w", sentence)}


def test_every_sentence_that_ships_has_been_read():
    found = {each for definition in SHIPPED.values() for each in sentences(definition)}
    assert found == SENTENCES.keys()


@pytest.mark.parametrize("written", SENTENCES)
def test_a_sentence_that_ships_reads_well_as_a_pair(written):
    assert in_pairs(written) == SENTENCES[written]


@pytest.mark.parametrize("name", SHIPPED)
def test_in_the_other_form_nothing_that_ships_has_a_sign(name):
    definition = SHIPPED[name]
    shown = in_gender_form(definition, GenderForm.PAIR)
    assert sentences(shown) == set()
    assert shown.registers["partner"].title == "Kooperationspartnerinnen und Kooperationspartner"
    assert (shown.digest, shown.steps.keys()) == (definition.digest, definition.steps.keys())


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("mit Bürger*innen", "mit Bürgerinnen und Bürgern"),
        ("von älteren Mieter*innen", "von älteren Mieterinnen und Mietern"),
        ("Nach 3 Helfer*innen", "Nach 3 Helferinnen und Helfern"),
        ("den beteiligten Mitarbeiter:innen", "den beteiligten Mitarbeiterinnen und Mitarbeitern"),
        ("für Bürger_innen", "für Bürgerinnen und Bürger"),
        ("Menschen, mit denen Helfer*innen reden", "Menschen, mit denen Helferinnen und Helfer reden"),
        ("Davon wissen Mieter*innen", "Davon wissen Mieterinnen und Mieter"),
        ("aus Akteur*innen", "aus Akteurinnen und Akteuren"),
        ("Moderator*innen und Student*innen", "Moderatorinnen und Moderatoren und Studentinnen und Studenten"),
        ("bei Praktikant*innen", "bei Praktikantinnen und Praktikanten"),
        ("der Bürger*innenrat", "der Bürgerinnen- und Bürgerrat"),
        ("ein Bewohner*innen-Treff", "ein Bewohnerinnen- und Bewohner-Treff"),
    ],
)  # fmt: skip
def test_the_rule(written, shown):
    assert in_pairs(written) == shown
    assert in_pairs(shown) == shown


@pytest.mark.parametrize(
    "written", ["Kolleg*innen", "jede*r", "Ärzt*in", "a * innen", "https://ort.example/helfer:8000"]
)
def test_what_the_rule_does_not_know_stays_as_it_was_written(written):
    assert in_pairs(written) == written


def test_the_form_of_the_author_and_other_languages_stay_as_they_are():
    assert in_gender_form(SMALL, GenderForm.STAR) is SMALL
    english = replace(SMALL, language="en")
    assert in_gender_form(english, GenderForm.PAIR) is english
