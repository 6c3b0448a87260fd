"""What holidays did, by hand."""

from __future__ import annotations

from datetime import date
from math import e

import numpy as np
import pytest

from staffopt.forecasting.holiday_effects import kind_of, learn_effects

MANY = 1e9
NAMES = {date(2011, 12, 24): "Christmas Eve", date(2011, 12, 25): "Christmas Day"}


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (22, None),
        (23, ("eve", "Christmas Eve")),
        (24, ("day", "Christmas Eve")),
        (25, ("day", "Christmas Day")),
        (26, ("after", "Christmas Day")),
        (27, None),
    ],
)
def test_a_holiday_comes_before_an_eve_and_that_before_a_day_after(day, kind):
    """24 December is a holiday here, whatever day follows it."""
    assert kind_of(date(2011, 12, day), NAMES) == kind


def test_strangers_tell_half_and_a_namesake_four_fifths():
    """Two holidays were e times as busy: a third gets log 1 x 2 / 4, either of them

    (1 + 0.25 x 0.5) / 1.25 = 0.9. An eve gets nothing of it, nor does an ordinary day.
    """
    kinds = [("day", "May Day"), None, ("day", "Boxing Day")]
    effects = learn_effects(kinds, np.full(3, e * MANY), np.full(3, MANY))
    assert effects.log(("day", "Easter Monday")) == pytest.approx(0.5)
    assert effects.log(("day", "May Day")) == pytest.approx(0.9)
    assert effects.log(("eve", "May Day")) == 0
    assert effects.log(None) == 0


def test_few_events_tell_less():
    """With 25 usual events a day counts half: 0.5 / (0.5 + 2) of its log for strangers."""
    effects = learn_effects([("day", "May Day")], np.array([e * 25.5 - 0.5]), np.array([25.0]))
    assert effects.log(("day", "Boxing Day")) == pytest.approx(0.2)


def test_a_closed_holiday_tells_nothing():
    """No usual events on a day that was closed: its namesake is an ordinary day."""
    effects = learn_effects([("day", "Christmas Day")], np.zeros(1), np.zeros(1))
    assert effects.log(("day", "Christmas Day")) == 0
