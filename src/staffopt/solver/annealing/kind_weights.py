"""How often each kind of move is tried in a store."""

from __future__ import annotations

from staffopt.domain.arrays import Ints
from staffopt.solver.annealing.anneal import KINDS, TRAINING, WEIGHTS
from staffopt.solver.arrays.training import Training

MOVE, MOVE_TIMES = KINDS.index("move"), 3
"""A session held anew with its people is what small stores lack most."""
TIMES_A_NEED, MOST_TIMES = 30, 7
"""How much more often for each need a day and person, and at most."""


def kind_weights(training: Training, person_days: int) -> Ints:
    """The weights of all kinds: those on training the higher, the more of the week it is.

    Where no session can be held they are never tried. For a search that is not dealt out in halves.
    """
    weights = WEIGHTS.copy()
    needs = len(training.need_person)
    times = max(1, min(MOST_TIMES, TIMES_A_NEED * needs // person_days))
    weights[MOVE] *= MOVE_TIMES
    weights[TRAINING:] *= times if len(training.session_course) else 0
    return weights
