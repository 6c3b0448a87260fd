"""A history's counts under the names that a store gives to its drivers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from staffopt.domain.demand import Counts
from staffopt.inputs.settings import DriverSettings

SERIES = {"sale": "sales", "return": "returns"}
"""The series of the counts that a kind of transaction is found in."""


def driver_counts(counts: Counts, drivers: Mapping[str, DriverSettings]) -> Counts:
    """The counts of every driver that is counted, with its measures; rates of others have none."""
    kinds = {name: SERIES[driver.kind] for name, driver in drivers.items() if driver.kind}
    series = {name: counts.series[kind] for name, kind in kinds.items() if kind in counts.series}
    extra = {
        f"{name}.{measure}": values
        for name, kind in kinds.items()
        for key, values in counts.extra.items()
        for owner, _, measure in [key.partition(".")]
        if owner == kind
    }
    return replace(counts, series=series, extra=extra)
