"""School days."""

from __future__ import annotations

from datetime import date

from staffopt.domain.people import Person
from staffopt.domain.school import SchoolCalendar
from staffopt.rules.school import Holiday, School


def test_weekdays_less_closed_days_and_holidays_are_school_days() -> None:
    """A Friday is one, a Saturday is not; a closed day and both ends of the holidays are not."""
    summer = Holiday(first=date(2026, 6, 8), last=date(2026, 6, 9))
    school = School(closed=(date(2026, 6, 3),), holidays=(summer,))
    on = [day for day in range(1, 13) if school.is_on(date(2026, 6, day))]
    assert on == [1, 2, 4, 5, 10, 11, 12]


def _pupil(school: SchoolCalendar | None) -> Person:
    return Person("E01", "Ann", ("cashier",), 0, 8, 16, 1500, school=school)


def test_a_persons_own_district_goes_before_the_rules_calendar() -> None:
    """Wednesday only, by the own district; Monday to Friday where none is known."""
    wednesdays = SchoolCalendar("north", frozenset({2}))
    week = [date(2026, 6, day) for day in range(1, 8)]
    school = School()
    assert [school.is_on_for(_pupil(wednesdays), day) for day in week] == [
        day.weekday() == 2 for day in week
    ]
    assert [school.is_on_for(_pupil(None), day) for day in week] == [
        day.weekday() < 5 for day in week
    ]


def test_a_day_of_too_little_school_is_no_school_day() -> None:
    """240 minutes make a school day in California, 239 do not."""
    short = SchoolCalendar("north", minutes=240, short_days=((date(2026, 6, 3), 239),))
    school = School(least_minutes=240)
    assert school.is_on_for(_pupil(short), date(2026, 6, 2))
    assert not school.is_on_for(_pupil(short), date(2026, 6, 3))
