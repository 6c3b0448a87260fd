"""Do a rule's shapes and its check say the same about a roster?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from tests.rules.split_reader import read_splits
from tests.shape_reader import Blame, read, read_trainers, two_a_day
from tests.worlds import World, told_late, with_second_shifts, world

from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.violation import Violation
from staffopt.rules.base import Rule
from staffopt.rules.change_premium import ChangePremium
from staffopt.rules.one_shift_a_day import OneShiftADay
from staffopt.rules.publication import Publication
from staffopt.rules.split_shift import SplitShift
from staffopt.rules.trainer_present import TrainerPresent
from staffopt.rules.training_held import TrainingHeld

SEEDS = range(100)
BY_SLOT = ("training_held", "training_staggered", "trainer_present")
BY_INTERVAL = ("someone_in_charge", "minor_with_adult", "presence")
CHECK_ONLY = ("split_shift",)
"""Rules without shapes: a second reading of the roster stands in for what the search is told."""
BY_SHIFT = ("skill_for_role", "eligibility", "role_block")
SOON = "gap_premium"
"""Pays for shifts: they are what it blames."""
PREMIUMS = ("overtime_tiers", "time_premium")
"""Rules that only pay: whom they owe something counts as whom they blame."""


@dataclass(frozen=True)
class Verdict:
    """Whom a rule blames, and the price, in 1/60 of a hundredth, give or take the rounding."""

    blames: frozenset[Blame]
    price: int
    rounding: int = 0

    def agrees(self, other: Verdict) -> bool:
        near = abs(self.price - other.price) <= self.rounding + other.rounding
        return self.blames == other.blames and near


def worlds_of(rule: Rule) -> tuple[World, ...]:
    """The worlds on which a rule is tried; one that pays or forbids changes sees them told late."""
    if isinstance(rule, OneShiftADay | SplitShift):
        return _changed(with_second_shifts)
    if isinstance(rule, ChangePremium | Publication):
        return _changed(told_late)
    return tuple(world(seed) for seed in SEEDS)


@cache
def _changed(change: Callable[[World, int], World]) -> tuple[World, ...]:
    """All worlds with one kind of change, made once."""
    return tuple(change(world(seed), seed) for seed in SEEDS)


def by_shapes(rule: Rule, problem: Problem, roster: Roster, told: TrainingHeld) -> Verdict:
    """What the search is told; `told` says where and by whom sessions may be held."""
    if isinstance(rule, TrainerPresent):
        return Verdict(read_trainers(list(told.holds(problem)), problem, roster).blames, 0)
    reading = read(rule, problem, roster)
    extra: frozenset[Blame] = frozenset()
    if isinstance(rule, OneShiftADay):
        extra = two_a_day(roster)
    elif isinstance(rule, SplitShift):
        extra = read_splits(rule, problem, roster)
    if rule.name in PREMIUMS:
        extra = frozenset((person, problem.horizon.first) for person in reading.paid)
    return Verdict(reading.blames | extra, reading.breaches + reading.tiers)


def by_check(rule: Rule, problem: Problem, roster: Roster) -> Verdict:
    """What the audit says."""
    violations = list(rule.check(problem, roster))
    claims = list(rule.pays(problem, roster))
    blames = frozenset(blame for each in violations for blame in _blames(each, problem, roster))
    if rule.name in PREMIUMS:
        alone = ((each.id, replace(problem, people=(each,))) for each in problem.people)
        dearer = {name for name, one in alone if rule.overpriced(one, roster)}
        owed = dearer.union(each.person_id for each in claims)
        blames = frozenset((person, problem.horizon.first) for person in owed)
    if rule.name == SOON:
        days = [problem.horizon.date_of(each.start) for each in claims]
        blames = frozenset((c.person_id, day) for c, day in zip(claims, days, strict=True))
    price = sum(each.price or 0 for each in violations) + sum(each.amount for each in claims)
    price += rule.overpriced(problem, roster)
    return Verdict(blames, 60 * price, 30 * (len(violations) + len(claims)))


def _blames(violation: Violation, problem: Problem, roster: Roster) -> list[Blame]:
    """A violation's person and date, or its slots where a moment is meant."""
    horizon, person = problem.horizon, violation.person_id
    assert violation.start is not None
    first = horizon.slot(violation.start)
    if violation.rule in BY_SLOT:
        return [(person, first)]
    if violation.rule in BY_INTERVAL:
        assert violation.end is not None
        return [(person, slot) for slot in range(first, horizon.slot(violation.end))]
    start = violation.start
    if violation.rule in BY_SHIFT:
        (start,) = (s.start for s in roster.of(person or "") if s.start <= start < s.end)
    day: date = horizon.date_of(start)
    return [(person, day)]
