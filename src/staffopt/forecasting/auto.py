"""The forecaster that did best of late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import ClassVar

import numpy as np
from pydantic import Field

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Counts, DriverDemand
from staffopt.domain.opening import Opening
from staffopt.forecasting.base import Floats, Forecaster
from staffopt.forecasting.ets_profile import EtsProfile
from staffopt.forecasting.gam import Gam
from staffopt.forecasting.past import Past
from staffopt.forecasting.same_slot_average import SameSlotAverage
from staffopt.forecasting.trial import tried

METHODS: tuple[Forecaster, ...] = (Gam(), EtsProfile(), SameSlotAverage())
"""The first is taken unless another is better by more than chance."""

FEWEST = 4
"""With fewer weeks to try them on, nothing is learnt from trying."""


class Auto(Forecaster):
    """Takes the best of `gam`, `ets_profile` and `same_slot_average` on the last known weeks.

    Each driver gets its own. Each week is forecast with the lead that the plan has, and judged by
    the Poisson deviance, which is fair to thin drivers too. `gam` stays unless another one is
    better by more than a standard error of the weekly differences, so that chance does not change
    the method from week to week. A note says which was taken and why.
    """

    name = "auto"
    least_days: ClassVar[int] = 14
    learns_holidays: ClassVar[bool] = True

    weeks: int = Field(13, ge=4, le=104, description="On how many known weeks to try them.")

    def expect(
        self, past: Past, dates: Sequence[date], skip: Mapping[date, str]
    ) -> tuple[Floats, Floats]:
        return self.settled(past, min(dates) - past.end, skip).expect(past, dates, skip)

    def settled(self, past: Past, lead: timedelta, skip: Mapping[date, str]) -> Forecaster:
        return self._choice(past, lead, skip)[0]

    def forecast(
        self, history: Counts, driver: str, horizon: Horizon, opening: Opening
    ) -> DriverDemand:
        past = self._known(history, driver, horizon.first)
        method, why = self._choice(past, horizon.first - past.end, opening.holidays)
        found = method.forecast(history, driver, horizon, opening)
        return replace(found, method=self.name, notes=(f"{driver}: {why}", *found.notes))

    def _choice(
        self, past: Past, lead: timedelta, skip: Mapping[date, str]
    ) -> tuple[Forecaster, str]:
        """The method to take, and why."""
        deviances = tried(METHODS, past, lead, self.weeks, skip)
        usual, weeks = METHODS[0], deviances.shape[1]
        if weeks < FEWEST:
            tested = f"{weeks} week{'' if weeks == 1 else 's'}"
            return usual, f"auto took {usual.name}; {tested} of history to try others on"
        best = int(np.argmin(deviances.sum(axis=1)))
        gained = deviances[0] - deviances[best]
        if float(gained.sum()) <= float(gained.std(ddof=1)) * weeks**0.5:
            best = 0
        totals = sorted(zip(deviances.sum(axis=1), METHODS, strict=True), key=lambda one: one[0])
        said = ", ".join(f"{method.name} {total:,.0f}" for total, method in totals)
        why = f"auto took {METHODS[best].name} by deviance over {weeks} weeks: {said}"
        return METHODS[best], why
