"""School districts of store.yaml, and who lives where."""

from __future__ import annotations

from pydantic import Field, model_validator

from staffopt.domain.school import SchoolCalendar
from staffopt.errors import one_of, shown
from staffopt.inputs.findings import Findings
from staffopt.inputs.people_tables import EmployeeRow
from staffopt.inputs.rows import Read
from staffopt.inputs.section import Section
from staffopt.inputs.values import Day, HoursText, Weekday

NO_SCHOOL = "none"
"""The word of people who do not go to school."""


class SchoolHoliday(Section):
    """Dates without school, both ends included."""

    first: Day = Field(description="First date without school.")
    last: Day = Field(description="Last date without school.")

    @model_validator(mode="after")
    def _in_order(self) -> SchoolHoliday:
        if self.last < self.first:
            raise ValueError("a last date on or after the first")
        return self


class SchoolSettings(Section):
    """The calendar of one school district."""

    weekdays: tuple[Weekday, ...] = Field(
        (0, 1, 2, 3, 4), description="Weekdays with school, mon to fri if left out."
    )
    closed: tuple[Day, ...] = Field((), description="Single dates without school.")
    holidays: tuple[SchoolHoliday, ...] = Field((), description="Periods without school.")
    minutes: int = Field(360, gt=0, le=1440, description="Minutes of school on a usual day.")
    short_days: dict[Day, int] = Field({}, description="Dates with other minutes of school.")
    hours: HoursText = Field((), description="School on a usual day, as 08:10-15:00.")

    @model_validator(mode="after")
    def _one_period(self) -> SchoolSettings:
        if len(self.hours) > 1 or any(until <= since for since, until in self.hours):
            raise ValueError("one period of a day as 08:10-15:00 for its hours")
        return self

    def calendar(self, name: str) -> SchoolCalendar:
        """The same as a domain value."""
        single = tuple((day, day) for day in self.closed)
        periods = tuple((each.first, each.last) for each in self.holidays)
        return SchoolCalendar(
            name,
            frozenset(self.weekdays),
            (*single, *periods),
            self.minutes,
            tuple(sorted(self.short_days.items())),
            self.hours[0] if self.hours else None,
        )


def school_of(
    read: Read[EmployeeRow], schools: dict[str, SchoolSettings] | None, findings: Findings
) -> SchoolCalendar | None:
    """Return the calendar of an employee's district; None where no district is named.

    `schools` is None where the districts themselves could not be read; then any name may be right.
    """
    name = read.value.school
    if not name or schools is None:
        return None
    if name == NO_SCHOOL:
        return SchoolCalendar(NO_SCHOOL, frozenset())
    if name in schools:
        return schools[name].calendar(name)
    known = one_of(name, (*schools, NO_SCHOOL))
    findings.add(read.where("school"), f"unknown school district {shown(name)}", known)
    return None
