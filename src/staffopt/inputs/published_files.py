"""past_roster.csv and roster_changes.csv: read as they stand, written both or neither."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from pathlib import Path as FilePath
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from staffopt.domain.shifts import PastShift
from staffopt.errors import ConfigError
from staffopt.errors import Problem as Fault
from staffopt.inputs.findings import Findings
from staffopt.inputs.roster_tables import PastRow, read_past
from staffopt.inputs.rows import Read, Staff, read_rows
from staffopt.inputs.store import Store
from staffopt.inputs.table_file import BOM, read_table

PAST, CHANGES = "past_roster.csv", "roster_changes.csv"
CHANGE_COLUMNS = ("told_at", "employee_id", "date", "was", "is", "reason", "rule", "owed")

Key = tuple[str, str]
"""Whose shift it is, and its id."""


@dataclass(frozen=True)
class PastTable:
    """A past roster: its rows as they stand and the shifts that they make up."""

    rows: tuple[Read[PastRow], ...]
    shifts: tuple[PastShift, ...]

    @cached_property
    def worked(self) -> Mapping[Key, Read[PastRow]]:
        """The shifts of which a row says that it was worked, each with the first such row."""
        rows = reversed(self.rows)
        return {key_of(read): read for read in rows if read.value.state == "worked"}


def key_of(read: Read[PastRow]) -> Key:
    """Return the shift that a row belongs to."""
    return read.value.employee_id, read.value.shift_id


def past_table(store: Store, folder: FilePath | None = None) -> PastTable:
    """Read the past roster of a store, or one beside; a ConfigError with all that is wrong."""
    findings = Findings()
    path = (folder or store.folder) / PAST
    rows = read_rows(path, PastRow, findings)
    people = Staff(frozenset(read.value.employee_id for read in rows))
    shifts = read_past(path, people, store.roles, ZoneInfo(store.zone), findings)
    findings.raise_if_any()
    return PastTable(tuple(rows), shifts)


def write_published(
    store: Store, past: Iterable[Mapping[str, object]], changes: Sequence[Mapping[str, str]]
) -> None:
    """Write the past roster anew, and the changes below those that are there: both or neither.

    A ConfigError where the table of changes is not in order, or where the store could not read its
    past roster afterwards.
    """
    with TemporaryDirectory(prefix=".publishing-", dir=store.folder) as made:
        fresh, log = FilePath(made), store.folder / CHANGES
        text = _csv(tuple(PastRow.model_fields), past, header=True)
        (fresh / PAST).write_text(text, encoding="utf-8", newline="")
        _check_again(store, fresh)
        before = log.read_bytes() if log.exists() else None
        if changes:
            (fresh / CHANGES).write_bytes(_added(log, before, changes))
            (fresh / CHANGES).replace(log)
        try:
            (fresh / PAST).replace(store.folder / PAST)
        except OSError:
            if changes and before is None:
                log.unlink()
            elif before is not None:
                log.write_bytes(before)
            raise


def _check_again(store: Store, fresh: FilePath) -> None:
    """Raise a ConfigError where a past roster to be could not be read."""
    try:
        past_table(store, fresh)
    except ConfigError as error:
        faults = (Fault(f"the plan in {e.where}", e.found, e.expected) for e in error.problems)
        raise ConfigError(*faults) from None


def _added(log: FilePath, before: bytes | None, changes: Iterable[Mapping[str, str]]) -> bytes:
    """Return the changes below those that are there, which stay to the byte.

    Columns that people added stay empty in the new rows. A table that is not in order is a
    ConfigError.
    """
    if before is None:
        return _csv(CHANGE_COLUMNS, changes, header=True).encode()
    findings = Findings()
    for _ in read_table(log, CHANGE_COLUMNS, None, findings):
        pass
    findings.raise_if_any()
    lines = StringIO(before.removeprefix(BOM).decode(), newline="")
    header = [name.strip() for name in next(csv.reader(lines))]
    end = b"" if before.endswith((b"\n", b"\r")) else b"\n"
    return before + end + _csv(header, changes, header=False).encode()


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]], *, header: bool) -> str:
    """Return rows as CSV, by the names of their columns."""
    text = StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    if header:
        writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
