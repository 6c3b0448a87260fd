"""When people are told of their roster, and what then stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta

import numpy as np
from pydantic import Field

from staffopt.domain.calendar import DAY, minutes_between
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Bools, Count, ShiftTable
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.published_days import published_by_day, published_weeks
from staffopt.rules.words import from_to, many


class Publication(Rule):
    """A roster is published in time, for long enough, and near shifts are then frozen.

    Why: notice is a right in many places; a roster on the wall is a promise.
    Example: `lead_days: 14` wants the week of Monday 23 March on the wall by the end of Monday
    9 March; `staffopt plan --publish-at` and `staffopt publish` say so when it is missed.
    `lead_hours: 72` counts elapsed hours before the first shift instead. `least_days: 28` wants
    rosters of four weeks. With `freeze_hours: 72` a published shift that starts less than 72 h
    after `--publish-at` stays as it is: it is not moved, none is added, and dropping it is a
    violation at `freeze_price`. Notice and length bind the publication, not the roster: a missed
    one is a note and stops `staffopt publish`, not the plan.
    """

    name = "publication"
    lead_days: int = Field(0, ge=0, description="Calendar days before the first planned date.")
    lead_hours: float = Field(0, ge=0, description="Hours before the first planned shift.")
    least_days: int = Field(0, ge=0, description="Days that a roster covers at least.")
    freeze_hours: float = Field(0, ge=0, description="Shifts this near to publication stay.")
    freeze_price: float = Field(
        500, ge=0, description="What dropping a frozen shift costs, in the currency."
    )

    @property
    def has_price(self) -> bool:
        """Whether there are frozen shifts to drop."""
        return self.freeze_hours > 0

    def allows(self, problem: Problem, person: Person, table: ShiftTable) -> Bools | None:
        weeks = published_weeks(problem)
        if problem.publish_at is None or not self.freeze_hours or not weeks:
            return None
        told = minutes_between(problem.horizon.start, problem.publish_at)
        start = table.start * problem.horizon.slot_minutes
        near = start - told < round(self.freeze_hours * 60)
        inside = np.isin(table.day // 7, sorted(weeks))
        kept = np.zeros(len(table), bool)
        frozen = np.zeros(problem.horizon.days, bool)
        for day, shifts in published_by_day(problem, person).items():
            for shift in shifts:
                kept |= table.rows_of(shift)
                soon = self._frozen(problem, shift.start)
                frozen[(day - problem.horizon.first).days] |= soon
        return kept | ~(self.chosen(person, table) & inside & (near | frozen[table.day]))

    def counts(self, problem: Problem, person: Person, table: ShiftTable) -> Sequence[Count]:
        found = []
        for day, shifts in published_by_day(problem, person).items():
            for shift in shifts:
                if self.picks(person, day) and self._frozen(problem, shift.start):
                    price = round(self.freeze_price * 100)
                    ones = table.rows_of(shift).astype(np.int64)
                    found.append(Count(ones, day, least=1, least_price=price, per=1))
        return found

    def _frozen(self, problem: Problem, start: datetime) -> bool:
        """Whether a start is too near to the publication to be changed."""
        told, near = problem.publish_at, round(self.freeze_hours * 60)
        return told is not None and near > 0 and minutes_between(told, start) < near

    # The independent side.

    def check(self, problem: Problem, roster: Roster) -> Iterable[Violation]:
        told, horizon = problem.publish_at, problem.horizon
        if told is None or not self.freeze_hours:
            return
        until = told + timedelta(minutes=round(self.freeze_hours * 60))
        posted = [(p, s) for p in problem.people for s in problem.published(p.id)]
        weeks = {(horizon.local(s.start).date() - horizon.first).days // 7 for _, s in posted}
        times = {(person.id, s.start, s.end) for person, s in posted}
        planned = {(s.person_id, s.start, s.end) for s in roster.shifts}
        held = {
            (person.id, horizon.local(shift.start).date())
            for person, shift in posted
            if shift.start < until
        }
        for person, shift in posted:
            dropped = (person.id, shift.start, shift.end) not in planned
            if dropped and shift.start < until and self._binds(problem, person, shift.start):
                text = f"{person.name}'s frozen shift {from_to(problem, shift)} is not kept"
                price = round(self.freeze_price * 100)
                yield self.breach(text, person.id, shift.start, shift.end, price)
        for shift in roster.shifts:
            day = horizon.local(shift.start).date()
            person = problem.person[shift.person_id]
            near = shift.start < until or (person.id, day) in held
            new = (person.id, shift.start, shift.end) not in times
            inside = (day - horizon.first).days // 7 in weeks
            if new and near and inside and self._binds(problem, person, shift.start):
                text = f"{person.name}'s shift {from_to(problem, shift)} was not published"
                yield self.breach(text, person.id, shift.start, shift.end)

    def _binds(self, problem: Problem, person: Person, start: datetime) -> bool:
        return self.picks(person, problem.horizon.local(start).date())

    def notes(self, problem: Problem) -> Iterable[str]:
        yield from self.missed(problem, problem.publish_at)

    def missed(
        self, problem: Problem, told: datetime | None, first_shift: datetime | None = None
    ) -> Iterable[str]:
        """What a publication at an instant would miss; nothing where the instant is not known."""
        horizon = problem.horizon
        source = f" ({self.citation})" if self.citation else ""
        if horizon.days < self.least_days:
            yield (
                f"{self.key}: a roster covers at least {many(self.least_days, 'day')}{source}; "
                f"this one covers {horizon.days}"
            )
        if told is None:
            return
        due = [horizon.at(horizon.first - (self.lead_days - 1) * DAY, time(0))]
        due = due if self.lead_days else []
        if self.lead_hours:
            due.append((first_shift or horizon.start) - timedelta(hours=self.lead_hours))
        if due and told > min(due):
            last = horizon.local(min(due))
            yield (
                f"{self.key}: notice is missed{source}: due by {last:%a %d %b %Y %H:%M}, "
                f"told {horizon.local(told):%a %d %b %Y %H:%M}"
            )
