"""Two rosters of the same weeks, billed on the same terms, side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from staffopt.domain.plan import Plan
from staffopt.domain.service_difference import ServiceDifference, service_difference


@dataclass(frozen=True)
class PersonHours:
    """One person's paid minutes in two rosters."""

    person_id: str
    name: str
    minutes: int
    other_minutes: int


@dataclass(frozen=True)
class SideBySide:
    """A roster and another of the same weeks, both audited on the same terms."""

    plan: Plan
    other: Plan

    @property
    def costs(self) -> dict[str, tuple[int, int]]:
        """Each component's amount in both, in the first one's order."""
        names = dict.fromkeys((*self.plan.costs, *self.other.costs))
        return {n: (self.plan.costs.get(n, 0), self.other.costs.get(n, 0)) for n in names}

    @property
    def breaches(self) -> dict[str, tuple[int, int]]:
        """How often each rule is broken in both, where it is at all."""
        one, other = (
            Counter(each.rule for each in plan.violations) for plan in (self.plan, self.other)
        )
        return {rule: (one[rule], other[rule]) for rule in sorted({*one, *other})}

    @property
    def hours(self) -> tuple[PersonHours, ...]:
        """Everybody's paid minutes in both, in the store's order."""
        return tuple(
            PersonHours(
                person.id,
                person.name,
                sum(shift.paid_minutes for shift in self.plan.roster.of(person.id)),
                sum(shift.paid_minutes for shift in self.other.roster.of(person.id)),
            )
            for person in self.plan.problem.people
        )

    @property
    def service(self) -> dict[str, ServiceDifference]:
        """What customers get of the first roster over the other, role by role, where both played.

        Both meet the same random weeks, so the errors are of the differences.
        """
        one, other = self.plan.stress_test, self.other.stress_test
        if one is None or other is None:
            return {}
        return {
            role: service_difference(played.weeks, other.roles[role].weeks)
            for role, played in one.roles.items()
            if role in other.roles
        }
