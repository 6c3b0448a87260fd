"""One role's waits over one day, as a small picture on the day's axis."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon
from staffopt.domain.stress_test import LEVELS, DayService, RoleService
from staffopt.domain.stress_wording import times
from staffopt.formats.cells import clock, percent_down, wait_text
from staffopt.formats.page.axis import Axis
from staffopt.formats.page.steps import TOP, area, hour_lines, line, on_axis

LEAST_SCALE = 30.0
"""Seconds: a picture's scale goes up at least so far, so that it does not magnify nothing."""
USUAL, SELDOM = LEVELS[1:]
"""The levels that the two bands go up to."""


@dataclass(frozen=True)
class WaitChart:
    """A day's mean wait as a stepped line over two bands. Paths have one unit a slot across.

    `late` are stretches at risk, as (first slot, slots) from the left; `within` is where the wait
    that still counts as in time lies, None above the picture.
    """

    slots: int
    hours: str
    seldom: str
    usual: str
    line: str
    within: float | None
    late: tuple[tuple[int, int], ...]
    wait: str
    in_time: str
    below: bool
    words: str


def highest_wait(role: RoleService) -> float:
    """Return the seconds to which a role's pictures go up."""
    waits = np.nan_to_num(role.slot_waits[SELDOM])
    return max(float(waits.max(initial=0.0)), LEAST_SCALE)


def wait_chart(role: RoleService, horizon: Horizon, axis: Axis, highest: float) -> WaitChart | None:
    """Return a day's picture; None where nobody comes that day."""
    date = horizon.date_of(horizon.instant(axis.first))
    day = next((one for one in role.days if one.day == date), None)
    if day is None:
        return None
    usual, seldom, mean = (
        on_axis(values, axis) * TOP / highest
        for values in (role.slot_waits[USUAL], role.slot_waits[SELDOM], role.slot_wait)
    )
    within = TOP - TOP * role.within / highest
    return WaitChart(
        slots=axis.slots,
        hours=hour_lines(axis),
        seldom=area(seldom),
        usual=area(usual),
        line=line(mean),
        within=round(within, 1) if within >= 0 else None,
        late=_runs(on_axis(role.slots_at_risk.astype(np.float64), axis) > 0),
        wait=wait_text(day.wait),
        in_time=percent_down(day.in_time),
        below=day.in_time < role.served_share,
        words=_words(role, day, horizon, axis),
    )


def _runs(mask: NDArray[np.bool_]) -> tuple[tuple[int, int], ...]:
    turns = np.flatnonzero(np.diff(mask.astype(np.int8), prepend=0, append=0))
    return tuple((a, b - a) for a, b in zip(turns[::2].tolist(), turns[1::2].tolist(), strict=True))


def _words(role: RoleService, day: DayService, horizon: Horizon, axis: Axis) -> str:
    """Return a day's picture in a sentence."""
    waits = np.nan_to_num(on_axis(role.slot_wait, axis))
    worst = axis.first + int(waits.argmax())
    return (
        f"mean wait {wait_text(day.wait)}, longest from {clock(horizon, horizon.instant(worst))} "
        f"({wait_text(float(waits.max()))}); in 80% of the {times(horizon)} the day's is at most "
        f"{wait_text(day.waits[USUAL])}; {percent_down(day.in_time)} in time"
    )
