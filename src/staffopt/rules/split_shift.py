"""Days of work in several pieces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from pydantic import Field

from staffopt.domain.calendar import minutes_between
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Shift
from staffopt.domain.violation import PayClaim, Violation
from staffopt.rules._premium_hours import PremiumHours
from staffopt.rules.words import in_hours, many, on_day


class SplitShift(PremiumHours):
    """A date's work is not cut into more or smaller pieces than law allows, or the cut is paid.

    Why: hours between two pieces are neither free nor paid.
    Example: `most_gaps: 1, longest_gap_hours: 2` is France's for part-timers: 09:00-12:00 and
    14:00-18:00 is allowed, 09:00-12:00 and 14:30-18:00 is not. `gap_hours: 1, premium_hours: 1,
    premium_wage: 16.9, offset: true` is California's: time off of more than an hour between two
    shifts of a date owes an hour at the minimum wage, less what the day's pay lies above it.
    Only checked: the planner gives people one shift a date and so never splits one.
    """

    name = "split_shift"
    gap_hours: float = Field(0, ge=0, description="Longer time off between two shifts is a gap.")
    most_gaps: int | None = Field(None, ge=0, description="Gaps on a date, at most.")
    longest_gap_hours: float | None = Field(None, gt=0, description="Hours of a gap, at most.")
    least_piece_hours: float = Field(0, ge=0, description="Hours of each piece, at least.")

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person, day, shifts in self.by_date(problem, roster):
            why = self._wrong(shifts)
            if why:
                text = f"{person.name}'s work on {on_day(day)} {why}"
                end = max(shift.end for shift in shifts)
                yield self.breach(text, person.id, shifts[0].start, end)

    def pays(self, problem: Problem, roster: Roster) -> Iterable[PayClaim]:
        for person, day, shifts in self.by_date(problem, roster):
            if self.premium_hours is not None and self._gaps(shifts):
                yield from self.claim(person, shifts, f"works a split shift on {on_day(day)}")

    def _wrong(self, shifts: Sequence[Shift]) -> str:
        """What is wrong with the pieces of a date, in words; empty when nothing is."""
        gaps = self._gaps(shifts)
        shortest = min(shift.minutes for shift in shifts)
        longest = max(gaps, default=0)
        if self.most_gaps is not None and len(gaps) > self.most_gaps:
            return f"has {many(len(gaps), 'gap')}; at most {self.most_gaps}"
        if self.longest_gap_hours is not None and longest > round(self.longest_gap_hours * 60):
            return f"has a gap of {in_hours(longest)}; at most {self.longest_gap_hours:g} h"
        if gaps and shortest < round(self.least_piece_hours * 60):
            return f"has a piece of {in_hours(shortest)}; at least {self.least_piece_hours:g} h"
        return ""

    def _gaps(self, shifts: Sequence[Shift]) -> list[int]:
        """Minutes of each gap of a date."""
        off = (minutes_between(one.end, two.start) for one, two in pairwise(shifts))
        return [minutes for minutes in off if minutes > round(self.gap_hours * 60)]
