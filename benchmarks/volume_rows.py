"""Writes a chain's made-up transactions: any number of rows, a file a week, memory flat.

    python benchmarks/volume_rows.py DIR --rows 100000000 --stores 500 [--seed 1] [--csv]

Every store has its own size, and customers by weekday and quarter of an hour; counts are Poisson.
Of 1,000 rows about 40 are returns, 5 voids, 2 of amount 0, and 1 repeats the one before it. The
same seed gives the same rows.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

FIRST = date(2025, 1, 6)
WEEKS = 52
OPENS, SLOTS = 8 * 60, 48
MEMORY = "500MB"
QUERY = """
    SELECT ts, printf('%03d', store) AS store,
           (CASE WHEN repeats THEN id - 1 ELSE id END)::VARCHAR AS id,
           CASE kind WHEN 1 THEN 'return' WHEN 2 THEN 'void' ELSE 'sale' END AS type,
           CASE kind WHEN 1 THEN -amount WHEN 3 THEN 0.0 ELSE amount END AS amount, items
    FROM week
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--stores", type=int, default=500)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--csv", action="store_true", help="CSV instead of Parquet")
    chosen = options.parse_args()
    files = write(chosen.folder, chosen.rows, chosen.stores, chosen.seed, chosen.csv)
    size = sum(file.stat().st_size for file in files)
    print(f"{len(files)} files, {size / 1e6:,.0f} MB in {chosen.folder}")


def write(folder: Path, rows: int, stores: int, seed: int = 1, csv: bool = False) -> list[Path]:
    """Write about so many rows of so many stores; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with duckdb.connect(config={"memory_limit": MEMORY}) as database:
        for number, week in enumerate(weeks(rows, stores, seed)):
            database.register("week", week)
            path = folder / f"week_{number:02}.{'csv' if csv else 'parquet'}"
            form = "FORMAT csv, HEADER" if csv else "FORMAT parquet"
            database.execute(f"COPY ({QUERY}) TO '{path}' ({form})")
            database.unregister("week")
            written.append(path)
    return written


def weeks(rows: int, stores: int, seed: int) -> Iterator[pd.DataFrame]:
    """Yield the rows of each week, in order of time."""
    rng = np.random.default_rng(seed)
    rates = pattern(rng, stores)
    rates *= rows / WEEKS / rates.sum()
    number = 100_000_000
    for week in range(WEEKS):
        counts = rng.poisson(rates)
        slot, store = np.divmod(np.repeat(np.arange(counts.size), counts.ravel()), stores)
        day, quarter = np.divmod(slot, SLOTS)
        n = len(slot)
        second = rng.integers(0, 900, n)
        monday = np.datetime64(FIRST + timedelta(weeks=week), "s")
        at = ((day * 24 * 60 + OPENS + quarter * 15) * 60 + second).astype("timedelta64[s]")
        kind = rng.choice(4, n, p=[0.953, 0.04, 0.005, 0.002])
        repeats = rng.random(n) < 0.001
        repeats[:1] = False
        stamps, before = monday + at, np.flatnonzero(repeats) - 1
        stamps[repeats], store[repeats] = stamps[before], store[before]
        yield pd.DataFrame(
            {
                "ts": stamps.astype("datetime64[us]"),
                "store": store.astype(np.int32) + 1,
                "id": number + np.arange(n),
                "repeats": repeats,
                "kind": kind.astype(np.int8),
                "amount": np.round(np.exp(rng.normal(2.7, 0.9, n)), 2),
                "items": 1 + rng.poisson(5, n).astype(np.int32),
            }
        )
        number += n


def pattern(rng: np.random.Generator, stores: int) -> np.ndarray:
    """Return the customers per day of the week, quarter of an hour and store."""
    size = np.exp(rng.normal(0, 0.5, stores))
    weekday = np.array([0.9, 0.85, 0.9, 1.0, 1.25, 1.4, 0.7])
    hour = OPENS / 60 + np.arange(SLOTS) / 4
    peak = rng.normal(17, 0.7, stores)
    noon = np.exp(-0.5 * ((hour[:, None] - 12) / 1.8) ** 2)
    evening = np.exp(-0.5 * ((hour[:, None] - peak[None, :]) / 1.5) ** 2)
    day = 0.3 + noon + 1.3 * evening
    return np.asarray(weekday[:, None, None] * day[None, :, :] * size[None, None, :])


if __name__ == "__main__":
    main()
