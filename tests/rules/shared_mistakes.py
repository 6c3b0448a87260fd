"""Mistakes that somebody could make in several rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.rules.sample import Change, each_person

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.rest_shapes import Asked, FreeSpans
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import ShiftTable
from staffopt.domain.shifts import Activity, Shift

Ways = tuple[tuple[Asked, ...], ...]


DISTRICTLESS = each_person(lambda person: replace(person, school=None))


def no_past(problem: Problem) -> Problem:
    return replace(problem, past=())


def past_before(problem: Problem) -> Problem:
    start = problem.horizon.start
    return replace(problem, past=tuple(p for p in problem.past if p.shift.start < start))


def past_after(problem: Problem) -> Problem:
    start = problem.horizon.start
    return replace(problem, past=tuple(p for p in problem.past if p.shift.start >= start))


def clock_of_the_first_day(problem: Problem) -> Problem:
    """A zone without clock changes: elapsed time is taken for wall-clock time."""
    horizon = replace(problem.horizon, zone="Etc/GMT-1")
    return replace(problem, requirement=replace(problem.requirement, horizon=horizon))


def born_later(days: int) -> Change:
    return each_person(
        lambda p: replace(p, birth_date=p.birth_date and p.birth_date + timedelta(days=days))
    )


def work_only(roster: Roster) -> Roster:
    """Breaks and training are taken for work."""

    def busy(shift: Shift) -> Shift:
        blocks = (replace(b, activity=Activity.WORK, role="floor") for b in shift.blocks)
        return replace(shift, blocks=tuple(blocks))

    return replace(roster, shifts=tuple(busy(shift) for shift in roster.shifts))


def breaks_paid(roster: Roster) -> Roster:
    def paid(shift: Shift) -> Shift:
        return replace(shift, blocks=tuple(replace(b, paid=True) for b in shift.blocks))

    return replace(roster, shifts=tuple(paid(shift) for shift in roster.shifts))


def one_per_person(roster: Roster) -> Roster:
    """Only people's first shifts."""
    return replace(roster, shifts=tuple(shifts[0] for shifts in roster.by_person.values()))


def none(_: object) -> None:
    """Nothing is known of a side of the plan, or said."""


def more(price: int) -> int:
    return price + 1


def told_later(problem: Problem, person: Person, table: ShiftTable) -> tuple[Any, ...]:
    """The roster is told an hour later than it is."""
    told = problem.publish_at and problem.publish_at - timedelta(hours=1)
    return replace(problem, publish_at=told), person, table


def one_fewer(ways: Ways) -> Ways:
    """One span fewer is asked for."""
    return tuple(
        tuple(
            replace(part, least=part.least - 1) if isinstance(part, FreeSpans) else part
            for part in way
        )
        for way in ways
    )


def without_history(person: Person) -> Person:
    return replace(person, history=None)


def unknown(problem: Problem, person: Person, table: ShiftTable) -> tuple[Any, ...]:
    return problem, without_history(person), table
