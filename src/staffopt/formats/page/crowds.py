"""The customers that a plan reckons with, day by day, as small pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from staffopt.domain.arrays import Floats
from staffopt.domain.calendar import DAY, Horizon
from staffopt.domain.plan import Plan
from staffopt.domain.requirement import RoleRequirement
from staffopt.domain.spread import WEEK
from staffopt.formats.cells import clock
from staffopt.formats.page.axis import Axis, day_axis, hours_text
from staffopt.formats.page.dates import period, short_day
from staffopt.formats.page.looks import Look
from staffopt.formats.page.steps import TOP, area, hour_lines, line, on_axis


@dataclass(frozen=True)
class CrowdChart:
    """A day's customers: a line that is reached half the time, an area seldom left upwards."""

    slots: int
    hours: str
    seldom: str
    line: str
    busiest: str
    counts: str
    words: str


@dataclass(frozen=True)
class CrowdDays:
    """The days of roles with the same customers side by side, on one scale."""

    look: Look
    names: str
    scale: str
    days: tuple[CrowdChart | None, ...]


@dataclass(frozen=True)
class CrowdWeek:
    """One week: days at the top, a row for each kind of customers."""

    title: str
    minutes: int
    hours: str
    days: tuple[str, ...]
    lines: tuple[CrowdDays, ...]


def crowd_weeks(
    plan: Plan, look: Mapping[str, Look], wall: tuple[int, int]
) -> tuple[CrowdWeek, ...]:
    """Return the pictures week by week; none where no role knows its customers."""
    horizon = plan.problem.horizon
    kinds = list(_kinds(plan.problem.requirement.roles))
    if not kinds:
        return ()
    axes = [day_axis(horizon, day, wall) for day in range(horizon.days)]
    made = []
    for first in range(0, horizon.days, WEEK):
        span = range(first, min(first + WEEK, horizon.days))
        dates = [horizon.first + day * DAY for day in span]
        lines = tuple(
            CrowdDays(
                look[roles[0]],
                ", ".join(look[role].name for role in roles),
                f"{high.max():,.0f}",
                tuple(_chart(usual, high, axes[k], horizon) for k in span),
            )
            for roles, usual, high in kinds
        )
        title = period(dates[0], dates[-1]) if horizon.days > WEEK else ""
        days = tuple(short_day(day) for day in dates)
        made.append(CrowdWeek(title, horizon.slot_minutes, hours_text(wall), days, lines))
    return tuple(made)


def _kinds(
    needs: Mapping[str, RoleRequirement],
) -> Iterator[tuple[tuple[str, ...], Floats, Floats]]:
    """Yield roles that serve the same customers, with the customers' quantiles."""
    found: dict[tuple[bytes, bytes], list[str]] = {}
    for role, need in needs.items():
        if need.demand_p50 is not None and need.demand_p90 is not None and need.demand_p90.any():
            key = (need.demand_p50.tobytes(), need.demand_p90.tobytes())
            found.setdefault(key, []).append(role)
    for roles in found.values():
        need = needs[roles[0]]
        if need.demand_p50 is not None and need.demand_p90 is not None:
            yield tuple(roles), need.demand_p50, need.demand_p90


def _chart(usual: Floats, high: Floats, axis: Axis, horizon: Horizon) -> CrowdChart | None:
    """Return a day's picture; None where nobody is expected."""
    medians, tops = on_axis(usual, axis), np.nan_to_num(on_axis(high, axis))
    if not tops.any():
        return None
    # The middle of the busiest hour tells more than the one slot that happens to be highest.
    hour = max(60 // horizon.slot_minutes, 1)
    around = np.convolve(tops + np.nan_to_num(medians), np.ones(hour), "same")
    at = int(around.argmax())
    when = clock(horizon, horizon.instant(axis.first + at))
    counts = f"{np.nan_to_num(medians)[at]:,.0f} to {tops[at]:,.0f}"
    return CrowdChart(
        slots=axis.slots,
        hours=hour_lines(axis),
        seldom=area(tops * TOP / high.max()),
        line=line(medians * TOP / high.max()),
        busiest=when,
        counts=counts,
        words=f"busiest about {when}: {counts} customers in {horizon.slot_minutes} minutes",
    )
