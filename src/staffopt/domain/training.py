"""Courses, who needs them, and the sessions in which they are held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from staffopt.domain.calendar import Span


@dataclass(frozen=True, slots=True)
class WeekWindow:
    """A wall-clock window on given weekdays (0 is Monday)."""

    weekdays: frozenset[int]
    since: time
    until: time


@dataclass(frozen=True, slots=True)
class Course:
    """What is taught, for how long, to how many at once, by whom and where.

    `trainers` are ids of people who can give it; empty means it needs no trainer. `windows` empty
    means whenever the store is staffed. `blackout` spans are never used.
    """

    id: str
    name: str
    minutes: int
    group_min: int = 1
    group_max: int = 1
    trainers: tuple[str, ...] = ()
    room: str | None = None
    prerequisites: tuple[str, ...] = ()
    windows: tuple[WeekWindow, ...] = ()
    blackout: tuple[Span, ...] = ()

    @property
    def needs_trainer(self) -> bool:
        return bool(self.trainers)


@dataclass(frozen=True, slots=True)
class TrainingNeed:
    """One person needs one course by a date.

    `price` (hundredths of the currency) is what leaving it out of this plan costs. Its session
    may dip below the requirement where the loss is less. Leaving out a `hard` need costs at least
    what the rule `training_held` asks. One that was due before the plan is `overdue_since` that
    date and has no other.
    """

    person_id: str
    course_id: str
    due: date | None
    hard: bool
    price: int
    priority: int = 1
    overdue_since: date | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One holding of a course: when, where, by whom, for whom."""

    id: str
    course_id: str
    span: Span
    trainer_id: str | None
    room: str | None
    attendees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Displaced:
    """A training need that the plan does not hold, and why."""

    need: TrainingNeed
    reason: str
