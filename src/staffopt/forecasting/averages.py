"""What an average customer brings: lines, items and other measures of the history."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from staffopt.domain.demand import Counts


def averages(history: Counts | None, driver: str) -> Mapping[str, float]:
    """The average of each measure per event of a driver over all known slots.

    A measure of a driver is `extra["driver.measure"]`. Without a history or events there are none.
    """
    if history is None or driver not in history.series:
        return {}
    events = float(np.sum(history.series[driver][history.known]))
    if events == 0.0:
        return {}
    prefix = f"{driver}."
    return {
        name.removeprefix(prefix): float(np.sum(values[history.known])) / events
        for name, values in sorted(history.extra.items())
        if name.startswith(prefix)
    }
