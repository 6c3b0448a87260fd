"""Samples of the rule training_held, and the bugs planted in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
from tests.rules.planting import Bug, checks_on, each
from tests.rules.sample import Change, Sample

from staffopt.domain.problem import Problem
from staffopt.rules.training_held import TrainingHeld


def _dues(by: int) -> Change:
    return lambda problem: replace(
        problem,
        needs=tuple(
            replace(need, due=need.due and need.due + timedelta(days=by)) for need in problem.needs
        ),
    )


def _no_prerequisites(problem: Problem) -> Problem:
    courses = tuple(replace(course, prerequisites=()) for course in problem.courses)
    return replace(problem, courses=courses)


def _no_blackout(problem: Problem) -> Problem:
    return replace(problem, courses=tuple(replace(c, blackout=()) for c in problem.courses))


def _no_dues(problem: Problem) -> Problem:
    return replace(problem, needs=tuple(replace(need, due=None) for need in problem.needs))


SAMPLES: tuple[Sample, ...] = (Sample(TrainingHeld(), narrower=_dues(-1), wider=_dues(1)),)


BUGS = (
    Bug("training_held", "shape", "allows any time", each("holds", starts=np.ones_like)),
    Bug("training_held", "shape", "takes < for <=", each("holds", group_max=lambda n: n - 1)),
    Bug("training_held", "shape", "forgets order", each("holds", prerequisites=lambda _: ())),
    Bug("training_held", "check", "forgets order", checks_on(_no_prerequisites)),
    Bug("training_held", "check", "forgets blackouts", checks_on(_no_blackout)),
    Bug("training_held", "check", "forgets due dates", checks_on(_no_dues)),
)
