"""Opening settings to the days on which a store is open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from staffopt.domain.lawful_opening import within_law
from staffopt.domain.opening import Hours, MovedShares, Opening
from staffopt.inputs.settings import HolidaySettings, OpeningSettings
from staffopt.rules.base import Rule
from staffopt.rules.closed_days import ClosedDays

HOLIDAY_YEARS = range(2000, 2051)


def opening_of(settings: OpeningSettings) -> Opening:
    """Return the opening hours with holidays by name; a date in `special` wins over a holiday."""
    names = holiday_names(settings.holidays)
    on_holidays: dict[date, Hours] = {}
    if settings.holidays.hours is not None:
        on_holidays = dict.fromkeys(names, settings.holidays.hours)
    cut = settings.cut_hours
    return Opening(
        settings.week.by_day,
        {**on_holidays, **settings.special},
        names,
        moved=None if cut is None else MovedShares(cut.same_day, cut.next_day),
    )


def lawful(opening: Opening, rules: Iterable[Rule]) -> Opening:
    """Return the opening hours less the days that rules close, from the first such day on."""
    for rule in rules:
        if isinstance(rule, ClosedDays):
            first = rule.valid_from or date(HOLIDAY_YEARS[0], 1, 1)
            count = (date(HOLIDAY_YEARS[-1] + 1, 1, 1) - first).days
            days = (first + timedelta(days=k) for k in range(-1, count))
            opening = within_law(opening, rule.key, rule.closes, days)
    return opening


def holiday_names(settings: HolidaySettings) -> dict[date, str]:
    """Return the holidays of 2000 to 2050 by date, the user's days added and removed.

    They have the country's own names, whatever the language of the process.
    """
    found: dict[date, str] = {}
    if settings.country:
        from holidays import country_holidays

        known = country_holidays(
            settings.country,
            subdiv=settings.region,
            years=HOLIDAY_YEARS,
            language=country_holidays(settings.country).default_language,
        )
        found = {day: str(name) for day, name in known.items()}
    found |= settings.add
    return {day: found[day] for day in sorted(found) if day not in settings.remove}
