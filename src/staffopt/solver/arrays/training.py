"""Courses, needs and the sessions that could be held, as arrays for the compiled search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Ints
from staffopt.domain.problem import Problem
from staffopt.domain.shapes import Holding
from staffopt.domain.training import TrainingNeed
from staffopt.solver.asked.answers import SCALE, Answers


class Training(NamedTuple):
    """C courses, I needs, S session places; each session place belongs to one course."""

    course_slots: Ints
    start_first: Ints
    """C + 1: where a course's allowed starts begin in `starts`."""
    starts: Ints
    trainer: NDArray[np.bool_]
    """C x P."""
    needs_trainer: NDArray[np.bool_]
    room: Ints
    """C: room number, -1 for none."""
    group_min: Ints
    group_max: Ints
    need_person: Ints
    need_course: Ints
    need_price: Ints
    need_due: Ints
    """I: slot by which the session must have ended."""
    need_after: Ints
    """I x A: needs of the same person that must be held before, -1 padded."""
    session_course: Ints
    share: int
    """Trainees per hundred people on duty of one main role."""
    store_most: int


def training_arrays(answers: Answers) -> Training:
    """Pack the shapes `holds` and `staggers` and the problem's needs."""
    problem = answers.problem
    holdings = [holding for _, holding in answers.holdings.values()]
    index = {course: c for c, course in enumerate(answers.holdings)}
    needs = listed_needs(answers)
    people = {person.id: p for p, person in enumerate(problem.people)}
    rooms = sorted({holding.room for holding in holdings if holding.room})
    starts = [np.flatnonzero(holding.starts) for holding in holdings]
    staggers = [stagger for _, stagger in answers.staggers]
    stores = [stagger.store_most for stagger in staggers if stagger.store_most is not None]
    return Training(
        course_slots=np.array([holding.slots for holding in holdings], np.int64),
        start_first=np.cumsum([0, *(len(each) for each in starts)]).astype(np.int64),
        starts=np.concatenate([*starts, np.zeros(0, np.int64)]).astype(np.int64),
        trainer=np.array(
            [[p.id in holding.trainers for p in problem.people] for holding in holdings], bool
        ).reshape(len(holdings), len(problem.people)),
        needs_trainer=np.array([bool(holding.trainers) for holding in holdings], bool),
        room=np.array([rooms.index(h.room) if h.room else -1 for h in holdings], np.int64),
        group_min=np.array([holding.group_min for holding in holdings], np.int64),
        group_max=np.array([holding.group_max for holding in holdings], np.int64),
        need_person=np.array([people[need.person_id] for need in needs], np.int64),
        need_course=np.array([index[need.course_id] for need in needs], np.int64),
        need_price=np.array(
            [holdings[index[n.course_id]].prices[n.person_id] * SCALE for n in needs], np.int64
        ),
        need_due=np.array([_due_slot(problem, need) for need in needs], np.int64),
        need_after=_after(holdings, needs),
        session_course=_places(holdings, needs),
        share=min((stagger.share_percent for stagger in staggers), default=100),
        store_most=min(stores, default=len(problem.people)),
    )


def listed_needs(answers: Answers) -> list[TrainingNeed]:
    """The needs that can be met, in the order of the arrays."""
    problem = answers.problem
    return [
        need
        for need in problem.needs
        if need.course_id in answers.holdings and need.person_id in problem.person
    ]


def _due_slot(problem: Problem, need: TrainingNeed) -> int:
    """The slot by which a session must have ended; 0 when the date is past."""
    horizon = problem.horizon
    if need.due is None or need.due > horizon.dates[-1]:
        return horizon.slots
    return horizon.day_starts[max((need.due - horizon.first).days + 1, 0)]


def _after(holdings: Sequence[Holding], needs: Sequence[TrainingNeed]) -> Ints:
    wanted = {holding.course_id: holding.prerequisites for holding in holdings}
    before = [
        [
            j
            for j, other in enumerate(needs)
            if other.person_id == need.person_id and other.course_id in wanted[need.course_id]
        ]
        for need in needs
    ]
    width = max([1, *(len(each) for each in before)])
    table = np.full((len(needs), width), -1, np.int64)
    for i, each in enumerate(before):
        table[i, : len(each)] = each
    return table


def _places(holdings: Sequence[Holding], needs: Sequence[TrainingNeed]) -> Ints:
    """One session place for each least group that the needs of a course could fill."""
    places: list[int] = []
    for c, holding in enumerate(holdings):
        wanted = sum(need.course_id == holding.course_id for need in needs)
        places += [c] * (wanted // max(holding.group_min, 1))
    return np.array(places, np.int64)
