"""A rule that holds for everybody but one person, and one that costs a hundred times as much."""

from __future__ import annotations

from staffopt.explaining.week import Week
from staffopt.rules.base import Rule

TIMES = 100
"""A price so many times as high is paid only where nothing else is left."""


def waived(week: Week, key: str, person_id: str) -> Week:
    """The week with one rule not about one person."""
    people = tuple(each.id for each in week.problem.people)
    return week.changed(key, lambda rule: _but(rule, person_id, people))


def dear(week: Week, key: str) -> Week:
    """The week with all prices of one rule a hundred times as high."""
    return week.changed(key, _dear)


def _but(rule: Rule, person_id: str, people: tuple[str, ...]) -> Rule:
    left = tuple(each for each in rule.who.people or people if each != person_id)
    who = rule.who.model_copy(update={"people": left or ("",)})
    return rule.model_copy(update={"who": who})


def _dear(rule: Rule) -> Rule:
    fields = [name for name in type(rule).model_fields if "price" in name]
    prices = {name: getattr(rule, name) for name in fields}
    dearer = {name: TIMES * each for name, each in prices.items() if isinstance(each, float | int)}
    return rule.model_copy(update=dearer)
