"""Meal breaks and rest breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import permutations
from typing import Annotated

import numpy as np
from pydantic import Field

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import BreakDue, ShiftTable
from staffopt.domain.shifts import Activity, Block, Shift
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import dated
from staffopt.rules.words import from_to, in_hours, on_clock

Hour = Annotated[float, Field(ge=0, le=168)]
Hours = Hour | Annotated[tuple[Hour, ...], Field(min_length=1)]


class BreakOwed(Rule):
    """A shift longer than `over_hours` has a break of `minutes` in the right part of it.

    Why: people eat and rest. The time from start to end decides, breaks included.
    Example: `over_hours: 6, minutes: 30, earliest_hours: 2, latest_hours: 5` asks nothing of a
    shift of exactly 6 h (with `inclusive` it does) and of 09:00-17:00 half an hour that starts
    between 11:00 and 14:00. `over_hours: [3.5, 6, 10]` asks for one, two or three breaks;
    `inclusive`, `earliest_hours` and `latest_hours` may then be lists as well, one entry a break.
    Several rules of this type live side by side (an unpaid meal, a paid rest): a break counts for
    those with its `paid`, at its true length.
    """

    name = "break_due"
    over_hours: Hours = Field(
        description="Shift length above which a break is due; a list for more."
    )
    minutes: int = Field(gt=0, description="Minutes of the break.")
    paid: bool = Field(False, description="Whether the break is paid.")
    inclusive: bool | Annotated[tuple[bool, ...], Field(min_length=1)] = Field(
        False, description="Whether a shift of exactly `over_hours` owes the break."
    )
    earliest_hours: Hours = Field(0.0, description="Hours after the start before it may begin.")
    latest_hours: Hours | None = Field(
        None, description="Hours after the start by which it begins; no limit if empty."
    )
    before_end_hours: float = Field(
        0, ge=0, description="Hours before the shift's end by which it is over."
    )

    def breaks(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[BreakDue]:
        chosen = self.chosen(person, table)
        found = []
        for over, inclusive, earliest, latest in self._dues():
            limit = round(over * 60)
            longer = table.minutes >= limit if inclusive else table.minutes > limit
            last = table.minutes - round(self.before_end_hours * 60) - self.minutes
            if latest is not None:
                last = np.minimum(last, round(latest * 60))
            first = np.full(len(table), round(earliest * 60), np.int64)
            found.append(BreakDue(self.minutes, self.paid, chosen & longer, first, last))
        return found

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person, _, shift in dated(problem, roster, self):
            windows = list(self._owed(shift))
            taken = [
                block
                for block in shift.of(Activity.BREAK)
                if block.paid == self.paid and block.minutes >= self.minutes
            ]
            if windows and not _served(windows, taken):
                kind = "paid" if self.paid else "unpaid"
                text = (
                    f"{person.name}'s shift {from_to(problem, shift)} ({in_hours(shift.minutes)})"
                )
                text += f" owes {len(windows)} {kind} break of {self.minutes} min, starting "
                text += " and ".join(_said(problem, window) for window in windows)
                yield self.breach(text, person.id, shift.start, shift.end)

    def _dues(self) -> Iterator[tuple[float, bool, float, float | None]]:
        """Each break's threshold, inclusive flag, earliest and latest start in hours."""
        overs = self.over_hours if isinstance(self.over_hours, tuple) else (self.over_hours,)
        for at, over in enumerate(overs):
            latest = None if self.latest_hours is None else _nth(self.latest_hours, at)
            inclusive = _nth(self.inclusive, at)
            yield over, bool(inclusive), _nth(self.earliest_hours, at), latest

    def _owed(self, shift: Shift) -> Iterator[tuple[timedelta, timedelta, Shift]]:
        """From when to when, after the start, each break that a shift owes may begin."""
        length = timedelta(minutes=shift.minutes)
        for over, inclusive, earliest, latest in self._dues():
            threshold = timedelta(hours=over)
            if length > threshold or (inclusive and length == threshold):
                end = length - timedelta(hours=self.before_end_hours, minutes=self.minutes)
                until = end if latest is None else min(end, timedelta(hours=latest))
                yield timedelta(hours=earliest), until, shift


def _served(windows: list[tuple[timedelta, timedelta, Shift]], taken: list[Block]) -> bool:
    """Whether every window can be given a break of its own that starts inside it."""
    return any(
        all(
            since <= block.start - shift.start <= until
            for (since, until, shift), block in zip(windows, each, strict=True)
        )
        for each in permutations(taken, len(windows))
    )


def _said(problem: Problem, window: tuple[timedelta, timedelta, Shift]) -> str:
    since, until, shift = window
    end = problem.horizon.local(shift.start + until)
    return f"between {on_clock(problem, shift.start + since)} and {end:%H:%M}"


def _nth(value: Hours, at: int) -> float:
    """A setting's entry for the break with this number; the last one goes on."""
    return value[min(at, len(value) - 1)] if isinstance(value, tuple) else value
