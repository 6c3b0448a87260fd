"""The customers of a week by day, expected and as many as may come: for people and for scripts."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from staffopt.cli.days import day_text

if TYPE_CHECKING:
    from rich.table import Table

    from staffopt.domain.calendar import Horizon
    from staffopt.domain.demand import Demand, DriverDemand

LEVELS = (0.5, 0.9)
"""The quantiles that stand beside what is expected."""


def demand_table(demand: Demand) -> Table:
    """A row for each day and one for each week; each driver's mean, median and 90 % quantile."""
    from rich.table import Table

    from staffopt.domain.demand_weeks import weeks_of

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("Customers")
    for name in demand.drivers:
        for head in (name, *(f"P{100 * level:.0f}" for level in LEVELS)):
            table.add_column(head, justify="right")
    weeks = tuple(weeks_of(demand))
    for one in weeks:
        drivers = one.drivers.values()
        for at, day in enumerate(one.horizon.dates):
            cells = (cell for driver in drivers for cell in _day(driver, one.horizon, at))
            table.add_row(day_text(day), *cells)
        table.add_row("week", *_totals(one), style="bold")
    if len(weeks) > 1:
        table.add_row(f"{len(weeks)} weeks", *_totals(demand), style="bold")
    return table


def driver_record(driver: DriverDemand, horizon: Horizon) -> dict[str, object]:
    """One driver's week: means and quantiles of all of it and of its days, and its spread."""
    by_level = {f"p{100 * level:.0f}": level for level in LEVELS}
    return {
        "method": driver.method,
        "mean": round(float(driver.mean.sum()), 2),
        **{name: driver.total_quantile(horizon, level) for name, level in by_level.items()},
        "days": [round(float(total), 2) for total in driver.by_day(horizon)],
        **{
            f"days_{name}": driver.day_quantiles(horizon, level).tolist()
            for name, level in by_level.items()
        },
        "spread": {part: round(value, 6) for part, value in asdict(driver.spread).items()},
        "overridden_slots": 0 if driver.overridden is None else int(driver.overridden.sum()),
    }


def _day(driver: DriverDemand, horizon: Horizon, at: int) -> list[str]:
    quantiles = (driver.day_quantiles(horizon, level)[at] for level in LEVELS)
    return [f"{driver.by_day(horizon)[at]:,.1f}", *(f"{count:,.0f}" for count in quantiles)]


def _totals(demand: Demand) -> list[str]:
    return [cell for one in demand.drivers.values() for cell in _total(one, demand.horizon)]


def _total(driver: DriverDemand, horizon: Horizon) -> list[str]:
    quantiles = (driver.total_quantile(horizon, level) for level in LEVELS)
    return [f"{driver.mean.sum():,.1f}", *(f"{count:,.0f}" for count in quantiles)]
