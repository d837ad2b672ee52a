"""What a parser error means to somebody who wrote a file by hand.

Rule: libyaml says what it expected; here stands what the author most likely did. An error that
fits nothing known is passed on in libyaml's own words as E021, never as a stack trace.
"""

from __future__ import annotations

import re

import yaml

from workflow.definitions.nodes import Scalar
from workflow.definitions.problems import Place, Report

DEEPEST = 32

_KEY_LINE = re.compile(r"[ \-]*[^\s:#\"'\[\]{}]+:(\s|$)")
_NO_SPACE = re.compile(r"[ \-]*[\w\-]+:[^\s:]")
_VALUE_WITH_COLON = re.compile(r"(?P<key>[ \-]*[^\s:#]+: +)(?P<value>[^\s\"'\[{].*?)\s*$")


_QUOTED_VALUE = re.compile(r"""(?P<key>[ \-]*[^\s:#"']+: +)(?P<value>["'].*?)\s*$""")


def explain_syntax(error: yaml.MarkedYAMLError, last: Scalar | None, report: Report) -> None:
    """Report what most likely lies behind an error of the parser; `last` was read before it."""
    problem = error.problem or ""
    place = _place(error.problem_mark or error.context_mark)
    context = _place(error.context_mark or error.problem_mark)
    if last and last.style in ("'", '"') and last.line < last.end_line == place.line:
        # A quote that swallowed lines and ended where the next text in quotes begins.
        report.add("E006/quote", last, opened=f"{last.line}:{last.column}")
        return
    if "expected ',' or" in problem and last and last.line == place.line:
        _in_brackets(report, place, last)
        return
    for words, explain in _EXPLANATIONS:
        if words in problem:
            explain(report, place, context)
            return
    report.add("E021", place, detail=problem or "?")


def _line(report: Report, place: Place) -> str:
    return report.lines[place.line - 1] if 0 < place.line <= len(report.lines) else ""


def _place(mark: yaml.Mark | None) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark else Place()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _spoken(place: Place) -> str:
    return f"{place.line}:{place.column}"


def _bad_start(report: Report, place: Place, context: Place) -> None:
    line = _line(report, place)
    if "\t" in line[: len(line) - len(line.lstrip())]:
        _tab(report, place, context)
        return
    char = line[place.column - 1 : place.column]
    report.add("E007/start", place, char=char or "?")


def _marked_start(report: Report, place: Place, context: Place) -> None:
    """The scalar at the context begins with a sign that YAML reserves."""
    char = _line(report, context)[context.column - 1 : context.column]
    report.add("E007/start", context if char else place, char=char or "?")


def _tab(report: Report, place: Place, context: Place) -> None:
    del context
    line = _line(report, place)
    report.add("E005/tab", Place(place.line, line.find("\t") + 1))


def _colon(report: Report, place: Place, context: Place) -> None:
    """A colon where none can be: inside a text, or because the line stands too far to the right."""
    line = _line(report, place)
    before = report.lines[place.line - 2] if place.line > 1 else ""
    key = _KEY_LINE.match(line)
    if key and key.end() >= place.column and _indent(line) > _indent(before):
        _indented(report, place, context)
        return
    if _NO_SPACE.match(line):
        _no_colon(report, place, Place(place.line, _indent(line) + 1))
        return
    if place.column > 1_000:  # noqa: PLR2004 - libyaml's limit for a key on one line
        report.add("E019/key", Place(place.line, 1), limit="1 000")
        return
    found = _VALUE_WITH_COLON.match(line)
    suggestion = ""
    if found and '"' not in found["value"]:
        suggestion = f'{found["key"].strip()} "{found["value"]}"'
    report.add("E007/colon", place, suggestion=suggestion)


def _no_colon(report: Report, place: Place, context: Place) -> None:
    line = _line(report, context)
    if len(line) > 1_000:  # noqa: PLR2004 - libyaml's limit for a key on one line
        report.add("E019/key", context, limit="1 000")
        return
    fixed = re.sub(r":(?=\S)", ": ", line.strip(), count=1)
    if fixed != line.strip():
        report.add("E008/space", context, suggestion=fixed)
    else:
        report.add("E008/continued", context)
    del place


def _indented(report: Report, place: Place, context: Place) -> None:
    line = _line(report, place)
    above = next(
        (n for n in range(place.line - 1, 0, -1) if report.lines[n - 1].strip()), place.line
    )
    if _indent(report.lines[above - 1]) == _indent(line):
        report.add("E005/mixed", Place(place.line, _indent(line) + 1), line=above)
        return
    # It was meant to stand like the line above or like the first of the keys around it: the nearer
    # one, but not one it already stands like.
    expected, meant = min(
        ((_indent(report.lines[number - 1]), number) for number in (above, context.line)),
        key=lambda one: abs(one[0] - _indent(line)) or len(line),
    )
    report.add(
        "E005/indent",
        Place(place.line, _indent(line) + 1),
        found=_indent(line),
        expected=expected,
        line=meant,
    )


def _no_key(report: Report, place: Place, context: Place) -> None:
    """Inside a block something else than a key: bad indentation, or text after a value."""
    line = _line(report, place)
    if line[: place.column - 1].strip(" -"):
        quoted = _QUOTED_VALUE.match(line)
        meant = _quoted_anew(quoted) if quoted else ""
        report.add("E007/within" if quoted else "E007/after", place, suggestion=meant)
    else:
        _indented(report, place, context)


def _quoted_anew(found: re.Match[str]) -> str:
    """Return a line whose value has quotes in quotes, with the other quotes around it."""
    value = found["value"]
    quote = value[0]
    inner = value[1:-1] if value.endswith(quote) else value
    other = "'" if quote == '"' else '"'
    plain = other not in inner and "\\" not in inner
    return f"{found['key'].strip()} {other}{inner}{other}" if plain else ""


def _in_brackets(report: Report, place: Place, last: Scalar) -> None:
    """Inside brackets, right after a text on this line, something that needs a comma or quotes."""
    char = _line(report, place)[place.column - 1 : place.column]
    if last.style:
        report.add("E007/within", place)
    elif char == ":":
        report.add("E007/comma", place)
    else:
        report.add("E007/inside", place, char=char or "?")


def _bracket(report: Report, place: Place, context: Place) -> None:
    bracket = _line(report, context)[context.column - 1 : context.column]
    report.add("E006/bracket", context, bracket=bracket, opened=_spoken(context))
    del place


def _quote(report: Report, place: Place, context: Place) -> None:
    report.add("E006/quote", context, opened=_spoken(context))
    del place


def _escape(report: Report, place: Place, context: Place) -> None:
    report.add("E004/escape", place)
    del context


def _directive(report: Report, place: Place, context: Place) -> None:
    report.add("E012", place)
    del context


def _document(report: Report, place: Place, context: Place) -> None:
    if _line(report, place).startswith("%"):
        report.add("E012", place)
    else:
        report.add("E011", place)
    del context


def _too_deep(report: Report, place: Place, context: Place) -> None:
    report.add("E017", Place(place.line, 1), limit=DEEPEST)
    del context


_EXPLANATIONS = (
    ("tab character", _tab),
    ("cannot start any token", _bad_start),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    ("not allowed in this context", _bad_start),
    ("did not find expected comment or line break", _marked_start),
    ("did not find expected alphabetic", _marked_start),
    ("did not find expected key", _no_key),
    ("did not find expected '-' indicator", _no_key),
    ("expected ',' or", _bracket),
    ("unexpected end of stream", _quote),
    ("escape", _escape),
    ("hexdecimal", _escape),
    ("directive", _directive),
    ("incompatible YAML", _directive),
    ("nesting", _too_deep),
    ("document start", _document),
    ("document indicator", _document),
)
