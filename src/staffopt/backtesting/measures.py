"""How far counts fell from what was expected, slot by slot: each measure one function of arrays."""

from __future__ import annotations

import numpy as np

from staffopt.domain.arrays import Floats
from staffopt.domain.negative_binomial import not_above
from staffopt.domain.spread import Spread
from staffopt.forecasting.poisson_deviance import LEAST_MEAN


def noise(rates: Floats) -> Floats:
    """What counts of known rates are missed by on average: E|Y - l| of Poisson counts.

    2 exp(-l) l^(floor(l) + 1) / floor(l)!
    """
    from scipy.special import gammaln

    safe = np.maximum(rates, LEAST_MEAN)
    whole = np.floor(safe)
    found: Floats = 2.0 * np.exp((whole + 1.0) * np.log(safe) - safe - gammaln(whole + 1.0))
    return found


def pinball(actual: Floats, quantile: Floats, level: float) -> Floats:
    """The loss that the true quantile makes smallest: a count above it costs `level` of the way."""
    above = actual - quantile
    found: Floats = np.maximum(level * above, (level - 1.0) * above)
    return found


def below(
    actual: Floats,
    quantile: Floats,
    mean: Floats,
    spread: Spread,
    level: float,
    lift: Floats | float = 1.0,
) -> Floats:
    """How much of each count lies below a quantile: 1, 0, or the due part of a count right on it.

    Why in parts: counts are whole, so that plain shares are too high even of perfect quantiles.
    `spread` and `lift` are those of the law that the quantile was taken from.
    """
    safe = np.maximum(mean, LEAST_MEAN)
    variance = spread.rate_variance(safe, lift)
    under = not_above(quantile - 1.0, safe, variance)
    here = not_above(quantile, safe, variance) - under
    part = np.divide(level - under, here, out=np.ones_like(mean), where=here > 0)
    found: Floats = (actual < quantile) + (actual == quantile) * np.clip(part, 0.0, 1.0)
    return found
