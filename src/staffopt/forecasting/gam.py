"""Smooth rates by weekday and time of day, times the level of late and what holidays do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from staffopt.domain.calendar import DAY
from staffopt.forecasting.base import Floats, Forecaster
from staffopt.forecasting.holiday_curves import holiday_curve
from staffopt.forecasting.holiday_effects import Kind, is_usual, kind_of, learn_effects
from staffopt.forecasting.level import Level, level_of
from staffopt.forecasting.past import Past
from staffopt.forecasting.published_days import published_logs, published_rows, usual_week
from staffopt.forecasting.strange_weeks import StrangeWeeks
from staffopt.forecasting.weekday_splines import Evidence, smooth_rates


class Learnt(NamedTuple):
    """What a past says: rates by weekday, who came and usually comes a day, and the level."""

    evidence: Evidence
    rates: Floats
    kinds: list[Kind | None]
    counts: Floats
    usually: Floats
    level: Level


class Gam(Forecaster):
    """Draws a smooth curve of the day for each weekday, as busy as the last weeks were.

    A penalised Poisson regression: the log of the expected count is a spline of the time of day,
    plus a weekday's own level and shape. Old weeks count less. The level follows the last weeks
    with a damped trend; what it was missed by of late goes on as it did before. A week far off is
    passed over, and two running to the same side are the new level. Holidays, their eves and the
    days after them get what they did before, the same holiday first of all. Because neighbouring
    slots and weekdays help each other, it needs fewer customers than an average of single slots.
    """

    name = "gam"
    least_days: ClassVar[int] = 14
    learns_holidays: ClassVar[bool] = True

    half_life_weeks: float = Field(
        26.0, ge=1.0, description="After how many weeks a day counts half in the shape of the week."
    )
    weekday_price: float = Field(
        100.0, gt=0.0, description="How strongly weekdays are held to one shape of the day."
    )
    level_gain: float = Field(
        0.3, ge=0.0, le=1.0, description="How far a busier week moves the level: 0 never, 1 wholly."
    )
    trend_gain: float = Field(
        0.2, ge=0.0, le=1.0, description="How far a move of the level moves its trend."
    )

    def expect(
        self, past: Past, dates: Sequence[date], skip: Mapping[date, str]
    ) -> tuple[Floats, Floats]:
        evidence, rates, kinds, counts, usually, level = self._learn(past, skip)
        usual = usually.sum(axis=1) * np.exp(np.repeat(level.logs, 7)[-len(kinds) :])
        effects = learn_effects(kinds, counts.sum(axis=1), usual, published_rows(past, skip))
        known = published_logs(dates, skip, usual_week(rates, evidence.looks > 0))
        weeks = [(day - past.end).days // 7 for day in dates]
        levels = {week: level.factor(week) for week in set(weeks)}
        factors = [
            levels[week]
            * np.exp(effects.log(kind_of(day, skip), log))
            * holiday_curve(kind_of(day, skip), kinds, counts, usually)
            for day, week, log in zip(dates, weeks, known, strict=True)
        ]
        rows = [day.weekday() for day in dates]
        guessed = (evidence.looks == 0.0)[rows].astype(float)
        return rates[rows] * np.array(factors), guessed

    def strange_weeks(self, past: Past, skip: Mapping[date, str]) -> tuple[StrangeWeeks, ...]:
        return self._learn(past, skip).level.watch.found(past.end)

    def _learn(self, past: Past, skip: Mapping[date, str]) -> Learnt:
        """The shape of the week from ordinary days, and the level of the weeks by it."""
        days = [past.first + row * DAY for row in range(len(past.counts))]
        weekday = np.array([day.weekday() for day in days], np.int64)
        ordinary = np.array([is_usual(day, skip) for day in days], bool)
        evidence = self._evidence(past, weekday, ordinary)
        rates = smooth_rates(evidence, self.weekday_price)
        counts = np.where(past.known, past.counts, 0.0)
        usually = np.where(past.known, rates[weekday], 0.0)
        kinds = [kind_of(day, skip) for day in days]
        plain = np.array([kind is None for kind in kinds], bool)
        events, usual = _by_week(counts.sum(axis=1) * plain), _by_week(usually.sum(axis=1) * plain)
        level = level_of(events, usual, self.level_gain, self.trend_gain)
        return Learnt(evidence, rates, kinds, counts, usually, level)

    def _evidence(
        self, past: Past, weekday: NDArray[np.int64], ordinary: NDArray[np.bool_]
    ) -> Evidence:
        """Events and looks per weekday and slot of ordinary days, each day with its weight."""
        age = np.arange(len(past.counts))[::-1]
        weight = ordinary * 0.5 ** (age / (7.0 * self.half_life_weeks))
        days = (weekday == np.arange(7)[:, None]) * weight
        return Evidence(days @ np.where(past.known, past.counts, 0.0), days @ past.known)


def _by_week(days: Floats) -> Floats:
    """Sums over seven days, the last week ending with the last day; the first may be short."""
    short = -len(days) % 7
    sums: Floats = np.concatenate([np.zeros(short), days]).reshape(-1, 7).sum(axis=1)
    return sums
