"""Who worked on which date, past roster included, as the checks count it.

Only checks use this module; shapes have their own windows (`week_windows.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Shift
from staffopt.domain.weekdays import WEEKDAYS
from staffopt.rules.base import Picks


def dated(problem: Problem, roster: Roster, who: Picks) -> Iterator[tuple[Person, date, Shift]]:
    """Every planned shift with its person and local start date, where `who` fits on that date."""
    date_of = problem.horizon.date_of
    for person in problem.people:
        shifts = roster.of(person.id)
        meant = shifts and who.throughout(
            person, date_of(shifts[0].start), date_of(shifts[-1].start)
        )
        for shift in shifts if meant is not False else ():
            day = date_of(shift.start)
            if meant or who.picks(person, day):
                yield person, day, shift


def in_order(problem: Problem, roster: Roster, person: Person) -> list[tuple[Shift, bool]]:
    """A person's shifts by time, those around the plan included; True marks a planned one."""
    planned = [(shift, True) for shift in roster.of(person.id)]
    others = [(shift, False) for shift in problem.around(person.id)]
    if not others:
        return planned
    return sorted(planned + others, key=lambda each: (each[0].start, each[0].end))


@dataclass(frozen=True, slots=True)
class WorkedWeek:
    """One person's calendar week: what the plan adds and what it comes to with the past."""

    person: Person
    first: date
    planned_minutes: int
    minutes: int
    days: int

    def span(self, problem: Problem) -> tuple[datetime, datetime]:
        """From midnight to midnight."""
        return whole_days(problem, self.first, self.first + timedelta(days=6))


def worked_weeks(
    problem: Problem, roster: Roster, who: Picks, weekday: str | None
) -> Iterator[WorkedWeek]:
    """Each person's weeks with at least one planned shift, in order of time."""
    begins = problem.horizon.first.weekday() if weekday is None else WEEKDAYS.index(weekday)
    date_of = problem.horizon.date_of
    for person in problem.people:
        line = in_order(problem, roster, person)
        meant = line and who.throughout(person, *(date_of(line[k][0].start) for k in (0, -1)))
        weeks: dict[date, list[tuple[date, int, bool]]] = defaultdict(list)
        for shift, planned in line if meant is not False else ():
            day = date_of(shift.start)
            if meant or who.picks(person, day):
                weeks[day - timedelta(days=(day.weekday() - begins) % 7)].append(
                    (day, shift.paid_minutes, planned)
                )
        for first, work in sorted(weeks.items()):
            if any(planned for _, _, planned in work):
                yield WorkedWeek(
                    person,
                    first,
                    sum(minutes for _, minutes, planned in work if planned),
                    sum(minutes for _, minutes, _ in work),
                    len({day for day, _, _ in work}),
                )


def whole_days(problem: Problem, first: date, last: date) -> tuple[datetime, datetime]:
    """From the midnight that starts one date to the midnight that ends another."""
    midnight = time(0)
    end = problem.horizon.at(last + timedelta(days=1), midnight)
    return problem.horizon.at(first, midnight), end
