"""Rosters of the store weeks after a few moves, for days to be chosen anew."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

import store_weeks
from staffopt.domain.arrays import Ints
from staffopt.solver.annealing.placing import place_shift
from staffopt.solver.arrays.given import Given
from staffopt.solver.arrays.packing import Arrays
from staffopt.solver.arrays.state import State
from staffopt.solver.arrays.training import Training
from staffopt.solver.budget import Budget
from staffopt.solver.compiling.compiled import bundle
from staffopt.solver.search import search
from staffopt.solver.solve import prepare

INSTANCES = Path(store_weeks.__file__).parent / "instances"


@cache
def made(store: str, *, service: bool = True) -> Arrays:
    """A store week as arrays, with or without losses."""
    instance = store_weeks.read(INSTANCES / f"store_{store}.json")
    problem, rules, goals = store_weeks.problem(instance)
    return prepare(problem, rules, [each for each in goals if service or each.name != "service"])


@dataclass(frozen=True)
class Found:
    """A roster after a few moves, and the same as compiled functions take it."""

    made: Arrays
    state: State
    handles: tuple[Given, Training, State]

    def place(self, p: int, d: int, row: int, starts: Ints) -> tuple[bool, int]:
        """Make a day a row, whatever it costs."""
        self.state.limit[0] = np.inf
        return place_shift(*self.handles, p, d, row, starts)


def roster_after(store: str, moves: int, *, service: bool = True) -> Found:
    """What so many moves of each search end with."""
    packed = made(store, service=service)
    state = search(packed, Budget(moves=moves), 1).state
    return Found(packed, state, (bundle(packed.given), bundle(packed.training), bundle(state)))
