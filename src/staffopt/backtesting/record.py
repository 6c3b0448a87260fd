"""A backtest as plain values, for scripts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from staffopt.backtesting.result import Backtest, worst_day
from staffopt.backtesting.score import Score
from staffopt.backtesting.tested_week import TestedWeek

DIGITS = 4


def record(found: Backtest) -> dict[str, Any]:
    """The figures of all weeks together and of each, shares as they are, not in percent."""
    return {
        "driver": found.driver,
        "method": found.method,
        "lead_days": found.lead_days,
        "minutes": found.minutes,
        "score": score_record(found.score),
        "weeks": [
            {**_week(found, week), **score_record(score)}
            for week, score in zip(found.weeks, found.scores, strict=True)
        ],
        "worst_weeks": [week.first.isoformat() for week in found.worst()],
    }


def score_record(score: Score) -> dict[str, Any]:
    """One score; null where nobody came to divide by."""
    figures = {
        "wape": score.wape,
        "floor": score.floor,
        "ratio_to_floor": score.ratio,
        "bias": score.bias,
        "mase": score.mase,
        "deviance": score.deviance,
    }
    return {
        "slots": score.slots,
        "customers": round(score.customers, DIGITS),
        "sparse": score.sparse,
        **{name: _rounded(value) for name, value in figures.items()},
        "pinball": {str(level): _rounded(value) for level, value in score.pinball.items()},
        "coverage": {str(level): _rounded(value) for level, value in score.coverage.items()},
    }


def _week(found: Backtest, week: TestedWeek) -> dict[str, Any]:
    day = worst_day(week)
    came, expected = week.days[day]
    return {
        "week": week.first.isoformat(),
        "as_of": week.as_of.isoformat(),
        "expected": round(float(week.mean.sum()), DIGITS),
        "spread": {part: round(value, 6) for part, value in asdict(week.spread).items()},
        "worst_day": {
            "date": day.isoformat(),
            "holiday": found.holiday_near(day),
            "customers": round(came, DIGITS),
            "expected": round(expected, DIGITS),
        },
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
