"""People for a queue: tills, desks, counters."""

from __future__ import annotations

import numpy as np
from pydantic import Field

from staffopt.domain.demand import Demand
from staffopt.staffing_methods.base import Need, PlanFor, StaffingMethod, planned
from staffopt.staffing_methods.handling import Handling
from staffopt.staffing_methods.line import Line
from staffopt.staffing_methods.queue import people_for
from staffopt.staffing_methods.shortages import by_people
from staffopt.staffing_methods.uncertainty import rate_factors


class ErlangC(StaffingMethod):
    """Serves a share of the customers within so many seconds, by Erlang C.

    `required` is the fewest people for whom Erlang C meets the target at the planned-for demand.
    The loss is money: what the slot's customers wait, at the value of a minute, and the margin of
    those who leave because the wait would outlast their patience, averaged over the forecast's
    uncertainty. Each slot begins with the line that the one before leaves: people fewer than
    required are taken to have been fewer for `shortage_minutes`.
    """

    name = "erlang_c"

    driver: str = Field(description="The driver whose customers are served.")
    handling: Handling = Field(description="How long serving one customer takes.")
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
    shortage_minutes: float = Field(
        480.0,
        ge=15,
        le=10_080,
        description="How long people are taken to be more or fewer than required, on average.",
    )

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.driver,)

    def need(self, demand: Demand, role: str, people_max: int) -> Need:
        driver = self.driver_demand(demand, self.driver, role)
        service = self.handling.mean_seconds(driver, f"roles.{role}.handling")
        slot = demand.horizon.slot_minutes * 60
        target = planned(driver, self.plan_for)
        required = people_for(
            target * service / slot, service, self.within_seconds, self.served_share
        )
        line = Line(
            arrivals=np.where(demand.open, driver.mean, 0.0),
            factors=rate_factors(driver.dispersion),
            slot=slot,
            service=service,
            within=self.within_seconds,
            patience=self.patience_minutes * 60,
        )
        usual = np.minimum(np.maximum(required, self.crew_due(demand)), people_max)
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
