"""The best cost and bound known of every instance; only a checker's figure changes it."""

from __future__ import annotations

import csv
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from tracking.row import Row, number

BEST_KNOWN = Path(__file__).resolve().parent.parent / "best_known.csv"
ROUNDING = 1e-6


class ContradictionError(Exception):
    """A cost below a bound: one of the two is wrong."""


@dataclass(frozen=True)
class Known:
    """What is known of one instance, in its units; None for nothing."""

    suite: str
    instance: str
    cost: float | None = None
    cost_by: str = ""
    bound: float | None = None
    bound_by: str = ""


Table = dict[tuple[str, str], Known]


def read_known(path: Path = BEST_KNOWN) -> Table:
    """The table by suite and instance; empty where there is no file."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as handle:
        rows = [
            Known(
                line["suite"],
                line["instance"],
                float(line["cost"]) if line["cost"] else None,
                line["cost_by"],
                float(line["bound"]) if line["bound"] else None,
                line["bound_by"],
            )
            for line in csv.DictReader(handle)
        ]
    return {(each.suite, each.instance): each for each in rows}


def write_known(table: Table, path: Path = BEST_KNOWN) -> None:
    """Write the table in the order of its keys."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, [f.name for f in fields(Known)], lineterminator="\n")
        writer.writeheader()
        for key in sorted(table):
            cells = asdict(table[key])
            writer.writerow({k: number(v) if isinstance(v, float) else v for k, v in cells.items()})


def learned(table: Table, row: Row) -> Table:
    """The table after a run. Raises ContradictionError where a cost lies below a bound.

    An illegal solution, or none, teaches nothing. A bound counts only where our own cost is the
    checker's: otherwise the two are not about the same sum.
    """
    if row.violations or not row.found:
        return table
    old = table.get((row.suite, row.instance), Known(row.suite, row.instance))
    new = old
    budget = f"{row.seconds} s" if row.seconds else f"{row.moves} moves"
    by = f"{row.method}, {budget}, seed {row.seed}, {row.commit}"
    if old.cost is None or row.cost < old.cost:
        new = replace(new, cost=row.cost, cost_by=by)
    same = row.own_cost is not None and abs(row.own_cost - row.cost) < 1
    if same and row.bound is not None and (old.bound is None or row.bound > old.bound):
        new = replace(new, bound=row.bound, bound_by=f"{row.bound_by}, {row.commit}")
    if None not in (new.cost, new.bound) and new.bound > new.cost + ROUNDING:  # type: ignore[operator] # not None
        raise ContradictionError(
            f"{row.suite} {row.instance}: cost {new.cost:g} ({new.cost_by}) is below "
            f"bound {new.bound:g} ({new.bound_by}); one of them is wrong, nothing was written"
        )
    return {**table, (row.suite, row.instance): new}
