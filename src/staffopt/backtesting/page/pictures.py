"""The pictures of a backtest: week by week, day by day, by the time of day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from staffopt.backtesting.page.frame import Frame
from staffopt.backtesting.result import Backtest
from staffopt.backtesting.score import Score
from staffopt.formats.page.dates import DAYS, MONTHS, day_month

LOW, HIGH = 0.1, 0.9
"""Between these quantiles lie eight days in ten."""


@dataclass(frozen=True)
class Dot:
    """One thing that happened; `odd` on a holiday and next to one."""

    left: float
    bottom: float
    said: str
    odd: bool = False


@dataclass(frozen=True)
class Picture:
    """Lines over an area, with dots and what stands at the axes; `said` is for who cannot see."""

    area: str
    lines: tuple[str, ...]
    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]
    marks: tuple[tuple[float, str], ...]
    said: str
    title: str = ""


def by_week(tests: Sequence[Backtest]) -> Picture:
    """The error of every method in every week over its noise floor; the deviance where sparse."""
    sparse = tests[0].score.sparse
    rows = [[_error(score, sparse=sparse) for score in test.scores] for test in tests]
    floor = [0.0 if sparse else 100 * (score.floor or 0.0) for score in tests[0].scores]
    frame = Frame.over(*rows, floor)
    dots = (
        Dot(frame.left(at), frame.height(value), f"{test.method}, {week.first}: {value:.3g}")
        for test, row in zip(tests, rows, strict=True)
        for at, (week, value) in enumerate(zip(test.weeks, row, strict=True))
    )
    return Picture(
        area=frame.band([0.0] * len(floor), floor),
        lines=tuple(frame.line(row) for row in rows),
        dots=tuple(dots),
        ticks=tuple(frame.ticks),
        marks=_months([week.first for week in tests[0].weeks], frame),
        said=f"errors of {', '.join(test.method for test in tests)} in {len(floor)} weeks",
    )


def by_day(test: Backtest) -> Picture:
    """What came on every day, what was expected, and where eight days in ten should lie."""
    weeks = sorted(test.weeks, key=lambda week: week.first)
    days = [(day, *totals) for week in weeks for day, totals in week.days.items()]
    came = [float(day[1]) for day in days]
    mean = np.array([day[2] for day in days])
    low, high = (
        [limit for week in weeks for limit in week.day_quantiles(level).values()]
        for level in (LOW, HIGH)
    )
    frame = Frame.over(came, high, mean.tolist())
    dots = (
        Dot(
            frame.left(at),
            frame.height(came[at]),
            f"{day_month(day)}: {came[at]:,.0f} came, {mean[at]:,.0f} expected",
            odd=bool(test.holiday_near(day)),
        )
        for at, (day, *_) in enumerate(days)
    )
    inside = sum(lo <= each <= hi for lo, each, hi in zip(low, came, high, strict=True))
    return Picture(
        area=frame.band(low, high),
        lines=(frame.line(mean.tolist()),),
        dots=tuple(dots),
        ticks=tuple(frame.ticks),
        marks=_months([day for day, *_ in days], frame),
        said=f"{inside} of {len(days)} days lie between their {LOW:.0%} and {HIGH:.0%} quantiles",
    )


def by_time(test: Backtest) -> tuple[Picture, ...]:
    """For each weekday the mean of what came and of what was expected, by the time of day."""
    weekday = _joined([(week.first.weekday() + week.day) % 7 for week in test.weeks])
    minute = _joined([week.minute for week in test.weeks])
    came = _joined([week.actual for week in test.weeks])
    mean = _joined([week.mean for week in test.weeks])
    times = np.arange(minute.min(), minute.max() + 1, test.minutes)
    rows = {
        day: [_average(values, (weekday == day), minute, times) for values in (came, mean)]
        for day in np.unique(weekday).tolist()
    }
    top = max(max(row) for pair in rows.values() for row in pair) or 1.0
    frame = Frame(len(times), top)
    hours = [at for at, minutes in enumerate(times) if minutes % 240 == 0]
    marks = tuple((frame.left(at), f"{times[at] // 60}:00") for at in hours)
    return tuple(
        Picture(
            area=frame.band([0.0] * len(times), seen),
            lines=(frame.line(expected),),
            dots=(),
            ticks=tuple(frame.ticks),
            marks=marks,
            said=f"{DAYS[day]}: {sum(seen):,.1f} came on average, {sum(expected):,.1f} expected",
            title=DAYS[day],
        )
        for day, (seen, expected) in rows.items()
    )


def _error(score: Score, *, sparse: bool) -> float:
    return score.deviance if sparse else 100 * (score.wape or 0.0)


def _months(days: Sequence[date], frame: Frame) -> tuple[tuple[float, str], ...]:
    """The name of a month where its first date stands."""
    return tuple(
        (frame.left(at), MONTHS[day.month - 1][:3])
        for at, day in enumerate(days)
        if at and (day.month, day.year) != (days[at - 1].month, days[at - 1].year)
    )


def _joined(parts: Sequence[np.ndarray]) -> np.ndarray:
    return np.concatenate(parts)


def _average(
    values: np.ndarray, mine: np.ndarray, minute: np.ndarray, times: np.ndarray
) -> list[float]:
    """The mean at each time of day, 0 where there is none."""
    at = [values[mine & (minute == time)] for time in times]
    return [float(each.mean()) if len(each) else 0.0 for each in at]
