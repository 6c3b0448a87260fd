"""employees.csv and what hangs on a person: availability, time off, preferences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path as FilePath
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator

from staffopt.domain.calendar import DAY, Span, to_utc
from staffopt.domain.people import Availability, Person, Preference, TimeOff
from staffopt.errors import shown
from staffopt.inputs.findings import Findings
from staffopt.inputs.rows import Read, RowModel, Staff, once, read_rows
from staffopt.inputs.values import (
    Day,
    DayOrMoment,
    DayOrWeekday,
    Money,
    Names,
    WallTime,
    Weekday,
)

EmployeeId = Annotated[
    str, Field(pattern=r"^[\w-]{1,40}$", description="1 to 40 letters, digits, _ and -.")
]
WeekHours = Annotated[float, Field(ge=0, le=168)]


class EmployeeRow(RowModel):
    """One employee; hours are per week."""

    employee_id: EmployeeId
    name: str = Field(min_length=1, max_length=80)
    birth_date: Day | None = None
    contract: str = Field("full_time", max_length=40)
    hours_min: WeekHours
    hours_target: WeekHours
    hours_max: WeekHours
    wage: Money
    roles: Names
    tags: Names = ()
    hired: Day | None = None
    school: str = Field("", max_length=40)

    @field_validator("name")
    @classmethod
    def _printable(cls, name: str) -> str:
        if not name.isprintable():
            raise ValueError("a name without control characters")
        return name


class AvailabilityRow(RowModel):
    """A weekly window in which a person can work."""

    employee_id: str
    weekday: Weekday
    since: WallTime = Field(alias="from")
    until: WallTime = Field(alias="to")
    valid_from: Day | None = None
    valid_to: Day | None = None


class TimeOffRow(RowModel):
    """A period off: whole days, last day included, or moments."""

    employee_id: str
    start: DayOrMoment
    end: DayOrMoment
    reason: str = Field("", max_length=200)


class PreferenceRow(RowModel):
    """A wish with a price."""

    employee_id: str
    kind: Literal["day_off", "avoid", "prefer", "wanted"]
    day: DayOrWeekday | None = None
    since: WallTime | None = Field(None, alias="from")
    until: WallTime | None = Field(None, alias="to")
    price: Money


def attached(
    folder: FilePath, staff: Staff, zone: ZoneInfo, findings: Findings
) -> tuple[
    Mapping[str, list[Availability]], Mapping[str, list[TimeOff]], Mapping[str, list[Preference]]
]:
    """Return availability, time off and preferences by employee."""
    return (
        _availability(
            read_rows(folder / "availability.csv", AvailabilityRow, findings, staff),
            staff,
            findings,
        ),
        _time_off(
            read_rows(folder / "time_off.csv", TimeOffRow, findings, staff), staff, zone, findings
        ),
        _preferences(
            read_rows(folder / "preferences.csv", PreferenceRow, findings, staff), staff, findings
        ),
    )


def person_of(
    row: EmployeeRow,
    availability: Iterable[Availability],
    time_off: Iterable[TimeOff],
    preferences: Iterable[Preference],
) -> Person:
    """Return the person that a row and what hangs on it describe."""
    return Person(
        id=row.employee_id,
        name=row.name,
        roles=row.roles,
        hours_min=row.hours_min,
        hours_target=row.hours_target,
        hours_max=row.hours_max,
        wage=row.wage,
        contract=row.contract,
        birth_date=row.birth_date,
        tags=frozenset(row.tags),
        hired=row.hired,
        availability=tuple(availability),
        time_off=tuple(time_off),
        preferences=tuple(preferences),
    )


def _availability(
    rows: list[Read[AvailabilityRow]], staff: Staff, findings: Findings
) -> Mapping[str, list[Availability]]:
    found: dict[str, list[Availability]] = defaultdict(list)
    for read in rows:
        row = read.value
        if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
            findings.add(
                read.where("valid_to"), shown(str(row.valid_to)), "a date after valid_from"
            )
        if person := staff.of(read, row.employee_id, findings):
            window = Availability(row.weekday, row.since, row.until, row.valid_from, row.valid_to)
            found[person].append(window)
    return found


def _time_off(
    rows: list[Read[TimeOffRow]], staff: Staff, zone: ZoneInfo, findings: Findings
) -> Mapping[str, list[TimeOff]]:
    found: dict[str, list[TimeOff]] = defaultdict(list)
    for read in rows:
        person = staff.of(read, read.value.employee_id, findings)
        span = _span(read.value, zone)
        if span.end <= span.start:
            findings.add(read.where("end"), f"{read.value.end}", f"later than {read.value.start}")
            continue
        if person is None:
            continue
        if any(span.overlaps(other.span) for other in found[person]):
            expected = "periods that do not overlap"
            findings.add(
                read.where(), f"time off of {person} that overlaps an earlier row", expected
            )
        found[person].append(TimeOff(span, read.value.reason))
    return found


def _span(row: TimeOffRow, zone: ZoneInfo) -> Span:
    """Return the instants; an end that is a date lasts to its midnight."""
    start, end = row.start, row.end
    if not isinstance(end, datetime):
        end = end + DAY
    return Span(moment(start, zone), moment(end, zone))


def moment(value: date | datetime, zone: ZoneInfo) -> datetime:
    """Return the UTC instant of a date's midnight or of a moment, by the store's clock if naive."""
    if not isinstance(value, datetime):
        return to_utc(value, datetime.min.time(), zone)
    if value.tzinfo is None:
        return to_utc(value.date(), value.time(), zone)
    return value.astimezone(UTC)


def _preferences(
    rows: list[Read[PreferenceRow]], staff: Staff, findings: Findings
) -> Mapping[str, list[Preference]]:
    found: dict[str, list[Preference]] = defaultdict(list)
    for read in once(rows, findings):
        row = read.value
        given = (row.since is not None, row.until is not None)
        if row.kind == "day_off" and any(given):
            findings.add(read.where("from"), "a window", "none for day_off")
        if row.kind != "day_off" and not all(given):
            findings.add(read.where("from"), "no window", f"from and to for {row.kind}")
        if person := staff.of(read, row.employee_id, findings):
            found[person].append(Preference(row.kind, row.day, row.since, row.until, row.price))
    return found
