"""Forecasts week by week, each from what was known then, held against what came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from staffopt.backtesting.tested_week import TestedWeek
from staffopt.domain.arrays import Floats
from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Counts, DriverDemand
from staffopt.domain.doubt import lift_of
from staffopt.domain.events import Event
from staffopt.domain.opening import Opening
from staffopt.forecasting.base import WEEK, Forecaster
from staffopt.forecasting.gam import Gam
from staffopt.forecasting.past import Past, by_slot, known_before, read_past
from staffopt.forecasting.quantiles import quantiles
from staffopt.forecasting.with_events import Asked, forecast_with_events

HINDSIGHT = Gam(level_gain=0.0, half_life_weeks=1e6)
"""Smooth rates of weekday and time over all that is known, later weeks included."""


@dataclass(frozen=True)
class Subject:
    """One driver's whole history, what a slot of the test is, and how far ahead is forecast."""

    counts: Counts
    driver: str
    opening: Opening
    lead: timedelta
    minutes: int
    events: tuple[Event, ...] = ()
    """Those of the store: a forecast knows the dates of all, and learns from past ones."""

    @property
    def together(self) -> int:
        """Slots of the history in one of the test."""
        return self.minutes // self.counts.horizon.slot_minutes

    def week(self, first: date) -> Horizon:
        """The days of one tested week."""
        return Horizon(first, 7, self.counts.horizon.zone, self.counts.horizon.slot_minutes)

    def seen(self, horizon: Horizon) -> tuple[Floats, NDArray[np.bool_]]:
        """What came in each slot of a week, and which slots are open and known."""
        slots = np.arange(horizon.slots) + self.counts.horizon.slot(horizon.start)
        inside = (slots >= 0) & (slots < self.counts.horizon.slots)
        scored = np.zeros(horizon.slots, bool)
        scored[inside] = self.counts.known[slots[inside]]
        scored &= self.opening.mask(horizon)
        came = np.zeros(horizon.slots)
        came[inside] = self.counts.series[self.driver][slots[inside]]
        return np.where(scored, came, 0.0), scored


def rolled(
    subject: Subject, forecaster: Forecaster, firsts: Sequence[date], *, how_sure: bool = True
) -> tuple[TestedWeek, ...]:
    """Forecast each week from what was known `lead` before it, oldest first.

    Without `how_sure` no quantiles are made, which takes a tenth of the time.
    """
    past, holidays = read_past(subject.counts, subject.driver), subject.opening.holidays
    weeks = [subject.week(first) for first in sorted(firsts)]
    dates = [day for horizon in weeks for day in horizon.dates]
    usual, _ = HINDSIGHT.expect(past, dates, dict(holidays))  # the floor is the same for all
    found = []
    for horizon, rows in zip(weeks, usual.reshape(len(weeks), 7, -1), strict=True):
        as_of = horizon.first - subject.lead
        asked = Asked(subject.driver, horizon, subject.opening, subject.events)
        if how_sure or subject.events:
            known = known_before(subject.counts, as_of)
            said = forecast_with_events(forecaster, known, asked, how_sure=how_sure)
        else:
            expected = forecaster.expected(past.until(as_of), horizon, subject.opening)
            said = DriverDemand(by_slot(expected.rows, horizon), {})
        step = _step(past.until(as_of), subject.together)
        found.append(_held(subject, said, horizon, by_slot(rows, horizon), step))
    return tuple(found)


def _held(
    subject: Subject, said: DriverDemand, horizon: Horizon, usual: Floats, step: float | None
) -> TestedWeek:
    """A forecast held against what came."""
    came, scored = subject.seen(horizon)
    total = float(usual[scored].sum())
    grain = _Grain(horizon, scored, subject.together)
    mean, own = grain.added(said.mean), grain.kept(said.quantiles)
    doubts = tuple(replace(doubt, slots=grain.any_of(doubt.slots)) for doubt in said.doubts)
    lift = lift_of(doubts, len(mean))
    return TestedWeek(
        first=horizon.first,
        as_of=horizon.first - subject.lead,
        day=grain.of(horizon.slot_day),
        minute=grain.of(horizon.wall_minute),
        actual=grain.added(came),
        mean=mean,
        quantiles=quantiles(mean, said.spread, lift) if own and subject.together > 1 else own,
        spread=said.spread,
        rates=grain.added(usual * (float(came.sum()) / total if total else 0.0)),
        step=step,
        doubts=doubts,
    )


@dataclass(frozen=True)
class _Grain:
    """The scored slots of a week, so many added up; one of them scored is enough."""

    horizon: Horizon
    scored: NDArray[np.bool_]
    together: int

    @property
    def starts(self) -> NDArray[np.int64]:
        """The first slot of every group, none across a midnight."""
        days = zip(self.horizon.day_starts, self.horizon.day_starts[1:], strict=False)
        return np.concatenate([np.arange(first, last, self.together) for first, last in days])

    @property
    def groups(self) -> NDArray[np.bool_]:
        """The groups that count."""
        found: NDArray[np.bool_] = np.logical_or.reduceat(self.scored, self.starts)
        return found

    def of(self, values: NDArray[np.int32]) -> NDArray[np.int64]:
        """What holds of the first slot of each group that counts."""
        return values[self.starts][self.groups].astype(np.int64)

    def any_of(self, slots: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """The groups that count with any of some slots in them."""
        found: NDArray[np.bool_] = np.logical_or.reduceat(slots, self.starts)
        return found[self.groups]

    def added(self, values: Floats) -> Floats:
        """Sums over the scored slots of each group that counts."""
        sums: Floats = np.add.reduceat(np.where(self.scored, values, 0.0), self.starts)
        return sums[self.groups]

    def kept(self, curves: Mapping[float, Floats]) -> dict[float, Floats]:
        """The curves at single slots."""
        return {level: values[self.scored] for level, values in curves.items()}


def _step(past: Past, together: int) -> float | None:
    """The mean difference of a count from that of the week before, in what is known."""
    known = past.known.reshape(len(past.known), -1, together)
    sums = np.where(known, past.counts.reshape(known.shape), 0.0).sum(axis=2)
    seen: NDArray[np.bool_] = np.any(known, axis=2)
    both = seen[7:] & seen[:-7]
    return float(np.abs(sums[7:] - sums[:-7])[both].mean()) if both.any() else None


def whole_weeks(subject: Subject, weeks: int, least_days: int, week_starts: int) -> list[date]:
    """The last so many weeks that are over, have scored slots and enough known before them."""
    horizon = subject.counts.horizon
    past = read_past(subject.counts, subject.driver)
    last = _last_over(subject, past, week_starts)
    found: list[date] = []
    while last >= horizon.first and len(found) < weeks:
        if past.until(last - subject.lead).known_days < least_days:
            break
        if subject.seen(subject.week(last))[1].any():
            found.append(last)
        last -= WEEK
    return found[::-1]


def _last_over(subject: Subject, past: Past, week_starts: int) -> date:
    """The first day of the last week in which the store does not open after the last known day."""
    known = past.known.any(axis=1)
    end = past.first + timedelta(days=int(np.flatnonzero(known)[-1]) if known.any() else -1)
    first = end - timedelta(days=(end.weekday() - week_starts) % 7)
    rest = ((first + timedelta(days=k)) for k in range(7))
    over = not any(subject.opening.hours(day) for day in rest if day > end)
    return first if over else first - WEEK
