"""Kinds of values that people write in files: times, weekdays, money, lists of names."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from staffopt.domain.calendar import YEARS
from staffopt.domain.opening import Hours
from staffopt.domain.wall_time import wall_time
from staffopt.domain.weekdays import WEEKDAYS as FULL_NAMES

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MOST_MONEY = Decimal(10_000_000)
D = TypeVar("D", bound=date)


def weekday(value: object) -> int:
    """Return 0 for `mon` or `Monday`, ... 6 for `sun`."""
    text = str(value).strip().lower()
    for names in (WEEKDAYS, FULL_NAMES):
        if text in names:
            return names.index(text)
    raise ValueError(f"a weekday: {', '.join(WEEKDAYS)}")


def hours(value: object) -> Hours:
    """Return the open periods for `08:00-18:00`, `closed`, or several of them in a list."""
    if value is None or (isinstance(value, str) and value.strip().lower() == "closed"):
        return ()
    parts = value if isinstance(value, list) else str(value).split(",")
    return tuple(_period(part) for part in parts)


def _period(value: object) -> tuple[time, time]:
    ends = str(value).replace("\u2013", "-").split("-")
    try:
        opens, closes = (wall_time(end) for end in ends)
    except ValueError:
        raise ValueError("hours as 08:00-18:00, or closed") from None
    return opens, closes


def money(value: object) -> int:
    """Return hundredths of the currency for `11.50`."""
    try:
        amount = Decimal(str(value).strip())
    except InvalidOperation:
        raise ValueError("an amount of money such as 11.50") from None
    if not amount.is_finite() or abs(amount) > _MOST_MONEY:
        raise ValueError("an amount of money such as 11.50")
    if amount < 0:
        raise ValueError("an amount of money of at least 0")
    if amount.as_tuple().exponent < -2:  # type: ignore[operator]
        raise ValueError("an amount of money with at most two decimals")
    return int(amount * 100)


def iso_date(value: object) -> date:
    """Return the date for `2011-11-14`."""
    try:
        found = date.fromisoformat(str(value).strip())
    except ValueError:
        raise ValueError("a date as YYYY-MM-DD") from None
    return _in_years(found)


def date_or_moment(value: object) -> date | datetime:
    """Return a date for `2011-11-14`, a datetime for `2011-11-14T09:00` with or without offset."""
    text = str(value).strip()
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            found = read(text)
        except ValueError:
            continue
        return _in_years(found)
    raise ValueError("a date as YYYY-MM-DD or a moment as YYYY-MM-DDTHH:MM")


def _in_years(found: D) -> D:
    """Return a date of years that a store can have."""
    if found.year not in YEARS:
        raise ValueError(f"a date from {YEARS[0]} to {YEARS[-1]}")
    return found


def date_or_weekday(value: object) -> date | int:
    """Return a date for `2011-11-14`, 0 ... 6 for a weekday."""
    for read in (weekday, iso_date):
        try:
            return read(value)
        except ValueError:
            continue
    raise ValueError(f"a weekday ({', '.join(WEEKDAYS)}) or a date as YYYY-MM-DD")


def names(value: object) -> tuple[str, ...]:
    """Return the names in `cashier;returns` or in a list, each once."""
    parts = value if isinstance(value, list | tuple) else str(value).split(";")
    found = tuple(str(part).strip() for part in parts)
    if any(not name for name in found) or len(set(found)) < len(found):
        raise ValueError("names separated by ;, each once")
    return found


def truth(value: object) -> bool:
    """Return True for `true` or `yes`, False for `false` or `no`."""
    text = str(value).strip().lower()
    if text not in ("true", "false", "yes", "no"):
        raise ValueError("true or false")
    return text in ("true", "yes")


def _schema(kind: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema(kind)


_TEXT = {"type": "string"}
_DAY = {"enum": [*WEEKDAYS]}
_LIST = {"type": "array", "items": _TEXT}

Weekday = Annotated[
    int, BeforeValidator(weekday), _schema(_DAY), PlainSerializer(lambda day: WEEKDAYS[day])
]
WallTime = Annotated[
    time, BeforeValidator(wall_time), _schema({**_TEXT, "pattern": "^\\d?\\d:\\d\\d$"})
]
HoursText = Annotated[Hours, BeforeValidator(hours), _schema({"type": ["string", "array", "null"]})]
Money = Annotated[int, BeforeValidator(money), _schema({"type": "number", "minimum": 0})]
Day = Annotated[date, BeforeValidator(iso_date), _schema({**_TEXT, "format": "date"})]
DayOrMoment = Annotated[date | datetime, BeforeValidator(date_or_moment), _schema(_TEXT)]
DayOrWeekday = Annotated[date | int, BeforeValidator(date_or_weekday), _schema(_TEXT)]
Names = Annotated[tuple[str, ...], BeforeValidator(names), _schema(_LIST)]
Truth = Annotated[bool, BeforeValidator(truth), _schema({"type": "boolean"})]
