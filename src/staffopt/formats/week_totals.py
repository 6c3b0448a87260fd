"""A plan of several weeks in a handful of numbers for each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from staffopt.domain.calendar import DAY
from staffopt.domain.plan import Plan
from staffopt.domain.spread import WEEK
from staffopt.formats.figures import RoleCover


@dataclass(frozen=True)
class PlannedWeek:
    """One week: what starts in it; `unmet` are the rules not met."""

    first: date
    last: date
    required_minutes: int
    short_minutes: int
    short_slots: int
    shifts: int
    paid_minutes: int
    unmet: int

    @property
    def covered(self) -> float:
        """The share of the needed staff time that is there."""
        return 1 - self.short_minutes / self.required_minutes if self.required_minutes else 1.0


def week_totals(plan: Plan, covers: Sequence[RoleCover]) -> tuple[PlannedWeek, ...]:
    """Return the weeks of the plan in their order."""
    days = range(0, plan.roster.horizon.days, WEEK)
    return tuple(_week(plan, covers, first) for first in days)


def _week(plan: Plan, covers: Sequence[RoleCover], first: int) -> PlannedWeek:
    """Return the week that begins on a day of the plan."""
    horizon = plan.roster.horizon
    end = min(first + WEEK, horizon.days)
    at = slice(horizon.day_starts[first], horizon.day_starts[end])
    short = [one.short[at] for one in covers]
    shifts = [s for s in plan.roster.shifts if first <= horizon.day_of(s.start) < end]
    starts = [one.start for one in plan.violations if one.start is not None]
    return PlannedWeek(
        first=horizon.first + first * DAY,
        last=horizon.first + (end - 1) * DAY,
        required_minutes=horizon.slot_minutes * sum(int(one.required[at].sum()) for one in covers),
        short_minutes=horizon.slot_minutes * sum(int(one.sum()) for one in short),
        short_slots=int(np.any([one > 0 for one in short], axis=0).sum()) if short else 0,
        shifts=len(shifts),
        paid_minutes=sum(shift.paid_minutes for shift in shifts),
        unmet=sum(first <= horizon.day_of(start) < end for start in starts),
    )
