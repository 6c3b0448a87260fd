"""The people that a waiting line before n equal servers asks for: Erlang C."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Floats


def people_for(load: Floats, service: float, seconds: float, share: float) -> NDArray[np.int64]:
    """The fewest people of whom Erlang C says that `share` of customers wait at most `seconds`.

    The load is in erlangs: how many servers the work would keep busy. The recursion, that of
    Erlang B, is stable at any load.
    """
    found = np.zeros(load.shape, np.int64)
    blocked = np.ones(load.shape)
    open_rows = load > 0
    people = 0
    while open_rows.any():
        people += 1
        blocked = load * blocked / (people + load * blocked)
        spare = people - load
        idle = people - load * (1.0 - blocked)
        late = np.where(spare > 0, people * blocked / idle, 1.0) * np.exp(
            -np.maximum(spare, 0.0) * seconds / service
        )
        met = open_rows & (spare > 0) & (1.0 - late >= share)
        found[met] = people
        open_rows &= ~met
    return found
