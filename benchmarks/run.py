"""Solve benchmark instances through the public API; their own checkers are the judges.

    python benchmarks/run.py --suite stores                      # all twelve, 300 s, three seeds
    python benchmarks/run.py --suite stores FILE --seconds 60 --seed 1 --out solutions/
    python benchmarks/run.py --suite nrp --instances DIR

Without files: the suite's own. Every run is a process of its own and one row of `results.csv`; runs
that have a row for these sources, budget and seed are skipped. Exit status: 0 done, 1 a run failed
or broke a hard rule, 2 something is missing, 3 a cost contradicts a bound (nothing is written).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tracking.best_known import BEST_KNOWN, ContradictionError
from tracking.peers import run_peers
from tracking.row import RESULTS, Row
from tracking.runs import Asked, keep, tasks
from tracking.suites import ADAPTERS, MissingError

HEAD = f"{'instance':14} {'seed':>4} {'cost':>9} {'at 60 s':>9} {'bound':>9} {'moves/CPU-s':>11}"


def main() -> int:
    """Do all that is asked for; one line each."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        try:
            if asked.suite == "peers":
                return run_peers(asked, Path(folder))
            return _all(asked, Path(folder))
        except MissingError as missing:
            print(missing, file=sys.stderr)
            return 2
        except ContradictionError as error:
            print(f"CONTRADICTION: {error}", file=sys.stderr)
            return 3


def _all(asked: Asked, folder: Path) -> int:
    """Make the runs that have no row yet; the worst exit status."""
    worst = 0
    todo, done = tasks(asked)
    for task in done:
        print(f"{task.path.stem:14} {task.seed:4d} is in {asked.results.name} already")
    print(HEAD, flush=True)
    for task in todo:
        row = task.run(asked.out or folder, folder)
        if row is None:
            print(f"{task.path.stem:14} {task.seed:4d} failed", flush=True)
            worst = 1
            continue
        keep(row, asked)
        print(_line(row), flush=True)
        worst = max(worst, int(row.violations > 0))
    return worst


def _line(row: Row) -> str:
    """What the terminal is told of a run."""
    at_60 = row.at(60)
    differs = row.own_cost is not None and abs(row.own_cost - row.cost) >= 1
    cells = ("" if at_60 is None else at_60, "" if row.bound is None else row.bound, row.rate or "")
    said = [
        f"{row.instance:14} {row.seed:4d} {row.cost:9.0f}",
        "{:>9} {:>9} {:>11}".format(*cells),
        f"{row.violations} hard violations" if row.violations else "legal",
        f"own cost {row.own_cost:g}" if differs else "",
        row.parts,
    ]
    return " ".join(each for each in said if each)


def _seeds(text: str) -> list[int]:
    return [int(each) for each in text.split(",")]


def _arguments() -> Asked:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, help="instances; the suite's own if none")
    parser.add_argument("--suite", choices=[*ADAPTERS, "peers"], required=True)
    parser.add_argument("--instances", type=Path, help="folder with the suite's instances")
    parser.add_argument("--seconds", type=float, help="search budget; the suite's long run if none")
    parser.add_argument("--iterations", type=int, help="moves instead of seconds: repeatable")
    parser.add_argument("--seed", type=_seeds, help="one, or several as 1,2,3")
    parser.add_argument("--out", type=Path, help="folder for one solution file an instance")
    parser.add_argument("--dirty", action="store_true", help="run sources that are not committed")
    parser.add_argument("--jars", type=Path, help="peers: the folder of Timefold's jars")
    parser.add_argument(
        "--rows", type=Path, help="peers: keep the rows of this peers.csv, run none"
    )
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--best-known", type=Path, default=BEST_KNOWN)
    return parser.parse_args(namespace=Asked())


if __name__ == "__main__":
    sys.exit(main())
