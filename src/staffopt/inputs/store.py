"""A store: everything its folder says, checked, as domain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path as FilePath

from staffopt.domain.calendar import Horizon
from staffopt.domain.carried_cover import left_after
from staffopt.domain.events import Event
from staffopt.domain.known_before import (
    attended_before,
    hired_by_then,
    history_before,
    missing_shifts,
)
from staffopt.domain.opening import Opening
from staffopt.domain.packs import PackInForce
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem, ShiftGrid
from staffopt.domain.requirement import Requirement
from staffopt.domain.shifts import ChangeReason, PastShift, Shift
from staffopt.domain.training import Course, TrainingNeed
from staffopt.errors import ConfigError, shown
from staffopt.errors import Problem as Fault
from staffopt.forecasting.base import Forecaster
from staffopt.goals.base import Goal
from staffopt.inputs.said_of_people import said_of_people
from staffopt.inputs.settings import (
    DriverSettings,
    LimitSettings,
    SisterSettings,
    StressTestSettings,
)
from staffopt.inputs.transactions.settings import TransactionSettings
from staffopt.inputs.values import iso_date
from staffopt.rules.base import Rule
from staffopt.staffing_methods.base import StaffingMethod

MOST_WEEKS = 8
"""Weeks that one plan may have: people want to know, and nobody knows the customers of later."""


@dataclass(frozen=True)
class Store:
    """One store's facts and decisions, as `read_store` found them in its folder.

    `forecasters` has one for every driver, `roles` a staffing method for every role. `changes`
    are the what-if changes laid over the files.
    """

    folder: FilePath
    name: str
    zone: str
    currency: str
    opening: Opening
    roles: Mapping[str, StaffingMethod]
    people: tuple[Person, ...]
    week_starts: int = 0
    slot_minutes: int = 15
    lead_days: int = 14
    transactions: TransactionSettings | None = None
    drivers: Mapping[str, DriverSettings] = field(default_factory=dict)
    forecasters: Mapping[str, Forecaster] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    goals: tuple[Goal, ...] = ()
    grid: ShiftGrid = field(default_factory=ShiftGrid)
    courses: tuple[Course, ...] = ()
    needs: tuple[TrainingNeed, ...] = ()
    past: tuple[PastShift, ...] = ()
    pins: tuple[Shift, ...] = ()
    change_reasons: tuple[ChangeReason, ...] = ()
    limits: LimitSettings = field(default_factory=LimitSettings)
    stress_test: StressTestSettings = field(default_factory=StressTestSettings)
    changes: Mapping[str, object] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    sister: SisterSettings | None = None
    packs: tuple[PackInForce, ...] = ()

    def __repr__(self) -> str:
        has = f"{len(self.people)} people, roles {', '.join(self.roles)}, {len(self.rules)} rules"
        return f"<Store {self.name}: {has}>"

    def week_of(self, day: date | str) -> date:
        """Return the first day of the planned week in which a date lies."""
        try:
            found = iso_date(day)
        except ValueError as error:
            raise ConfigError(Fault("week", shown(str(day)), str(error))) from None
        return found - timedelta(days=(found.weekday() - self.week_starts) % 7)

    def horizon(self, week: date | str, weeks: int = 1) -> Horizon:
        """Return the days of the week in which a date lies, and of the weeks after it."""
        return Horizon(self.week_of(week), 7 * weeks, self.zone, self.slot_minutes)

    def planned_weeks(self, week: date | str, weeks: int) -> tuple[Horizon, ...]:
        """Return the weeks of one plan, each by itself; a ConfigError where it is none."""
        if not 1 <= weeks <= MOST_WEEKS:
            expected = f"a number of weeks from 1 to {MOST_WEEKS}"
            raise ConfigError(Fault("weeks", shown(weeks), expected))
        first = self.week_of(week)
        return tuple(self.horizon(first + timedelta(days=7 * k)) for k in range(weeks))

    def as_of(self, week: date | str) -> date:
        """Return the day from which on transactions are not used to plan a week."""
        return self.week_of(week) - timedelta(days=self.lead_days)

    @property
    def rates(self) -> dict[str, tuple[str, float]]:
        """The drivers that are a rate of another: which one, and how many of each of its events."""
        return {
            name: (driver.rate_of, driver.rate * driver.factor)
            for name, driver in self.drivers.items()
            if driver.rate_of is not None and driver.rate is not None
        }

    def people_of(self, horizon: Horizon) -> tuple[Person, ...]:
        """Its people as they are known before a horizon: without later histories, hired by then."""
        known = (history_before(person, horizon) for person in self.people)
        return tuple(hired_by_then(person, horizon) for person in known)

    def problem(self, requirement: Requirement, publish_at: datetime | None = None) -> Problem:
        """Return what the search is given for the horizon of a requirement.

        `publish_at` is when people will be told, None where that is not known.

        Pins that start outside the horizon are left to the week they belong to. Where shifts of the
        past roster reach into the first night, the need is what they leave. Histories that begin
        after the horizon's first day are left out; shifts they know of join the past roster.
        Nobody works before being hired, and a course attended before is not needed again.
        """
        horizon, span = requirement.horizon, requirement.horizon.span
        people = self.people_of(horizon)
        past = (*self.past, *missing_shifts(people, self.past))
        attended = attended_before(self.past, self.courses, span.start)
        return Problem(
            requirement=left_after(requirement, past),
            people=people,
            courses=self.courses,
            needs=tuple(
                _still_due(need, horizon.first)
                for need in self.needs
                if (need.person_id, need.course_id) not in attended
            ),
            past=past,
            pins=tuple(pin for pin in self.pins if span.start <= pin.start < span.end),
            grid=self.grid,
            currency=self.currency,
            publish_at=publish_at,
            change_reasons=self.change_reasons,
        )

    def said_before(self, problem: Problem, rules: Iterable[Rule] | None = None) -> Iterator[str]:
        """What people should know before they use a plan of a problem: of people, then by rules.

        The rules are the store's where no others are given.
        """
        yield from said_of_people(problem, self.needs)
        for rule in self.rules if rules is None else rules:
            yield from rule.notes(problem)


def _still_due(need: TrainingNeed, first: date) -> TrainingNeed:
    """The need; one whose date is past is due as soon as it can be held."""
    late = need.due is not None and need.due < first
    return replace(need, due=None, overdue_since=need.due) if late else need
