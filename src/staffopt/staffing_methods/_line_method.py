"""What the methods for lines of customers have in common."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

import numpy as np
from pydantic import Field

from staffopt.domain.arrays import Floats, Ints
from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Demand, DriverDemand
from staffopt.domain.people import Person
from staffopt.staffing_methods.base import Need, PlanFor, StaffingMethod, planned
from staffopt.staffing_methods.handling import Handling
from staffopt.staffing_methods.learners import Learners
from staffopt.staffing_methods.line import Line
from staffopt.staffing_methods.shortages import by_people
from staffopt.staffing_methods.uncertainty import rate_factors


class LineMethod(StaffingMethod):
    """Serves customers who wait in one line, a share of them within so many seconds."""

    fades: ClassVar[bool]
    """Whether patience is exponential about its mean, or the same for everybody."""

    driver: str = Field(description="The driver whose customers are served.")
    share: float = Field(
        1.0, gt=0, le=1, description="Share of the driver's customers who come here."
    )
    handling: Handling = Field(description="How long serving one customer takes.")
    learners: Learners | None = Field(
        None, description="How much longer people take who are new, and who help them."
    )
    served_share: float = Field(
        0.8, gt=0, lt=1, description="Share of customers to be served in time."
    )
    within_seconds: float = Field(
        60.0, ge=0, le=86_400, description="The longest wait that counts as in time."
    )
    plan_for: PlanFor = Field(
        "mean", description="The demand the target is met at: mean, or a quantile such as 0.8."
    )
    minute_price: float = Field(
        0.5, ge=0, le=1000, description="What one customer waiting one minute costs."
    )
    lost_price: float = Field(
        5.0, ge=0, le=100_000, description="The margin lost with a customer who leaves."
    )
    patience_minutes: float = Field(
        15.0, gt=0, le=1440, description="The wait at which a customer leaves."
    )
    balking_share: float = Field(
        0.0,
        ge=0,
        le=0.95,
        description="Share of those who would have to wait that leaves at once.",
    )
    shortage_minutes: float = Field(
        480.0,
        ge=15,
        le=10_080,
        description="How long people are taken to be more or fewer than required, on average; "
        "a slot at least.",
    )

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.driver,)

    @property
    def each(self) -> int:
        """Customers that one person lets be served at a time."""
        return 1

    @property
    def places(self) -> int | None:
        """Customers at most who can be served at a time."""
        return None if self.most is None else self.most * self.each

    def customers(self, demand: Demand, role: str) -> DriverDemand:
        """Those of the driver's customers who come here."""
        driver = self.driver_demand(demand, self.driver, role)
        if self.share == 1.0:
            return driver
        return driver.thinned(self.share, demand.horizon)

    def for_team(
        self, role: str, people: Sequence[Person], dates: Sequence[date]
    ) -> StaffingMethod:
        """With the handling time of an average team: whoever has the role, by target hours."""
        if self.learners is None:
            return self
        new = self.learners.share((each for each in people if role in each.roles), dates)
        slower = float(self.learners.slower(np.array(1.0), np.array(new)))
        longer = self.handling.model_copy(update={"factor": self.handling.factor * slower})
        return self.model_copy(update={"handling": longer})

    def people_for(self, rates: Floats, service: float) -> Ints:
        """The fewest people who meet the target for so many customers a second, once steady."""
        raise NotImplementedError

    def need(self, demand: Demand, role: str, people_max: int) -> Need:
        driver = self.customers(demand, role)
        service = self.handling.mean_seconds(driver, f"roles.{role}.handling")
        slot = demand.horizon.slot_minutes * 60
        required = self.people_for(planned(driver, self.plan_for) / slot, service)
        line = Line(
            arrivals=np.where(demand.open, driver.mean, 0.0),
            factors=_levels(driver, demand.horizon),
            slot=slot,
            service=service,
            within=self.within_seconds,
            patience=self.patience_minutes * 60,
            fades=self.fades,
            balking=self.balking_share,
            rest=_rest(driver, demand.horizon),
            each=self.each,
            places=self.places,
        )
        useful = people_max if self.places is None else -(-self.places // self.each)
        usual = np.maximum(required, self.crew_due(demand)).clip(max=min(useful, people_max))
        served = by_people(line, usual, people_max, self.shortage_minutes * 60 / slot)
        price = served.wait / 60 * self.minute_price + served.left * self.lost_price
        return Need(
            required=required,
            loss=price * line.arrivals[:, None] * 100,
            service_level=served.in_time,
            wait=served.wait,
            driver=driver,
            workload=driver.mean * service,
            line=line,
        )


def _levels(driver: DriverDemand, horizon: Horizon) -> Floats:
    """How busy days may be: the same factors for all slots, or each slot's where they differ."""
    if not driver.later and not driver.doubts:
        return rate_factors(driver.spread.day)
    varied = driver.lift - 1.0
    for at, spread in driver.slots_of_weeks(horizon):
        varied[at] += spread.day * (1.0 + varied[at])
    kinds, kind = np.unique(varied, return_inverse=True)
    made = [rate_factors(float(variance)) for variance in kinds]
    longest = max(len(factors) for factors in made)
    return np.array([np.broadcast_to(factors, longest) for factors in made])[kind]


def _rest(driver: DriverDemand, horizon: Horizon) -> Floats:
    """What each slot's rate varies by apart from its day's level."""
    weeks = driver.slots_of_weeks(horizon)
    return np.concatenate([spread.rest_variance(driver.mean[at]) for at, spread in weeks])
