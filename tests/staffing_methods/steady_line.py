"""The waiting line before n equal servers once it is steady: Erlang C.

Arrays hold one load per row; answers have a column for n = 0 ... people_max. The offered load is
in erlangs: how many servers the work would keep busy.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def chance_of_waiting(load: Floats, people_max: int) -> Floats:
    """Erlang C: the share of customers who wait at all; 1 where people do not exceed the load.

    By the recursion of Erlang B, which is stable at any load.
    """
    blocked = np.ones(load.shape)
    waits = np.ones((*load.shape, people_max + 1))
    waits[..., 0] = load > 0
    for people in range(1, people_max + 1):
        blocked = load * blocked / (people + load * blocked)
        idle = people - load * (1.0 - blocked)
        waits[..., people] = np.where(people > load, people * blocked / idle, 1.0)
    return waits


def mean_wait(load: Floats, service: float, people_max: int) -> Floats:
    """Erlang C's expected wait in seconds once the line is steady; infinite if it never is."""
    waits = chance_of_waiting(load, people_max)
    spare = np.arange(people_max + 1) - load[..., None]
    steady = np.full(waits.shape, np.inf)
    return np.where(
        load[..., None] > 0, np.divide(waits * service, spare, out=steady, where=spare > 0), 0.0
    )


def served_within(load: Floats, service: float, seconds: float, people_max: int) -> Floats:
    """Erlang C's share of customers who wait at most so long; 0 where the line only grows."""
    waits = chance_of_waiting(load, people_max)
    spare = np.maximum(np.arange(people_max + 1) - load[..., None], 0.0)
    late = waits * np.exp(-spare * seconds / service)
    return 1.0 - late
