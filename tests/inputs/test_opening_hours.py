"""Opening settings: weeks, special days and holidays."""

from __future__ import annotations

from datetime import date, time

import pytest

from staffopt.domain.opening import Opening
from staffopt.inputs.opening_hours import holiday_names, lawful, opening_of
from staffopt.inputs.settings import HolidaySettings, OpeningSettings
from staffopt.rules.closed_days import ClosedDays

WEEK = {"mon": "09:00-12:00, 13:00-17:00", "fri": ["09:00-24:00"], "sat": "22:00-02:00"}


def test_hours_are_read_as_people_write_them():
    """Two periods, midnight as 24:00, hours past midnight; a day left out is closed."""
    opening = opening_of(OpeningSettings.model_validate({"week": WEEK}))
    monday = date(2026, 3, 2)
    assert opening.hours(monday) == ((time(9), time(12)), (time(13), time(17)))
    assert opening.hours(date(2026, 3, 6)) == ((time(9), time(0)),)
    assert opening.hours(date(2026, 3, 7)) == ((time(22), time(2)),)
    assert opening.hours(date(2026, 3, 3)) == ()


def test_special_days_win_over_holidays_and_holidays_over_the_week():
    """Good Friday is closed, Easter Monday has special hours, the next Friday its usual ones."""
    settings = {
        "week": WEEK,
        "holidays": {"country": "GB", "region": "ENG", "hours": "closed"},
        "special": {"2026-04-06": "10:00-14:00"},
    }
    opening = opening_of(OpeningSettings.model_validate(settings))
    assert opening.hours(date(2026, 4, 3)) == ()
    assert opening.hours(date(2026, 4, 6)) == ((time(10), time(14)),)
    assert opening.hours(date(2026, 4, 10)) == ((time(9), time(0)),)
    assert opening.holidays[date(2026, 4, 6)] == "Easter Monday"


def test_holidays_without_hours_are_open_as_usual():
    """A holiday is then a name for forecasts, no more."""
    settings = {"week": WEEK, "holidays": {"country": "GB", "region": "ENG"}}
    opening = opening_of(OpeningSettings.model_validate(settings))
    assert opening.hours(date(2026, 4, 6)) == ((time(9), time(12)), (time(13), time(17)))


def test_the_users_days_are_added_and_removed():
    """A town's feast comes, Independence Day goes."""
    settings = HolidaySettings.model_validate(
        {"country": "US", "add": {"2026-07-03": "Town feast"}, "remove": ["2026-07-04"]}
    )
    names = holiday_names(settings)
    assert names[date(2026, 7, 3)] == "Town feast"
    assert date(2026, 7, 4) not in names
    assert date(2025, 7, 4) in names


@pytest.mark.parametrize("language", ["C", "en_US.UTF-8", "de_DE.UTF-8"])
def test_holidays_have_their_own_names_in_any_process(language, monkeypatch):
    """What a store's file says of a day by name holds on every machine."""
    monkeypatch.setenv("LANG", language)
    monkeypatch.setenv("LANGUAGE", language)
    names = holiday_names(HolidaySettings.model_validate({"country": "PL"}))
    assert names[date(2026, 1, 1)] == "Nowy Rok"


def test_hours_that_a_rule_closes_are_named_after_it():
    """A Sunday of a store that is open daily; from the date on which the rule is in force."""
    daily = Opening(dict.fromkeys(range(7), ((time(8), time(20)),)))
    rule = ClosedDays(id="far/ban", sundays=True, valid_from=date(2026, 6, 1))
    found = lawful(daily, [rule])
    assert found.by_law[date(2026, 6, 7)] == "far/ban"
    assert [found.hours(date(2026, month, day)) == () for month, day in ((5, 31), (6, 7))] == [
        False,
        True,
    ]
