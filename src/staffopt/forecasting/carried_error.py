"""How much of what weeks were missed by of late goes on, as it went on before."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

KEPT = 0.5
"""What is left, a week on, of a week's part in the errors of late."""

DOUBT = 2.0
"""So many weeks of usual errors in which nothing went on are taken as seen before all others."""

MOST = float(np.log(2))
"""Twice or half what was expected is a slump, a closing or its end, no rise that is run after."""


def carried(missed: Floats, trust: Floats, ahead: int) -> float:
    """What to add to a forecast `ahead` weeks ahead for the errors of forecasts so far ahead.

    A share of the errors of late, those of a rise that the forecast runs after. The share is what
    went on in the past: each week's error regressed on the errors that were known when that week
    was forecast. It is between nothing and the whole; where errors are chance it is nothing.

    `missed` has the errors week by week, logs of what came over what was expected, oldest first,
    `trust` how far each is believed. Errors beyond `MOST` are passed over.
    """
    trust = np.where(np.abs(missed) > MOST, 0.0, trust)
    if len(missed) <= ahead:
        return 0.0
    late = _of_late(missed, trust)
    known, then, weight = late[:-ahead], missed[ahead:], trust[ahead:]
    usual = float((trust * missed**2).sum()) / max(float(trust.sum()), 1.0)
    spread = float((weight * known**2).sum()) + DOUBT * usual
    if spread == 0.0:
        return 0.0
    share = float((weight * known * then).sum()) / spread
    return float(np.clip(share, 0.0, 1.0) * late[-1])


def _of_late(missed: Floats, trust: Floats) -> Floats:
    """The average of errors up to each week, recent ones first of all; 0 before any is believed."""
    found = np.zeros(len(missed))
    total = weight = 0.0
    for week, (error, believed) in enumerate(zip(missed.tolist(), trust.tolist(), strict=True)):
        total, weight = KEPT * total + believed * error, KEPT * weight + believed
        found[week] = total / weight if weight > 0.0 else 0.0
    return found
