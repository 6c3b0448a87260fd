"""What a backtest found: every week, all of them together, and the worst."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from staffopt.backtesting.score import Score, score
from staffopt.backtesting.tested_week import TestedWeek
from staffopt.domain.calendar import DAY
from staffopt.domain.one_line import count
from staffopt.forecasting.poisson_deviance import deviance

MOST_WORST = 3


@dataclass(frozen=True)
class Backtest:
    """How good a forecaster was for one driver, week by week, so many days ahead.

    `score` is over all weeks, `scores` has one for each. `worst` names the weeks that went worst.
    """

    driver: str
    method: str
    lead_days: int
    minutes: int
    weeks: tuple[TestedWeek, ...]
    holidays: Mapping[date, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        weeks = f"{count(len(self.weeks), 'week')} of {self.driver} by {self.method}"
        error, ratio = self.score.wape, self.score.ratio
        said = "nobody came" if error is None else f"error {error:.1%}"
        floor = "" if ratio is None else f", {ratio:.3f} of the floor"
        return f"<Backtest {weeks}, {self.lead_days} days ahead: {said}{floor}>"

    @cached_property
    def score(self) -> Score:
        return score(self.weeks)

    @cached_property
    def scores(self) -> tuple[Score, ...]:
        return tuple(score([week]) for week in self.weeks)

    def worst(self, most: int = MOST_WORST) -> tuple[TestedWeek, ...]:
        """The weeks with the largest deviance per slot, worst first."""
        order = sorted(self.weeks, key=lambda week: -float(deviance(week.actual, week.mean).mean()))
        return tuple(order[:most])

    def holiday_near(self, day: date) -> str:
        """The holiday that a date is, or is the eve of or the day after; else nothing."""
        for said, holiday in (("", day), ("eve of ", day + DAY), ("day after ", day - DAY)):
            if holiday in self.holidays:
                return said + self.holidays[holiday]
        return ""


def worst_day(week: TestedWeek) -> date:
    """The day whose total was missed by most, as the deviance has it."""
    totals = week.days
    actual, mean = np.array(list(totals.values())).T
    return list(totals)[int(np.argmax(deviance(actual, mean)))]
