"""What too few people, or too many, cost in service."""

from __future__ import annotations

from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.goals.base import Goal


class Service(Goal):
    """Every slot costs the loss of its number of people on duty, role by role.

    Why: customers who wait are worth money, and leave.
    Example: a quarter of an hour in which one cashier instead of two loses 12.00 by the requirement
    costs 12.00. The search reads the loss table of the requirement itself.
    """

    name = "service"

    def value(self, problem: Problem, roster: Roster) -> int:
        total = 0
        for role, need in problem.requirement.roles.items():
            cover = roster.cover(role)
            total += sum(need.loss_of(slot, int(people)) for slot, people in enumerate(cover))
        return total
