"""The weeks that are known of everybody, one to be chosen each: a linear program that grows."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from ortools.linear_solver import pywraplp

from staffopt.domain.arrays import Floats, Ints
from staffopt.solver.asked.answers import SCALE, Answers
from staffopt.solver.bounds.convex_steps import corners_of

Rows = tuple[int, ...]
"""A person's week: for each day the row of the person's table, or -1."""


@dataclass(frozen=True)
class Cover:
    """What people on duty cost, role by role and slot by slot, where that depends on their number.

    `keys[person][row]` are the numbers of the (role, slot)s that a row of a person's table covers.
    """

    loss: tuple[Ints, ...]
    """For each key, the cost of 0, 1, 2 ... people, in sixtieths."""
    constant: int
    """What all other slots cost, in sixtieths."""
    keys: Mapping[str, tuple[Ints, ...]]

    def saved(self, name: str, prices: Floats) -> Floats:
        """What each row of a person saves at given prices of the keys."""
        rows, keys = self._flat[name]
        saved = np.bincount(rows, prices[keys], len(self.keys[name]))
        return np.asarray(saved, np.float64)

    @cached_property
    def _flat(self) -> dict[str, tuple[Ints, Ints]]:
        """Everybody's rows and the keys they cover, pair by pair."""
        none = np.zeros(0, np.int64)
        return {
            name: (
                np.repeat(np.arange(len(rows)), [len(keys) for keys in rows]),
                np.concatenate([none, *rows]),
            )
            for name, rows in self.keys.items()
        }


def cover_of(answers: Answers) -> Cover:
    """The keys of a problem in which everybody has one role."""
    horizon = answers.problem.horizon
    people = len(answers.people)
    number: dict[tuple[int, int], int] = {}
    loss: list[Ints] = []
    constant = 0
    for r, role in enumerate(answers.problem.requirement.roles.values()):
        for slot in range(horizon.slots):
            costs = np.array([role.loss_of(slot, n) for n in range(people + 1)], np.int64) * SCALE
            if (costs == costs[0]).all():
                constant += int(costs[0])
            else:
                number[r, slot] = len(loss)
                loss.append(costs)
    keys = {}
    for name, about in answers.people.items():
        table = about.candidates.table
        roles = [np.flatnonzero(about.can[day]) for day in range(horizon.days)]
        keys[name] = tuple(
            np.array(
                [
                    number[int(r), slot]
                    for r in roles[day][:1]
                    for slot in range(start, end)
                    if (int(r), slot) in number
                ],
                np.int64,
            )
            for day, start, end in zip(
                table.day.tolist(), table.start.tolist(), table.end.tolist(), strict=True
            )
        )
    return Cover(tuple(loss), constant, keys)


@dataclass
class WeekMaster:
    """One week for each person, the people on duty counted, their cost convexified.

    Inside, costs are in units of `unit`, so that the linear solver sees numbers of a few digits.
    """

    cover: Cover
    names: Sequence[str]
    unit: int
    solver: Any = field(init=False)
    weeks: dict[str, dict[Rows, tuple[int, Any]]] = field(init=False)
    """Person -> week -> its own cost and its variable."""
    slowest: float = 0.0
    """Seconds that the slowest solution took so far."""

    def __post_init__(self) -> None:
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        infinity = self.solver.infinity()
        self.objective = self.solver.Objective()
        self.objective.SetMinimization()
        self.one = {name: self.solver.Constraint(1.0, 1.0) for name in self.names}
        self.on_duty = [self.solver.Constraint(0.0, 0.0) for _ in self.cover.loss]
        self.weeks = {name: {} for name in self.names}
        self.parts: list[list[tuple[int, int, Any]]] = [[] for _ in self.cover.loss]
        for row, costs, parts in zip(self.on_duty, self.cover.loss, self.parts, strict=True):
            corners = corners_of(costs.astype(float))
            for a, b in pairwise(corners.tolist()):
                part = self.solver.NumVar(0.0, float(b - a), "")
                self.objective.SetCoefficient(
                    part, float(costs[b] - costs[a]) / float(b - a) / self.unit
                )
                row.SetCoefficient(part, -1.0)
                parts.append((a, b, part))
        self.infinity = infinity

    def add(self, name: str, rows: Rows, cost: int) -> bool:
        """A new week of a person; False when it is known."""
        if rows in self.weeks[name]:
            return False
        week = self.solver.NumVar(0.0, self.infinity, "")
        self.weeks[name][rows] = (cost, week)
        self.objective.SetCoefficient(week, cost / self.unit)
        self.one[name].SetCoefficient(week, 1.0)
        for row in rows:
            if row >= 0:
                for key in self.cover.keys[name][row]:
                    self.on_duty[key].SetCoefficient(week, 1.0)
        return True

    def fix(self, name: str, rows: Rows) -> None:
        """Let a person have this week only."""
        self.weeks[name][rows][1].SetLb(1.0)

    def free(self, name: str) -> None:
        """Let a person have any known week."""
        for _, week in self.weeks[name].values():
            week.SetLb(0.0)

    def absence(self, cost: float) -> None:
        """Let anybody have no week, and people on duty be others than those who are, at a cost.

        The linear program then always has a solution.
        """
        sides = [(row, 1.0) for row in self.one.values()]
        sides += [(row, side) for row in self.on_duty for side in (1.0, -1.0)]
        for row, side in sides:
            none = self.solver.NumVar(0.0, self.infinity, "")
            row.SetCoefficient(none, side)
            self.objective.SetCoefficient(none, cost / self.unit)

    def allow(self, name: str, rows: Rows, allowed: bool) -> None:
        """Whether a person may have a known week."""
        self.weeks[name][rows][1].SetUb(self.infinity if allowed else 0.0)

    def between(self, key: int, low: int, high: int) -> None:
        """How many people may be on duty; right where the cost of people is convex."""
        for a, b, part in self.parts[key]:
            part.SetBounds(float(min(max(low - a, 0), b - a)), float(min(max(high - a, 0), b - a)))

    def solve(self) -> bool:
        """Solve the linear program; False when that failed."""
        began = time.monotonic()
        solved = bool(self.solver.Solve() == pywraplp.Solver.OPTIMAL)
        self.slowest = max(self.slowest, time.monotonic() - began)
        return solved

    @property
    def value(self) -> float:
        """What the last solution costs, without the constant of the cover."""
        constant = sum(float(costs[0]) for costs in self.cover.loss)
        return float(self.objective.Value()) * self.unit + constant

    def prices(self) -> Floats:
        """What one more person on duty saves, by key."""
        return self.unit * np.array([row.dual_value() for row in self.on_duty])

    def rents(self) -> dict[str, float]:
        """What each person's week costs in the last solution, at the prices of cover."""
        return {name: self.unit * float(row.dual_value()) for name, row in self.one.items()}

    def shares(self, name: str) -> dict[Rows, float]:
        """The weeks of a person that the last solution uses, with their shares."""
        found = {rows: week.solution_value() for rows, (_, week) in self.weeks[name].items()}
        return {rows: share for rows, share in found.items() if share > 1e-6}


def bound_by_prices(cover: Cover, prices: Floats, best: Mapping[str, float]) -> float:
    """What no roster costs less than, for any prices: the cover's best and everybody's best.

    Valid: with n people on a key, loss[n] + price * n summed over the keys, and each person's week
    at its cost less the prices of the keys it covers, add up to the roster's cost; each part is
    taken at its least.
    """
    total = float(cover.constant)
    for costs, price in zip(cover.loss, prices, strict=True):
        total += float((costs + price * np.arange(len(costs))).min())
    return total + sum(best.values())
