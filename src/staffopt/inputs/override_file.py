"""A manager's corrections to a forecast, from `<week>.override.csv`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from staffopt.domain.calendar import DAY, Horizon, Span
from staffopt.domain.demand import Counts
from staffopt.errors import one_of, shown
from staffopt.forecasting.like_date import like_date
from staffopt.forecasting.overrides import Override
from staffopt.inputs.findings import Findings
from staffopt.inputs.rows import Read, RowModel, read_rows
from staffopt.inputs.values import Day, DayOrMoment


class OverrideRow(RowModel):
    """One correction; the last word wins where two overlap, and factors multiply."""

    driver: str = Field(min_length=1, description="The driver that is corrected.")
    start: DayOrMoment = Field(description="The first instant, or a whole day.")
    end: DayOrMoment | None = Field(
        None, description="The end, or the last day; left out: one slot, or the one day."
    )
    mean: float | None = Field(
        None, ge=0, le=1_000_000, allow_inf_nan=False, description="Customers in each slot."
    )
    factor: float | None = Field(
        None, ge=0, le=100, allow_inf_nan=False, description="Times the forecast."
    )
    like: Day | None = Field(
        None,
        description="A past date whose customers are copied, times the factor if one is given.",
    )
    error: float | None = Field(
        None,
        ge=0,
        le=500,
        allow_inf_nan=False,
        description="How far off the correction may be: a standard error in percent of it.",
    )
    author: str = Field(min_length=1, max_length=80, description="Who says so.")
    reason: str = Field(min_length=1, max_length=200, description="Why.")
    at: DayOrMoment = Field(description="When it was said.")

    @model_validator(mode="after")
    def _one_number(self) -> OverrideRow:
        if (self.mean is None) == (self.factor is None and self.like is None):
            raise ValueError("either a mean or a factor, or a date to be like")
        return self


def read_overrides(
    paths: str | Path | Sequence[str | Path],
    horizon: Horizon,
    drivers: Iterable[str],
    history: Counts | None = None,
) -> tuple[Override, ...]:
    """Return the corrections in a file or in several, in their order; none where there is no file.

    `history` has the customers of past dates that days may be like, by driver.
    """
    findings, known = Findings(), tuple(drivers)
    files = (paths,) if isinstance(paths, str | Path) else paths
    found = [
        override
        for path in files
        for read in read_rows(Path(path), OverrideRow, findings)
        if (override := _override(read, horizon, known, history, findings)) is not None
    ]
    findings.raise_if_any()
    return tuple(found)


def _override(
    read: Read[OverrideRow],
    horizon: Horizon,
    known: Sequence[str],
    history: Counts | None,
    findings: Findings,
) -> Override | None:
    """The correction a row says; None with a note where it says none."""
    row = read.value
    if row.driver not in known:
        what = f"unknown driver {shown(row.driver)}"
        findings.add(read.where("driver"), what, one_of(row.driver, known))
        return None
    span = _span(read, horizon, findings)
    copied = _copied(read, horizon, history, findings)
    if span is None:
        return None
    return Override(
        row.driver,
        span,
        row.author,
        row.reason,
        at=row.at.isoformat(),
        mean=row.mean,
        factor=1.0 if row.factor is None else row.factor,
        like=row.like,
        copied=copied,
        error=(row.error or 0.0) / 100,
        said=_instant(row.at, horizon),
    )


def _copied(
    read: Read[OverrideRow], horizon: Horizon, history: Counts | None, findings: Findings
) -> NDArray[np.float64] | None:
    """The customers of a row that is like a past date; None with a note where none are known."""
    row = read.value
    if row.like is None:
        return None
    day = _instant(row.start, horizon)
    copied = None
    if history is not None and row.driver in history.series:
        copied = like_date(history, row.driver, row.like, horizon, horizon.date_of(day))
    if copied is None:
        found = f"nothing known of {row.driver} on {row.like}"
        wanted = f"an open date before {horizon.first} with counts of its own"
        findings.add(read.where("like"), found, wanted)
    return copied


def _span(read: Read[OverrideRow], horizon: Horizon, findings: Findings) -> Span | None:
    """The span of a row; None with a note where it is empty or outside the week."""
    row = read.value
    start = _instant(row.start, horizon)
    if row.end is not None:
        end = _instant(row.end, horizon, through=True)
    elif isinstance(row.start, datetime):
        end = horizon.instant(horizon.slot(start) + 1)
    else:
        end = _instant(row.start, horizon, through=True)
    span = Span(start, end)
    if end <= start:
        findings.add(read.where("end"), shown(str(row.end)), f"an end after {row.start}")
    elif not span.overlaps(horizon.span):
        last = horizon.dates[-1]
        findings.add(
            read.where("start"), shown(str(row.start)), f"a time from {horizon.first} to {last}"
        )
    elif not horizon.mask(span).any():
        step = horizon.slot_minutes
        findings.add(read.where("end"), "less than a whole slot", f"whole {step}-minute slots")
    else:
        return span
    return None


def _instant(value: date | datetime, horizon: Horizon, *, through: bool = False) -> datetime:
    """The instant of a moment by the store's clock, or of a day's first or last midnight."""
    if not isinstance(value, datetime):
        return horizon.at(value + DAY if through else value, time(0))
    if value.tzinfo is None:
        return horizon.at(value.date(), value.time())
    return value.astimezone(UTC)
