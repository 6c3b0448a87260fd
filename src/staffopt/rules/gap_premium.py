"""Pay for coming back too soon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal, Self

import numpy as np
from pydantic import Field, model_validator

from staffopt.domain.calendar import minutes_between
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Gap
from staffopt.domain.shifts import Shift
from staffopt.domain.violation import PayClaim
from staffopt.rules.base import Rule
from staffopt.rules.dated_work import in_order
from staffopt.rules.paid_time import nearest
from staffopt.rules.words import in_hours, on_clock


class GapPremium(Rule):
    """A shift that starts less than `hours` after the one before it owes a premium.

    Why: laws let people come back early for pay. Hours are elapsed; `inside` pays the time worked
    before the hours are over at `rate`, `shift` all of the later shift, `flat` an `amount`.
    Example: after closing at 22:00, six hours from 06:00 on at 20.00 an hour owe, with `hours: 10`:
    `form: inside, rate: 1.5` (Oregon) 20.00, `form: shift, rate: 1.5` (Los Angeles) 60.00,
    `form: shift, rate: 1.25` (Chicago) 30.00. The search takes unpaid breaks for paid here, and
    counts in whole slots; the bill does neither. The rule forbids nothing: `min_rest` beside it
    says what needs consent.
    """

    name = "gap_premium"
    hours: float = Field(gt=0, description="Hours between two shifts below which it is owed.")
    form: Literal["inside", "shift", "flat"] = Field(
        "inside", description="Time worked inside the hours, the whole shift, or an amount."
    )
    rate: float = Field(1.5, ge=1, description="Pay of an hour, in wages.")
    amount: float = Field(0, ge=0, description="What each such shift owes, in the currency.")
    scope: Literal["any", "cross_day"] = Field(
        "any", description="Between any two shifts, or between those of two dates."
    )
    group: str = Field(
        "gap", description="Premiums of one group are not paid twice for the same time."
    )

    @model_validator(mode="after")
    def _priced(self) -> Self:
        if (self.form == "flat") != (self.amount > 0):
            raise ValueError("form `flat` needs an `amount`, and no other form has one")
        return self

    def follows(self, problem: Problem, person: Person) -> Sequence[Gap]:
        horizon = problem.horizon
        after = [s for s in problem.around(person.id) if s.start >= horizon.end]
        dates = [*horizon.dates, horizon.date_of(after[0].start) if after else horizon.dates[-1]]
        days = np.array([self.picks(person, day) for day in dates])
        if not days.any():
            return ()
        held = None if days.all() else days
        return [
            Gap(minutes, price, held, before=before, group=self.group, sure=self.form == "flat")
            for minutes, price, before in self._steps(problem, person)
            if price
        ]

    def _steps(self, problem: Problem, person: Person) -> Iterator[tuple[int, int, int]]:
        """Gaps below so many minutes cost so much, before shifts of at least so many minutes."""
        due, more = round(self.hours * 60), self._more(person)
        if self.form == "flat":
            yield due, round(self.amount * 100), 0
        elif self.form == "inside":
            slot = problem.horizon.slot_minutes
            for short in range(0, due, slot):
                yield due - short, _up((short + slot) * more) - _up(short * more), short + 1
        else:
            spans = sorted({0, *problem.grid.spans, *_other_spans(problem, person)})
            for shorter, span in pairwise(spans):
                yield due, _up(span * more) - _up(shorter * more), shorter + 1

    def _more(self, person: Person) -> int:
        """What an hour costs on top of the wage."""
        return round(person.wage * (self.rate - 1))

    # The bill.

    def pays(self, problem: Problem, roster: Roster) -> Iterable[PayClaim]:
        for person, one, two in self._short(problem, roster):
            amount = self._owed(person, one, two)
            rest = minutes_between(one.end, two.start)
            text = f"{person.name} comes back {on_clock(problem, two.start)} after {in_hours(rest)}"
            text += f" off; below {self.hours:g} h"
            end = self._until(one, two) if self.form == "inside" else two.end
            if amount:
                who = (self.key, person.id, two.start, end)
                flat = self.form == "flat"
                yield PayClaim(*who, amount, text, self.group, self.citation, flat=flat)

    def overpriced(self, problem: Problem, roster: Roster) -> int:
        slot, more = problem.horizon.slot_minutes, 0
        for person, one, two in self._short(problem, roster) if self.form != "flat" else ():
            due, counted = round(self.hours * 60), two.minutes
            if self.form == "inside":
                missing = min(due - minutes_between(one.end, two.start), due)
                counted = min(-(-missing // slot), -(-two.minutes // slot)) * slot
            more += -(-counted * self._more(person) // 60) - self._owed(person, one, two)
        return more

    def _owed(self, person: Person, one: Shift, two: Shift) -> int:
        """What one shift that starts too soon owes."""
        if self.form == "flat":
            return round(self.amount * 100)
        minutes = two.paid_minutes
        if self.form == "inside":
            minutes = _paid_until(two, self._until(one, two)) - _paid_until(two, one.end)
        return nearest(minutes * self._more(person))

    def _until(self, one: Shift, two: Shift) -> datetime:
        """When the hours off are over, or the later shift is."""
        return min(two.end, one.end + timedelta(minutes=round(self.hours * 60)))

    def _short(self, problem: Problem, roster: Roster) -> Iterator[tuple[Person, Shift, Shift]]:
        """Shifts that follow each other too soon, one of them planned."""
        for person in problem.people:
            for (one, old), (two, new) in pairwise(in_order(problem, roster, person)):
                days = [problem.horizon.local(shift.start).date() for shift in (one, two)]
                apart = self.scope == "any" or days[0] != days[1]
                short = minutes_between(one.end, two.start) < round(self.hours * 60)
                if (old or new) and apart and short and self.picks(person, days[1]):
                    yield person, one, two


def _up(sixtieths: int) -> int:
    """Sixtieths of a hundredth as hundredths, upwards."""
    return -(-sixtieths // 60)


def _other_spans(problem: Problem, person: Person) -> Iterator[int]:
    """Lengths of shifts of a person that need not lie on the grid."""
    for shift in (*problem.pins, *problem.around(person.id)):
        if shift.person_id == person.id:
            yield shift.minutes


def _paid_until(shift: Shift, end: datetime) -> int:
    """Paid minutes of a shift before an instant."""
    return sum(
        minutes_between(block.start, min(block.end, end))
        for block in shift.blocks
        if block.paid and block.start < end
    )
