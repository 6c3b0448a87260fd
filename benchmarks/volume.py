"""Measures how long many stores' transactions take to become counts, and forecasts of them.

    python benchmarks/volume.py FOLDER [--rows 1000000,10000000] [--stores 500] [--csv]
                                [--forecasts 1000]

For each number of rows `volume_rows.py` writes a chain to a folder in FOLDER, unless it is there;
then a process of its own reads all its stores, and prints seconds, CPU seconds and peak memory:
until the rows are condensed on disk to counts per quarter of an hour, and until every store has
its counts and its report. With `--forecasts`, `gam` then expects a week that many times, from the
stores' histories in turn.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from datetime import time as wall_time
from datetime import timedelta
from pathlib import Path
from typing import Any

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Counts
from staffopt.domain.opening import Opening
from staffopt.errors import DataError
from staffopt.forecasting.gam import Gam
from staffopt.inputs.transactions import TransactionSettings
from staffopt.inputs.transactions.asked import Asked
from staffopt.inputs.transactions.many import read_each
from volume_rows import write

ZONE = "Europe/Warsaw"
OPENING = Opening({day: ((wall_time(8), wall_time(20)),) for day in range(7)})
COLUMNS = {
    "time": "ts", "id": "id", "type": "type", "amount": "amount", "items": "items", "store": "store"
}  # fmt: skip
HEAD = ("rows", "stores", "counted s", "cpu s", "all s", "cpu s", "MB", "kept", "load")
KEPT_FOR_FORECASTS = 20


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--rows", default="1000000,10000000")
    options.add_argument("--stores", type=int, default=500)
    options.add_argument("--csv", action="store_true")
    options.add_argument("--forecasts", type=int, default=0)
    options.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.child:
        print(json.dumps(measured(chosen.folder, chosen.stores, chosen.csv, chosen.forecasts)))
        return
    print("  ".join(f"{name:>11}" for name in HEAD))
    for rows in (int(text) for text in chosen.rows.split(",")):
        row = in_process(chosen, rows)
        shown = (row[key] for key in ("rows", "stores", "pressed", "pressed_cpu", "seconds", "cpu"))
        print("  ".join(f"{value:>11,}" for value in (*shown, row["mb"], row["kept"], row["load"])))
        if "forecasts" in row:
            print(
                f"{chosen.forecasts} forecasts by gam: {row['forecasts']} s, CPU {row['f_cpu']} s"
            )


def in_process(chosen: argparse.Namespace, rows: int) -> dict[str, Any]:
    """Write the rows if need be, and measure in a new process."""
    folder = chosen.folder / f"{rows}_{chosen.stores}_{'csv' if chosen.csv else 'parquet'}"
    if not folder.exists():
        write(folder, rows, chosen.stores, csv=chosen.csv)
    command = [sys.executable, __file__, str(folder), "--child", "--stores", str(chosen.stores)]
    command += ["--forecasts", str(chosen.forecasts), *(["--csv"] if chosen.csv else [])]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measured(folder: Path, stores: int, csv: bool, forecasts: int) -> dict[str, Any]:
    """Read all stores of a folder; return what it took."""
    load = round(os.getloadavg()[0], 1)
    began, spent = time.perf_counter(), time.process_time()
    first: tuple[float, float] | None = None
    kept, rows = 0, 0
    histories: list[Counts] = []
    for _, sales in read_each(asked(folder, stores, csv)):
        if isinstance(sales, DataError):
            raise sales
        first = first or (time.perf_counter() - began, time.process_time() - spent)
        kept, rows = kept + sum(sales.quality.kept.values()), sales.quality.rows
        if len(histories) < KEPT_FOR_FORECASTS:
            histories.append(sales.counts)
    assert first is not None
    found = {
        "rows": rows,
        "stores": stores,
        "pressed": round(first[0], 1),
        "pressed_cpu": round(first[1], 1),
        "seconds": round(time.perf_counter() - began, 1),
        "cpu": round(time.process_time() - spent, 1),
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "kept": kept,
        "load": load,
    }
    return found | (forecast_times(histories, forecasts) if forecasts else {})


def asked(folder: Path, stores: int, csv: bool) -> list[Asked]:
    """What is asked for each store of the chain."""
    base = {
        "source": "*.csv" if csv else "*.parquet",
        "zone": ZONE,
        "columns": COLUMNS,
        "kinds": {"types": {"sale": "sale", "return": "return", "void": "void"}},
    }
    return [
        Asked(
            TransactionSettings.model_validate(base | {"store": f"{store:03}"}),
            folder,
            ZONE,
            OPENING,
        )
        for store in range(1, stores + 1)
    ]


def forecast_times(histories: list[Counts], forecasts: int) -> dict[str, Any]:
    """Return how long so many forecasts take, one after the other."""
    began, spent = time.perf_counter(), time.process_time()
    for k in range(forecasts):
        history = histories[k % len(histories)]
        week = Horizon(history.horizon.dates[-1] + timedelta(days=1), 7, ZONE)
        Gam().forecast(history, "sales", week, OPENING)
    seconds, cpu = time.perf_counter() - began, time.process_time() - spent
    return {"forecasts": round(seconds, 1), "f_cpu": round(cpu, 1)}


if __name__ == "__main__":
    main()
