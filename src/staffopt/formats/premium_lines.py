"""What a plan owes on top of wages, by rule and day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from staffopt.domain.plan import Plan
from staffopt.domain.premium_line import PremiumLine


def by_person(plan: Plan) -> bool:
    """Whether a plan knows who is owed what: one read from files without pay does not."""
    return bool(plan.claims) or not plan.premiums


def by_day(plan: Plan) -> tuple[PremiumLine, ...]:
    """A line for each day on which claims begin, and rule.

    They are the plan's own, where it was read from files without pay.
    """
    if not plan.claims:
        return plan.premiums
    date_of = plan.problem.horizon.date_of
    return _summed(
        PremiumLine(date_of(one.start), one.rule, one.citation, 1, one.amount)
        for one in plan.claims
    )


def by_rule(plan: Plan) -> tuple[PremiumLine, ...]:
    """A line for each rule."""
    return _summed(
        PremiumLine(None, one.rule, one.citation, one.times, one.amount) for one in by_day(plan)
    )


def _summed(lines: Iterable[PremiumLine]) -> tuple[PremiumLine, ...]:
    """Lines of one day, rule and citation made one, in this order."""
    alike: dict[tuple[date | None, str, str], list[PremiumLine]] = defaultdict(list)
    for line in lines:
        alike[line.day, line.rule, line.citation].append(line)
    found = (
        PremiumLine(*key, sum(one.times for one in some), sum(one.amount for one in some))
        for key, some in alike.items()
    )
    return tuple(sorted(found, key=lambda one: (one.day or date.min, one.rule, one.citation)))
