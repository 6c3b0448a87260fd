"""How far the line of the staffing methods is from the exact simulation.

`python -m tests.staffing_methods.line_errors` prints the table of docs/staffing.md.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from tests.staffing_methods.steady_line import served_within

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Demand, DriverDemand
from staffopt.domain.spread import POISSON, Spread
from staffopt.forecasting.quantiles import quantiles
from staffopt.simulation.queue_role import queue_roles
from staffopt.simulation.stress import Weeks
from staffopt.staffing_methods._line_method import LineMethod
from staffopt.staffing_methods.erlang_c import ErlangC
from staffopt.staffing_methods.line_requirement import LineRequirement
from staffopt.staffing_methods.uncertainty import rate_factors

DAY = Horizon(date(2026, 3, 2), 1, "UTC", 15)
OPENS, CLOSES = 32, 80
"""08:00 to 20:00."""
NOBODY = np.zeros(DAY.slots, np.int32)


@dataclass(frozen=True)
class Case:
    """A counter and its day: the same customers at all hours, or a peak at noon and at five."""

    name: str
    till: LineMethod
    hourly: float
    spread: Spread
    peaky: bool

    def demand(self) -> Demand:
        """The customers of the day."""
        slot = np.arange(CLOSES - OPENS)
        peaks = (
            0.55
            + 0.9 * np.exp(-(((slot - 18) / 5) ** 2))
            + 1.1 * np.exp(-(((slot - 38) / 4.5) ** 2))
        )
        shape = peaks / peaks.mean() if self.peaky else np.ones(len(slot))
        mean, is_open = np.zeros(DAY.slots), np.zeros(DAY.slots, bool)
        mean[OPENS:CLOSES] = shape * self.hourly / 4
        is_open[OPENS:CLOSES] = True
        driver = DriverDemand(mean, quantiles(mean, self.spread), spread=self.spread)
        return Demand(DAY, {"sales": driver}, DAY.first, is_open)


@dataclass(frozen=True)
class Row:
    """Shares served in time and what waiting and lost customers cost, with one staffing."""

    case: Case
    staffing: str
    simulated: float
    by_roster: float
    by_table: float
    steady: float
    loss: float
    loss_by_table: float


def cases() -> Iterator[Case]:
    """Tills of a small and of a large store, a trade counter and a returns desk."""
    kinds = (
        ("till", 100, 60, 15, 90, POISSON),
        ("supermarket", 60, 120, 10, 300, Spread(day=0.05)),
        ("trade counter", 750, 120, 20, 15, Spread(day=0.1)),
        ("returns desk", 600, 600, 30, 4, POISSON),
    )
    for name, service, within, patience, hourly, spread in kinds:
        till = ErlangC(
            driver="sales",
            handling={"seconds": service},
            within_seconds=within,
            patience_minutes=patience,
            minute_price=0.3,
        )
        for peaky in (False, True):
            yield Case(name, till, hourly, spread, peaky)


def staffings(
    required: NDArray[np.int32], mean: NDArray[np.float64]
) -> dict[str, NDArray[np.int32]]:
    """As required, and with more or fewer people for some time."""
    busiest = max(int(np.argmax(mean)), OPENS + 4)

    def changed(first: int, end: int, by: int) -> NDArray[np.int32]:
        people = required.copy()
        people[first:end] = np.maximum(people[first:end] + by, 0)
        return people

    return {
        "as required": required,
        "one fewer all day": changed(OPENS, CLOSES, -1),
        "one fewer for 4 h": changed(OPENS + 16, OPENS + 32, -1),
        "one fewer for 2 h in the peak": changed(busiest - 4, busiest + 4, -1),
        "one fewer for 30 min in the peak": changed(busiest - 1, busiest + 1, -1),
        "one more all day": changed(OPENS, CLOSES, 1),
    }


def rows(case: Case, days: int) -> Iterator[Row]:
    """Each staffing of a case, simulated on so many days and by the formulas."""
    demand = case.demand()
    mean = demand.drivers["sales"].mean
    need = case.till.requirement(demand, "till", 20)
    assert isinstance(need, LineRequirement)
    assert need.service_level is not None
    (role,) = queue_roles(demand, {"till": case.till}, 1.0, {})
    played = Weeks(DAY, days, 1)
    slots = np.arange(DAY.slots)
    steady = _steady(case, mean)
    for staffing, people in staffings(need.required, mean).items():
        tally = played.serve(role, people.astype(np.int64))
        roster = need.worked_by(people, NOBODY).service_level
        assert roster is not None
        waited = tally.waited.sum() / 60 * case.till.minute_price
        yield Row(
            case=case,
            staffing=staffing,
            simulated=tally.in_time.sum() / tally.came.sum(),
            by_roster=np.average(roster[slots, people], weights=mean),
            by_table=np.average(need.service_level[slots, people], weights=mean),
            steady=np.average(steady[slots, people], weights=mean),
            loss=(waited + tally.left.sum() * case.till.lost_price) / days,
            loss_by_table=need.loss[slots, people].sum() / 100,
        )


def _steady(case: Case, mean: NDArray[np.float64]) -> NDArray[np.float64]:
    """Erlang C's share in time for each slot by itself, over the uncertainty of the rate."""
    factors = rate_factors(case.spread.day)
    service = case.till.handling.seconds
    rates = mean[:, None] * factors
    shares = served_within(rates * service / 900, service, case.till.within_seconds, 30)
    found: NDArray[np.float64] = np.average(shares, axis=1, weights=factors)
    return found


def table(days: int) -> str:
    """The rows as Markdown."""
    heads = ("counter, day", "people", "simulated", "roster", "table", "steady", "loss", "table's")
    lines = [f"| {' | '.join(heads)} |", "| --- | --- |" + " ---: |" * 6]
    for case in cases():
        for row in rows(case, days):
            day = "peaky" if case.peaky else "steady"
            shares = (row.simulated, row.by_roster, row.by_table, row.steady)
            cells = [
                f"{case.name}, {day}",
                row.staffing,
                *(f"{100 * share:.0f}" for share in shares),
            ]
            lines.append(
                "| " + " | ".join([*cells, f"{row.loss:,.0f}", f"{row.loss_by_table:,.0f}"]) + " |"
            )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(table(2000) + "\n")
