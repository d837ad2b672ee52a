"""Texts of a document that become numbers, dates, options: typed by what they stand beside.

Rule: a literal takes the type of the value it is compared with, and nothing is guessed: what does
not fit is reported, with the form that would. Whole numbers become int, other numbers and dates
stay text, as values are stored.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from workflow.core.definition import FieldType, Value
from workflow.definitions.names import Facts
from workflow.definitions.nodes import Path
from workflow.definitions.problems import Report, listed, nearest
from workflow.definitions.scalars import truth

NUMBER_FORM = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
WHOLE_FORM = re.compile(r"-?[0-9]{1,15}")
# As Germans write thousands: whoever means so few has no reason to write three places.
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
DATE_FORM = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_LOOSE_DATE = re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})")
_GERMAN_DATE = re.compile(r"(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})\.(?P<y>[0-9]{4})")


def literal(text: str, facts: Facts, path: Path, report: Report) -> Value | None:
    """Return a literal in the type of a value; None if it does not fit (then it is reported)."""
    match facts.type:
        case FieldType.INTEGER:
            return whole_number(text, path, report)
        case FieldType.DECIMAL | FieldType.MONEY | FieldType.PERCENT:
            return number(text, path, report)
        case FieldType.DATE:
            return day(text, path, report)
        case FieldType.YES_NO:
            return truth(text, report.value_at(path), path, report)
        case FieldType.CHOICE | FieldType.CHOICES:
            return _option(text, facts, path, report)
        case _:
            return text


def whole_number(text: str, path: Path, report: Report) -> int | None:
    """Return a whole number."""
    if WHOLE_FORM.fullmatch(text):
        return int(text)
    if NUMBER_FORM.fullmatch(text):
        report.add_at("E032/integer", path, _without_dot(text), value=text)
        return None
    number(text, path, report)
    return None


def number(text: str, path: Path, report: Report) -> str | None:
    """Return a number as the text it is stored as; one that looks like thousands is doubtful."""
    if NUMBER_FORM.fullmatch(text):
        if meant := _without_dot(text):
            report.add_at("W112", path, meant, value=text)
        return text
    english = text.replace(".", "").replace(",", ".").removesuffix("%").removesuffix("€").strip()
    suggestion = english if NUMBER_FORM.fullmatch(english) else ""
    report.add_at("E032/number", path, suggestion, value=text)
    return None


def _without_dot(text: str) -> str:
    """Return the thousands that were probably meant; "" for any other number."""
    return text.replace(".", "") if _THOUSANDS.fullmatch(text) else ""


def day(text: str, path: Path, report: Report) -> str | None:
    """Return a date as the text it is stored as."""
    if found := DATE_FORM.fullmatch(text):
        year, month, number = (int(part) for part in found.groups())
        if 1 <= month <= 12 and year >= 1:  # noqa: PLR2004 - months of a year
            days = calendar.monthrange(year, month)[1]
            if 1 <= number <= days:
                return text
            report.add_at("E031/day", path, value=text, days=days)
            return None
    report.add_at("E031/form", path, _as_date(text), value=text)
    return None


def _as_date(text: str) -> str:
    found = _LOOSE_DATE.fullmatch(text) or _GERMAN_DATE.fullmatch(text)
    if found is None:
        return ""
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
    except ValueError:
        return ""


def _option(text: str, facts: Facts, path: Path, report: Report) -> str | None:
    if text in facts.options or not facts.options:
        return text  # options that are missing have been reported
    by_label = {label: option for option, label in facts.options.items()}
    suggestion = by_label.get(text) or nearest(text, facts.options)
    options = listed(tuple(facts.options))
    report.add_at("E047/option", path, suggestion, value=text, options=options)
    return None
