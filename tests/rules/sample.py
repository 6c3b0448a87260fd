"""A rule with settings that random worlds meet exactly, and the settings a step to each side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from staffopt.domain.people import Person
from staffopt.domain.problem import Problem
from staffopt.rules.base import Rule

Change = Callable[[Problem], Problem]


@dataclass(frozen=True)
class Sample:
    """A rule, and its neighbours by settings or by facts; None where nothing is counted."""

    rule: Rule
    tighter: Rule | None = None
    looser: Rule | None = None
    narrower: Change | None = None
    wider: Change | None = None


def each_person(change: Callable[[Person], Person]) -> Change:
    """The same change to everybody."""
    return lambda problem: replace(problem, people=tuple(change(p) for p in problem.people))
