"""Which shifts are proposed: over midnight, in split hours, when the clocks change."""

from __future__ import annotations

from datetime import date, time, timedelta

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon
from staffopt.domain.grid_shifts import all_shifts
from staffopt.domain.opening import Hours, Opening
from staffopt.domain.problem import Problem, ShiftGrid
from staffopt.domain.requirement import Requirement

ALWAYS: Hours = ((time(0), time(0)),)


def problem(week: Hours, first: date = date(2026, 6, 1), **grid: object) -> Problem:
    """A week in Warsaw in half-hours with the same hours every day."""
    horizon = Horizon(first, 7, "Europe/Warsaw", 30)
    is_open = Opening(dict.fromkeys(range(7), week)).mask(horizon)
    need = Requirement(horizon, {}, is_open, is_open)
    return Problem(need, (), grid=ShiftGrid(**grid))  # type: ignore[arg-type]


def test_a_store_that_never_closes_has_a_shift_at_every_start():
    """Every half-hour of seven days, eight hours long, the last night over the end of the week."""
    table = all_shifts(problem(ALWAYS, start_step=30, lengths=(480,)))
    assert len(table) == 7 * 48
    assert (table.day == np.repeat(np.arange(7), 48)).all()
    assert (table.minutes == 480).all()
    assert table.end.max() == 7 * 48 + 15


def test_a_shift_does_not_span_the_hours_between_two_openings():
    """Open 08:00-12:00 and 14:00-18:00: of 4 h each, one in the morning, one in the afternoon."""
    week = ((time(8), time(12)), (time(14), time(18)))
    table = all_shifts(problem(week, start_step=30, lengths=(240, 300)))
    assert (table.start[:2].tolist(), len(table)) == ([16, 28], 14)


@pytest.mark.parametrize(
    ("sunday", "hours"),
    [(date(2026, 3, 29), 7), (date(2026, 10, 25), 9), (date(2026, 6, 7), 8)],
)
def test_a_night_lasts_as_long_as_it_lasts(sunday: date, hours: int):
    """Open Saturday 22:00 to Sunday 06:00: 7 h when the clocks go forward, 9 h when back."""
    horizon = Horizon(sunday - timedelta(days=6), 7, "Europe/Warsaw", 30)
    is_open = Opening({5: ((time(22), time(6)),)}).mask(horizon)
    lengths = tuple(range(360, 601, 60))
    made = Problem(
        Requirement(horizon, {}, is_open, is_open), (), grid=ShiftGrid(30, lengths=lengths)
    )
    table = all_shifts(made)
    assert table.minutes.max() == 60 * hours
    whole = int(np.argmax(table.minutes))
    assert table.day[whole] == 5
    walls = [
        f"{horizon.local(horizon.instant(int(at[whole]))):%H}" for at in (table.start, table.end)
    ]
    assert walls == ["22", "06"]
