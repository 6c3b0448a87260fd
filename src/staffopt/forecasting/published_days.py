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

    A figure against an average day raises a quiet weekday further, one against the same weekday
    does not.
    """
    average = float(week.mean())
    usual = [float(week[day.weekday()]) for day in dates]
    found = [published_on(day, names) for day in dates]
    return [
        None
        if effect is None or not weekday > 0
        else float(np.log(effect.customers(average, weekday) / weekday))
        for weekday, effect in zip(usual, found, strict=True)
    ]


def published_rows(past: Past, names: Mapping[date, str]) -> list[bool]:
    """Of which days of a past something is published."""
    days = (past.first + row * DAY for row in range(len(past.counts)))
    return [published_on(day, names) is not None for day in days]


def variance_of(effect: PublishedEffect) -> float:
    """How far shops of the kind lie apart: the variance of the factor that a shop is off by.

    That of the figures' logs, as if two had shown already what occasions of events differ in.
    Those against an average day and those against the weekday lie apart each among themselves.
    """
    sides = [np.log(np.maximum(side, 1e-3)) for side in _sides(effect)]
    apart = sum(float(((logs - logs.mean()) ** 2).sum()) for logs in sides)
    free = sum(len(logs) - 1 for logs in sides)
    return float(np.expm1((SHOWN * VARY**2 + apart) / (SHOWN + free)))


def _sides(effect: PublishedEffect) -> list[tuple[float, ...]]:
    """The figures against an average day and those against the weekday, where there are any."""
    return [side for side in (effect.ratios, effect.weekday_ratios) if side]


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
        said = f"{what}: {_said(effect, day)}, off by {variance**0.5:.0%}"
        known = f"; {own:.0%} of what is expected is the store's own memory" if own else ""
        found.append(PublishedDay(Doubt(f"published of {what}", at, variance), said + known))
    return tuple(found)


def _said(effect: PublishedEffect, day: date) -> str:
    """The figures of a day as a note says them."""
    against = {"day": effect.ratios, f"{day:%A}": effect.weekday_ratios}
    said = " and ".join(_over(usual, ratios) for usual, ratios in against.items() if ratios)
    return f"{said} ({effect.source})"


def _over(usual: str, ratios: Sequence[float]) -> str:
    """Figures against one usual day, and how far they lie apart."""
    mean, least, most = (
        100 * (one - 1) for one in (sum(ratios) / len(ratios), min(ratios), max(ratios))
    )
    apart = f"{len(ratios)} published figures of {least:+.0f} to {most:+.0f} %"
    figures = apart if len(ratios) > 1 else "one published figure"
    return f"{mean:+.0f} % over an average {usual} by {figures}"
