"""What a plan owes on top of wages, by rule and day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from staffopt.domain.plan import Plan
from staffopt.domain.violation import PayClaim


@dataclass(frozen=True, slots=True)
class PremiumLine:
    """What one rule's claims come to, on one day or (None) on all; money in hundredths."""

    day: date | None
    rule: str
    citation: str
    times: int
    amount: int


def by_day(plan: Plan) -> tuple[PremiumLine, ...]:
    """A line for each day on which claims begin, and rule."""
    return _lines(plan, lambda claim: plan.problem.horizon.date_of(claim.start))


def by_rule(plan: Plan) -> tuple[PremiumLine, ...]:
    """A line for each rule."""
    return _lines(plan, lambda _: None)


def _lines(plan: Plan, day_of: Callable[[PayClaim], date | None]) -> tuple[PremiumLine, ...]:
    claims: dict[tuple[date | None, str, str], list[PayClaim]] = defaultdict(list)
    for claim in plan.claims:
        claims[day_of(claim), claim.rule, claim.citation].append(claim)
    lines = (
        PremiumLine(*key, len(some), sum(claim.amount for claim in some))
        for key, some in claims.items()
    )
    return tuple(sorted(lines, key=lambda one: (one.day or date.min, one.rule, one.citation)))
