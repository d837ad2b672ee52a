"""Each message of the registry: texts in both languages, and an example that provokes it."""

import string
from pathlib import Path

import pytest

from workflow.definitions.library import check
from workflow.definitions.message import Language, Message
from workflow.definitions.messages import MESSAGES
from workflow.definitions.messages_content import CONTENT
from workflow.definitions.messages_overlay import OVERLAYS
from workflow.definitions.messages_reading import READING
from workflow.definitions.overlay.bases import Base
from workflow.definitions.proof.verdict import prove

SOUND = Path("tests/definitions/nachbarschaftshaus.yaml").read_text(encoding="utf-8")
OVERLAY = Path("tests/definitions/anbau.yaml").read_text(encoding="utf-8")
STAGE = "format: 1\nid: stufe{n}\nversion: 1\nextends: {base}\ntitle: Stufe {n}\n"


def bases(name: str, version: int) -> Base | tuple[str, ...]:
    """What the overlay and its examples build on."""
    texts = {
        "nachbarschaftshaus@3": SOUND,
        "kaputt@1": SOUND.replace("lead: manager", "lead: manger"),
        "neuer@1": SOUND.replace("format: 1", "format: 2"),
        "alt@1": SOUND,
        "doppelt@1": SOUND,
        "stufe1@1": STAGE.format(n=1, base="nachbarschaftshaus@3"),
        **{f"stufe{n}@1": STAGE.format(n=n, base=f"stufe{n - 1}@1") for n in range(2, 6)},
    }
    wanted = f"{name}@{version}"
    if wanted not in texts:
        return tuple(texts)
    other = "kopie.yaml" if name == "doppelt" else ""
    return Base(f"{name}.yaml", texts[wanted].encode(), withdrawn=name == "alt", other=other)


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def broken_by(message: Message) -> bytes:
    sound = OVERLAY if message in OVERLAYS else SOUND
    text = sound.replace(message.right, message.wrong, 1) if message.right else message.wrong
    return text.encode("utf-8", "surrogateescape")


def test_the_file_that_the_examples_break_is_sound():
    checked = check(SOUND.encode(), "nachbarschaftshaus.yaml")
    assert checked.is_valid
    # It has an approval by a role, which a place with a single person has to think about.
    assert [problem.code for problem in checked.problems] == ["W110"]


def test_the_overlay_that_the_examples_break_is_sound():
    checked = check(OVERLAY.encode(), "anbau.yaml", bases)
    assert checked.is_valid
    assert checked.problems == ()  # what the base says of itself is not said again


def test_no_key_is_given_twice():
    keys = [message.key for message in (*READING, *CONTENT, *OVERLAYS)]
    assert len(keys) == len(set(keys))
    assert set(keys) <= set(MESSAGES)


# What only the proof says is provoked by its own tests.
@pytest.mark.parametrize(
    "message", [*READING, *CONTENT, *OVERLAYS], ids=lambda message: message.key
)
def test_the_example_provokes_the_message_in_both_languages(message):
    assert message.right in (OVERLAY if message in OVERLAYS else SOUND)
    data = broken_by(message)
    checked = check(data, "beispiel.yaml", bases)
    problems = [*checked.problems, *prove(data, "beispiel.yaml", checked).problems]
    found = [problem for problem in problems if problem.message is message]
    assert found, [problem.message.key for problem in problems]
    for language in Language:
        said = found[0].text(language)
        assert said
        assert "{" not in said.replace("{ }", "").replace("{a, b}", "")


@pytest.mark.parametrize("message", MESSAGES.values(), ids=lambda message: message.key)
def test_both_languages_say_the_same_things(message):
    assert placeholders(message.de) == placeholders(message.en)
    assert message.de != message.en


def said_about(right: str, wrong: str) -> list[str]:
    assert right in SOUND
    problems = check(SOUND.replace(right, wrong, 1).encode(), "beispiel.yaml").problems
    return [problem.text(Language.DE) for problem in problems if problem.is_error]


def test_a_missing_value_is_not_taken_for_the_test_beside_it():
    (said,) = said_about("gedeckt: {field: reicht, at_least: 12.5}", "gedeckt: {at_least: 12.5}")
    assert "Meinten Sie" not in said
    said, *_ = said_about("gedeckt: {field: reicht,", "gedeckt: {fielt: reicht,")
    assert said.endswith("Meinten Sie „field“?")


def test_a_cycle_of_one_has_one_line():
    said = said_about("opens_when: []", "opens_when: {step: wunsch, is: passed}")
    assert any("(Zeile 60)" in each for each in said)


def test_a_line_is_compared_with_the_one_it_was_meant_to_stand_like():
    lead = "\n    lead: coordinator\n    purpose"
    (said,) = said_about(lead, "\n   lead: coordinator\n    purpose")
    assert said.endswith(
        "um 3 Zeichen eingerückt. Das passt nicht zu Zeile 63, die um 4 eingerückt ist."
    )
    first = "    checklist:\n      umfrage: {"
    more = "    checklist:\n     andere:\n        text: A\n      umfrage: {"
    (said,) = said_about(first, more)
    assert said.endswith(
        "um 6 Zeichen eingerückt. Das passt nicht zu Zeile 84, die um 5 eingerückt ist."
    )


def test_every_form_that_is_possible_is_named():
    (said,) = said_about("usual: [20, 60]", "usual: 20-60")
    assert said == "Erwartet: Liste oder „Schlüssel: Wert“. Gefunden: Text."


def test_what_a_file_is_instead_is_said_in_one_language():
    old = check(b"\xd0\xcf\x11\xe0", "x.yaml").problems[0]
    assert "altes Format" in old.text(Language.DE)
    assert "old format" in old.text(Language.EN)
    big = check(b"#" * 2_000_000, "x.yaml").problems[0]
    assert "2,0 MB" in big.text(Language.DE)
    assert "2.0 MB" in big.text(Language.EN)


def test_conditions_that_exclude_each_other_name_what_they_are_about():
    said = said_about(
        "plaetze: {field: plaetze, at_least: 15,", "plaetze: {field: plaetze, at_least: 150,"
    )
    assert said == [
        "Das kann nie erfüllt sein: „plaetze“ mindestens 150 und zugleich höchstens 100."
    ]
