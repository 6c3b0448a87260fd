"""A store too young for a forecast of its own: as a sister's, at its own level."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt

from staffopt.domain.calendar import DAY, Horizon
from staffopt.domain.demand import Counts, DriverDemand
from staffopt.domain.events import Event
from staffopt.errors import DataError, Problem
from staffopt.forecasting.averages import averages
from staffopt.forecasting.base import Forecaster
from staffopt.forecasting.past import Past, read_past
from staffopt.forecasting.quantiles import quantiles
from staffopt.forecasting.rate_of import times
from staffopt.forecasting.with_events import Asked, forecast_with_events

FEWEST_DAYS = 7
"""With fewer days of its own a store's level must be stated."""
LEAST_CUSTOMERS = 0.5
"""Of days on which none of our own came: none is not the same as never."""


@dataclass(frozen=True)
class Sister:
    """An older store: its counts by our drivers up to where knowledge ends, and its events.

    `level` is how many of its customers ours has, if that is stated.
    """

    name: str
    counts: Counts
    events: tuple[Event, ...] = ()
    level: float | None = None


def known_days(own: Counts, driver: str, horizon: Horizon) -> int:
    """Days from the first to the last known one of a driver that may have no counts at all."""
    return _past(own, driver, horizon).known_days if driver in own.series else 0


def forecast_as_sister(
    forecaster: Forecaster, own: Counts, sister: Sister, asked: Asked
) -> DriverDemand:
    """The sister's forecast in our hours and with our coming events, times our level.

    The level is the stated one, or our customers over hers in the slots that are known of both; its
    error widens what all days share. An average customer brings what ours brought so far; what hers
    brought where there were none.
    """
    driver, horizon = asked.driver, asked.horizon
    level, error, why = _level(own, sister, driver, horizon)
    before = tuple(event for event in sister.events if event.last < horizon.first)
    coming = tuple(event for event in asked.events if event.last >= horizon.first)
    theirs = replace(asked, events=before + coming)
    demand = times(forecast_with_events(forecaster, sister.counts, theirs), level)
    said = f"{driver}: as its sister {sister.name} times {level:.3g} ({why})"
    more = (error / level) ** 2
    spread = replace(demand.spread, day=demand.spread.day + more, week=demand.spread.week + more)
    return replace(
        demand,
        spread=spread,
        quantiles=quantiles(demand.mean, spread, demand.lift),
        averages=averages(own, driver) or demand.averages,
        notes=(said, *demand.notes),
    )


def _level(own: Counts, sister: Sister, driver: str, horizon: Horizon) -> tuple[float, float, str]:
    """Our customers over the sister's, its standard error, and where that comes from."""
    if sister.level is not None:
        return sister.level, 0.0, "stated"
    mine, theirs, days = 0.0, 0.0, 0
    if driver in own.series:
        hers = _past(sister.counts, driver, horizon)
        mine, theirs, days = in_common(_past(own, driver, horizon), hers)
    if days < FEWEST_DAYS or theirs == 0.0:
        raise DataError(
            Problem(
                f"transactions, driver {driver!r}",
                f"{days} days known of it and of its sister {sister.name}",
                f"at least {FEWEST_DAYS} days with customers, or a level: sister.level",
            )
        )
    level = max(mine, LEAST_CUSTOMERS) / theirs
    error = level * sqrt(1.0 / max(mine, 1.0) + 1.0 / theirs)
    return level, error, f"standard error {error:.2g}, from {days} days of its own"


def in_common(own: Past, sister: Past) -> tuple[float, float, int]:
    """Our customers and hers in the slots known of both, and on how many days these are."""
    hers, sure = sister.on([own.first + row * DAY for row in range(len(own.counts))])
    both = own.known & sure
    return float(own.counts[both].sum()), float(hers[both].sum()), int(both.any(axis=1).sum())


def _past(counts: Counts, driver: str, horizon: Horizon) -> Past:
    return read_past(counts, driver).until(horizon.first)
