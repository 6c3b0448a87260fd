"""People for work that may wait, such as restocking: done where the other roles leave troughs."""

from __future__ import annotations

from datetime import time
from typing import ClassVar, Self

import numpy as np
from pydantic import Field, model_validator

from staffopt.domain.arrays import Bools, Ints
from staffopt.domain.demand import Demand
from staffopt.domain.wall_time import ClockTime
from staffopt.staffing_methods.base import Need, PlanFor, StaffingMethod, planned_by_day
from staffopt.staffing_methods.rate import dearer, units_each

MANY = 1000
"""So that people at the same work count only where the crowd is the same."""


class Deferrable(StaffingMethod):
    """Levels a day's work into the troughs of the other roles' requirement.

    What the driver brings in a day is turned into whole blocks of `block_minutes`, and each block,
    one after the other, goes to where the fewest people are required of all roles together, in open
    hours between `earliest` and `latest`. That is done before the week is planned: the search sees
    people required at these times, and does not move the work again.
    """

    name = "deferrable"
    fills: ClassVar[bool] = True

    driver: str = Field(description="The driver that brings the work.")
    measure: str | None = Field(
        None, description="What is handled: a measure such as items; events if left out."
    )
    average: float | None = Field(
        None, ge=0, description="Units of the measure per event, instead of the history's average."
    )
    units_per_hour: float = Field(gt=0, description="Units one person handles in an hour.")
    earliest: ClockTime = Field(
        time(0), description="When the work may begin, by the store's clock."
    )
    latest: ClockTime | None = Field(None, description="When it must be done; closing if left out.")
    block_minutes: int = Field(
        60, ge=5, le=480, description="How long one person at least stays with it."
    )
    at_once: int = Field(3, ge=1, le=60, description="People at most who do it at the same time.")
    plan_for: PlanFor = Field(
        "mean", description="The demand that is planned for: mean, or a quantile such as 0.8."
    )
    price: float = Field(
        10.0, ge=0, le=100_000, description="What the first missing person costs, per hour."
    )
    growth: float = Field(
        0.5, ge=0, le=10, description="How much dearer each further missing person is, as a share."
    )

    @model_validator(mode="after")
    def _some_time(self) -> Self:
        if self.latest is not None and self.latest <= self.earliest:
            raise ValueError("latest after earliest")
        return self

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.driver,)

    def need(self, demand: Demand, role: str, people_max: int) -> Need:
        nobody = np.zeros(demand.horizon.slots, np.int64)
        return self.need_beside(demand, role, people_max, nobody)

    def need_beside(self, demand: Demand, role: str, people_max: int, others: Ints) -> Need:
        driver = self.driver_demand(demand, self.driver, role)
        each = units_each(driver, self.measure, self.average, role)
        horizon = demand.horizon
        events = planned_by_day(driver, self.plan_for, horizon)
        units = np.where(demand.open, events, 0.0) * each
        required = np.zeros(horizon.slots, np.int64)
        allowed = self._allowed(demand)
        for day in range(horizon.days):
            slots = slice(horizon.day_starts[day], horizon.day_starts[day + 1])
            hours = float(units[slots].sum()) / self.units_per_hour
            free = allowed[slots] if allowed[slots].any() else demand.open[slots]
            required[slots] = self._levelled(hours, free, others[slots], horizon.slot_minutes)
        hour = horizon.slot_minutes / 60
        missing = np.maximum(required[:, None] - np.arange(people_max + 1), 0)
        return Need(
            required=required,
            loss=dearer(missing, self.growth) * self.price * 100 * hour,
            driver=driver,
            workload=units / self.units_per_hour * 3600,
        )

    def _allowed(self, demand: Demand) -> Bools:
        """The open slots in which the work may be done."""
        horizon = demand.horizon
        starts = [horizon.local(horizon.instant(t)).time() for t in range(horizon.slots)]
        latest = self.latest or time.max
        inside = np.array([self.earliest <= start < latest for start in starts])
        return inside & demand.open

    def _levelled(self, hours: float, free: Bools, others: Ints, minutes: int) -> Ints:
        """So many hours of a day in blocks, each where the fewest people are by then."""
        people = np.zeros(len(free), np.int64)
        length = min(-(-self.block_minutes // minutes), _longest(free))
        if not length:
            return people
        blocks = int(np.ceil(hours * 60 / (length * minutes) - 1e-9))
        windows = np.lib.stride_tricks.sliding_window_view
        for _ in range(blocks):
            room = windows(free & (people < self.at_once), length).all(axis=1)
            if not room.any():
                break
            crowd = windows((others + people) * MANY + people, length).sum(axis=1)
            start = int(np.argmin(np.where(room, crowd, np.iinfo(np.int64).max)))
            people[start : start + length] += 1
        return people


def _longest(free: Bools) -> int:
    """The longest run of free slots."""
    edges = np.flatnonzero(np.diff(free.astype(np.int8), prepend=0, append=0))
    return int(np.diff(edges)[::2].max(initial=0))
