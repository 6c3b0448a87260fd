"""Runs of worked and of free days, as the shapes and, apart from them, as the checks see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from staffopt.domain.calendar import DAY
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import LeastRun
from staffopt.rules.dated_work import in_order

Edges = Literal["past", "open"]
"""`past`: shifts around the plan lengthen a run, and a side without any is open; `open`: both are.
"""


def least_run(
    problem: Problem, person: Person, edges: Edges, least: int, price: int, *, worked: bool
) -> LeastRun:
    """The shape of a least run, with what the past roster adds on both sides."""
    horizon = problem.horizon
    around = {horizon.day_of(shift.start) for shift in problem.around(person.id)}
    before = {-1 - day for day in around if day < 0}
    after = {day - horizon.days for day in around if day >= 0}
    known = [
        None if edges == "open" or not side else _reach(side, worked) for side in (before, after)
    ]
    return LeastRun(least, worked, price, known[0], known[1])


def _reach(worked_days: set[int], worked: bool) -> int:
    """Days of one kind next to the plan; `worked_days` counts from 0 away from it."""
    reach = 0
    while (reach in worked_days) == worked:
        reach += 1
    return reach


@dataclass(frozen=True, slots=True)
class DayRun:
    """Days in a row, all worked or all free; `cut` where an open edge hides the rest."""

    first: date
    last: date
    worked: bool
    cut: bool

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def day_runs(problem: Problem, roster: Roster, person: Person, edges: Edges) -> Iterator[DayRun]:
    """Every run that holds a planned day, in order of time."""
    dates = problem.horizon.dates
    work = {problem.horizon.local(s.start).date() for s, _ in in_order(problem, roster, person)}
    look_around = edges == "past"
    first = min([dates[0], *work]) if look_around else dates[0]
    last = max([dates[-1], *work]) if look_around else dates[-1]
    start = first
    while start <= last:
        end = start
        while end < last and (end + DAY in work) == (start in work):
            end += DAY
        cut = (start == first == dates[0]) or (end == last == dates[-1])
        if end >= dates[0] and start <= dates[-1]:
            yield DayRun(start, end, start in work, cut)
        start = end + DAY
