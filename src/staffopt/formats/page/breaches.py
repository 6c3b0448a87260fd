"""What a plan does not keep, for the page."""

from __future__ import annotations

from dataclasses import dataclass

from staffopt.domain.plan import Plan
from staffopt.domain.violation import Violation
from staffopt.formats.cells import person_name, readable_amount, words
from staffopt.formats.page.dates import moment_text
from staffopt.formats.plan_file import shared_violations


@dataclass(frozen=True)
class Breach:
    """A rule that is not kept."""

    rule: str
    when: str
    who: str
    price: str
    message: str
    citation: str
    hard: bool
    mend: str
    why: str


def breaches(plan: Plan) -> tuple[Breach, ...]:
    """Return what is not kept, hard first, then the dearest; what is owed to a person last."""
    horizon, currency = plan.roster.horizon, plan.problem.currency
    found = shared_violations(plan)
    return tuple(
        Breach(
            words(one.rule),
            moment_text(horizon, one.start, one.end),
            person_name(plan, one.person_id),
            _price(one, currency),
            one.message,
            one.citation,
            one.hard,
            one.mend,
            one.why,
        )
        for one in sorted(found, key=lambda one: (not one.hard, -(one.price or 0)))
    )


def _price(one: Violation, currency: str) -> str:
    """Return the price, or a word for what has none on the page."""
    if one.pay:
        return "owed"
    return "hard" if one.price is None else readable_amount(one.price, currency)
