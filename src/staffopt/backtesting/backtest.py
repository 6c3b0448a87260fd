"""so.backtest: a forecaster against any series of counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from staffopt.backtesting.given_series import read_series
from staffopt.backtesting.result import Backtest
from staffopt.backtesting.rolling import Subject, rolled, whole_weeks
from staffopt.domain.calendar import MINUTES_A_DAY
from staffopt.domain.demand import Counts
from staffopt.domain.opening import Opening
from staffopt.errors import ConfigError, DataError, Problem, one_of, shown
from staffopt.forecasting import FORECASTERS
from staffopt.forecasting.base import Forecaster

if TYPE_CHECKING:
    import pandas as pd

WEEKS = 26
LEAD_DAYS = 14
ALWAYS = {weekday: ((time(0), time(0)),) for weekday in range(7)}


def backtest(
    series: Counts | pd.Series,
    forecaster: Forecaster | str = "gam",
    *,
    lead: int = LEAD_DAYS,
    weeks: int | Sequence[date] = WEEKS,
    minutes: int | None = None,
    driver: str = "sales",
    holidays: Mapping[date, str] | None = None,
) -> Backtest:
    """Forecast past weeks, each from what was known `lead` days before it, and judge the forecasts.

    `series` holds counts with timestamps (pandas), or a history of ours, of which `driver` is
    taken. `weeks` is how many of the last whole weeks to test, Monday to Sunday, or the first days
    of those to test. Slots are added up to `minutes`; unknown ones are left out.
    """
    counts = series if isinstance(series, Counts) else read_series(series, driver)
    if driver not in counts.series:
        known = one_of(driver, counts.series)
        raise DataError(Problem("series", f"no driver {shown(driver)}", known))
    opening = Opening(ALWAYS, holidays=holidays or {})
    wanted = minutes or counts.horizon.slot_minutes
    subject = Subject(counts, driver, opening, timedelta(days=lead), wanted)
    check_settings(subject, weeks if isinstance(weeks, int) else len(weeks))
    method = _named(forecaster) if isinstance(forecaster, str) else forecaster
    return backtested(subject, method, weeks_of(subject, (method,), weeks))


def backtested(subject: Subject, forecaster: Forecaster, firsts: Sequence[date]) -> Backtest:
    """Test a forecaster on the weeks that start on given dates."""
    return Backtest(
        driver=subject.driver,
        method=forecaster.name,
        lead_days=subject.lead.days,
        minutes=subject.minutes,
        weeks=rolled(subject, forecaster, firsts),
        holidays=subject.opening.holidays,
    )


def check_settings(subject: Subject, weeks: int) -> None:
    """Raise a ConfigError with every setting that cannot be."""
    slot, problems = subject.counts.horizon.slot_minutes, []
    if subject.lead.days < 0:
        problems.append(Problem("lead", f"{subject.lead.days} days", "0 or more"))
    if weeks < 1:
        problems.append(Problem("weeks", str(weeks), "1 or more"))
    if subject.minutes < 1 or subject.minutes % slot or MINUTES_A_DAY % subject.minutes:
        wanted = f"a multiple of {slot} that divides a day, such as {slot} or 60"
        problems.append(Problem("minutes", str(subject.minutes), wanted))
    if problems:
        raise ConfigError(*problems)


def weeks_of(
    subject: Subject,
    methods: Sequence[Forecaster],
    weeks: int | Sequence[date],
    week_starts: int = 0,
) -> list[date]:
    """The first days of the weeks that all the methods can be tested on; a DataError for none."""
    least = max(method.least_days for method in methods)
    if isinstance(weeks, int):
        found = whole_weeks(subject, weeks, least, week_starts)
    else:
        found = [first for first in weeks if subject.seen(subject.week(first))[1].any()]
    if found:
        return found
    raise DataError(
        Problem(
            f"counts of '{subject.driver}'",
            "no whole week with enough known before it",
            f"at least {least + subject.lead.days + 7} days of counts, the last 7 to be tested",
        )
    )


def _named(name: str) -> Forecaster:
    """A forecaster by its name, with its usual settings."""
    if name not in FORECASTERS:
        raise ConfigError(Problem("forecaster", shown(name), one_of(name, FORECASTERS)))
    return FORECASTERS[name]()
