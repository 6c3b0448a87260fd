"""events.csv: promotions, school holidays and whatever else makes days unlike others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import Field, model_validator

from staffopt.domain.doubt import MOST_ERROR
from staffopt.domain.events import Event
from staffopt.errors import one_of, shown
from staffopt.inputs.findings import Findings
from staffopt.inputs.rows import Read, RowModel, once, read_rows
from staffopt.inputs.settings import DriverSettings
from staffopt.inputs.values import Day, Names, WallTime


class EventRow(RowModel):
    """A stretch of days of some kind, all day long or within a window on each."""

    name: str = Field(min_length=1, max_length=80, description="What people call it.")
    kind: str = Field(
        pattern=r"^[a-z][a-z0-9_]{0,39}$",
        description="Small letters, digits and _, as promotion or school_holiday.",
    )
    first: Day = Field(description="Its first date.")
    last: Day | None = Field(None, description="Its last date; left out: the first.")
    since: WallTime | None = Field(None, alias="from", description="When it begins on each day.")
    until: WallTime | None = Field(None, alias="to", description="When it ends on each day.")
    drivers: Names = Field((), description="The drivers it touches; left out: all counted ones.")
    effect: float | None = Field(
        None,
        ge=-100,
        le=1000,
        allow_inf_nan=False,
        description="Percent more (or less) customers; left out: as past ones of its kind.",
    )

    error: float | None = Field(
        None,
        ge=0,
        le=1000,
        allow_inf_nan=False,
        description="How far off the effect may be, a standard error in the same percent.",
    )

    @model_validator(mode="after")
    def _in_order(self) -> EventRow:
        if self.last is not None and self.last < self.first:
            raise ValueError("a last date on or after the first")
        if (self.since is None) != (self.until is None):
            raise ValueError("both from and to, or neither")
        if self.error is not None and self.effect is None:
            raise ValueError("an effect beside its error: that of a learnt one is learnt too")
        left = 100 + (self.effect or 0.0)
        if (self.error or 0.0) > MOST_ERROR * left:
            raise ValueError(f"an error of at most {MOST_ERROR:g} * (100 + effect)")
        return self


def read_events(
    path: Path, drivers: Mapping[str, DriverSettings] | None, findings: Findings
) -> tuple[Event, ...]:
    """Return the events of a table in its order; none where it does not exist.

    Drivers of None could not be read; then any name may be right.
    """
    reads = once(read_rows(path, EventRow, findings), findings)
    return tuple(_event(read) for read in reads if _drivers_fit(read, drivers, findings))


def _event(read: Read[EventRow]) -> Event:
    row = read.value
    window = (row.since, row.until) if row.since is not None and row.until is not None else None
    return Event(
        name=row.name,
        kind=row.kind,
        first=row.first,
        last=row.last or row.first,
        window=window,
        drivers=row.drivers,
        effect=None if row.effect is None else row.effect / 100,
        error=(row.error or 0.0) / 100,
    )


def _drivers_fit(
    read: Read[EventRow], drivers: Mapping[str, DriverSettings] | None, findings: Findings
) -> bool:
    """Whether all drivers of a row are known, and counted where their effect is to be learnt."""
    if drivers is None:
        return True
    noted = len(findings)
    for name in read.value.drivers:
        if name not in drivers:
            found = f"unknown driver {shown(name)}"
            findings.add(read.where("drivers"), found, one_of(name, drivers))
        elif drivers[name].kind is None and read.value.effect is None:
            found = f"no effect, and {shown(name)} is a rate of another driver"
            findings.add(read.where("effect"), found, "percent: there are no counts to learn from")
    return len(findings) == noted
