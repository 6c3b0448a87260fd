"""The digest that a plan hands to the next one: shifts, weeks and periods that go on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from staffopt.domain.calendar import DAY
from staffopt.domain.history import Balance, History, PaidShift
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Shift
from staffopt.rules.base import Rule

SHIFT_DAYS = 28
WEEKS = 53


def carry_out(problem: Problem, roster: Roster, rules: Sequence[Rule]) -> dict[str, History]:
    """Each person's history as it will stand on the day after a plan."""
    as_of = problem.horizon.dates[-1] + DAY
    reached = (first for rule in rules for first in rule.reaches_back(as_of))
    firsts = {first for first in reached if first < as_of}
    return {
        person.id: _Carried(problem, roster, person, as_of).history(firsts)
        for person in problem.people
    }


class _Carried:
    """One person's history before a plan, the shifts since, and those of the plan."""

    def __init__(self, problem: Problem, roster: Roster, person: Person, as_of: date) -> None:
        self.horizon, self.person, self.as_of = problem.horizon, person, as_of
        before = [s for s in problem.around(person.id) if s.start < problem.horizon.start]
        self.work = [
            (problem.horizon.date_of(shift.start), shift)
            for shift in (*before, *roster.of(person.id))
        ]
        old = person.history
        self.old = old if old is not None and old.as_of <= problem.horizon.first else None
        self.since = self.old.as_of if self.old else None

    def history(self, firsts: Iterable[date]) -> History:
        """The history on the day after the plan."""
        known = {each.first for each in self.old.periods} if self.old else set()
        since = self.as_of - SHIFT_DAYS * DAY
        return History(
            as_of=self.as_of,
            shifts=tuple(_paid(shift) for day, shift in self.work if day >= since),
            weeks=tuple(self._weeks()),
            periods=tuple(self._from(first) for first in sorted({*firsts, *known})),
            kept=self.old.kept if self.old else (),
        )

    def _weeks(self) -> Iterable[Balance]:
        """The weeks that are known, as they are, and others by the first weekday of the plan."""
        old = {week.first for week in self.old.weeks} if self.old else set()
        days = [*self.horizon.dates, *(day for day, _ in self.work)]
        firsts = sorted(old | {self._week_of(day, old) for day in days})
        oldest = self.as_of - 7 * WEEKS * DAY
        for first, following in zip(firsts, [*firsts[1:], self.as_of], strict=True):
            if oldest <= first < self.as_of:
                yield self._between(first, min(first + 7 * DAY, following))

    def _week_of(self, day: date, old: Iterable[date]) -> date:
        """The first date of a date's week: a known one's, or one of the plan's, cut by these."""
        begun = [first for first in old if first <= day]
        if begun and day < max(begun) + 7 * DAY:
            return max(begun)
        first = day - ((day.weekday() - self.horizon.first.weekday()) % 7) * DAY
        return max([first, *(each + 7 * DAY for each in begun)])

    def _between(self, first: date, end: date) -> Balance:
        """What a week holds: by the old history before its date, by shifts from then on."""
        old = [w for w in self.old.weeks if w.first == first] if self.old else []
        found = old[0] if old else Balance(first, 0)
        return self._added(found, max(first, self.since) if self.since and old else first, end)

    def _from(self, first: date) -> Balance:
        """What was worked since a date."""
        known = self.old.since(first) if self.old else None
        if known is None:
            begins = min([self.horizon.first, *(day for day, _ in self.work)])
            known = Balance(first, 0, known_from=begins if begins > first else None)
            return self._added(known, first, self.as_of)
        until = known.known_from or first
        begun = [day for day, _ in self.work if first <= day < until]
        if begun:
            begins = min(begun)
            known = replace(known, known_from=begins if begins > first else None)
            known = self._added(known, begins, until)
        return self._added(known, self.since or first, self.as_of)

    def _added(self, found: Balance, first: date, end: date) -> Balance:
        """A balance with the shifts and the leave of the dates from one to before another."""
        shifts = [shift for day, shift in self.work if first <= day < end]
        minutes = sum(shift.paid_minutes for shift in shifts)
        return found.with_more(minutes, self._leave(first, end))

    def _leave(self, first: date, end: date) -> int:
        """Dates that lie whole in the person's time off."""
        days = [first + k * DAY for k in range((end - first).days)] if self.person.time_off else []
        return sum(
            off.span.start <= self.horizon.at(day, time(0))
            and self.horizon.at(day + timedelta(days=1), time(0)) <= off.span.end
            for day in days
            for off in self.person.time_off
        )


def _paid(shift: Shift) -> PaidShift:
    return PaidShift(shift.start, shift.end, shift.paid_minutes)
