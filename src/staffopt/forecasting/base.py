"""What a forecaster is: settings, and one method from the past to expected counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from staffopt.domain.calendar import DAY, Horizon
from staffopt.domain.demand import Counts, DriverDemand
from staffopt.domain.opening import Opening
from staffopt.errors import DataError, Problem
from staffopt.forecasting.averages import averages
from staffopt.forecasting.past import Past, by_slot, read_past
from staffopt.forecasting.quantiles import POISSON, dispersion, quantiles

Floats = NDArray[np.float64]

WEEK = 7 * DAY
TESTED_WEEKS = 8


class Forecaster(BaseModel):
    """Expects a driver's counts from its past alone.

    A subclass sits in its own file, named as the forecaster. Its fields are its config section,
    its docstring is its documentation page, and it implements `expect`. The quantiles around what
    it expects come from its own errors in the last eight known weeks.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: ClassVar[str]
    least_days: ClassVar[int] = 7
    """With fewer days between the first and the last known, there is no forecast."""

    @property
    def reads(self) -> tuple[str, ...]:
        """Drivers that must be in the history besides the forecast one."""
        return ()

    def expect(
        self, pasts: Mapping[str, Past], driver: str, dates: Sequence[date], skip: Collection[date]
    ) -> tuple[Floats, Floats]:
        """Expected counts, a row per date and a column per wall-clock slot, and where it guessed.

        `pasts` ends where knowledge ends; `skip` holds dates no ordinary day should be learnt from.
        The second answer is 1 where the past says nothing about that weekday and time.
        """
        raise NotImplementedError

    def forecast(
        self, history: Counts, driver: str, horizon: Horizon, opening: Opening
    ) -> DriverDemand:
        """Expected counts and quantiles per slot of the horizon, zero where the store is closed.

        All of `history` before the horizon is taken as known: the caller cuts it at `as_of`.
        """
        names = dict.fromkeys((driver, *self.reads))
        pasts = {name: read_past(history, name) for name in names if name in history.series}
        pasts = {name: past.until(horizon.first) for name, past in pasts.items()}
        self._demand_enough(pasts, driver)
        skip = frozenset(opening.holidays)
        rows, guessed = self.expect(pasts, driver, horizon.dates, skip)
        is_open = opening.mask(horizon)
        mean = np.where(is_open, by_slot(rows, horizon), 0.0)
        spread = self._dispersion(pasts, driver, horizon.first, skip)
        return DriverDemand(
            mean=mean,
            quantiles=quantiles(mean, spread),
            method=self.name,
            dispersion=spread,
            averages=averages(history, driver),
            notes=_guesses(driver, horizon, is_open & (by_slot(guessed, horizon) > 0)),
        )

    def _demand_enough(self, pasts: Mapping[str, Past], driver: str) -> None:
        """Raise unless every driver that is learnt from has enough known days."""
        problems = []
        for name in self.reads or (driver,):
            past = pasts.get(name)
            found = past.known_days if past else 0
            if found < self.least_days:
                before = f" before {past.end}" if past else ""
                problems.append(
                    Problem(
                        f"transactions, driver '{name}'",
                        f"{found} days of known history{before}",
                        f"at least {self.least_days} days for {self.name}; give more history, "
                        "a smaller lead_days or a demand file",
                    )
                )
        if problems:
            raise DataError(*problems)

    def _dispersion(
        self, pasts: Mapping[str, Past], driver: str, first: date, skip: Collection[date]
    ) -> float:
        """Forecast the last known weeks with the same lead and measure the errors."""
        past = pasts.get(driver)
        if past is None:
            return POISSON
        lead = first - past.end
        actual: list[Floats] = []
        expected: list[Floats] = []
        start = past.end - WEEK
        while len(actual) < TESTED_WEEKS and self._knows(pasts, driver, start - lead):
            dates = [start + timedelta(days=k) for k in range(7)]
            counts, known = past.on(dates)
            known &= ~np.array([day in skip for day in dates])[:, None]
            if known.any():
                then = {name: other.until(start - lead) for name, other in pasts.items()}
                rows, guessed = self.expect(then, driver, dates, skip)
                known &= guessed == 0
                actual.append(counts[known])
                expected.append(rows[known])
            start -= WEEK
        if not actual:
            return POISSON
        return dispersion(np.concatenate(actual), np.concatenate(expected))

    def _knows(self, pasts: Mapping[str, Past], driver: str, day: date) -> bool:
        """Whether a forecast could have been made with what was known on a date."""
        names = self.reads or (driver,)
        return all(pasts[name].until(day).known_days >= self.least_days for name in names)


def _guesses(driver: str, horizon: Horizon, slots: NDArray[np.bool_]) -> tuple[str, ...]:
    """Say on which dates the past holds nothing for the weekday and time."""
    days = sorted({horizon.dates[day] for day in horizon.slot_day[slots]})
    return tuple(
        f"{driver} on {day}: some open slots were never seen open on that weekday; "
        "expected from the same time on other days"
        for day in days
    )
