"""Why things are not met, as far as that is seen without a search: in every plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from time import monotonic

from staffopt.domain.explanation import Conflict
from staffopt.domain.plan import Plan
from staffopt.domain.violation import Violation
from staffopt.explaining.hurdles import hurdles
from staffopt.explaining.those_it_takes import those_it_takes
from staffopt.explaining.unmet_sentences import conflict_text, others_listed
from staffopt.explaining.week import Week, week_of
from staffopt.inputs.store import Store

MOST_TOLD = 5
"""Things not met that are looked into, the dearest first."""
MOST_PEOPLE = 12
"""People who are shown at a moment, one by one."""
SHARE, LONGEST = 0.05, 3.0
"""Seconds until the last is begun: a share of the search's, and at most so many."""


def with_reasons(plan: Plan, store: Store, seconds: float | None = None) -> Plan:
    """Return a plan whose dearest unmet things say what stands in the way, where that is plain.

    Rules that cannot hold together with a thing, or what keeps those whom it takes; nothing is
    searched and no mend tried, as `explain` does. `seconds` were given for the plan's search: then
    the clock ends it. Notes say what was left out.
    """
    priced = [each for each in plan.violations if each.price is not None]
    priced.sort(key=lambda each: -(each.price or 0))
    if not priced:
        return plan
    week, told = week_of(plan, store), dict[Violation, Violation]()
    ends = None if seconds is None else monotonic() + min(SHARE * seconds, LONGEST)
    dearest = priced[:MOST_TOLD]
    for each in dearest:
        if ends is not None and monotonic() > ends:
            break
        told[each] = replace(each, why=_why(week, plan, each, store.currency))
    late = len(set(dearest)) - len(told)
    cheaper = len(set(priced)) - len(set(dearest))
    return replace(
        plan,
        violations=tuple(told.get(each, each) for each in plan.violations),
        notes=(*plan.notes, *_left_out(late, cheaper)),
    )


def _left_out(late: int, cheaper: int) -> Iterator[str]:
    """Of how many things the reasons were left out: for the clock, and as not among the dearest."""
    if late:
        what = "1 thing is" if late == 1 else f"{late} things are"
        yield f"why {what} not met was not looked into in time; explain --unmet says why"
    if cheaper:
        what = "1 cheaper thing is" if cheaper == 1 else f"{cheaper} cheaper things are"
        yield f"why {what} not met was not looked into, only the {MOST_TOLD} dearest are"


def _why(week: Week, plan: Plan, violation: Violation, currency: str) -> str:
    """What stands in the way of one thing; empty where that is not plain."""
    if not any(rule.key == violation.rule for rule in week.rules):
        return ""
    for standing in (None, plan.roster):
        found = hurdles(week, violation, standing)
        if found.hurdles:
            stands = standing is not None
            conflict = Conflict(violation, found.hurdles, None, (), stands, (), found.proven)
            return conflict_text(conflict, week.problem).rstrip(".")
    people = those_it_takes(week, plan.roster, violation, billed=0, most=MOST_PEOPLE)
    listed = others_listed(violation, people, currency)
    return f"Those it takes, each alone: {listed}" if len(people) > 1 else listed
