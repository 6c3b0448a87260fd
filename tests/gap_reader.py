"""What the shape of time between shifts says about a finished roster: part of `shape_reader`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Gap, Once
from staffopt.domain.shifts import Shift
from staffopt.rules.base import Rule

Found = Iterator[tuple[tuple[str | None, date | int], int]]


def read_gaps(rule: Rule, problem: Problem, person: Person, roster: Roster) -> Found:
    """Blames, each with its price in 1/60."""
    mine = roster.of(person.id)
    line = sorted((*mine, *problem.around(person.id)), key=lambda shift: shift.start)
    pairs = [(one, two) for one, two in pairwise(line) if one in mine or two in mine]
    for gap in rule.follows(problem, person):
        short = [pair for pair in pairs if _short(gap, roster, *pair)]
        least = 0 if gap.once is None else gap.once.least
        for one, two in short:
            if gap.once is None or _between(one, two) < least:
                yield (person.id, roster.horizon.date_of(two.start)), 60 * (gap.price or 0)
        if gap.once is not None:
            days = [
                roster.horizon.day_of(two.start)
                for one, two in short
                if _between(one, two) >= least
            ]
            for day in _again(gap.once, days):
                yield (person.id, roster.horizon.first + timedelta(days=day)), 0


def _between(one: Shift, two: Shift) -> float:
    return (two.start - one.end).total_seconds() / 60


def _short(gap: Gap, roster: Roster, one: Shift, two: Shift) -> bool:
    day = min(roster.horizon.day_of(two.start), roster.horizon.days)
    held = gap.days is None or bool(gap.days[day])
    light = gap.unless_paid is not None and one.paid_minutes + two.paid_minutes <= gap.unless_paid
    return held and not light and two.minutes >= gap.before and _between(one, two) < gap.minutes


def _again(once: Once, days: list[int]) -> Iterator[int]:
    """The days of short gaps too soon after one before, the plan's own among both."""
    known = [] if once.last is None else [once.last]
    later = [] if once.next is None else [once.next]
    for one, two in pairwise([*known, *days, *later]):
        if two - one < once.days and (one in days or two in days):
            yield two
