"""People for a queue: tills, desks, counters."""

from __future__ import annotations

import numpy as np
from pydantic import Field

from staffopt.domain.demand import Demand, DriverDemand
from staffopt.staffing_methods.base import Floats, Need, PlanFor, StaffingMethod, planned
from staffopt.staffing_methods.handling import Handling
from staffopt.staffing_methods.queue import people_for, wait_within
from staffopt.staffing_methods.uncertainty import rate_factors

SHORTEST, LONGEST = 1e-9, 1e9
"""Seconds between which an expected wait is held, so that nothing divides by zero or infinity."""


class ErlangC(StaffingMethod):
    """Serves a share of the customers within so many seconds, by Erlang C.

    `required` is the fewest people for whom Erlang C meets the target at the planned-for demand.
    The loss is money: what the slot's customers wait, at the value of a minute, and the margin of
    those who leave because the wait would outlast their patience, averaged over the forecast's
    uncertainty. Where people are fewer than the load, the line grows over `build_up_minutes`, and
    at worst everybody leaves. Then the lower convex envelope is taken: with very few people the
    formula loses everybody, yet each person there still serves those who stay, so that loss falls
    in proportion.
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
    build_up_minutes: float = Field(
        60.0, gt=0, le=1440, description="How long a shortage is taken to last."
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
        loss, level, wait = self._expected(driver, service, slot, people_max)
        return Need(required, loss, level, wait, driver, driver.mean * service)

    def _expected(
        self, driver: DriverDemand, service: float, slot: int, people_max: int
    ) -> tuple[Floats, Floats, Floats]:
        """Loss, share served in time and mean wait of those who stay, per slot and people."""
        shape = (len(driver.mean), people_max + 1)
        loss, level, wait = np.zeros(shape), np.ones(shape), np.zeros(shape)
        busy = np.flatnonzero(driver.mean > 0)
        factors = rate_factors(driver.dispersion)
        rates = driver.mean[busy, None] * factors
        chance, line = wait_within(
            rates * service / slot, service, self.build_up_minutes * 60, people_max
        )
        patience = self.patience_minutes * 60
        # Waits of those who wait at all are taken as exponential, as Erlang C's are; up to their
        # patience all wait, also those who then leave.
        line = np.clip(line, SHORTEST, LONGEST)
        decay = chance / line
        leave = chance * np.exp(-decay * patience)
        late = chance * np.exp(-decay * self.within_seconds)
        waited = line * -np.expm1(-decay * patience)
        price = waited / 60 * self.minute_price + leave * self.lost_price
        weight = (rates / driver.mean[busy, None] / len(factors))[:, :, None]
        loss[busy] = (weight * price).sum(axis=1) * driver.mean[busy, None] * 100
        level[busy] = 1.0 - (weight * late).sum(axis=1)
        wait[busy] = (weight * waited).sum(axis=1)
        return loss, level, wait
