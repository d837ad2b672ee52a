"""Problems as people read them in a terminal, and as programs read them.

Rule: both say the same things in the same order; only the form differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workflow.definitions.message import Language
from workflow.definitions.problems import SHOWN, Problem, visible

SUMMARY = {
    Language.DE: "Fehler: {errors}, Warnungen: {warnings}",
    Language.EN: "errors: {errors}, warnings: {warnings}",
}
HINT = {
    Language.DE: "Ursache und Abhilfe: quartiersweg definition message {codes}",
    Language.EN: "Causes and cures, in German: quartiersweg definition message {codes}",
}
MOST_HINTS = 5
# Where the help of a running server tells cause and cure.
HELP_PAGE = "/hilfe/meldungen/{code}"
MORE = {Language.DE: "und {count} weitere", Language.EN: "and {count} more"}


def as_text(problems: Sequence[Problem], language: Language) -> str:
    """Return the problems with their quoted lines; after the first fifty only their number."""
    blocks = [_block(problem, language) for problem in problems[:SHOWN]]
    if len(problems) > SHOWN:
        blocks.append(f"... {MORE[language].format(count=len(problems) - SHOWN)}\n")
    return "".join(blocks)


def summary(file: str, problems: Sequence[Problem], language: Language) -> str:
    """Return the last line on a file: how many errors and warnings it has."""
    errors = sum(problem.is_error for problem in problems)
    counts = {"errors": errors, "warnings": len(problems) - errors}
    return f"{visible(file, 200)}: {SUMMARY[language].format(**counts)}"


def hint(problems: Iterable[Problem], language: Language) -> str:
    """Return the command that tells more about the first few messages; nothing without any."""
    codes = list(dict.fromkeys(problem.code for problem in problems))
    return HINT[language].format(codes=" ".join(codes[:MOST_HINTS])) if codes else ""


def as_data(problem: Problem, language: Language) -> dict[str, str | int]:
    """Return one problem as plain data for JSON."""
    return {
        "code": problem.code,
        "severity": "error" if problem.is_error else "warning",
        "file": problem.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "path": problem.path,
        "message": problem.text(language),
        "suggestion": problem.suggestion,
        "help": HELP_PAGE.format(code=problem.code),
    }


def _block(problem: Problem, language: Language) -> str:
    where = problem.file
    if problem.place.line:
        where += f":{problem.place.line}:{problem.place.column}"
    path = f" {problem.path}:" if problem.path else ""
    head = f"{where}: {problem.code}{path} {problem.text(language)}\n"
    if not problem.quote.strip():
        return head
    indent = len(problem.quote) - len(problem.quote.lstrip())
    caret = max(0, problem.caret - indent)
    width = max(1, min(problem.place.width, len(problem.quote) - problem.caret))
    return f"{head}    {problem.quote.strip()}\n    {' ' * caret}{'^' * width}\n"
