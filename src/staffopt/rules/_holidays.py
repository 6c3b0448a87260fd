"""Rules that know the public holidays of a country."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from staffopt.rules.base import Rule
from staffopt.rules.public_holidays import public_holidays


class WithHolidays(Rule):
    """Days that a country has off."""

    holidays_of: str = Field("", description="A country whose public holidays are meant, as PL.")
    region: str | None = Field(None, description="The region of that country, as BY.")

    @model_validator(mode="after")
    def _country_known(self) -> Self:
        if self.region and not self.holidays_of:
            raise ValueError("region only with holidays_of")
        try:
            self.is_public_holiday(date(2026, 1, 1))
        except NotImplementedError:
            place = f"{self.holidays_of} {self.region or ''}".strip()
            wanted = f"a country and region that the holidays library knows, {place!r} is none"
            raise ValueError(wanted) from None
        return self

    def is_public_holiday(self, day: date) -> bool:
        """Whether a date is a public holiday there; none is without a country."""
        return bool(self.holidays_of) and day in public_holidays(
            self.holidays_of, self.region, day.year
        )
