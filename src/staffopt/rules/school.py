"""Which days are school days."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from staffopt.domain.people import Person
from staffopt.domain.weekdays import WEEKDAYS, Weekday, weekday_of


class Holiday(BaseModel):
    """Dates without school, both ends included."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    first: date = Field(description="First date without school.")
    last: date = Field(description="Last date without school.")


class School(BaseModel):
    """The school calendar of people whose own district is not known: weekdays less holidays."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    weekdays: tuple[Weekday, ...] = Field(WEEKDAYS[:5], description="Weekdays with school.")
    closed: tuple[date, ...] = Field((), description="Single dates without school.")
    holidays: tuple[Holiday, ...] = Field((), description="Periods without school.")
    least_minutes: int = Field(
        1, ge=1, description="Minutes of a person's own school from which a date is a school day."
    )

    def is_on_for(self, person: Person, day: date) -> bool:
        """Whether a date is a school day of a person: by the own district's calendar if known."""
        if person.school is None:
            return self.is_on(day)
        return person.school.minutes_on(day) >= self.least_minutes

    def is_on(self, day: date) -> bool:
        """Whether a date is a school day by this calendar."""
        return (
            weekday_of(day) in self.weekdays
            and day not in self.closed
            and not any(holiday.first <= day <= holiday.last for holiday in self.holidays)
        )
