"""Random weeks of customers: the same for one seed, whoever serves them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Floats, Ints
from staffopt.domain.calendar import Horizon
from staffopt.domain.negative_binomial import SURE
from staffopt.domain.spread import Spread, spreads_of_weeks
from staffopt.simulation.queue_role import QueueRole

LEVEL, COUNT, ARRIVAL, SERVICE, PATIENCE, WEEK_LEVEL, REST, DOUBT = range(8)
"""Each kind of chance has its own stream of numbers."""


def draw_counts(role: QueueRole, horizon: Horizon, weeks: int, seed: int) -> Ints:
    """Customers per slot (row) and week (column).

    A negative binomial count is a Poisson count whose rate is gamma distributed. A level is drawn
    once a day and `level`, so that a busy Saturday is busy all day and brings more returns; what
    else a slot's rate varies by is drawn for each slot. A gamma of a larger shape times a beta is
    a gamma of a smaller one, so that each slot's count has exactly the forecast's distribution.
    What a doubt leaves open is drawn once and multiplies all its slots: there mean and variance
    are the forecast's, its shape is nearly so.
    """
    rates = role.mean[:, None] * _levels(role, horizon, weeks, seed)[horizon.slot_day]
    chance = _stream(seed, REST, role.driver)
    for days, spread in spreads_of_weeks(role.spreads, horizon.days):
        first, end = horizon.day_starts[days.start], horizon.day_starts[days.stop]
        busy = first + np.flatnonzero(role.mean[first:end])
        rates[busy] *= _rest(spread, role.mean[busy], weeks, chance)
    for doubt in role.doubts:
        same = _stream(seed, DOUBT, f"{role.level}: {doubt.what}")
        rates[doubt.slots] *= same.gamma(1.0 / doubt.variance, doubt.variance, weeks)
    return _stream(seed, COUNT, role.driver).poisson(rates)


def _levels(role: QueueRole, horizon: Horizon, weeks: int, seed: int) -> Floats:
    """How busy each day (row) of each week (column) is, 1 on average.

    A gamma is the sum of two of the same scale: one of them all days of a week share.
    """
    alone, together = (_stream(seed, kind, role.level) for kind in (LEVEL, WEEK_LEVEL))
    levels = np.ones((horizon.days, weeks))
    for days, spread in spreads_of_weeks(role.spreads, horizon.days):
        day, week = spread.day, spread.week
        if day <= SURE:
            continue
        own = alone.standard_gamma((day - week) / day**2, (days.stop - days.start, weeks))
        shared = together.standard_gamma(week / day**2, weeks)
        levels[days] = day * (own + shared)
    return levels


def _rest(spread: Spread, mean: Floats, weeks: int, chance: np.random.Generator) -> Floats:
    """What a slot's rate varies by apart from its day's level: factors, 1 on average.

    With a level of shape a, a beta of b and a - b makes the product's shape b.
    """
    shape = (len(mean), weeks)
    if spread.batch - 1.0 <= SURE:
        return np.ones(shape)
    whole = (1.0 / spread.rate_variance(mean))[:, None]
    if spread.day <= SURE:
        return chance.standard_gamma(whole, shape) / whole
    level = 1.0 / spread.day
    return chance.beta(whole, np.maximum(level - whole, SURE), shape) * level / whole


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
        mean = role.service * (1.0 if role.slower is None else float(role.slower[slot]))
        yield slot, (slot + within) * slot_seconds, mean * factor


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
