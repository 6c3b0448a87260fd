"""Shifts of the past that reach into the plan cover its first night."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from staffopt.domain.calendar import Horizon
from staffopt.domain.carried_cover import left_after
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.shifts import Activity, Block, PastShift, Shift

HORIZON = Horizon(date(2026, 6, 1), 7, "Europe/Warsaw", 60)
LOSS = [900, 300, 100, 0]


def need() -> Requirement:
    """Two cashiers at all hours; waits of 40, 30, 20 and 10 seconds with 0 to 3 of them."""
    slots = HORIZON.slots
    table = np.tile(np.array(LOSS, np.int64), (slots, 1))
    wait = np.tile(np.array([40.0, 30.0, 20.0, 10.0]), (slots, 1))
    role = RoleRequirement(np.full(slots, 2, np.int32), table, wait=wait)
    everywhere = np.ones(slots, bool)
    return Requirement(HORIZON, {"cashier": role}, everywhere, everywhere)


def night(hours_after: int, pause: int | None = None) -> PastShift:
    """From 22:00 on the eve until some hours after midnight, an hour of break after midnight."""
    start, end = (HORIZON.start + timedelta(hours=hour) for hour in (-2, hours_after))
    if pause is None:
        return PastShift(Shift("n", "E1", (Block(start, end, role="cashier"),)))
    rest, back = (HORIZON.start + timedelta(hours=hour) for hour in (pause, pause + 1))
    blocks = (
        Block(start, rest, role="cashier"),
        Block(rest, back, Activity.BREAK),
        Block(back, end, role="cashier"),
    )
    return PastShift(Shift("n", "E1", blocks))


def test_one_fewer_is_needed_until_the_night_shift_ends():
    """Until 06:00, but for the break at 03:00: one is left to find and pays as the second did."""
    left = left_after(need(), [night(6, pause=3)]).roles["cashier"]
    assert left.required[:8].tolist() == [1, 1, 1, 2, 1, 1, 2, 2]
    assert left.loss[0].tolist() == [300, 100, 0, -100]
    assert left.loss[3].tolist() == LOSS
    assert left.wait is not None
    assert left.wait[0].tolist() == [30, 20, 10, 10]
    assert (left.required[6:] == 2).all()


def test_shifts_that_do_not_reach_in_change_nothing():
    """One that ends at midnight and one inside the week are no cover of the past."""
    inside = Shift("i", "E1", (Block(HORIZON.start, HORIZON.instant(6), role="cashier"),))
    asked = need()
    assert left_after(asked, [night(0), PastShift(inside, "published")]) is asked


def test_the_plan_says_that_the_need_is_what_is_left():
    """Two people until 06:00."""
    other = Shift("m", "E2", night(5).shift.blocks)
    notes = left_after(need(), [night(6), PastShift(other)]).notes
    assert notes == (
        "2 people of the past roster at work until Mon 06:00: the need is what is left",
    )
