"""The drawing of a process: valid, readable without colours, and the same every time."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from tests.unit.sentences.procedure import small_procedure
from workflow.core.definition import AnyOf, Elapsed, ItemDone, StepMilestone, StepReached
from workflow.definitions.diagram import RAIL, WIDTH, draw

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def definition():
    return small_procedure()


def parsed(definition, language="de"):
    return ET.fromstring(draw(definition, language))  # noqa: S314 - our own drawing


def texts(drawing):
    return [element.text for element in drawing.iter(f"{SVG}text")]


def heads(drawing):
    """How many arrows point to the right: each is one thing that opens a step."""
    ways = [path.get("d") for path in drawing.iter(f"{SVG}path") if path.get("fill")]
    return sum("l-" in way.split(" ", 1)[1] for way in ways)


def test_it_shows_phases_steps_gates_and_what_opens_them(definition):
    shown = texts(parsed(definition))
    for text in ("Planungsphase", "1", "Den Anfang machen", "2", "Zum Ende kommen"):
        assert text in shown
    assert "Öffnet sofort" in shown
    assert "Öffnet, wenn: Schritt „Anfang“ ist abgeschlossen" in shown
    assert "2 Bedingungen; Lenkungsgruppe, dann Sozialraumkoordination" in shown


def test_it_speaks_english_too(definition):
    assert "Opens at once" in texts(parsed(definition, "en"))


def test_a_reader_hears_what_the_lines_show(definition):
    drawing = parsed(definition)
    title, desc = drawing.find(f"{SVG}title"), drawing.find(f"{SVG}desc")
    assert drawing.get("role") == "img"
    assert drawing.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == "Muster"
    assert "Schritt 2: Zum Ende kommen. Öffnet, wenn: Schritt „Anfang“" in desc.text


def test_every_way_of_opening_has_its_arrow(definition):
    assert heads(parsed(definition)) == 1
    ways = (
        StepReached("anfang", StepMilestone.PASSED),
        ItemDone("anfang", "vorlage"),
        Elapsed("anfang", months=12),
    )
    last = replace(definition.steps["ende"], opens_when=AnyOf(ways))
    both = replace(definition, steps={**definition.steps, "ende": last})
    assert heads(parsed(both)) == 2  # from the gate, and from the step itself


def test_loops_are_dashed(definition):
    dashed = [
        path for path in parsed(definition).iter(f"{SVG}path") if path.get("stroke-dasharray")
    ]
    assert len(dashed) == 2 + 1 + 2  # back to each step, the way round, into each step


def test_it_holds_nothing_that_acts_or_comes_from_elsewhere(definition):
    text = draw(definition)
    assert not re.search(r"<(script|style|image|use|foreignObject|a)\b|href|url\(|\son\w+=", text)
    assert set(re.findall(r"https?://[^\"]+", text)) == {"http://www.w3.org/2000/svg"}


def test_it_needs_no_colour_of_its_own(definition):
    colours = re.findall(r'(?:fill|stroke)="([^"]+)"', draw(definition))
    assert set(colours) == {"currentColor", "none"}


def test_texts_are_text_whatever_they_say(definition):
    text = '<script>alert("1")</script> & Co.'
    phases = {"planung": replace(definition.phases["planung"], title=text)}
    assert text in texts(parsed(replace(definition, title=text, phases=phases)))


def test_long_titles_stay_on_the_page(definition):
    long = replace(definition.steps["ende"], title="Maßnahmenbündel " * 12)
    drawing = parsed(replace(definition, steps={**definition.steps, "ende": long}))
    for element in drawing.iter(f"{SVG}text"):
        width = len(element.text) * float(element.get("font-size")) * 0.58
        if not element.get("text-anchor"):
            assert float(element.get("x")) + width < RAIL


def test_it_shrinks_to_the_page_it_stands_on(definition):
    drawing = parsed(definition)
    assert drawing.get("width") == "100%"
    assert drawing.get("height") is None
    assert drawing.get("viewBox").startswith(f"0 0 {WIDTH} ")


def test_the_same_definition_gives_the_same_bytes(definition):
    assert draw(definition) == draw(small_procedure())
