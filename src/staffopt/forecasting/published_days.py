"""What others published of days around holidays, as an effect on one store's usual days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from staffopt.domain.calendar import DAY, Horizon
from staffopt.domain.doubt import Doubt
from staffopt.domain.holidays import PublishedEffect, published_on
from staffopt.forecasting.event_effects import SHOWN, VARY
from staffopt.forecasting.holiday_doubts import days_from
from staffopt.forecasting.holiday_effects import NAMESAKES, kind_of
from staffopt.forecasting.past import Past

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class PublishedDay(NamedTuple):
    """What a published effect leaves open on a day, and what a note says of it."""

    doubt: Doubt
    said: str


def usual_week(rates: Floats, seen: Bools) -> Floats:
    """The events of a usual day of each weekday, over the times at which that is seen open.

    A weekday never seen open has the times of all others.
    """
    never = ~np.any(seen, axis=1, keepdims=True)
    times = np.where(never, np.any(seen, axis=0), seen)
    week: Floats = (rates * times).sum(axis=1)
    return week


def published_logs(
    dates: Sequence[date], names: Mapping[date, str], week: Floats
) -> list[float | None]:
    """The log of what is published of each date, over a usual day of its weekday.

    Figures compare with an average day, so that a quiet weekday is raised further.
    """
    average = float(week.mean())
    found = [published_on(day, names) for day in dates]
    return [
        None
        if effect is None or not week[day.weekday()] > 0
        else float(np.log(effect.ratio * average / week[day.weekday()]))
        for day, effect in zip(dates, found, strict=True)
    ]


def published_rows(past: Past, names: Mapping[date, str]) -> list[bool]:
    """Of which days of a past something is published."""
    days = (past.first + row * DAY for row in range(len(past.counts)))
    return [published_on(day, names) is not None for day in days]


def variance_of(effect: PublishedEffect) -> float:
    """How far shops of the kind lie apart: the variance of the factor that a shop is off by.

    That of the figures' logs, as if two had shown already what occasions of events differ in.
    """
    logs = np.log(np.maximum(effect.ratios, 1e-3))
    apart = float(((logs - logs.mean()) ** 2).sum())
    return float(np.expm1((SHOWN * VARY**2 + apart) / (SHOWN + len(logs) - 1)))


def own_share(day: date, names: Mapping[date, str], past: Past) -> float:
    """How much of the effect on a day is the store's own memory of its namesakes."""
    kind, days = kind_of(day, names), [past.first + row * DAY for row in range(len(past.counts))]
    known: Bools = np.any(past.known, axis=1)
    seen = sum(kind_of(one, names) == kind for one, sure in zip(days, known, strict=True) if sure)
    return seen / (seen + NAMESAKES)


def published_days(
    horizon: Horizon, mean: Floats, names: Mapping[date, str], past: Past
) -> tuple[PublishedDay, ...]:
    """The days of a horizon with a published effect on which anybody is expected."""
    found = []
    for number, day in enumerate(horizon.dates):
        at = (horizon.slot_day == number) & (mean > 0.0)
        effect = published_on(day, names)
        if effect is None or not at.any():
            continue
        own = own_share(day, names, past)
        variance = (1.0 - own) ** 2 * variance_of(effect)
        what = f"{days_from(effect.days, effect.holiday)} {day}"
        said = f"{what}: {_said(effect)}, off by {variance**0.5:.0%}"
        known = f"; {own:.0%} of what is expected is the store's own memory" if own else ""
        found.append(PublishedDay(Doubt(f"published of {what}", at, variance), said + known))
    return tuple(found)


def _said(effect: PublishedEffect) -> str:
    """The figures as a note says them."""
    least, most = (100 * (one(effect.ratios) - 1) for one in (min, max))
    many = len(effect.ratios)
    apart = f"{many} published figures of {least:+.0f} to {most:+.0f} %"
    figures = apart if many > 1 else "one published figure"
    return f"{100 * (effect.ratio - 1):+.0f} % over an average day by {figures} ({effect.source})"
