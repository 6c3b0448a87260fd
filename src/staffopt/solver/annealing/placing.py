"""Putting what is decided already into a roster: shifts and sessions of a start. Compiled."""

from __future__ import annotations

from staffopt.domain.arrays import Ints
from staffopt.solver.annealing.sessions import free_for, join
from staffopt.solver.arrays.given import Given
from staffopt.solver.arrays.state import State
from staffopt.solver.arrays.training import Training
from staffopt.solver.compiling.compiled import entry
from staffopt.solver.judging.journal import (
    forget,
    mark,
    propose,
    propose_again,
    set_session,
    take_back,
)
from staffopt.solver.judging.judge import make


@entry
def place_shift(
    g: Given, tr: Training, s: State, p: int, d: int, row: int, starts: Ints
) -> tuple[bool, int]:
    """Make a free day a row with breaks at `starts` and its present wishes: (made, change)."""
    forget(s)
    k = propose(g, s, p, d, row)
    for b in range(min(len(starts), s.plan_breaks.shape[1])):
        s.plan_breaks[k, b] = starts[b]
    return make(g, tr, s)


@entry
def place_session(
    g: Given, tr: Training, s: State, k: int, start: int, trainer: int, needs: Ints
) -> tuple[bool, int]:
    """Hold session k from a slot, with a trainer (-1: none) and these needs: (made, change)."""
    forget(s)
    end = start + tr.course_slots[tr.session_course[k]]
    if trainer >= 0:
        d = free_for(g, s, trainer, start, end)
        if d < 0:
            return False, 0
        mark(g, s, trainer, d, start, end, k, 2)
        propose_again(g, s, trainer, d)
    set_session(s, k, start, trainer)
    for x in range(len(needs)):
        if not join(g, tr, s, needs[x], k, -1):
            take_back(g, s)
            return False, 0
    return make(g, tr, s)
