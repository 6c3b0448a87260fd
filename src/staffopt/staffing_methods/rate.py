"""People for work that is done at a rate: filling, picking, checking in deliveries."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from staffopt.domain.arrays import Floats, Ints
from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Demand, DriverDemand
from staffopt.errors import ConfigError, Problem, one_of
from staffopt.staffing_methods.base import Need, PlanFor, StaffingMethod, planned, planned_by_day

NEARLY = 1e-9
"""Rounding up must not add a person for an error of floating point."""


class Band(BaseModel):
    """From so many units an hour on, so many people."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    above: float = Field(ge=0, description="Units an hour from which the band holds.")
    people: int = Field(ge=0, le=60, description="People in the band.")


class Rate(StaffingMethod):
    """Needs people in proportion to units of work, or by bands.

    A unit is an event of the driver, or a `measure` of it such as items sold. People are units an
    hour over `units_per_hour`, rounded, or the last band reached. Each missing person costs
    `price` per hour, and each further one `growth` more of it.
    """

    name = "rate"

    driver: str = Field(description="The driver that brings the work.")
    measure: str | None = Field(
        None, description="What is handled: a measure such as items; events if left out."
    )
    average: float | None = Field(
        None, ge=0, description="Units of the measure per event, instead of the history's average."
    )
    units_per_hour: float | None = Field(
        None, gt=0, description="Units one person handles in an hour."
    )
    bands: tuple[Band, ...] = Field((), description="People by units an hour, instead of a rate.")
    rounding: Literal["up", "nearest", "down"] = Field(
        "up", description="How parts of a person are rounded."
    )
    spread: Literal["slot", "day"] = Field(
        "slot", description="Whether work is due as it comes, or any time in the open day."
    )
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
    def _rate_or_bands(self) -> Rate:
        if (self.units_per_hour is None) == (not self.bands):
            raise ValueError("either units_per_hour or bands")
        steps = [(band.above, band.people) for band in self.bands]
        if any(a >= b or m > n for (a, m), (b, n) in pairwise(steps)):
            raise ValueError("bands in rising order, `above` and people")
        return self

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.driver,)

    def need(self, demand: Demand, role: str, people_max: int) -> Need:
        driver = self.driver_demand(demand, self.driver, role)
        each = units_each(driver, self.measure, self.average, role)
        if self.spread == "day":
            by_day = planned_by_day(driver, self.plan_for, demand.horizon)
            events = _over_the_day(by_day, demand)
        else:
            events = planned(driver, self.plan_for)
        hours = demand.horizon.slot_minutes / 60
        required = self._people(events * each / hours)
        missing = np.maximum(required[:, None] - np.arange(people_max + 1), 0)
        seconds = 3600 / self.units_per_hour if self.units_per_hour else None
        return Need(
            required=required,
            loss=dearer(missing, self.growth) * self.price * 100 * hours,
            driver=driver,
            workload=None if seconds is None else events * each * seconds,
        )

    def _people(self, units: Floats) -> Ints:
        """People for units an hour."""
        if self.units_per_hour is None:
            above = [band.above for band in self.bands]
            people = np.array([0, *(band.people for band in self.bands)])
            reached = np.searchsorted(above, units, side="right")
            return np.where(units > 0, people[reached], 0).astype(np.int64)
        exact = units / self.units_per_hour
        rounded = {
            "up": np.ceil(exact - NEARLY),
            "nearest": np.floor(exact + 0.5 + NEARLY),
            "down": np.floor(exact + NEARLY),
        }[self.rounding]
        return np.maximum(rounded, 0).astype(np.int64)


def units_each(
    driver: DriverDemand, measure: str | None, average: float | None, role: str
) -> float:
    """Units of work per event."""
    if measure is None:
        return 1.0
    if average is not None:
        return average
    if measure not in driver.averages:
        known = f", or {one_of(measure, driver.averages)}" if driver.averages else ""
        found = f"no average of '{measure}' in the history"
        raise ConfigError(Problem(f"roles.{role}.measure", found, f"an `average`{known}"))
    return driver.averages[measure]


def dearer(missing: Ints, growth: float) -> Floats:
    """Missing people in units of the first one, each further one by `growth` dearer."""
    found: Floats = missing + growth * missing * (missing - 1) / 2
    return found


def _over_the_day(events: Floats, demand: Demand) -> Floats:
    """The same events, even over the open slots of each day."""
    horizon: Horizon = demand.horizon
    total = np.bincount(horizon.slot_day, np.where(demand.open, events, 0.0), horizon.days)
    slots = np.bincount(horizon.slot_day, demand.open, horizon.days)
    even = np.divide(total, slots, out=np.zeros(horizon.days), where=slots > 0)
    return np.where(demand.open, even[horizon.slot_day], 0.0)
