"""Samples of the rule training_staggered, and the bugs planted in it."""

from __future__ import annotations

from dataclasses import replace

from tests.rules.planting import Bug, checks_on, each
from tests.rules.sample import Sample

from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.rules.training_staggered import TrainingStaggered


def _trainers_attend(roster: Roster) -> Roster:
    """Trainers are counted as trainees."""
    return replace(
        roster,
        sessions=tuple(
            replace(s, attendees=tuple({*s.attendees, *([s.trainer_id] if s.trainer_id else [])}))
            for s in roster.sessions
        ),
    )


def _small_groups(problem: Problem) -> Problem:
    return replace(problem, courses=tuple(replace(c, group_min=1) for c in problem.courses))


SAMPLES: tuple[Sample, ...] = (
    Sample(TrainingStaggered(share_percent=100), tighter=TrainingStaggered(share_percent=99)),
    Sample(TrainingStaggered(share_percent=99), looser=TrainingStaggered(share_percent=100)),
    Sample(
        TrainingStaggered(store_most=2),
        TrainingStaggered(store_most=1),
        TrainingStaggered(store_most=3),
    ),
)


BUGS = (
    Bug(
        "training_staggered",
        "shape",
        "rounds up",
        each("staggers", share_percent=lambda n: n + 1),
        1,
    ),
    Bug(
        "training_staggered",
        "shape",
        "allows more",
        each("staggers", store_most=lambda n: n + 1),
        2,
    ),
    Bug("training_staggered", "check", "counts trainers", checks_on(roster=_trainers_attend), 2),
    Bug("training_staggered", "check", "forgets large groups", checks_on(_small_groups), 2),
)
