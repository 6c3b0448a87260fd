"""The drivers of a store, each under several forecasters on the same weeks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from staffopt.backtesting.backtest import WEEKS, backtested, check_settings, weeks_of
from staffopt.backtesting.result import Backtest
from staffopt.backtesting.rolling import Subject
from staffopt.errors import ConfigError, Problem, one_of, shown
from staffopt.forecasting import FORECASTERS
from staffopt.inputs.driver_counts import driver_counts
from staffopt.inputs.store import Store
from staffopt.inputs.transactions.sales import Sales


def backtest_store(
    store: Store,
    sales: Sales,
    *,
    drivers: Sequence[str] = (),
    methods: Sequence[str] = (),
    lead: int | None = None,
    weeks: int = WEEKS,
    minutes: int | None = None,
) -> Mapping[str, tuple[Backtest, ...]]:
    """Test forecasters on the last whole weeks of a store: driver -> one result per method.

    Left out, all counted drivers are tested, each with the store's own forecaster, `lead_days`
    ahead, with the store's events. A method that is the store's own has the store's settings.
    """
    _check_names(store, drivers, methods)
    counts = driver_counts(sales.counts, store.drivers)
    days = timedelta(days=store.lead_days if lead is None else lead)
    found: dict[str, tuple[Backtest, ...]] = {}
    for driver in drivers or list(store.forecasters):
        own = store.forecasters[driver]
        tried = [own if name == own.name else FORECASTERS[name]() for name in methods] or [own]
        grain = minutes or store.slot_minutes
        subject = Subject(counts, driver, store.opening, days, grain, store.events)
        check_settings(subject, weeks)
        firsts = weeks_of(subject, tried, weeks, store.week_starts)
        found[driver] = tuple(backtested(subject, method, firsts) for method in tried)
    return found


def _check_names(store: Store, drivers: Sequence[str], methods: Sequence[str]) -> None:
    """Raise a ConfigError with every driver and method that is unknown."""
    problems = [
        Problem("driver", shown(name), f"{one_of(name, store.forecasters)}, which are counted")
        for name in drivers
        if name not in store.forecasters
    ]
    problems += [
        Problem("method", shown(name), one_of(name, FORECASTERS))
        for name in methods
        if name not in FORECASTERS
    ]
    if problems:
        raise ConfigError(*problems)
