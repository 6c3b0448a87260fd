"""What people ask of a plan, as numbers: cover, hours against contract, fairness, training."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.people import Person
from staffopt.domain.plan import Plan
from staffopt.domain.shifts import Activity, Shift
from staffopt.domain.spread import WEEK
from staffopt.domain.taught import met
from staffopt.formats.cells import person_name

SATURDAY = 5


@dataclass(frozen=True)
class RoleCover:
    """One role over the slots: people needed, people there, people missing."""

    role: str
    required: NDArray[np.int32]
    scheduled: NDArray[np.int32]

    @property
    def short(self) -> NDArray[np.int32]:
        missing: NDArray[np.int32] = np.maximum(self.required - self.scheduled, 0)
        return missing


@dataclass(frozen=True)
class PersonWeek:
    """One person's part of a plan. Hours are for the whole period; counts are of shifts.

    `leave_on` are the whole days of time off, which take their share off the least hours that are
    due.
    """

    id: str
    name: str
    person: Person | None
    shifts: tuple[Shift, ...]
    paid_minutes: int
    training_minutes: int
    days: int
    openings: int
    closings: int
    weekend_days: int
    weeks: float
    leave_on: frozenset[date] = frozenset()

    @property
    def hours(self) -> float:
        return self.paid_minutes / 60

    @property
    def leave(self) -> int:
        return len(self.leave_on)

    @property
    def least(self) -> float:
        return self.person.hours_min * self.weeks if self.person else 0.0

    @property
    def least_due(self) -> float:
        return self.least * (1 - self.leave / (WEEK * self.weeks))

    @property
    def target(self) -> float:
        return self.person.hours_target * self.weeks if self.person else 0.0

    @property
    def most(self) -> float:
        return self.person.hours_max * self.weeks if self.person else 0.0


@dataclass(frozen=True)
class Totals:
    """A plan in a handful of numbers; `short_minutes` counts every missing person's minutes."""

    required_minutes: int
    short_minutes: int
    short_slots: int
    paid_minutes: int
    needs: int
    held: int
    hard: int
    priced: int

    @property
    def covered(self) -> float:
        """The share of the needed staff time that is there."""
        return 1 - self.short_minutes / self.required_minutes if self.required_minutes else 1.0


def role_covers(plan: Plan) -> tuple[RoleCover, ...]:
    """Return need and cover of every role."""
    roles = plan.problem.requirement.roles
    return tuple(
        RoleCover(role, need.required, plan.roster.cover(role)) for role, need in roles.items()
    )


def totals(plan: Plan, covers: tuple[RoleCover, ...]) -> Totals:
    """Return the plan's headline numbers."""
    slot = plan.problem.horizon.slot_minutes
    hard = sum(one.hard for one in plan.violations)
    needs, held = _training(plan)
    return Totals(
        required_minutes=slot * sum(int(one.required.sum()) for one in covers),
        short_minutes=slot * sum(int(one.short.sum()) for one in covers),
        short_slots=int(np.any([one.short > 0 for one in covers], axis=0).sum()) if covers else 0,
        paid_minutes=sum(shift.paid_minutes for shift in plan.roster.shifts),
        needs=needs,
        held=held,
        hard=hard,
        priced=len(plan.violations) - hard,
    )


def _training(plan: Plan) -> tuple[int, int]:
    """Return how many places of training are needed, and how many of them are held.

    Where a roster was made elsewhere, those who attend may be others than those who need it.
    """
    if plan.searched:
        held = sum(len(session.attendees) for session in plan.roster.sessions)
        return held + len(plan.roster.displaced), held
    problem = plan.problem
    return len(problem.needs), sum(met(problem, plan.roster, need) for need in problem.needs)


def person_weeks(plan: Plan) -> tuple[PersonWeek, ...]:
    """Return everybody's part, in the problem's order; people only the roster knows come last."""
    edges = staffed_edges(plan)
    known = [person.id for person in plan.problem.people]
    others = sorted(set(plan.roster.by_person) - set(known))
    return tuple(_person_week(plan, one, edges) for one in (*known, *others))


def staffed_edges(plan: Plan) -> Mapping[int, tuple[int, int]]:
    """Return when staffed hours that begin on a day first begin, and when the last of them end.

    Hours that go on over midnight belong to the day on which they begin, those of the first and
    the last midnight as well; a store that is always staffed never opens.
    """
    need = plan.problem.requirement
    turns = np.flatnonzero(np.diff(need.staffed.astype(np.int8), prepend=0, append=0))
    found: dict[int, tuple[int, int]] = {}
    for first, end in zip(turns[::2].tolist(), turns[1::2].tolist(), strict=True):
        if first == 0 and need.staffed[-1]:
            continue
        day = int(need.horizon.slot_day[first])
        found[day] = (found.get(day, (first, end))[0], end)
    return found


def _person_week(plan: Plan, person_id: str, edges: Mapping[int, tuple[int, int]]) -> PersonWeek:
    """Return one person's part."""
    horizon = plan.roster.horizon
    shifts = plan.roster.of(person_id)
    dates = {horizon.date_of(shift.start) for shift in shifts}
    by_day = [(shift, edges.get(horizon.day_of(shift.start))) for shift in shifts]
    return PersonWeek(
        id=person_id,
        name=person_name(plan, person_id),
        person=plan.problem.person.get(person_id),
        shifts=shifts,
        paid_minutes=sum(shift.paid_minutes for shift in shifts),
        training_minutes=sum(b.minutes for s in shifts for b in s.of(Activity.TRAINING)),
        days=len(dates),
        openings=sum(1 for s, edge in by_day if edge and horizon.slot(s.start) <= edge[0]),
        closings=sum(1 for s, edge in by_day if edge and horizon.slot_up(s.end) >= edge[1]),
        weekend_days=sum(1 for day in dates if day.weekday() >= SATURDAY),
        weeks=horizon.days / WEEK,
        leave_on=_leave(plan, person_id),
    )


def _leave(plan: Plan, person_id: str) -> frozenset[date]:
    """The whole days of the plan that lie in a person's time off."""
    horizon, person = plan.roster.horizon, plan.problem.person.get(person_id)
    edges = [horizon.instant(slot) for slot in horizon.day_starts]
    spans = [off.span for off in person.time_off] if person else []
    return frozenset(
        day
        for day, (start, end) in zip(horizon.dates, pairwise(edges), strict=True)
        if any(span.start <= start and end <= span.end for span in spans)
    )
