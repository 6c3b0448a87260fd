"""Which slots an event has."""

from __future__ import annotations

from datetime import date, time

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.events import Event

WEEK = Horizon(date(2011, 5, 2), 7, "Europe/London", 60)


@pytest.mark.parametrize(
    ("first", "last", "window", "slots"),
    [
        (3, 4, None, [*range(24, 72)]),
        (3, 4, (time(9), time(11)), [33, 34, 57, 58]),
        (3, 3, (time(22), time(2)), [46, 47, 48, 49]),
        (1, 1, (time(22), time(2)), [0, 1]),
        (8, 12, (time(9), time(11)), [6 * 24 + 9, 6 * 24 + 10]),
        (10, 12, None, []),
    ],
)
def test_days_and_windows(first, last, window, slots):
    """All day, or from one hour to another on each day; after midnight is the next day's."""
    event = Event("fair", "fair", date(2011, 5, first), date(2011, 5, last), window)
    assert np.flatnonzero(event.mask(WEEK)).tolist() == slots


def test_no_driver_named_is_every_driver():
    """An event names the drivers it touches, or touches all."""
    day = date(2011, 5, 3)
    assert Event("fair", "fair", day, day).touches("sales")
    assert not Event("fair", "fair", day, day, drivers=("returns",)).touches("sales")
