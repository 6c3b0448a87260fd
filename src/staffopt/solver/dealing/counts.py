"""Prices on numbers of runs, as the bound and the exact model take them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.arrays import Ints

STATES = 64
"""States for numbers of runs, at most: what is dropped only lowers the bound."""
COUNTED = 7
"""Runs of a role that are told apart, at most."""


@dataclass(frozen=True)
class RoleCounts:
    """Which roles' runs are counted, and what numbers of them cost.

    A price that is so much a run is added to `length` and needs no counting. Of the counted roles,
    q codes the numbers: role r has q // step[r] % (most[r] + 1) runs, the last meaning so many or
    more, and `end_price[q]` is what they cost at least.
    """

    length: NDArray[np.float64]
    step: Ints
    most: Ints
    end_price: NDArray[np.float64]


def role_counts(length: Ints, times: Ints, upto: int) -> RoleCounts:
    """Split the prices on numbers into those of so much a run and those that need counting.

    A row has at most `upto` runs of a role.
    """
    roles, times = len(length), times[:, : upto + 1]
    added = length.astype(np.float64)
    step, most = np.zeros(roles, np.int64), np.zeros(roles, np.int64)
    price = np.zeros(1)
    for role in range(roles):
        each = float((times[role, 1:] / np.arange(1, times.shape[1])).min())
        added[role, 1:] += each
        rest = times[role] - each * np.arange(times.shape[1])
        if not rest[1:].any() or len(price) >= STATES:
            continue
        most[role] = min(COUNTED, upto, STATES // len(price) - 1)
        if most[role] < 1:
            continue
        step[role] = len(price)
        own = rest[: most[role] + 1].copy()
        own[-1] = rest[most[role] :].min()
        price = (own[:, None] + price[None, :]).ravel()
    return RoleCounts(added, step, most, price)
