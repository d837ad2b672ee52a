"""A page that only shows: what leads or acts is named and does neither."""

from dataclasses import dataclass

from web.presenters.parts import Action, Line, Link
from web.presenters.standing_still import still
from web.presenters.status import OPEN

PRESS = Action(label="Nachweis hinzufügen", context="Punkt", url="/quartiere/x", post=True)


@dataclass(frozen=True)
class Panel:
    """A part with buttons, links and what it says."""

    says: tuple[str, ...]
    actions: tuple[Action, ...]
    links: tuple[Link, ...]
    lines: tuple[Line, ...]
    back: Link | None


def test_a_line_keeps_its_words_and_names_its_button():
    line = still(Line(status=OPEN, text="Punkt", url="/quartiere/x", action=PRESS))
    assert (line.text, line.url, line.action) == ("Punkt", "", None)
    assert line.after == "Knopf „Nachweis hinzufügen“"


def test_what_is_within_stands_still_too():
    line = Line(status=OPEN, text="Punkt", url="/x")
    panel = still(Panel(("Sie",), (PRESS,), (Link("Mehr", "/x"),), (line,), Link("Zurück", "/x")))
    assert panel.says == ("Sie", "Knopf „Nachweis hinzufügen“")
    assert (panel.actions, panel.links, panel.back) == ((), (), None)
    assert [each.url for each in panel.lines] == [""]
