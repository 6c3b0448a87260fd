"""roster.csv read row by row; every problem is noted with its line and column."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from staffopt.domain.calendar import YEARS
from staffopt.domain.shifts import Activity, Block
from staffopt.errors import DataError, Problem, did_you_mean, one_of, shown
from staffopt.formats.roster_table import ROSTER_COLUMNS

NEEDED = ("employee_id", "start", "end", "activity")
MOST_PROBLEMS = 50
LONGEST_LINE = 65_536
LARGEST = 200_000_000
_TRUTH = {"true": True, "false": False}
_ACTIVITIES: dict[str, Activity] = {one.value: one for one in Activity}


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One row: whose block it is, of which shift, at which line, with which offset from UTC."""

    line: int
    person_id: str
    shift_id: str
    block: Block
    offset: timedelta


class Page:
    """The rows of one table and the problems found in them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def note(self, line: int, column: str, found: str, expected: str) -> None:
        """Note one problem at a line and column."""
        place = f", column {column!r}" if column else ""
        self.problems.append(Problem(f"{self.path.name} line {line}{place}", found, expected))

    def raise_if_any(self) -> None:
        """Raise one DataError with all problems, if there are any."""
        if self.problems:
            kept = self.problems[:MOST_PROBLEMS]
            if len(self.problems) > MOST_PROBLEMS:
                more = f"{len(self.problems) - MOST_PROBLEMS} more problems"
                kept.append(Problem(self.path.name, more, "none"))
            raise DataError(*kept)

    def cells(
        self, needed: Collection[str], known: Collection[str]
    ) -> Iterator[tuple[int, Mapping[str, str]]]:
        """Yield line and cells of every row, by column; columns nobody knows are passed over."""
        reader = csv.reader(_lines(self.path), strict=True)
        try:
            header = [name.strip() for name in next(reader, [])]
            missing = [name for name in needed if name not in header]
            for name in missing:
                near = did_you_mean(name, set(header) - set(known))
                self.note(1, "", f"no column {name!r}{near}", f"columns {', '.join(known)}")
            if missing:
                return
            for row in reader:
                cells = [cell.strip() for cell in row]
                if not any(cells):
                    continue
                if len(cells) != len(header):
                    found = f"{len(cells)} cells"
                    self.note(reader.line_num, "", found, f"{len(header)}, as in the header")
                    continue
                yield reader.line_num, dict(zip(header, cells, strict=True))
        except csv.Error as error:
            self.note(reader.line_num, "", f"no CSV: {error}", "quotes in pairs")


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a UTF-8 file, none longer than a row can be."""
    try:
        if path.stat().st_size > LARGEST:
            raise DataError(Problem(path.name, f"more than {LARGEST:,} bytes", "a roster"))
        with path.open("rb") as handle:
            line = 0
            while raw := handle.readline(LONGEST_LINE + 1):
                line += 1
                where = f"{path.name} line {line}"
                if len(raw) > LONGEST_LINE:
                    found = f"a line of more than {LONGEST_LINE:,} bytes"
                    raise DataError(Problem(where, found, "a shorter line"))
                yield raw.decode("utf-8-sig" if line == 1 else "utf-8").replace("\0", "\ufffd")
    except UnicodeDecodeError as error:
        bad = shown(error.object[error.start : error.start + 8])
        raise DataError(Problem(where, bad, "UTF-8 text")) from None
    except OSError as error:
        raise DataError(Problem(str(path), error.strerror or str(error), "a roster.csv")) from None


def block_rows(page: Page) -> Iterator[BlockRow]:
    """Yield the rows of a roster that can be read."""
    for line, cells in page.cells(NEEDED, ROSTER_COLUMNS):
        start = _moment(page, line, "start", cells["start"])
        end = _moment(page, line, "end", cells["end"])
        activity = _activity(page, line, cells)
        paid = _paid(page, line, cells.get("paid", ""), activity)
        person = cells["employee_id"]
        if not person:
            page.note(line, "employee_id", "nothing", "an employee id")
        if start is None or end is None or activity is None or not person:
            continue
        if end <= start:
            expected = f"an instant after the start, {cells['start']}"
            page.note(line, "end", shown(cells["end"]), expected)
            continue
        role, session = cells.get("role") or None, cells.get("session_id") or None
        block = Block(_in_utc(start), _in_utc(end), activity, role, session, paid)
        offset = start.utcoffset() or timedelta(0)
        yield BlockRow(line, person, cells.get("shift_id", ""), block, offset)


def _moment(page: Page, line: int, column: str, text: str) -> datetime | None:
    """Return an instant on the clock of its offset, or note that there is none."""
    found = _instant(text)
    if found is None:
        expected = "an instant in whole minutes with offset, such as 2026-11-23T07:00:00+01:00"
        page.note(line, column, shown(text), expected)
    elif found.year not in YEARS:
        page.note(line, column, shown(text), f"an instant from {YEARS[0]} to {YEARS[-1]}")
        return None
    return found


@lru_cache(maxsize=100_000)
def _instant(text: str) -> datetime | None:
    """Return the whole minute with offset that a text says, if it says one; rosters repeat them."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if found.tzinfo is None or found.second or found.microsecond else found


@lru_cache(maxsize=100_000)
def _in_utc(moment: datetime) -> datetime:
    """Return the same instant in UTC."""
    return moment.astimezone(UTC)


def _activity(page: Page, line: int, cells: Mapping[str, str]) -> Activity | None:
    """Return what a block is spent on, or note that nobody can tell."""
    text = cells["activity"]
    found = _ACTIVITIES.get(text)
    if found is None:
        page.note(line, "activity", shown(text), one_of(text, _ACTIVITIES))
    elif found is Activity.WORK and not cells.get("role"):
        page.note(line, "role", "nothing", "the role that is worked")
    return found


def _paid(page: Page, line: int, text: str, activity: Activity | None) -> bool:
    """Return whether a block is paid; where it is not said, all but breaks are."""
    if text and text.lower() not in _TRUTH:
        page.note(line, "paid", shown(text), "true or false")
    return _TRUTH.get(text.lower(), activity is not Activity.BREAK)
