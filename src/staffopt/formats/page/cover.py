"""Cover against requirement of one role on one day, as a step chart on the day's axis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon
from staffopt.formats.cells import hours
from staffopt.formats.figures import RoleCover
from staffopt.formats.page.axis import Axis
from staffopt.formats.page.dates import span_text
from staffopt.formats.page.looks import Look

Ints = NDArray[np.int32]

TALLEST = 230
LABEL = 13
"""Pixels above the highest step, for what is said about it."""
UNITS = (4.0, 14.0)
"""Least and most pixels for one person; every role of a day has the same."""


@dataclass(frozen=True)
class Stretch:
    """Slots in a row with the same need and cover."""

    at: int
    width: int
    required: int
    scheduled: int
    when: str

    @property
    def short(self) -> int:
        return max(self.required - self.scheduled, 0)

    @property
    def words(self) -> str:
        """What a reader is told about it."""
        tail = f", {self.short} short" if self.short else ""
        return f"{self.when}: {self.scheduled} on duty, {self.required} needed{tail}"


@dataclass(frozen=True)
class Panel:
    """The chart of one role. Paths have one unit a slot across and one a person upwards."""

    look: Look
    top: float
    height: int
    area: str
    line: str
    stretches: tuple[Stretch, ...]
    ticks: tuple[int, ...]
    summary: str


def panels(
    horizon: Horizon, covers: Sequence[RoleCover], axis: Axis, look: Mapping[str, Look]
) -> tuple[Panel, ...]:
    """Return a chart for each role, all on the same scale."""
    days = [(one, *_on_axis(one, axis)) for one in covers]
    days = [day for day in days if day[1].any() or day[2].any()]
    most = {one.role: max(int(need.max()), int(there.max())) for one, need, there in days}
    unit = min(max(TALLEST / max(sum(most.values()), 1), UNITS[0]), UNITS[1])
    tops = {role: round(people + LABEL / unit, 1) for role, people in most.items()}
    return tuple(
        _panel(horizon, (need, there), axis, (look[one.role], tops[one.role], unit))
        for one, need, there in days
    )


def _on_axis(one: RoleCover, axis: Axis) -> tuple[Ints, Ints]:
    """Return need and cover on the slots of an axis, zero outside the horizon."""
    slots = np.arange(axis.first, axis.end)
    inside = (slots >= 0) & (slots < len(one.required))
    at = np.clip(slots, 0, len(one.required) - 1)
    return np.where(inside, one.required[at], 0), np.where(inside, one.scheduled[at], 0)


def _panel(
    horizon: Horizon,
    series: tuple[Ints, Ints],
    axis: Axis,
    scale: tuple[Look, float, float],
) -> Panel:
    """Return the chart of one role."""
    look, top, unit = scale
    need, there = series
    found = tuple(_stretches(horizon, need, there, axis))
    step = next(s for s in (1, 2, 5, 10, 20, 50, 1000) if s * unit >= 13)
    return Panel(
        look,
        top,
        round(top * unit),
        f"M0 {_y(top, 0)}{_steps(there, top)}L{axis.slots} {_y(top, 0)}Z",
        "M" + _steps(need, top)[1:],
        found,
        tuple(range(0, int(max(need.max(), there.max())) + 1, step)),
        _summary(look.name, found, horizon.slot_minutes),
    )


def _y(top: float, people: int) -> str:
    return f"{top - people:.1f}".rstrip("0").rstrip(".")


def _steps(values: Ints, top: float) -> str:
    """Return a stepped line through the values, without its first move."""
    edges = [0, *(np.flatnonzero(np.diff(values)) + 1).tolist(), len(values)]
    first = f"L0 {_y(top, int(values[0]))}"
    rest = (
        f"{'' if begin == 0 else 'V' + _y(top, int(values[begin]))}H{end}"
        for begin, end in pairwise(edges)
    )
    return first + "".join(rest)


def _stretches(
    horizon: Horizon,
    need: Ints,
    there: Ints,
    axis: Axis,
) -> Iterator[Stretch]:
    """Yield the stretches of a day in which somebody is needed or there."""
    change = (np.diff(need) != 0) | (np.diff(there) != 0)
    edges = [0, *(np.flatnonzero(change) + 1).tolist(), len(need)]
    for begin, end in pairwise(edges):
        required, scheduled = int(need[begin]), int(there[begin])
        if required or scheduled:
            instants = (horizon.instant(axis.first + slot) for slot in (begin, end))
            yield Stretch(begin, end - begin, required, scheduled, span_text(horizon, *instants))


def _summary(name: str, found: Sequence[Stretch], slot_minutes: int) -> str:
    """Return a chart in one sentence."""
    short = [one for one in found if one.short]
    if not short:
        return f"{name}: always enough"
    minutes = sum(one.short * one.width for one in short) * slot_minutes
    worst = max(short, key=lambda one: (one.short, one.width))
    return (
        f"{name}: {hours(minutes)} person-hours short, most at {worst.when} ({worst.short} short)"
    )
