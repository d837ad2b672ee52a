"""Recorded values as people read them: 31.03.2026, 4.500 €, 12,5 %.

Rule: what is stored is plain data; how it looks is decided here alone. A value that does not fit
its field any more (it was moved here by a newer definition) is shown as it was stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from workflow.core.definition import Field, FieldType, Value
from workflow.core.sentences.language import NO_BREAK, Language
from workflow.core.state import Erased

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_SEPARATORS: Mapping[Language, tuple[str, str]] = {"de": (".", ","), "en": (",", ".")}
_NOTHING: Mapping[Language, str] = {"de": "keine Angabe", "en": "not given"}
_ERASED: Mapping[Language, str] = {"de": "gelöscht", "en": "deleted"}
_YES_NO: Mapping[Language, tuple[str, str]] = {"de": ("Ja", "Nein"), "en": ("Yes", "No")}
_NUMBER: Mapping[Language, str] = {"de": "Nr.", "en": "no."}
_FILE: Mapping[Language, str] = {"de": "Datei liegt vor", "en": "File on record"}
# Grouped are all thousands but what may be a year: it stands without a unit, and without a point.
_YEARS = range(1900, 2200)


def value_text(value: Value | Erased | None, field: Field, language: Language) -> str:
    """Return a value of a field as it is shown."""
    if value is None or value in ("", ()):
        return _NOTHING[language]
    if isinstance(value, Erased):
        return _ERASED[language]
    if isinstance(value, tuple):
        return ", ".join(_single_text(part, field, language) for part in value)
    return _single_text(value, field, language)


def number_text(number: Decimal, language: Language, *, may_be_year: bool = False) -> str:
    """Return a number with the separators of the language and no superfluous zeros."""
    thousands, point = _SEPARATORS[language]
    year = may_be_year and number in _YEARS
    whole, _, fraction = (f"{abs(number):f}" if year else f"{abs(number):,f}").partition(".")
    whole, fraction = whole.replace(",", thousands), fraction.rstrip("0")
    sign = "-" if number < 0 else ""
    return f"{sign}{whole}{point}{fraction}" if fraction else f"{sign}{whole}"


def money_text(number: Decimal, language: Language) -> str:
    """Return an amount in euro; cents only where there are any."""
    if number == number.to_integral_value():
        amount = number_text(number, language)
    else:
        cents = f"{number:.2f}"
        whole = number_text(Decimal(cents.partition(".")[0]), language)
        whole = f"-{whole}" if number < 0 and not whole.startswith("-") else whole
        amount = f"{whole}{_SEPARATORS[language][1]}{cents[-2:]}"
    return f"€{amount}" if language == "en" else f"{amount}{NO_BREAK}€"


def date_text(day: date, language: Language) -> str:
    """Return a day: 31.03.2026 or 31 Mar 2026."""
    if language == "de":
        return f"{day:%d.%m.%Y}"
    return f"{day.day}{NO_BREAK}{_MONTHS[day.month - 1]}{NO_BREAK}{day.year}"


def _single_text(value: str | int, field: Field, language: Language) -> str:
    match field.type:
        case FieldType.YES_NO:
            return _YES_NO[language][0 if value in (True, "true") else 1]
        case FieldType.CHOICE | FieldType.CHOICES:
            return field.options.get(str(value), str(value))
        case FieldType.DATE:
            return _date_or_raw(str(value), language)
        case FieldType.INTEGER | FieldType.DECIMAL | FieldType.MONEY | FieldType.PERCENT:
            return _number_or_raw(str(value), field, language)
        case FieldType.FILE:
            return _FILE[language]  # its name stands in the event that brought it
        case FieldType.REFERENCE:
            return f"{_NUMBER[language]}{NO_BREAK}{value}"
        case _:
            return str(value)


def _date_or_raw(value: str, language: Language) -> str:
    try:
        return date_text(date.fromisoformat(value), language)
    except ValueError:
        return value


def _number_or_raw(value: str, field: Field, language: Language) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite():
        return value
    if field.type is FieldType.MONEY:
        return money_text(number, language)
    text = number_text(number, language, may_be_year=not field.unit)
    if field.type is FieldType.PERCENT:
        return f"{text}%" if language == "en" else f"{text}{NO_BREAK}%"
    return f"{text}{NO_BREAK}{field.unit}" if field.unit else text
