"""Meal breaks and rest breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Literal, Self

import numpy as np
from pydantic import Field, model_validator

from staffopt.domain.break_shapes import BreakDue, Unbroken
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, Ints, ShiftTable
from staffopt.domain.shifts import Shift
from staffopt.domain.violation import Violation
from staffopt.domain.wall_time import ClockTime
from staffopt.rules import break_windows
from staffopt.rules.base import Rule
from staffopt.rules.break_settings import ClockWindow, Flags, Hours, Minutes, least, nth
from staffopt.rules.breaks_taken import Due, Owed, Terms, lacks
from staffopt.rules.dated_work import dated
from staffopt.rules.words import from_to, in_hours


class BreakOwed(Rule):
    """A shift longer than `over_hours` has a break of `minutes` in the right part of it.

    Why: people eat and rest. The time from start to end decides, breaks included; with
    `basis: work` it is less the unpaid breaks taken.
    Example: `over_hours: 6, minutes: 30, earliest_hours: 2, latest_hours: 5` asks nothing of a
    shift of exactly 6 h (with `inclusive` it does) and of 09:00-17:00 half an hour that starts
    between 11:00 and 14:00. `over_hours: [3.5, 6, 10]` asks for one, two or three breaks; other
    settings may then be lists as well, one entry a break. `per_hours: 4` asks for one in every 4 h
    or part over 2 h. `over_hours: [6, 7], up_to_hours: [7, 24], earliest_hours: [2, 3]` asks for
    one, later in longer shifts. `longest_stretch_hours: 5` asks for as many as leave no 5 h
    without. `between: "11:00-14:00", if_spans: "11:00-14:00"` is a noon meal of shifts over noon.
    Several rules of this type live side by side (an unpaid meal, a paid rest): a break counts for
    those with its `paid`, at its true length. Clock times are of the date the shift starts on.
    The search takes breaks whole where law allows pieces, and those of one rule at times that keep
    stretches short by themselves: with one break all that is legal, with more a part of it.
    """

    name = "break_due"
    over_hours: Hours = Field(
        0.0, description="Shift length above which a break is due; a list for more."
    )
    minutes: Minutes = Field(description="Minutes of the break.")
    paid: bool = Field(False, description="Whether the break is paid.")
    inclusive: Flags = Field(
        False, description="Whether a shift of exactly `over_hours` owes the break."
    )
    up_to_hours: Hours | None = Field(
        None, description="Shift length up to which the break is due; no limit if empty."
    )
    per_hours: float | None = Field(
        None, ge=0.25, description="One break for so many hours, in shifts above `over_hours`."
    )
    major_fraction: bool = Field(
        True, description="Whether more than half of `per_hours` counts as the whole."
    )
    basis: Literal["span", "work"] = Field(
        "span", description="What is measured: start to end, or that less unpaid breaks."
    )
    earliest_hours: Hours = Field(0.0, description="Hours after the start before it may begin.")
    latest_hours: Hours | None = Field(
        None, description="Hours after the start by which it begins; no limit if empty."
    )
    not_in_first_hours: float = Field(
        0, ge=0, description="Hours after the start in which no break of the rule begins."
    )
    before_end_hours: float = Field(
        0, ge=0, description="Hours before the shift's end by which it is over."
    )
    longest_stretch_hours: float | None = Field(
        None, gt=0, description="Hours that nobody works without a break of the rule."
    )
    least_piece_minutes: int = Field(
        0, ge=0, description="Minutes of the least piece where the breaks may be split; 0: not."
    )
    between: ClockWindow | None = Field(
        None, description='The clock window in which it lies, as "11:00-14:00".'
    )
    if_spans: ClockWindow | None = Field(
        None, description="Only shifts that cover this clock window wholly owe it."
    )
    start_before: ClockTime | None = Field(
        None, description="Only shifts that start before this time owe it."
    )
    end_after: ClockTime | None = Field(
        None, description="Only shifts that end after this time of their first date owe it."
    )
    start_between: ClockWindow | None = Field(
        None, description="Only shifts that start in this clock window, its end excluded, owe it."
    )
    midway_within_hours: float | None = Field(
        None, ge=0, description="Hours between the middles of break and shift, at most."
    )
    waivable: tuple[str, ...] = Field(
        (), description="The kind of consent that frees from each break; empty: none does."
    )
    waivable_up_to_hours: Hours | None = Field(
        None, description="Shift length up to which the consent frees; no limit if empty."
    )

    @model_validator(mode="after")
    def _pieces_have_one_place(self) -> Self:
        placed = (self.latest_hours, self.between, self.midway_within_hours)
        if self.least_piece_minutes and any(each is not None for each in placed):
            not_beside = "latest_hours, between and midway_within_hours"
            raise ValueError(f"least_piece_minutes: pieces have no place; leave out {not_beside}")
        if self.least_piece_minutes > least(self.minutes):
            raise ValueError("least_piece_minutes: at most the least of `minutes`")
        counted = self.per_hours or self.longest_stretch_hours or self.least_piece_minutes
        if self.up_to_hours is not None and (counted or (self.paid and self.basis == "work")):
            raise ValueError(
                "up_to_hours: leave out per_hours, longest_stretch_hours and least_piece_minutes, "
                "and, of paid breaks, `basis: work`; or leave out up_to_hours"
            )
        return self

    @property
    def consents_asked(self) -> tuple[str, ...]:
        return (*super().consents_asked, *(kind for kind in self.waivable if kind))

    # Shapes.

    def breaks(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[BreakDue]:
        concerned = self._concerned(person, table)
        found = []
        for at, (over, inclusive) in enumerate(self._thresholds()):
            minutes = nth(self.minutes, at)
            longer = table.minutes >= over if inclusive else table.minutes > over
            due = concerned & longer & ~self._waived(person, table, at)
            work, up_to = self.basis == "work", self.up_to_hours
            spared = table.minutes - over + inclusive if work else None
            beyond = None if up_to is None else table.minutes - round(nth(up_to, at) * 60)
            if beyond is not None and not work:
                due, beyond = due & (beyond <= 0), None
            window, piece = self._windows(table, at, minutes), self.least_piece_minutes
            found.append(BreakDue(minutes, self.paid, due, *window, spared, piece, beyond))
        return found

    def unbroken(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Unbroken]:
        if self.longest_stretch_hours is None:
            return ()
        limit = round(self.longest_stretch_hours * 60)
        most = np.where(self._concerned(person, table), limit, table.minutes)
        return (Unbroken(self._shortest, self.paid, most),)

    def _thresholds(self) -> Iterator[tuple[int, bool]]:
        """Above how many minutes, or from how many on, each break is due."""
        overs = self.over_hours if isinstance(self.over_hours, tuple) else (self.over_hours,)
        if self.per_hours is None:
            yield from ((round(over * 60), nth(self.inclusive, k)) for k, over in enumerate(overs))
            return
        floor, part = (round(overs[0] * 60), nth(self.inclusive, 0)), round(self.per_hours * 60)
        for above in range(part // 2 if self.major_fraction else part, 24 * 60 + 1, part):
            here = (above, not self.major_fraction)
            yield max(floor, here, key=lambda each: (each[0], not each[1]))

    def _concerned(self, person: Person, table: ShiftTable) -> Bools:
        """The rows that the rule is about."""
        found = self.chosen(person, table)
        begins, ends = break_windows.begins(table), break_windows.begins(table) + table.minutes
        if self.if_spans is not None:
            since, until = break_windows.clock_window(table, self.if_spans)
            found = found & (begins <= since) & (ends >= until)
        if self.start_before is not None:
            found = found & (begins < break_windows.shows(table, self.start_before))
        if self.end_after is not None:
            found = found & (ends > break_windows.shows(table, self.end_after))
        if self.start_between is not None:
            found = found & break_windows.starts_between(table, self.start_between)
        return found

    def _waived(self, person: Person, table: ShiftTable, at: int) -> Bools:
        """The rows in which a consent frees the person from the break with this number."""
        kind = self.waivable[at] if at < len(self.waivable) else ""
        days = np.array([bool(kind) and person.consents_to(kind, d) for d in table.horizon.dates])
        waived = np.asarray(days[table.day], bool)
        if self.waivable_up_to_hours is not None:
            waived &= table.minutes <= round(nth(self.waivable_up_to_hours, at) * 60)
        return waived

    def _windows(self, table: ShiftTable, at: int, minutes: int) -> tuple[Ints, Ints]:
        """The earliest and latest start of the break with this number, in minutes of the shift."""
        hours = max(nth(self.earliest_hours, at), self.not_in_first_hours)
        first = np.full(len(table), round(hours * 60), np.int64)
        last = table.minutes - round(self.before_end_hours * 60) - minutes
        if self.latest_hours is not None:
            last = np.minimum(last, round(nth(self.latest_hours, at) * 60))
        if self.between is not None:
            since, until = break_windows.clock_window(table, self.between)
            begins = break_windows.begins(table)
            first = np.maximum(first, since - begins)
            last = np.minimum(last, until - begins - minutes)
        if self.midway_within_hours is not None:
            spare, off = table.minutes - minutes, round(self.midway_within_hours * 60)
            first = np.maximum(first, -(-spare // 2) - off)
            last = np.minimum(last, spare // 2 + off)
        return first, last

    # The independent side.

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        due_after, work, least = cache(self._due), self.basis == "work", self.least_piece_minutes
        terms = Terms(self.paid, least, self._shortest, self.longest_stretch_hours)
        for person, day, shift in dated(problem, roster, self):
            if not self._is_meant(problem, day, shift):
                continue
            due = due_after(shift.minutes, shift.minutes - work * shift.unpaid_minutes)
            owed = list(self._owed(problem, person, day, shift, due))
            for text in lacks(problem, shift, owed, terms):
                head = f"{person.name}'s shift {from_to(problem, shift)} "
                head += f"({in_hours(shift.minutes)})"
                yield self.breach(f"{head} {text}", person.id, shift.start, shift.end)

    @property
    def _shortest(self) -> int:
        """Minutes of the shortest break that ends a stretch."""
        lengths = self.minutes if isinstance(self.minutes, tuple) else (self.minutes,)
        return self.least_piece_minutes or min(lengths)

    def _is_meant(self, problem: Problem, day: date, shift: Shift) -> bool:
        """Whether the clock conditions hold for a shift that starts on a date."""
        horizon = problem.horizon
        if self.if_spans is not None:
            window = horizon.window(day, *break_windows.clock(self.if_spans))
            if not shift.span.contains(window):
                return False
        if self.start_before is not None and shift.start >= horizon.at(day, self.start_before):
            return False
        if self.end_after is not None and shift.end <= horizon.at(day, self.end_after):
            return False
        if self.start_between is not None:
            since, until = break_windows.clock(self.start_between)
            wall = horizon.local(shift.start).time()
            late, early = wall >= since, wall < until
            return (late and early) if since < until else (late or early)
        return True

    def _due(self, minutes: int, worked: int) -> tuple[Due, ...]:
        """The breaks that a shift of so many minutes, so many of them worked, owes by length."""
        lasts = timedelta(minutes=minutes)
        found = []
        for at in self._numbers(timedelta(minutes=worked)):
            length = timedelta(minutes=nth(self.minutes, at))
            earliest = _time(max(nth(self.earliest_hours, at), self.not_in_first_hours))
            latest = lasts - _time(self.before_end_hours) - length
            if self.latest_hours is not None:
                latest = min(latest, _time(nth(self.latest_hours, at)))
            if self.midway_within_hours is not None:
                off, middle = _time(self.midway_within_hours), (lasts - length) / 2
                earliest, latest = max(earliest, middle - off), min(latest, middle + off)
            found.append(Due(at, nth(self.minutes, at), earliest, latest))
        return tuple(found)

    def _owed(
        self, problem: Problem, person: Person, day: date, shift: Shift, due: Iterable[Due]
    ) -> Iterator[Owed]:
        """The breaks due by length that consent does not waive, at their place on the clock."""
        for each in due:
            if self.waivable and self._is_waived(person, day, shift, each.number):
                continue
            earliest, latest = shift.start + each.earliest, shift.start + each.latest
            if self.between is not None:
                window = problem.horizon.window(day, *break_windows.clock(self.between))
                earliest = max(earliest, window.start)
                latest = min(latest, window.end - timedelta(minutes=each.minutes))
            yield Owed(each.minutes, earliest, latest)

    def _is_waived(self, person: Person, day: date, shift: Shift, at: int) -> bool:
        """Whether a consent frees a shift from the break with this number."""
        kind = self.waivable[at] if at < len(self.waivable) else ""
        limit = self.waivable_up_to_hours
        short = limit is None or shift.minutes <= round(nth(limit, at) * 60)
        return bool(kind) and short and person.consents_to(kind, day)

    def _numbers(self, lasts: timedelta) -> list[int]:
        """Which of the rule's breaks so long a shift owes."""
        overs = self.over_hours if isinstance(self.over_hours, tuple) else (self.over_hours,)
        up_to = 168.0 if self.up_to_hours is None else self.up_to_hours
        found = [
            at
            for at, over in enumerate(map(_time, overs))
            if over < lasts <= _time(nth(up_to, at)) or (nth(self.inclusive, at) and lasts == over)
        ]
        if self.per_hours is None or not found:
            return found
        full, rest = divmod(lasts, _time(self.per_hours))
        return list(range(full + (self.major_fraction and 2 * rest > _time(self.per_hours))))


def _time(hours: float) -> timedelta:
    """Hours of a setting, to the minute."""
    return timedelta(minutes=round(hours * 60))
