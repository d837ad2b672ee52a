"""Calendar days and months.

Rule: due dates are calendar days (no working days, no times), months are calendar months; the 31st
plus a month is the last day of the next one.
"""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta


def shift(day: date, *, months: int = 0, days: int = 0) -> date:
    """Return the day moved by months, then by days; the calendar's ends hold it."""
    try:
        moved = day + relativedelta(months=months) if months else day
        return moved + timedelta(days=days) if days else moved
    except (OverflowError, ValueError):
        return date.max if months > 0 or days > 0 else date.min


def months_between(start: date, end: date) -> int:
    """Return the whole months from start to end, negative when the end lies before."""
    delta = relativedelta(end, start)
    return delta.years * 12 + delta.months
