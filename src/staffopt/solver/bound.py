"""A proven lower bound on what any roster of a problem costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

import numpy as np

from staffopt.solver.answers import SCALE, Answers
from staffopt.solver.bound_cover import blocks_of_days, classes, cover_columns
from staffopt.solver.bound_people import Kinds, person_columns
from staffopt.solver.bound_training import training_columns
from staffopt.solver.linear_program import LinearProgram
from staffopt.solver.out_of_time import Left, endless


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
    program = LinearProgram(left)
    people = {name: person_columns(program, answers, each) for name, each in answers.people.items()}
    forced = _forced_wages(program, people)
    groups = classes(answers)
    cover_columns(program, answers, groups)
    away = training_columns(program, answers)
    first = np.array(blocks_of_days(answers))
    for (block, _, _), group in groups.items():
        use: list[tuple[int, float]] = [(column, 1.0) for column in group.work.values()]
        for name in group.people:
            use += away.taken.get((name, block), [])
        _supply(program, use, {name: people[name] for name in group.people}, first == block)
    solution = program.solve()
    parts = {label: round(amount / SCALE) for label, amount in solution.parts().items()}
    value = floor(solution.bound / SCALE)
    return Bound(max(value, 0), "linear relaxation", parts, forced)


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
