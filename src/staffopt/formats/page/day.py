"""One day of the page: cover and people on one time axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from staffopt.domain.calendar import DAY
from staffopt.domain.plan import Plan
from staffopt.formats.cells import hours
from staffopt.formats.figures import PersonWeek, RoleCover
from staffopt.formats.page.axis import Axis, day_axis
from staffopt.formats.page.bars import Row, day_rows
from staffopt.formats.page.cover import Panel, panels
from staffopt.formats.page.dates import long_day, short_day
from staffopt.formats.page.looks import Look

TALL = 26
"""People from which on a day is printed upright."""


@dataclass(frozen=True)
class Day:
    """All that a day's section shows."""

    key: str
    tab: str
    title: str
    axis: Axis
    panels: tuple[Panel, ...]
    rows: tuple[Row, ...]
    free: tuple[str, ...]
    short: int
    facts: str
    clock_change: str

    @property
    def tall(self) -> bool:
        return len(self.rows) >= TALL


def days(
    plan: Plan,
    covers: Sequence[RoleCover],
    people: tuple[PersonWeek, ...],
    look: Mapping[str, Look],
    wall: tuple[int, int],
) -> tuple[Day, ...]:
    """Return every day of the plan."""
    horizon = plan.problem.horizon
    return tuple(
        _day(plan, covers, people, look, (day, day_axis(horizon, day, wall)))
        for day in range(horizon.days)
    )


def _day(
    plan: Plan,
    covers: Sequence[RoleCover],
    people: tuple[PersonWeek, ...],
    look: Mapping[str, Look],
    place: tuple[int, Axis],
) -> Day:
    """Return one day."""
    day, axis = place
    horizon = plan.problem.horizon
    date = horizon.first + day * DAY
    rows = day_rows(plan, people, day, axis, look)
    first, end = horizon.day_starts[day : day + 2]
    short = sum(int(one.short[first:end].sum()) for one in covers) * horizon.slot_minutes
    there = {row.person_id for row in rows}
    return Day(
        key=f"day-{date.isoformat()}",
        tab=short_day(date),
        title=long_day(date),
        axis=axis,
        panels=panels(horizon, covers, axis, look),
        rows=rows,
        free=tuple(one.name for one in people if one.id not in there),
        short=short,
        facts=_facts(plan, rows, day, short),
        clock_change=_clock_change(end - first, horizon.slot_minutes),
    )


def _facts(plan: Plan, rows: Sequence[Row], day: int, short: int) -> str:
    """Return a day in a line: people, hours, what is missing."""
    here = len({row.person_id for row in rows if not row.from_eve})
    if not here:
        nobody = "Nobody starts a shift" if rows else "Nobody works"
        return nobody + (f", {hours(short)} person-hours missing" if short else "")
    horizon = plan.roster.horizon
    shifts = [shift for shift in plan.roster.shifts if horizon.day_of(shift.start) == day]
    paid = hours(sum(shift.paid_minutes for shift in shifts))
    missing = f"{hours(short)} person-hours short" if short else "cover holds all day"
    people = "1 person" if here == 1 else f"{here} people"
    return f"{people}, {paid} paid hours, {missing}"


def _clock_change(slots: int, slot_minutes: int) -> str:
    """Return a remark on a day that is not 24 hours long."""
    length = slots * slot_minutes / 60
    return "" if length == 24 else f"The clocks change: this day has {length:g} hours."
