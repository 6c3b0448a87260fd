"""Rates that rise with hours, and what so many minutes owe by them."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated

import numpy as np
from pydantic import AfterValidator

from staffopt.domain.shapes import Ints


def _rising(tiers: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
    """Tiers whose hours and rates rise."""
    if any(two[0] <= one[0] or two[1] <= one[1] for one, two in pairwise(tiers)):
        raise ValueError("hours and rates must rise from tier to tier")
    if any(hours < 0 or rate < 1 for hours, rate in tiers):
        raise ValueError("hours are 0 or more, rates 1 or more")
    return tiers


Tiers = Annotated[tuple[tuple[float, float], ...], AfterValidator(_rising)]
"""(hours above which, rate in wages) in rising order."""


def steps_of(tiers: Tiers, wage: int) -> list[tuple[int, int]]:
    """Minutes above which an hour costs so much more than below."""
    rates = [1.0, *(rate for _, rate in tiers)]
    prices = [round(wage * (rate - 1)) for rate in rates]
    return [
        (round(hours * 60), dearer - price)
        for (hours, _), (price, dearer) in zip(tiers, pairwise(prices), strict=True)
    ]


def owed(paid: Ints, tiers: Tiers, wage: int) -> Ints:
    """What each of some numbers of minutes owes on top of the wage, in 1/60 of a hundredth."""
    steps = steps_of(tiers, wage)
    return sum((np.maximum(paid - above, 0) * step for above, step in steps), 0 * paid)
