"""Deciding about the Sachstandsbericht: writing its draft, and freezing it for good.

Rule: people write texts and choose the period; every figure is computed. Freezing copies both into
one event, so that no later change reaches what was reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workflow.core import commands as c
from workflow.core import events as e
from workflow.core import report
from workflow.core.decide.case import Blockers, Case, Rule, Target, process_is_open
from workflow.core.errors import Blocker, InputProblem, InvalidInput, Problem, Reason
from workflow.core.figures import ReportText, text_key
from workflow.core.state import Word
from workflow.core.text import normalised, optional_text

MAX_LINE, MAX_TEXT = 300, 4_000
_LINES = frozenset({ReportText.BODY, ReportText.REFERENCE})
# Without these two nobody can take note of anything.
_NEEDED = (ReportText.PROPOSAL, ReportText.SUMMARY)


def can_draft(case: Case, target: Target) -> Blockers:
    """Yield why no report can be written."""
    del target
    yield from process_is_open(case)


def draft(case: Case, command: c.DraftReport) -> Iterable[e.Event]:
    """Keep the period and the texts."""
    _not_changed(case)
    problems = [
        InputProblem(name=name, problem=Problem.UNKNOWN)
        for name in command.texts
        if name not in tuple(ReportText)
    ]
    words: dict[str, Word] = {}
    for text in ReportText:
        try:
            written = _taken(text, command.texts.get(text.value, ""))
        except InvalidInput as error:
            problems.extend(error.problems)
            continue
        if written:
            words[text_key(text)] = written
    problems.extend(_wrong_days(case, command))
    if problems:
        raise InvalidInput(*problems)
    yield e.ReportDrafted(since=command.since, until=command.until, words=words)


def _taken(text: ReportText, written: str) -> str:
    if text in _LINES:
        return optional_text(text.value, written, limit=MAX_LINE, lines=False)
    return optional_text(text.value, written, limit=MAX_TEXT)


def _wrong_days(case: Case, command: c.DraftReport) -> Iterable[InputProblem]:
    if command.until > case.context.today:
        yield InputProblem(name="until", problem=Problem.IN_THE_FUTURE)
    elif command.until < case.instance.started_on:
        limit = case.instance.started_on.isoformat()
        yield InputProblem(name="until", problem=Problem.TOO_SMALL, limit=limit)
    if command.since > command.until:
        limit = command.until.isoformat()
        yield InputProblem(name="since", problem=Problem.TOO_LARGE, limit=limit)


def _is_drafted(case: Case, command: c.DraftReport) -> bool:
    found = case.instance.draft
    if found is None or (found.since, found.until) != (command.since, command.until):
        return False
    texts = {f"text:{name}": normalised(text) for name, text in command.texts.items()}
    return _filled(found.texts) == _filled(texts)


def _filled(texts: Mapping[str, Word]) -> Mapping[str, Word]:
    return {key: text for key, text in texts.items() if text}


def _not_changed(case: Case) -> None:
    """Raise ConflictingChange if somebody has written on the draft, or frozen it, since."""
    instance = case.instance
    last = instance.reports[-1].seq if instance.reports else 0
    case.not_changed_since_seen("", "report", instance.draft.seq if instance.draft else last)


def can_freeze(case: Case, target: Target) -> Blockers:
    """Yield what is missing before the report can be frozen."""
    del target
    yield from process_is_open(case)
    found = case.instance.draft
    if found is None:
        yield Blocker(reason=Reason.NO_REPORT_DRAFT, roles=("manager", "coordinator"))
    elif not all(found.texts.get(text_key(text)) for text in _NEEDED):
        yield Blocker(reason=Reason.REPORT_UNFINISHED, roles=("manager", "coordinator"))


def freeze(case: Case, command: c.FreezeReport) -> Iterable[e.Event]:
    """Freeze the texts of the draft and the figures of its period."""
    del command
    _not_changed(case)
    found = case.instance.draft
    assert found is not None  # noqa: S101 - the guard has asked for it
    data = report.find(case.definition, case.context.history, found.since, found.until)
    texts = {key: text for key, text in found.texts.items() if isinstance(text, str)}
    yield e.ReportFrozen(
        number=len(case.instance.reports) + 1,
        since=found.since,
        until=found.until,
        figures=data.figures,
        roles=tuple(sorted(case.context.actor.roles)),
        words={**data.words, **texts},
    )


def _whole(command: object) -> Target:
    del command
    return Target()


RULES = {
    c.DraftReport: Rule(target=_whole, guard=can_draft, events=draft, already=_is_drafted),
    c.FreezeReport: Rule(target=_whole, guard=can_freeze, events=freeze),
}
