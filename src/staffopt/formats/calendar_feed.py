"""calendars/*.ics: a calendar file a person."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from staffopt.domain.calendar import DAY, Horizon
from staffopt.domain.plan import Plan
from staffopt.domain.shifts import Activity, Block, Shift
from staffopt.formats.base import Format
from staffopt.formats.cells import clock, course_name, person_name, words

if TYPE_CHECKING:
    from icalendar import Calendar, Event

_UNSAFE = re.compile(r"[^\w-]+")
_FOREIGN = re.compile(r"[^A-Za-z0-9_-]")


class CalendarFeed(Format):
    """An event a shift on the store's clock, its blocks in the description.

    A folder gets one file a person; a single file holds everybody. Identities of events are made
    of store, person and date, so that a later plan of the same week replaces its events, and no
    other store's: of the store as far as the plan knows it, which one kept in a single file does
    not.
    """

    name = "calendar"
    suffix = ".ics"
    file = "calendars"

    def write(self, plan: Plan, path: Path, *, with_pay: bool = False) -> None:
        """Write everybody's shifts into one calendar."""
        path.write_bytes(calendar_text(plan, plan.roster.shifts, named=True))

    def write_into(self, plan: Plan, folder: Path, *, with_pay: bool = False) -> None:
        """Write one calendar for each person who works."""
        place = folder / self.file
        place.mkdir()
        for person_id, file in file_names(plan.roster.by_person).items():
            text = calendar_text(plan, plan.roster.of(person_id), named=False)
            (place / file).write_bytes(text)


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """Return a safe file name for every id, unlike the others' even where case does not count."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for one in ids:
        stem = _UNSAFE.sub("-", one).strip("-") or "person"
        name, count = stem, 1
        while name.casefold() in taken:
            count += 1
            name = f"{stem}-{count}"
        taken.add(name.casefold())
        names[one] = f"{name}.ics"
    return names


def calendar_text(plan: Plan, shifts: Iterable[Shift], *, named: bool) -> bytes:
    """Return shifts as an iCalendar with the rules of the store's zone for these weeks only."""
    from icalendar import Calendar

    horizon = plan.roster.horizon
    calendar = Calendar()
    calendar.add("prodid", "-//staffopt//roster//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    nth: dict[tuple[str, object], int] = {}
    for shift in sorted(shifts, key=lambda one: (one.start, one.person_id, one.id)):
        day = (shift.person_id, horizon.date_of(shift.start))
        nth[day] = nth.get(day, 0) + 1
        calendar.add_component(_event(plan, shift, nth[day], named=named))
    _add_zone(calendar, horizon)
    return bytes(calendar.to_ical())


def _add_zone(calendar: Calendar, horizon: Horizon) -> None:
    """Add the zone's rules from the eve of the horizon to the week after it."""
    first, last = horizon.first - DAY, horizon.dates[-1] + 8 * DAY
    calendar.add_missing_timezones(first, last)


def _event(plan: Plan, shift: Shift, nth: int, *, named: bool) -> Event:
    """Return the event of a shift; its stamp is the horizon's start, not the clock's."""
    from icalendar import Event

    horizon = plan.roster.horizon
    name = person_name(plan, shift.person_id)
    what = ", ".join(dict.fromkeys(_what(plan, block) for block in _busy(shift)))
    event = Event()
    store = str(plan.manifest.get("store", ""))
    event.add("uid", uid(shift.person_id, horizon.date_of(shift.start).isoformat(), nth, store))
    event.add("dtstamp", horizon.start)
    event.add("dtstart", _wall(horizon, shift.start))
    event.add("dtend", _wall(horizon, shift.end))
    event.add("summary", f"{name}: {what}" if named else what or "Shift")
    lines = (_line(plan, horizon, block) for block in shift.blocks)
    event.add("description", "\n".join(lines))
    return event


def uid(person_id: str, day: str, nth: int, store: str) -> str:
    """Return an identity that the same person's shift on the same date keeps from plan to plan."""
    place = f"{hashlib.sha256(store.encode()).hexdigest()[:8]}." if store else ""
    tail = "" if nth == 1 else f"-{nth}"
    who = person_id.encode("utf-8").hex() if _FOREIGN.search(person_id) else person_id
    return f"{who}-{day}{tail}@{place}staffopt"


def _wall(horizon: Horizon, instant: datetime) -> datetime:
    """Return an instant on the store's clock."""
    return horizon.local(instant)


def _busy(shift: Shift) -> Iterable[Block]:
    """Return what is done in a shift, breaks left out."""
    return (block for block in shift.blocks if block.activity != Activity.BREAK)


def _what(plan: Plan, block: Block) -> str:
    """Return what a block is spent on, for people."""
    if block.activity == Activity.BREAK:
        return "Break" if block.paid else "Break (unpaid)"
    if block.activity == Activity.WORK:
        return words(block.role or "work")
    courses = {session.id: session.course_id for session in plan.roster.sessions}
    course = courses.get(block.session_id or "")
    return f"Training: {course_name(plan, course)}" if course else "Training"


def _line(plan: Plan, horizon: Horizon, block: Block) -> str:
    """Return a line such as `07:00-11:00 Cashier`."""
    start, end = clock(horizon, block.start), clock(horizon, block.end)
    return f"{start}\u2013{end} {_what(plan, block)}"
