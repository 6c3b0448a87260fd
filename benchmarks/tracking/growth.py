"""The sections of the page that other scripts' tables fill: trust and scaling."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from tracking.markdown import table

HERE = Path(__file__).resolve().parent.parent
SCALING = HERE / "scaling.csv"
TRUST = HERE / "trust.csv"
WITHIN = 0.005


def trust(path: Path = TRUST) -> Iterator[str]:
    """What the small stores of `trust.py` said, in a table of a few lines; nothing without them."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if row["optimal"] == "True"]
    above = [(float(r["found"]) - float(r["optimum"])) / max(float(r["optimum"]), 1) for r in rows]
    counts = {
        "proven by CP-SAT": len(rows),
        "search below the proven optimum": sum(each < -1e-9 for each in above),
        "equal to it": sum(abs(each) < 1e-9 for each in above),
        "above it by at most 0.5 %": sum(1e-9 <= each <= WITHIN for each in above),
        "further above": sum(each > WITHIN for each in above),
    }
    worst = f"{max(above, default=0):.2%}"
    yield "## Trust\n\nThe search alone on small stores (`benchmarks/trust.py`), counted.\n"
    lines = [[name, str(count)] for name, count in counts.items()]
    yield table(("stores", "number"), [*lines, ["furthest above", worst]], numbers=1)


def scaling(path: Path = SCALING) -> Iterator[str]:
    """The rows of `scaling.py`; nothing without them."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    yield (
        "## Scaling\n\nStores made by seed (`benchmarks/scaling.py`): people, weeks, minutes of a"
        " slot, roles, and the law pack whose rules hold beside the store's own; with training to"
        " be placed, minors, wishes. Cost in units of money.\n"
    )
    heads = (
        *("store", "budget", "rules", "candidates", "build", "first roster", "to 2 %", "total"),
        *("cost", "gap", "moves/CPU-s", "memory", "load", "failed"),
    )
    yield table(heads, [_line(row) for row in rows], numbers=12)


def _line(row: dict[str, str]) -> list[str]:
    seconds = [_with(row[name], " s") for name in ("build_s", "first_roster_s", "to_gap_s")]
    gap = f"{float(row['gap']):.2%}" if row["gap"] else ""
    return [
        row["store"],
        f"{float(row['seconds']):g} s",
        row["rules"],
        row["rows"],
        *seconds,
        _with(row["total_s"], " s"),
        row["cost"],
        gap,
        row["rate"],
        _with(row["memory_mb"], " MB"),
        row["load"],
        row["failed"],
    ]


def _with(cell: str, unit: str) -> str:
    return cell + unit if cell else ""
