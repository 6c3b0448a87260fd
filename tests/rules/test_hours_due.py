"""Hours due in a period by the law's own example."""

from __future__ import annotations

from datetime import date

from tests.stores_in_words import store

from staffopt.rules.hours_due import HoursDue

POLAND = [(1, 1), (1, 6), (4, 5), (4, 6), (5, 1), (5, 3), (5, 24), (6, 4), (8, 15), (11, 1)]
POLAND += [(11, 11), (12, 24), (12, 25), (12, 26)]


def test_poland_2026_has_2008_hours() -> None:
    """52 weeks and a Thursday less ten holidays; four are Sundays and take nothing off."""
    rule = HoursDue(
        reference_from=date(2026, 1, 1),
        reference_months=12,
        holidays=tuple(date(2026, month, day) for month, day in POLAND),
    )
    problem, roster = store({"people": {"Ann": {"hours": "0 40 40"}}, "week": date(2026, 1, 1)})
    (found,) = rule.check(problem, roster)
    assert found.message.endswith("are due of 2008 h to Thu 31 Dec")
