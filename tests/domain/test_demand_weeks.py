"""The weeks of a demand, each by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Demand, DriverDemand
from staffopt.domain.demand_weeks import weeks_of
from staffopt.domain.doubt import Doubt
from staffopt.domain.joined_demand import joined_drivers
from staffopt.domain.spread import Spread


def test_weeks_put_together_come_apart_as_they_were():
    """Across a clock change: 167 hours in the first week, 168 in the second; each its spread."""
    both = Horizon(date(2026, 3, 23), 14, "Europe/Warsaw", slot_minutes=60)
    firsts, hours = (date(2026, 3, 23), date(2026, 3, 30)), (167, 168)
    weeks = []
    for number, slots in enumerate(hours):
        mean = np.arange(slots, dtype=float)
        fair = Doubt(f"fair {number}", mean < 5 * (number + 1), 0.01)
        spread = Spread(day=0.1 * (number + 1))
        plain = DriverDemand(
            mean, {0.9: mean + 1}, spread=spread, averages={"items": number}, doubts=(fair,)
        )
        corrected = replace(plain, mean=mean * 2, overridden=mean > 5, uncorrected=plain)
        weeks.append({"sales": corrected})
    drivers = joined_drivers(weeks)
    is_open = np.concatenate([np.arange(slots) % 24 > 8 for slots in hours])
    found = list(weeks_of(Demand(both, drivers, date(2026, 3, 9), is_open, ("a note",))))
    assert [one.horizon.first for one in found] == list(firsts)
    for one, given, slots in zip(found, weeks, hours, strict=True):
        sales, wanted = one.drivers["sales"], given["sales"]
        assert len(sales.mean) == len(one.open) == one.horizon.slots == slots
        assert (sales.mean == wanted.mean).all()
        assert sales.averages_of_weeks == (wanted.averages,)
        assert (sales.quantiles[0.9] == wanted.quantiles[0.9]).all()
        assert [doubt.slots.sum() for doubt in sales.doubts] == [wanted.doubts[0].slots.sum()]
        assert sales.overridden is not None
        assert np.array_equal(sales.overridden, np.arange(slots) > 5)
        assert sales.uncorrected is not None
        assert (sales.uncorrected.mean == np.arange(slots)).all()
        assert sales.spreads == sales.uncorrected.spreads == (wanted.spread,)
        assert (one.notes, one.as_of) == (("a note",), date(2026, 3, 9))
