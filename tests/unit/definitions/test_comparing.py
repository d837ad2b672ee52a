"""What has changed between two definitions is said so that nobody needs to read YAML."""

from pathlib import Path

import pytest

from workflow.core.sentences import LANGUAGES
from workflow.definitions.comparing import Kind, Sort, Weight, changes, keys, told, words
from workflow.definitions.comparing.things import tree
from workflow.definitions.library import check

TEXT = Path("tests/definitions/nachbarschaftshaus.yaml").read_text("utf-8")
BEFORE = check(TEXT.encode(), "haus.yaml").definition


def after(*replaced):
    """The definition with parts of its text replaced."""
    text = TEXT
    for old, new in replaced:
        assert text.count(old) == 1
        text = text.replace(old, new)
    checked = check(text.encode(), "haus.yaml")
    assert checked.definition, checked.problems
    return checked.definition


BESUCH = "      besuch: {text: Häuser ansehen, role: developer, evidence: note}\n"
TEAM = "      team: {text: Helfende finden, role: manager, required: true, evidence: {register: helfer, distinct: bereich, at_least: 2}}\n"
RAT = "        rat: {body: rat}\n"
OPENS = "opens_when: {step: haus, is: passed}"

SENTENCES = {
    "an item is gone": (BESUCH, "", "Der Punkt „Häuser ansehen“ entfällt in Schritt 2 „Haus“."),
    "an item is new": (
        BESUCH,
        BESUCH + "      plan: {text: Grundriss zeichnen, role: coordinator, required: true, "
        "evidence: document, due: {after: step, days: 14}}\n",
        (
            "Neu in Schritt 2 „Haus“: der Pflichtpunkt „Grundriss zeichnen“ (verantwortlich: "
            "Quartierskoordination; Nachweis: ein Dokument (Datei, Link oder Ort in der Akte); "
            "Frist: 14 Tage nach Beginn des Schritts)."
        ),
    ),
    "an item is called otherwise": (
        "text: Häuser ansehen",
        "text: Drei Häuser ansehen",
        (
            "Bezeichnung geändert in Schritt 2 „Haus“: der Punkt „Häuser ansehen“ heißt jetzt „Drei "
            "Häuser ansehen“."
        ),
    ),
    "an item has to be done": (
        "text: Häuser ansehen,",
        "text: Häuser ansehen, required: true,",
        "Der Punkt „Häuser ansehen“ in Schritt 2 „Haus“: jetzt Pflicht, bisher empfohlen.",
    ),
    "an item has another id": (
        "      besuch: {",
        "      besichtigung: {was: [besuch], ",
        (
            "Neue Id in Schritt 2 „Haus“: der Punkt „Häuser ansehen“ hat jetzt die Id "
            "„besichtigung“, bisher „besuch“."
        ),
    ),
    "an approval is new": (
        "        rat: {body: rat}\n",
        "        rat: {body: rat}\n        beirat: {body: beirat, as: opinion}\n",
        "Die Freigabe von Schritt 2 „Haus“ braucht jetzt zusätzlich eine Stellungnahme: „Beirat“.",
    ),
    "an approval waits": (
        "beirat: {body: beirat, as: opinion}",
        "beirat: {body: beirat, as: notice}",
        (
            "Die Beteiligung „Beirat“ in der Freigabe von Schritt 1 „Wunsch“: jetzt Kenntnisnahme, "
            "bisher Stellungnahme."
        ),
    ),
    "an approval need not wait": (
        "rat: {body: rat, after: beirat,",
        "rat: {body: rat,",
        (
            "Die Beteiligung „Stadtrat“ in der Freigabe von Schritt 1 „Wunsch“: jetzt ohne zu "
            "warten, bisher erst nach „Beirat“."
        ),
    ),
    "a condition asks for more": (
        "gedeckt: {field: reicht, at_least: 12.5}",
        "gedeckt: {field: reicht, at_least: 18}",
        (
            "Die Bedingung „‚Monate gedeckt‘ beträgt mindestens 12,5“ in der Freigabe von Schritt 2 "
            "„Haus“: verlangt jetzt „Monate gedeckt“ beträgt mindestens 18, bisher „Monate gedeckt“ "
            "beträgt mindestens 12,5."
        ),
    ),
    "a step opens otherwise": (
        OPENS,
        "opens_when: []",
        (
            "Schritt 3 „Öffnung“: Bedingung für den Beginn jetzt: keine (öffnet sofort), bisher "
            "Schritt „Haus“ ist abgeschlossen."
        ),
    ),
    "a gate of every step": (
        "at_most: 0, strength: waivable, waived_by: coordinator,",
        "at_most: 0, strength: waivable,",
        (
            "Die Bedingung „Nichts ist abgelehnt“ in jeder Freigabe: Ausnahme gewährt jetzt: die "
            "Freigabe selbst, bisher Quartierskoordination."
        ),
    ),
    "an option is new": (
        "options: {stadt: Stadt, verein: Verein}",
        "options: {stadt: Stadt, verein: Verein, kirche: Kirche}",
        "Neu bei der Angabe „Träger“ in den Eckdaten: die Auswahl „Kirche“.",
    ),
    "an option stands elsewhere": (
        "options: {stadt: Stadt, verein: Verein}",
        "options: {verein: Verein, stadt: Stadt}",
        "Die Auswahl „Verein“ bei der Angabe „Träger“ in den Eckdaten steht jetzt an erster Stelle.",
    ),
    "a limit is gone": (
        "label: Miete im Monat, required: true, min: 0}",
        "label: Miete im Monat, required: true}",
        (
            "Die Angabe „Miete im Monat“ in Schritt 2 „Haus“: jetzt ohne Mindestwert, bisher "
            "mindestens 0\u00a0€."
        ),
    ),
    "a lock is new": (
        "locked: [steps.wunsch.gate]",
        "locked: [steps.wunsch.gate, steps.haus.checklist.geld]",
        "Die Vorlage: geschützt: neu der Punkt „Geld einwerben“ in Schritt 2 „Haus“.",
    ),
    "a body is called otherwise": (
        "beirat: {title: Beirat,",
        "beirat: {title: Bürgerbeirat,",
        "Bezeichnung geändert: das Gremium „Beirat“ heißt jetzt „Bürgerbeirat“.",
    ),
    "a text is put otherwise": (
        "purpose: Die Tür ist offen.",
        "purpose: Alle Türen sind offen.",
        "Schritt 3 „Öffnung“: Zweck anders gefasst.",
    ),
    "a list is longer": (
        "      - Wer braucht das Haus?\n",
        "      - Wer braucht das Haus?\n      - Wer zahlt?\n",
        "Schritt 1 „Wunsch“: Leitfragen: neu „Wer zahlt?“.",
    ),
}


@pytest.mark.parametrize("what", SENTENCES)
def test_one_sentence_says_that(what):
    old, new, sentence = SENTENCES[what]
    if old == RAT:
        old, new = f"{RAT}  oeffnung:", f"{new}  oeffnung:"
    (found,) = told(BEFORE, after((old, new)), "de")
    assert found.sentence == sentence


def test_an_item_that_moves_to_another_step_is_not_lost_and_new():
    moved = "fest: {text: Ein Fest feiern, role: developer, required: true, evidence: note}\n"
    new = f"{moved}      besuch: {{was: [haus.besuch], text: Häuser ansehen, role: developer, evidence: note}}\n"
    (found,) = told(BEFORE, after((BESUCH, ""), (moved, new)), "de")
    assert found.change.kind is Kind.MOVED
    assert found.sentence == (
        "Der Punkt „Häuser ansehen“ steht jetzt in Schritt 3 „Öffnung“, bisher in Schritt 2 „Haus“."
    )


def test_a_new_step_is_one_change_with_all_that_is_in_it():
    step = (
        "  umzug:\n    phase: betrieb\n    title: Umziehen\n    short: Umzug\n    lead: manager\n"
        "    purpose: Alles ist am Ort.\n    opens_when: []\n    checklist:\n"
        "      kisten: {text: Kisten packen, role: developer, required: true}\n"
    )
    (found,) = told(BEFORE, after(("locked:", f"{step}locked:")), "de")
    assert found.sentence == "Neu: Schritt 4 „Umzug“ (Quartiersmanagement · 1 Punkt)."
    assert found.change.path == "steps.umzug"
    assert found.change.weight is Weight.STRICTER


WEIGHTS = {
    "more to be done": (
        "text: Häuser ansehen,",
        "text: Häuser ansehen, required: true,",
        "stricter",
    ),
    "less to be done": (BESUCH, "", "neutral"),
    "an item that binds is gone": (TEAM, "", "looser"),
    "a higher bound": ("reicht, at_least: 12.5", "reicht, at_least: 18", "stricter"),
    "a lower bound": ("reicht, at_least: 12.5", "reicht, at_least: 6", "looser"),
    "sooner": ("due: {after: step, days: 14}", "due: {after: step, days: 7}", "stricter"),
    "later": ("due: {after: step, days: 14}", "due: {after: step, months: 1}", "looser"),
    "only words": ("text: Häuser ansehen", "text: Drei Häuser ansehen", "wording"),
    "somebody else": (
        "Häuser ansehen, role: developer",
        "Häuser ansehen, role: manager",
        "neutral",
    ),
    "an earlier day": ("min: 2024-01-01", "min: 2023-12-31", "looser"),
    "less proof": ("evidence: [note, {field: plaetze}]", "evidence: note", "looser"),
}


@pytest.mark.parametrize("what", WEIGHTS)
def test_a_change_has_its_weight(what):
    old, new, weight = WEIGHTS[what]
    (found,) = changes(BEFORE, after((old, new)))
    assert found.weight == weight


def test_the_order_is_that_of_the_steps():
    found = changes(
        BEFORE,
        after(
            ("text: Ein Fest feiern", "text: Feiern"), (BESUCH, ""), ("Helfende finden", "Suchen")
        ),
    )
    assert [each.path for each in found] == [
        "steps.wunsch.checklist.team.text",
        "steps.haus.checklist.besuch",
        "steps.oeffnung.checklist.fest.text",
    ]


def test_a_version_alone_is_no_change():
    assert changes(BEFORE, after(("version: 3", "version: 4"))) == ()


@pytest.mark.parametrize(
    "table", [words.NAMES, words.PLACES, words.SENTENCES, keys.KEYS, keys.VALUES]
)
def test_both_languages_have_the_same_words(table):
    assert table["de"].keys() == table["en"].keys()


def test_every_sort_and_every_key_has_a_word():
    for language in LANGUAGES:
        assert set(Sort) <= words.NAMES[language].keys()
        for thing in tree(BEFORE).inside():
            said = thing.says.keys() - keys.NAMING
            assert said <= keys.KEYS[language].keys()
