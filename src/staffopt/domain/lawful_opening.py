"""Opening hours less the days and hours in which the law closes the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, time
from functools import cache

from staffopt.domain.calendar import DAY
from staffopt.domain.opening import Hours, Opening

Closes = Callable[[date], time | None]
"""From when on the store is closed on a date, midnight for all day; None where it is not."""


def within_law(opening: Opening, rule: str, closes: Closes, days: Iterable[date]) -> Opening:
    """The opening hours less what `rule` closes on some days, and the nights into these days."""
    lawful, by_law = dict(opening.special), dict(opening.by_law)
    closes = cache(closes)
    for day in days:
        hours = opening.hours(day)
        kept = tuple(_kept(hours, closes(day), closes(day + DAY)))
        if kept != hours:
            lawful[day] = kept
            by_law[day] = rule
    return replace(opening, special=lawful, by_law=by_law)


def _kept(hours: Hours, today: time | None, tomorrow: time | None) -> Iterator[tuple[time, time]]:
    """What is left of a day's periods when it closes at `today`, and the next at `tomorrow`."""
    for since, until in hours:
        over_midnight = until <= since
        if today is not None:
            if since < today:
                yield since, today if over_midnight or until > today else until
        elif over_midnight and tomorrow is not None and until > tomorrow:
            yield since, tomorrow
        else:
            yield since, until
