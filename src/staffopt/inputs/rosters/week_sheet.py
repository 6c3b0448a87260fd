"""Our own workbook, edited by hand: its week sheets say who works when, and as what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path as FilePath
from zoneinfo import ZoneInfo

from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Block, Shift
from staffopt.domain.weekdays import weekday_of
from staffopt.errors import shown
from staffopt.inputs.findings import Findings
from staffopt.inputs.rosters.names import Names
from staffopt.inputs.rosters.pieces import Piece, roster_of
from staffopt.inputs.rosters.sheet_lines import Line, sheets
from staffopt.inputs.rosters.wall_clock import MIDNIGHT, NotSaidError, at, minutes_in
from staffopt.inputs.store import Store

_NAME = re.compile(r"Week( \d+)?")
_TIMES = re.compile(r"(\d?\d:\d\d)\s*[-\u2013\u2014]\s*(\d?\d:\d\d)")
_DATE = re.compile(r"([A-Z][a-z]{2}) (\d{1,2}) ([A-Z][a-z]{2})")
_YEAR = re.compile(r"\b[12]\d{3}\b")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
HEADS, FIRST = 2, 3
"""Rows, from 0: that of the dates, and that of the first person."""
FREE = ("", "\u00b7", "-")
TRAINING = "training"


def is_week_book(path: FilePath) -> bool:
    """Whether a workbook has a week sheet as we write them."""
    return any(True for _ in _week_sheets(path))


def _week_sheets(path: FilePath) -> Iterator[tuple[str, list[Sequence[object]]]]:
    """Yield name and rows of the week sheets."""
    for name, rows in sheets(path).items():
        heads = rows[HEADS] if len(rows) > HEADS else ()
        if _NAME.fullmatch(name) and heads and heads[0] == "Name":
            yield name, rows


def read_week_book(
    path: FilePath, store: Store, known: Roster | None
) -> tuple[Roster, tuple[str, ...]]:
    """Read the week sheets of a workbook of ours; also return what had to be taken as said.

    The sheet says times and roles, not when breaks are. A shift that is in the `known` roster keeps
    its blocks; one whose times were changed keeps those of that person's shift on the day, longer
    or shorter at its ends; any other is work in its first role, without a break.
    """
    findings, names, notes = Findings(), Names(store, {}, {}), list[str]()
    old = {} if known is None else _by_day(known, store)
    pieces = []
    for name, rows in _week_sheets(path):
        file = f"{path.name}, sheet {name!r}"
        days = _days(Line(file, HEADS + 1, tuple(rows[HEADS])), rows[0], findings)
        for number, cells in enumerate(rows[FIRST:], start=FIRST + 1):
            line = Line(file, number, tuple(cells))
            if line.cell(0) in (None, ""):
                continue
            person = names.person(str(line.cell(0)), line.where("Name"), findings)
            for place, day in days.items() if person is not None else ():
                cell = _Cell(line, place, day, store, findings)
                for piece, note in _pieces(cell, str(person), names, old):
                    pieces.append(piece)
                    notes += [note] if note else []
    return roster_of(pieces, store, findings, path.name), tuple(notes)


class _Cell:
    """One person's day on the sheet."""

    def __init__(self, line: Line, place: int, day: date, store: Store, findings: Findings) -> None:
        said = line.cell(place)
        self.text = "" if said is None else str(said).strip()
        self.day, self.zone, self.findings = day, ZoneInfo(store.zone), findings
        self.where = line.where(f"{day:%a} {day.day} {day:%b}")

    def note(self, expected: str) -> None:
        """Note that the cell does not say what it should."""
        self.findings.add(self.where, shown(self.text), expected)


def _days(head: Line, title: Sequence[object], findings: Findings) -> dict[int, date]:
    """Return the date of each column; headings that are no dates of the title's years are noted."""
    years = [int(year) for year in _YEAR.findall(str(title[0] if title else ""))]
    found: dict[int, date] = {}
    for place, cell in enumerate(head.cells[1:], start=1):
        text = str(cell or "").strip()
        if text in ("", "Hours"):
            continue
        days = [day for year in years if (day := _date(text, year)) is not None]
        if len(set(days)) == 1:
            found[place] = days[0]
        else:
            findings.add(head.where(text), shown(text), "a date such as Mon 23 Nov, as we wrote it")
    return found


def _date(text: str, year: int) -> date | None:
    """Return the date that `Mon 23 Nov` is in a year, None where it is none."""
    said = _DATE.fullmatch(text)
    if said is None or said[3] not in MONTHS:
        return None
    try:
        day = date(year, MONTHS.index(said[3]) + 1, int(said[2]))
    except ValueError:
        return None
    return day if weekday_of(day).startswith(said[1].lower()) else None


def _by_day(roster: Roster, store: Store) -> dict[tuple[str, date], list[Shift]]:
    """A roster's shifts by person and date on the store's clock."""
    found: dict[tuple[str, date], list[Shift]] = {}
    for shift in roster.shifts:
        day = shift.start.astimezone(ZoneInfo(store.zone)).date()
        found.setdefault((shift.person_id, day), []).append(shift)
    return found


def _pieces(
    cell: _Cell, person: str, names: Names, old: dict[tuple[str, date], list[Shift]]
) -> Iterator[tuple[Piece, str]]:
    """Yield the shifts of a cell, with a note where not all of one is said."""
    if cell.text in FREE:
        return
    spans = list(_TIMES.finditer(cell.text))
    if not spans or cell.text[: spans[0].start()].strip():
        cell.note("times such as 07:00\u201315:00, and the roles below")
        return
    before = old.get((person, cell.day), [])
    for match, following in zip(spans, [*spans[1:], None], strict=True):
        words = cell.text[match.end() : following.start() if following else None]
        span = _span(cell, match[1], match[2])
        roles = [word.strip() for word in re.split(r"[,\n]", words) if word.strip()]
        if span is None:
            continue
        like = before[0] if len(before) == len(spans) == 1 else None
        same = next((s for s in before if (s.start, s.end) == span), None)
        said = f"{cell.where}, {match[0]}"
        if same is not None:
            yield Piece(cell.where, person, same.blocks), ""
        elif like is not None and (blocks := stretched(like.blocks, *span)):
            yield (
                Piece(cell.where, person, blocks),
                f"{said}: other times than before; breaks and roles as before",
            )
        else:
            role = _role(cell, roles, person, names)
            if role is not None:
                note = f"{said}: taken as {role} throughout, without a break"
                yield Piece(cell.where, person, (Block(*span, role=role),)), note


def _span(cell: _Cell, start: str, end: str) -> tuple[datetime, datetime] | None:
    """Return the instants of a shift; an end at or before its start is on the next day."""
    try:
        since, until = minutes_in(start, None), minutes_in(end, None)
        until += MIDNIGHT if until <= since else 0
        return at(cell.day, since, cell.zone), at(cell.day, until, cell.zone)
    except NotSaidError as error:
        cell.note(str(error))
        return None


def _role(cell: _Cell, roles: list[str], person: str, names: Names) -> str | None:
    """Return the first role of a cell, or note that there is none."""
    worked = [role for role in roles if role != TRAINING]
    found = [names.role(role, person, cell.where, cell.findings) for role in worked]
    if not worked:
        return names.role("", person, cell.where, cell.findings)
    return None if None in found else found[0]


def stretched(blocks: Sequence[Block], start: datetime, end: datetime) -> tuple[Block, ...] | None:
    """Return blocks with another start and end: the first and last get longer or shorter.

    None where a break or a session would have to move, or nothing would be left of it.
    """
    first, *_, last = (blocks[0], *blocks)
    if len(blocks) == 1:
        return (_replaced(first, start, end),)
    if start >= first.end or end <= last.start:
        return None
    made = (_replaced(first, start, first.end), *blocks[1:-1], _replaced(last, last.start, end))
    works = all(each.role is not None for each in (first, last))
    return made if works and end > start + timedelta(0) else None


def _replaced(block: Block, start: datetime, end: datetime) -> Block:
    return Block(start, end, block.activity, block.role, block.session_id, block.paid)
