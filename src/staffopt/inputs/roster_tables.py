"""past_roster.csv and pins.csv, a block a row, to shifts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from pathlib import Path as FilePath
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from staffopt.domain.calendar import Span
from staffopt.domain.shifts import Activity, Block, ChangeReason, PastShift, Shift
from staffopt.errors import one_of, shown
from staffopt.inputs.findings import Findings
from staffopt.inputs.people_tables import moment
from staffopt.inputs.rows import Read, RowModel, Staff, read_rows
from staffopt.inputs.values import Day, DayOrMoment, Truth


class BlockRow(RowModel):
    """A block of a shift: work, break or training."""

    employee_id: str
    name: str = ""
    shift_id: str = Field(min_length=1, max_length=80)
    start: DayOrMoment
    end: DayOrMoment
    activity: Literal["work", "break", "training"]
    role: str | None = None
    session_id: str | None = None
    paid: Truth = True

    @model_validator(mode="after")
    def _role_given(self) -> BlockRow:
        if self.activity == "work" and not self.role:
            raise ValueError("a role for each block of work")
        return self


class PastRow(BlockRow):
    """A block of a shift that was published or worked."""

    state: Literal["published", "worked"] = "worked"
    published_at: DayOrMoment | None = None


class ReasonRow(RowModel):
    """Why a published date of one person is changed."""

    employee_id: str
    date: Day
    reason: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")


def read_reasons(path: FilePath, staff: Staff, findings: Findings) -> tuple[ChangeReason, ...]:
    """Return the reasons for changes of published dates."""
    return tuple(
        ChangeReason(person, read.value.date, read.value.reason)
        for read in read_rows(path, ReasonRow, findings, staff)
        if (person := staff.of(read, read.value.employee_id, findings))
    )


def read_past(
    path: FilePath, staff: Staff, roles: Collection[str], zone: ZoneInfo, findings: Findings
) -> tuple[PastShift, ...]:
    """Return the past roster, each shift with its state, in order of person and time."""
    rows = read_rows(path, PastRow, findings, staff)
    of = {(read.value.employee_id, read.value.shift_id): read.value for read in rows}
    found = []
    for shift in _shifts(rows, staff, roles, zone, findings):
        row = of[shift.person_id, shift.id]
        told = None if row.published_at is None else moment(row.published_at, zone)
        found.append(PastShift(shift, row.state, told))
    return tuple(found)


def read_pins(
    path: FilePath, staff: Staff, roles: Collection[str], zone: ZoneInfo, findings: Findings
) -> tuple[Shift, ...]:
    """Return the shifts to keep, in order of person and time."""
    return _shifts(read_rows(path, BlockRow, findings, staff), staff, roles, zone, findings)


def _shifts(
    rows: Sequence[Read[BlockRow]],
    staff: Staff,
    roles: Collection[str],
    zone: ZoneInfo,
    findings: Findings,
) -> tuple[Shift, ...]:
    """Put blocks together to shifts; holes, overlaps and strange names are noted."""
    found: dict[tuple[str, str], list[tuple[Read[BlockRow], Block]]] = {}
    for read in rows:
        row: BlockRow = read.value
        person = staff.of(read, row.employee_id, findings)
        if row.role is not None and row.role not in roles and "" not in roles:
            wanted = one_of(row.role, roles)
            findings.add(read.where("role"), f"unknown role {shown(row.role)}", wanted)
        block = _block(row, zone)
        if block.end <= block.start:
            findings.add(read.where("end"), f"{row.end}", f"later than {row.start}")
        elif person is not None:
            found.setdefault((person, row.shift_id), []).append((read, block))
    shifts: list[Shift] = []
    last: dict[str, tuple[str, Span]] = {}
    for (person, shift_id), parts in sorted(found.items(), key=lambda item: _order(*item)):
        parts.sort(key=lambda part: part[1].start)
        _check_filled(parts, shift_id, findings)
        shift = Shift(shift_id, person, tuple(block for _, block in parts))
        other = last.get(person)
        if other and shift.span.overlaps(other[1]):
            what = f"shift {shift_id!r} overlaps shift {other[0]!r} of {person}"
            findings.add(parts[0][0].where(), what, "one shift of a person at a time")
        last[person] = (shift_id, shift.span)
        shifts.append(shift)
    return tuple(shifts)


def _order(
    key: tuple[str, str], parts: list[tuple[Read[BlockRow], Block]]
) -> tuple[str, object, str]:
    return key[0], min(block.start for _, block in parts), key[1]


def _block(row: BlockRow, zone: ZoneInfo) -> Block:
    return Block(
        moment(row.start, zone),
        moment(row.end, zone),
        Activity(row.activity),
        row.role,
        row.session_id,
        row.paid,
    )


def _check_filled(
    parts: list[tuple[Read[BlockRow], Block]], shift_id: str, findings: Findings
) -> None:
    """Note blocks that overlap or leave a hole in their shift."""
    for (_, before), (read, block) in pairwise(parts):
        if block.start != before.end:
            what = "overlaps the block before it" if block.start < before.end else "leaves a hole"
            wanted = "blocks that follow each other; a new shift_id for a new shift"
            findings.add(read.where("start"), f"a block of shift {shift_id!r} that {what}", wanted)
