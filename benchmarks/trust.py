"""Can the search be trusted? Against proven optima, against brute force, against recomputation.

    python benchmarks/trust.py                  # 200 stores, 2,000 weeks, 40 searches recomputed
    python benchmarks/trust.py --stores 20 --weeks 100 --recomputed 5

Writes `trust.csv` (one row a store) and prints a summary. Exit status 1 where a cost lies below a
proven optimum, where the search is not equal on 95 % of the stores and within 0.5 % on the rest,
where a week is not solved to its optimum, or where a sum kept up by moves is wrong.
"""

from __future__ import annotations

import argparse
import csv
import sys
from dataclasses import asdict, fields
from itertools import islice
from pathlib import Path

from one_person import cheapest, one_person_weeks
from recomputed import differences
from small_stores import small_store
from trusted import Comparison, compared, searched

TABLE = Path(__file__).resolve().parent / "trust.csv"
EQUAL = 0.95
WITHIN = 0.005
WEEK_MOVES = 100_000
RECOMPUTED_MOVES, EVERY = 600, 1


def main() -> int:
    """All three, one after the other."""
    asked = _arguments()
    good = [
        _weeks(asked.weeks),
        _recomputed(asked.recomputed),
        _stores(asked.stores, asked.moves, asked.table),
    ]
    return 0 if all(good) else 1


def _weeks(many: int) -> bool:
    """One-person weeks against every roster there is."""
    missed = []
    for store in islice(one_person_weeks(), many):
        kept, billed = searched(store, WEEK_MOVES)
        best = cheapest(store)
        if not kept == billed == best:
            missed.append(store.seed)
            print(f"week {store.seed}: kept {kept}, billed {billed}, cheapest {best}", flush=True)
    print(f"weeks of one person: {many - len(missed)} of {many} at the brute-force optimum")
    return not missed


def _recomputed(many: int) -> bool:
    """Sums kept up by moves against sums from nothing, after every move."""
    wrong = [
        found
        for seed in range(many)
        for found in differences(small_store(seed), RECOMPUTED_MOVES, EVERY)
    ]
    for each in wrong[:5]:
        print(each)
    print(
        f"recomputed after each of {RECOMPUTED_MOVES} moves on {many} stores: {len(wrong)} differ"
    )
    return not wrong


def _stores(many: int, moves: int, table: Path) -> bool:
    """Small stores against proven optima."""
    found = []
    print(f"{'seed':>5} {'people':>6} {'days':>4} {'found':>12} {'optimum':>12} {'above':>8}")
    for seed in range(many):
        one = compared(small_store(seed), moves)
        found.append(one)
        _write(found, table)
        if not (one.optimal and one.equal and one.accepted and not one.hard):
            print(_line(one), flush=True)
    return _judged(found)


def _judged(found: list[Comparison]) -> bool:
    """The summary of all stores, and whether it is good enough."""
    proven = [one for one in found if one.optimal]
    below = [one for one in found if one.below]
    wrong = [one for one in found if one.hard or not one.accepted]
    equal = sum(one.equal for one in proven)
    worst = max((one.excess for one in proven), default=0.0)
    far = sum(one.excess > WITHIN for one in proven)
    print(
        f"small stores: {len(proven)} of {len(found)} proven; equal on {equal}, above by more than "
        f"{WITHIN:.1%} on {far} (at most {worst:.2%}), below on {len(below)}, illegal {len(wrong)}"
    )
    enough = not proven or (equal >= EQUAL * len(proven) and not far)
    return enough and not below and not wrong


def _line(one: Comparison) -> str:
    said = "BELOW" if one.below else f"{one.excess:.2%}" if one.optimal else "not proven"
    said += "" if one.accepted and not one.hard else " ILLEGAL"
    return (
        f"{one.seed:5} {one.people:6} {one.days:4} {one.found:12.1f} {one.optimum:12.1f} {said:>8}"
    )


def _write(found: list[Comparison], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        names = [field.name for field in fields(Comparison)]
        writer = csv.DictWriter(handle, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(one) for one in found)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stores", type=int, default=200)
    parser.add_argument(
        "--moves", type=int, default=400_000, help="moves a search on a small store"
    )
    parser.add_argument("--weeks", type=int, default=2000)
    parser.add_argument("--recomputed", type=int, default=40)
    parser.add_argument("--table", type=Path, default=TABLE)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
