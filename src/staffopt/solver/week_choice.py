"""The best choice of one known week for each of some people, by CP-SAT."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from ortools.sat.python import cp_model

from staffopt.solver.draft_moments import price_steps
from staffopt.solver.parameters import Effort, solver
from staffopt.solver.pen import Pen, Promise, Sum, Var
from staffopt.solver.week_master import Cover, Rows

Known = Mapping[Rows, int]
"""A person's weeks with what each costs by itself."""


def choose_weeks(
    cover: Cover, weeks: Mapping[str, Known], chosen: Mapping[str, Rows], effort: Effort
) -> dict[str, Rows]:
    """The cheapest choice found for the people of `weeks`; all others keep what is chosen."""
    pen = Pen()
    people = [Sum() for _ in cover.loss]
    for name, rows in chosen.items():
        if name not in weeks:
            for key in covered(cover, name, rows):
                people[key].constant += 1
    literals: dict[str, dict[Rows, Var]] = {}
    for name, known in weeks.items():
        literals[name] = {rows: pen.choice() for rows in known}
        pen.exactly_one(list(literals[name].values()), Promise("one_week", (name,)))
        for rows, literal in literals[name].items():
            pen.cost.add(literal, known[rows])
            for key in covered(cover, name, rows):
                people[key].add(literal)
    for total, loss in zip(people, cover.loss, strict=True):
        least, most = total.constant, total.constant + len(total.variables)
        steps = [int(b - a) for a, b in pairwise(loss[least : min(most, len(loss) - 1) + 1])]
        if steps:
            price_steps(pen, Sum(-least).plus(total), steps)
    pen.minimise()
    values = pen.blank()
    for name, each in literals.items():
        values[each[chosen[name]].index] = 1
    pen.hint(pen.complete(values))
    search = solver(effort)
    if search.solve(pen.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return dict(chosen)
    found = dict(chosen)
    for name, each in literals.items():
        found[name] = next(rows for rows, literal in each.items() if search.value(literal))
    return found


def covered(cover: Cover, name: str, rows: Sequence[int]) -> list[int]:
    """The keys that a week covers, one for each time."""
    keys = cover.keys[name]
    taken = [keys[row] for row in rows if row >= 0]
    found: list[int] = np.concatenate([np.zeros(0, np.int64), *taken]).tolist()
    return found
