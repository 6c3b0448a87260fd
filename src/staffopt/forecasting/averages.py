"""What an average customer brings: lines, items and other measures of the history."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from staffopt.domain.demand import Counts


def averages(history: Counts, driver: str) -> Mapping[str, float]:
    """The average of each measure per event of a driver over all known slots.

    A measure of a driver is `extra["driver.measure"]`. A driver without events has no averages.
    """
    series = history.series.get(driver)
    if series is None:
        return {}
    events = float(np.sum(series[history.known]))
    prefix = f"{driver}."
    if events == 0.0:
        return {}
    return {
        name.removeprefix(prefix): float(np.sum(values[history.known])) / events
        for name, values in sorted(history.extra.items())
        if name.startswith(prefix)
    }
