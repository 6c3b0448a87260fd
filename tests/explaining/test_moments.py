"""Days as people name them, in plans of one week and of several."""

from __future__ import annotations

from datetime import date

import pytest

from staffopt.domain.calendar import Horizon
from staffopt.errors import ConfigError
from staffopt.explaining.moments import day_of, slot_of

WEEK = Horizon(date(2026, 3, 16), 7, "Europe/Warsaw", 60)
FORTNIGHT = Horizon(date(2026, 3, 16), 14, "Europe/Warsaw", 60)


def test_a_weekday_is_enough_for_one_week():
    """Sat is the 21st, and 17:15 of it lies in the slot of 17:00."""
    assert day_of(WEEK, "Sat") == date(2026, 3, 21)
    assert slot_of(WEEK, "sat 17:15") == 5 * 24 + 17


def test_a_weekday_that_comes_twice_is_not_guessed():
    """Of two Saturdays the date says which; the error names both."""
    assert day_of(FORTNIGHT, "2026-03-28") == date(2026, 3, 28)
    with pytest.raises(ConfigError, match="expected one of 2026-03-21, 2026-03-28"):
        day_of(FORTNIGHT, "sat")
    with pytest.raises(ConfigError, match="expected a date from 2026-03-16 to 2026-03-29"):
        day_of(FORTNIGHT, "2026-04-06")
