"""roster.csv read row by row; every problem is noted with its line and column."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from staffopt.domain.calendar import YEARS
from staffopt.domain.shifts import Activity, Block
from staffopt.errors import DataError, Problem, did_you_mean, one_of, parted_otherwise, shown
from staffopt.formats.roster_table import ROSTER_COLUMNS

NEEDED = ("employee_id", "start", "end", "activity")
MOST_PROBLEMS = 50
LONGEST_LINE = 65_536
LARGEST = 200_000_000
_BLOCK = ("start", "end", "activity", "role", "session_id", "paid")
_TRUTH = {"true": True, "false": False}
_ACTIVITIES: dict[str, Activity] = {one.value: one for one in Activity}


class BlockRow(NamedTuple):
    """One row: whose block it is, of which shift, at which line, with which offset from UTC."""

    line: int
    person_id: str
    shift_id: str
    block: Block
    offset: timedelta


class Moment(NamedTuple):
    """An instant, with the year and the offset from UTC of the clock that it was read on."""

    year: int
    utc: datetime
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
            otherwise = parted_otherwise(header, known)
            if otherwise is not None:
                self.note(1, "", *otherwise)
                return
            missing = [name for name in needed if name not in header]
            for name in missing:
                near = did_you_mean(name, set(header) - set(known))
                self.note(1, "", f"no column {name!r}{near}", f"columns {', '.join(known)}")
            twice = [name for name in known if header.count(name) > 1]
            for name in twice:
                self.note(1, name, "the column twice", "each column once")
            if missing or twice:
                return
            for row in reader:
                cells = [*map(str.strip, row)]
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
                if len(raw) > LONGEST_LINE:
                    found = f"a line of more than {LONGEST_LINE:,} bytes"
                    raise DataError(Problem(f"{path.name} line {line}", found, "a shorter line"))
                yield raw.decode("utf-8-sig" if line == 1 else "utf-8").replace("\0", "\ufffd")
    except UnicodeDecodeError as error:
        bad = shown(error.object[error.start : error.start + 8])
        raise DataError(Problem(f"{path.name} line {line}", bad, "UTF-8 text")) from None
    except OSError as error:
        raise DataError(Problem(str(path), error.strerror or str(error), "a roster.csv")) from None


def block_rows(page: Page, zone: str | None = None) -> Iterator[BlockRow]:
    """Yield the rows of a roster that can be read; `zone` is the clock of times without offset."""
    same: dict[tuple[str | None, ...], tuple[Block, timedelta]] = {}
    for line, cells in page.cells(NEEDED, ROSTER_COLUMNS):
        person, said = cells["employee_id"], tuple(map(cells.get, _BLOCK))
        if not person:
            page.note(line, "employee_id", "nothing", "an employee id")
        found = same.get(said) or _block(page, line, cells, zone)
        if found is not None and person:
            same[said] = found
            yield BlockRow(line, person, cells.get("shift_id", ""), *found)


def _block(
    page: Page, line: int, cells: Mapping[str, str], zone: str | None
) -> tuple[Block, timedelta] | None:
    """Return the block of a row and the offset of its start, or note why there is none."""
    start = _moment(page, line, "start", cells["start"], zone)
    end = _moment(page, line, "end", cells["end"], zone)
    activity = _activity(page, line, cells)
    paid = _paid(page, line, cells.get("paid", ""), activity)
    if start is None or end is None or activity is None or paid is None:
        return None
    if end.utc <= start.utc:
        expected = f"an instant after the start, {cells['start']}"
        page.note(line, "end", shown(cells["end"]), expected)
        return None
    role, session = cells.get("role") or None, cells.get("session_id") or None
    return Block(start.utc, end.utc, activity, role, session, paid), start.offset


def _moment(page: Page, line: int, column: str, text: str, zone: str | None) -> Moment | None:
    """Return an instant, or note that there is none."""
    found = _instant(text, zone)
    if found is None:
        expected = "an instant in whole minutes with offset, such as 2026-11-23T07:00:00+01:00"
        if zone is not None:
            expected += f", or a time that the clock of {zone} shows once, without it"
        page.note(line, column, shown(text), expected)
    elif found.year not in YEARS:
        page.note(line, column, shown(text), f"an instant from {YEARS[0]} to {YEARS[-1]}")
        return None
    return found


@lru_cache(maxsize=100_000)
def _instant(text: str, zone: str | None) -> Moment | None:
    """Return the whole minute that a text says, if it says one; rosters repeat them.

    Without an offset it is what the clock of the `zone` shows, exactly once.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if found.tzinfo is None and zone is not None and found.year in YEARS:
        found = found.replace(tzinfo=ZoneInfo(zone))
        if found.utcoffset() != found.replace(fold=1).utcoffset():
            return None
    offset = found.utcoffset()
    if offset is None or found.second or found.microsecond:
        return None
    known = found.year in YEARS
    return Moment(found.year, found.astimezone(UTC) if known else found, offset)


def _activity(page: Page, line: int, cells: Mapping[str, str]) -> Activity | None:
    """Return what a block is spent on, or note that nobody can tell."""
    text = cells["activity"]
    found = _ACTIVITIES.get(text)
    if found is None:
        page.note(line, "activity", shown(text), one_of(text, _ACTIVITIES))
    elif found is Activity.WORK and not cells.get("role"):
        page.note(line, "role", "nothing", "the role that is worked")
        return None
    return found


def _paid(page: Page, line: int, text: str, activity: Activity | None) -> bool | None:
    """Return whether a block is paid, or note that it is unclear; nothing said, all but breaks."""
    if not text:
        return activity is not Activity.BREAK
    found = _TRUTH.get(text.lower())
    if found is None:
        page.note(line, "paid", shown(text), "true or false")
    return found
