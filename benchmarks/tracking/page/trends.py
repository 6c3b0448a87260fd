"""Trends: the figure of every instance at every version of the sources, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from tracking.page.axis import Axis, over, steps
from tracking.row import Row
from tracking.standing import Standing

WIDE, HIGH = 240, 60


@dataclass(frozen=True)
class Trend:
    """A small chart: each version is a step; `first` and `last` are its ends in words."""

    title: str
    path: str
    dots: tuple[tuple[float, float, str], ...]
    first: str
    last: str
    better: bool


def trends(standing: Standing) -> list[Trend]:
    """One for each suite, instance and budget that was measured."""
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in standing.rows:
        if row.method == "staffopt" and row.seconds and not row.violations:
            groups.setdefault((row.suite, row.instance, row.seconds), []).append(row)
    return [_trend(key, groups[key]) for key in sorted(groups, key=_by_size)]


def _by_size(key: tuple[str, str, str]) -> tuple[str, list[int], float]:
    words = "".join(c if c.isdigit() else " " for c in key[1]).split()
    return (key[0], [int(word) for word in words], float(key[2]))


def _trend(key: tuple[str, str, str], rows: list[Row]) -> Trend:
    """Versions in the order in which they were first measured; the median over seeds."""
    versions: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda each: each.date):
        versions.setdefault(row.commit, []).append(row)
    costs = [(commit, median(row.cost for row in each)) for commit, each in versions.items()]
    values = [cost for _, cost in costs]
    across, up = Axis(0, max(len(costs) - 1, 1), WIDE, log=False), over(values, HIGH, log=False)
    points = [(float(k), cost) for k, cost in enumerate(values)]
    dots = tuple(
        (across.place(k), round(HIGH - up.place(cost), 1), f"{commit}: {cost:,.0f}")
        for k, (commit, cost) in enumerate(costs)
    )
    return Trend(
        f"{key[1]}, {key[2]} s",
        steps(points, across, up),
        dots,
        f"{values[0]:,.0f}",
        f"{values[-1]:,.0f}",
        values[-1] <= values[0],
    )
