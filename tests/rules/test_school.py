"""School days."""

from __future__ import annotations

from datetime import date

from staffopt.rules.school import Holiday, School


def test_weekdays_less_closed_days_and_holidays_are_school_days() -> None:
    """A Friday is one, a Saturday is not; a closed day and both ends of the holidays are not."""
    summer = Holiday(first=date(2026, 6, 8), last=date(2026, 6, 9))
    school = School(closed=(date(2026, 6, 3),), holidays=(summer,))
    on = [day for day in range(1, 13) if school.is_on(date(2026, 6, day))]
    assert on == [1, 2, 4, 5, 10, 11, 12]
