"""People for work at set times of the open day: the static form of a labour standard."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from staffopt.domain.demand import Demand
from staffopt.staffing_methods.base import Need, StaffingMethod
from staffopt.staffing_methods.rate import dearer


class Task(BaseModel):
    """So many people for so long, counted from an opening or back from a closing."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    people: int = Field(1, ge=1, le=60, description="People who do it.")
    minutes: int = Field(gt=0, le=1440, description="How long it takes.")
    after_opening: int | None = Field(
        None, ge=0, le=1440, description="Minutes from an opening to its start."
    )
    before_closing: int | None = Field(
        None, ge=1, le=1440, description="Minutes from its start to the closing."
    )

    @model_validator(mode="after")
    def _one_anchor(self) -> Self:
        if (self.after_opening is None) == (self.before_closing is None):
            raise ValueError("either after_opening or before_closing")
        return self


class AroundOpening(StaffingMethod):
    """Needs people for tasks at set times after opening or before closing, customers or not.

    Tasks at the same time add up. What lies outside the open hours is left out: crews before
    opening and after closing are `opening_minutes` and `closing_minutes`.
    """

    name = "around_opening"

    tasks: tuple[Task, ...] = Field(min_length=1, description="What is to be done, and when.")
    price: float = Field(
        10.0, ge=0, le=100_000, description="What the first missing person costs, per hour."
    )
    growth: float = Field(
        0.5, ge=0, le=10, description="How much dearer each further missing person is, as a share."
    )

    def need(self, demand: Demand, role: str, people_max: int) -> Need:
        horizon = demand.horizon
        edges = np.diff(demand.open.astype(np.int8), prepend=0, append=0)
        required = np.zeros(horizon.slots, np.int64)
        openings, closings = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
        for first, end in zip(openings.tolist(), closings.tolist(), strict=True):
            for task in self.tasks:
                if task.after_opening is not None:
                    start = horizon.instant(first) + timedelta(minutes=task.after_opening)
                else:
                    start = horizon.instant(end) - timedelta(minutes=task.before_closing or 0)
                stop = start + timedelta(minutes=task.minutes)
                begin = max(horizon.slot(start), first)
                until = max(begin, min(horizon.slot_up(stop), end))  # may lie before the horizon
                required[begin:until] += task.people
        missing = np.maximum(required[:, None] - np.arange(people_max + 1), 0)
        hours = horizon.slot_minutes / 60
        return Need(required, dearer(missing, self.growth) * self.price * 100 * hours)
