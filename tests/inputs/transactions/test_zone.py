"""Stamps in another zone give themselves away when the clocks change."""

from __future__ import annotations

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from staffopt.domain.calendar import Horizon, to_utc
from staffopt.inputs.transactions.zone import hours_finding, zone_finding

NEW_YORK = "America/New_York"


def shop(
    stamp_zone: str, truly: str, store: str = NEW_YORK, per_hour: int = 10
) -> tuple[Horizon, np.ndarray]:
    """A year of a shop open from 9 to 17 by its own clock, whose stamps are written in the zone
    `truly` and read as the zone `stamp_zone`."""
    horizon = Horizon(date(2017, 1, 1), 364, store)
    counts = np.zeros(horizon.slots)
    for day in range(2, 360):
        for hour in range(9, 17):
            happened = to_utc(date(2017, 1, 1) + timedelta(days=day), time(hour), ZoneInfo(store))
            written = happened.astimezone(ZoneInfo(truly)).replace(tzinfo=None)
            read = to_utc(written.date(), written.time(), ZoneInfo(stamp_zone))
            counts[horizon.slot(read)] += per_hour
    return horizon, counts


@pytest.mark.parametrize(("read", "truly"), [(NEW_YORK, NEW_YORK), ("UTC", "UTC")])
def test_the_right_zone_is_silent(read: str, truly: str):
    """Read as what they are, stamps stay put at both clock changes."""
    assert zone_finding(*shop(read, truly), read) is None


@pytest.mark.parametrize(
    ("read", "truly", "moves"),
    [(NEW_YORK, "UTC", ("-1.0", "+1.0")), ("UTC", NEW_YORK, ("+1.0", "-1.0"))],
)
def test_the_wrong_zone_is_named_with_the_right_one(read: str, truly: str, moves: tuple[str, str]):
    """UTC read as New York moves an hour back in March and forth in November; the other way
    round for New York read as UTC."""
    finding = zone_finding(*shop(read, truly), read)
    assert finding is not None
    assert f"stamps read as {read} jump" in finding.text
    assert f"read as {truly} they would not" in finding.text
    assert finding.examples == (
        f"12 Mar 2017: mean hour moves by {moves[0]} h",
        f"5 Nov 2017: mean hour moves by {moves[1]} h",
    )


def test_few_customers_prove_nothing():
    """28 days of 8 customers on each side of a change are enough, 28 days of one are not."""
    horizon, counts = shop(NEW_YORK, "UTC", per_hour=1)
    assert zone_finding(horizon, counts, NEW_YORK) is not None
    counts[horizon.wall_minute >= 14 * 60] = 0
    counts[horizon.wall_minute < 13 * 60] = 0
    assert zone_finding(horizon, counts, NEW_YORK) is None


def test_opening_hours_tell_without_a_clock_change():
    """Open 9 to 17, stamps at 14 to 22: three eighths are inside, all would be 5 hours earlier."""
    horizon = Horizon(date(2017, 6, 1), 28, NEW_YORK)
    hour = horizon.wall_minute // 60
    open_slots = (hour >= 9) & (hour < 17)
    counts = ((hour >= 14) & (hour < 22)).astype(float)
    finding = hours_finding(horizon, counts, open_slots)
    assert finding is not None
    assert finding.text.startswith(
        "62% of customers outside the opening hours; -5 h would leave 0%"
    )
    assert hours_finding(horizon, open_slots.astype(float), open_slots) is None
