"""What a model says about patterns of a person's days: least runs, groups, successions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from staffopt.domain.arrays import Bools
from staffopt.domain.doba_shape import Doba
from staffopt.domain.shapes import DayGroups, LeastRun, Succession
from staffopt.solver.asked.answers import SCALE
from staffopt.solver.model.days import Days
from staffopt.solver.model.pen import Pen, Promise, Sum, Values, Var


def say_patterns(days: Days) -> None:
    """All that is said about the pattern of a person's days."""
    for _, run in days.about.least_runs:
        for missing, short in _short_runs(days, run):
            _price(days.pen, short, missing * run.price * SCALE)
    for rule, groups in days.about.groups:
        _say_groups(days, rule, groups)
    for rule, succession in days.about.successions:
        _say_succession(days, rule, succession)
    for rule, doba in days.about.dobas:
        for day in range(1, days.horizon.days):
            _say_doba(days, rule, doba, day)


def _price(pen: Pen, total: Sum, price: int) -> None:
    """Price what a sum has above 0."""
    high = total.constant + sum(max(weight, 0) for weight in total.weights)
    if high <= 0 or not price:
        return
    if total.variables:
        pen.cost.add(pen.excess(total, high, 0), price)
    else:
        pen.cost.constant += price * high


def _short_runs(days: Days, run: LeastRun) -> Iterator[tuple[int, Sum]]:
    """Each run that would be too short: days it misses, and a sum that is 1 only when it is."""
    count = days.horizon.days
    for first in range(count):
        outside = 0
        if first == 0:
            if run.before is None:
                continue
            outside = run.before
        for last in range(first + 1, min(first + run.least, count + 1)):
            added = outside
            if last == count:
                if run.after is None:
                    continue
                added += run.after
            missing = run.least - (last - first) - added
            if missing > 0:
                yield missing, _alone(days, first, last, worked=run.worked)


def _alone(days: Days, first: int, last: int, *, worked: bool) -> Sum:
    """1 when days [first, last) are of a kind and the days beside them are not; below 1 if not."""
    total = Sum(1 - (last - first))
    for day in range(first, last):
        total.plus(_of_kind(days, day, worked=worked))
    for day in (first - 1, last):
        if 0 <= day < days.horizon.days:
            total.plus(_of_kind(days, day, worked=worked), -1)
    return total


def _of_kind(days: Days, day: int, *, worked: bool) -> Sum:
    return days.works(day) if worked else Sum(1).plus(days.works(day), -1)


def _say_groups(days: Days, rule: str, groups: DayGroups) -> None:
    """A group counts when any of its days is worked."""
    count = Sum(-groups.most)
    for members in groups.groups:
        works = [days.works(day) for day in members]
        if any(each.constant > 0 and not each.variables for each in works):
            count.constant += 1
            continue
        open_ = [each for each in works if each.variables]
        if open_:
            count.add(_any(days.pen, open_))
    if groups.price is not None:
        _price(days.pen, count, groups.price * SCALE)
    elif count.variables:
        days.pen.require(count, Promise(rule, (days.name, groups.about)), most=0)


def _any(pen: Pen, works: Sequence[Sum]) -> Var:
    """A literal that is true when one of some days is worked."""

    def derived(values: Values) -> int:
        return max(each.value(values) for each in works)

    worked = pen.choice(derived)
    for each in works:
        pen.require(Sum(0, [worked]).plus(each, -1), Promise("arithmetic"), least=0)
    return worked


def _say_succession(days: Days, rule: str, succession: Succession) -> None:
    """A row of the first kind and, a day later, one of the second are not both chosen."""
    count = days.horizon.days
    for day in range(count + 1):
        before = Sum(int(succession.eve)) if day == 0 else _kind_on(days, day - 1, succession.first)
        after = (
            Sum(int(succession.morrow)) if day == count else _kind_on(days, day, succession.then)
        )
        both = Sum(-1).plus(before).plus(after)
        if succession.price is not None:
            _price(days.pen, both, succession.price * SCALE)
        elif both.variables and both.constant + sum(both.weights) > 0:
            about = (days.name, days.horizon.dates[min(day, count - 1)])
            days.pen.require(both, Promise(rule, about), most=0)


def _say_doba(days: Days, rule: str, doba: Doba, day: int) -> None:
    """Rows of the day before that leave too little time, and too long rows, exclude each other."""
    table = days.about.candidates.table
    start = table.start * table.horizon.slot_minutes
    left, free_from = doba.left(), doba.free_from(table)
    before = [row for _, row in days.cells[day - 1].rows]
    settled = days.cells[day - 1].row
    before += [settled] if settled is not None else []
    said = set()
    for until, room in sorted({(int(free_from[row]), int(left[row])) for row in before}):
        ones = (free_from >= until) & (left <= room)
        twos = (start < until) & (doba.amount > room)
        both = Sum(-1).plus(_kind_on(days, day - 1, ones)).plus(_kind_on(days, day, twos))
        key = (tuple(both.variables), both.constant)
        if both.variables and both.constant + sum(both.weights) > 0 and key not in said:
            said.add(key)
            about = (days.name, days.horizon.dates[day])
            days.pen.require(both, Promise(rule, about), most=0)


def _kind_on(days: Days, day: int, kind: Bools) -> Sum:
    """1 when a row of a kind is chosen on a day."""
    cell = days.cells[day]
    found = Sum(0 if cell.row is None else int(kind[cell.row]))
    for literal, row in cell.rows:
        found.add(literal, int(np.int64(kind[row])))
    return found
