"""What people would like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

import numpy as np

from staffopt.domain.arrays import Ints
from staffopt.domain.calendar import DAY, Span, minutes_between
from staffopt.domain.people import Person, Preference
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Count, ShiftTable
from staffopt.domain.shifts import Shift
from staffopt.goals.base import Goal

MIDNIGHT = time(0)


class Preferences(Goal):
    """A wish that is not met costs its price, once per shift and date.

    Why: people stay where they are heard.
    Example: Ann would rather not work on Friday after 18:00 (`avoid`, 10.00): a shift 12:00-20:00
    on Friday costs 10.00, one until 18:00 nothing. `day_off` is about shifts that start on the
    date; `prefer` costs when a shift that starts on the date lies partly outside the window;
    `wanted` costs unless a shift that starts on the date lies wholly inside it.
    """

    name = "preferences"

    def prices(self, problem: Problem, person: Person, table: ShiftTable) -> Ints | None:
        if not person.preferences:
            return None
        total = np.zeros(len(table), np.int64)
        start = table.start * table.horizon.slot_minutes
        end = start + table.minutes
        for wish in person.preferences:
            for at in range(-1, table.horizon.days + 1):
                day = table.horizon.first + at * DAY
                if not wish.concerns(day) or wish.kind == "wanted":
                    continue
                span = _window(problem, wish, day)
                since = minutes_between(table.horizon.start, span.start)
                until = minutes_between(table.horizon.start, span.end)
                if wish.kind == "day_off":
                    broken = table.day == at
                elif wish.kind == "avoid":
                    broken = (start < until) & (since < end)
                else:
                    broken = (table.day == at) & ((start < since) | (until < end))
                total += 60 * wish.price * broken
        return total

    def counts(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Count]:
        """One sum: the price of all shifts that are wanted, less that of those worked."""
        wanted = [
            (at, wish)
            for wish in person.preferences
            for at, day in enumerate(table.horizon.dates)
            if wish.kind == "wanted" and wish.concerns(day)
        ]
        if not wanted:
            return ()
        met = np.zeros(len(table), np.int64)
        start = table.start * table.horizon.slot_minutes
        for at, wish in wanted:
            span = _window(problem, wish, table.horizon.dates[at])
            since = minutes_between(table.horizon.start, span.start)
            until = minutes_between(table.horizon.start, span.end)
            inside = (since <= start) & (start + table.minutes <= until)
            met += wish.price * ((table.day == at) & inside)
        asked = sum(wish.price for _, wish in wanted)
        return [Count(-met, table.horizon.first, carried=asked, tiers=((0, 1),), per=1)]

    def value(self, problem: Problem, roster: Roster) -> int:
        spoiled = sum(
            wish.price * self._broken(problem, wish, shift)
            for person in problem.people
            for shift in roster.of(person.id)
            for wish in person.preferences
            if wish.kind != "wanted"
        )
        return spoiled + sum(
            wish.price
            for person in problem.people
            for wish in person.preferences
            for day in problem.horizon.dates
            if wish.kind == "wanted" and wish.concerns(day)
            if not _worked(problem, roster, person, wish, day)
        )

    def _broken(self, problem: Problem, wish: Preference, shift: Shift) -> int:
        """How many dates of a wish a shift spoils."""
        horizon = problem.horizon
        today, tomorrow = horizon.date_of(shift.start), horizon.date_of(shift.end)
        if wish.kind == "day_off":
            return int(wish.concerns(today))
        if wish.kind == "prefer":
            since, until = _said(problem, wish, today)
            return int(wish.concerns(today) and (shift.start < since or shift.end > until))
        spoiled = 0
        day = today - DAY
        while day <= tomorrow:
            since, until = _said(problem, wish, day)
            spoiled += wish.concerns(day) and shift.start < until and shift.end > since
            day += DAY
        return spoiled


def _worked(problem: Problem, roster: Roster, person: Person, wish: Preference, day: date) -> bool:
    """Whether a shift that starts on a date lies wholly inside a wish's window."""
    since, until = _said(problem, wish, day)
    return any(
        problem.horizon.date_of(shift.start) == day and since <= shift.start and shift.end <= until
        for shift in roster.of(person.id)
    )


def _window(problem: Problem, wish: Preference, day: date) -> Span:
    """A wish's window on a date; the whole day where it has no times."""
    return problem.horizon.window(day, wish.since or MIDNIGHT, wish.until or MIDNIGHT)


def _said(problem: Problem, wish: Preference, day: date) -> tuple[datetime, datetime]:
    """The same, clock time by clock time."""
    since, until = wish.since or MIDNIGHT, wish.until or MIDNIGHT
    last = day if until > since else day + DAY
    return problem.horizon.at(day, since), problem.horizon.at(last, until)
