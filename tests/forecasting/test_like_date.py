"""The customers of a past date, copied."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.forecasting.like_date import like_date

WEEK = Horizon(date(2011, 5, 2), 7, "Europe/London", 60)
MONDAY, CLOSED = date(2011, 4, 18), date(2011, 4, 20)


@pytest.fixture
def history(make_history):
    """As many customers as the hour, on Monday 18 April by dice; Wednesday 20 April is unknown."""
    random = np.random.default_rng(3)
    return make_history(
        date(2011, 4, 4),
        40,
        lambda day, hour: random.poisson(hour) if day == MONDAY else hour,
        lambda day, hour: day != CLOSED and 9 <= hour < 21,
    )


def test_the_sum_is_kept_and_the_chance_smoothed(history):
    """Monday copied has its customers, fewer ups and downs; unknown hours get the nearest one's."""
    found = like_date(history, "sales", MONDAY, WEEK, WEEK.first)
    assert found is not None
    start = 14 * 24
    came = history.series["sales"][start : start + 24]
    assert found[9:21].sum() == pytest.approx(came[9:21].sum(), rel=1e-3)
    assert np.abs(np.diff(found[9:21], 2)).sum() < 0.3 * np.abs(np.diff(came[9:21], 2)).sum()
    assert found[0] == found[9]


def test_days_go_on_from_the_first(history):
    """Thursday like the 19th: Friday is like the 20th, of which nothing is known, so like the 19th;

    Saturday like the 21st.
    """
    found = like_date(history, "sales", date(2011, 4, 19), WEEK, date(2011, 5, 5))
    assert found is not None
    thursday, friday, saturday = found.reshape(7, 24)[3:6]
    assert thursday[9:21] == pytest.approx(np.arange(9, 21), rel=0.02)
    assert (friday == thursday).all()
    assert saturday[9:21] == pytest.approx(np.arange(9, 21), rel=0.02)


@pytest.mark.parametrize("day", [CLOSED, WEEK.first, date(2010, 5, 2)])
def test_nothing_known_is_nothing_copied(history, day):
    """A closed date, one of the week itself, one before the history."""
    assert like_date(history, "sales", day, WEEK, WEEK.first) is None
