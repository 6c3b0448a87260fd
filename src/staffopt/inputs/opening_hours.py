"""Opening settings to the days on which a store is open."""

from __future__ import annotations

from datetime import date

from staffopt.domain.opening import Hours, Opening
from staffopt.inputs.settings import HolidaySettings, OpeningSettings

HOLIDAY_YEARS = range(2000, 2051)


def opening_of(settings: OpeningSettings) -> Opening:
    """Return the opening hours with holidays by name; a date in `special` wins over a holiday."""
    names = holiday_names(settings.holidays)
    on_holidays: dict[date, Hours] = {}
    if settings.holidays.hours is not None:
        on_holidays = dict.fromkeys(names, settings.holidays.hours)
    return Opening(settings.week.by_day, {**on_holidays, **settings.special}, names)


def holiday_names(settings: HolidaySettings) -> dict[date, str]:
    """Return the holidays of 2000 to 2050 by date, the user's days added and removed."""
    found: dict[date, str] = {}
    if settings.country:
        from holidays import country_holidays

        known = country_holidays(settings.country, subdiv=settings.region, years=HOLIDAY_YEARS)
        found = {day: str(name) for day, name in known.items()}
    found |= settings.add
    return {day: found[day] for day in sorted(found) if day not in settings.remove}
