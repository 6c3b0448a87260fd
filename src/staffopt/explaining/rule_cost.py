"""What a rule costs a week: searched again without it."""

from __future__ import annotations

from dataclasses import replace

from staffopt.domain.explanation import RuleCost
from staffopt.domain.roster import Roster
from staffopt.errors import ConfigError, one_of, shown
from staffopt.errors import Problem as Fault
from staffopt.explaining.day_changes import day_changes
from staffopt.explaining.difference import Effort, compared
from staffopt.explaining.week import Week
from staffopt.rules.base import Rule

OWN_WORDS = ("policy", "contract", "wish")
"""What the citation of a rule that is no law speaks of."""


def rule_cost(week: Week, roster: Roster, name: str, effort: Effort) -> RuleCost:
    """What the week would cost without one rule, also a legal one: that is what keeping it costs.

    `name` is a rule's id; a type's name stands for all its rules.
    """
    left_out = _named(week, name)
    free = week.without(*(rule.key for rule in left_out))
    found = compared(week, free, roster, replace(effort, near=False))
    if found is None:
        raise ConfigError(Fault("the plan", "a hard rule is broken", "a legal roster"))
    breaches = [
        each.message for rule in left_out for each in rule.check(week.problem, found.roster)
    ]
    citation = "; ".join(dict.fromkeys(rule.citation for rule in left_out if rule.citation))
    return RuleCost(
        rule=name,
        promise="; ".join(dict.fromkeys(_promise(rule) for rule in left_out)),
        citation=citation,
        law=any(_is_law(rule) for rule in left_out),
        hard=not any(rule.has_price for rule in left_out),
        difference=found.difference,
        breaches=tuple(breaches),
        changes=day_changes(week.problem, roster, found.roster),
        roster=found.roster,
    )


def _named(week: Week, name: str) -> list[Rule]:
    """The rules of an id or else of a type."""
    found = [rule for rule in week.rules if rule.key == name]
    found = found or [rule for rule in week.rules if rule.name == name]
    if not found:
        known = one_of(name, [rule.key for rule in week.rules])
        raise ConfigError(Fault("rule", f"no rule {shown(name)} in the store", known))
    return found


def _is_law(rule: Rule) -> bool:
    """Whether a rule cites more than the store's own policy or contracts."""
    cited = [part.strip().lower() for part in rule.citation.split(";") if part.strip()]
    own = [part for part in cited if any(word in part for word in OWN_WORDS)]
    return len(own) < len(cited)


def _promise(rule: Rule) -> str:
    """The first line of a rule's page."""
    return (type(rule).__doc__ or rule.name).strip().splitlines()[0]
