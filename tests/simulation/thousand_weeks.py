"""How long a thousand weeks of 3,000 customers a day take.

`python -m tests.simulation.thousand_weeks` plays them all.

One till with two peaks, ten people from 8 to 20, too few at the peaks, so that the bottleneck is
played again with one more; 3 % of those due do not come, so that everything is played twice.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date, timedelta
from time import process_time

import numpy as np

from staffopt.domain.calendar import Horizon
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Block, Shift
from staffopt.domain.spread import Spread
from staffopt.domain.stress_test import StressTest
from staffopt.simulation.call_outs import draw_call_outs
from staffopt.simulation.queue_role import QueueRole
from staffopt.simulation.stress import Weeks, stress

CUSTOMERS, PEOPLE, WEEKS = 3_000, 10, 1_000
SPREAD = Spread(day=0.05)


@dataclass(frozen=True)
class Timed:
    """What was found, and the CPU seconds it took."""

    found: StressTest
    cpu_s: float


def timed(days: int, call_outs: float) -> Timed:
    """Play so many days of each of the weeks."""
    horizon = Horizon(date(2026, 3, 2), days, "Europe/Warsaw")
    hour = horizon.wall_minute / 60
    peaks = np.exp(-(((hour - 13) / 3) ** 2)) + 0.8 * np.exp(-(((hour - 17.5) / 1.8) ** 2))
    shape = np.where((hour >= 8) & (hour < 20), peaks, 0.0)
    mean = CUSTOMERS * days * shape / shape.sum()
    role = QueueRole("till", "sales", "sales", mean, SPREAD, 100.0, 1.0, 60.0, 0.8, 900.0, 0.5, 5.0)
    roster = Roster(
        horizon, tuple(_shift(horizon, k, d) for k in range(PEOPLE) for d in range(days))
    )
    began = process_time()
    absent = draw_call_outs(roster, ["till"], call_outs, WEEKS, 1)
    found = stress({"till": roster.cover("till")}, [role], Weeks(horizon, WEEKS, 1), absent)
    return Timed(found, process_time() - began)


def _shift(horizon: Horizon, person: int, day: int) -> Shift:
    start = horizon.instant(horizon.day_starts[day]) + timedelta(hours=8)
    block = Block(start, start + timedelta(hours=12), role="till")
    return Shift(f"{person}-{day}", f"p{person}", (block,))


if __name__ == "__main__":
    for chance in (0.0, 0.03):
        run = timed(7, chance)
        customers = run.found.roles["till"].customers * WEEKS
        sys.stdout.write(
            f"call-outs {chance:.0%}: {customers:,.0f} customers in {run.cpu_s:.1f} CPU seconds\n"
        )
