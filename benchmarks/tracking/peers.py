"""Other solvers on the store weeks: their own runner's rows, in our results file."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator
from math import inf
from pathlib import Path

from tracking.row import Row, read_rows
from tracking.runs import Asked, keep
from tracking.source import commit, versions
from tracking.suites import HERE, MissingError, suite

RUNNER = HERE / "peers" / "run.py"
PARTS = ("under", "over", "overtime", "preference", "fairness", "no_supervisor")
DEFAULT_SECONDS = 60.0
IN_VAIN = ("UNKNOWN", "Time limit reached")
"""How CP-SAT and HiGHS say that they found nothing in time."""


def run_peers(asked: Asked, scratch: Path) -> int:
    """Run every peer on every instance that has no row yet; the worst exit status.

    With `rows`, take in a table that the peers' runner wrote before instead. Raises MissingError,
    and ContradictionError from the first cost below a bound.
    """
    if asked.rows is not None:
        return take_in(asked.rows, commit("peers"), asked)
    if not RUNNER.is_file():
        raise MissingError(f"suite peers: {RUNNER.relative_to(HERE.parent)} is not there")
    files = asked.files or suite("stores").files(asked.instances)
    seconds, at, worst = asked.seconds or DEFAULT_SECONDS, commit("peers"), 0
    known = {
        (row.instance, row.seconds, row.seed)
        for row in read_rows(asked.results)
        if row.method != "staffopt" and row.commit == at
    }
    for path in files:
        for seed in asked.seed or [1]:
            if (path.stem, f"{seconds:g}", seed) in known:
                print(f"{path.stem:14} {seed:4d} is in {asked.results.name} already")
                continue
            folder = (asked.out or scratch) / f"{path.stem}-{seed}"
            words = [path, "--seconds", seconds, "--seed", seed, "--out", folder]
            words += ["--jars", asked.jars] if asked.jars else []
            done = subprocess.run([sys.executable, str(RUNNER), *map(str, words)], check=False)
            worst = max(worst, done.returncode)
            take_in(folder / "peers.csv", at, asked)
    return worst


def take_in(path: Path, at: str, asked: Asked) -> int:
    """Keep the rows of a peers' table that are not kept yet."""
    for row in rows_of(path, at):
        if row not in read_rows(asked.results):
            keep(row, asked)
    return 0


def rows_of(path: Path, at: str) -> Iterator[Row]:
    """The runs of a peers' file that gave a roster, or searched in vain to their end."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as handle:
        for line in csv.DictReader(handle):
            if line["residual"] or line["note"].startswith(IN_VAIN):
                yield _row(line, at)


def _row(line: dict[str, str], at: str) -> Row:
    cost = float(line["residual"] or "inf")
    parts = {part: line[part] for part in PARTS if line[part]}
    share = float(line["share_percent"] or 0) / 100
    if share:
        parts["wage_proxy"] = str(round(cost / share - cost))
    bound = float(line["bound"]) if line["bound"] else None
    return Row(
        suite="stores",
        instance=line["instance"],
        method=line["peer"],
        seconds=f"{float(line['seconds']):g}",
        seed=int(line["seed"]),
        cost=cost,
        violations=int(line["hard"] or 0),
        parts=" ".join(f"{name}={amount}" for name, amount in parts.items()),
        bound=bound,
        bound_by=line["peer"] if bound is not None else "",
        gap=(cost - bound) / cost if bound is not None and 0 < cost < inf else None,
        wall_s=float(line["wall_s"]),
        cpu_s=float(line["cpu_s"]),
        cores=int(line["cores"]),
        load=float(line["load"]),
        stopped=line.get("by") or "clock",
        versions=versions(),
        commit=at,
        date=line["when"].replace("Z", "+00:00"),
    )
