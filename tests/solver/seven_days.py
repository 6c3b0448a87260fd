"""One cashier and a week of whole eight-hour days: every figure can be worked out by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np

from staffopt.domain.calendar import Horizon
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem, ShiftGrid
from staffopt.domain.requirement import Requirement, RoleRequirement
from staffopt.domain.shifts import Block, PastShift, Shift
from staffopt.goals import GOALS
from staffopt.rules import RULES
from staffopt.rules.base import Rule

HORIZON = Horizon(date(2025, 3, 3), 7, "UTC", 60)
OPENS, CLOSES = 8, 16
GOALS_OF_DAYS = (GOALS["service"](), GOALS["wages"]())


def rules_with(*rules: Rule) -> tuple[Rule, ...]:
    """What every store has, and some more."""
    return (*(RULES[name]() for name in ("one_shift_a_day", "skill_for_role")), *rules)


def seven_days(*past: PastShift) -> Problem:
    """Open from 08:00 to 16:00, 60.00 lost an hour with nobody there, 12.00 of wage."""
    staffed = (HORIZON.wall_minute >= OPENS * 60) & (HORIZON.wall_minute < CLOSES * 60)
    loss = np.where(staffed[:, None], [[6000, 0]], 0).astype(np.int64)
    role = RoleRequirement(staffed.astype(np.int32), loss)
    ann = Person("ann", "Ann", ("till",), 0, 56, 60, wage=1200)
    need = Requirement(HORIZON, {"till": role}, staffed, staffed)
    return Problem(need, (ann,), past=past, grid=ShiftGrid(start_step=60, lengths=(480,)))


def worked(end: datetime, hours: int, source: str = "worked") -> PastShift:
    """A shift of so many hours up to an instant."""
    block = Block(end - timedelta(hours=hours), end, role="till")
    return PastShift(Shift(f"until {end:%d %H:%M}", "ann", (block,)), source)
