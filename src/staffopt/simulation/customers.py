"""Random weeks of customers: the same for one seed, whoever serves them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon
from staffopt.simulation.queue_role import QueueRole

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEVEL, COUNT, ARRIVAL, SERVICE, PATIENCE = range(5)
"""Each kind of chance has its own stream of numbers."""


def draw_counts(role: QueueRole, horizon: Horizon, weeks: int, seed: int) -> Ints:
    """Customers per slot (row) and week (column).

    A negative binomial count is a Poisson count whose rate is gamma distributed. The gamma is drawn
    once a day and `level`, so that a busy Saturday is busy all day and brings more returns; each
    slot's count has exactly the forecast's distribution.
    """
    levels = np.ones((horizon.days, weeks))
    if role.dispersion > 1.0:
        spread = role.dispersion - 1.0
        chance = _stream(seed, LEVEL, role.level)
        levels = chance.gamma(1.0 / spread, spread, (horizon.days, weeks))
    rates = role.mean[:, None] * levels[horizon.slot_day]
    return _stream(seed, COUNT, role.driver).poisson(rates)


def arrivals_and_services(
    role: QueueRole, counts: Ints, slot_seconds: float, seed: int
) -> Iterator[tuple[int, Floats, Floats]]:
    """For each slot with customers: arrivals in order of time, and seconds each takes.

    Both have a row per customer and a column per week, the weeks by falling counts (`by_count`).
    Arrivals are seconds from the horizon's start, evenly spread in the slot; rows beyond a week's
    count are filling. Times of service are log-normal.
    """
    arrival = _stream(seed, ARRIVAL, role.driver)
    service = _stream(seed, SERVICE, role.name)
    deviation = float(np.sqrt(np.log1p(role.service_cv**2)))
    for slot in np.flatnonzero(counts.any(axis=1)).tolist():
        number = counts[slot, by_count(counts[slot])]
        shape = (int(number[0]), len(number))
        there = np.arange(shape[0])[:, None] < number
        within = np.sort(np.where(there, arrival.random(shape), 1.0), axis=0)
        factor = np.exp(deviation * service.standard_normal(shape) - deviation**2 / 2)
        yield slot, (slot + within) * slot_seconds, role.service * factor


def patiences(role: QueueRole, seed: int) -> Callable[[tuple[int, ...]], Floats]:
    """What gives as many customers as asked their patience, slot after slot."""
    chance = _stream(seed, PATIENCE, role.name)

    def draw(shape: tuple[int, ...]) -> Floats:
        ready = np.full(shape, role.patience)
        if role.fades:
            ready = chance.exponential(role.patience, shape)
        if role.balking:
            ready[chance.random(shape) < role.balking] = 0.0
        return ready

    return draw


def by_count(counts: Ints) -> NDArray[np.intp]:
    """The weeks by falling counts of one slot."""
    return np.argsort(-counts, kind="stable")


def _stream(seed: int, kind: int, name: str) -> np.random.Generator:
    """A stream of random numbers that depends on nothing but a seed, a kind and a name."""
    return np.random.default_rng([seed, kind, crc32(name.encode())])
