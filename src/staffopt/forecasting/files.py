"""Forecasts as files: `forecasts/<store>/<week>.csv`, and a manager's `<week>.override.csv`."""

from __future__ import annotations

import csv
import io
import os
from dataclasses import astuple
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from staffopt.domain.demand import QUANTILES, Demand
from staffopt.domain.doubt import MOST_ERROR
from staffopt.forecasting.event_cells import event_cell

COLUMNS = (
    *("driver", "start", "mean", "p50", "p80", "p90", "p95"),
    *("batch", "day", "week", "error", "events"),
)


def demand_path(folder: str | Path, store: str, first: date) -> Path:
    """Where the forecast of a store's week is kept."""
    return Path(folder) / (store.strip(". ") or "store") / f"{first.isoformat()}.csv"


def override_path(demand_file: Path) -> Path:
    """Where a manager's corrections to a forecast are kept: next to it."""
    return demand_file.with_suffix(".override.csv")


def override_paths(store: str, first: date, weeks: int = 1) -> tuple[Path, ...]:
    """Where the corrections of some weeks' forecasts are kept in the current folder."""
    starts = (first + timedelta(days=7 * number) for number in range(weeks))
    return tuple(override_path(demand_path("forecasts", store, each)) for each in starts)


def write_demand(demand: Demand, path: str | Path) -> Path:
    """Write the open slots of a demand as CSV, at once or not at all; return the path.

    A manager's corrections stay out: their own file holds them, so that both can be scored.
    """
    path = Path(path)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    horizon = demand.horizon
    for name, corrected in demand.drivers.items():
        driver = corrected.uncorrected or corrected
        errors = np.minimum(np.sqrt(driver.lift - 1.0), MOST_ERROR)
        for at, spread in driver.slots_of_weeks(horizon):
            parts = [f"{part:.6g}" for part in astuple(spread)]
            for slot in (at.start + np.flatnonzero(demand.open[at])).tolist():
                start = horizon.local(horizon.instant(slot)).isoformat()
                counts = (f"{driver.quantiles[level][slot]:g}" for level in QUANTILES)
                mean, error = f"{driver.mean[slot]:.6g}", f"{errors[slot]:.6g}"
                events = event_cell(driver.doubts, slot)
                writer.writerow((name, start, mean, *counts, *parts, error, events))
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_text(text.getvalue(), encoding="utf-8")
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return path
