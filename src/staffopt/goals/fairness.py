"""Closing shifts in turns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import numpy as np
from pydantic import Field

from staffopt.domain.arrays import Ints
from staffopt.domain.late_ends import ends_late, late_rows
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import ShiftTable, Spread
from staffopt.domain.shifts import Shift
from staffopt.domain.wall_time import ClockTime
from staffopt.goals.base import Goal


class Fairness(Goal):
    """Among people of one contract kind, the most and the least closing shifts lie close together.

    Why: the late shift is nobody's favourite.
    Example: with `price: 15`, three full-timers who close 3, 2 and 1 times cost 30.00. A shift
    closes when it ends within `within_minutes` of the end of opening hours of its date or later,
    or, where `closing_from` is given, at or after that time. Shifts before the plan count as well
    when `closing_from` is given.
    """

    name = "fairness"
    price: float = Field(
        15, ge=0, description="What each closing of difference costs, in the currency."
    )
    closing_from: ClockTime | None = Field(
        None,
        description="Time of day from which an end is a closing, one before noon being the next "
        "day's for shifts that start then or later; from opening hours if empty.",
    )
    within_minutes: int = Field(
        30, ge=0, description="Minutes before the end of opening hours that still close."
    )
    contracts: tuple[str, ...] = Field((), description="Contract kinds; all if empty.")

    def spreads(self, problem: Problem, tables: dict[str, ShiftTable]) -> Sequence[Spread]:
        groups: dict[str, list[str]] = defaultdict(list)
        for person in problem.people:
            if not self.contracts or person.contract in self.contracts:
                groups[person.contract].append(person.id)
        closes = _closing_minutes(problem, self.within_minutes)
        return [
            Spread(
                {each: self._closing_rows(tables[each], closes) for each in members},
                {each: self._before(problem, each) for each in members},
                round(self.price * 100),
            )
            for _, members in sorted(groups.items())
            if len(members) > 1
        ]

    def value(self, problem: Problem, roster: Roster) -> int:
        closing = _closing_times(problem)
        closings = Counter(
            shift.person_id
            for person in problem.people
            for shift in (*self._earlier(problem, person.id), *roster.of(person.id))
            if self._closes(problem, shift, closing)
        )
        total = 0
        for contract in {person.contract for person in problem.people}:
            if not self.contracts or contract in self.contracts:
                group = [person.id for person in problem.people if person.contract == contract]
                counts = [closings[person] for person in group]
                total += (max(counts) - min(counts)) * round(self.price * 100)
        return total

    def _closing_rows(self, table: ShiftTable, closes: Ints) -> Ints:
        """One for each row that is a closing shift."""
        if self.closing_from is not None:
            return late_rows(table, self.closing_from).astype(np.int64)
        end = table.start * table.horizon.slot_minutes + table.minutes
        return (end >= closes[table.day]).astype(np.int64)

    def _before(self, problem: Problem, person_id: str) -> int:
        """A person's closings before the plan."""
        if self.closing_from is None:
            return 0
        horizon = problem.horizon
        return sum(
            shift.start < horizon.start
            and ends_late(horizon, shift.start, shift.end, self.closing_from)
            for shift in problem.around(person_id)
        )

    def _earlier(self, problem: Problem, person_id: str) -> list[Shift]:
        """A person's shifts before the plan, where they can be judged."""
        if self.closing_from is None:
            return []
        start = problem.horizon.start
        return [shift for shift in problem.around(person_id) if shift.start < start]

    def _closes(self, problem: Problem, shift: Shift, closing: dict[date, datetime]) -> bool:
        """Whether a shift is a closing shift."""
        if self.closing_from is not None:
            return ends_late(problem.horizon, shift.start, shift.end, self.closing_from)
        close = closing.get(problem.horizon.date_of(shift.start))
        return close is not None and shift.end >= close - timedelta(minutes=self.within_minutes)


def _closing_minutes(problem: Problem, within: int) -> Ints:
    """Per day, minutes from the horizon's start from which a shift ends near its closing."""
    horizon = problem.horizon
    found = np.full(horizon.days, (horizon.days + 9) * 24 * 60, np.int64)
    is_open = np.concatenate([[False], problem.requirement.open, [False]]).astype(np.int8)
    begins, ends = (np.flatnonzero(np.diff(is_open) == turn) for turn in (1, -1))
    for begin, end in zip(begins, ends, strict=True):
        found[horizon.slot_day[begin]] = end * horizon.slot_minutes - within
    return found


def _closing_times(problem: Problem) -> dict[date, datetime]:
    """Date -> when the last opening period that begins on it ends."""
    horizon = problem.horizon
    found: dict[date, datetime] = {}
    begun = None
    for slot, is_open in enumerate(problem.requirement.open):
        if is_open and begun is None:
            begun = horizon.date_of(horizon.instant(slot))
        begun = begun if is_open else None
        if begun is not None:
            found[begun] = horizon.instant(slot + 1)
    return found
