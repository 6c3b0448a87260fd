"""Weeks far off what was expected, by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from staffopt.forecasting.strange_weeks import StrangeWeeks, said_of_strange_weeks

WEEK = timedelta(weeks=1)
FIRST = date(2011, 10, 3)
DOUBLED = StrangeWeeks(FIRST, 1, 2.1)
LEVEL = StrangeWeeks(FIRST, 2, 0.52)


@pytest.mark.parametrize(
    ("known", "week", "between"),
    [(0, 0, True), (1, 0, True), (1, 5, True), (2, 2, False), (2, 5, False), (-3, -1, False)],
)
def test_between_lies_a_week_on_a_level_that_was_not_yet_known(known, week, between):
    """The level is known two weeks after it began; weeks before it were forecast on the old one."""
    assert LEVEL.lie_between(FIRST + known * WEEK, FIRST + week * WEEK) is between
    assert not DOUBLED.lie_between(FIRST + known * WEEK, FIRST + week * WEEK)


def test_a_note_names_week_and_size():
    """The last known week may yet be the first of a level; two are one."""
    passed = "the week of 2011-10-03 was 2.1 times what was expected: passed over"
    assert [*said_of_strange_weeks([DOUBLED], FIRST + 2 * WEEK)] == [passed]
    unless = f"{passed}, unless the next is like it"
    assert [*said_of_strange_weeks([DOUBLED], FIRST + WEEK)] == [unless]
    assert [*said_of_strange_weeks([LEVEL], FIRST + 2 * WEEK)] == [
        "from the week of 2011-10-03 on the level is 0.5 times what was expected, 2 weeks running"
    ]


def test_only_what_the_forecast_hangs_on_is_told():
    """The last new level and weeks passed over since, if one of the last eight is in them."""
    older, later = StrangeWeeks(FIRST - WEEK, 1, 3.0), StrangeWeeks(FIRST + 4 * WEEK, 1, 20.0)
    found = [older, LEVEL, later]
    assert [text[:25] for text in said_of_strange_weeks(found, FIRST + 9 * WEEK)] == [
        "from the week of 2011-10-",
        "the week of 2011-10-31 wa",
    ]
    assert [*said_of_strange_weeks(found, FIRST + 10 * WEEK)] == [
        "the week of 2011-10-31 was more than 10 times what was expected: passed over"
    ]
    assert [*said_of_strange_weeks(found, FIRST + 13 * WEEK)] == []
