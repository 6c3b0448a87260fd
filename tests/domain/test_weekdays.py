"""Weekdays are known by their English names."""

from __future__ import annotations

from datetime import date

from staffopt.domain.weekdays import WEEKDAYS, weekday_of


def test_a_date_has_the_name_of_its_weekday():
    """2026-11-23 is a Monday; the week goes on from there."""
    named = [weekday_of(date(2026, 11, day)) for day in range(23, 30)]
    assert named == list(WEEKDAYS)
    assert named[0] == "monday"
