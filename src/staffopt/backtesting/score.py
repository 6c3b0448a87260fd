"""How good a forecast was over one week or many, in figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from staffopt.backtesting.measures import below, noise, pinball
from staffopt.backtesting.tested_week import TestedWeek
from staffopt.forecasting.poisson_deviance import deviance

SPARSE = 1.0
"""With fewer customers a slot the absolute error orders forecasts wrongly: zero looks best."""


@dataclass(frozen=True)
class Score:
    """Errors over the scored slots of some weeks; None where nobody came to divide by.

    `pinball` and `coverage` are by quantile level. Coverage counts a customer right on a quantile
    in part, so that perfect quantiles score their own level.
    """

    slots: int
    customers: float
    wape: float | None
    """Sum of absolute errors over customers."""
    bias: float | None
    """Expected customers over customers, less one."""
    mase: float | None
    """Absolute error over that of a copy of the week before, in what was known then."""
    deviance: float
    """Poisson deviance per slot; the fair judge at any volume."""
    floor: float | None
    """The wape that perfect rates would have, by chance alone."""
    pinball: Mapping[float, float]
    coverage: Mapping[float, float]

    @property
    def ratio(self) -> float | None:
        """The error over its noise floor: 1 is perfect."""
        return _over(self.wape, self.floor) if self.wape is not None else None

    @property
    def sparse(self) -> bool:
        """Whether slots see too few customers for the absolute error to mean anything."""
        return self.customers < SPARSE * self.slots


def score(weeks: Sequence[TestedWeek]) -> Score:
    """Judge weeks together, each slot alike."""
    actual = np.concatenate([week.actual for week in weeks])
    mean = np.concatenate([week.mean for week in weeks])
    rates = np.concatenate([week.rates for week in weeks])
    customers, missed = float(actual.sum()), float(np.abs(actual - mean).sum())
    copied = [week.step * len(week.actual) for week in weeks if week.step is not None]
    levels = weeks[0].quantiles
    return Score(
        slots=len(actual),
        customers=customers,
        wape=_over(missed, customers),
        bias=_over(float(mean.sum()) - customers, customers),
        mase=_over(missed, sum(copied)) if len(copied) == len(weeks) else None,
        deviance=float(deviance(actual, mean).mean()),
        floor=_over(float(noise(rates)[rates > 0].sum()), float(rates.sum())),
        pinball={level: _pinball(weeks, level) for level in levels},
        coverage={level: _coverage(weeks, level) for level in levels},
    )


def _over(part: float, whole: float | None) -> float | None:
    """A share, None where there is nothing to divide by."""
    return part / whole if whole else None


def _pinball(weeks: Sequence[TestedWeek], level: float) -> float:
    losses = [pinball(week.actual, week.quantiles[level], level) for week in weeks]
    return float(np.concatenate(losses).mean())


def _coverage(weeks: Sequence[TestedWeek], level: float) -> float:
    shares = [
        below(week.actual, week.quantiles[level], week.mean, week.spread, level, week.lift)
        for week in weeks
    ]
    return float(np.concatenate(shares).mean())
