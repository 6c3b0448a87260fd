"""Calendar files, an event a shift: ours, whose events say every block, and others'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Block
from staffopt.errors import DataError, shown
from staffopt.errors import Problem as Fault
from staffopt.inputs.findings import MOST_IN_A_FILE, Findings
from staffopt.inputs.rosters.columns import ColumnSettings
from staffopt.inputs.rosters.names import Names
from staffopt.inputs.rosters.pieces import LONGEST, Piece, roster_of, session_id
from staffopt.inputs.rosters.wall_clock import MIDNIGHT, NotSaidError, moment_in
from staffopt.inputs.store import Store

if TYPE_CHECKING:
    from icalendar import Component

LARGEST = 50_000_000
_OURS = re.compile(r"(.+)-\d{4}-\d\d-\d\d(-\d+)?@([0-9a-f]{8}\.)?staffopt")
_LINE = re.compile(r"(\d\d):(\d\d)\u2013(\d\d):(\d\d) (.+)")
BREAKS = {"Break": True, "Break (unpaid)": False}
TRAINING = "Training: "


def read_calendars(path: FilePath, store: Store, settings: ColumnSettings) -> Roster:
    """Read a calendar file, or all of a folder; every event that is no shift is noted.

    Whose shift an event is, is said by its identity (in ours), an attendee, its title up to a
    colon, or the name of the file, whichever is first an id or a unique name. Cancelled events are
    left out.
    """
    findings = Findings()
    names = Names(store, settings.people, settings.roles)
    names.check(settings.roles, settings.role, findings)
    files = sorted(path.glob("*.ics")) if path.is_dir() else [path]
    pieces = []
    for file in files:
        for number, event in enumerate(_events(file), start=1):
            about = _Event(event, f"{file.name} event {number}", file.stem)
            piece = _piece(about, (names, settings, ZoneInfo(store.zone), findings))
            pieces += [] if piece is None else [piece]
            if len(findings) >= MOST_IN_A_FILE:
                findings.add(file.name, f"{MOST_IN_A_FILE} problems and more", "")
                findings.raise_if_any()
    return roster_of(pieces, store, findings, path.name)


def _events(path: FilePath) -> Iterator[Component]:
    """Yield the events of a file but those that were called off."""
    from icalendar import Calendar

    try:
        if path.stat().st_size > LARGEST:
            raise DataError(Fault(path.name, f"more than {LARGEST:,} bytes", "a roster"))
        calendar = Calendar.from_ical(path.read_bytes())
    except OSError as error:
        raise DataError(Fault(str(path), error.strerror or str(error), "a calendar")) from None
    except ValueError as error:
        first = (str(error) or "nothing").splitlines()[0]
        raise DataError(Fault(path.name, f"no calendar: {first}", "an iCalendar file")) from None
    for event in calendar.walk("VEVENT"):
        if str(event.get("STATUS", "")).upper() != "CANCELLED":
            yield event


class _Event:
    """What an event says, as plain values."""

    def __init__(self, event: Any, where: str, stem: str) -> None:
        self.event, self.where, self.stem = event, where, stem
        self.title = str(event.get("SUMMARY", "")).strip()
        self.lines = str(event.get("DESCRIPTION", "")).strip().splitlines()

    def names(self) -> Iterator[str]:
        """Yield what may say whose shift it is, the surest first."""
        ours = _OURS.fullmatch(str(self.event.get("UID", "")))
        if ours:
            yield ours[1]
            if re.fullmatch(r"([0-9a-f]{2})+", ours[1]):
                yield bytes.fromhex(ours[1]).decode("utf-8", "replace")
        guests = self.event.get("ATTENDEE", [])
        for guest in guests if isinstance(guests, list) else [guests]:
            yield str(guest.params.get("CN", "")).strip()
            yield str(guest).split(":")[-1].strip()
        yield self.title.partition(":")[0].strip()
        yield self.title
        yield self.stem


def _piece(about: _Event, how: tuple[Names, ColumnSettings, ZoneInfo, Findings]) -> Piece | None:
    """Return the shift of an event, or note everything that keeps it from being one."""
    names, settings, zone, findings = how
    person = _person(about, names, findings)
    span = _span(about, zone, findings)
    if person is None or span is None:
        return None
    blocks = _told(about, span, zone, names)
    if blocks is None:
        role = _role(about, person, names, settings, findings)
        blocks = () if role is None else (Block(*span, role=role),)
    return Piece(about.where, person, blocks) if blocks else None


def _person(about: _Event, names: Names, findings: Findings) -> str | None:
    """Return whose shift an event is, or note that it names nobody, or two."""
    guests = about.event.get("ATTENDEE", [])
    said = list(dict.fromkeys(name for name in about.names() if name))
    found = [person for name in said if (person := names.known(name)) is not None]
    if not found:
        findings.add(about.where, f"nobody known in {shown(about.title)}", "an id or a unique name")
        return None
    several = isinstance(guests, list) and len(set(found[: len(guests)])) > 1
    if several and not _OURS.fullmatch(str(about.event.get("UID", ""))):
        findings.add(about.where, f"several people: {', '.join(found)}", "an event a person")
        return None
    return found[0]


def _span(about: _Event, zone: ZoneInfo, findings: Findings) -> tuple[datetime, datetime] | None:
    """Return start and end, or note why an event has none."""
    event = about.event
    if "RRULE" in event or "RDATE" in event:
        findings.add(about.where, "an event that repeats", "an event for each shift")
        return None
    start = event["DTSTART"].dt if "DTSTART" in event else None
    end = event["DTEND"].dt if "DTEND" in event else None
    if end is None and start is not None and "DURATION" in event:
        end = start + event["DURATION"].dt
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        findings.add(about.where, f"no times in {shown(about.title)}", "a start and an end")
        return None
    try:
        span = moment_in(start, zone), moment_in(end, zone)
    except NotSaidError as error:
        findings.add(about.where, f"{start:%Y-%m-%d %H:%M} to {end:%H:%M}", str(error))
        return None
    if not timedelta(0) < span[1] - span[0] <= LONGEST:
        found = f"{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}"
        findings.add(about.where, found, "an end after the start, at most 24 hours later")
        return None
    return span


def _told(
    about: _Event, span: tuple[datetime, datetime], zone: ZoneInfo, names: Names
) -> tuple[Block, ...] | None:
    """Return the blocks that the lines of one of our events say; None where they say none."""
    matches = [_LINE.fullmatch(line.strip()) for line in about.lines]
    if not matches or None in matches:
        return None
    blocks: list[Block] = []
    reached = span[0]
    for match in matches:
        assert match is not None  # noqa: S101
        end = _next(reached, int(match[3]) * 60 + int(match[4]), zone)
        block = _block(reached, end, match[5], names)
        if block is None:
            return None
        blocks.append(block)
        reached = end
    return tuple(blocks) if reached == span[1] else None


def _next(after: datetime, minutes: int, zone: ZoneInfo) -> datetime:
    """Return the first instant after another at which the clock shows so many minutes."""
    found = after + timedelta(minutes=1)
    local = found.astimezone(zone)
    ahead = (minutes - local.hour * 60 - local.minute) % MIDNIGHT
    guess = found + timedelta(minutes=ahead)
    shift = guess.astimezone(zone).utcoffset(), local.utcoffset()
    return guess - ((shift[0] or timedelta(0)) - (shift[1] or timedelta(0)))


def _block(start: datetime, end: datetime, what: str, names: Names) -> Block | None:
    """Return the block that a line says."""
    if what in BREAKS:
        return Block(start, end, Activity.BREAK, paid=BREAKS[what])
    if what.startswith(TRAINING):
        course = names.course(what.removeprefix(TRAINING))
        name = None if course is None else session_id(course, start)
        return None if name is None else Block(start, end, Activity.TRAINING, session_id=name)
    role = names.role_or_none(what)
    return None if role is None else Block(start, end, role=role)


def _role(
    about: _Event, person: str, names: Names, settings: ColumnSettings, findings: Findings
) -> str | None:
    """Return the role of an event: its title's after the colon, its category, or the only one."""
    kinds = about.event.get("CATEGORIES", [])
    kinds = kinds if isinstance(kinds, list) else [kinds]
    said: Sequence[str] = [
        about.title.partition(":")[2].strip(),
        *(str(each).strip() for kind in kinds for each in getattr(kind, "cats", [])),
        about.title,
    ]
    found = next((role for word in said if (role := names.role_or_none(word))), settings.role)
    return found or names.role("", person, about.where, findings)
