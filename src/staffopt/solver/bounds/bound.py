"""A proven lower bound on what any roster of a problem costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import floor, inf

import numpy as np

from staffopt.solver.asked.answers import SCALE, Answers
from staffopt.solver.bounds.cover import Class, blocks_of_days, classes, cover_columns
from staffopt.solver.bounds.linear_program import CHAINS, LARGE, LinearProgram
from staffopt.solver.bounds.people import Kinds, person_columns
from staffopt.solver.bounds.shifts import shift_columns
from staffopt.solver.bounds.slots import SlotSupply
from staffopt.solver.bounds.spreads import spread_columns
from staffopt.solver.bounds.training import Absence, training_columns
from staffopt.solver.out_of_time import Left, endless

SECONDS_A_COLUMN = 2.5e-4
"""What the finer relaxation takes: 8 s of CPU for 32,000 columns, 10 s for 46,000, cores shared."""


@dataclass(frozen=True)
class Bound:
    """No roster costs less than `value`; money in hundredths of the currency.

    `parts` says where the relaxed optimum spends what it spends. `forced_wages` is the base pay in
    the cheapest weeks that contracts allow, were there no customers.
    """

    value: int
    by: str
    parts: Mapping[str, int]
    forced_wages: int


def lower_bound(answers: Answers, left: Left = endless) -> Bound:
    """Relax the problem to a linear program; docs/bounds.md says why nothing costs less.

    Raises OutOfTimeError when no time is left.
    """
    made = Relaxation(answers, left)
    forced = _forced_wages(made.program, made.people)
    made.cover(capped=True)
    made.by_block()
    return made.proven("linear relaxation", forced)


def finer_bound(
    answers: Answers, coarse: Bound, left: Left = endless, patience: float = inf
) -> Bound:
    """The better of a bound and of a relaxation in which shifts have their place in the day.

    Left out where `patience`, in seconds, is too short for its size.
    """
    made = Relaxation(answers, left)
    made.cover(capped=False)
    if made.program.size * SECONDS_A_COLUMN > patience:
        return coarse
    made.by_slot()
    if made.program.size * SECONDS_A_COLUMN > patience:
        return coarse
    finer = made.proven("linear relaxation slot by slot", coarse.forced_wages, CHAINS)
    return max(coarse, finer, key=lambda bound: bound.value)


class Relaxation:
    """Everybody's week, and by classes of people what is done in it."""

    def __init__(self, answers: Answers, left: Left) -> None:
        self.answers, self.program = answers, LinearProgram(left)
        self.first = np.array(blocks_of_days(answers))
        self.people = {
            name: person_columns(self.program, answers, about)
            for name, about in answers.people.items()
        }

    def cover(self, *, capped: bool) -> None:
        """Roles, presence, training and spreads."""
        spread_columns(self.program, self.answers, self.people)
        self.groups = classes(self.answers)
        cover_columns(self.program, self.answers, self.groups, capped=capped)
        self.away = training_columns(self.program, self.answers)

    def by_block(self) -> None:
        """What each class works and learns in a block of days is what its shifts hold."""
        for (block, _, _), group in self.groups.items():
            use: list[tuple[int, float]] = [(column, 1.0) for column in group.work.values()]
            use += [(each.column, float(each.slots)) for each in self._absences(block, group)]
            _supply(self.program, use, self._kinds(group), self.first == block)

    def by_slot(self) -> None:
        """The same slot by slot, with a start and an end for every shift."""
        for (block, _, _), group in self.groups.items():
            supply = SlotSupply(self.program, len(group.people), group.can_come)
            for day in np.flatnonzero(self.first == block).tolist():
                for each in shift_columns(self.program, self.answers, self._kinds(group), day):
                    supply.stand(each)
            supply.absent(self._absences(block, group))
            supply.close(group.work)

    def proven(self, by: str, forced: int, large: int = LARGE) -> Bound:
        """What the relaxation proves."""
        solution = self.program.solve(large)
        parts = {label: round(amount / SCALE) for label, amount in solution.parts().items()}
        value = floor(solution.bound / SCALE)
        return Bound(max(value, 0), by, parts, forced)

    def _kinds(self, group: Class) -> dict[str, Kinds]:
        return {name: self.people[name] for name in group.people}

    def _absences(self, block: int, group: Class) -> list[Absence]:
        return [each for name in group.people for each in self.away.get((name, block), [])]


def _supply(
    program: LinearProgram,
    use: list[tuple[int, float]],
    people: Mapping[str, Kinds],
    days: np.ndarray,
) -> None:
    """What a class works and learns in a block of days is what its shifts hold.

    Valid: each slot of a shift is worked, a break, or training, and breaks have known slots.
    """
    give: dict[bool, list[tuple[int, float]]] = defaultdict(list)
    for kinds in people.values():
        here = days[kinds.day]
        for top in (False, True):
            column, work = kinds.column[here], kinds.works[here, int(top)]
            give[top] += list(zip(column.tolist(), (-work).tolist(), strict=True))
    for top in (False, True):
        pairs = [*use, *give[top]]
        if pairs:
            columns, weights = zip(*pairs, strict=True)
            limits = {"most": 0.0} if top else {"least": 0.0}
            program.row(list(columns), list(weights), **limits)


def _forced_wages(program: LinearProgram, people: Mapping[str, Kinds]) -> int:
    """Base pay in the cheapest weeks by prices and contracts alone: what the program holds then."""
    values = program.solve().values
    total = sum(float(values[each.column] @ each.wage) for each in people.values())
    return floor(total / SCALE + 1e-6)
