"""Starts on the days when clocks change, by the time that the clock shows."""

from __future__ import annotations

from datetime import date, time, timedelta

import numpy as np
import pytest
from tests.rules.contract import by_check, by_shapes
from tests.stores_in_words import store

from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import ShiftTable
from staffopt.domain.shifts import Block, Shift
from staffopt.rules.fixed_shifts import FixedShift, FixedShifts
from staffopt.rules.start_windows import StartWindow
from staffopt.rules.training_held import TrainingHeld

CHANGES = (date(2026, 3, 29), date(2026, 10, 25))


def starts(day: date) -> tuple[Problem, list[Shift]]:
    """A day in Warsaw, and a shift of an hour from each of its quarter-hours."""
    problem, _ = store({"week": day, "days": 1, "people": {"Ann": None}})
    begins = map(problem.horizon.instant, range(problem.horizon.slots))
    blocks = [Block(at, at + timedelta(hours=1), role="cashier") for at in begins]
    return problem, [Shift(f"{k}", "Ann", (block,)) for k, block in enumerate(blocks)]


@pytest.mark.parametrize("day", CHANGES)
@pytest.mark.parametrize("window", ["20:00-02:00", "01:30-02:30", "02:00-03:00", "03:15-02:15"])
def test_a_window_takes_what_the_clock_shows(day: date, window: str) -> None:
    """Search and check say the same of every quarter-hour, and hours shown twice count twice."""
    since, until = map(time.fromisoformat, window.split("-"))
    kind, (problem, shifts) = StartWindow(since=since, until=until), starts(day)
    slots = np.arange(len(shifts))
    rows = kind.rows(ShiftTable(problem.horizon, slots * 0, slots, slots + 4, slots, slots))
    assert [kind.takes(problem, shift) for shift in shifts] == rows.tolist()


@pytest.mark.parametrize(("day", "listed"), [(CHANGES[0], 0), (CHANGES[1], 2)])
def test_a_listed_start_is_one_that_the_clock_shows(day: date, listed: int) -> None:
    """02:30 is skipped in March, so that no shift begins then, and shown twice in October."""
    rule = FixedShifts(shifts=(FixedShift(start=time(2, 30), hours=1),))
    problem, shifts = starts(day)
    rosters = [Roster(problem.horizon, (shift,)) for shift in shifts]
    fine = [not by_check(rule, problem, each).blames for each in rosters]
    told = [not by_shapes(rule, problem, each, TrainingHeld()).blames for each in rosters]
    assert fine == told
    assert sum(fine) == listed
