"""Contract hours and overtime."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Literal

import numpy as np
from pydantic import Field

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Count, ShiftTable
from staffopt.domain.shifts import Shift
from staffopt.domain.violation import Overtime, PayClaim, Violation
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import whole_days
from staffopt.rules.paid_time import last_paid
from staffopt.rules.words import in_hours, on_day

GROUP = "overtime"
"""Shared with `overtime_tiers`: an hour is overtime once."""


class ContractHours(Rule):
    """Paid hours a week stay between the contract's least and most; overtime is paid extra.

    Why: people were promised hours, and hours above the agreed target cost more.
    Example: with a contract of 30 to 40 h and a target of 36, a week of 38 h owes 2 h of overtime
    premium, `wage * (overtime - 1)` each; a week of 28 h is 2 h short at `short_price` each; a week
    of 41 h is forbidden. Weeks are counted from the first planned day; a last part week counts in
    proportion. With `balance: plan` the hours of all planned days are taken together, so that a
    short week and a long one may even out. Whole days of leave lower the least hours in proportion.
    What `overtime_tiers` pay for hours of the week is not paid again here. Overtime is the last
    paid time of the week: of what it owes, the bill takes off premiums for just that time, too.
    """

    name = "contract_hours"
    short_price: float = Field(
        30, ge=0, description="What each hour below the least costs, in the currency."
    )
    overtime: float = Field(1.5, ge=1, description="Pay of an hour above the target, in wages.")
    balance: Literal["week", "plan"] = Field(
        "week", description="Hours are kept each week, or over all planned days together."
    )
    leave_lowers_least: bool = Field(
        True, description="Whether each whole day of leave takes its share off the least hours."
    )

    def counts(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Count]:
        found = []
        horizon = problem.horizon
        length = 7 if self.balance == "week" else horizon.days
        for first in range(0, horizon.days, length):
            about = horizon.first + timedelta(days=first)
            if not self.picks(person, about):
                continue
            last = min(first + length, horizon.days)
            inside = (table.day >= first) & (table.day < last)
            premium = self._premium(person)
            found.append(
                Count(
                    np.where(inside, table.paid, 0),
                    about,
                    most=_share(person.hours_max, last - first),
                    least=_share(person.hours_min, self._days_due(problem, person, first, last)),
                    least_price=round(self.short_price * 100),
                    tiers=((_share(person.hours_target, last - first), premium),)
                    if premium
                    else (),
                    group=GROUP,
                )
            )
        return found

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        for person, dates, paid in self._weeks(problem, roster):
            where = (person.id, *whole_days(problem, dates[0], dates[-1]))
            week = self._when(dates[0])
            most = round(person.hours_max * 60 * len(dates) / 7)
            due = [day for day in dates if not self._on_leave(problem, person, day)]
            least = round(person.hours_min * 60 * len(due) / 7)
            if paid > most:
                text = f"{person.name} is paid {in_hours(paid)} {week}; at most {in_hours(most)}"
                yield self.breach(text, *where, mend=f"{_slots(problem, paid - most)} fewer")
            elif paid < least:
                text = f"{person.name} is paid {in_hours(paid)} {week}; at least {in_hours(least)}"
                price = _nearest((least - paid) * round(self.short_price * 100), 60)
                yield self.breach(text, *where, price, mend=f"{_slots(problem, least - paid)} more")

    def pays(self, problem: Problem, roster: Roster) -> Iterable[PayClaim]:
        for person, dates, paid in self._weeks(problem, roster):
            over = paid - round(person.hours_target * 60 * len(dates) / 7)
            amount = _nearest(max(over, 0) * self._premium(person), 60)
            if amount:
                span, shifts = _whole_shifts(problem, roster, person, dates)
                text = f"{person.name}: {in_hours(over)} of overtime {self._when(dates[0])}"
                who = (self.key, person.id, *span, amount, text, GROUP, self.citation)
                yield Overtime(*who, flat=True, worked=tuple(last_paid(shifts, over)))

    def _when(self, first: date) -> str:
        """The days that are taken together, in words."""
        return f"in the {self.balance} {'of' if self.balance == 'week' else 'from'} {on_day(first)}"

    def _premium(self, person: Person) -> int:
        """What an hour of overtime costs on top of the wage."""
        return round(person.wage * (self.overtime - 1))

    def _days_due(self, problem: Problem, person: Person, first: int, last: int) -> int:
        """Days of a week on which the least hours can be worked."""
        midnights = [problem.horizon.instant(slot) for slot in problem.horizon.day_starts]
        off = [
            any(
                o.span.start <= midnights[d] and midnights[d + 1] <= o.span.end
                for o in person.time_off
            )
            for d in range(first, last)
        ]
        return last - first - (sum(off) if self.leave_lowers_least else 0)

    def _on_leave(self, problem: Problem, person: Person, day: date) -> bool:
        """Whether a whole date lies in the person's time off."""
        spans = [off.span for off in person.time_off] if self.leave_lowers_least else []
        if not spans:
            return False
        start, end = whole_days(problem, day, day)
        return any(span.start <= start and end <= span.end for span in spans)

    def _weeks(self, problem: Problem, roster: Roster) -> Iterator[tuple[Person, list[date], int]]:
        """Each person's weeks as dates, with the minutes paid for shifts that start on them."""
        dates = list(problem.horizon.dates)
        weeks = [dates[at : at + 7] for at in range(0, len(dates), 7)]
        for person in problem.people:
            paid: Counter[date] = Counter()
            for shift in roster.of(person.id):
                paid[problem.horizon.date_of(shift.start)] += shift.paid_minutes
            for week in weeks if self.balance == "week" else [dates]:
                if self.picks(person, week[0]):
                    yield person, week, sum(paid[day] for day in week)


def _share(hours: float, days: int) -> int:
    """Minutes that a weekly number of hours is on some days of a week."""
    return round(hours * 60 * days / 7)


def _whole_shifts(
    problem: Problem, roster: Roster, person: Person, dates: Sequence[date]
) -> tuple[tuple[datetime, datetime], Sequence[Shift]]:
    """Whole dates, with all of the last night and nothing of the one before, and their shifts."""
    start, end = whole_days(problem, dates[0], dates[-1])
    shifts = [each for each in roster.of(person.id) if each.start < end]
    before = [each.end for each in shifts if each.start < start]
    inside = shifts[len(before) :]
    return (max([start, *before]), max([end, *(each.end for each in inside)])), inside


def _slots(problem: Problem, minutes: int) -> str:
    """The whole slots that hold some minutes: no shift can be changed by less."""
    return in_hours(minutes + -minutes % problem.horizon.slot_minutes)


def _nearest(amount: int, divisor: int) -> int:
    """The nearest whole number of a division, halves up."""
    return (2 * amount + divisor) // (2 * divisor)
