"""A process as a drawing: our own SVG, like the map of a line with its stations.

Rule: line art in the colour of the text (`currentColor`), so that it prints, projects and survives
contrast themes; no style, script, font or file from elsewhere, so that every page may embed it.
The same definition gives the same bytes. What the lines say stands in `desc` in words.

Phases are bands, steps are stations, gates are diamonds. Arrows on the left say what opens a step,
dashed lines are ways back: a gate returned or a step reopened, and a new round from a step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from textwrap import wrap

from workflow.core.definition import ProcessDefinition, Step
from workflow.core.sentences import Language, condition_sentence
from workflow.definitions.arrows import Arrow, in_lanes, most_lanes, sources
from workflow.definitions.captions import caption, gate_caption, gate_title

WIDTH = 960
MARGIN = 24
RAIL = WIDTH - MARGIN - 24  # the dashed way of a new round
LANE = 13  # between two arrows on the left
TEXT_SIZE, SMALL = 17, 14
LETTER = 8  # how wide one is at most on average, in the widest of the fonts
LINE_HEIGHT = 20
STATION, DIAMOND = 15, 11
GAP = 26  # between two steps
BAND_HEAD = 46


@dataclass(frozen=True, slots=True)
class Stop:
    """A step in its place: its number, the lines of text, and how high it stands."""

    number: int
    step: Step
    title: tuple[str, ...]
    words: tuple[str, ...]
    gate: tuple[str, ...]
    top: int

    @property
    def station(self) -> int:
        """How far down the station lies."""
        return self.top + STATION

    @property
    def diamond(self) -> int:
        """How far down the gate lies."""
        return self.top + LINE_HEIGHT * len(self.title + self.words) + DIAMOND + 8

    @property
    def bottom(self) -> int:
        """How far down the step reaches."""
        return self.diamond + LINE_HEIGHT * (len(self.gate) - 1) + DIAMOND


@dataclass(frozen=True, slots=True)
class Band:
    """A run of steps of one phase."""

    title: str
    top: int
    bottom: int


def draw(definition: ProcessDefinition, language: Language = "de") -> str:
    """Return the whole process as an SVG document."""
    arrows_of = {step.id: list(sources(step, definition)) for step in definition.steps.values()}
    lanes = max(2, most_lanes(definition, arrows_of))
    line = MARGIN + 16 + LANE * lanes + STATION
    stops, bands = _placed(definition, language, line)
    height = bands[-1].bottom + 96
    body = [
        *(_band(band, line) for band in bands),
        *(_stop(stop, line) for stop in stops),
        *_arrows(stops, arrows_of, line),
        *_ways_back(stops, line, height),
        _end(line, height, language),
    ]
    return "\n".join([*_opening(definition, language, height), *body, "</svg>"]) + "\n"


# --- where everything stands -----------------------------------------------------------------


def _placed(
    definition: ProcessDefinition, language: Language, line: int
) -> tuple[list[Stop], list[Band]]:
    stops: list[Stop] = []
    bands: list[Band] = []
    top, letters = MARGIN, (RAIL - line - 44 - 30) // LETTER
    for phase, steps in groupby(definition.steps.values(), key=lambda step: step.phase):
        start, top = top, top + BAND_HEAD
        for step in steps:
            title = tuple(wrap(step.title, letters * LETTER // (LETTER + 3)))
            words = _words(step, definition, language, letters)
            gate = (
                gate_title(step, language),
                *wrap(gate_caption(step, definition, language), letters),
            )
            stops.append(Stop(len(stops) + 1, step, title, words, gate, top))
            top = stops[-1].bottom + GAP
        bands.append(Band(definition.phases[phase].title, start, top - 6))
        top += 14
    return stops, bands


def _words(
    step: Step, definition: ProcessDefinition, language: Language, letters: int
) -> tuple[str, ...]:
    lines = [caption(step, definition, language), _opens(step, definition, language)]
    return tuple(part for line in lines for part in wrap(line, letters))


def _opens(step: Step, definition: ProcessDefinition, language: Language) -> str:
    if step.opens_when is None:
        return {"de": "Öffnet sofort", "en": "Opens at once"}[language]
    condition = condition_sentence(step.opens_when, definition, language, place=step.id)
    return {"de": "Öffnet, wenn: {}", "en": "Opens when: {}"}[language].format(condition)


def _arrows(
    stops: Sequence[Stop], arrows_of: dict[str, list[tuple[str, bool]]], line: int
) -> Iterator[str]:
    by_id = {stop.step.id: stop for stop in stops}
    arrows = [
        Arrow(by_id[source].diamond if passed else by_id[source].station + 6, by_id[target].station)
        for target, sources in arrows_of.items()
        for source, passed in sources
    ]
    gates = {stop.diamond for stop in stops}
    for arrow, lane in in_lanes(arrows):
        x = line - STATION - 14 - LANE * lane
        start = line - (DIAMOND if arrow.start in gates else STATION - 2)
        tip = line - STATION - 1
        yield _path(f"M{start} {arrow.start}H{x}V{arrow.end}H{tip - 6}")
        yield _head(tip, arrow.end, 7)


# --- drawing ---------------------------------------------------------------------------------


def _opening(definition: ProcessDefinition, language: Language, height: int) -> list[str]:
    name = f"{definition.id}-{definition.version}"
    return [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" '
            f'viewBox="0 0 {WIDTH} {height}" role="img" lang="{language}" '
            f'aria-labelledby="{name}-title {name}-desc" fill="none" stroke="currentColor" '
            'font-family="Fira Sans, Noto Sans, Arial, sans-serif">'
        ),
        f'<title id="{name}-title">{escape(definition.title)}</title>',
        f'<desc id="{name}-desc">{escape(description(definition, language))}</desc>',
    ]


def description(definition: ProcessDefinition, language: Language) -> str:
    """Return in words what the drawing shows, step by step."""
    word = {"de": "Schritt", "en": "Step"}[language]
    return " ".join(
        f"{definition.phases[step.phase].title}, {word} {number}: {step.title}. "
        f"{_opens(step, definition, language)}. {gate_title(step, language)}: "
        f"{gate_caption(step, definition, language)}."
        for number, step in enumerate(definition.steps.values(), start=1)
    )


def _band(band: Band, line: int) -> str:
    width, height = WIDTH - 2 * MARGIN, band.bottom - band.top
    box = (
        f'<rect x="{MARGIN}" y="{band.top}" width="{width}" height="{height}" rx="4" '
        'fill="currentColor" fill-opacity="0.05" stroke-opacity="0.4"/>'
    )
    return box + _text(line + 44, band.top + 29, band.title, size=TEXT_SIZE + 2, bold=True)


def _stop(stop: Stop, line: int) -> str:
    x, words = line + 44, stop.top + 21
    parts = [
        f'<circle cx="{line}" cy="{stop.station}" r="{STATION}" stroke-width="2"/>',
        _text(line, stop.station + 5, str(stop.number), bold=True, middle=True),
        _path(f"M{line} {stop.station + STATION}V{stop.diamond - DIAMOND}", width=3),
        _diamond(line, stop.diamond),
    ]
    parts += [
        _text(x, words + LINE_HEIGHT * row, text, size=TEXT_SIZE, bold=True)
        for row, text in enumerate(stop.title)
    ]
    parts += [
        _text(x, words + LINE_HEIGHT * row, text)
        for row, text in enumerate(stop.words, start=len(stop.title))
    ]
    parts += [
        _text(x, stop.diamond + 5 + LINE_HEIGHT * row, text, bold=row == 0)
        for row, text in enumerate(stop.gate)
    ]
    return "".join(["<g>", *parts, "</g>"])


def _ways_back(stops: Sequence[Stop], line: int, height: int) -> Iterator[str]:
    """Draw the dashed lines: from each gate back to its step, and from the end to any step."""
    for stop in stops:
        start, end, x = stop.diamond, stop.station, line + 30
        yield _path(f"M{line + DIAMOND} {start}H{x}V{end}H{line + STATION + 8}", dashed=True)
        yield _head(line + STATION + 1, end, -7)
    end = height - 54
    yield _path(f"M{line + STATION} {end}H{RAIL}V{stops[0].station}", dashed=True)
    for stop in stops:
        yield _path(f"M{RAIL} {stop.station}H{RAIL - 14}", dashed=True)
        yield _head(RAIL - 22, stop.station, -7)


def _end(line: int, height: int, language: Language) -> str:
    y = height - 54
    done, back = {
        "de": (
            "Alle Schritte sind abgeschlossen oder entfallen: Das Quartier ist beendet.",
            "Gestrichelt: zurückgegeben oder wieder geöffnet; rechts: neue Runde ab einem Schritt.",
        ),
        "en": (
            "All steps are completed or left out: the neighbourhood is closed.",
            "Dashed: returned or opened again; on the right: a new round from a step.",
        ),
    }[language]
    return (
        f'<circle cx="{line}" cy="{y}" r="{STATION}" stroke-width="2"/>'
        f'<circle cx="{line}" cy="{y}" r="{STATION - 5}" fill="currentColor"/>'
        + _text(line + 44, y + 24, done)
        + _text(line + 44, y + 24 + LINE_HEIGHT, back)
    )


def _text(
    x: int, y: int, text: str, *, size: int = SMALL, bold: bool = False, middle: bool = False
) -> str:
    weight = ' font-weight="600"' if bold else ""
    anchor = ' text-anchor="middle"' if middle else ""
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" fill="currentColor" stroke="none"'
        f"{weight}{anchor}>{escape(text)}</text>"
    )


def _path(way: str, *, width: float = 1.5, dashed: bool = False) -> str:
    dashes = ' stroke-dasharray="5 4"' if dashed else ""
    return f'<path d="{way}" stroke-width="{width}"{dashes}/>'


def _head(x: int, y: int, length: int) -> str:
    """Draw the head of an arrow that points at x; a negative length points to the left."""
    way = f"M{x} {y}l{-length} -5v10z"
    return f'<path d="{way}" fill="currentColor" stroke="none"/>'


def _diamond(x: int, y: int) -> str:
    size = DIAMOND
    return f'<path d="M{x} {y - size}l{size} {size}l-{size} {size}l-{size} -{size}z" stroke-width="2"/>'
