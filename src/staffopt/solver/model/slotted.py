"""A shift cut into slots, as models see it, and written out again as blocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.problem import Problem
from staffopt.domain.shifts import Activity, Block, Shift

BREAK = -1
TRAINING = -2
NOTHING = -3


@dataclass(frozen=True)
class Taken:
    """One break as taken: its first slot, true minutes and pay."""

    slot: int
    minutes: int
    paid: bool


@dataclass(frozen=True)
class Slotted:
    """One shift: `doing` has for each slot a role number, BREAK or TRAINING.

    `sessions` are (first slot, minutes, session id).
    """

    day: int
    start: int
    end: int
    doing: NDArray[np.int64]
    breaks: tuple[Taken, ...]
    sessions: tuple[tuple[int, int, str], ...]

    def at(self, slot: int) -> int:
        """What the person does in a slot; NOTHING outside the shift."""
        return int(self.doing[slot - self.start]) if self.start <= slot < self.end else NOTHING


def slotted(problem: Problem, shift: Shift) -> Slotted:
    """Cut a shift into slots: a break or session takes every slot it touches, work whole slots."""
    horizon = problem.horizon
    start, end = horizon.slot(shift.start), horizon.slot_up(shift.end)
    doing = np.full(end - start, NOTHING, np.int64)
    for block in shift.of(Activity.WORK):
        role = problem.roles.index(block.role) if block.role in problem.roles else NOTHING
        doing[horizon.slot_up(block.start) - start : max(horizon.slot(block.end) - start, 0)] = role
    for activity, code in ((Activity.BREAK, BREAK), (Activity.TRAINING, TRAINING)):
        for block in shift.of(activity):
            doing[horizon.slot(block.start) - start : horizon.slot_up(block.end) - start] = code
    breaks = shift.of(Activity.BREAK)
    sessions = shift.of(Activity.TRAINING)
    return Slotted(
        day=horizon.day_of(shift.start),
        start=start,
        end=end,
        doing=doing,
        breaks=tuple(Taken(horizon.slot(b.start), b.minutes, b.paid) for b in breaks),
        sessions=tuple((horizon.slot(b.start), b.minutes, b.session_id or "") for b in sessions),
    )


def written(problem: Problem, person_id: str, shift: Slotted) -> Shift:
    """The shift as blocks that fill it: what is left of a break's last slot is worked."""
    fixed = sorted(
        [(each.slot, each.minutes, Activity.BREAK, None, each.paid) for each in shift.breaks]
        + [(slot, minutes, Activity.TRAINING, name, True) for slot, minutes, name in shift.sessions]
    )
    horizon = problem.horizon
    blocks: list[Block] = []
    now = horizon.instant(shift.start)
    for slot, minutes, activity, session, paid in fixed:
        begin = horizon.instant(slot)
        blocks += _work(problem, shift, now, begin)
        now = begin + timedelta(minutes=minutes)
        blocks.append(Block(begin, now, activity, None, session, paid))
    blocks += _work(problem, shift, now, horizon.instant(shift.end))
    day = horizon.dates[shift.day]
    return Shift(f"{person_id}-{day:%Y%m%d}", person_id, tuple(blocks))


def _work(problem: Problem, shift: Slotted, since: datetime, until: datetime) -> list[Block]:
    """The role blocks between two cuts."""
    horizon = problem.horizon
    blocks: list[Block] = []
    first, last = horizon.slot(since), horizon.slot_up(until)
    begin = since
    role = _role(shift, horizon.slot_up(since), first)
    for slot in range(first, last):
        here = shift.at(slot)
        if here >= 0 and here != role:
            if begin < horizon.instant(slot):
                blocks.append(_block(problem, begin, horizon.instant(slot), role))
                begin = horizon.instant(slot)
            role = here
    if begin < until:
        blocks.append(_block(problem, begin, until, role))
    return blocks


def _block(problem: Problem, since: datetime, until: datetime, role: int) -> Block:
    return Block(since, until, Activity.WORK, problem.roles[role])


def _role(shift: Slotted, slot: int, before: int) -> int:
    """The role at a slot, or the nearest one worked before or after it."""
    near = [*range(slot, shift.end), *range(before, shift.start - 1, -1)]
    return next((role for role in map(shift.at, near) if role >= 0), 0)
