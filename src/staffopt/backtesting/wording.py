"""A backtest in sentences: who is best, and what went wrong in a week."""

from __future__ import annotations

from collections.abc import Sequence

from staffopt.backtesting.result import Backtest, worst_day
from staffopt.backtesting.tested_week import TestedWeek
from staffopt.domain.calendar import DAY
from staffopt.forecasting.base import WEEK


def weeks_text(found: Backtest) -> str:
    """Return `26 weeks, 2011-06-06 to 2011-12-04`."""
    many = f"{len(found.weeks)} week{'' if len(found.weeks) == 1 else 's'}"
    return f"{many}, {found.weeks[0].first} to {found.weeks[-1].first + WEEK - DAY}"


def setting_text(found: Backtest) -> str:
    """Return `14 days ahead, 60 minutes a slot, 7.27 customers in each`."""
    each = found.score.customers / found.score.slots
    ahead = f"{found.lead_days} day{'' if found.lead_days == 1 else 's'} ahead"
    return f"{ahead}, {found.minutes} minutes a slot, {each:.2f} customers in each"


def best_text(found: Sequence[Backtest]) -> str:
    """Which of several forecasters has the least deviance, and by how much; empty for one."""
    if len(found) < 2:
        return ""
    first, second, *_ = sorted(found, key=lambda one: one.score.deviance)
    if first.score.deviance == second.score.deviance:
        return f"{first.method} and {second.method} are alike by deviance."
    less = 1.0 - first.score.deviance / second.score.deviance
    return f"Best by deviance: {first.method}, {less:.1%} below {second.method}."


def day_text(found: Backtest, week: TestedWeek) -> str:
    """Return `Wed 23 Nov: 120 came, 195 expected (eve of Thanksgiving)`."""
    day = worst_day(week)
    came, expected = week.days[day]
    holiday = found.holiday_near(day)
    near = f" ({holiday})" if holiday else ""
    return f"{day:%a} {day.day} {day:%b}: {came:,.0f} came, {expected:,.0f} expected{near}"


def percent(value: float | None) -> str:
    """A share in percent; a dash where there is none."""
    return "-" if value is None else f"{value:.1%}"


def signed_percent(value: float | None) -> str:
    """A share in percent with its sign; a dash where there is none."""
    return "-" if value is None else f"{value:+.1%}"
