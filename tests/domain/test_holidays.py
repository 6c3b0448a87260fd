"""Holidays by date, and what is published of the days around them."""

from __future__ import annotations

from datetime import date

import pytest

from staffopt.domain.holidays import Holidays, PublishedEffect, published_on

DAY, EVE = date(2011, 12, 25), date(2011, 12, 24)
NAMES = {DAY: "Christmas Day", date(2012, 1, 1): "New Year's Day"}


def test_they_are_their_names():
    """Whoever wants names alone takes them for such."""
    holidays = Holidays(NAMES)
    assert holidays == NAMES
    assert dict(holidays) == NAMES
    assert DAY in holidays
    assert EVE not in holidays
    assert published_on(EVE, holidays) is None
    assert published_on(EVE, NAMES) is None


def test_a_day_has_what_is_published_of_its_nearest_holiday():
    """28 December is three days after Christmas Day and four before New Year's Day."""
    after = PublishedEffect("Christmas Day", 3, (0.9, 1.0), "us")
    before = PublishedEffect("New Year's Day", -4, (2.0,), "us")
    found = Holidays(NAMES, (after, before))
    assert published_on(date(2011, 12, 28), found) == after
    assert published_on(date(2011, 12, 27), found) is None
    assert Holidays(NAMES, (before, after)).published == found.published


def test_the_customers_of_a_day_are_the_mean_of_what_figures_say():
    """Of 100 on an average day and 50 on a Tuesday: 90, 100, 100 and 150 by each figure."""
    day = PublishedEffect("Christmas Day", 3, (0.9, 1.0), "us")
    assert day.customers(100, 50) == pytest.approx(95)
    weekday = PublishedEffect("Christmas Day", 3, (), "us", (2.0, 3.0))
    assert weekday.customers(100, 50) == pytest.approx(125)
    both = PublishedEffect("Christmas Day", 3, (0.9, 1.0), "us", (2.0, 3.0))
    assert both.customers(100, 50) == pytest.approx(110)
