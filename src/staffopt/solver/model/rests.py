"""What a model says about a person's free stretches.

A literal for each pair of days with none worked between them says that the time from the end of the
one to the start of the other counts; window edges stand for days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from staffopt.domain.rest_shapes import Asked, FreeSpans, Load, Rest
from staffopt.solver.asked.rest_demands import (
    Open,
    always_kept,
    around_plan,
    hit,
    open_groups,
    opened,
)
from staffopt.solver.model.days import Days
from staffopt.solver.model.pen import Pen, Promise, Sum, Values, Var

ARITHMETIC = Promise("arithmetic")


class Ends(Protocol):
    """The shifts a day may have, as minutes after the horizon's start; literal None is certain."""

    @property
    def starts(self) -> Sequence[tuple[Var | None, int]]: ...

    @property
    def ends(self) -> Sequence[tuple[Var | None, int]]: ...

    @property
    def works(self) -> Sum: ...


@dataclass(frozen=True)
class Wanted:
    """A sum with the least it may be."""

    total: Sum
    least: int

    def kept(self, values: Values) -> bool:
        """Whether the values keep it."""
        return self.total.value(values) >= self.least


def say_rests(days: Days, ends: Sequence[Ends]) -> None:
    """Every demand in one of its ways."""
    for rule, rest in days.about.rests:
        if not always_kept(days.answers.problem, days.about, rest):
            _say(days, ends, rest, Promise(rule, (days.name, rest.about)))


def _say(days: Days, ends: Sequence[Ends], rest: Rest, promise: Promise) -> None:
    ways = [list(_way(days, ends, way)) for way in rest.ways]
    if any(all(_fixed(each) and each.kept([]) for each in way) for way in ways):
        return
    if all(_fixed(each) for way in ways for each in way):
        return
    if len(ways) == 1:
        for each in ways[0]:
            days.pen.require(each.total, promise, least=each.least)
        return
    chosen = [days.pen.choice(_all_kept(way)) for way in ways]
    days.pen.any_of(chosen, promise)
    for literal, way in zip(chosen, ways, strict=True):
        for each in way:
            days.pen.require(each.total, promise, least=each.least, when=[literal])


def _fixed(asked: Wanted) -> bool:
    return not asked.total.variables


def _all_kept(way: Sequence[Wanted]) -> Callable[[Values], int]:
    """The hint of a way's literal."""
    return lambda values: int(all(each.kept(values) for each in way))


def _way(days: Days, ends: Sequence[Ends], way: Sequence[Asked]) -> Iterator[Wanted]:
    """What one way asks, one sum for each of its parts."""
    sides = around_plan(days.answers.problem, days.name)
    for part in way:
        if isinstance(part, Load):
            yield Wanted(Sum(part.most - part.carried).plus(days.total(part.amount), -1), 0)
            continue
        if isinstance(part, FreeSpans):
            yield Wanted(_free_groups(days, open_groups(part, [*sides[0], *sides[1]])), part.least)
            continue
        cut = opened(days.answers.problem, part, *sides)
        if cut.kept:
            yield Wanted(Sum(), 0)
            continue
        free = Sum()
        for one in range(cut.first - 1, cut.last):
            for two in range(one + 1, cut.last + 1):
                free.plus(_between(days.pen, ends, cut, one, two))
        yield Wanted(free, 1 if cut.need <= part.least else cut.need)


def _free_groups(days: Days, groups: Sequence[Sequence[tuple[int, int]]]) -> Sum:
    """How many groups have a span without a shift."""
    found, size = Sum(), days.answers.problem.horizon.slot_minutes
    for group in groups:
        hits = [days.total(hit(days.about, span, size).astype(np.int64)) for span in group]
        if any(not each.variables and not each.constant for each in hits):
            found.constant += 1
            continue
        taken = list[Var]()
        for each in hits:
            if each.variables and not each.constant:
                _taken(days.pen, [Wanted(Sum().plus(each, -1), 0)], taken)
        found.plus(Sum(0, taken))
    return found


def _taken(pen: Pen, wanted: Sequence[Wanted], taken: list[Var]) -> Var:
    """A literal, of which one at most is true, that is true only where all is kept."""
    earlier = list(taken)

    def derived(values: Values) -> int:
        free = not any(values[each.index] for each in earlier)
        return int(free and all(each.kept(values) for each in wanted))

    literal = pen.choice(derived)
    taken.append(literal)
    for each in wanted:
        pen.require(each.total, ARITHMETIC, least=each.least, when=[literal])
    pen.at_most_one([*earlier, literal], ARITHMETIC)
    return literal


def _between(pen: Pen, ends: Sequence[Ends], cut: Open, one: int, two: int) -> Sum:
    """The time between two days' shifts as far as it counts; 1 where one stretch is enough.

    `one` before the first day of the window, and `two` after its last, are the window's edges.
    """
    begin, end, asks = Sum(cut.since), Sum(cut.until), []
    if one >= cut.first:
        begin = _instant([(x, max(at, cut.since)) for x, at in ends[one].ends])
        asks.append(Wanted(ends[one].works, 1))
    if two < cut.last:
        end = _instant([(x, min(at, cut.until)) for x, at in ends[two].starts])
        asks.append(Wanted(ends[two].works, 1))
    asks += [Wanted(Sum().plus(each.works, -1), 0) for each in ends[one + 1 : two]]
    length = Sum().plus(end).plus(begin, -1)
    asks.append(Wanted(length, max(cut.asked.least, 1)))
    found, taken = Sum(), list[Var]()
    for span in cut.asked.around or (None,):
        more = [] if span is None else _holds(begin, end, span)
        found.plus(_counted(pen, cut, length, [*asks, *more], taken))
    return found


def _instant(shifts: Sequence[tuple[Var | None, int]]) -> Sum:
    """When the chosen shift starts or ends."""
    found = Sum()
    for literal, at in shifts:
        if literal is None:
            found.constant += at
        else:
            found.add(literal, at)
    return found


def _holds(begin: Sum, end: Sum, span: tuple[int, int]) -> list[Wanted]:
    """A stretch holds a span."""
    return [Wanted(Sum(span[0]).plus(begin, -1), 0), Wanted(end, span[1])]


def _counted(pen: Pen, cut: Open, length: Sum, asks: Sequence[Wanted], taken: list[Var]) -> Sum:
    """A stretch's length, or 1 where one is enough, if all asks are kept and none was taken."""
    if any(_most(each.total) < each.least for each in asks):
        return Sum()
    counts = _taken(pen, [each for each in asks if not _fixed(each)], taken)
    if cut.need <= cut.asked.least:
        return Sum(0, [counts])
    longest = cut.asked.until - cut.asked.since
    free = pen.number(0, longest, lambda values: values[counts.index] * length.value(values))
    pen.require(Sum().plus(length).add(free, -1), ARITHMETIC, least=0, when=[counts])
    pen.require(Sum().add(counts, longest).add(free, -1), ARITHMETIC, least=0)
    return Sum(0, [free])


def _most(total: Sum) -> int:
    """A number that a sum does not pass."""
    return total.constant + sum(max(weight, 0) for weight in total.weights)
