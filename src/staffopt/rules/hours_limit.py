"""Limits on hours in any window."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import numpy as np

from staffopt.domain.calendar import Horizon
from staffopt.domain.doba_shape import Doba
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, Count, Ints, ShiftTable
from staffopt.domain.violation import Violation
from staffopt.rules._hour_windows import PERIODS, HourWindows
from staffopt.rules.doba_amounts import doba, rows_that_fit
from staffopt.rules.doba_worked import full_dobas
from staffopt.rules.hour_amounts import HourSums, Window, windows
from staffopt.rules.hours_worked import Stretch, Worked
from staffopt.rules.words import in_hours, on_clock, on_day

VERBS = {"work": "works", "paid": "is paid", "span": "is there"}


class HoursLimit(HourWindows):
    """Nobody has more than `most_hours` in a window: a day, a week, rolling weeks, a year.

    Why: laws cap the day, the week and averages over months, each in its own way of counting.
    Example: `per: week, most_hours: 40` caps calendar weeks; `per: rolling_days, n: 7` any seven
    dates; `per: rolling_weeks, n: 12, average: true, most_hours: 44` the average of any 12 weeks;
    `per: reference, reference_from: 2026-01-01, reference_months: 4, average: true, most_hours: 48`
    that of each period of four months; `per: year, average: true, most_hours: 40, extra_hours: 80`
    a year of 40 h a week and 80 h of overtime; `per: day, on: school_day` the days with school.
    `per: doba` is the 24 hours from the start of each shift: after Monday 10:00-18:00, a shift on
    Tuesday from 08:00 brings two more hours into Monday's doba.

    A shift counts whole on the local date of its start, unless `day_starts` (00:00 for a `workday`)
    cuts it; a part then counts from edge to edge, unpaid breaks included, but never more than the
    whole shift. The past roster counts. With an average, whole days of leave are no time, and each
    plan is held to a share: what leaves the rest of the window the hours promised in the contract,
    or an even part where that is less. Going beyond the share is legal and costs `share_price`.
    """

    name = "hours_limit"

    def allows(self, problem: Problem, person: Person, table: ShiftTable) -> Bools | None:
        if not self._by_row:
            return None
        sums = HourSums(self, problem, person, table)
        if self.per == "doba":
            return rows_that_fit(sums)
        whole = Window(table.horizon, 0, table.horizon.days)
        most = max(self.most_minutes(1, 0), 0)
        return np.asarray(sums.amounts(whole) <= most, bool)

    def counts(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Count]:
        if self._by_row:
            return ()
        sums = HourSums(self, problem, person, table)
        return [*self._limits(sums), *self._shares(sums)]

    @property
    def _by_row(self) -> bool:
        """Whether the limit is one on single shifts, as there is one a date."""
        return self.per == "doba" or (
            self.per == "day" and self.cut_at is None and self.price is None
        )

    def dobas(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Doba]:
        if self.per != "doba":
            return ()
        return [doba(HourSums(self, problem, person, table))]

    def _limits(self, sums: HourSums) -> Iterator[Count]:
        for window in windows(self, sums.horizon):
            amount = sums.amounts(window)
            possible = _possible(sums.table, amount)
            if not possible:
                continue
            most = max(sums.most(window), 0)
            before = min(sums.carried(window), most)
            if before + possible > most:
                yield Count(amount, window.about, before, most, most_price=self.hundredths)

    def _shares(self, sums: HourSums) -> Iterator[Count]:
        horizon = sums.horizon
        found: dict[tuple[int, int], int] = {}
        for window in windows(self, horizon) if self.has_shares else ():
            inner = max(window.first, 0), min(window.end, horizon.days)
            if self.per not in PERIODS:
                inner = 0, horizon.days
            most = sums.share(window)
            if most is not None and window.first <= inner[0]:
                found[inner] = min(most, found.get(inner, most))
        for (first, end), most in found.items():
            inside = Window(horizon, first, end)
            amount = sums.amounts(inside)
            if _possible(sums.table, amount) > most:
                price = round(self.share_price * 100)
                yield Count(amount, inside.about, most=most, most_price=price)

    def reaches_back(self, day: date) -> Iterable[date]:
        if self.per in PERIODS:
            yield from (window.about for window in windows(self, Horizon(day, 1, "UTC")))

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person in problem.people:
            worked = Worked(self, problem, roster, person)
            if self.per == "doba":
                yield from self._full_dobas(problem, worked)
                continue
            for stretch in worked.stretches():
                over = min(stretch.minutes - stretch.most, stretch.planned)
                if over > 0:
                    price = None if self.hundredths is None else over * self.hundredths / 60
                    text = self._text(worked, stretch)
                    yield self._breach(worked, stretch, text, price, over)
            for stretch, most, after in worked.shares():
                over = stretch.planned - most
                if over > 0:
                    price = over * round(self.share_price * 100) / 60
                    text = f"{person.name} {VERBS[self.basis]} {in_hours(stretch.planned)} "
                    text += f"{_when(stretch)}; {in_hours(most)} would leave "
                    text += f"enough for the {after} days after it"
                    yield self._breach(worked, stretch, text, price, over)

    def _full_dobas(self, problem: Problem, worked: Worked) -> Iterator[Violation]:
        for full in full_dobas(worked):
            text = f"{worked.person.name} {VERBS[self.basis]} {in_hours(full.minutes)} in the 24 h "
            text += f"from {on_clock(problem, full.first.start)}; at most {self.most_hours:g} h"
            mend = f"{in_hours(full.minutes - max(self.most_minutes(1, 0), 0))} fewer"
            span = full.last.start, full.last.end
            yield self.breach(text, worked.person.id, *span, mend=mend)

    def _breach(
        self, worked: Worked, stretch: Stretch, text: str, price: float | None, over: float
    ) -> Violation:
        cost = None if price is None else round(price)
        mend = f"{in_hours(math.ceil(over))} fewer"
        return self.breach(text, worked.person.id, *worked.span(stretch), cost, mend=mend)

    def _text(self, worked: Worked, stretch: Stretch) -> str:
        text = f"{worked.person.name} {VERBS[self.basis]} {in_hours(stretch.minutes)}"
        text += f"{self._kind} {_when(stretch)}; "
        text += "less than " if self.inclusive else "at most "
        if self.average:
            text += f"{in_hours(stretch.most)}, {self.most_hours:g} h a week on average"
            return text + (f" and {self.extra_hours:g} h beyond" if self.extra_hours else "")
        return text + f"{self.most_hours:g} h"

    @property
    def _kind(self) -> str:
        """Which dates are meant, where not all are."""
        words = {
            "school_day": " on school days",
            "free_day": " on days without school",
            "eve_of_school_day": " before a school day",
            "eve_of_free_day": " before a day without school",
            "school_week": " with school",
            "free_week": " without school",
        }
        return words.get(self.on, "")


def _possible(table: ShiftTable, amount: Ints) -> int:
    """The most that one row a day can add."""
    days = np.zeros(table.horizon.days, np.int64)
    np.maximum.at(days, table.day, amount)
    return int(days.sum())


def _when(stretch: Stretch) -> str:
    """The dates of a window, in words."""
    if stretch.first == stretch.last:
        return f"on {on_day(stretch.first)}"
    return f"from {on_day(stretch.first)} to {on_day(stretch.last)}"
