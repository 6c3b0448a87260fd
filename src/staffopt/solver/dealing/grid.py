"""A roster's work as rows of roles, one row a shift, and rows written back as a roster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from staffopt.domain.arrays import Bools, Ints
from staffopt.domain.problem import Problem
from staffopt.domain.roster import Roster
from staffopt.domain.shapes import Stay
from staffopt.domain.shifts import Shift
from staffopt.rules.base import Rule
from staffopt.solver.asked.answers import roles_of
from staffopt.solver.model.slotted import slotted, written

AWAY = -1
"""Not at work: a break, a session, outside the shift."""


@dataclass(frozen=True)
class RoleGrid:
    """Who does what, and what each could do instead.

    `doing[row, k]` is the role in the k-th slot of a shift; `can[row, k, role]` says which roles
    may stand there: where a shift is pinned only the one that does. `length[role, k]` and
    `times[role, k]` are the prices of a run of k slots and of k runs, in hundredths.
    """

    doing: Ints
    start: Ints
    can: Bools
    length: Ints
    times: Ints
    least: int
    """Least slots of a role in a piece of work with several roles."""

    @property
    def slots(self) -> int:
        """The slots from the first to after the last."""
        return int(self.start.max()) + self.doing.shape[1]

    @property
    def most_runs(self) -> int:
        """The most runs of one role that any shift can have: every second slot of its pieces."""
        work = np.pad(self.doing != AWAY, ((0, 0), (1, 1)))
        begins, ends = (np.argwhere(np.diff(work.astype(np.int8)) == turn) for turn in (1, -1))
        runs = np.zeros(len(work), np.int64)
        np.add.at(runs, begins[:, 0], -(-(ends[:, 1] - begins[:, 1]) // 2))
        return max(int(runs.max(initial=0)), 1)

    def cover(self) -> Ints:
        """Slot x role: how many people work."""
        count = np.zeros((self.slots, len(self.length)), np.int64)
        row, at = np.nonzero(self.doing != AWAY)
        np.add.at(count, (self.start[row] + at, self.doing[row, at]), 1)
        return count


def grid_of(
    problem: Problem, roster: Roster, rules: Sequence[Rule], stays: Sequence[Stay]
) -> RoleGrid:
    """The rows of a roster's shifts, in its order."""
    cut = [slotted(problem, shift) for shift in roster.shifts]
    width = max((each.end - each.start for each in cut), default=1)
    doing = np.full((len(cut), width), AWAY, np.int64)
    can = np.zeros((len(cut), width, len(problem.roles)), bool)
    able = {person.id: roles_of(problem, rules, person) for person in problem.people}
    pinned = {(pin.person_id, pin.start, pin.end) for pin in problem.pins}
    for row, (shift, each) in enumerate(zip(roster.shifts, cut, strict=True)):
        doing[row, : len(each.doing)] = np.maximum(each.doing, AWAY)
        at = np.flatnonzero(doing[row] != AWAY)
        can[row, at, doing[row, at]] = True
        inside = 0 <= each.day < problem.horizon.days
        if inside and (shift.person_id, shift.start, shift.end) not in pinned:
            can[row, at] |= able[shift.person_id][each.day]
    block = max((rule.least_block(problem) for rule in rules), default=0)
    start = np.array([each.start for each in cut], np.int64)
    length, times = _tables(problem, stays, width)
    return RoleGrid(doing, start, can, length, times, -(-block // problem.horizon.slot_minutes))


def _tables(problem: Problem, stays: Sequence[Stay], width: int) -> tuple[Ints, Ints]:
    """The prices of every role, as long as a shift may need them; several goals add up."""
    length = np.zeros((len(problem.roles), width + 1), np.int64)
    times = np.zeros((len(problem.roles), width + 1), np.int64)
    for stay in stays:
        role, upto = problem.roles.index(stay.role), np.arange(width + 1)
        length[role] += stay.length[np.minimum(upto, len(stay.length) - 1)]
        times[role] += stay.times[np.minimum(upto, len(stay.times) - 1)]
    return length, times


def roster_of(problem: Problem, roster: Roster, doing: Ints) -> Roster:
    """The roster with the roles of the rows; shifts that stay the same are the very objects."""
    shifts: list[Shift] = []
    for shift, row in zip(roster.shifts, doing, strict=True):
        each = slotted(problem, shift)
        now = np.where(row[: len(each.doing)] == AWAY, each.doing, row[: len(each.doing)])
        same = bool((now == each.doing).all())
        made = shift if same else written(problem, shift.person_id, replace(each, doing=now))
        shifts.append(replace(made, id=shift.id))
    return replace(roster, shifts=tuple(shifts))
