"""Samples of the rule someone_in_charge, and the bugs planted in it."""

from __future__ import annotations

from dataclasses import replace

from tests.rules.planting import Bug, checks_on, checks_with, each
from tests.rules.sample import Sample
from tests.rules.shared_mistakes import work_only

from staffopt.domain.problem import Problem
from staffopt.rules.someone_in_charge import SomeoneInCharge


def _always_open(problem: Problem) -> Problem:
    need = problem.requirement
    return replace(problem, requirement=replace(need, open=need.staffed))


SAMPLES: tuple[Sample, ...] = (
    Sample(SomeoneInCharge(least=2), SomeoneInCharge(least=3), SomeoneInCharge(least=1)),
    Sample(SomeoneInCharge(during="staffed")),
)


BUGS = (
    Bug("someone_in_charge", "shape", "asks one fewer", each("together", least=lambda n: n - 1)),
    Bug("someone_in_charge", "check", "counts breaks as duty", checks_on(roster=work_only)),
    Bug("someone_in_charge", "check", "reads staffed hours", checks_on(_always_open)),
    Bug("someone_in_charge", "check", "asks the wrong price", checks_with(price=lambda p: p + 1)),
)
