"""What a staffing method is: settings, and one method from demand to people and losses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, ClassVar

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from staffopt.domain.arrays import Bools, Floats, Ints
from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import QUANTILES, Demand, DriverDemand
from staffopt.domain.people import Person
from staffopt.domain.requirement import RoleRequirement
from staffopt.errors import ConfigError, Problem, one_of
from staffopt.staffing_methods.convex import convex_loss
from staffopt.staffing_methods.line import Line
from staffopt.staffing_methods.line_requirement import LineRequirement


def _mean_or_quantile(value: object) -> str | float:
    """Take `mean` or a known quantile."""
    if value == "mean" or value in QUANTILES:
        return value
    raise ValueError(f"mean, or one of {', '.join(map(str, QUANTILES))}")


PlanFor = Annotated[str | float, BeforeValidator(_mean_or_quantile)]


def planned(driver: DriverDemand, plan_for: str | float) -> Floats:
    """The customers per slot that are planned for: the mean or a quantile."""
    if isinstance(plan_for, str):
        return driver.mean
    return driver.quantiles[plan_for]


def planned_by_day(driver: DriverDemand, plan_for: str | float, horizon: Horizon) -> Floats:
    """The same where a day's work counts: each day's mean or quantile, dealt out as its mean is.

    Why: the slots' quantiles do not add up to the day's.
    """
    if isinstance(plan_for, str):
        return driver.mean
    days, wanted = driver.by_day(horizon), driver.day_quantiles(horizon, plan_for)
    times = np.divide(wanted, days, out=np.zeros(horizon.days), where=days > 0)
    return driver.mean * times[horizon.slot_day]


@dataclass(frozen=True)
class Need:
    """What customers need of one role in each slot, before any minimum crew.

    `required[t]` and `loss[t, n]` as in a RoleRequirement, the loss in hundredths of the currency
    but not yet convex or whole.
    """

    required: Ints
    loss: Floats
    service_level: Floats | None = None
    wait: Floats | None = None
    driver: DriverDemand | None = None
    workload: Floats | None = None
    line: Line | None = None
    """The customers, where they wait in a line."""


class StaffingMethod(BaseModel):
    """Turns expected customers into people needed, and into the loss that fewer people cause.

    A subclass sits in its own file, named as the method. Its fields are its config section, its
    docstring is its documentation page, and it implements `need`. Every method can also ask for a
    minimum crew in open hours and for a crew before opening and after closing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
    name: ClassVar[str]
    fills: ClassVar[bool] = False
    """Whether it looks at what the other roles need."""

    minimum: int = Field(0, ge=0, le=60, description="People always there while the store is open.")
    opening_minutes: int = Field(
        0, ge=0, le=360, description="Minutes before each opening in which a crew prepares."
    )
    closing_minutes: int = Field(
        0, ge=0, le=360, description="Minutes after each closing in which a crew finishes."
    )
    crew: int = Field(1, ge=1, le=60, description="People in the opening and closing crew.")
    most: int | None = Field(
        None, ge=1, le=60, description="People beyond whom more are of no use: places, tills."
    )
    missing_price: float = Field(
        200.0,
        ge=0,
        le=100_000,
        description="What one person missing from a minimum or a crew costs, per hour.",
    )

    @property
    def reads(self) -> tuple[str, ...]:
        """The drivers whose demand it needs."""
        return ()

    def need(self, demand: Demand, role: str, people_max: int) -> Need:
        """People and losses for n = 0 ... people_max, from customers alone."""
        raise NotImplementedError

    def need_beside(self, demand: Demand, role: str, people_max: int, others: Ints) -> Need:
        """The same for a method that fills in: `others` are required in other roles."""
        return self.need(demand, role, people_max)

    def requirement(
        self, demand: Demand, role: str, people_max: int, others: Ints | None = None
    ) -> RoleRequirement:
        """The people needed in each slot, and the convex loss of 0 ... people_max people.

        Below a minimum or a crew each missing person adds `missing_price` per hour. Nothing is
        needed or lost while nobody is there to be served and no crew is due. More than `most` are
        never required but for a crew, and do no more.
        """
        if others is None:
            others = np.zeros(demand.horizon.slots, np.int64)
        need = self.need_beside(demand, role, people_max, others)
        crew = self.crew_due(demand)
        served = demand.open[:, None]
        people = np.arange(people_max + 1)
        top = people_max if self.most is None else min(self.most, people_max)
        curves = np.where(served, need.loss[:, np.minimum(people, top)], 0.0)
        hours = demand.horizon.slot_minutes / 60
        missing = np.maximum(crew[:, None] - people, 0)
        price = round(self.missing_price * 100 * hours)
        wanted = need.required if self.most is None else np.minimum(need.required, self.most)
        required = np.maximum(np.where(demand.open, wanted, 0), crew)
        return LineRequirement(
            required=required.astype(np.int32),
            loss=convex_loss(curves) + missing * price,
            service_level=need.service_level,
            wait=need.wait,
            demand_p50=need.driver.quantiles[0.5] if need.driver else None,
            demand_p90=need.driver.quantiles[0.9] if need.driver else None,
            workload=need.workload,
            line=need.line,
        )

    def for_team(
        self, role: str, people: Sequence[Person], dates: Sequence[date]
    ) -> StaffingMethod:
        """The method as it is for the people who may work a role on some dates."""
        return self

    def crew_due(self, demand: Demand) -> Ints:
        """People who must be there in each slot, customers or not."""
        due = np.where(demand.open, self.minimum, 0)
        around = _around(demand.open, demand.horizon, self.opening_minutes, self.closing_minutes)
        return np.where(around & ~demand.open, self.crew, due)

    def driver_demand(self, demand: Demand, driver: str, role: str) -> DriverDemand:
        """The demand of one driver; a ConfigError that names the role where there is none."""
        if driver not in demand.drivers:
            known = one_of(driver, demand.drivers)
            raise ConfigError(Problem(f"roles.{role}.driver", repr(driver), known))
        return demand.drivers[driver]


def _around(is_open: Bools, horizon: Horizon, before: int, after: int) -> Bools:
    """The slots at most `before` minutes before an opening or `after` minutes past a closing."""
    near = np.zeros(len(is_open), bool)
    edges = np.diff(is_open.astype(int), prepend=0, append=0)
    for first in np.flatnonzero(edges == 1):
        start = horizon.slot(horizon.instant(int(first)) - timedelta(minutes=before))
        near[max(start, 0) : first] = True
    for end in np.flatnonzero(edges == -1):
        stop = horizon.slot_up(horizon.instant(int(end)) + timedelta(minutes=after))
        near[end:stop] = True
    return near
