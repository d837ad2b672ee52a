"""Deadlines on days on which nobody works: the date stays, what is to be known is said beside it."""

from datetime import date

import pytest

from web.language import speak
from web.presenters import dates
from web.presenters.settings_words import lands
from web.presenters.workdays import free_day, workdays
from workflow.core.municipality_settings import LANDS

FRONLEICHNAM = date(2026, 6, 4)  # a Thursday; no holiday in Berlin
CHRISTMAS = date(2026, 12, 25)  # a Friday


@pytest.mark.parametrize(
    ("day", "land", "why"),
    [
        (FRONLEICHNAM, "BW", "Feiertag: Fronleichnam"),
        (FRONLEICHNAM, "BE", ""),
        (FRONLEICHNAM, "", ""),
        (CHRISTMAS, "", "Feiertag: Erster Weihnachtstag"),
        (date(2026, 10, 3), "NW", "Feiertag: Tag der Deutschen Einheit"),  # and a Saturday
        (date(2026, 10, 4), "NW", "Wochenende"),
        (date(2026, 10, 5), "NW", ""),
    ],
)
def test_a_day_says_why_nobody_works_on_it(day, land, why):
    assert free_day(day, land) == why


@pytest.mark.parametrize("land", LANDS)
def test_every_land_has_its_holidays(land):
    assert free_day(CHRISTMAS, land)
    assert free_day(date(2030, 1, 1), land) == "Feiertag: Neujahr"
    assert dict(lands())[land]


def test_they_are_named_in_the_language_of_the_page():
    speak("en")
    assert "Christmas Day" in free_day(CHRISTMAS, "BW")


def test_working_days_leave_out_what_is_free():
    monday, friday = date(2026, 6, 1), date(2026, 6, 5)
    assert workdays(monday, friday, "BE") == 5
    assert workdays(monday, friday, "BW") == 4
    assert workdays(FRONLEICHNAM, FRONLEICHNAM, "BW") == 0


def due(day, today, land="BW"):
    return dates.in_one_line(dates.due(day, today, land))


def test_a_deadline_on_a_holiday_says_so_with_the_working_days_left():
    assert due(FRONLEICHNAM, date(2026, 6, 1)) == (
        "fällig Do., 4. Juni (Feiertag: Fronleichnam, ab heute 3 Arbeitstage), in 3 Tagen"
    )
    assert due(FRONLEICHNAM, date(2026, 6, 1), "BE") == "fällig Do., 4. Juni, in 3 Tagen"


def test_far_ahead_nobody_counts_working_days_and_behind_nobody_asks():
    assert due(CHRISTMAS, date(2026, 6, 1)).startswith(
        "fällig am 25. Dezember (Feiertag: Erster Weihnachtstag), in "
    )
    assert "Feiertag" not in due(FRONLEICHNAM, date(2026, 6, 5))


def test_today_is_free_as_well():
    sunday = date(2026, 6, 7)
    assert due(sunday, sunday) == "fällig So., 7. Juni (Wochenende), heute"
