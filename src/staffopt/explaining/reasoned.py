"""A plan whose violations say why they are not met, and what would mend them."""

from __future__ import annotations

from dataclasses import replace

from staffopt.domain.explanation import Conflict
from staffopt.domain.plan import Plan
from staffopt.domain.problem import Problem
from staffopt.domain.violation import Violation
from staffopt.explaining.difference import SEEDS, Effort
from staffopt.explaining.unmet import unmet
from staffopt.explaining.unmet_sentences import conflict_text, mends_listed
from staffopt.explaining.week import week_of
from staffopt.inputs.store import Store


def reasoned(plan: Plan, store: Store, *, iterations: int | None = None) -> Plan:
    """Return a plan whose dearest violations say why they stand and what would mend them.

    Conflicts and mends are those of `explain(plan, store, unmet=True)`; roster and costs stay.
    """
    effort = Effort(SEEDS[:1], iterations)
    week = week_of(plan, store)
    found = unmet(week, plan.roster, plan.violations, effort)
    told = {each.violation: _told(each, week.problem) for each in found.conflicts}
    return replace(plan, violations=tuple(told.get(each, each) for each in plan.violations))


def _told(found: Conflict, problem: Problem) -> Violation:
    """The violation with its reason; what the rule itself says of mending goes first."""
    listed = mends_listed(found, problem.currency)
    mend = "; ".join(each for each in (found.violation.mend, listed) if each)
    why = conflict_text(found, problem).rstrip(".")
    return replace(found.violation, why=why, mend=mend)
