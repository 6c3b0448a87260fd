"""Rows of tables as checked values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from staffopt.errors import did_you_mean, shown
from staffopt.inputs.findings import Findings
from staffopt.inputs.table_file import Row, read_table


class RowModel(BaseModel):
    """One kind of row: its fields are the columns of its table."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)


R = TypeVar("R", bound=RowModel)
R_co = TypeVar("R_co", bound=RowModel, covariant=True)


@dataclass(frozen=True, slots=True)
class Read(Generic[R_co]):
    """A checked row and where it stands."""

    row: Row
    value: R_co

    def where(self, column: str = "") -> str:
        """Return file, line and, where given, column."""
        return self.row.where((column,) if column else ())


def columns_of(model: type[RowModel]) -> tuple[list[str], list[str]]:
    """Return the columns a table must have and those it may have."""
    fields = [(field.alias or name, field) for name, field in model.model_fields.items()]
    required = [name for name, field in fields if field.is_required()]
    return required, [name for name, field in fields if not field.is_required()]


def raw_rows(path: FilePath, model: type[RowModel], findings: Findings) -> list[Row]:
    """Return the rows of a table before their cells are checked; none where it does not exist."""
    return list(read_table(path, *columns_of(model), findings)) if path.exists() else []


def checked(
    rows: Iterable[Row], model: type[R], findings: Findings, staff: Staff | None = None
) -> list[Read[R]]:
    """Return the rows whose cells are right; the others are noted, with whom of `staff` they name.

    Of a right row its reader asks that itself.
    """
    found: list[Read[R]] = []
    for row in rows:
        try:
            value = model.model_validate(row.cells)
            found += [] if row.torn else [Read(row, value)]
        except ValidationError as error:
            findings.add_invalid(error, row.where, model, only=row.cells if row.torn else None)
            if staff is not None and "employee_id" in row.cells:
                staff.find(row, str(row.cells["employee_id"]), findings)
    return found


def read_rows(
    path: FilePath, model: type[R], findings: Findings, staff: Staff | None = None
) -> list[Read[R]]:
    """Return the checked rows of a table; none where the file does not exist."""
    return checked(raw_rows(path, model, findings), model, findings, staff)


def once(reads: Iterable[Read[R]], findings: Findings) -> list[Read[R]]:
    """Return the rows whose values no earlier row has; the others are noted.

    Why: where each row adds something, a line that was copied would count twice.
    """
    first: dict[R, Read[R]] = {}
    for read in reads:
        seen = first.setdefault(read.value, read)
        if seen is not read:
            findings.add(read.where(), f"line {seen.row.line} again", "each row once")
    return list(first.values())


@dataclass(frozen=True)
class Staff:
    """The employee ids that rows may name: those known, and those taken out by a change."""

    known: frozenset[str]
    gone: frozenset[str] = frozenset()

    def of(self, read: Read[RowModel], person: str, findings: Findings) -> str | None:
        """Return the id of a checked row where it is known; note it where nobody ever had it."""
        return self.find(read.row, person, findings)

    def find(self, row: Row, person: str, findings: Findings) -> str | None:
        """Return the id where it is known; note it where nobody ever had it.

        Nothing is noted while nobody is known: then employees.csv itself is at fault.
        """
        if person in self.known:
            return person
        if self.known and person not in self.gone:
            near = did_you_mean(person, self.known)
            findings.add(
                row.where(("employee_id",)),
                f"unknown employee {shown(person)}",
                f"an employee_id of employees.csv{near}",
            )
        return None
