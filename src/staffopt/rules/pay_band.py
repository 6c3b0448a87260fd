"""A stretch of the clock on some days in which an hour is paid at a rate."""

from __future__ import annotations

from datetime import date, time

from pydantic import BaseModel, ConfigDict, Field

from staffopt.domain.people import Person
from staffopt.domain.wall_time import ClockTime
from staffopt.domain.weekdays import Weekday, weekday_of


class PayBand(BaseModel):
    """Hours on some days, from one time of the store's clock to another, and their rate."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False
    )

    rate: float = Field(ge=1, description="Pay of an hour, in wages.")
    weekdays: tuple[Weekday, ...] = Field((), description="Days it begins on; all when empty.")
    since: ClockTime = Field(time(0), alias="from", description="When it begins.")
    until: ClockTime = Field(
        time(0), alias="to", description="When it ends; at or before `from`: on the next day."
    )
    holidays: bool = Field(False, description="Begins on the rule's holidays only.")
    contracts: tuple[str, ...] = Field((), description="Contract kinds; all when empty.")

    def begins_on(self, day: date, *, holiday: bool) -> bool:
        """Whether the band begins on a date."""
        named = not self.weekdays or weekday_of(day) in self.weekdays
        return named and (holiday or not self.holidays)

    def pays(self, person: Person) -> bool:
        """Whether the band is about a person's contract."""
        return not self.contracts or person.contract in self.contracts
