"""Days as people say them."""

from datetime import date, timedelta

import pytest

from web.presenters import dates

TODAY = date(2026, 6, 9)


@pytest.mark.parametrize(
    ("days", "bold", "late"),
    [
        (-4, "Seit 4 Tagen überfällig", True),
        (-1, "Seit 1 Tag überfällig", True),
        (0, "Heute", False),
        (1, "Morgen", False),
        (3, "In 3 Tagen", False),
        (42, "In 6 Wochen", False),
        (182, "In 26 Wochen", False),
        (250, "In 8 Monaten", False),
        (1483, "In 4 Jahren", False),
    ],
)
def test_a_due_day_is_told_by_its_distance(days, bold, late):
    found = dates.due(TODAY + timedelta(days=days), TODAY, "BW")
    assert (found.bold, found.late) == (bold, late)


def test_near_days_have_their_weekday_far_ones_their_year():
    assert dates.due(date(2026, 6, 12), TODAY, "BW").text == "fällig Fr., 12. Juni"
    assert dates.due(date(2025, 11, 3), TODAY, "BW").text == "fällig am 3. November 2025"
    assert dates.due(None, TODAY, "BW").text == "ohne Termin"


def test_one_line_keeps_the_capitals_of_nouns():
    found = dates.due(date(2026, 6, 12), TODAY, "BW")
    assert dates.in_one_line(found) == "fällig Fr., 12. Juni, in 3 Tagen"


@pytest.mark.parametrize(
    ("size", "text"), [(300, "1 kB"), (84_000, "84 kB"), (1_240_000, "1,2 MB")]
)
def test_sizes_of_files(size, text):
    assert dates.file_size(size) == text
