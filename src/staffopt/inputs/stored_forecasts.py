"""Forecasts of past weeks and their corrections, as the folder of a store holds them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import Horizon
from staffopt.domain.demand import Counts
from staffopt.errors import ConfigError, shown
from staffopt.forecasting.files import demand_path, override_path
from staffopt.forecasting.scores import StoredWeek
from staffopt.inputs.demand_file import DemandRow
from staffopt.inputs.findings import Findings
from staffopt.inputs.override_file import read_overrides
from staffopt.inputs.rows import Read, read_rows
from staffopt.inputs.store import Store


def read_stored(
    folder: str | Path, store: Store, history: Counts | None, week: date | str | None = None
) -> tuple[tuple[StoredWeek, ...], tuple[str, ...]]:
    """Return the stored weeks in order, or the one a date lies in, and what to know of them.

    One ConfigError holds everything wrong with any file. Drivers that the store no longer has are
    passed over; a corrected week whose forecast was never stored is noted. `history` has the
    customers of past dates that days may be like.
    """
    here = demand_path(folder, store.name, date(2000, 1, 1)).parent
    wanted = None if week is None else store.week_of(week)
    found: list[StoredWeek] = []
    findings, notes = Findings(), []
    for path in sorted(here.glob("*.csv")):
        first = _first_day(path, store)
        if first is None or (wanted is not None and first != wanted):
            continue
        if path.name == f"{first}.csv":
            found.append(_read_week(path, store.horizon(first), store.drivers, history, findings))
        elif path == override_path(here / f"{first}.csv") and not (here / f"{first}.csv").exists():
            notes.append(f"{first}: corrected, but its forecast was never stored")
    if not found and not len(findings):
        which = "a week" if wanted is None else f"the week of {wanted}"
        findings.add(str(here), "no stored forecast", f"{which} that `staffopt forecast` wrote")
    findings.raise_if_any()
    return tuple(found), tuple(notes)


def _first_day(path: Path, store: Store) -> date | None:
    """The week that a file is named after; None where its name is not the first day of one."""
    try:
        named = date.fromisoformat(path.name.split(".")[0])
    except ValueError:
        return None
    return named if store.week_of(named) == named else None


def _read_week(
    path: Path,
    horizon: Horizon,
    drivers: Iterable[str],
    history: Counts | None,
    findings: Findings,
) -> StoredWeek:
    """One forecast with its corrections; what is wrong with either is noted."""
    known = tuple(drivers)
    expected: dict[str, NDArray[np.float64]] = {}
    for read in read_rows(path, DemandRow, findings):
        row = read.value
        if row.driver in known:
            means = expected.setdefault(row.driver, np.full(horizon.slots, np.nan))
            slot = _slot(read, horizon, findings)
            if slot is not None:
                means[slot] = row.mean
    try:
        said = read_overrides(override_path(path), horizon, known, history)
        return StoredWeek(horizon, expected, said)
    except ConfigError as error:
        for problem in error.problems:
            findings.add(problem.where, problem.found, problem.expected)
        return StoredWeek(horizon, expected)


def _slot(read: Read[DemandRow], horizon: Horizon, findings: Findings) -> int | None:
    """The slot of a row; None with a note where it is no slot of the week."""
    start = read.value.start
    slot = horizon.slot(start)
    if 0 <= slot < horizon.slots and horizon.instant(slot) == start:
        return slot
    what = f"the start of a {horizon.slot_minutes}-minute slot of the week of {horizon.first}"
    findings.add(read.where("start"), shown(start.isoformat()), what)
    return None
