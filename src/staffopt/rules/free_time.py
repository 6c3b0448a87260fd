"""When a person is free, as the checks see it: between shifts, by the clock.

Only checks use this module; shapes have their own windows (`rest_demands.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta

from staffopt.domain.calendar import Span
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.shifts import Shift
from staffopt.domain.weekdays import weekday_of
from staffopt.rules.base import Picks


def free_spans(shifts: Iterable[Shift], window: Span) -> list[Span]:
    """The stretches of a window in which nobody of these shifts is at work, in order of time."""
    free = [window]
    for shift in shifts:
        if shift.start < window.end and window.start < shift.end:
            free = [piece for span in free for piece in _without(span, shift.span)]
    return free


def _without(span: Span, taken: Span) -> Iterator[Span]:
    if not span.overlaps(taken):
        yield span
        return
    if span.start < taken.start:
        yield Span(span.start, taken.start)
    if taken.end < span.end:
        yield Span(taken.end, span.end)


def from_day(problem: Problem, first: date, days: int, starts: time = time(0)) -> Span:
    """So many days from a date on, from `starts` to `starts` by the store's clock."""
    last = first + timedelta(days=days)
    return Span(problem.horizon.at(first, starts), problem.horizon.at(last, starts))


def meant(problem: Problem, who: Picks, person: Person, first: date, days: int) -> bool:
    """Whether a rule is about a person on a planned date among so many from a date on."""
    last = first + timedelta(days=days - 1)
    dates = problem.horizon.dates
    return any(who.picks(person, day) for day in dates if first <= day <= last)


def week_of(day: date, starts: str) -> date:
    """The first date of a date's week."""
    while weekday_of(day) != starts:
        day -= timedelta(days=1)
    return day
