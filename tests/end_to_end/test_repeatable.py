"""The same inputs, seed and iterations give the same plan, whatever came after `as_of`."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from tests.end_to_end.conftest import PLANNED, WEEK, Command, bytes_of

AS_OF = date(2026, 3, 9)
"""Two weeks before the planned week starts."""


THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS")


def test_two_processes_write_the_same_bytes(root: Path, tmp_path: Path):
    """In every file but manifest.json, however Python hashes and however many cores there are.

    One process has every core and two threads a library, the other one core and one thread.
    """
    store, plans = root / "configs" / "trade-counter", []
    for hashing, threads in (("1", "2"), ("2", "1")):
        out = tmp_path / hashing
        command = f"plan {store} --week 2011-11-14 --iterations 20000 --seed 7 --out {out} --quiet"
        program = [sys.executable, "-m", "staffopt", *command.split()]
        one_core = ["taskset", "-c", str(min(os.sched_getaffinity(0)))] if threads == "1" else []
        subprocess.run(
            [*one_core, *program],
            env={**os.environ, "PYTHONHASHSEED": hashing, **dict.fromkeys(THREADS, threads)},
            check=True,
        )
        plans.append(bytes_of(out))
    first, second = plans
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == ["manifest.json"]


def test_another_seed_finds_another_roster(desk: Path, staffopt: Command):
    """So that the test above does not pass because nothing is drawn."""
    rosters = set()
    for seed in ("1", "2"):
        command = f"plan shop --week {WEEK} --iterations 2000 --seed {seed} --out {seed} --quiet"
        assert staffopt(*command.split()).exit_code == 0
        rosters.add((desk / seed / "roster.csv").read_bytes())
    assert len(rosters) == 2


def test_what_happened_after_as_of_changes_nothing(desk: Path, staffopt: Command):
    """Later transactions dropped, doubled and moved: the same plan; one earlier: another."""
    sales = desk / "shop" / "transactions.csv"
    with sales.open(encoding="utf-8", newline="") as handle:
        header, *rows = list(csv.reader(handle))
    earlier = [row for row in rows if date.fromisoformat(row[0][:10]) < AS_OF]
    later = [row for row in rows if date.fromisoformat(row[0][:10]) >= AS_OF]
    assert len(later) > 100
    crowd = [[row[0], f"x{k}", *row[2:]] for k, row in enumerate(later)]
    lines_of = {
        "as it was": earlier + later,
        "crowded": earlier + later[::2] + crowd,
        "rewritten": earlier + [[row[0], row[1], "return", "-5.00", "9"] for row in later],
        "an earlier day gone": [row for row in rows if row[0][:10] != "2026-03-04"],
    }
    plans = {}
    for name, lines in lines_of.items():
        with sales.open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle, lineterminator="\n").writerows([header, *lines])
        assert staffopt(*f"plan shop --week {WEEK} --iterations 1 --quiet".split()).exit_code == 0
        plans[name] = {k: v for k, v in bytes_of(desk / PLANNED).items() if k != "manifest.json"}
    usual = plans["as it was"]
    for name in ("crowded", "rewritten"):
        assert [file for file in usual if plans[name][file] != usual[file]] == []
    assert plans["an earlier day gone"]["coverage.csv"] != usual["coverage.csv"]
