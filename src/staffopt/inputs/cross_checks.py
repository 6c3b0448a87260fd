"""What only several files together can get wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time
from pathlib import Path as FilePath

from staffopt.domain.calendar import MINUTES_A_DAY
from staffopt.domain.opening import Opening
from staffopt.domain.people import Availability, Person
from staffopt.domain.problem import ShiftGrid
from staffopt.errors import one_of, shown
from staffopt.inputs.findings import Findings
from staffopt.inputs.people_tables import EmployeeRow
from staffopt.inputs.rows import Read


def check_inside(folder: FilePath, path: FilePath, where: str, findings: Findings) -> bool:
    """Note a path that leads out of the store's folder, links followed."""
    if path.resolve().is_relative_to(folder.resolve()):
        return True
    findings.add(
        where, f"a path outside the store's folder: {shown(str(path))}", "a file inside it"
    )
    return False


def check_employees(
    rows: Iterable[Read[EmployeeRow]], roles: Collection[str], findings: Findings
) -> list[Read[EmployeeRow]]:
    """Note repeated ids, unknown roles, birth dates to come and hours out of order.

    A role named "" stands for roles that could not be read; then any name may be right.
    """
    seen: dict[str, int] = {}
    kept: list[Read[EmployeeRow]] = []
    for read in rows:
        row = read.value
        if row.employee_id in seen:
            what = f"employee_id {shown(row.employee_id)}, also on line {seen[row.employee_id]}"
            findings.add(read.where("employee_id"), what, "an id of their own")
            continue
        seen[row.employee_id] = read.row.line
        kept.append(read)
        for role in row.roles:
            if role not in roles and "" not in roles:
                wanted = one_of(role, roles)
                findings.add(read.where("roles"), f"unknown role {shown(role)}", wanted)
        if row.birth_date and row.birth_date > _today():
            findings.add(read.where("birth_date"), str(row.birth_date), "a date in the past")
        if not row.hours_min <= row.hours_target <= row.hours_max:
            hours = f"{row.hours_min:g}, {row.hours_target:g}, {row.hours_max:g}"
            findings.add(
                read.where("hours_target"), hours, "hours_min <= hours_target <= hours_max"
            )
    return kept


def _today() -> date:
    return datetime.now(UTC).date()


def check_contracts(
    people: Iterable[tuple[Person, str]], opening: Opening, grid: ShiftGrid, findings: Findings
) -> None:
    """Note contract minima above what availability allows in any week, one shift a day.

    Windows count whatever their dates, so that only what can never be is noted.
    """
    longest = max(grid.spans, default=0)
    open_days = {day for day, hours in opening.week.items() if hours}
    open_days |= {day.weekday() for day, hours in opening.special.items() if hours}
    for person, where in people:
        if not person.availability:
            continue
        minutes = sum(min(available_minutes(person, day), longest) for day in open_days)
        if person.hours_min * 60 > minutes:
            findings.add(
                where,
                f"{person.hours_min:g} contract hours, but availability.csv allows "
                f"{minutes / 60:g} a week",
                f"hours_min of at most {minutes / 60:g}, or more availability",
            )


def available_minutes(person: Person, weekday: int) -> int:
    """Return the most minutes a shift that starts on a weekday can lie in a person's windows."""
    windows = [window for window in person.availability if window.weekday == weekday]
    return max((_length(window) for window in windows), default=0) if windows else 0


def _length(window: Availability) -> int:
    since, until = _minutes(window.since), _minutes(window.until)
    return until - since if until > since else until - since + MINUTES_A_DAY


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
