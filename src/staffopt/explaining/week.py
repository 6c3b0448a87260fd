"""The terms of a week: facts, rules and goals, on which rosters are billed and searched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from staffopt.auditor import bill
from staffopt.domain.plan import Plan
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.goals.base import Goal
from staffopt.inputs.store import Store
from staffopt.rules.base import Rule


@dataclass(frozen=True)
class Week:
    """One problem with its rules and enabled goals."""

    problem: Problem
    rules: tuple[Rule, ...]
    goals: tuple[Goal, ...]

    def bill(self, roster: Roster) -> dict[str, int] | None:
        """What a roster costs by component; None where it breaks a hard rule."""
        costs, _, violations = bill(roster, self.problem, self.rules, self.goals)
        return None if any(each.hard for each in violations) else costs

    def without(self, *keys: str) -> Week:
        """The same week without some rules."""
        return replace(self, rules=tuple(rule for rule in self.rules if rule.key not in keys))

    def changed(self, key: str, change: Callable[[Rule], Rule]) -> Week:
        """The same week with one rule changed."""
        rules = (change(rule) if rule.key == key else rule for rule in self.rules)
        return replace(self, rules=tuple(rules))

    def with_rule(self, rule: Rule) -> Week:
        """The same week with one rule more."""
        return replace(self, rules=(*self.rules, rule))


def week_of(plan: Plan, store: Store) -> Week:
    """The terms of a plan: its need and past, the store's people, rules and goals.

    The people are the store's because a plan's files hold no wages.
    """
    problem = replace(plan.problem, people=store.people_of(plan.problem.horizon))
    return Week(problem, store.rules, tuple(goal for goal in store.goals if goal.enabled))


def more(costs: Mapping[str, int], than: Mapping[str, int]) -> dict[str, int]:
    """By component, what one bill is more than another; equal components are left out."""
    names = dict.fromkeys([*than, *costs])
    found = {name: costs.get(name, 0) - than.get(name, 0) for name in names}
    return {name: amount for name, amount in found.items() if amount}
