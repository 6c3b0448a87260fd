"""How rules say times, lengths and names in their messages."""

from __future__ import annotations

from datetime import date, datetime

from staffopt.domain.problem import Problem
from staffopt.domain.shifts import Shift


def in_hours(minutes: int) -> str:
    """Return `8.5 h`, and `20 min` below an hour."""
    return f"{minutes} min" if 0 < minutes < 60 else f"{round(minutes / 60, 2):g} h"


def on_clock(problem: Problem, instant: datetime) -> str:
    """Return `Mon 23 Mar 09:00` by the store's clock."""
    return f"{problem.horizon.local(instant):%a %d %b %H:%M}"


def on_day(day: date) -> str:
    """Return `Mon 23 Mar`."""
    return f"{day:%a %d %b}"


def from_to(problem: Problem, shift: Shift) -> str:
    """Return `Mon 23 Mar 09:00-17:00` by the store's clock."""
    return f"{on_clock(problem, shift.start)}-{problem.horizon.local(shift.end):%H:%M}"


def many(count: int, noun: str) -> str:
    """Return `1 day` or `2 days`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def name_of(problem: Problem, person_id: str) -> str:
    """Return a person's name, or the id where the name is not known."""
    person = problem.person.get(person_id)
    return person.name if person is not None and person.name else person_id
