"""Holidays and other absences."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from staffopt.domain.calendar import minutes_between
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, ShiftTable
from staffopt.domain.shifts import Shift
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import dated
from staffopt.rules.words import from_to, on_clock, on_day


class OffWork(Rule):
    """Nobody works in their time off, nor before the day of being hired.

    Why: leave that was granted is kept, and who is not hired yet does not come.
    Example: with time off on Tuesday from 00:00 to 24:00, a shift on Monday 16:00-24:00 is fine,
    one on Monday 18:00-02:00 is not. Reasons are never repeated in messages.
    """

    name = "time_off"

    def allows(self, problem: Problem, person: Person, table: ShiftTable) -> Bools | None:
        if not person.time_off:
            return None
        start = table.start * table.horizon.slot_minutes
        end = start + table.minutes
        hit = np.zeros(len(table), bool)
        for off in person.time_off:
            since = minutes_between(table.horizon.start, off.span.start)
            until = minutes_between(table.horizon.start, off.span.end)
            hit |= (start < until) & (since < end)
        return ~(hit & self.chosen(person, table))

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person, day, shift in dated(problem, roster, self):
            if any(off.span.overlaps(shift.span) for off in person.time_off):
                text = f"{person.name} {_why(person, day)} {from_to(problem, shift)}"
                mend = _outside(problem, person, shift)
                yield self.breach(text, person.id, shift.start, shift.end, mend=mend)


def _why(person: Person, day: date) -> str:
    """Why a shift of a date is none of the person's, up to its time."""
    if person.hired is not None and day < person.hired:
        return f"is hired on {on_day(person.hired)}, after"
    return "has time off during"


def _outside(problem: Problem, person: Person, shift: Shift) -> str:
    """What of a shift would lie outside the time off, in words."""
    offs = [off.span for off in person.time_off if off.span.overlaps(shift.span)]
    first, last = min(off.start for off in offs), max(off.end for off in offs)
    if shift.start < first and last >= shift.end:
        return f"end at {on_clock(problem, first)} or earlier"
    if first <= shift.start and last < shift.end:
        return f"start at {on_clock(problem, last)} or later"
    return "no shift then"
