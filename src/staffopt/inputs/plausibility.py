"""What looks odd about a store that is valid: warnings, never errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from staffopt.domain.arrays import Bools
from staffopt.domain.calendar import Horizon
from staffopt.domain.grid_shifts import all_shifts
from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.domain.requirement import Requirement
from staffopt.domain.roster import Roster
from staffopt.inputs.legal_shifts import legal_shifts, reach
from staffopt.inputs.store import Store
from staffopt.rules.holding_times import starts_of

ABSENCES = ("availability", "time_off")
"""Rule types that say when people are not there."""
MOST_HOURS_OVER = 1.15
"""Contract minima may exceed the required hours by so much: breaks, training and peaks take it."""


def plausibility(store: Store, requirement: Requirement) -> tuple[str, ...]:
    """Return warnings about a store and one week's requirement, the gravest first."""
    problem = store.problem(requirement)
    shifts = all_shifts(problem)
    legal = {p.id: legal_shifts(store, problem, p, shifts) for p in problem.people}
    where = {p.id: reach(store, problem, p, legal[p.id]) for p in problem.people}
    last = problem.horizon.dates[-1]
    hired = [p for p in problem.people if p.hired is None or p.hired <= last]
    return (
        *_without_shift(hired, {person: len(table) for person, table in legal.items()}),
        *_peaks(problem.requirement, where),
        *_hours(hired, problem.requirement),
        *_idle_hours(requirement),
        *_pins_apart(store, problem),
        *_courses_shut_out(problem),
        *_nobody_meant(store),
        *absent_rules(store),
        *_consents_not_asked_for(store),
    )


def _pins_apart(store: Store, problem: Problem) -> Iterator[str]:
    """Pins at times when their people are not there, by the rules that say so."""
    pinned = Roster(problem.horizon, problem.pins)
    for rule in store.rules:
        if rule.name in ABSENCES:
            for breach in rule.check(problem, pinned):
                yield f"a pin breaks {rule.key}: {breach.message}"


def _courses_shut_out(problem: Problem) -> Iterator[str]:
    """Courses that somebody needs and whose windows hold no session while the store is staffed."""
    needed = {need.course_id for need in problem.needs}
    for course in (each for each in problem.courses if each.id in needed and each.windows):
        anywhere = starts_of(problem, replace(course, windows=()))
        if anywhere.any() and not starts_of(problem, course).any():
            yield (
                f"{course.name} cannot be held: none of its windows has {course.minutes} min "
                "in the staffed hours of the week"
            )


def _consents_not_asked_for(store: Store) -> Iterator[str]:
    """Recorded consents of a kind that frees from no rule in force."""
    kinds = {kind for rule in store.rules for kind in rule.consents_asked}
    for person in store.people:
        for kind in dict.fromkeys(consent.kind for consent in person.consents):
            if kind not in kinds:
                yield f"{person.id} consents to {kind!r}, which no rule in force asks for"


def absent_rules(store: Store) -> Iterator[str]:
    """Rules of the store's packs that do not hold in it although nobody switched them off."""
    for pack in store.packs:
        yield from pack.not_held


def _without_shift(people: Sequence[Person], legal: Mapping[str, int]) -> Iterator[str]:
    """People who cannot work any proposed shift although their contract wants them to."""
    for person in people:
        if legal[person.id] == 0:
            yield (
                f"{person.id} has no legal shift in the week: see availability, time off, "
                "shift lengths and the rules for their age"
            )


def _peaks(requirement: Requirement, where: Mapping[str, Bools]) -> Iterator[str]:
    """Roles and slots that need more people than can be there."""
    horizon = requirement.horizon
    there = np.sum(list(where.values()), axis=0)
    for at, (role, need) in enumerate(requirement.roles.items()):
        lack = need.required - there[at]
        if (lack > 0).any():
            worst = int(np.argmax(lack))
            yield (
                f"{role} needs {need.required[worst]} at {_clock(horizon, worst)}, "
                f"{there[at][worst]} people can be there; short in {_hours_of(horizon, lack > 0)}"
            )
    anywhere = np.sum([mask.any(axis=0) for mask in where.values()], axis=0)
    lack = np.sum([need.required for need in requirement.roles.values()], axis=0) - anywhere
    if (lack > 0).any():
        worst = int(np.argmax(lack))
        yield (
            f"all roles together need {anywhere[worst] + lack[worst]} people at "
            f"{_clock(horizon, worst)}, {anywhere[worst]} can be there; "
            f"short in {_hours_of(horizon, lack > 0)}"
        )


def _hours(people: Sequence[Person], requirement: Requirement) -> Iterator[str]:
    """Contract hours far from the hours required."""
    horizon = requirement.horizon
    slot = horizon.slot_minutes / 60
    needed = sum(float(need.required.sum()) for need in requirement.roles.values()) * slot
    weeks = horizon.days / 7
    least = sum(person.hours_min for person in people) * weeks
    most = sum(person.hours_max for person in people) * weeks
    if needed > most:
        yield f"{needed:.0f} hours are required, contracts allow {most:.0f} at most"
    if least > needed * MOST_HOURS_OVER:
        yield f"contracts promise {least:.0f} hours at least, {needed:.0f} are required"


def _idle_hours(requirement: Requirement) -> Iterator[str]:
    """Open hours in which no customer is expected, by weekday."""
    horizon = requirement.horizon
    loads = [need.workload for need in requirement.roles.values() if need.workload is not None]
    if not loads:
        return
    idle = requirement.open & (np.sum(loads, axis=0) <= 0)
    for first, end in _runs(idle):
        until = horizon.local(horizon.instant(end))
        yield f"open {_clock(horizon, first)} to {until:%H:%M}, but no customers are expected"


def _nobody_meant(store: Store) -> Iterator[str]:
    """Rules about tags, contracts or people that nobody has or is; those of laws may be."""
    tags = frozenset[str]().union(*(person.tags for person in store.people))
    contracts = frozenset(person.contract for person in store.people)
    people = frozenset(person.id for person in store.people)
    for rule in (each for each in store.rules if "/" not in each.key):
        meant = (("tag", rule.who.tags, tags), ("contract", rule.who.contracts, contracts))
        for kind, wanted, known in (*meant, ("employee", rule.who.people, people)):
            for name in wanted:
                if name not in known:
                    yield f"rule {rule.key} is about the {kind} {name!r}, which nobody has"
        tag = getattr(rule, "tag", None)
        if isinstance(tag, str) and tag not in tags:
            yield f"rule {rule.key} asks for the tag {tag!r}, which nobody has"
    for role in store.roles:
        if not any(role in person.roles for person in store.people):
            yield f"nobody can work as {role}"


def _clock(horizon: Horizon, slot: int) -> str:
    return f"{horizon.local(horizon.instant(slot)):%a %H:%M}"


def _hours_of(horizon: Horizon, slots: Bools) -> str:
    return f"{float(slots.sum()) * horizon.slot_minutes / 60:g} h of the week"


def _runs(mask: Bools) -> Iterable[tuple[int, int]]:
    """The stretches of true slots, end exclusive."""
    edges = np.flatnonzero(np.diff(mask.astype(np.int8), prepend=0, append=0))
    return ((int(first), int(end)) for first, end in zip(edges[::2], edges[1::2], strict=True))
