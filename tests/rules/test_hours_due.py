"""Hours due in a period by the law's own example."""

from __future__ import annotations

from datetime import date

from tests.stores_in_words import store

from staffopt.rules.hours_due import HoursDue


def test_poland_2026_has_2008_hours() -> None:
    """52 weeks and a Thursday less ten holidays, one told twice; Sundays take nothing off."""
    rule = HoursDue(
        reference_from=date(2026, 1, 1),
        reference_months=12,
        holidays_of="PL",
        holidays=(date(2026, 11, 11),),
    )
    problem, roster = store({"people": {"Ann": {"hours": "0 40 40"}}, "week": date(2026, 1, 1)})
    (found,) = rule.check(problem, roster)
    assert found.message.endswith("are due of 2008 h to Thu 31 Dec")
