"""A roster.csv, ours or not, into a roster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from math import gcd
from pathlib import Path
from zoneinfo import ZoneInfo

from staffopt.domain.calendar import DAY, Horizon, Span
from staffopt.domain.roster import Roster
from staffopt.domain.shifts import Activity, Shift, dated_id
from staffopt.domain.spread import WEEK
from staffopt.domain.training import Displaced, Session, TrainingNeed
from staffopt.errors import one_of, shown
from staffopt.formats.plan_reading import MOST_DAYS, horizon_beside, store_beside
from staffopt.formats.roster_rows import BlockRow, Page, block_rows
from staffopt.formats.store_names import StoreNames, check_names, check_whose, names
from staffopt.formats.training_table import TRAINING_COLUMNS

SLOTS = (15, 30, 60, 20, 10, 5)


def read_roster(
    path: str | Path, store: StoreNames | None = None, *, horizon: Horizon | None = None
) -> Roster:
    """Read a roster from a table with the columns of `roster.csv`.

    Why: any roster can be audited, ours or one made elsewhere. Columns may come in any order;
    `shift_id`, `role` (of breaks and training), `session_id` and `paid` may be empty or missing:
    blocks of one person that touch are then one shift, and all but breaks is paid. Courses and
    trainers come from a `training.csv` beside the table, where there is one; without it a
    session is of the store's course with whose id its own begins. The period is `horizon`, else the
    whole weeks around the roster on the store's clock; without a store or a row, what the manifest
    beside the table says, else what the offset of the first row allows: `at_store` puts it right
    later. Times are on the store's clock or with an offset; without a store they need one.
    """
    path = Path(path)
    path = path / "roster.csv" if path.is_dir() else path
    page = Page(path)
    rows = list(block_rows(page, None if store is None else str(store.zone)))
    if not rows and not page.problems:
        horizon = horizon or horizon_beside(path)
        if horizon is None:
            page.note(1, "", "no rows", "a block a row, or the manifest of an empty week beside")
    if store is not None:
        _check_names(page, rows, store)
    page.raise_if_any()
    _check_period(page, rows)
    shifts = _shifts(page, rows)
    page.raise_if_any()
    when = horizon or _horizon(path, rows, store)
    sessions, displaced = _training(path.with_name("training.csv"), shifts, store)
    return Roster(when, shifts, sessions, displaced)


def at_store(roster: Roster, store: StoreNames) -> Roster:
    """Return a roster on a store's clock and grid: the whole weeks in which it lies.

    Why: a table says offsets, not zones, and rules ask for the store's own dates and times; it says
    no rooms, so that a session is in its course's. People and roles that the store does not know
    are a DataError.
    """
    check_names(roster, store)
    starts = [shift.start for shift in roster.shifts] or [roster.horizon.start]
    horizon = _weeks_at(store, (min(starts), max(starts)), roster.horizon)
    sessions = tuple(_at_home(session, store) for session in roster.sessions)
    return replace(roster, horizon=horizon, sessions=sessions)


def _check_names(page: Page, rows: Sequence[BlockRow], store: StoreNames) -> None:
    """Note people and roles the store does not know."""
    people, roles = names(store)
    works = [row.block for row in rows if row.block.activity == Activity.WORK]
    worked = {block.role for block in works if block.role}
    check_whose(
        page.path.name, ({row.person_id for row in rows}, worked), store, store_beside(page.path)
    )
    for row in rows:
        if row.person_id not in people:
            found = shown(row.person_id)
            page.note(row.line, "employee_id", found, one_of(row.person_id, people))
        if row.block.activity == Activity.WORK and row.block.role and row.block.role not in roles:
            page.note(row.line, "role", shown(row.block.role), one_of(row.block.role, roles))


def _check_period(page: Page, rows: Sequence[BlockRow]) -> None:
    """Note the first row that is too far from the first to be of the same roster."""
    first = min((row.block.start for row in rows), default=None)
    for row in rows:
        if first is not None and row.block.end - first > MOST_DAYS * DAY:
            found = f"{row.block.end:%Y-%m-%d}, and {first:%Y-%m-%d} in another row"
            page.note(row.line, "end", found, f"one roster of at most {MOST_DAYS} days")
            return


def _shifts(page: Page, rows: Iterable[BlockRow]) -> tuple[Shift, ...]:
    """Return the shifts the blocks make up, in order of time."""
    ordered = sorted(rows, key=lambda row: (row.person_id, row.block.start, row.line))
    made: list[Shift] = []
    names = {row.shift_id for row in ordered}
    taken: dict[str, str] = {}
    for person, own in groupby(ordered, key=lambda row: row.person_id):
        for group in _pieces(page, list(own)):
            day = (group[0].block.start + group[0].offset).date()
            name = group[0].shift_id or dated_id(person, day, names)
            names.add(name)
            if name in taken:
                found = f"{name!r}, a shift of {taken[name]} too"
                page.note(group[0].line, "shift_id", found, "an id for each shift")
            taken[name] = person
            made.append(Shift(name, person, tuple(row.block for row in group)))
    return tuple(sorted(made, key=lambda shift: (shift.start, shift.person_id)))


def _pieces(page: Page, rows: list[BlockRow]) -> list[list[BlockRow]]:
    """Return one person's rows, shift by shift; overlaps and holes are noted."""
    pieces = [[rows[0]]]
    for before, row in pairwise(rows):
        gap = row.block.start - before.block.end
        same = row.shift_id == before.shift_id if row.shift_id or before.shift_id else not gap
        if gap < timedelta(0):
            found = f"{row.block.start:%Y-%m-%d %H:%M} UTC, inside the block of line {before.line}"
            page.note(row.line, "start", found, "one block at a time")
        elif same and gap:
            found = f"a hole of {gap.total_seconds() / 60:.0f} minutes after line {before.line}"
            page.note(row.line, "start", found, "a break as a row of its own, or another shift_id")
        if same:
            pieces[-1].append(row)
        else:
            pieces.append([row])
    return pieces


def _horizon(path: Path, rows: Sequence[BlockRow], store: StoreNames | None) -> Horizon:
    """Return the whole weeks around a roster, or the period its manifest says."""
    said = horizon_beside(path)
    if store is None and said is not None:
        return said
    first, last = (edge(row.block.start for row in rows) for edge in (min, max))
    if store is not None:
        return _weeks_at(store, (first, last), said)
    return _whole_weeks((first, last), _zone(rows), 0, _slot_minutes(rows))


def _weeks_at(store: StoreNames, starts: tuple[datetime, datetime], own: Horizon | None) -> Horizon:
    """Return a store's whole weeks from the first start to the last, and those of the roster's own.

    Why: nobody may work in the first or the last of several planned weeks. A period of another zone
    was guessed, or does not hold every start, is not the store's.
    """
    first, last = starts
    zone = str(store.zone)
    if own is not None and own.zone == zone and own.start <= first and last < own.end:
        first, last = own.start, own.end - DAY / 2
    return _whole_weeks((first, last), zone, store.week_starts, store.slot_minutes)


def _whole_weeks(
    starts: tuple[datetime, datetime], zone: str, week_starts: int, slot_minutes: int
) -> Horizon:
    """Return the whole weeks from the first start to the last."""
    first, last = (start.astimezone(ZoneInfo(zone)).date() for start in starts)
    first -= (first.weekday() - week_starts) % WEEK * DAY
    return Horizon(first, ((last - first).days // WEEK + 1) * WEEK, zone, slot_minutes)


def _zone(rows: Sequence[BlockRow]) -> str:
    """Return the zone that has the offset of the first row all year, else UTC."""
    first = min(rows, key=lambda row: row.block.start)
    hours, rest = divmod(first.offset, timedelta(hours=1))
    if rest or not hours:
        return "UTC"
    return f"Etc/GMT{-hours:+d}"


def _slot_minutes(rows: Iterable[BlockRow]) -> int:
    """Return the first usual slot length on whose grid every block lies, else a minute."""
    found = 60
    for row in rows:
        found = gcd(found, row.block.start.minute, row.block.end.minute)
    return next((slot for slot in SLOTS if found % slot == 0), 1)


def _training(
    path: Path, shifts: Iterable[Shift], store: StoreNames | None
) -> tuple[tuple[Session, ...], tuple[Displaced, ...]]:
    """Return the sessions of the training blocks, and what the table beside names as displaced."""
    page = Page(path)
    known = page.cells(TRAINING_COLUMNS[:-1], TRAINING_COLUMNS) if path.is_file() else ()
    rows = [cells for _, cells in known]
    page.raise_if_any()
    courses = {row["session_id"]: row["course"] for row in rows}
    trainers = {row["session_id"]: row["employee_id"] for row in rows if row["part"] == "trainer"}
    groups: dict[str, list[tuple[Span, str]]] = {}
    for shift in shifts:
        for block in shift.of(Activity.TRAINING):
            if block.session_id:
                groups.setdefault(block.session_id, []).append((block.span, shift.person_id))
    sessions = tuple(
        _session(name, courses.get(name) or _course(name, store), trainers.get(name), groups[name])
        for name in sorted(groups, key=lambda one: (min(groups[one]), one))
    )
    lost = tuple(_displaced(row, store) for row in rows if row["status"] == "displaced")
    return sessions, lost


def _course(session: str, store: StoreNames | None) -> str:
    """Return the store's course with whose id a session's begins, else the session's own id."""
    ids = (course.id for course in store.courses) if store else ()
    return max((one for one in ids if session.startswith(one)), key=len, default=session)


def _session(
    name: str, course: str, trainer: str | None, parts: Sequence[tuple[Span, str]]
) -> Session:
    """Return a session from the blocks of those who take part."""
    span = Span(min(span.start for span, _ in parts), max(span.end for span, _ in parts))
    trainees = tuple(sorted({person for _, person in parts} - {trainer}))
    return Session(name, course, span, trainer, None, trainees)


def _at_home(session: Session, store: StoreNames) -> Session:
    """Return a session of a course that the store knows, in that course's room.

    Where no trainer is named, the one person in it who may train the course and does not need it
    is the trainer.
    """
    courses = {course.id: course for course in store.courses}
    name = session.course_id if session.course_id in courses else _course(session.id, store)
    course = courses.get(name)
    if course is None:
        return replace(session, course_id=name)
    learning = {need.person_id for need in store.needs if need.course_id == name}
    able = set(session.attendees) & set(course.trainers) - learning
    trainer = session.trainer_id
    if trainer is None and len(able) == 1:
        (trainer,) = able
    trainees = tuple(person for person in session.attendees if person != trainer)
    room = session.room or course.room
    return Session(session.id, name, session.span, trainer, room, trainees)


def _displaced(row: Mapping[str, str], store: StoreNames | None) -> Displaced:
    """Return a displaced need, with the date and price that the store knows of it."""
    who, course = row["employee_id"], row["course"]
    unknown = TrainingNeed(who, course, None, hard=False, price=0)
    same = (
        n for n in (store.needs if store else ()) if (n.person_id, n.course_id) == (who, course)
    )
    return Displaced(next(same, unknown), row.get("reason", ""))
