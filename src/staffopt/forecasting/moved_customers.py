"""Customers of hours that are cut: some come while the store is open, some on the day after."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import DAY
from staffopt.domain.opening import MovedShares, Opening
from staffopt.forecasting.cut_hours import cut_columns, open_columns
from staffopt.forecasting.holiday_effects import kind_of
from staffopt.forecasting.past import Past
from staffopt.forecasting.weekday_average import weekday_average

Floats = NDArray[np.float64]
Expect = Callable[[Past, Sequence[date]], Floats]

BELIEF = 0.3
"""Before anything is seen, a share is taken to be 0 with this standard deviation."""

VARY = 0.1
"""How far a day's customers are off what was expected of it, besides the chance of their count."""

MOST_CLOSINGS = 20
YEAR_WEEKS = 52


class _Seen(NamedTuple):
    """A past day's customers beyond those expected, and how sure that is.

    `lost` are the customers of the hours cut that day and on its eve.
    """

    lost: tuple[float, float]
    surplus: float
    variance: float


@dataclass(frozen=True)
class CutDays:
    """The days of one driver that open late or close early, past ones and those asked for."""

    past: Past
    opening: Opening
    expect: Expect

    def any_of(self, dates: Sequence[date]) -> bool:
        """Whether hours are cut on one of some dates."""
        return any(self._cut(day).any() for day in dates)

    def shares(self) -> tuple[MovedShares, str]:
        """The shares that move, and where they come from: stated, or learnt from past closings."""
        if self.opening.moved is not None:
            return self.opening.moved, "stated"
        seen = list(self._seen_days())
        closings = sum(day.lost[0] > 0 for day in seen)
        if not closings:
            return MovedShares(), "there is no past one to learn from"
        return _drawn(seen), f"learnt from {closings} past"

    def undone(self, shares: MovedShares) -> Past:
        """The past as it would have been had nobody moved: cut hours stay unknown."""
        counts = self.past.counts.copy()
        week = [self.past.first + k * DAY for k in range(7)]
        usual, _ = weekday_average(self._usual_days, week, YEAR_WEEKS, self.opening.holidays)
        for day in sorted({day + k * DAY for day in self._past_days() for k in (0, 1, 2)}):
            row = (day - self.past.first).days
            if row < len(counts):
                rows = [row + k for k in (-2, -1, 0, 1)]
                dates = [self.past.first + k * DAY for k in rows]
                lifted = _lifts(usual[[k % 7 for k in rows]], dates, self.opening, shares)
                counts[row] /= lifted[2]
        return Past(self.past.first, counts, self.past.known)

    def _cut(self, day: date) -> NDArray[np.bool_]:
        return cut_columns(self.opening, day, self.past.counts.shape[1])

    def _past_days(self) -> list[date]:
        """Past dates with hours cut, in order."""
        known = (day for day in self.opening.special if self.past.first <= day < self.past.end)
        return [day for day in sorted(known) if self._cut(day).any()]

    @cached_property
    def _usual_days(self) -> Past:
        """The past as if nothing were known of days with hours cut."""
        known = self.past.known.copy()
        width = known.shape[1]
        for day in self._past_days():
            row = (day - self.past.first).days
            known[row] = False
            known[row + 1 : row + 2] &= ~open_columns(self.opening.hours(day), width)[width:]
        return Past(self.past.first, self.past.counts, known)

    def _runs(self) -> Iterator[list[date]]:
        """Past days with hours cut that follow each other, and the day after them."""
        run: list[date] = []
        for day in self._past_days():
            if run and day != run[-1]:
                yield run
                run = []
            run = [*(run or [day]), day + DAY]
        if run:
            yield run

    def _seen_days(self) -> Iterator[_Seen]:
        """What the latest past closings and the days after them show.

        Holidays and days next to them teach nothing, nor do days after one of them that closed
        early. A run of closings is expected from what was known before it.
        """
        names = self.opening.holidays
        for run in [run for run in self._runs() if _teaches(run, names)][-MOST_CLOSINGS:]:
            then = self._usual_days.until(run[0])
            if then.known_days < 2 * 7:
                continue
            dates = [*run, run[-1] + DAY]
            rows = self.expect(then, dates)
            counts, known = self.past.on(dates)
            lost, plain = 0.0, True
            for k, day in enumerate(run):
                eve, lost = lost, float(_night(rows, k)[self._cut(day)].sum())
                before, plain = plain or eve == 0.0, kind_of(day, names) is None
                sure = _night(known, k) & open_columns(self.opening.hours(day), known.shape[1])
                mean = float(_night(rows, k)[sure].sum())
                if before and plain and mean > 0 and max(lost, eve) > 0:
                    surplus = float(_night(counts, k)[sure].sum()) - mean
                    yield _Seen((lost, eve), surplus, mean + (VARY * mean) ** 2 + 1.0)


def _teaches(run: Sequence[date], names: Mapping[date, str]) -> bool:
    """Whether a run has a day without a holiday's part whose eve, if it closed early, has none."""
    plain = [kind_of(day, names) is None for day in run]
    return plain[0] or any(eve and day for eve, day in pairwise(plain))


def moved(rows: Floats, dates: Sequence[date], opening: Opening, shares: MovedShares) -> Floats:
    """Expected counts, a row per consecutive date, with the customers of cut hours moved.

    They come when others do. Rows hold what usual hours would bring; cut hours are left as they
    are, since the store is closed then. Hours after midnight are the day's that they began on: of
    the last date, they and who moves past them are not in the answer.
    """
    return rows * _lifts(rows, dates, opening, shares)


def _lifts(rows: Floats, dates: Sequence[date], opening: Opening, shares: MovedShares) -> Floats:
    """How many times the customers come who would come if nobody moved, a row per date."""
    width = rows.shape[1]
    found = np.ones((len(dates) + 1) * width)
    for k, day in enumerate(dates):
        lost = float(_night(rows, k)[cut_columns(opening, day, width)].sum())
        for at, share in ((k, shares.same_day), (k + 1, shares.next_day)):
            if lost == 0.0 or share == 0.0 or at >= len(dates):
                continue
            is_open = open_columns(opening.hours(dates[at]), width)
            there = float(_night(rows, at)[is_open].sum())
            if there > 0:
                found[at * width : (at + 2) * width] += is_open * (share * lost / there)
    return found[:-width].reshape(rows.shape)


def _night(rows: NDArray[Any], k: int) -> NDArray[Any]:
    """The row of a date and then the next one, of the morning after; nothing past the last."""
    after = rows[k + 1] if k + 1 < len(rows) else np.zeros_like(rows[k])
    return np.concatenate([rows[k], after])


def _drawn(seen: Sequence[_Seen]) -> MovedShares:
    """The shares that explain the days best, drawn to none the more, the less sure they are.

    A day's surplus is the share of the same day times the customers lost on it and that of the next
    day times those lost on its eve: two closings in a row tell both.
    """
    lost = np.array([day.lost for day in seen])
    weight = 1.0 / np.array([day.variance for day in seen])
    told = (lost.T * weight) @ lost + np.eye(2) / BELIEF**2
    shares = np.linalg.solve(told, (lost.T * weight) @ np.array([day.surplus for day in seen]))
    same_day, next_day = np.clip(shares, 0.0, 1.0).tolist()
    return MovedShares(same_day, next_day)
