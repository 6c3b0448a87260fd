"""Whose days differ between two rosters, in words."""

from __future__ import annotations

from collections.abc import Sequence

from staffopt.domain.calendar import Span
from staffopt.domain.explanation import DayChange
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Shift


def hours_text(problem: Problem, shifts: Sequence[Shift]) -> str:
    """Return `09:00-17:00` by the store's clock; nothing for a free day."""
    local = problem.horizon.local
    return ", ".join(f"{local(each.start):%H:%M}-{local(each.end):%H:%M}" for each in shifts)


def day_changes(problem: Problem, before: Roster, after: Roster) -> tuple[DayChange, ...]:
    """Every person's day that has other hours, in order of date and name."""
    found = []
    for person in problem.people:
        for number, day in enumerate(problem.horizon.dates):
            old, new = (
                hours_text(problem, _on(problem, roster, person.id, number))
                for roster in (before, after)
            )
            if old != new:
                found.append(DayChange(person.id, person.name or person.id, day, old, new))
    return tuple(sorted(found, key=lambda each: (each.day, each.name, each.person_id)))


def takers(
    problem: Problem, before: Roster, after: Roster, span: Span, changes: Sequence[DayChange]
) -> tuple[DayChange, ...]:
    """The changes by which somebody is there longer in a span, who adds most first."""
    gained = {
        change: _minutes(after, change.person_id, span) - _minutes(before, change.person_id, span)
        for change in changes
        if change.day == problem.horizon.date_of(span.start)
    }
    return tuple(
        change
        for change, minutes in sorted(gained.items(), key=lambda each: -each[1])
        if minutes > 0
    )


def _on(problem: Problem, roster: Roster, person_id: str, day: int) -> list[Shift]:
    return [each for each in roster.of(person_id) if problem.horizon.day_of(each.start) == day]


def _minutes(roster: Roster, person_id: str, span: Span) -> int:
    """Minutes of a span in which a person is there."""
    return sum(
        max(0, Span(max(each.start, span.start), min(each.end, span.end)).minutes)
        for each in roster.of(person_id)
    )
