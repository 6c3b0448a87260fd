"""Everything that is given before the search starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from staffopt.domain.calendar import Horizon
from staffopt.domain.one_line import angled, count
from staffopt.domain.people import Person
from staffopt.domain.requirement import Requirement
from staffopt.domain.shifts import ChangeReason, PastShift, Shift
from staffopt.domain.training import Course, TrainingNeed


@dataclass(frozen=True)
class ShiftGrid:
    """Which shifts are worth proposing, in minutes; what is legal is for the rules to say.

    Starts lie on a grid of `start_step` from local midnight. Spans from start to end (unpaid
    breaks included) are `lengths`, or where that is empty every `length_step` from `shortest` to
    `longest`.
    """

    start_step: int = 15
    length_step: int = 15
    shortest: int = 180
    longest: int = 600
    lengths: tuple[int, ...] = ()

    @property
    def spans(self) -> tuple[int, ...]:
        """The spans to propose, in minutes."""
        return self.lengths or tuple(range(self.shortest, self.longest + 1, self.length_step))


@dataclass(frozen=True)
class Problem:
    """The facts of one week: people, need, training, what lies around it and what is pinned.

    `past` holds shifts before and after the horizon and shifts already published inside it.
    `pins` are shifts to keep exactly. `publish_at` is when people will be told of the roster, None
    when that is not known; `change_reasons` say why published dates are changed.
    Rules and goals are passed beside a problem, not inside it.
    """

    requirement: Requirement
    people: tuple[Person, ...]
    courses: tuple[Course, ...] = ()
    needs: tuple[TrainingNeed, ...] = ()
    past: tuple[PastShift, ...] = ()
    pins: tuple[Shift, ...] = ()
    grid: ShiftGrid = ShiftGrid()
    currency: str = "EUR"
    publish_at: datetime | None = None
    change_reasons: tuple[ChangeReason, ...] = ()

    def __repr__(self) -> str:
        people, needs = f"{len(self.people)} people", count(len(self.needs), "training need")
        return angled("Problem", self.horizon, people, needs)

    @property
    def horizon(self) -> Horizon:
        return self.requirement.horizon

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles in the requirement's order."""
        return tuple(self.requirement.roles)

    @cached_property
    def person(self) -> Mapping[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def course(self) -> Mapping[str, Course]:
        return {course.id: course for course in self.courses}

    def around(self, person_id: str) -> tuple[Shift, ...]:
        """A person's past and later shifts that start outside the horizon, in order of time."""
        return self._others.get((person_id, False), ())

    def why_changed(self, person_id: str, day: date) -> str:
        """The reason recorded for changing a person's published date; empty where there is none."""
        for each in self.change_reasons:
            if each.person_id == person_id and each.day == day:
                return each.reason
        return ""

    def published(self, person_id: str) -> tuple[Shift, ...]:
        """A person's shifts that were already published inside the horizon."""
        return self._others.get((person_id, True), ())

    @cached_property
    def _others(self) -> Mapping[tuple[str, bool], tuple[Shift, ...]]:
        """Shifts of the past roster in order of time, by person and whether inside the horizon."""
        found: dict[tuple[str, bool], list[Shift]] = {}
        span = self.horizon.span
        for past in sorted(self.past, key=lambda each: each.shift.start):
            inside = span.start <= past.shift.start < span.end
            found.setdefault((past.shift.person_id, inside), []).append(past.shift)
        return {key: tuple(shifts) for key, shifts in found.items()}
