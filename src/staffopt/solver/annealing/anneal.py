"""The main improver: simulated annealing over small coordinated moves. Compiled.

The kinds of move and most of their weights are those that won in a study of such stores.
"""

from __future__ import annotations

import math

import numpy as np

from staffopt.domain.arrays import Ints
from staffopt.solver.annealing.cells import (
    colleague,
    list_cells,
    other_day,
    other_person,
    worked_cell,
)
from staffopt.solver.annealing.moves import (
    best_roles,
    break_and_other,
    exchange,
    move_break,
    other_shift,
    paint_roles,
    swap_roles,
    swap_runs,
    swap_two_days,
    trade_near,
    trade_time,
    tweak,
)
from staffopt.solver.annealing.training_moves import (
    come,
    hold_somewhen,
    join_or_change,
    leave_or_cancel,
    move_session,
)
from staffopt.solver.arrays.given import Given
from staffopt.solver.arrays.state import FIXED, SHUT, State
from staffopt.solver.arrays.training import Training
from staffopt.solver.compiling.compiled import entry, part
from staffopt.solver.judging.journal import chance, draw, forget, take_back
from staffopt.solver.judging.judge import make

KINDS = (
    "paint",
    "break",
    "tweak",
    "shift",
    "pair",
    "cover",
    "swap",
    "days",
    "two days",
    "roles",
    "block",
    "two breaks",
    "best roles",
    "near",
    "hold",
    "join",
    "come",
    "leave",
    "move",
)
WEIGHTS = np.array([20, 8, 12, 12, 8, 8, 24, 10, 16, 8, 3, 4, 2, 16, 1, 1, 2, 1, 1], np.int64)
TRAINING = KINDS.index("hold")
"""The first of the kinds that move sessions."""
OF_TRAINING = np.arange(len(KINDS)) >= TRAINING
LOOK, LOOK_WORDS = 512, 16
"""Moves between two looks at temperature and best roster; more for the latter where copying it,
so many words a move, would take longer than the moves."""
FILL = np.array([0, 0, 0, 1] + [0] * 15, np.int64)
"""Other shifts only: from an empty roster, a constructor."""
ATTEND = np.array([0] * 16 + [1, 0, 0], np.int64)
"""People come to sessions, while their hours are not yet spent elsewhere."""


@part
def propose_training(g: Given, tr: Training, s: State, kind: int) -> bool:
    """Propose a move of a session or of who attends it."""
    if len(s.session_start) == 0:
        return False
    if kind == 14:
        return hold_somewhen(g, tr, s)
    if kind == 15:
        return join_or_change(g, tr, s)
    if kind == 16:
        return come(g, tr, s)
    if kind == 17:
        return leave_or_cancel(g, tr, s)
    return move_session(g, tr, s)


@part
def propose_move(g: Given, tr: Training, s: State, kind: int) -> bool:
    """Propose one move of a kind; False when nothing came of it."""
    if kind == 3:
        return other_shift(g, s)
    if kind >= TRAINING:
        return propose_training(g, tr, s, kind)
    if kind < 2 or kind == 9 or 10 < kind < 13:
        return propose_within(g, s, kind)
    p, d = worked_cell(s, FIXED)
    if p < 0:
        return False
    if kind == 7:
        e = other_day(s, p, d)
        return e >= 0 and exchange(g, s, p, d, p, e)
    if kind < 6 or kind == 13:
        return propose_times(g, s, kind, p, d)
    q = other_person(s, p, d)
    return q >= 0 and propose_swap(g, s, kind, p, q, d)


@part
def propose_times(g: Given, s: State, kind: int, p: int, d: int) -> bool:
    """Propose other times for a shift, and for the one it trades with."""
    if kind == 2:
        return tweak(g, s, p, d)
    if kind == 4:
        e = other_day(s, p, d)
        return e >= 0 and trade_time(g, s, p, d, p, e)
    if kind == 13:
        return trade_near(g, s, p, d)
    q = colleague(s, p, d, FIXED)
    return q >= 0 and trade_time(g, s, p, d, q, d)


@part
def propose_within(g: Given, s: State, kind: int) -> bool:
    """Propose other breaks or roles; rows stay."""
    p, d = worked_cell(s, SHUT)
    if p < 0:
        return False
    if kind == 0:
        return paint_roles(g, s, p, d)
    if kind == 1:
        return move_break(g, s, p, d)
    if kind == 12:
        return best_roles(g, s, p, d)
    q = colleague(s, p, d, SHUT)
    if q < 0:
        return False
    if kind == 9:
        return swap_roles(g, s, p, q, d)
    return break_and_other(g, s, p, q, d)


@part
def propose_swap(g: Given, s: State, kind: int, p: int, q: int, d: int) -> bool:
    """Propose that two people exchange days."""
    if kind == 6:
        return exchange(g, s, p, d, q, d)
    if kind == 8:
        return swap_two_days(g, s, p, q, d)
    return swap_runs(g, s, p, q, d)


@part
def keep_best(s: State, best: State) -> None:
    """Copy the roster into `best`."""
    whole, kept = s.whole, best.whole
    for k in range(len(whole)):
        kept[k] = whole[k]


@entry
def anneal(
    g: Given,
    tr: Training,
    s: State,
    best: State,
    cumulated: Ints,
    moves: int,
    hot: float,
    cold: float,
) -> None:
    """Try `moves` moves while the temperature falls from `hot` to `cold`; keep the best in `best`.

    A move that costs more than `-temperature * log(u)` is refused, which is the Metropolis rule.
    `best` is refreshed when the present roster is better, looked at every few hundred moves
    and at the end.
    """
    s.begun[0] += 1
    weights = cumulated[len(cumulated) - 1]
    temperature = hot
    list_cells(s)
    look = max(LOOK, len(s.whole) // LOOK_WORDS)
    for n in range(moves):
        if n % LOOK == 0:
            temperature = hot * math.exp(n / moves * math.log(cold / hot))
        if n % look == 0 and s.cost[0] < best.cost[0]:
            keep_best(s, best)
        luck = 1.0 - chance(s)
        pick = draw(s, weights)
        kind = 0
        while cumulated[kind] <= pick:
            kind += 1
        forget(s)
        s.tried[0, kind] += 1
        if not propose_move(g, tr, s, kind):
            take_back(g, s)
            continue
        s.tried[1, kind] += 1
        s.limit[0] = -temperature * math.log(luck)
        made, delta = make(g, tr, s)
        if made:
            s.cost[0] += delta
            s.tried[2, kind] += 1
    if s.cost[0] < best.cost[0]:
        keep_best(s, best)
