"""A forecast from a file: ours or the user's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import numpy as np
from pydantic import BeforeValidator, Field, model_validator

from staffopt.domain.arrays import Bools
from staffopt.domain.calendar import YEARS, Horizon
from staffopt.domain.demand import QUANTILES, Counts, Demand, DriverDemand
from staffopt.domain.doubt import MOST_ERROR, Doubt, lift_of
from staffopt.domain.joined_demand import joined_drivers
from staffopt.domain.spread import POISSON, Spread
from staffopt.errors import one_of, shown
from staffopt.forecasting.averages import averages
from staffopt.forecasting.event_cells import events_of_cell
from staffopt.forecasting.overrides import all_overridden
from staffopt.forecasting.quantiles import quantiles, spread_of_quantiles
from staffopt.inputs.driver_counts import driver_counts
from staffopt.inputs.findings import Findings
from staffopt.inputs.override_file import read_overrides
from staffopt.inputs.rows import Read, RowModel, read_rows
from staffopt.inputs.store import Store

Rows = dict[str, dict[int, Read["DemandRow"]]]


def instant(value: object) -> datetime:
    """Return the moment for `2011-11-14T09:00:00+00:00`; without an offset it is none."""
    wanted = "an instant with its offset, as 2011-11-14T09:00:00+00:00"
    try:
        moment = datetime.fromisoformat(str(value).strip())
    except ValueError:
        raise ValueError(wanted) from None
    if moment.tzinfo is None or moment.year not in YEARS:
        raise ValueError(wanted)
    return moment


Instant = Annotated[datetime, BeforeValidator(instant)]
Customers = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]


Events = Annotated[
    tuple[tuple[str, float], ...], BeforeValidator(lambda cell: events_of_cell(str(cell or "")))
]


class DemandRow(RowModel):
    """One driver in one slot."""

    driver: str = Field(min_length=1, description="A driver of the store.")
    start: Instant = Field(description="When the slot starts.")
    mean: Customers = Field(description="Customers expected in the slot.")
    p50: Customers | None = Field(None, description="The median.")
    p80: Customers | None = Field(None, description="The 80 % quantile.")
    p90: Customers | None = Field(None, description="The 90 % quantile.")
    p95: Customers | None = Field(None, description="The 95 % quantile.")
    batch: float | None = Field(
        None, ge=1, le=1e6, description="Variance over mean in a day of known level; 1 is Poisson."
    )
    day: float | None = Field(None, ge=0, le=25, description="The variance of a day's level.")
    week: float | None = Field(
        None, ge=0, le=25, description="The part of `day` that all days of a week share."
    )
    error: float = Field(
        0.0,
        ge=0,
        le=MOST_ERROR,
        description="How far off events may leave it, as a share; alike slots share that.",
    )
    events: Events = Field(
        (), description="Instead of `error`: what is shared and its error, as fair=0.3; sale=0.1."
    )

    @property
    def counts(self) -> tuple[float | None, ...]:
        """The quantiles in rising order of level."""
        return (self.p50, self.p80, self.p90, self.p95)

    @property
    def spread(self) -> Spread | None:
        """The driver's spread, the same in all its rows of a week; None where nothing is said."""
        if self.batch is None and self.day is None and self.week is None:
            return None
        return Spread(self.batch or 1.0, self.day or 0.0, self.week or 0.0)

    def shared(self, week: date) -> tuple[tuple[str, float], ...]:
        """What is shared with other slots and how far off it is; nameless errors by week."""
        nameless = ((f"error {self.error!r} of {week}", self.error),) if self.error else ()
        return self.events or nameless

    @model_validator(mode="after")
    def _rising(self) -> DemandRow:
        given = [count for count in self.counts if count is not None]
        if given != sorted(given):
            raise ValueError("p50, p80, p90 and p95 in rising order")
        if (self.week or 0.0) > (self.day or 0.0):
            raise ValueError("week at most as large as day")
        return self


def read_demand(
    path: str | Path,
    store: Store,
    week: date | str | None = None,
    history: Counts | None = None,
    overrides: str | Path | Sequence[str | Path] | None = None,
    *,
    weeks: int = 1,
) -> Demand:
    """Return the demand in a file, for some weeks from one on or from that of its first row.

    Rows of other weeks are passed over. Quantiles that are left out are those of the given spread,
    or Poisson's. Without a spread, all that quantiles vary by is taken as a level that whole days
    share. `history` tells what an average customer brings, where handling times need it.
    `overrides` are a manager's files of corrections; one that does not exist corrects nothing.
    """
    path, findings = Path(path), Findings()
    if history is not None:
        history = driver_counts(history, store.drivers)
    if not path.is_file():
        findings.add(str(path), "no file", "a forecast as CSV")
    reads = read_rows(path, DemandRow, findings)
    first = _first_day(reads, store) if week is None else week
    each = store.planned_weeks(first, weeks)
    rows = _by_slot(reads, each, store.drivers, findings)
    masks = [store.opening.mask(one) for one in each]
    for one, found, is_open in zip(each, rows, masks, strict=True):
        if is_open.any():
            _check_week(found, one, is_open, path.name, findings)
    findings.raise_if_any()
    by_week = [
        {
            driver: _driver_demand(own, is_open, path.name, averages(history, driver), one.first)
            for driver, own in found.items()
        }
        for one, found, is_open in zip(each, rows, masks, strict=True)
    ]
    horizon, is_open = store.horizon(first, weeks), np.concatenate(masks)
    said = read_overrides(overrides or (), horizon, by_week[0], history)
    drivers = all_overridden(joined_drivers(by_week), said, store.rates, horizon, is_open)
    notes = (
        f"demand read from {path.name}",
        *_left_out(zip(rows, masks, strict=True), path.name),
        *(note for driver in drivers.values() for note in driver.notes),
    )
    return Demand(horizon, drivers, store.as_of(horizon.first), is_open, notes)


def _left_out(weeks: Iterable[tuple[Rows, Bools]], name: str) -> Iterator[str]:
    """Say how many customers come while the store is closed."""
    closed = sum(
        read.value.mean
        for rows, is_open in weeks
        for found in rows.values()
        for slot, read in found.items()
        if not is_open[slot]
    )
    if closed > 0:
        yield f"{name}: {closed:.1f} customers left out, the store is closed then"


def _check_week(
    rows: Rows, horizon: Horizon, is_open: Bools, name: str, findings: Findings
) -> None:
    """Note what is missing or odd in one week's rows of the file of that name."""
    if not any(rows.values()) and not len(findings):
        findings.add(name, f"no row in the week of {horizon.first}", "rows of that week")
        return
    for driver, found in rows.items():
        _note_gaps(f"{name}, driver {driver!r}", found, is_open, horizon, findings)
        _note_other_spread(found.values(), findings)


def _first_day(reads: Iterable[Read[DemandRow]], store: Store) -> date:
    """The local date of the first row; any date where there is none."""
    zone = ZoneInfo(store.zone)
    return min(
        (read.value.start.astimezone(zone).date() for read in reads), default=date(2000, 1, 1)
    )


def _by_slot(
    reads: Iterable[Read[DemandRow]],
    weeks: Sequence[Horizon],
    drivers: Iterable[str],
    findings: Findings,
) -> list[Rows]:
    """Return each week's rows by driver and slot; those that fit nowhere are noted."""
    known = tuple(drivers)
    found: list[Rows] = [defaultdict(dict) for _ in weeks]
    for read in reads:
        name, start = read.value.driver, read.value.start
        if known and name not in known:
            what = f"unknown driver {shown(name)}"
            findings.add(read.where("driver"), what, one_of(name, known))
            continue
        at = next((k for k, week in enumerate(weeks) if week.start <= start < week.end), None)
        if at is None:
            continue
        slot, rows = weeks[at].slot(start), found[at][name]
        if start != weeks[at].instant(slot):
            step = weeks[at].slot_minutes
            findings.add(
                read.where("start"), shown(start.isoformat()), f"the start of a {step}-minute slot"
            )
        elif slot in rows:
            other = rows[slot].row.line
            findings.add(read.where("start"), f"a slot that line {other} has too", "each slot once")
        else:
            rows[slot] = read
    names = dict.fromkeys(chain(*found)) or dict.fromkeys(known)
    return [{name: rows[name] for name in names} for rows in found]


def _note_gaps(
    where: str, found: Collection[int], is_open: Bools, horizon: Horizon, findings: Findings
) -> None:
    """Note open slots without a row, once for all of them."""
    gaps = [slot for slot in np.flatnonzero(is_open).tolist() if slot not in found]
    if gaps:
        first = horizon.local(horizon.instant(gaps[0])).isoformat()
        many = f"{len(gaps)} open slots have" if len(gaps) > 1 else "an open slot has"
        findings.add(where, f"{many} no row, the first at {first}", "a row for every open slot")


def _note_other_spread(found: Iterable[Read[DemandRow]], findings: Findings) -> None:
    """Note the first row of a week that says another spread than its first one."""
    reads = tuple(found)
    for read in reads[1:]:
        if read.value.spread != reads[0].value.spread:
            where, said = read.where("batch"), "batch, day and week as in the driver's first row"
            findings.add(where, "another spread", f"{said}, line {reads[0].row.line}")
            return


def _driver_demand(
    found: Mapping[int, Read[DemandRow]],
    is_open: Bools,
    name: str,
    brought: Mapping[str, float],
    week: date,
) -> DriverDemand:
    """The rows of one driver's week as arrays; a spread not given is that of their quantiles."""
    mean = np.zeros(len(is_open))
    given = {level: np.zeros(len(is_open)) for level in QUANTILES}
    marks: defaultdict[tuple[str, float], Bools] = defaultdict(lambda: np.zeros_like(is_open))
    complete = bool(found)
    for slot, read in found.items():
        if is_open[slot]:
            mean[slot] = read.value.mean
            for shared in read.value.shared(week):
                marks[shared][slot] = True
            for level, count in zip(QUANTILES, read.value.counts, strict=True):
                complete &= count is not None
                given[level][slot] = count or 0.0
    doubts = tuple(
        Doubt(what, marks[what, error], error**2)
        for what, error in sorted(marks, key=lambda shared: (shared[1], shared[0]))
    )
    lift = lift_of(doubts, len(is_open))
    spread = next((read.value.spread for read in found.values()), None)
    if spread is None:
        spread = spread_of_quantiles(mean, given, lift) if complete else POISSON
    return DriverDemand(
        mean,
        given if complete else quantiles(mean, spread, lift),
        name,
        spread,
        averages=brought,
        doubts=doubts,
    )
