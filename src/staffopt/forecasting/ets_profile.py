"""The level of the days by exponential smoothing, times a smoothed profile of the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar, NamedTuple

import numpy as np
from pydantic import Field

from staffopt.domain.calendar import DAY
from staffopt.forecasting.base import Floats, Forecaster
from staffopt.forecasting.daily_level import DailyLevel, Gains, daily_level
from staffopt.forecasting.day_profile import day_profile
from staffopt.forecasting.holiday_effects import Kind, is_usual, kind_of, learn_effects
from staffopt.forecasting.past import Past
from staffopt.forecasting.published_days import published_logs, published_rows, usual_week
from staffopt.forecasting.strange_weeks import StrangeWeeks


class Learnt(NamedTuple):
    """What a past says: rates by weekday and looks at them, who came a day, and the level."""

    rates: Floats
    looks: Floats
    kinds: list[Kind | None]
    events: Floats
    level: DailyLevel


class EtsProfile(Forecaster):
    """Follows the totals of the days, and deals each out over the day by a smoothed profile.

    Exponential smoothing: every day moves the level, a damped trend and its weekday's season by a
    part of what it was missed by. A week far off is passed over, and two running to the same side
    are the new level. Good where the level moves from day to day, as before Christmas or in a young
    shop; in steady ones `gam` is a little nearer. Holidays, their eves and the days after them get
    what they did before.
    """

    name = "ets_profile"
    least_days: ClassVar[int] = 14
    learns_holidays: ClassVar[bool] = True

    level_gain: float = Field(
        0.1, ge=0.0, le=1.0, description="How far a busier day moves the level: 0 never, 1 wholly."
    )
    trend_gain: float = Field(
        0.002, ge=0.0, le=1.0, description="How far a busier day moves the daily trend."
    )
    season_gain: float = Field(
        0.05, ge=0.0, le=1.0, description="How far a busier day moves its weekday's season."
    )
    half_life_weeks: float = Field(
        26.0, ge=1.0, description="After how many weeks a day counts half in the profile."
    )
    shape_customers: float = Field(
        30.0,
        ge=0.1,
        description="With so many customers near an hour, a weekday's own profile counts half.",
    )

    def expect(
        self, past: Past, dates: Sequence[date], skip: Mapping[date, str]
    ) -> tuple[Floats, Floats]:
        rates, looks, kinds, events, level = self._learn(past, skip)
        effects = learn_effects(kinds, events, level.expected, published_rows(past, skip))
        week = usual_week(rates, looks > 0) * np.exp(level.seasons)
        factors = [
            level.factor(day.weekday(), (day - past.end).days)
            * np.exp(effects.log(kind_of(day, skip), log))
            for day, log in zip(dates, published_logs(dates, skip, week), strict=True)
        ]
        rows = [day.weekday() for day in dates]
        guessed = (looks == 0.0)[rows].astype(float)
        return rates[rows] * np.array(factors)[:, None], guessed

    def strange_weeks(self, past: Past, skip: Mapping[date, str]) -> tuple[StrangeWeeks, ...]:
        return self._learn(past, skip).level.watch.found(past.end)

    def _learn(self, past: Past, skip: Mapping[date, str]) -> Learnt:
        """The profile of each weekday, and the level of the days by it."""
        days = [past.first + row * DAY for row in range(len(past.counts))]
        weekday = np.array([day.weekday() for day in days], np.int64)
        counts = np.where(past.known, past.counts, 0.0)
        age = np.arange(len(days))[::-1]
        weight = 0.5 ** (age / (7.0 * self.half_life_weeks))
        weight *= np.array([is_usual(day, skip) for day in days], bool)
        mine = (weekday == np.arange(7)[:, None]) * weight
        looks = mine @ past.known
        rates = day_profile(mine @ counts, looks, self.shape_customers)
        kinds = [kind_of(day, skip) for day in days]
        plain = np.array([kind is None for kind in kinds], bool)
        events = counts.sum(axis=1)
        usual = np.where(past.known, rates[weekday], 0.0).sum(axis=1)
        gains = Gains(self.level_gain, self.trend_gain, self.season_gain)
        level = daily_level(events, usual, weekday, plain, gains)
        return Learnt(rates, looks, kinds, events, level)
