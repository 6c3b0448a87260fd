"""Who does what, as an exact model: a row is a path of runs, those that cannot pay left out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from ortools.sat.python import cp_model

from staffopt.domain.arrays import Ints
from staffopt.solver.dealing.grid import AWAY, RoleGrid
from staffopt.solver.model.pen import Pen, Promise, Sum, Var
from staffopt.solver.parameters import Effort, solver

WHERE = Promise("rotation")
Run = tuple[int, int, int, int]
"""Row, role, first slot of the row, after its last."""


@dataclass(frozen=True)
class RunsFound:
    """Rows cheaper than the limit if there are any, and a bound that holds below the limit."""

    doing: Ints | None
    bound: int | None
    """None: no deal costs less than the limit."""


@dataclass
class RunModel:
    """One literal for each run that may be part of a deal cheaper than a limit."""

    grid: RoleGrid
    runs: list[Run]
    pen: Pen = field(default_factory=Pen)
    literals: dict[Run, Var] = field(default_factory=dict)

    def write(self, limit: int) -> None:
        """Paths, cover, numbers of runs, and the limit."""
        ends: dict[tuple[int, int], list[Run]] = defaultdict(list)
        begins: dict[tuple[int, int], list[Run]] = defaultdict(list)
        for run in self.runs:
            row, role, first, after = run
            self.literals[run] = self.pen.choice()
            self.pen.cost.add(self.literals[run], int(self.grid.length[role, after - first]))
            ends[row, after].append(run)
            begins[row, first].append(run)
        for row in range(len(self.grid.doing)):
            for slot in range(self.grid.doing.shape[1] + 1):
                self._join(row, slot, ends[row, slot], begins[row, slot])
        self._cover()
        self._numbers()
        self.pen.require(self.pen.cost, WHERE, most=limit)
        self.pen.minimise()

    def _join(self, row: int, slot: int, ends: list[Run], begins: list[Run]) -> None:
        """What ends at a slot goes on there in another role; a piece begins and ends once."""
        work = self.grid.doing[row] != AWAY
        before = slot > 0 and bool(work[slot - 1])
        after = slot < len(work) and bool(work[slot])
        out, into = self._sum(begins), self._sum(ends)
        if before and after:
            self.pen.require(into.plus(out, -1), WHERE, least=0, most=0)
            for role in range(len(self.grid.length)):
                same = [self.literals[run] for run in (*ends, *begins) if run[1] == role]
                self.pen.at_most_one(same, WHERE)
        elif after:
            self.pen.exactly_one(out.variables, WHERE)
        elif before:
            self.pen.exactly_one(into.variables, WHERE)

    def _sum(self, runs: list[Run]) -> Sum:
        return Sum(0, [self.literals[run] for run in runs])

    def _cover(self) -> None:
        """As many people at every role as there were."""
        working: dict[tuple[int, int], list[Var]] = defaultdict(list)
        for (row, role, first, after), literal in self.literals.items():
            for slot in range(first, after):
                working[int(self.grid.start[row]) + slot, role].append(literal)
        need = self.grid.cover()
        for slot, role in np.argwhere(need).tolist():
            number = int(need[slot, role])
            total = Sum(0, working.pop((slot, role), []))
            self.pen.require(total, WHERE, least=number, most=number)
        for left in working.values():
            self.pen.require(Sum(0, left), WHERE, most=0)

    def _numbers(self) -> None:
        """What numbers of runs cost, by row and role."""
        of: dict[tuple[int, int], list[Var]] = defaultdict(list)
        for (row, role, _, _), literal in self.literals.items():
            of[row, role].append(literal)
        for (_, role), runs in of.items():
            price = self.grid.times[role]
            if not price.any():
                continue
            most = min(len(runs), len(price) - 1)
            number = [self.pen.choice() for _ in range(most + 1)]
            self.pen.exactly_one(number, WHERE)
            total = Sum(0, runs)
            for k, literal in enumerate(number):
                total.add(literal, -k)
                self.pen.cost.add(literal, int(price[k]))
            self.pen.require(total, WHERE, least=0, most=0)

    def read(self, search: cp_model.CpSolver) -> Ints:
        """The rows of a solution."""
        doing = np.full_like(self.grid.doing, AWAY)
        for (row, role, first, after), literal in self.literals.items():
            if search.value(literal):
                doing[row, first:after] = role
        return doing


def solve_runs(grid: RoleGrid, runs: list[Run], limit: int, effort: Effort) -> RunsFound:
    """Look for rows that cost at most `limit`, made of the given runs alone."""
    model = RunModel(grid, runs)
    model.write(limit)
    search = solver(effort)
    status = search.solve(model.pen.model)
    if status == cp_model.INFEASIBLE:
        return RunsFound(None, None)
    bound = -int(-search.best_objective_bound // 1)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return RunsFound(model.read(search), bound)
    return RunsFound(None, bound)
