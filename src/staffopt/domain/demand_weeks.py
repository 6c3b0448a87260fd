"""The weeks of a demand, each by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from staffopt.domain.calendar import DAY, Horizon
from staffopt.domain.demand import Demand, DriverDemand
from staffopt.domain.spread import Spread, spreads_of_weeks


def weeks_of(demand: Demand) -> Iterator[Demand]:
    """Each week of the demand with its own spread; all have the notes and know the same past."""
    horizon = demand.horizon
    spans = [days for days, _ in spreads_of_weeks((Spread(),), horizon.days)]
    for number, days in enumerate(spans):
        at = slice(horizon.day_starts[days.start], horizon.day_starts[days.stop])
        week = Horizon(
            horizon.first + days.start * DAY,
            days.stop - days.start,
            horizon.zone,
            horizon.slot_minutes,
        )
        drivers = {name: _driver(one, at, number) for name, one in demand.drivers.items()}
        yield replace(demand, horizon=week, drivers=drivers, open=demand.open[at])


def _driver(driver: DriverDemand, at: slice, number: int) -> DriverDemand:
    """One driver in the slots of one week."""
    before = driver.uncorrected
    return replace(
        driver,
        mean=driver.mean[at],
        quantiles={level: counts[at] for level, counts in driver.quantiles.items()},
        spread=driver.spreads[min(number, len(driver.spreads) - 1)],
        later=(),
        averages=driver.averages_of_weeks[min(number, len(driver.later_averages))],
        later_averages=(),
        doubts=tuple(one for doubt in driver.doubts if (one := doubt.within(at)).slots.any()),
        overridden=None if driver.overridden is None else driver.overridden[at],
        uncorrected=None if before is None else _driver(before, at, number),
    )
