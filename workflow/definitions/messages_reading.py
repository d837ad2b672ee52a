"""The messages about a file as text: size, encoding, characters, YAML (E001 to E021).

Rule: a sentence says what is wrong and how to put it right, in words of somebody who writes
process definitions and not parsers.
"""

from __future__ import annotations

from workflow.definitions.message import Message

_TITLE = "title: Ein Nachbarschaftshaus gründen"
_SUMMARY = "summary: Vom Wunsch zum offenen Haus."

READING: tuple[Message, ...] = (
    Message(
        "E001",
        "Die Datei enthält keine Prozessvorlage.",
        "The file contains no process definition.",
        right="",
        wrong="# nur ein Kommentar\n",
    ),
    Message(
        "E002",
        "Die Datei ist {size} groß, erlaubt ist {limit}.",
        "The file is {size}, the limit is {limit}.",
        right="",
        wrong="# " + "x" * 1_048_576,
    ),
    Message(
        "E003/utf16",
        "Die Datei ist als {encoding} gespeichert. Bitte als UTF-8 speichern.",
        "The file is {encoding}. Save it as UTF-8.",
        right="",
        wrong="f\0o\0r\0m\0a\0t\0:\0 \x001\0",
    ),
    Message(
        "E003/not-utf8",
        "Das Zeichen mit dem Byte {byte} ist kein UTF-8. Bitte die Datei als UTF-8 speichern.",
        "The character with byte {byte} is not UTF-8. Save the file as UTF-8.",
        right=_TITLE,
        wrong="title: Stra\udcdfe",
    ),
    Message(
        "E003/binary",
        "Das ist keine YAML-Datei, sondern: {kind}.",
        "This is not YAML but: {kind}.",
        right="",
        wrong="PK\x03\x04",
    ),
    Message(
        "E004/invisible",
        "Unsichtbares Zeichen {char}. Bitte löschen.",
        "Invisible character {char}. Delete it.",
        right=_TITLE,
        wrong="title: Haus\u202e gründen",
    ),
    Message(
        "E004/control",
        "Steuerzeichen {char} im Text. Bitte löschen.",
        "Control character {char} in the text. Delete it.",
        right=_TITLE,
        wrong='title: "Haus\\0"',
    ),
    Message(
        "E004/escape",
        "Ungültiges Zeichen nach dem Schrägstrich. Schreiben Sie das Zeichen selbst, "
        "zum Beispiel ein Emoji, oder \\U0001F600; einen Schrägstrich als \\\\.",
        "Invalid character escape. Write the character itself, an emoji for example, or "
        "\\U0001F600; a backslash as \\\\.",
        right=_TITLE,
        wrong='title: "Haus \\ud83d\\ude00"',
    ),
    Message(
        "E004/space",
        "Besonderes Leerzeichen {char} an dieser Stelle. Nehmen Sie ein normales Leerzeichen.",
        "Special space {char} at this place. Use a normal space.",
        right=_TITLE,
        wrong="title:\u00a0Haus",
    ),
    Message(
        "E005/tab",
        "Mit Tabulator eingerückt. Nehmen Sie Leerzeichen.",
        "A tab is used for indentation. Use spaces.",
        right="  developer: {title: Quartiersentwicklung}",
        wrong="\tdeveloper: {title: Quartiersentwicklung}",
    ),
    Message(
        "E005/indent",
        "Die Zeile ist um {found} Zeichen eingerückt. Das passt nicht zu Zeile {line}, "
        "die um {expected} eingerückt ist.",
        "The line is indented by {found}, expected {expected} like line {line}.",
        right="  manager: {title: Quartiersmanagement, acts_for: [developer]}",
        wrong=" manager: {title: Quartiersmanagement, acts_for: [developer]}",
    ),
    Message(
        "E005/mixed",
        "Das passt nicht zu Zeile {line}: Unter einem Schlüssel steht entweder eine Liste mit "
        "Strichen oder „Schlüssel: Wert“.",
        "This does not go with line {line}: under a key there is either a list with dashes or "
        "`key: value`.",
        right="  developer: {title: Quartiersentwicklung}",
        wrong="  - developer: {title: Quartiersentwicklung}",
    ),
    Message(
        "E006/quote",
        "Das Anführungszeichen aus {opened} wird nicht geschlossen.",
        "The quote opened at {opened} is never closed.",
        right=_TITLE,
        wrong='title: "Haus',
    ),
    Message(
        "E006/bracket",
        "Die Klammer {bracket} aus {opened} wird nicht richtig geschlossen.",
        "The bracket {bracket} opened at {opened} is not closed properly.",
        right="  - Erfahrungen aus drei Stadtteilen",
        wrong="  - [siehe Anlage",
    ),
    Message(
        "E007/colon",
        "Ein Doppelpunkt im Text braucht Anführungszeichen.",
        "A colon inside text needs quotes.",
        right=_TITLE,
        wrong="title: Schritt 1: Anfang",
    ),
    Message(
        "E007/start",
        "Text, der mit {char} beginnt, braucht Anführungszeichen.",
        "Text starting with {char} needs quotes.",
        right=_TITLE,
        wrong="title: @Haus",
    ),
    Message(
        "E007/quotes",
        "{char} ist für YAML kein Anführungszeichen. Nehmen Sie \" oder '.",
        "{char} is no quotation mark in YAML. Use \" or '.",
        right=_TITLE,
        wrong="title: Haus\n„summary“: Text",
    ),
    Message(
        "E007/after",
        "Nach dem Ende des Wertes steht noch Text. Fehlen Anführungszeichen um das Ganze?",
        "There is text after the end of the value. Are quotes missing around the whole?",
        right=_TITLE,
        wrong="title: [Haus] gründen",
    ),
    Message(
        "E007/within",
        "Hinter dem Anführungszeichen, mit dem der Wert endet, steht noch Text. Ein Text, der "
        "Anführungszeichen enthält, steht in den anderen: ' um \" oder \" um '.",
        "There is text after the quote that ends the value. A text with quotes in it stands in the "
        "other ones: ' around \" or \" around '.",
        right=_TITLE,
        wrong='title: "Haus" gründen',
    ),
    Message(
        "E007/comma",
        "Ein Doppelpunkt im Text braucht Anführungszeichen. Oder fehlt davor ein Komma?",
        "A colon inside text needs quotes. Or is a comma missing before it?",
        right="text: Nachbarschaft befragen,",
        wrong="text: Nachbarschaft befragen: alle,",
    ),
    Message(
        "E007/inside",
        "Ein Text, der {char} enthält, braucht zwischen Klammern Anführungszeichen.",
        "Text that contains {char} needs quotes between brackets.",
        right="text: Nachbarschaft befragen,",
        wrong="text: Nachbarschaft [ganz] befragen,",
    ),
    Message(
        "E008/space",
        "Hier wird „Schlüssel: Wert“ erwartet. Fehlt ein Leerzeichen nach dem Doppelpunkt?",
        "Expected `key: value`. Is a space missing after the colon?",
        right=_TITLE,
        wrong="title:Haus",
    ),
    Message(
        "E008/continued",
        "Hier wird „Schlüssel: Wert“ erwartet. Gehört die Zeile zum Text darüber, rücken Sie sie "
        "weiter ein.",
        "Expected `key: value`. If the line belongs to the text above, indent it further.",
        right=_TITLE,
        wrong="title: Ein Haus\ngründen",
    ),
    Message(
        "E009",
        "„{key}“ hat keinen Wert. Wahrscheinlich schneidet das Komma davor einen Satz in zwei "
        "Teile: Ein Text mit Komma braucht in {{ }} Anführungszeichen.",
        'Key "{key}" has no value. Probably the comma before it cuts a sentence in two: text '
        "with a comma needs quotes inside {{ }}.",
        right="text: Nachbarschaft befragen,",
        wrong="text: Nachbarschaft befragen, alle Häuser,",
    ),
    Message(
        "E010",
        "Eine Prozessvorlage besteht aus „Schlüssel: Wert“. Gefunden: {found}.",
        "A definition must be a mapping, found: {found}.",
        right="",
        wrong="- wunsch\n- haus\n",
    ),
    Message(
        "E011",
        "Hier beginnt ein zweites Dokument. Jede Datei enthält genau eines.",
        "A second document starts here. One per file.",
        right="locked: [steps.wunsch.gate]",
        wrong="---\nid: zweites",
    ),
    Message(
        "E012",
        "Anweisungen mit % am Zeilenanfang sind nicht erlaubt.",
        "Directives (%) are not allowed.",
        right="format: 1",
        wrong="%YAML 1.1\n---\nformat: 1",
    ),
    Message(
        "E013",
        "„{key}“ steht schon in Zeile {first}.",
        'Key "{key}" was already given at line {first}.',
        right=_SUMMARY,
        wrong="title: Noch ein Titel",
    ),
    Message(
        "E014",
        "„{key}“ unterscheidet sich von „{other}“ nur durch große und kleine Buchstaben.",
        'Key "{key}" differs only in case from "{other}".',
        right=_SUMMARY,
        wrong="Title: Noch ein Titel",
    ),
    Message(
        "E015/text",
        "„{key}“ ist als Schlüssel kein Text. Ein Schlüssel beginnt mit einem Buchstaben.",
        'Key "{key}" is not text. A key starts with a letter.',
        right="options: {stadt: Stadt,",
        wrong="options: {1: Stadt,",
    ),
    Message(
        "E015/complex",
        "Ein Schlüssel ist ein einfaches Wort, keine Liste und keine Zuordnung.",
        "A key must be a plain word, no list and no mapping.",
        right=_SUMMARY,
        wrong="? [a, b]\n: c",
    ),
    Message(
        "E015/empty",
        "Hier fehlt der Schlüssel vor dem Doppelpunkt.",
        "The key before the colon is missing.",
        right=_SUMMARY,
        wrong='"": Text',
    ),
    Message(
        "E016/anchor",
        "Anker (&) und Verweise (*) gibt es nicht. Schreiben Sie den Inhalt aus.",
        "Anchors (&) and aliases (*) are not supported. Write the content out.",
        right=_TITLE,
        wrong="title: &titel Haus",
    ),
    Message(
        "E016/merge",
        "Zusammenführen mit << gibt es nicht. Schreiben Sie den Inhalt aus.",
        "Merge keys (<<) are not supported. Write the content out.",
        right=_SUMMARY,
        wrong="<<: {summary: Text}",
    ),
    Message(
        "E017",
        "Die Verschachtelung ist tiefer als {limit} Ebenen.",
        "Nested deeper than {limit} levels.",
        right="",
        wrong="[" * 40_000,
    ),
    Message(
        "E018/values",
        "Die Datei hat mehr als {limit} Werte.",
        "The file has more than {limit} values.",
        right="",
        wrong="[" + "a," * 100_001 + "]",
    ),
    Message(
        "E018/entries",
        "{found} Einträge, erlaubt sind {limit}.",
        "{found} entries, the limit is {limit}.",
        right="principles: [offen]",
        wrong="principles: [" + "offen, " * 51 + "]",
    ),
    Message(
        "E019/text",
        "Der Text hat {found} Zeichen, erlaubt sind {limit}.",
        "The text has {found} characters, the limit is {limit}.",
        right=_TITLE,
        wrong="title: " + "Haus " * 41,
    ),
    Message(
        "E019/key",
        "Ein Schlüssel mit mehr als {limit} Zeichen ist zu lang.",
        "A key longer than {limit} characters is too long.",
        right=_SUMMARY,
        wrong="k" * 1_100 + ": Text",
    ),
    Message(
        "E019/marks",
        "Mehr als {limit} Zeichen übereinander auf einem Buchstaben.",
        "More than {limit} combining marks on one letter.",
        right=_TITLE,
        wrong="title: Ha" + "\u0308" * 40 + "us",
    ),
    Message(
        "E020",
        "Typangaben mit ! sind nicht erlaubt.",
        "Tags (!...) are not allowed.",
        right=_TITLE,
        wrong="title: !!str Haus",
    ),
    Message(
        "E021",
        "Ab hier ist das kein gültiges YAML. Steht ein Zeichen zu viel, oder fehlt eines davor? "
        "(Meldung des Lesers: {detail})",
        "From here on this is not valid YAML. Is there a character too many, or one missing? "
        "(The parser says: {detail})",
        right=_TITLE,
        wrong="title: ]",
    ),
    Message(
        "W102",
        "Was nach # steht, gilt als Kommentar und fällt weg. Gehört es zum Text, braucht der Text "
        "Anführungszeichen.",
        "Text after # is a comment and is ignored. Quote it if it belongs to the text.",
        right=_SUMMARY,
        wrong="summary: Haus #5",
    ),
    Message(
        "W106",
        "„{value}“ sieht aus wie der Rest eines Satzes. Ein Text mit Komma braucht in [ ] "
        "Anführungszeichen.",
        '"{value}" looks like the rest of a sentence. Text with a comma needs quotes inside [ ].',
        right="    questions:\n      - Wer braucht das Haus?",
        wrong="    questions: [Wer braucht das Haus, wer zahlt?]",
    ),
    Message(
        "W107",
        "Die Datei beginnt mit einer unsichtbaren Markierung (BOM). Sie wird übergangen.",
        "The file starts with a byte order mark. It is ignored.",
        right="",
        wrong="\ufeffformat: 1\n",
    ),
)
