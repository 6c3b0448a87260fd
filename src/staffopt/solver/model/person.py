"""What a model says about one person's week: sums, gaps and days in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from staffopt.domain.arrays import Ints
from staffopt.domain.calendar import minutes_between
from staffopt.domain.shapes import Count, Gap, Run
from staffopt.solver.asked.answers import SCALE, Answers, PersonAnswers, scaled
from staffopt.solver.model.free_cell import FreeCell
from staffopt.solver.model.patterns import say_patterns
from staffopt.solver.model.pen import Pen, Promise, Sum, Var
from staffopt.solver.model.rests import say_rests
from staffopt.solver.model.settled_cell import SettledCell
from staffopt.solver.model.short_gaps import line_of, say_short_gaps

DayCell = FreeCell | SettledCell
OUTSIDE = 1 << 40
Side = Sequence[tuple[Var | None, int]]


@dataclass(frozen=True)
class Ends:
    """The shifts a day may have, as minutes after the horizon's start; literal None is certain."""

    starts: tuple[tuple[Var | None, int], ...]
    ends: tuple[tuple[Var | None, int], ...]
    works: Sum
    spans: tuple[int, ...] = ()
    """Of each of the starts, minutes from start to end."""

    def starts_of(self, least: int) -> tuple[tuple[Var | None, int], ...]:
        """The starts of shifts that are at least so long."""
        if not any(span < least for span in self.spans):
            return self.starts
        pairs = zip(self.starts, self.spans, strict=True)
        return tuple(start for start, span in pairs if span >= least)


class Week:
    """One person's days in a model."""

    def __init__(
        self, pen: Pen, answers: Answers, about: PersonAnswers, cells: Sequence[DayCell]
    ) -> None:
        self.pen, self.answers, self.about, self.cells = pen, answers, about, cells
        self.name = about.person.id
        self.open = any(isinstance(cell, FreeCell) for cell in cells)
        self.horizon = answers.problem.horizon

    def say(self) -> None:
        """Prices and every shape about the person."""
        self.pen.cost.plus(self.total(self.about.prices))
        for rule, count in self.about.counts:
            self._count(rule, count)
        if self.open:
            for rule, run in self.about.runs:
                self._run(rule, run)
        say_patterns(self)
        days = self._days()
        for rule, gap in (("one_shift", Gap(0)), *self.about.gaps):
            if gap.plain:
                self._gap(rule, gap, days)
            elif self.open:
                say_short_gaps(self, rule, gap, line_of(self))
        if self.open and self.about.rests:
            say_rests(self, days[1:-1])

    def total(self, amount: Ints) -> Sum:
        """The sum of an amount over the chosen rows."""
        found = Sum()
        for cell in self.cells:
            if cell.row is not None:
                found.constant += int(amount[cell.row])
            for literal, row in cell.rows:
                found.add(literal, int(amount[row]))
        return found

    def _count(self, rule: str, count: Count) -> None:
        chosen = self.total(count.amount)
        total = Sum(count.carried).plus(chosen)
        top = total.constant + sum(max(weight, 0) for weight in total.weights)
        if count.most is not None and top > count.most and chosen.variables:
            most = max(count.most - count.carried, 0)
            self.pen.require(chosen, Promise(rule, (self.name, count.about)), most=most)
        priced = [(total, above, scaled(count, price)) for above, price in count.tiers]
        if count.least_price and total.constant < count.least:
            negative = Sum().plus(total, -1)
            priced.append((negative, -count.least, scaled(count, count.least_price)))
        for amount, limit, price in priced:
            self._price_excess(amount, limit, price)

    def _price_excess(self, total: Sum, limit: int, price: int) -> None:
        """Price what a sum has above a limit."""
        high = total.constant + sum(max(weight, 0) for weight in total.weights)
        if not price or high <= limit:
            return
        if not total.variables:
            self.pen.cost.constant += price * (high - limit)
            return
        self.pen.cost.add(self.pen.excess(total, high - limit, limit), price)

    def works(self, day: int) -> Sum:
        """1 when the day has a shift."""
        cell = self.cells[day]
        if isinstance(cell, FreeCell):
            return Sum(1).add(cell.off, -1)
        return Sum(int(cell.shift is not None))

    def _run(self, rule: str, run: Run) -> None:
        """In every row of days that would be too long, one is free."""
        last = len(self.cells) - 1
        windows = [(d, d + run.most) for d in range(last - run.most + 1)]
        if run.before:
            windows.append((0, max(run.most - run.before, 0)))
        if run.after:
            windows.append((min(last - run.most + run.after, last), last))
        if run.before + len(self.cells) + run.after > run.most:
            windows.append((0, last))
        for first, until in sorted(set(windows)):
            if 0 <= first <= until <= last:
                worked = Sum()
                for day in range(first, until + 1):
                    worked.plus(self.works(day))
                if worked.variables:
                    about = (self.name, self.horizon.dates[until])
                    self.pen.require(worked, Promise(rule, about), most=until - first)

    def _days(self) -> list[Ends]:
        """The shift before the horizon, the days, the shift after it."""
        start = self.horizon.start
        around = self.answers.problem.around(self.name)
        before = [minutes_between(start, s.end) for s in around if s.start < start]
        after = [minutes_between(start, s.start) for s in around if s.start >= start]
        eve = ((None, max(before)),) if before else ()
        morrow = ((None, min(after)),) if after else ()
        span = [s.minutes for s in around if s.start >= start][:1]
        return [
            Ends((), eve, Sum(int(bool(before)))),
            *(self._ends(day) for day in range(len(self.cells))),
            Ends(morrow, (), Sum(int(bool(after))), tuple(span)),
        ]

    def _ends(self, day: int) -> Ends:
        cell = self.cells[day]
        size = self.horizon.slot_minutes
        if not isinstance(cell, FreeCell):
            if cell.shift is None:
                return Ends((), (), Sum())
            start, end = cell.shift.start * size, cell.shift.end * size
            return Ends(((None, start),), ((None, end),), Sum(1), (end - start,))
        table = self.about.candidates.table
        starts = tuple((x, int(table.start[row]) * size) for x, row in cell.rows)
        ends = tuple((x, int(table.end[row]) * size) for x, row in cell.rows)
        spans = tuple(end - start for (_, start), (_, end) in zip(starts, ends, strict=True))
        return Ends(starts, ends, self.works(day), spans)

    def _gap(self, rule: str, gap: Gap, days: list[Ends]) -> None:
        """Two days with no shift between them: late ends and early starts exclude each other."""
        for one in range(len(days)):
            for two in range(one + 1, len(days)):
                held = gap.days is None or gap.days[two - 1]
                if (one == 0 and two == len(days) - 1) or not held:
                    continue
                late = max((end for _, end in days[one].ends), default=-OUTSIDE)
                late_ones = days[two].starts_of(gap.before)
                early = min((start for start, in_ in _swap(late_ones)), default=OUTSIDE)
                if early - late < gap.minutes:
                    self._pair(rule, gap, days, one, two)

    def _pair(self, rule: str, gap: Gap, days: list[Ends], one: int, two: int) -> None:
        about = (self.name, self.horizon.dates[min(two - 1, self.horizon.days - 1)])
        later = days[two].starts_of(gap.before)
        clashes = list(_clashes(days[one].ends, later, gap.minutes))
        if gap.price is None:
            for clash in clashes:
                if clash.variables:
                    self.pen.require(clash, Promise(rule, about), most=1)
            return
        between = Sum()
        for day in days[one + 1 : two]:
            between.plus(day.works, -1)
        self._price_gap(gap, clashes, between)

    def _price_gap(self, gap: Gap, clashes: list[Sum], between: Sum) -> None:
        """One price when any of the clashes happens and no day between is worked."""
        price = (gap.price or 0) * SCALE
        over = [Sum(-1).plus(clash).plus(between) for clash in clashes]
        if not any(each.variables for each in over):
            self.pen.cost.constant += price * max([0, *(each.constant for each in over)])
            return
        short = self.pen.choice(lambda values: max([0, *(each.value(values) for each in over)]))
        for each in over:
            seen = Sum().plus(each).add(short, -1)
            self.pen.require(seen, Promise("arithmetic"), most=0)
        self.pen.cost.add(short, price)


def _swap(pairs: Sequence[tuple[Var | None, int]]) -> list[tuple[int, Var | None]]:
    return [(minute, literal) for literal, minute in pairs]


def _clashes(ends: Side, later: Side, minutes: int) -> list[Sum]:
    """For each start: it or an earlier one, and an end too near to it, are not both true.

    Of all such pairs of sets only those in which the set of ends grows are needed: each pair of
    shifts that is too near lies in one of them.
    """
    found = []
    starts = sorted({start for _, start in later})
    for k, start in enumerate(starts):
        near = [literal for literal, end in ends if end > start - minutes]
        after = starts[k + 1] if k + 1 < len(starts) else None
        if after is not None and len(near) == sum(e > after - minutes for _, e in ends):
            continue
        if near:
            total = Sum()
            for literal in (*near, *(x for x, s in later if s <= start)):
                if literal is None:
                    total.constant += 1
                else:
                    total.add(literal)
            found.append(total)
    return found
