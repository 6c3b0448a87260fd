"""Windows of hours as the shapes see them: days of the horizon, and what each row adds.

Only shapes use this module; checks count on the calendar by themselves (`hours_worked.py`).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

import numpy as np

from staffopt.domain.calendar import MINUTES_A_DAY, Horizon, minutes_between, to_utc
from staffopt.domain.history import Balance
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.shapes import Ints, ShiftTable
from staffopt.domain.shifts import Shift
from staffopt.rules._hour_windows import PERIODS, HourWindows

NEVER = -(1 << 40)
"""A day before all others."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days [first, end) of a horizon; they may lie outside it."""

    horizon: Horizon
    first: int
    end: int

    @property
    def days(self) -> int:
        return self.end - self.first

    @property
    def about(self) -> date:
        return self.horizon.first + timedelta(days=self.first)

    def edges(self, cut: time) -> tuple[int, int]:
        """When the window begins and ends if days do at `cut`, in minutes after the horizon's."""
        days = (self.about, self.horizon.first + timedelta(days=self.end))
        start, end = (minutes_between(self.horizon.start, self.horizon.at(d, cut)) for d in days)
        return start, end


def windows(rule: HourWindows, horizon: Horizon) -> Iterator[Window]:
    """The windows that planned shifts may lie in."""
    if rule.per in PERIODS:
        yield from _periods(rule, horizon)
        return
    back = (horizon.first.weekday() - rule.first_weekday(horizon.first)) % 7
    weekly = rule.per in ("week", "rolling_weeks")
    length = rule.n * (7 if weekly else 1)
    step, offset = (7, -back) if weekly else (1, 0)
    first = offset - (length - step) - (step if rule.cut_at else 0)
    for day in range(first, horizon.days + (rule.cut_at is not None), step):
        yield Window(horizon, day, day + length)


def _periods(rule: HourWindows, horizon: Horizon) -> Iterator[Window]:
    """The reference periods or years that touch the horizon; a day more where they cut shifts."""
    begins = rule.reference_from or date(horizon.first.year, 1, 1)
    reach = 0 if rule.cut_at is None else 1
    last = horizon.first + timedelta(days=horizon.days + reach)
    if rule.reference_weeks:
        number = (horizon.first - begins).days // (7 * rule.reference_weeks) - reach
    else:
        months = 12 * (horizon.first.year - begins.year) + horizon.first.month - begins.month
        number = months // (rule.reference_months or 12) - 1
    while (first := _start(rule, begins, number)) < last:
        end = _start(rule, begins, number + 1)
        if end > horizon.first - timedelta(days=reach):
            yield Window(horizon, (first - horizon.first).days, (end - horizon.first).days)
        number += 1


def _start(rule: HourWindows, begins: date, number: int) -> date:
    """The first date of a reference period; months too short for its day begin it on their last."""
    if rule.reference_weeks:
        return begins + timedelta(weeks=rule.reference_weeks * number)
    months = begins.month - 1 + number * (rule.reference_months or 12)
    year, month = begins.year + months // 12, months % 12 + 1
    return date(year, month, min(begins.day, monthrange(year, month)[1]))


class HourSums:
    """What a person's candidate shifts, and those before and after the plan, add to windows."""

    def __init__(
        self, rule: HourWindows, problem: Problem, person: Person, table: ShiftTable
    ) -> None:
        self.rule, self.person, self.table = rule, person, table
        self.horizon = horizon = problem.horizon
        meant = [rule.means(person, day, horizon.first) for day in horizon.dates]
        self.history = rule.history_of(person, horizon.first)
        self.start = table.start * horizon.slot_minutes
        minutes = table.minutes if rule.basis == "span" else table.paid
        self.minutes = np.where(np.array(meant, bool)[table.day], minutes, 0)
        self.around = [
            (horizon.day_of(shift.start), _since(horizon, shift), rule.measured(shift))
            for shift in problem.around(person.id)
        ]
        self.meant_around = [
            each
            for each in self.around
            if rule.means(person, horizon.first + timedelta(days=each[0]), horizon.first)
        ]

    def amounts(self, window: Window) -> Ints:
        """What choosing each row adds to the minutes of a window."""
        day = self.table.day
        if self.rule.cut_at is None:
            return np.where((day >= window.first) & (day < window.end), self.minutes, 0)
        since, until = window.edges(self.rule.cut_at)
        end = self.start + self.table.minutes
        shared = np.minimum(end, until) - np.maximum(self.start, since)
        found: Ints = np.clip(shared, 0, self.minutes)
        return found

    def carried(self, window: Window) -> int:
        """Minutes of a window that history and shifts before and after the plan hold."""
        known, untold = self._known(window), self._untold(window)
        begun = [each for each in self.meant_around if known and each[0] < untold]
        return self.told(window) + self._inside(window, begun) + self._begun(window)[0]

    def told(self, window: Window) -> int:
        """The same, where the history has a sum of the window from the sum's first date on."""
        known = self._known(window)
        shifts = [each for each in self.meant_around if known is None or each[0] >= self.since]
        return (known.minutes if known else 0) + self._inside(window, shifts)

    def _inside(self, window: Window, shifts: Sequence[tuple[int, tuple[int, int], int]]) -> int:
        """Minutes of shifts that lie in a window."""
        if self.rule.cut_at is None:
            return sum(m for day, _, m in shifts if window.first <= day < window.end)
        since, until = window.edges(self.rule.cut_at)
        return sum(
            min(max(min(end, until) - max(start, since), 0), minutes)
            for _, (start, end), minutes in shifts
        )

    def _untold(self, window: Window) -> int:
        """The day from which the history has a sum of a window, where the window begins before."""
        known = self._known(window)
        later = known.known_from if known else None
        return (later - self.horizon.first).days if later else NEVER

    def _begun(self, window: Window) -> tuple[int, int]:
        """Minutes and days of leave that only the sum of the week over a window's start tells.

        On which days of the week they were is not known: the window has as many as can lie in it.
        """
        week = self.history.begun_before(window.about) if self.history else None
        if week is None:
            return 0, 0
        first = (week.first - self.horizon.first).days
        untold = self._untold(window)
        end = min(first + 7, self.since, untold if untold > NEVER else self.since)
        known = sum(minutes for day, _, minutes in self.around if first <= day < end)
        minutes = min(week.minutes - known, (end - window.first) * MINUTES_A_DAY)
        days = min(week.leave_days - self._leave(first, end), end - window.first)
        return max(minutes, 0), max(days, 0)

    @property
    def since(self) -> int:
        """The day from which the history knows nothing."""
        return (self.history.as_of - self.horizon.first).days if self.history else NEVER

    def _known(self, window: Window) -> Balance | None:
        """What the history holds of a window."""
        return self.history.since(window.about) if self.history else None

    def neutral(self, window: Window) -> int:
        """Days of a window that are leave from midnight to midnight."""
        if not (self.rule.average and self.rule.leave_is_neutral):
            return 0
        known = self._known(window)
        first = window.first if known is None else max(self.since, window.first)
        found = known.leave_days if known else 0
        found += self._leave(first, window.end) + self._leave(window.first, self._untold(window))
        return found + self._begun(window)[1]

    def _leave(self, first: int, end: int) -> int:
        """Days from one to before another that lie whole in the person's time off."""
        days = (self.horizon.first + timedelta(days=k) for k in range(first, end + 1))
        midnights = [to_utc(d, time(0), self.horizon.tz) for d in days if self.person.time_off]
        found = 0
        for off in self.person.time_off:
            after = sum(at < off.span.start for at in midnights)
            before = sum(at <= off.span.end for at in midnights)
            found += max(before - 1 - after, 0)
        return found

    def most(self, window: Window) -> int:
        """The limit of a window in minutes."""
        return self.rule.most_minutes(window.days, self.neutral(window))

    def share(self, window: Window) -> int | None:
        """Minutes that leave the days after the plan their part of a window; None if none follow.

        The part is the hours promised to the person, or an even share if that is less.
        """
        days = self.horizon.days
        known = [day + 1 for day, _, _ in self.around if day < window.end]
        after = window.end - max([days, *known])
        planned = min(window.end, days) - max(window.first, 0)
        if after <= 0 or planned <= 0:
            return None
        left = self.most(window) - self.carried(window)
        promised = round(self.person.hours_min * 60 * after / 7)
        return max(left - promised, left * planned // (planned + after), 0)


def _since(horizon: Horizon, shift: Shift) -> tuple[int, int]:
    """Start and end of a shift, in minutes after the horizon's start."""
    start, end = (minutes_between(horizon.start, at) for at in (shift.start, shift.end))
    return start, end
