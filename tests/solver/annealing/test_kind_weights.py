"""Moves on training are tried the more often, the more of the week training is."""

from __future__ import annotations

import numpy as np

from small_stores import small_store
from staffopt.solver.annealing.anneal import TRAINING, WEIGHTS
from staffopt.solver.annealing.kind_weights import kind_weights
from staffopt.solver.arrays.training import Training
from staffopt.solver.solve import prepare


def _training(seed: int) -> Training:
    store = small_store(seed)
    return prepare(store.problem, store.rules, store.goals).training


def test_stores_without_sessions_never_try_moves_on_training() -> None:
    """Small store 14 has no session to hold."""
    training = _training(14)
    assert len(training.session_course) == 0
    weights = kind_weights(training, 9)
    assert (weights[TRAINING:] == 0).all()
    assert (weights[:TRAINING] == WEIGHTS[:TRAINING]).all()


def test_three_needs_in_ten_days_count_seven_times_and_in_thirty_days_three() -> None:
    """30 x 3 needs / 10 is 9, at most 7; 90 / 30 is 3; in 1,000 days once. A move counts 3 more."""
    training = _training(11)
    assert len(training.need_person) == 3
    plain = np.array([1, 1, 2, 1, 3])
    for days, times in ((10, 7), (30, 3), (1000, 1)):
        assert (kind_weights(training, days)[TRAINING:] == times * plain).all()
