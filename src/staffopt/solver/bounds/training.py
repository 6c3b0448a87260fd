"""Training in the relaxation: a need is met by time that is not worked, or costs its price."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from staffopt.domain.training import TrainingNeed
from staffopt.solver.asked.answers import SCALE, Answers
from staffopt.solver.bounds.cover import blocks_of_days
from staffopt.solver.bounds.linear_program import LinearProgram
from staffopt.solver.model.training import due_slot, need_price

TRAINING = "training"


@dataclass(frozen=True)
class Absence:
    """A column that takes a person from work for so many slots, from one of some first slots on."""

    column: int
    slots: int
    starts: tuple[int, ...]


Away = Mapping[tuple[str, int], list[Absence]]
"""(Person, first day of a block of days) -> what training takes."""


def training_columns(program: LinearProgram, answers: Answers) -> Away:
    """Seats by need and block of days, sessions and trainers by course and block.

    Valid: a session that is held takes each attendee's and the trainer's slots from work, has least
    and largest groups, and meets a need only in time. When in the block it is, is left open.
    """
    taken: dict[tuple[str, int], list[Absence]] = defaultdict(list)
    first = blocks_of_days(answers)
    day = answers.problem.horizon.slot_day
    for course, (_, holding) in answers.holdings.items():
        needs = [n for n in answers.problem.needs if n.course_id == course]
        needs = [n for n in needs if n.person_id in answers.problem.person]
        starts: dict[int, list[int]] = defaultdict(list)
        for slot in np.flatnonzero(holding.starts).tolist():
            starts[first[int(day[slot])]].append(slot)
        seats: dict[int, list[int]] = defaultdict(list)
        for need in needs:
            program.constant(TRAINING, need_price(answers, need) * SCALE)
            _seat(program, answers, need, starts, seats, taken)
        for block, columns in seats.items():
            sessions = program.add(TRAINING, 0.0, float(len(columns)))
            both = [*columns, *sessions]
            ones = [1.0] * len(columns)
            program.row(both, [*ones, -float(holding.group_min)], least=0.0)
            program.row(both, [*ones, -float(holding.group_max)], most=0.0)
            trainers = [t for t in holding.trainers if t in answers.people]
            if holding.trainers:
                give = [program.add(TRAINING, 0.0, float(len(columns))) for _ in trainers]
                for trainer, column in zip(trainers, give, strict=True):
                    away = Absence(int(column[0]), holding.slots, tuple(starts[block]))
                    taken[trainer, block].append(away)
                where = [*(int(c[0]) for c in give), *sessions]
                program.row(where, [1.0] * len(give) + [-1.0], least=0.0, most=0.0)
    return taken


def _seat(
    program: LinearProgram,
    answers: Answers,
    need: TrainingNeed,
    starts: Mapping[int, list[int]],
    seats: dict[int, list[int]],
    taken: dict[tuple[str, int], list[Absence]],
) -> None:
    """Columns by which a need is met, in time or late, in each block of days."""
    slots = answers.holdings[need.course_id][1].slots
    due = due_slot(answers, need)
    full = need_price(answers, need)
    own: list[int] = []
    for block, here in starts.items():
        for price in sorted({full if s + slots <= due else 0 for s in here}):
            column = int(program.add(TRAINING, -float(price * SCALE), 1.0)[0])
            own.append(column)
            seats[block].append(column)
            when = tuple(s for s in here if price == (full if s + slots <= due else 0))
            taken[need.person_id, block].append(Absence(column, slots, when))
    if own:
        program.row(own, 1.0, most=1.0)
