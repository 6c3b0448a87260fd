"""A table of somebody else's, a shift or a part of one a line, to a roster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path as FilePath
from zoneinfo import ZoneInfo

from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Block
from staffopt.errors import one_of, shown
from staffopt.inputs.findings import MOST_IN_A_FILE, Findings
from staffopt.inputs.rosters.columns import OWN_NAMES, PARTS, ColumnSettings
from staffopt.inputs.rosters.names import Names
from staffopt.inputs.rosters.pieces import LONGEST, Piece, roster_of, with_break
from staffopt.inputs.rosters.sheet_lines import Line, first_of, lines_of
from staffopt.inputs.rosters.wall_clock import (
    MIDNIGHT,
    NotSaidError,
    at,
    day_in,
    minutes_in,
    moment_in,
)
from staffopt.inputs.store import Store

NEEDED = ("person", "start", "end")
NO_MINUTES = ("None", "0", "0.0")
"""Cells of a line without a break: none, or 0 as programs write it."""


@dataclass(frozen=True)
class Table:
    """How one table is read: settings, names, where each part stands, and what was found."""

    settings: ColumnSettings
    names: Names
    zone: ZoneInfo
    headers: Mapping[str, str]
    places: Mapping[str, int]
    findings: Findings

    def has(self, part: str) -> bool:
        """Whether the table has a column for a part."""
        return part in self.headers

    def cell(self, line: Line, part: str) -> object:
        """Return the cell of a part, None where there is none or nothing in it."""
        found = line.cell(self.places[self.headers[part]]) if part in self.headers else None
        return None if found == "" else found

    def where(self, line: Line, part: str) -> str:
        """Return the place of a part in a line."""
        return line.where(self.headers.get(part, part))

    def note(self, line: Line, part: str, expected: str) -> None:
        """Note a cell that does not say what it should."""
        cell = self.cell(line, part)
        found = "nothing" if cell is None else shown(cell if isinstance(cell, str) else str(cell))
        self.findings.add(self.where(line, part), found, expected)


def read_table_roster(path: FilePath, store: Store, settings: ColumnSettings) -> Roster:
    """Read a CSV file or a sheet; every line that cannot be a shift is noted, none is guessed."""
    findings = Findings()
    names = Names(store, settings.people, settings.roles)
    names.check(settings.roles, settings.role, findings)
    lines = lines_of(path, settings)
    table = _headed(lines, settings, names, (store, findings, path.name))
    findings.raise_if_any()
    pieces = []
    for line in lines:
        piece = _piece(table, line)
        pieces += [] if piece is None else [piece]
        if len(findings) >= MOST_IN_A_FILE:
            findings.add(path.name, f"{MOST_IN_A_FILE} problems and more", "")
            break
    return roster_of(pieces, store, findings, path.name)


def _headed(
    lines: Iterator[Line],
    settings: ColumnSettings,
    names: Names,
    about: tuple[Store, Findings, str],
) -> Table:
    """Find the headers; what is named and not there is noted, and what must be there."""
    store, findings, file = about
    first = settings.header_line or 0
    head = first_of((line for line in lines if line.number >= first), file)
    texts = [str(cell).strip() if cell is not None else "" for cell in head.cells]
    places = {text: place for place, text in enumerate(texts) if text}
    where = head.where()
    headers = {}
    for part in PARTS:
        header = settings.header_of(part, places)
        if header is not None and header not in places:
            findings.add(where, f"no column {header!r}", one_of(header, places))
        elif header is not None:
            headers[part] = header
            if len(settings.like(part, header, texts)) > 1:
                wanted = "each column once; a second shift of a day is a line of its own"
                findings.add(where, f"column {header!r} twice", wanted)
        elif part in NEEDED:
            found = f"no column for {part} among {', '.join(places)}"
            wanted = f"{_either(OWN_NAMES.get(part, (part,)))}, or --column {part}=HEADER"
            findings.add(where, found, wanted)
    if "break_minutes" in headers and settings.break_after_hours is None:
        wanted = "`break_after_hours` in a column file: the length alone does not say when it is"
        findings.add(where, "breaks of a length only", wanted)
    return Table(settings, names, ZoneInfo(store.zone), headers, places, findings)


def _either(names: Sequence[str]) -> str:
    """Return `employee_id, person or name`."""
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def _piece(table: Table, line: Line) -> Piece | None:
    """Return the shift of a line, or note everything that keeps it from being one."""
    said = table.cell(line, "person")
    text = "" if said is None else str(said)
    person = table.names.person(text, table.where(line, "person"), table.findings)
    word = table.cell(line, "role")
    role = table.settings.role
    if person is not None and (word is not None or role is None):
        told = "" if word is None else str(word)
        role = table.names.role(told, person, table.where(line, "role"), table.findings)
    span = _span(table, line)
    if person is None or role is None or span is None:
        return None
    rest = _rest(table, line, *span)
    if rest is None and _says_break(table, line):
        return None
    return Piece(line.where(), person, with_break(*span, role, rest))


def _span(table: Table, line: Line) -> tuple[datetime, datetime] | None:
    """Return start and end of a line, or note why it has none."""
    start, end = (_instant(table, line, part) for part in ("start", "end"))
    if start is None or end is None:
        return None
    if end <= start and table.has("date"):
        if not table.settings.overnight:
            table.note(line, "end", "a later time than the start, or `overnight: true`")
            return None
        end = _instant(table, line, "end", days=1)
    if end is None:
        return None
    if not timedelta(0) < end - start <= LONGEST:
        table.note(line, "end", "an end after the start, at most 24 hours later")
        return None
    return start, end


def _instant(table: Table, line: Line, part: str, days: int = 0) -> datetime | None:
    """Return the instant in a column, of the line's date where there is one; or note it."""
    asked = "date" if table.has("date") else part
    try:
        if not table.has("date"):
            return moment_in(table.cell(line, part), table.zone)
        day = day_in(table.cell(line, "date"), table.settings.dates)
        asked = part
        minutes = minutes_in(table.cell(line, part), table.settings.times)
        return at(day, minutes + days * MIDNIGHT, table.zone)
    except NotSaidError as error:
        table.note(line, asked, str(error))
        return None


def _says_break(table: Table, line: Line) -> bool:
    """Whether a line has a break; 0 minutes are none."""
    minutes = table.cell(line, "break_minutes")
    timed = (table.cell(line, part) for part in ("break_start", "break_end"))
    return str(minutes) not in NO_MINUTES or any(cell is not None for cell in timed)


def _rest(table: Table, line: Line, start: datetime, end: datetime) -> Block | None:
    """Return the break of a line; None where it has none, or one that is noted."""
    if not _says_break(table, line):
        return None
    part = "break_start" if table.cell(line, "break_minutes") is None else "break_minutes"
    if part == "break_start":
        since, until = (_instant(table, line, one) for one in ("break_start", "break_end"))
        if since is not None and until is not None and table.has("date"):
            overnight = timedelta(days=1) if table.settings.overnight else timedelta(0)
            since += overnight if since < start else timedelta(0)
            until += overnight if until < start else timedelta(0)
    else:
        since, until = _timed(table, line, start)
    if since is None or until is None:
        return None
    if not start < since < until < end:
        table.note(line, part, "a break inside the shift, work before and after it")
        return None
    return Block(since, until, Activity.BREAK, paid=table.settings.break_paid)


def _timed(table: Table, line: Line, start: datetime) -> tuple[datetime | None, datetime | None]:
    """Return a break of which the length is written, begun as long after the start as is set."""
    try:
        minutes = float(str(table.cell(line, "break_minutes")))
    except ValueError:
        minutes = 0.5
    if not 0 < minutes < MIDNIGHT or minutes != int(minutes):
        table.note(line, "break_minutes", "a whole number of minutes")
        return None, None
    since = start + timedelta(hours=table.settings.break_after_hours or 0)
    return since, since + timedelta(minutes=int(minutes))
