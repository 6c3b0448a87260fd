"""How often each kind of move is tried in a store."""

from __future__ import annotations

from staffopt.domain.shapes import Ints
from staffopt.solver.anneal import KINDS, WEIGHTS
from staffopt.solver.training_arrays import Training

TRAINING = KINDS.index("hold")
"""The first of the kinds that move sessions."""
NEEDS_A_DAY = 30
MOST_TIMES = 7


def kind_weights(training: Training, person_days: int) -> Ints:
    """The weights of all kinds: those on training the higher, the more of the week it is.

    Where no session can be held they are never tried.
    """
    weights = WEIGHTS.copy()
    needs = len(training.need_person)
    times = max(1, min(MOST_TIMES, NEEDS_A_DAY * needs // person_days))
    weights[TRAINING:] *= times if len(training.session_course) else 0
    return weights
