"""Samples of the rule trainer_present, and the bugs planted in it."""

from __future__ import annotations

from dataclasses import replace

from tests.rules.planting import Bug, checks_on, each
from tests.rules.sample import Sample

from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.rules.trainer_present import TrainerPresent


def _no_rooms(roster: Roster) -> Roster:
    return replace(roster, sessions=tuple(replace(s, room=None) for s in roster.sessions))


def _anybody_trains(problem: Problem) -> Problem:
    courses = tuple(replace(course, trainers=()) for course in problem.courses)
    return replace(problem, courses=courses)


SAMPLES: tuple[Sample, ...] = (Sample(TrainerPresent()),)


BUGS = (
    Bug(
        "trainer_present",
        "shape",
        "lets anybody train",
        each("holds", trainers=lambda _: ("p0", "p1", "p2", "p3")),
    ),
    Bug("trainer_present", "shape", "needs no trainer", each("holds", trainers=lambda _: ())),
    Bug("trainer_present", "check", "forgets rooms", checks_on(roster=_no_rooms)),
    Bug("trainer_present", "check", "lets anybody train", checks_on(_anybody_trains)),
)
