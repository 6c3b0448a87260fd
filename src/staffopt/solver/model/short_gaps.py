"""What a model says about gaps between shifts that may be short now and then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from staffopt.domain.calendar import minutes_between
from staffopt.domain.shapes import Gap, Once
from staffopt.solver.model.days import Days
from staffopt.solver.model.pen import Promise, Sum, Var

Worked = tuple[Var | None, int, int, int]
"""A shift a day may have: literal (None: certain), start and end in minutes, paid minutes."""


@dataclass(frozen=True)
class Day:
    """What may be worked on a day; `works` is 1 when something is."""

    number: int
    shifts: Sequence[Worked]
    works: Sum


def line_of(days: Days) -> list[Day]:
    """The last shift before the horizon, its days, and the first shift after it."""
    problem, size = days.answers.problem, days.horizon.slot_minutes
    found: list[Day] = []
    before: list[Day] = []
    after: list[Day] = []
    for shift in problem.around(days.name):
        start, end = (minutes_between(days.horizon.start, at) for at in (shift.start, shift.end))
        number = days.horizon.day_of(shift.start)
        one = Day(number, [(None, start, end, shift.paid_minutes)], Sum(1))
        (before if start < 0 else after).append(one)
    found += [max(before, key=lambda day: day.shifts[0][2])] if before else [Day(-1, [], Sum())]
    table = days.about.candidates.table
    for number, cell in enumerate(days.cells):
        certain = [] if cell.row is None else [(None, cell.row)]
        shifts = [
            (literal, int(table.start[row]) * size, int(table.end[row]) * size, int(paid))
            for literal, row in [*certain, *cell.rows]
            for paid in [table.paid[row]]
        ]
        found.append(Day(number, shifts, days.works(number)))
    return [*found, after[0] if after else Day(days.horizon.days, [], Sum())]


def say_short_gaps(days: Days, rule: str, gap: Gap, line: Sequence[Day]) -> None:
    """Gaps too short for any reason are forbidden, others are short and come once."""
    short: dict[int, Sum] = defaultdict(Sum)
    for one in range(len(line)):
        for two in range(one + 1, len(line)):
            asked = gap.days is None or gap.days[two - 1]
            outside = one == 0 and two == len(line) - 1
            if asked and not outside:
                _pair(days, rule, gap, line[one : two + 1], short)
    if gap.once is not None:
        _say_once(days, rule, gap.once, short)


def _say_once(days: Days, rule: str, once: Once, short: dict[int, Sum]) -> None:
    """In so many days there is one short gap at most."""
    for edge in (once.last, once.next):
        if edge is not None:
            short[edge].constant += 1
    for first in sorted(short):
        total = Sum()
        for day in sorted(short):
            if first <= day < first + once.days:
                total.plus(short[day])
        if total.variables:
            days.pen.require(total, _promise(days, rule, first), most=1)


def _promise(days: Days, rule: str, day: int) -> Promise:
    inside = min(max(day, 0), days.horizon.days - 1)
    return Promise(rule, (days.name, days.horizon.dates[inside]))


def _pair(days: Days, rule: str, gap: Gap, line: Sequence[Day], short: dict[int, Sum]) -> None:
    """The gap between the first and the last of some days, with no shift between them."""
    between = Sum()
    for each in line[1:-1]:
        between.plus(each.works, -1)
    day = line[-1].number
    least = gap.minutes if gap.once is None else gap.once.least
    for clash in _clashes(gap, least, line[0].shifts, line[-1].shifts):
        if clash.variables:
            days.pen.require(clash.plus(between), _promise(days, rule, day), most=1)
    if gap.once is None:
        return
    over = [
        Sum(-1).plus(clash).plus(between)
        for clash in _clashes(gap, gap.minutes, line[0].shifts, line[-1].shifts)
    ]
    if not any(each.variables for each in over):
        short[day].constant += max([0, *(each.constant for each in over)])
        return
    literal = days.pen.choice(lambda values: max([0, *(each.value(values) for each in over)]))
    for clash in over:
        days.pen.require(Sum().plus(clash).add(literal, -1), Promise("arithmetic"), most=0)
    short[day].add(literal)


def _clashes(gap: Gap, least: int, ones: Sequence[Worked], twos: Sequence[Worked]) -> list[Sum]:
    """At most one of each: shifts of the second day, and all of the first too near to them."""
    groups: dict[tuple[int, ...], list[Var | None]] = defaultdict(list)
    for literal, start, _, paid in twos:
        near = tuple(
            k
            for k, (_, _, end, minutes) in enumerate(ones)
            if start - end < least and (gap.unless_paid is None or minutes + paid > gap.unless_paid)
        )
        groups[near].append(literal)
    return [_sum([*(ones[k][0] for k in near), *later]) for near, later in groups.items() if near]


def _sum(literals: Sequence[Var | None]) -> Sum:
    found = Sum()
    for literal in literals:
        if literal is None:
            found.constant += 1
        else:
            found.add(literal)
    return found
