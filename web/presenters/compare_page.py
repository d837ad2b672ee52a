"""The station that compares: what changes in meaning first, then the text line by line.

Rule: any two of a definition can be chosen, its draft and what it builds on among them. How many
quartiere work with the earlier one stands above, for that is who it may concern. What cannot be
known is not counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from web import paths
from web.foreign import as_spoken
from web.language import plural, say, spoken
from web.presenters.draft_stations import COMPARISON, Station, draft_place, stations
from web.presenters.inputs import Input, Option
from web.presenters.looking_back import Question
from web.presenters.parts import Crumb, Link, Place
from web.presenters.template_version import version_place
from web.presenters.templates_place import Bench
from web.presenters.text_compare import Passage, changed_lines, passages
from workflow.core.definition import ProcessDefinition
from workflow.workbench import Review
from workflow.workbench.comparing import Kind, Told, kind_name, lines, told, weight_name

BEFORE, AFTER = "von", "nach"
DRAFT, BASE = "entwurf", "grundlage"
SIGNS = {Kind.ADDED: "plus", Kind.REMOVED: "minus", Kind.CHANGED: "change", Kind.RENAMED: "change"}
TONES = {"plus": "done", "minus": "critical", "change": "working"}
# New, changed, renamed, gone: in this order on the page.
_ORDER = (Kind.ADDED, Kind.CHANGED, Kind.RENAMED, Kind.REMOVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two: how it is chosen and called, its text, and what it says if that can be used.

    `base` is what it builds on, "" if nothing; `digest` of a version, "" of what is none.
    `is_whole`: the text is written out, with all that comes from what it builds on.
    """

    key: str
    name: str
    text: str
    definition: ProcessDefinition | None
    base: str = ""
    digest: str = ""
    is_whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A change in one sentence, under its sign and word."""

    sign: str
    tone: str
    word: str
    sentence: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage:
    """The page. `silent` says why no change in meaning, `same_text` why no line is shown."""

    title: str
    heading: str
    says: str
    concerns: str
    stations: tuple[Station, ...]
    question: Question
    changes: tuple[ChangeRow, ...]
    silent: str
    passages: tuple[Passage, ...]
    text_says: str
    newer: Link | None
    back: Link
    place: Place


def compare_page(
    bench: Bench,
    v: str,
    sides: tuple[Side, Side],
    choices: Sequence[Option],
    *,
    review: Review | None = None,
    newer: str = "",
) -> ComparePage:
    """Return the page; `review`: it is a station of this draft, `newer`: its base has this version."""
    before, after = sides
    changes, silent = _meaning(before, after)
    by_line = before.is_whole or not are_apart(before, after)
    found = lines(before.text, after.text) if by_line else ()
    counts = []
    if before.definition and after.definition:
        counts.append(plural(len(changes), "fachliche Änderung", "fachliche Änderungen"))
    if by_line:
        counts.append(plural(changed_lines(found), "Textzeile", "Textzeilen"))
    what, heading = say("Vergleich"), say("Was ändert sich?")
    back = (
        paths.draft(bench.town.slug, review.draft.slug)
        if review
        else paths.template(bench.town.slug, v)
    )
    return ComparePage(
        title=f"{heading} – {bench.titled(v)}",
        heading=heading,
        says=_says(before, after, counts),
        concerns=_concerns(bench, before),
        stations=stations(bench, review, COMPARISON) if review else (),
        question=_question(bench, v if review is None else review.draft.slug, sides, choices),
        changes=changes,
        silent=silent,
        passages=passages(found),
        text_says=_text_says(before, after, differs=bool(found)),
        newer=_newer(bench, review, newer) if review and newer else None,
        back=Link(say("Text ansehen") if review else say("Alle Versionen ansehen"), back),
        place=draft_place(bench, review, what) if review else version_place(bench, v, Crumb(what)),
    )


def change_rows(found: Sequence[Told]) -> tuple[ChangeRow, ...]:
    """Return changes as a page lists them, by group."""
    return tuple(_change(each) for each in sorted(found, key=lambda each: _ORDER.index(each.group)))


def _change(each: Told) -> ChangeRow:
    sign = SIGNS[each.group]
    return ChangeRow(
        sign=sign,
        tone=TONES[sign],
        word=kind_name(each.group, spoken()),
        sentence=each.sentence,
        note=weight_name(each.change.weight, spoken()),
    )


def _meaning(before: Side, after: Side) -> tuple[tuple[ChangeRow, ...], str]:
    broken = [side.name for side in (before, after) if side.definition is None]
    if before.definition is None or after.definition is None:
        return (), say(
            "{name} hat noch Fehler. Was sich fachlich ändert, lässt sich erst ohne Fehler sagen.",
            name=broken[0],
        )
    found = told(as_spoken(before.definition), as_spoken(after.definition), spoken())
    return change_rows(found), "" if found else say("Beide sagen fachlich dasselbe.")


def are_apart(before: Side, after: Side) -> bool:
    """Whether an overlay stands beside what it builds on: two texts that have no line in common."""
    is_base = before.key != after.key and BASE in {before.key, after.key}
    return is_base or bool(before.base) is not bool(after.base)


def _says(before: Side, after: Side, counts: Sequence[str]) -> str:
    names = {"after": after.name, "before": before.name}
    if not counts:
        return say("{after} verglichen mit {before}.", **names)
    return say("{after} verglichen mit {before}: {counts}.", counts=", ".join(counts), **names)


def _text_says(before: Side, after: Side, *, differs: bool) -> str:
    if before.is_whole:
        return say(
            "Beide Texte stehen hier ausgeschrieben, mit allem, was aus ihren Grundlagen kommt. "
            "Minus: steht nur in „{before}“. Plus: steht nur in „{after}“.",
            before=before.name,
            after=after.name,
        )
    if are_apart(before, after):
        return say(
            "Eine Anpassung schreibt nur auf, was anders ist als in ihrer Grundlage. "
            "Zeile für Zeile lassen sich beide Texte erst ohne Fehler vergleichen."
        )
    if not differs:
        return say("Die Texte sind gleich.")
    return say(
        "Minus: steht nur in „{before}“. Plus: steht nur in „{after}“.",
        before=before.name,
        after=after.name,
    )


def _concerns(bench: Bench, before: Side) -> str:
    if not before.digest:
        return ""
    count = bench.running.get(before.digest, 0)
    if not count:
        return say("Mit {before} arbeitet kein Quartier.", before=before.name)
    return say(
        "{count} mit {before}. Dort ändert sich nichts, bis umgestellt wird.",
        before=before.name,
        count=plural(count, "Quartier arbeitet", "Quartiere arbeiten"),
    )


def _question(
    bench: Bench, v: str, sides: tuple[Side, Side], choices: Sequence[Option]
) -> Question:
    labels = (say("Verglichen wird mit"), say("Angesehen wird"))
    names = (BEFORE, AFTER)
    inputs = tuple(
        Input(name=name, label=label, kind="select", options=tuple(_chosen(choices, side.key)))
        for name, label, side in zip(names, labels, sides, strict=True)
    )
    return Question(
        name=say("Was verglichen wird"),
        url=paths.side_by_side(bench.town.slug, v),
        inputs=inputs,
        button=say("Vergleich anzeigen"),
    )


def _chosen(choices: Sequence[Option], key: str) -> Iterator[Option]:
    for each in choices:
        yield Option(each.value, each.label, chosen=each.value == key)


def _newer(bench: Bench, review: Review, newer: str) -> Link:
    return Link(
        say("Ansehen, was {base} für diese Anpassung bedeutet", base=newer),
        paths.draft(bench.town.slug, review.draft.slug, BASE),
    )
