"""The messages about overlays: what they build on, and what they want to do (E060 to E065).

Rule: the same as for `messages_reading`; the examples break `tests/definitions/anbau.yaml`.
"""

from __future__ import annotations

from workflow.definitions.message import Message

_EXTENDS = "extends: nachbarschaftshaus@3"
_TITLE = "  steps.haus.title: Ein Haus mieten\n"
_GARDEN = "  steps.haus.checklist.garten: {insert_after: geld, "
_VISIT = "  steps.haus.checklist.besuch: Das Haus steht schon fest.\n"

OVERLAYS: tuple[Message, ...] = (
    Message(
        "E034/lines",
        "Unter add, change und remove steht in jeder Zeile ein Pfad, ohne Strich davor, und hinter "
        "dem Doppelpunkt, was er bekommt: bei remove der Grund.",
        "Under add, change and remove each line is a path, without a dash, and behind the colon "
        "what it gets: with remove the reason.",
        right=_VISIT,
        wrong="  - steps.haus.checklist.besuch\n",
    ),
    Message(
        "E060",
        "„{value}“ ist keine Grundlage. Nennen Sie eine Prozessvorlage mit ihrer Version, "
        "zum Beispiel kda-10-schritte@1, keine Datei und keine Adresse.",
        '"{value}" is no base. Name a process definition with its version, for example '
        "kda-10-schritte@1, not a file and not an address.",
        right=_EXTENDS,
        wrong="extends: ../nachbarschaftshaus.yaml",
    ),
    Message(
        "E061",
        "Eine Prozessvorlage „{name}“ gibt es hier nicht.",
        'There is no process definition "{name}" here.',
        right=_EXTENDS,
        wrong="extends: nachbarschaftsheim@3",
    ),
    Message(
        "E062/cycle",
        "Die Prozessvorlagen bauen im Kreis aufeinander auf: {cycle}.",
        "The definitions build on each other in a circle: {cycle}.",
        right=_EXTENDS,
        wrong="extends: anbau@1",
    ),
    Message(
        "E062/deep",
        "Höchstens {limit} Anpassungen bauen aufeinander auf: {chain}.",
        "At most {limit} overlays build on each other: {chain}.",
        right=_EXTENDS,
        wrong="extends: stufe5@1",
    ),
    Message(
        "E063/broken",
        "Die Grundlage hat selbst Fehler ({name}). Prüfen Sie zuerst diese: "
        "quartiersweg definition check nennt alle.",
        "The base has errors of its own ({name}). Check it first: quartiersweg definition check "
        "names them all.",
        right=_EXTENDS,
        wrong="extends: kaputt@1",
    ),
    Message(
        "E063/format",
        "Die Grundlage braucht Format {found} ({name}). Dieses Programm kennt {known}: "
        "Eine neuere Fassung des Programms kann sie lesen.",
        "The base needs format {found} ({name}). This program knows {known}: a newer release "
        "can read it.",
        right=_EXTENDS,
        wrong="extends: neuer@1",
    ),
    Message(
        "E063/withdrawn",
        "„{name}“ ist zurückgezogen. Nehmen Sie eine andere Version als Grundlage.",
        '"{name}" has been withdrawn. Build on another version.',
        right=_EXTENDS,
        wrong="extends: alt@1",
    ),
    Message(
        "E063/twice",
        "Zwei Dateien sagen, sie seien „{name}“, und sind verschieden: {one} und {other}. Geben Sie "
        "einer davon eine andere `version` oder `id`.",
        'Two files say they are "{name}", and they differ: {one} and {other}. Give one of them '
        "another `version` or `id`.",
        right=_EXTENDS,
        wrong="extends: doppelt@1",
    ),
    Message(
        "E064/root",
        "„{key}“ steht nicht am Anfang einer Anpassung. Was anders sein soll als in der Grundlage, "
        "steht unter add, change oder remove.",
        '"{key}" does not stand at the top of an overlay. What is to differ from the base stands '
        "under add, change or remove.",
        right="title: Mit Anbau",
        wrong="title: Mit Anbau\nphases: {planung: {title: Planung}}",
    ),
    Message(
        "E064/head",
        "„{key}“ steht am Anfang der Datei, nicht unter add, change oder remove.",
        '"{key}" stands at the top of the file, not under add, change or remove.',
        right=_TITLE,
        wrong=_TITLE + "  title: Ein anderes Haus\n",
    ),
    Message(
        "E064/path",
        "„{what}“ gibt es in der Grundlage nicht.",
        'The base has no "{what}".',
        right="steps.haus.title",
        wrong="steps.hauss.title",
    ),
    Message(
        "E064/among",
        "„{what}“ gibt es in der Grundlage nicht. Dort gibt es: {words}.",
        'The base has no "{what}". There are: {words}.',
        right="steps.haus.title",
        wrong="steps.xyz.title",
    ),
    Message(
        "E064/key",
        "Das Format kennt hier kein „{key}“. Möglich: {words}.",
        'The format knows no "{key}" here. Possible: {words}.',
        right="steps.haus.title",
        wrong="steps.haus.titel",
    ),
    Message(
        "E064/exists",
        "„{what}“ gibt es schon ({where}). Einzelne Werte ändert change; neu schreiben Sie es, "
        "indem Sie es auch unter remove nennen.",
        '"{what}" already exists ({where}). Single values are set by change; to write it anew, '
        "name it under remove too.",
        right="steps.haus.checklist.garten:",
        wrong="steps.haus.checklist.geld:",
    ),
    Message(
        "E064/thing",
        "„{what}“ kann nicht als Ganzes geändert werden. Nennen Sie einen Wert darin, zum Beispiel "
        "{example}. Soll alles neu sein, nennen Sie es unter remove und unter add.",
        '"{what}" cannot be changed as a whole. Name a value in it, for example {example}. If all '
        "of it is to be new, name it under remove and under add.",
        right=_TITLE,
        wrong="  steps.haus: {title: Ein Haus mieten}\n",
    ),
    Message(
        "E064/all",
        "In „{what}“ steht mehreres. change setzt einen einzelnen Wert: Schreiben Sie seinen "
        "ganzen Pfad in eine Zeile, mit Punkten.",
        'There is more than one thing in "{what}". change sets a single value: write its whole '
        "path on one line, with dots.",
        right=_TITLE,
        wrong="  steps: {haus: {title: Ein Haus mieten}}\n",
    ),
    Message(
        "E064/indent",
        "„{key}“ gehört wohl zu „{what}“ in Zeile {line}: Rücken Sie die Zeile zwei Zeichen weiter "
        "ein.",
        '"{key}" probably belongs to "{what}" in line {line}: indent this line by two more.',
        right=_GARDEN
        + "text: Den Garten ansehen, role: developer, required: true, evidence: note}",
        wrong="  steps.haus.checklist.garten:\n  text: Den Garten ansehen",
    ),
    Message(
        "E064/value",
        "{verb} nennt Schritte, Punkte, Angaben und anderes mit eigener Id. Einen Wert setzt change.",
        "{verb} names steps, items, fields and whatever has an id of its own. A value is set by "
        "change.",
        right=_VISIT,
        wrong=_VISIT + "  steps.haus.short: Zu kurz.\n",
    ),
    Message(
        "E064/holder",
        "{verb} nennt eines mit eigener Id, nicht alle zusammen. Schreiben Sie den ganzen Pfad mit "
        "der Id in eine Zeile, mit Punkten.",
        "{verb} names one thing with an id of its own, not all together. Write the whole path with "
        "the id on one line, with dots.",
        right=_VISIT,
        wrong="  steps.haus.checklist: Brauchen wir nicht.\n",
    ),
    Message(
        "E064/inside",
        "Listen und Bedingungen werden als Ganzes ersetzt: Ändern Sie „{whole}“.",
        'Lists and conditions are replaced whole: change "{whole}".',
        right=_TITLE,
        wrong=_TITLE + "  steps.haus.opens_when.step: wunsch\n",
    ),
    Message(
        "E064/reason",
        "Schreiben Sie dahinter, warum das entfällt.",
        "Write behind it why this is removed.",
        right=_VISIT,
        wrong="  steps.haus.checklist.besuch:\n",
    ),
    Message(
        "E064/twice",
        "Das widerspricht {verb} „{what}“ in Zeile {line}.",
        'This contradicts {verb} "{what}" in line {line}.',
        right=_TITLE,
        wrong=_TITLE + "  steps.haus.checklist.besuch.text: Häuser vergleichen\n",
    ),
    Message(
        "E064/within",
        "„{what}“ fügen Sie in Zeile {line} selbst hinzu: Schreiben Sie es gleich dort.",
        'You add "{what}" yourself in line {line}: write it there.',
        right=_TITLE,
        wrong=_TITLE + "  steps.haus.checklist.garten.text: Den Garten planen\n",
    ),
    Message(
        "E064/needed",
        "„{what}“ wird noch gebraucht: {paths}.",
        '"{what}" is still needed: {paths}.',
        right=_VISIT,
        wrong="  steps.wunsch.checklist.umfrage: Alle waren schon da.\n",
    ),
    Message(
        "E064/both",
        "Entweder insert_after oder insert_before, nicht beide.",
        "Either insert_after or insert_before, not both.",
        right=_GARDEN,
        wrong=_GARDEN + "insert_before: geld, ",
    ),
    Message(
        "E064/place",
        "„{id}“ steht nicht in {home}: Danebenstellen lässt sich nur, was dort ist.",
        '"{id}" does not stand in {home}: only what is there can be stood beside.',
        right=_GARDEN,
        wrong="  steps.haus.checklist.garten: {insert_after: umfrage, ",
    ),
    Message(
        "E065",
        "Die Grundlage schützt „{what}“ mit allem, was darin steht (locked). Nehmen Sie die Zeile heraus.",
        'The base protects "{what}" with all that stands in it (locked). Take this line out.',
        right=_TITLE,
        wrong=_TITLE + "  steps.wunsch.gate.title: Anders beschlossen\n",
    ),
    Message(
        "E065/shared",
        "every_gate gilt für jede Freigabe, also auch in „{what}“, und das schützt die Grundlage "
        "(locked). Schreiben Sie die Bedingung in die Freigaben, die sie betreffen soll.",
        'every_gate holds for each gate, so in "{what}" too, and the base protects that (locked). '
        "Write the condition into the gates that it shall concern.",
        right=_GARDEN,
        wrong="  every_gate.geld: {count: geld, at_least: 1}\n" + _GARDEN,
    ),
    Message(
        "W111",
        "Das gilt in der Grundlage schon so.",
        "It already is so in the base.",
        right="steps.haus.title: Ein Haus mieten",
        wrong="steps.haus.title: Das Haus finden",
    ),
    Message(
        "W113",
        "Der Text daneben nennt noch {old}: „{what}“ kommt aus der Grundlage. Schreiben Sie auch ihn neu.",
        'The text beside it still says {old}: "{what}" comes from the base. Write that anew too.',
        right=_TITLE,
        wrong=_TITLE + "  registers.helfer.fields.stunden.usual: [1, 30]\n",
    ),
)
