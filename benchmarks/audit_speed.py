"""Measures how long an audit of many shifts takes: reading the table, and checking every rule.

    python benchmarks/audit_speed.py [--shifts 100000] [--people 1000] [--store STORE]

The store's people are copied until there are enough; each works five shifts a week of the same
pattern, with its breaks, for as many weeks as that takes. Seconds are of the CPU, on one core.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from datetime import time as wall_time
from pathlib import Path

import staffopt as so
from staffopt.domain.calendar import Horizon
from staffopt.domain.people import Person
from staffopt.formats.roster_table import ROSTER_COLUMNS

HERE = Path(__file__).resolve().parent.parent
FIRST = date(2012, 1, 2)
STARTS = (8, 9, 10, 8, 9)
"""The hour at which everybody begins, Monday to Friday; half an hour later for every second."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--shifts", type=int, default=100_000)
    options.add_argument("--people", type=int, default=1000)
    options.add_argument("--store", type=Path, default=HERE / "configs" / "trade-counter")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measured(chosen.store, chosen.shifts, chosen.people, Path(folder))
    print("  ".join(f"{name:>12}" for name in found))
    print("  ".join(f"{value:>12,}" for value in found.values()))


def measured(folder: Path, shifts: int, people: int, place: Path) -> dict[str, float]:
    """Write a roster of so many shifts, read and audit it: rows, seconds, violations."""
    store = crowded(so.read_store(folder), people)
    path = place / "roster.csv"
    rows = write(path, store, -(-shifts // (5 * people)))
    began = time.process_time()
    roster = so.read_roster(path, store)
    read = time.process_time()
    found = so.audit(roster, store)
    audited = time.process_time()
    return {
        "shifts": len(roster.shifts),
        "people": people,
        "weeks": roster.horizon.days // 7,
        "rows": rows,
        "read s": round(read - began, 1),
        "audit s": round(audited - read, 1),
        "all s": round(audited - began, 1),
        "violations": len(found),
    }


def crowded(store: so.Store, people: int) -> so.Store:
    """The store with so many people, copies of its own without leave, wishes or needs."""
    own = store.people
    copies = tuple(_copy(own[at % len(own)], at) for at in range(people))
    return replace(store, people=copies, past=(), pins=(), needs=(), courses=())


def _copy(person: Person, number: int) -> Person:
    return replace(person, id=f"P{number:05}", name=f"Person {number}", time_off=(), preferences=())


def write(path: Path, store: so.Store, weeks: int) -> int:
    """Write everybody's shifts of so many weeks, a block a row; return the number of rows."""
    horizon = Horizon(FIRST, 7 * weeks, store.zone, store.slot_minutes)
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(ROSTER_COLUMNS)
        for day in range(7 * weeks):
            for at, person in enumerate(store.people):
                if day % 7 < 5:
                    for row in _rows(horizon, day, at, person):
                        writer.writerow(row)
                        rows += 1
    return rows


def _rows(horizon: Horizon, day: int, at: int, person: Person) -> Iterator[tuple[object, ...]]:
    """A shift of 6.5 hours: work, an unpaid meal, work."""
    on = horizon.first + timedelta(days=day)
    start = horizon.local(horizon.at(on, wall_time(STARTS[day % 7], 30 * (at % 2))))
    parts = (("work", 210), ("break", 30), ("work", 150))
    reached: datetime = start
    for activity, minutes in parts:
        end = reached + timedelta(minutes=minutes)
        role = person.roles[0] if activity == "work" else ""
        paid = "true" if activity == "work" else "false"
        moments = reached.isoformat(), end.isoformat()
        yield person.id, person.name, f"{person.id}-{day}", *moments, activity, role, "", paid
        reached = end


if __name__ == "__main__":
    main()
