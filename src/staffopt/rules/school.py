"""Which days are school days."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from staffopt.rules.week_windows import WEEKDAYS, Weekday


class Holiday(BaseModel):
    """Dates without school, both ends included."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    first: date = Field(description="First date without school.")
    last: date = Field(description="Last date without school.")


class School(BaseModel):
    """The calendar of the school district: its weekdays less its holidays."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    weekdays: tuple[Weekday, ...] = Field(WEEKDAYS[:5], description="Weekdays with school.")
    closed: tuple[date, ...] = Field((), description="Single dates without school.")
    holidays: tuple[Holiday, ...] = Field((), description="Periods without school.")

    def is_on(self, day: date) -> bool:
        """Whether a date is a school day."""
        return (
            WEEKDAYS[day.weekday()] in self.weekdays
            and day not in self.closed
            and not any(holiday.first <= day <= holiday.last for holiday in self.holidays)
        )
