"""What a simulation found: how long customers wait with a roster, where and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Floats
from staffopt.domain.calendar import Horizon, Span
from staffopt.domain.one_line import angled

LEVELS = (0.5, 0.8, 0.95)
"""In so many of the weeks a figure is at least as good as its quantile."""


@dataclass(frozen=True)
class DayService:
    """One role's day. `waits` and `shares` map a level to a mean wait and a share in time.

    In 80 % of the weeks the day's customers wait `waits[0.8]` seconds or less on average, and
    `shares[0.8]` of them or more are served in time.
    """

    day: date
    customers: float
    wait: float
    in_time: float
    left: float
    waits: Mapping[float, float]
    shares: Mapping[float, float]


@dataclass(frozen=True)
class Stretch:
    """Adjoining slots at risk of one role.

    `customers` come and `late` of them are not served in time in an average week; `people` are
    there and `load` have work, on average. Known of the bottleneck alone: how many are late with
    one more person there, and what that saves in a week, at the role's prices of waiting and of
    lost customers, in hundredths of the currency.
    """

    role: str
    span: Span
    customers: float
    late: float
    people: float
    load: float
    late_with_one_more: float | None = None
    saved_with_one_more: int | None = None


@dataclass(frozen=True)
class WeekTotals:
    """A role's customers in each random week: how many come, wait for how long, are served or not.

    `waited` are seconds; `in_time` began within the target; `left` were never served.
    """

    came: NDArray[np.int64]
    waited: Floats
    in_time: NDArray[np.int64]
    left: NDArray[np.int64]

    def __add__(self, other: WeekTotals) -> WeekTotals:
        """Two roles' customers as one crowd."""
        return WeekTotals(
            self.came + other.came,
            self.waited + other.waited,
            self.in_time + other.in_time,
            self.left + other.left,
        )

    @property
    def mean_in_time(self) -> float:
        """The share served in time; 1 where nobody comes."""
        return float(self.in_time.sum() / self.came.sum()) if self.came.any() else 1.0

    @property
    def mean_wait(self) -> float:
        """Seconds that a customer waits."""
        return float(self.waited.sum() / self.came.sum()) if self.came.any() else 0.0

    @property
    def mean_left(self) -> float:
        """Customers never served in an average week."""
        return float(self.left.mean())


@dataclass(frozen=True)
class RoleService:
    """One role's week, over all simulated weeks.

    `wait` is the mean in seconds, of those who leave up to their patience; `in_time` the share
    served within `within` seconds, `in_time_error` its standard error (None of a single week),
    `left` the share never served; where nobody comes, everybody is in time. `waits` and `shares`
    map a level to the quantiles of a week's mean wait and share in time. `days` are those with
    customers. Arrays have a number per slot of arrival, NaN where nobody came; `slot_waits` maps a
    level to the quantile, over the weeks, of the slot's mean wait. In `slots_at_risk` a smaller
    share than the target is in time, by more than chance explains. `people` are those of the
    roster, also where some call out. `weeks` are the sums of each week; `everybody_there` are those
    of the same customers without call-outs, where any were played.
    """

    role: str
    within: float
    served_share: float
    customers: float
    wait: float
    in_time: float
    in_time_error: float | None
    left: float
    waits: Mapping[float, float]
    shares: Mapping[float, float]
    people: NDArray[np.int64]
    slot_customers: Floats
    slot_in_time: Floats
    slot_wait: Floats
    slot_waits: Mapping[float, Floats]
    slots_at_risk: NDArray[np.bool_]
    days: tuple[DayService, ...]
    at_risk: tuple[Stretch, ...]
    weeks: WeekTotals
    everybody_there: WeekTotals | None = None


@dataclass(frozen=True)
class StressTest:
    """A roster against many random weeks of customers, role by role.

    Everybody who is due on a day is absent with the chance `call_outs`, by which `person_days_lost`
    of an average week are lost.
    """

    horizon: Horizon
    weeks: int
    seed: int
    roles: Mapping[str, RoleService]
    bottleneck: Stretch | None
    currency: str = ""
    call_outs: float = 0.0
    person_days_lost: float = 0.0
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        served = (f"{name} {one.in_time:.1%} in time" for name, one in self.roles.items())
        return angled("StressTest", self.horizon, f"{self.weeks} times", *served)

    @property
    def together(self) -> WeekTotals:
        """All roles' customers as one crowd."""
        first, *others = (role.weeks for role in self.roles.values())
        return sum(others, start=first)

    @property
    def at_risk(self) -> tuple[Stretch, ...]:
        """Every role's stretches at risk, those with the most customers late first."""
        found = (one for role in self.roles.values() for one in role.at_risk)
        return tuple(sorted(found, key=lambda one: -one.late))
