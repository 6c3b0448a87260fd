"""The week at a glance: people by days, with times and a picture of each shift."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from staffopt.domain.calendar import DAY
from staffopt.domain.plan import Plan
from staffopt.domain.shifts import Shift
from staffopt.domain.spread import WEEK
from staffopt.formats.cells import hours
from staffopt.formats.figures import PersonWeek, RoleCover
from staffopt.formats.page.bars import stripes
from staffopt.formats.page.dates import period, short_day, short_period, span_text
from staffopt.formats.page.looks import Look


@dataclass(frozen=True)
class Cell:
    """A shift in the week's table; stripes are (class, left and width in percent)."""

    when: str
    stripes: tuple[tuple[str, float, float], ...]
    training: bool


@dataclass(frozen=True)
class Line:
    """One person's week: a tuple of cells a day, what a day without any is, paid hours."""

    name: str
    cells: tuple[tuple[Cell, ...], ...]
    without: tuple[str, ...]
    hours: str


@dataclass(frozen=True)
class Head:
    """A day at the top of the table: where it is, its hours short, whether the store is closed."""

    key: str
    text: str
    short: str
    closed: bool


@dataclass(frozen=True)
class Week:
    """One week of the plan."""

    title: str
    tab: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]


def weeks(
    plan: Plan,
    covers: Sequence[RoleCover],
    people: Sequence[PersonWeek],
    look: Mapping[str, Look],
    wall: tuple[int, int],
) -> tuple[Week, ...]:
    """Return the weeks of the plan."""
    horizon = plan.problem.horizon
    found = []
    for first in range(0, horizon.days, WEEK):
        span = range(first, min(first + WEEK, horizon.days))
        heads = tuple(_head(plan, covers, day) for day in span)
        lines = tuple(_line(plan, one, span, look, wall) for one in people)
        begin, end = (horizon.first + day * DAY for day in (span[0], span[-1]))
        found.append(Week(period(begin, end), short_period(begin, end), heads, lines))
    return tuple(found)


def _head(plan: Plan, covers: Sequence[RoleCover], day: int) -> Head:
    """Return the head of a day."""
    horizon = plan.problem.horizon
    date = horizon.first + day * DAY
    first, end = horizon.day_starts[day : day + 2]
    short = sum(int(one.short[first:end].sum()) for one in covers)
    closed = not plan.problem.requirement.staffed[first:end].any()
    missing = hours(short * horizon.slot_minutes)
    return Head(f"day-{date.isoformat()}", short_day(date), missing if short else "", closed)


def _line(
    plan: Plan, one: PersonWeek, span: range, look: Mapping[str, Look], wall: tuple[int, int]
) -> Line:
    """Return one person's week."""
    horizon = plan.roster.horizon
    by_day: dict[int, list[Shift]] = {day: [] for day in span}
    for shift in one.shifts:
        day = horizon.day_of(shift.start)
        if day in by_day:
            by_day[day].append(shift)
    cells = tuple(
        tuple(_cell(plan, shift, look, wall) for shift in shifts) for shifts in by_day.values()
    )
    paid = sum(shift.paid_minutes for shifts in by_day.values() for shift in shifts)
    off = (horizon.first + day * DAY in one.leave_on for day in span)
    without = tuple("leave" if each else "free" for each in off)
    return Line(one.name, cells, without, hours(paid) if paid else "")


def _cell(plan: Plan, shift: Shift, look: Mapping[str, Look], wall: tuple[int, int]) -> Cell:
    """Return a shift as the week shows it."""
    horizon = plan.roster.horizon
    local = horizon.local(shift.start)
    begin = local.hour * 60 + local.minute - wall[0]
    whole = max(wall[1] - wall[0], 60)
    drawn = tuple(
        (css, round(100 * (begin + at) / whole, 1), round(100 * minutes / whole, 1))
        for css, at, minutes in stripes(shift, look)
    )
    when = span_text(horizon, shift.start, shift.end)
    return Cell(when, drawn, any(css == "trn" for css, _, _ in drawn))
