"""Parts of a week that can be played by themselves."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from tests.simulation.conftest import WEEK

from staffopt.domain.calendar import Span
from staffopt.domain.spread import Spread
from staffopt.simulation.apart import apart
from staffopt.simulation.stress import Weeks


def span(day: int, first: int, last: int) -> Span:
    """Hours of a day."""
    midnight = WEEK.start + timedelta(days=day)
    return Span(midnight + timedelta(hours=first), midnight + timedelta(hours=last))


def test_a_closed_night_sets_days_apart(make_role):
    """Customers from 8 to 20, patience a quarter of an hour: a Wednesday ends on Thursday at 8."""
    role = make_role()
    assert apart(role, span(2, 14, 15), WEEK) == range(2 * 24 + 8, 3 * 24 + 8)
    assert apart(role, span(0, 8, 9), WEEK) == range(24 + 8)
    assert apart(role, span(6, 19, 20), WEEK) == range(6 * 24 + 8, 7 * 24)
    assert apart(role, span(1, 7, 9), WEEK) == range(2 * 24 + 8)


def test_patience_over_night_keeps_the_week_together(make_role):
    """Who waits for a day is still there in the morning; so is who takes a day to be served."""
    week = range(7 * 24)
    assert apart(make_role(patience=86_400.0), span(2, 14, 15), WEEK) == week
    assert apart(make_role(service=2_400.0), span(2, 14, 15), WEEK) == week
    assert apart(make_role(mean=np.ones(7 * 24)), span(2, 14, 15), WEEK) == week


@pytest.mark.parametrize(
    "kind", [{"patience": 3600.0}, {"patience": 900.0, "fades": True}, {"balking": 0.3}]
)
def test_a_part_by_itself_is_as_in_the_whole_week(make_role, kind):
    """Too few people: Wednesday's customers fare the same with and without the rest."""
    role = make_role(60.0, spread=Spread(day=0.2), **kind)
    people = np.full(WEEK.slots, 2)
    weeks = Weeks(WEEK, 30, 1)
    part = apart(role, span(2, 14, 15), WEEK)
    assert len(part) == 24
    whole, alone = weeks.serve(role, people), weeks.serve(role, people, part)
    for name in ("waited", "in_time", "left"):
        one, other = getattr(whole, name), getattr(alone, name)
        assert np.array_equal(one[part.start : part.stop], other[part.start : part.stop])
        assert not other[: part.start].any()
    assert whole.left.any()
