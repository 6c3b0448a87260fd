"""Days that come every year: a date, or one counted from a movable feast."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Annotated

from pydantic import AfterValidator

_FEAST = re.compile(r"(easter|labor-day)([+-]\d{1,3})?")
_COMMON_YEAR = 2001


def _known(text: str) -> str:
    try:
        date_in(text, _COMMON_YEAR)
    except ValueError:
        wanted = "a day of every year as 12-24, easter-1 or labor-day"
        raise ValueError(wanted) from None
    return text


YearlyDay = Annotated[str, AfterValidator(_known)]
"""`12-24` is 24 December, `easter-1` Holy Saturday, `labor-day` the first Monday of September."""


@cache
def date_in(text: str, year: int) -> date:
    """Return the date of a yearly day in a year."""
    feast = _FEAST.fullmatch(text)
    if feast is None:
        month, day = text.split("-")
        return date(year, int(month), int(day))
    found = easter(year) if feast[1] == "easter" else _first_monday(year, 9)
    return found + timedelta(days=int(feast[2] or 0))


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar, by Gauss's rule as Oudin put it."""
    century = year // 100
    golden = year % 19
    moon = (century - century // 4 - (century - (century - 17) // 25) // 3 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (moon // 28) * (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    since = moon - weekday
    month = 3 + (since + 40) // 44
    return date(year, month, since + 28 - 31 * (month // 4))
